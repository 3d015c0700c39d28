// QCircuit.

#include "core/arrays.hpp"
#include "core/casters.hpp"
#include "core/register.hpp"
#include "interrupt.hpp"
#include "qpanda3/circuit/circuit.hpp"
#include "value_protocols.hpp"

namespace py = pybind11;

namespace qpanda3::python {

void bind_circuit(py::module_& m) {
  py::class_<QCircuit> circuit(
      m, "QCircuit",
      "A sequence of gates and circuits on qubits 0 .. n-1, where n is the larger of the number given at construction\n"
      "and the highest qubit used + 1.\n\n"
      "Operands are copied when they are appended. `dagger()` and `control()` return new circuits that share their\n"
      "contents at no cost; `clear_control()`, `clear()`, `set_name()` and `remap()` change this one.");
  circuit.def(py::init<>())
      .def(py::init([](Qubit qubits_num) { return QCircuit(std::int64_t{qubits_num.index()}); }), py::arg("qubits_num"),
           "A circuit on at least `qubits_num` qubits.")
      .def(py::init<const QCircuit&>(), py::arg("circuit"), "An independent copy.")
      .def("size", &QCircuit::size, "The number of items at the top level; a nested circuit counts as one.")
      .def("append", py::overload_cast<const QGate&>(&QCircuit::append), py::arg("gate"), "Appends a gate.")
      .def("append", py::overload_cast<const QCircuit&>(&QCircuit::append), py::arg("circuit"),
           "Appends a circuit as one item, as it is now.")
      .def("clear", &QCircuit::clear, "Removes all items, controls, the dagger and the fixed number of qubits.")
      .def(
          "matrix",
          [](const QCircuit& self) {
            const QCircuit copy = self;  // the caller's object may change in another thread meanwhile
            Matrix matrix;
            {
              py::gil_scoped_release release;
              matrix = copy.matrix(signal_check());
            }
            return to_array(std::move(matrix));
          },
          "The unitary as a complex128 array of shape (2^n, 2^n), qubit 0 as least significant bit. BARRIER, ECHO and\n"
          "IDLE are identities. Raises InvalidArgument for RESET, ResourceExhausted (a MemoryError) beyond 14 qubits.")
      .def("qubits", &QCircuit::qubits, "Control qubits, then 0 .. n-1 if n was given, then the others by first use.")
      .def("target_qubits", &QCircuit::target_qubits, "qubits() without the controls of the circuit.")
      .def("control_qubits", &QCircuit::control_qubits, "The controls of the circuit as a whole.")
      .def("dagger", &QCircuit::dagger, "The inverse circuit. A new circuit.")
      .def(
          "control", [](const QCircuit& self, const std::vector<Qubit>& qubits) { return self.control(qubits); },
          py::arg("qubits"),
          "The circuit under further control qubits. A new circuit.\n\nRaises InvalidArgument if a qubit is among "
          "qubits().")
      .def(
          "control", [](const QCircuit& self, Qubit qubit) { return self.control(qubit); }, py::arg("qubits"),
          "The circuit under one more control qubit. A new circuit.")
      .def("clear_control", &QCircuit::clear_control, "Removes the controls of the circuit as a whole.")
      .def("set_name", &QCircuit::set_name, py::arg("name"), "Gives the circuit a name.")
      .def("name", &QCircuit::name, "The name; `QCircuit_<number>` unless set.")
      .def("operations", detached(&QCircuit::operations),
           "The top-level items, QGate or QCircuit, in the order and form in which they were appended.")
      .def("gate_operations", detached(&QCircuit::gate_operations), py::arg("only_q2") = false,
           "All gates in execution order, nested circuits resolved, daggers and controls applied.\n"
           "`only_q2`: only those on exactly two qubits, controls counted.")
      .def("num_2q_gate", detached(&QCircuit::num_2q_gate),
           "The number of gates on exactly two qubits, controls counted.")
      .def("depth", detached(&QCircuit::depth), py::arg("only_q2") = false,
           "The number of layers when each gate is put as early as possible; `only_q2` counts two-qubit gates only.")
      .def("count_ops", detached(&QCircuit::count_ops), py::arg("only_q2") = false,
           "How often each gate occurs: name, with a `C` in front for each control -> number.")
      .def("get_register_size", &QCircuit::get_register_size, "The number of qubits of the register.")
      .def("expand", detached(&QCircuit::expand), "The same circuit as a flat list of gates. A new circuit.")
      .def("originir", detached(&QCircuit::originir), py::arg("precision") = 8,
           "The circuit as OriginIR text, numbers with `precision` decimals.")
      .def(
          "remap",
          [](QCircuit& self, const std::vector<Qubit>& map) -> QCircuit& {
            return self.remap(std::span<const Index>(to_indices(map)));
          },
          py::arg("remap_qubits"),
          "Renames qubits in place and returns the circuit: the i-th smallest of qubits() becomes entry i.\n\n"
          "Raises IndexOutOfRange if the list is too short, InvalidArgument if two qubits become one.")
      .def(
          "remap",
          [](QCircuit& self, const std::map<Qubit, Qubit>& map) -> QCircuit& { return self.remap(to_index_map(map)); },
          py::arg("remap_qubits"), "Renames qubits in place and returns the circuit; qubits not in the dict stay.")
      .def(
          "__lshift__", [](QCircuit& self, const QGate& gate) -> QCircuit& { return self << gate; }, py::is_operator(),
          "Appends a gate and returns this circuit.")
      .def(
          "__lshift__", [](QCircuit& self, const QCircuit& operand) -> QCircuit& { return self << operand; },
          py::is_operator(), "Appends a circuit and returns this circuit.")
      .def("__str__", detached(&QCircuit::str), "The circuit drawn with characters.")
      .def("__repr__", detached(&QCircuit::str), "The circuit drawn with characters.")
      .def("__len__", &QCircuit::size, "size(): the number of items at the top level.")
      .def(
          "__bool__", [](const QCircuit&) { return true; }, "True, also for an empty circuit.")
      .def(
          "__iter__", [](const QCircuit& self) { return py::iter(py::cast(detached(&QCircuit::operations)(self))); },
          "Iterates over operations() as they are now.");
  define_detached_equality<QCircuit>(circuit,
                                     "The same gates in the same order, with equal daggers, controls (in order), "
                                     "parameters and matrices, on the same\n"
                                     "number of qubits, however they are nested. Names do not matter.");
  define_archived_value<QCircuit>(circuit, &circuit_from_archive);
}

}  // namespace qpanda3::python
