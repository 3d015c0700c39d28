#pragma once
// The calls that programs make once for each gate, without pybind11's dispatch: gate functions, measure(qubit, cbit),
// `<<` and append() of QProg and QCircuit.

#include <pybind11/pybind11.h>

namespace qpanda3::python {

/// Replaces these functions and methods of the module, which pybind11 has defined before. What was there stays the
/// ordinary way: each call that the quick one does not handle goes to it, and `_core._ordinary` has it by name.
void install_fast_entries(pybind11::module_& m);

}  // namespace qpanda3::python
