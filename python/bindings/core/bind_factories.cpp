// The gate functions, made from the gate table in one loop, and the few that take lists.

#include <array>

#include "core/arrays.hpp"
#include "core/casters.hpp"
#include "core/register.hpp"
#include "qpanda3/gate/factories.hpp"

namespace py = pybind11;

namespace qpanda3::python {
namespace {

/// What the table says of a factory, in a form that both kinds of rows share.
struct FactoryRow {
  std::string name;
  std::size_t operands;
  std::size_t params;
  std::vector<std::string> arguments;
  std::string help;
};

std::vector<std::string> argument_names(std::string_view operands, std::string_view parameters) {
  std::vector<std::string> names;
  for (const std::string_view list : {operands, parameters}) {
    for (std::size_t start = 0; start < list.size();) {
      const std::size_t end = std::min(list.find(',', start), list.size());
      names.emplace_back(list.substr(start, end - start));
      start = end + 1;
    }
  }
  return names;
}

template <std::size_t>
using QubitArgument = Qubit;
template <std::size_t>
using DoubleArgument = double;

/// Defines one factory with the given numbers of qubits and parameters.
template <std::size_t... Operands, std::size_t... Params>
void define(py::module_& m, const FactoryRow& row, std::index_sequence<Operands...>, std::index_sequence<Params...>) {
  const std::string name = row.name;
  m.def(
      name.c_str(),
      [name](QubitArgument<Operands>... qubits, DoubleArgument<Params>... params) {
        const std::array<Index, sizeof...(Operands)> operand_list{qubits.index()...};
        const std::array<double, sizeof...(Params)> param_list{params...};
        return create_gate(name, operand_list, param_list);
      },
      py::arg(row.arguments[Operands].c_str())..., py::arg(row.arguments[sizeof...(Operands) + Params].c_str())...,
      row.help.c_str());
}

template <std::size_t Operands, std::size_t Params>
bool define_if(py::module_& m, const FactoryRow& row) {
  if (row.operands != Operands || row.params != Params) return false;
  define(m, row, std::make_index_sequence<Operands>(), std::make_index_sequence<Params>());
  return true;
}

void define_factory(py::module_& m, const FactoryRow& row) {
  const bool done = define_if<1, 0>(m, row) || define_if<1, 1>(m, row) || define_if<1, 2>(m, row) ||
                    define_if<1, 3>(m, row) || define_if<1, 4>(m, row) || define_if<2, 0>(m, row) ||
                    define_if<2, 1>(m, row) || define_if<2, 4>(m, row) || define_if<3, 0>(m, row);
  if (!done) throw InternalError(concat("no factory for the shape of gate ", row.name));
}

std::string factory_doc(std::string_view help) {
  return concat(
      help, "\n\nQubits are distinct numbers from 0; angles are finite, in radians. Raises NegativeValue (a\n",
      "TypeError) for a negative qubit, InvalidArgument (a RuntimeError and ValueError) for other bad values.");
}

}  // namespace

void bind_factories(py::module_& m) {
  for (const GateInfo& info : gate_table()) {
    if (info.takes_list() || info.type == GateType::ECHO) continue;
    define_factory(m, {std::string(info.name), info.num_targets, info.num_params,
                       argument_names(info.operands, info.parameters), factory_doc(info.help)});
  }
  for (const ControlledInfo& info : controlled_table())
    define_factory(m, {std::string(info.name), info.num_operands, info.num_params,
                       argument_names(info.operands, info.parameters), factory_doc(info.help)});

  m.def("CR", &CR, py::arg("control"), py::arg("target"), py::arg("theta"),
        factory_doc("diag(1, 1, 1, e^{i theta}); another name for CP.").c_str());
  m.def(
      "ECHO", [](Qubit qubit, double param) { return ECHO(qubit, param); }, py::arg("qubit"), py::arg("param") = 0.0,
      factory_doc(gate_info(GateType::ECHO).help).c_str());
  m.def("BARRIER", &BARRIER, py::arg("qubits"), factory_doc(gate_info(GateType::BARRIER).help).c_str());
  m.def(
      "Oracle",
      [](const std::vector<Qubit>& qubits,
         const py::array_t<Complex, py::array::c_style | py::array::forcecast>& matrix,
         bool check_unitary) { return Oracle(qubits, to_matrix(matrix), check_unitary); },
      py::arg("qubits"), py::arg("matrix"), py::arg("check_unitary") = true,
      "A gate from a unitary of shape (2^k, 2^k) on k qubits, the first listed qubit as LEAST significant bit.\n\n"
      "Raises InvalidArgument (a RuntimeError and ValueError) if the size does not fit the qubits, a qubit repeats, a\n"
      "number is not finite, or, unless check_unitary is False, U U† differs from 1 by more than 1e-8.");
  m.def(
      "create_gate",
      [](const std::string& gate_name, const std::vector<Qubit>& qubits, const std::vector<double>& params) {
        return create_gate(gate_name, to_indices(qubits), params);
      },
      py::arg("gate_name"), py::arg("qubits"), py::arg("params"),
      "A gate by the exact name of its function.\n\n"
      "Raises InvalidArgument for an unknown name or a wrong number of qubits or parameters.");

  m.def(
      "measure", [](Qubit qubit, CBit cbit) { return MeasureNode(qubit, cbit); }, py::arg("qubit"), py::arg("cbit"),
      "A measurement of one qubit into one bit, to be appended to a QProg.");
  m.def(
      "measure",
      [](const std::vector<Qubit>& qubits, const std::vector<CBit>& cbits) { return measure(qubits, cbits); },
      py::arg("qubits"), py::arg("cbits"),
      "Measurements of several qubits, qubit i of the list into bit i.\n\n"
      "Raises IndexOutOfRange (a RuntimeError and IndexError) if the lists have different lengths.");
}

}  // namespace qpanda3::python
