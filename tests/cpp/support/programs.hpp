#pragma once
// Short ways to write circuits and programs down in tests.

#include "qpanda3/circuit/prog.hpp"

namespace support {

/// A program of these gates, circuits, measurements and programs.
template <class... Items>
qpanda3::QProg prog_of(const Items&... items) {
  qpanda3::QProg prog;
  (prog << ... << items);
  return prog;
}

/// A circuit of these gates and circuits.
template <class... Items>
qpanda3::QCircuit circuit_of(const Items&... items) {
  qpanda3::QCircuit circuit;
  (circuit << ... << items);
  return circuit;
}

}  // namespace support
