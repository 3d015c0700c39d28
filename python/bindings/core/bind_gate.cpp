// Qubit, CBit, Operation, QGate, MeasureNode.

#include "core/arrays.hpp"
#include "core/casters.hpp"
#include "core/register.hpp"
#include "qpanda3/gate/gate.hpp"
#include "value_protocols.hpp"

namespace py = pybind11;

namespace qpanda3::python {
namespace {

template <class Wrapper, class IndexType>
void bind_index(py::module_& m, const char* name, const char* argument, const char* getter, const char* doc) {
  py::class_<Wrapper> cls(m, name, doc);
  cls.def(py::init([](IndexType index) { return Wrapper{index}; }), py::arg(argument))
      .def(
          getter, [](const Wrapper& self) { return self.value.index(); }, "The number, counted from 0.")
      .def("__int__", [](const Wrapper& self) { return self.value.index(); })
      .def("__index__", [](const Wrapper& self) { return self.value.index(); })
      .def(
          "__eq__", [](const Wrapper& self, const Wrapper& other) { return self.value == other.value; },
          py::is_operator(), py::arg("other"), "The same number.")
      .def("__hash__", [](const Wrapper& self) { return std::hash<Index>()(self.value.index()); })
      .def("__repr__", [name](const Wrapper& self) { return concat(name, "(", self.value, ")"); });
  define_value_protocols<Wrapper>(
      cls, [](const Wrapper& value) { return py::int_(value.value.index()); },
      [](const py::object& index) { return Wrapper{index.cast<IndexType>()}; });
}

Operation operation_from(const py::tuple& state) {
  Operation operation;
  operation.set_operation_type(state[0].cast<OpType>());
  operation.set_targets(to_indices(state[1].cast<std::vector<Qubit>>()));
  operation.set_controls(to_indices(state[2].cast<std::vector<Qubit>>()));
  operation.set_cbits(to_indices(state[3].cast<std::vector<CBit>>()));
  return operation;
}

void bind_operation(py::module_& m) {
  py::class_<Operation> operation(
      m, "Operation",
      "Base of gates and measurements: qubits, controls and bits.\n\n"
      "Its attributes can be set; gates and measurements raise InvalidArgument for lists that do not fit them.");
  operation.def(py::init<>())
      .def("is_controlled", &Operation::is_controlled, "True if there are control qubits.")
      .def_property("m_operation_type", &Operation::operation_type, &Operation::set_operation_type,
                    "OpType.Gate or OpType.Measure.")
      .def_property(
          "m_target_qubits", [](const Operation& self) -> std::vector<Index> { return self.targets().to_vector(); },
          [](Operation& self, const std::vector<Qubit>& value) { self.set_targets(to_indices(value)); },
          "The target qubits; of a measurement, the qubit measured.")
      .def_property(
          "m_control_qubits", [](const Operation& self) -> std::vector<Index> { return self.controls().to_vector(); },
          [](Operation& self, const std::vector<Qubit>& value) { self.set_controls(to_indices(value)); },
          "The control qubits.")
      .def_property(
          "m_measure_cbits", [](const Operation& self) -> std::vector<Index> { return self.cbits().to_vector(); },
          [](Operation& self, const std::vector<CBit>& value) { self.set_cbits(to_indices(value)); },
          "The bit measured into, as a list; empty for gates.");
  define_equality<Operation>(operation, "Of the same class, with equal lists.");
  define_value_protocols<Operation>(
      operation,
      [](const Operation& self) {
        return py::make_tuple(self.operation_type(), self.targets().to_vector(), self.controls().to_vector(),
                              self.cbits().to_vector());
      },
      [](const py::object& state) { return operation_from(state); });
}

/// `RX(0, 0.3).dagger().control([1])`: an expression that makes the gate again.
std::string gate_text(const QGate& gate) {
  std::string text = concat(gate.name(), "(");
  if (gate.info().takes_list()) {
    text += list_text(gate.targets());
    if (gate.oracle_matrix())
      text += concat(", <", gate.oracle_matrix()->rows(), "x", gate.oracle_matrix()->cols(), " matrix>");
  } else {
    const char* separator = "";
    for (const Index target : gate.targets()) {
      text += concat(separator, target);
      separator = ", ";
    }
    for (const double parameter : gate.parameters()) text += concat(", ", parameter);
  }
  text += ")";
  if (gate.is_dagger()) text += ".dagger()";
  if (gate.is_controlled()) text += concat(".control(", list_text(gate.controls()), ")");
  return text;
}

}  // namespace

void bind_gate(py::module_& m) {
  bind_index<QubitObject, Qubit>(m, "Qubit", "qubit", "get_qubit_addr",
                                 "The number of a qubit. Accepted wherever a qubit is given as an int.");
  bind_index<CBitObject, CBit>(m, "CBit", "address", "get_cbit_addr",
                               "The number of a classical bit. Accepted wherever a bit is given as an int.");
  bind_operation(m);

  py::class_<QGate, Operation> gate(
      m, "QGate",
      "A gate on given qubits, made by the gate functions (`H(0)`, `CNOT(0, 1)`, ...).\n\n"
      "`dagger()`, `control()` and `power()` return new gates; `remap()`, `set_parameters()` and `clear_control()`\n"
      "change this one.");
  gate.def("qubits_num", &QGate::qubits_num, "How many qubits the gate acts on, controls included.")
      .def("qubits", &QGate::qubits, "Control qubits, then target qubits.")
      .def(
          "control_qubits", [](const QGate& self) { return self.controls().to_vector(); }, "The control qubits.")
      .def(
          "target_qubits", [](const QGate& self) { return self.targets().to_vector(); },
          "The other qubits. A CNOT made by `CNOT(a, b)` lists both here.")
      .def("dagger", &QGate::dagger, "The inverse gate: same name and parameters, marked as dagger. A new gate.")
      .def("is_dagger", &QGate::is_dagger, "True if the gate is marked as dagger.")
      .def("power", &QGate::power, py::arg("k"),
           "The k-th power on the principal branch (eigenphases in (-pi, pi]), with the same controls. A new gate:\n"
           "U4 for one qubit; rotations of two qubits keep their kind; others become ORACLE.\n\n"
           "Raises InvalidArgument for BARRIER and RESET.")
      .def("clear_control", &QGate::clear_control, "Removes all control qubits.")
      .def(
          "control", [](const QGate& self, Qubit qubit) { return self.control(qubit); }, py::arg("qubit"),
          "The gate with one more control qubit, behind those it has. A new gate.\n\n"
          "Raises InvalidArgument if the gate uses the qubit already.")
      .def(
          "control", [](const QGate& self, const std::vector<Qubit>& qubits) { return self.control(qubits); },
          py::arg("qubits"),
          "The gate with more control qubits, behind those it has. A new gate.\n\n"
          "Raises InvalidArgument if a qubit is used already.")
      .def(
          "matrix",
          [](const QGate& self, bool expanded) { return to_array(expanded ? self.expanded_matrix() : self.matrix()); },
          py::arg("expanded") = false,
          "The unitary as a complex128 array of shape (2^k, 2^k).\n\n"
          "Without `expanded`: over the target qubits, the first listed one as MOST significant bit (RZX and ORACLE:\n"
          "least significant). With it: over all qubits of the gate, controls included, sorted by number, the\n"
          "smallest as least significant bit.\n\nRaises InvalidArgument for BARRIER and RESET.")
      .def("gate_type", &QGate::gate_type,
           "The kind of gate. CRX, CRY, CRZ and TOFFOLI are RX, RY, RZ and X with controls.")
      .def(
          "remap",
          [](QGate& self, const std::map<Qubit, Qubit>& map) -> QGate& { return self.remap(to_index_map(map)); },
          py::arg("remap_qubits"), "Renames qubits in place and returns the gate; qubits not in the dict stay.")
      .def(
          "remap",
          [](QGate& self, const std::vector<Qubit>& map) -> QGate& {
            return self.remap(std::span<const Index>(to_indices(map)));
          },
          py::arg("remap_qubits"),
          "Renames qubits in place and returns the gate: qubit q becomes entry q of the list.\n\n"
          "Raises IndexOutOfRange if the list is too short.")
      .def(
          "parameters",
          [](const QGate& self) { return std::vector<double>(self.parameters().begin(), self.parameters().end()); },
          "The parameters as given, angles in radians.")
      .def(
          "set_parameters", [](QGate& self, const std::vector<double>& params) { self.set_parameters(params); },
          py::arg("params"),
          "Replaces the parameters.\n\nRaises InvalidArgument for a wrong number of them, NaN or infinity.")
      .def("name", &QGate::name, "The name of the gate, in capitals, without controls.")
      .def("__repr__", &gate_text);
  define_equality<QGate>(
      gate,
      "The same type, dagger flag, qubits and controls in the same order, parameters and matrix. Gates with equal\n"
      "unitaries that are written differently are not equal.");
  define_archived_value<QGate>(gate, &gate_from_archive);

  py::class_<MeasureNode, Operation> measure(m, "MeasureNode",
                                             "A measurement of one qubit into one bit, made by `measure()`.");
  measure.def("__repr__",
              [](const MeasureNode& self) { return concat("measure(", self.qubit(), ", ", self.cbit(), ")"); });
  define_equality<MeasureNode>(measure, "The same qubit and the same bit.");
  define_archived_value<MeasureNode>(measure, &measure_from_archive);
}

}  // namespace qpanda3::python
