#include "qpanda3/gate/factories.hpp"

#include <array>

#include "qpanda3/base/concat.hpp"
#include "qpanda3/base/error.hpp"

namespace qpanda3 {
namespace {

template <std::size_t Operands, std::size_t Params>
QGate make_gate(GateType type, const std::array<Index, Operands>& operands, const std::array<double, Params>& params) {
  return QGate(type, operands, params);
}

/// `operands` starts with the controls.
QGate make_controlled(const ControlledInfo& info, std::span<const Index> operands, std::span<const double> params) {
  const QGate base(info.base, operands.subspan(info.num_controls), params);
  std::vector<Qubit> controls;
  for (std::size_t i = 0; i < info.num_controls; ++i) controls.emplace_back(operands[i]);
  return base.control(controls);
}

template <std::size_t Operands, std::size_t Params>
QGate make_controlled(std::string_view name, const std::array<Index, Operands>& operands,
                      const std::array<double, Params>& params) {
  return make_controlled(*find_controlled(name), operands, params);
}

using NoParams = std::array<double, 0>;

}  // namespace

#define QPANDA3_BODY_Q1(name, make, key) \
  QGate name(Qubit qubit) { return make(key, std::array{qubit.index()}, NoParams{}); }
#define QPANDA3_BODY_Q1P1(name, make, key) \
  QGate name(Qubit qubit, double p0) { return make(key, std::array{qubit.index()}, std::array{p0}); }
#define QPANDA3_BODY_Q1P2(name, make, key) \
  QGate name(Qubit qubit, double p0, double p1) { return make(key, std::array{qubit.index()}, std::array{p0, p1}); }
#define QPANDA3_BODY_Q1P3(name, make, key)                               \
  QGate name(Qubit qubit, double p0, double p1, double p2) {             \
    return make(key, std::array{qubit.index()}, std::array{p0, p1, p2}); \
  }
#define QPANDA3_BODY_Q1P4(name, make, key)                                   \
  QGate name(Qubit qubit, double p0, double p1, double p2, double p3) {      \
    return make(key, std::array{qubit.index()}, std::array{p0, p1, p2, p3}); \
  }
#define QPANDA3_BODY_Q2(name, make, key) \
  QGate name(Qubit q0, Qubit q1) { return make(key, std::array{q0.index(), q1.index()}, NoParams{}); }
#define QPANDA3_BODY_Q2P1(name, make, key) \
  QGate name(Qubit q0, Qubit q1, double p0) { return make(key, std::array{q0.index(), q1.index()}, std::array{p0}); }
#define QPANDA3_BODY_Q2P4(name, make, key)                                            \
  QGate name(Qubit q0, Qubit q1, double p0, double p1, double p2, double p3) {        \
    return make(key, std::array{q0.index(), q1.index()}, std::array{p0, p1, p2, p3}); \
  }
#define QPANDA3_BODY_Q3(name, make, key)                                          \
  QGate name(Qubit q0, Qubit q1, Qubit q2) {                                      \
    return make(key, std::array{q0.index(), q1.index(), q2.index()}, NoParams{}); \
  }
#define QPANDA3_BODY_LIST(name, make, key)
#define QPANDA3_GATE(identifier, value, shape, ...) QPANDA3_BODY_##shape(identifier, make_gate, GateType::identifier)
#define QPANDA3_CONTROLLED(identifier, value, shape, ...) QPANDA3_BODY_##shape(identifier, make_controlled, #identifier)
#include "qpanda3/gate/gate_table.def"

QGate CR(Qubit control, Qubit target, double theta) { return CP(control, target, theta); }
QGate ECHO(Qubit qubit) { return ECHO(qubit, 0.0); }

QGate BARRIER(const std::vector<Qubit>& qubits) { return QGate(GateType::BARRIER, to_index_list(qubits)); }

QGate Oracle(const std::vector<Qubit>& qubits, const Matrix& matrix, bool check_unitary) {
  QGate gate(to_index_list(qubits), std::make_shared<const Matrix>(matrix));
  if (check_unitary && !matrix.is_unitary())
    throw InvalidArgument("Oracle: the matrix is not unitary (U U† differs from 1 by more than 1e-8)");
  return gate;
}

namespace {

std::string known_gate_names() {
  std::string names;
  const auto add = [&names](std::string_view name) {
    if (!names.empty()) names += ' ';
    names += name;
  };
  for (const GateInfo& info : gate_table())
    if (!info.takes_list()) add(info.name);
  for (const ControlledInfo& info : controlled_table()) add(info.name);
  return names;
}

void check_count(std::string_view gate, const char* what, std::size_t wanted, std::size_t given) {
  if (wanted != given) throw InvalidArgument(concat("gate ", gate, " takes ", wanted, " ", what, ", got ", given));
}

}  // namespace

QGate create_gate(std::string_view name, std::span<const Index> qubits, std::span<const double> params) {
  if (const ControlledInfo* info = find_controlled(name)) {
    check_count(name, "qubits", info->num_operands, qubits.size());
    check_count(name, "parameters", info->num_params, params.size());
    return make_controlled(*info, qubits, params);
  }
  const GateInfo* info = find_gate(name);
  if (info == nullptr || info->takes_list())
    throw InvalidArgument(concat("unknown gate name '", name, "'; known are: ", known_gate_names()));
  return QGate(info->type, qubits, params);
}

std::vector<MeasureNode> measure(const std::vector<Qubit>& qubits, const std::vector<CBit>& cbits) {
  if (qubits.size() != cbits.size())
    throw IndexOutOfRange(concat("measure: as many cbits as qubits are needed, got ", qubits.size(), " qubits and ",
                                 cbits.size(), " cbits"));
  std::vector<MeasureNode> nodes;
  nodes.reserve(qubits.size());
  for (std::size_t i = 0; i < qubits.size(); ++i) nodes.emplace_back(qubits[i], cbits[i]);
  return nodes;
}

}  // namespace qpanda3
