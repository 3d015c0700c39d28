# The warnings the project is clean under, with GCC and Clang.
add_library(qpanda3_warnings INTERFACE)
target_compile_options(qpanda3_warnings INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wnon-virtual-dtor -Woverloaded-virtual
  -Wcast-align -Wnull-dereference -Wformat=2
  # GCC 12 reports false positives of this kind inside inlined standard containers.
  $<$<CXX_COMPILER_ID:GNU>:-Wno-null-dereference>)
if(QPANDA3_WERROR)
  target_compile_options(qpanda3_warnings INTERFACE -Werror)
endif()
