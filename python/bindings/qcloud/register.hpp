#pragma once
// One function for each file of this folder; module.cpp calls them in order of dependence.

#include <pybind11/pybind11.h>

namespace qpanda3::python {

void bind_cloud_enums(pybind11::module_& m);
void bind_noise_model(pybind11::module_& m);
void bind_options(pybind11::module_& m);
void bind_result(pybind11::module_& m);
void bind_job(pybind11::module_& m);
void bind_backend(pybind11::module_& m);
void bind_service(pybind11::module_& m);

}  // namespace qpanda3::python
