#pragma once
// Short ways to write programs down in tests.

#include "qpanda3/circuit/prog.hpp"

namespace support {

/// A program of these gates, circuits, measurements and programs.
template <class... Items>
qpanda3::QProg prog_of(const Items&... items) {
  qpanda3::QProg prog;
  (prog << ... << items);
  return prog;
}

}  // namespace support
