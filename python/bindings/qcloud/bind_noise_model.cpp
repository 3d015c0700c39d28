// QCloudNoiseModel.

#include <pybind11/operators.h>
#include <pybind11/stl.h>

#include "qcloud/register.hpp"
#include "qpanda3/cloud/noise_model.hpp"

namespace py = pybind11;

namespace qpanda3::python {

void bind_noise_model(py::module_& m) {
  py::class_<QCloudNoiseModel>(m, "QCloudNoiseModel",
                               "Noise that the service adds when it simulates: one kind, with parameters for gates on "
                               "one and on two qubits.")
      .def(py::init<>(), "No noise.")
      .def(py::init<NOISE_MODEL, std::vector<double>, std::vector<double>>(), py::arg("model"), py::arg("single_p"),
           py::arg("double_p"),
           "`single_p` and `double_p` are finite numbers from 0, as many as the kind needs: one probability for most, "
           "times for DECOHERENCE. Raises ValueError otherwise.")
      .def("get_noise_model", &QCloudNoiseModel::get_noise_model,
           "The kind's name as it is sent; '' for a model without kind. Two names are sent as '..._OPRATOR'.")
      .def("get_single_params", &QCloudNoiseModel::get_single_params, "Parameters for gates on one qubit.")
      .def("is_enabled", &QCloudNoiseModel::is_enabled,
           "True if there are parameters for gates on one and on two qubits.")
      .def("set_single_params", &QCloudNoiseModel::set_single_params, py::arg("single"),
           "Replaces the parameters for gates on one qubit.")
      .def("get_double_params", &QCloudNoiseModel::get_double_params, "Parameters for gates on two qubits.")
      .def("set_double_params", &QCloudNoiseModel::set_double_params, py::arg("double_p"),
           "Replaces the parameters for gates on two qubits.")
      .def(
          "print", [](const QCloudNoiseModel& self) { py::print(self.describe(), py::arg("end") = ""); },
          "Prints kind and parameters to sys.stdout.")
      .def(py::self == py::self)
      .def(py::self != py::self)
      .def("__repr__", [](const QCloudNoiseModel& self) {
        return py::str("QCloudNoiseModel({!r}, {!r}, {!r})")
            .format(self.get_noise_model(), self.get_single_params(), self.get_double_params());
      });
}

}  // namespace qpanda3::python
