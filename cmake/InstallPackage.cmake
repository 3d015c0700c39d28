# Headers and the CMake package: find_package(QPanda3) for those who link the C++ library.
include(CMakePackageConfigHelpers)

install(DIRECTORY ${PROJECT_SOURCE_DIR}/cpp/include/qpanda3 DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}
        FILES_MATCHING PATTERN "*.hpp" PATTERN "*.def"
        PATTERN "cloud" EXCLUDE)
if(QPANDA3_CLOUD)
  install(DIRECTORY ${PROJECT_SOURCE_DIR}/cpp/include/qpanda3/cloud DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/qpanda3
          FILES_MATCHING PATTERN "*.hpp")
endif()
install(FILES ${PROJECT_BINARY_DIR}/include/qpanda3/base/version.hpp
        DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/qpanda3/base)

set(config_dir ${CMAKE_INSTALL_LIBDIR}/cmake/QPanda3)
install(EXPORT QPanda3Targets NAMESPACE QPanda3:: DESTINATION ${config_dir})
configure_package_config_file(${PROJECT_SOURCE_DIR}/cmake/QPanda3Config.cmake.in
  ${PROJECT_BINARY_DIR}/QPanda3Config.cmake INSTALL_DESTINATION ${config_dir})
write_basic_package_version_file(${PROJECT_BINARY_DIR}/QPanda3ConfigVersion.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/QPanda3Config.cmake ${PROJECT_BINARY_DIR}/QPanda3ConfigVersion.cmake
        DESTINATION ${config_dir})
