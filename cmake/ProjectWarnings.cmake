# The warnings the project is clean under, with GCC and Clang.
add_library(qpanda3_warnings INTERFACE)
target_compile_options(qpanda3_warnings INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wnon-virtual-dtor -Woverloaded-virtual
  -Wcast-align -Wnull-dereference -Wformat=2
  # GCC 12 reports false positives of these kinds inside inlined standard containers and strings.
  $<$<CXX_COMPILER_ID:GNU>:-Wno-null-dereference>
  $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict>)
if(QPANDA3_WERROR)
  target_compile_options(qpanda3_warnings INTERFACE -Werror)
endif()
