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

/// `use(copy)` for a circuit or program, without the GIL and answering Ctrl-C. A copy, which costs nothing, because
/// other threads and signal handlers may change the object itself meanwhile.
template <class Value, class Use>
auto detached(const Value& self, Use&& use) {
  const Value copy = self;
  const pybind11::gil_scoped_release release;
  const InterruptScope scope(signal_check());
  return use(copy);
}

/// A method that walks over the whole circuit or program, called in that way.
template <class Value, class Result, class... Args>
auto detached(Result (Value::*method)(Args...) const) {
  return [method](const Value& self, Args... args) {
    return detached(self, [&](const Value& copy) { return (copy.*method)(args...); });
  };
}

}  // namespace qpanda3::python
