#pragma once
// The functions that make gates: H(0), CNOT(0, 1), RX(2, 0.5), ... one for each row of gate_table.def.

#include <span>
#include <string_view>
#include <vector>

#include "qpanda3/base/export.hpp"
#include "qpanda3/gate/gate.hpp"

namespace qpanda3 {

#define QPANDA3_FACTORY_Q1(name) QPANDA3_API QGate name(Qubit qubit);
#define QPANDA3_FACTORY_Q1P1(name) QPANDA3_API QGate name(Qubit qubit, double p0);
#define QPANDA3_FACTORY_Q1P2(name) QPANDA3_API QGate name(Qubit qubit, double p0, double p1);
#define QPANDA3_FACTORY_Q1P3(name) QPANDA3_API QGate name(Qubit qubit, double p0, double p1, double p2);
#define QPANDA3_FACTORY_Q1P4(name) QPANDA3_API QGate name(Qubit qubit, double p0, double p1, double p2, double p3);
#define QPANDA3_FACTORY_Q2(name) QPANDA3_API QGate name(Qubit q0, Qubit q1);
#define QPANDA3_FACTORY_Q2P1(name) QPANDA3_API QGate name(Qubit q0, Qubit q1, double p0);
#define QPANDA3_FACTORY_Q2P4(name) \
  QPANDA3_API QGate name(Qubit q0, Qubit q1, double p0, double p1, double p2, double p3);
#define QPANDA3_FACTORY_Q3(name) QPANDA3_API QGate name(Qubit q0, Qubit q1, Qubit q2);
#define QPANDA3_FACTORY_LIST(name)
#define QPANDA3_GATE(identifier, value, shape, ...) QPANDA3_FACTORY_##shape(identifier)
#define QPANDA3_CONTROLLED(identifier, value, shape, ...) QPANDA3_FACTORY_##shape(identifier)
#include "qpanda3/gate/gate_table.def"
#undef QPANDA3_FACTORY_Q1
#undef QPANDA3_FACTORY_Q1P1
#undef QPANDA3_FACTORY_Q1P2
#undef QPANDA3_FACTORY_Q1P3
#undef QPANDA3_FACTORY_Q1P4
#undef QPANDA3_FACTORY_Q2
#undef QPANDA3_FACTORY_Q2P1
#undef QPANDA3_FACTORY_Q2P4
#undef QPANDA3_FACTORY_Q3
#undef QPANDA3_FACTORY_LIST

QPANDA3_API QGate CR(Qubit control, Qubit target, double theta);
QPANDA3_API QGate ECHO(Qubit qubit);
QPANDA3_API QGate BARRIER(const std::vector<Qubit>& qubits);
/// A unitary of 2^k x 2^k on k qubits, the first listed qubit as least significant bit. InvalidArgument if the size
/// does not fit, if a qubit repeats, or (unless check_unitary is false) if U U† differs from 1 by more than 1e-8.
QPANDA3_API QGate Oracle(const std::vector<Qubit>& qubits, const Matrix& matrix, bool check_unitary = true);

/// A gate by its exact name, the factory's; InvalidArgument for unknown names and wrong lengths.
QPANDA3_API QGate create_gate(std::string_view name, std::span<const Index> qubits, std::span<const double> params);

QPANDA3_API std::vector<MeasureNode> measure(const std::vector<Qubit>& qubits, const std::vector<CBit>& cbits);
template <class Q, class C>
  requires(std::convertible_to<Q, Qubit> && std::convertible_to<C, CBit>)
MeasureNode measure(const Q& qubit, const C& cbit) {
  return MeasureNode(Qubit(qubit), CBit(cbit));
}

}  // namespace qpanda3
