// Karus: channels as items of programs.

#include "core/casters.hpp"
#include "core/register.hpp"
#include "interrupt.hpp"
#include "qpanda3/circuit/karus.hpp"
#include "value_protocols.hpp"

namespace py = pybind11;

namespace qpanda3::python {

void bind_karus(py::module_& m) {
  py::class_<Karus> karus(
      m, "Karus",
      "A noise channel given by Kraus matrices, to be appended to a QProg: rho becomes the sum of K rho K†.\n\n"
      "It counts neither as a gate nor for depth, and OriginIR shows it as a comment. `CPUQVM` draws one of the "
      "matrices\n"
      "in each shot, by its probability in the state of that shot.");
  karus
      .def(py::init([](const std::vector<Qubit>& qubits, KarusMatrices matrices) {
             return Karus(to_indices(qubits), std::move(matrices));
           }),
           py::arg("qubits"), py::arg("matrices"),
           "`matrices`: square matrices of 2^k rows for k qubits (k = 1 .. 10), each given row by row as a flat list "
           "of\n"
           "4^k numbers; the first qubit is the least significant bit of rows and columns.\n\n"
           "Raises InvalidArgument (a RuntimeError and ValueError) if a qubit repeats, a size does not fit, or the sum "
           "of\n"
           "K†K is not the identity within 1e-6; NegativeValue (a TypeError) for a negative qubit.")
      .def(
          "remap",
          [](Karus& self, const std::vector<Qubit>& map) -> Karus& {
            return self.remap(std::span<const Index>(to_indices(map)));
          },
          py::arg("remap_qubits"),
          "Renames qubits in place and returns the channel: qubit q becomes entry q of the list.\n\n"
          "Raises IndexOutOfRange if the list is too short, InvalidArgument if two qubits become one.")
      .def(
          "remap",
          [](Karus& self, const std::map<Qubit, Qubit>& map) -> Karus& { return self.remap(to_index_map(map)); },
          py::arg("remap_qubits"), "Renames qubits in place and returns the channel; qubits not in the dict stay.")
      .def("qubits", &Karus::qubits, "The qubits, least significant first.")
      .def("karus_matrices", &Karus::karus_matrices, "The matrices as given: flat lists, row by row.")
      .def("__repr__", [](const Karus& self) {
        return concat("Karus(", list_text(self.qubits()), ", <", self.karus_matrices().size(), " matrices>)");
      });
  define_equality<Karus>(karus, "Equal qubits in the same order, and equal matrices.");
  define_archived_value<Karus>(karus, &karus_from_archive);
}

}  // namespace qpanda3::python
