#pragma once
// Ctrl-C during calls that have released the GIL.

#include <pybind11/pybind11.h>

#include "qpanda3/base/interrupt.hpp"

namespace qpanda3::python {

/// An InterruptCheck that runs Python's pending signal handlers. Call it (through the library) with the GIL released.
inline InterruptCheck signal_check() {
  return [] {
    pybind11::gil_scoped_acquire gil;
    if (PyErr_CheckSignals() != 0) throw pybind11::error_already_set();
  };
}

}  // namespace qpanda3::python
