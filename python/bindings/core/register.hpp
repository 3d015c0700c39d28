#pragma once
// One function for each file of this folder; module.cpp calls them in order of dependence.

#include <pybind11/pybind11.h>

namespace qpanda3::python {

void bind_enums(pybind11::module_& m);
void bind_gate(pybind11::module_& m);
void bind_factories(pybind11::module_& m);
void bind_karus(pybind11::module_& m);
void bind_circuit(pybind11::module_& m);
void bind_prog(pybind11::module_& m);
void bind_control_flow(pybind11::module_& m);
void bind_drawing(pybind11::module_& m);
void bind_dag(pybind11::module_& m);
void bind_random(pybind11::module_& m);
void bind_noise(pybind11::module_& m);
void bind_hamiltonian(pybind11::module_& m);
void bind_simulator(pybind11::module_& m);
void bind_plan(pybind11::module_& m);
void bind_expectation(pybind11::module_& m);
void bind_utils(pybind11::module_& m);
void bind_bulk_appending(pybind11::module_& m);
void bind_intermediate_compiler(pybind11::module_& m);
void bind_capabilities(pybind11::module_& m);
void bind_quantum_info(pybind11::module_& m);

}  // namespace qpanda3::python
