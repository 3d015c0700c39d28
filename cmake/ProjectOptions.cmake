# What every target of the project is compiled with, as one interface target.
if(NOT CMAKE_BUILD_TYPE AND NOT CMAKE_CONFIGURATION_TYPES)
  set(CMAKE_BUILD_TYPE Release CACHE STRING "Build type" FORCE)
endif()

set(CMAKE_CXX_VISIBILITY_PRESET hidden)
set(CMAKE_VISIBILITY_INLINES_HIDDEN ON)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)

# Libraries and extension modules lie below one prefix and find one another by relative paths, so that
# a wheel or an install tree can be moved.
if(APPLE)
  set(QPANDA3_ORIGIN "@loader_path")
else()
  set(QPANDA3_ORIGIN "$ORIGIN")
endif()

if(QPANDA3_FUZZ)
  if(NOT CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
    message(FATAL_ERROR "QPANDA3_FUZZ needs clang, whose libFuzzer drives the targets: -DCMAKE_CXX_COMPILER=clang++")
  endif()
  if(NOT QPANDA3_SANITIZE)
    set(QPANDA3_SANITIZE "address,undefined,float-cast-overflow")
  endif()
endif()

add_library(qpanda3_options INTERFACE)
target_compile_features(qpanda3_options INTERFACE cxx_std_20)
if(QPANDA3_SANITIZE)
  target_compile_options(qpanda3_options INTERFACE -fsanitize=${QPANDA3_SANITIZE} -fno-omit-frame-pointer -g
                                                   -fno-sanitize-recover=all)
  target_link_options(qpanda3_options INTERFACE -fsanitize=${QPANDA3_SANITIZE})
endif()
if(QPANDA3_FUZZ)
  # Counters at every branch; bounds on work that a text multiplies are lower, so that inputs stay quick.
  target_compile_options(qpanda3_options INTERFACE -fsanitize=fuzzer-no-link)
  target_compile_definitions(qpanda3_options INTERFACE FUZZING_BUILD_MODE_UNSAFE_FOR_PRODUCTION _GLIBCXX_ASSERTIONS)
endif()
