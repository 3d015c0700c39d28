# qpanda3_add_library(<component> SOURCES ... PUBLIC ... PRIVATE ...)
# One shared library lib qpanda3_<component>, exported as QPanda3::<component>.
function(qpanda3_add_library component)
  cmake_parse_arguments(ARG "" "" "SOURCES;PUBLIC;PRIVATE" ${ARGN})
  set(target qpanda3_${component})
  add_library(${target} SHARED ${ARG_SOURCES})
  add_library(QPanda3::${component} ALIAS ${target})
  target_include_directories(${target}
    PUBLIC $<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}/cpp/include>
           $<BUILD_INTERFACE:${PROJECT_BINARY_DIR}/include>
           $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}>
    PRIVATE ${PROJECT_SOURCE_DIR}/cpp/src)
  target_compile_features(${target} PUBLIC cxx_std_20)
  target_link_libraries(${target}
    PUBLIC ${ARG_PUBLIC}
    PRIVATE $<BUILD_INTERFACE:qpanda3_options> $<BUILD_INTERFACE:qpanda3_warnings> ${ARG_PRIVATE})
  set_target_properties(${target} PROPERTIES EXPORT_NAME ${component} INSTALL_RPATH "${QPANDA3_ORIGIN}")
  if(CMAKE_SYSTEM_NAME STREQUAL "Linux" AND NOT QPANDA3_SANITIZE)
    # What a library uses and does not link is an error now, and not when a user starts.
    target_link_options(${target} PRIVATE LINKER:--no-undefined)
  endif()
  if(NOT SKBUILD)
    # A wheel cannot hold the symbolic links that versioned names need.
    set_target_properties(${target} PROPERTIES VERSION ${PROJECT_VERSION} SOVERSION ${PROJECT_VERSION_MAJOR}.${PROJECT_VERSION_MINOR})
  endif()
  if(QPANDA3_TESTS OR QPANDA3_FUZZ OR QPANDA3_BENCHMARKS)
    qpanda3_add_internal(${target} "${ARG_PUBLIC}" "${ARG_PRIVATE}")
  endif()
  install(TARGETS ${target} EXPORT QPanda3Targets
          LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR}
          ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR}
          RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
endfunction()

# The objects of a shared library once more, as a static one: tests and benchmarks reach what the shared
# library hides.
function(qpanda3_add_internal target public private)
  list(TRANSFORM public APPEND _internal REGEX "^qpanda3_")
  add_library(${target}_internal STATIC $<TARGET_OBJECTS:${target}>)
  set_target_properties(${target}_internal PROPERTIES LINKER_LANGUAGE CXX)
  target_include_directories(${target}_internal PUBLIC
    ${PROJECT_SOURCE_DIR}/cpp/include ${PROJECT_BINARY_DIR}/include ${PROJECT_SOURCE_DIR}/cpp/src)
  target_link_libraries(${target}_internal PUBLIC ${public} PRIVATE ${private})
endfunction()
