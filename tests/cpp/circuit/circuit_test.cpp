// QCircuit: nesting with marks, copy on write, queries, remap.

#include "qpanda3/circuit/circuit.hpp"

#include <gtest/gtest.h>

#include <limits>

#include "qpanda3/base/error.hpp"
#include "qpanda3/circuit/prog.hpp"
#include "qpanda3/gate/factories.hpp"
#include "support/interrupts.hpp"

namespace qpanda3 {
namespace {

/// "RX 4,5|1 dag": name, controls, targets, dagger flag.
std::string text(const QGate& gate) {
  std::string result = gate.name() + " ";
  for (const Index qubit : gate.controls()) result += std::to_string(qubit) + ",";
  result += "|";
  for (const Index qubit : gate.targets()) result += std::to_string(qubit) + ",";
  return result + (gate.is_dagger() ? "dag" : "");
}

std::vector<std::string> texts(const QCircuit& circuit) {
  std::vector<std::string> result;
  for (const QGate& gate : circuit.gate_operations()) result.push_back(text(gate));
  return result;
}

QCircuit h_rx() {
  QCircuit circuit;
  circuit << H(0) << RX(1, 0.3);
  return circuit;
}

TEST(CircuitNesting, marks_are_resolved_while_walking) {
  QCircuit outer;
  outer << h_rx().dagger().control({4, 5}) << X(0);
  EXPECT_EQ(texts(outer), (std::vector<std::string>{"RX 4,5,|1,dag", "H 4,5,|0,dag", "X |0,"}));
  EXPECT_EQ(outer.size(), 2u);
  EXPECT_EQ(outer.expand().size(), 3u);
  EXPECT_EQ(outer.qubits(), (std::vector<Index>{4, 5, 0, 1}));
}

TEST(CircuitNesting, inner_controls_come_before_outer_ones) {
  QCircuit inner, middle, outer;
  inner << X(0).control(1);
  middle << inner.control(2);
  outer << middle.control({3, 4});
  EXPECT_EQ(texts(outer), (std::vector<std::string>{"X 1,2,3,4,|0,"}));
}

TEST(CircuitNesting, double_dagger_cancels) {
  QCircuit inner, outer;
  inner << S(0).dagger() << T(0);
  outer << inner.dagger();
  EXPECT_EQ(texts(outer.dagger()), (std::vector<std::string>{"S |0,dag", "T |0,"}));
  EXPECT_EQ(texts(outer), (std::vector<std::string>{"T |0,dag", "S |0,"}));
}

TEST(CircuitNesting, appending_to_a_marked_circuit_stays_outside_the_marks) {
  QCircuit circuit = h_rx().dagger().control(5);
  circuit << X(5);
  EXPECT_EQ(texts(circuit), (std::vector<std::string>{"RX 5,|1,dag", "H 5,|0,dag", "X |5,"}));
}

TEST(CircuitValue, operands_are_copied) {
  QCircuit inner = h_rx(), outer;
  outer << inner;
  inner << Z(3);
  EXPECT_EQ(outer.gate_operations().size(), 2u);
  EXPECT_EQ(inner.gate_operations().size(), 3u);
  QCircuit copy = outer;
  copy << Y(0);
  EXPECT_EQ(outer.gate_operations().size(), 2u);
}

TEST(CircuitValue, can_be_appended_to_itself) {
  QCircuit circuit = h_rx();
  circuit << circuit;
  EXPECT_EQ(circuit.gate_operations().size(), 4u);
  circuit << circuit.dagger();
  EXPECT_EQ(circuit.gate_operations().size(), 8u);
}

TEST(CircuitValue, a_listed_sub_circuit_can_be_changed_alone) {
  QCircuit outer;
  outer << h_rx() << X(0);
  auto items = outer.operations();
  std::get<QCircuit>(items[0]) << Y(7);
  EXPECT_EQ(outer.gate_operations().size(), 3u);
}

TEST(CircuitQueries, depth_and_counts) {
  QCircuit circuit;
  circuit << H(0) << BARRIER({0, 1}) << H(1) << CNOT(0, 1) << TOFFOLI(0, 1, 2) << SWAP(0, 1).control(2) << ECHO(3);
  EXPECT_EQ(circuit.depth(), 6u);
  EXPECT_EQ(circuit.depth(true), 2u);
  EXPECT_EQ(circuit.count_ops(), (std::map<std::string, std::size_t>{
                                     {"H", 2}, {"BARRIER", 1}, {"CNOT", 1}, {"CCX", 1}, {"CSWAP", 1}, {"ECHO", 1}}));
  EXPECT_EQ(circuit.count_ops(true), (std::map<std::string, std::size_t>{{"BARRIER", 1}, {"CNOT", 1}}));
  EXPECT_EQ(circuit.num_2q_gate(), 2u);
}

TEST(CircuitQueries, two_qubit_depth_ignores_all_other_gates) {
  QCircuit circuit;
  circuit << CNOT(0, 1) << TOFFOLI(1, 2, 3) << CNOT(2, 3);
  EXPECT_EQ(circuit.depth(true), 1u);
}

TEST(CircuitQueries, inherited_controls_count_for_two_qubit_gates) {
  QCircuit outer;
  outer << h_rx().control(7);
  EXPECT_EQ(outer.num_2q_gate(), 2u);
  EXPECT_EQ(outer.gate_operations(true).size(), 2u);
}

TEST(CircuitQueries, a_fixed_size_is_a_minimum) {
  QCircuit circuit(3);
  EXPECT_EQ(circuit.qubits(), (std::vector<Index>{0, 1, 2}));
  circuit << H(4);
  EXPECT_EQ(circuit.get_register_size(), 5u);
  QCircuit outer;
  outer << circuit;
  EXPECT_EQ(outer.qubits(), (std::vector<Index>{0, 1, 2, 4}));
  EXPECT_EQ(circuit.control(7).qubits(), (std::vector<Index>{7, 0, 1, 2, 4})) << "controls come first";
  EXPECT_THROW(QCircuit(-1), NegativeValue);
}

TEST(CircuitControl, on_a_used_qubit_is_refused) {
  EXPECT_THROW(h_rx().control(1), InvalidArgument);
  EXPECT_THROW(h_rx().control({3, 3}), InvalidArgument);
  EXPECT_THROW(h_rx().control(3).control(3), InvalidArgument);
  QCircuit circuit = h_rx().control(3);
  circuit.clear_control();
  EXPECT_TRUE(circuit.control_qubits().empty());
}

TEST(CircuitControl, sees_qubits_used_deep_inside) {
  QCircuit inner, outer;
  inner << X(70).control(200);
  outer << inner.control(3) << H(0);
  for (const int qubit : {0, 3, 70, 200}) EXPECT_THROW(outer.control(qubit), InvalidArgument) << qubit;
  for (const int qubit : {1, 69, 71, 199, 1000}) EXPECT_NO_THROW(outer.control(qubit)) << qubit;
  EXPECT_THROW(QCircuit(5).control(4), InvalidArgument) << "a fixed register counts as used";
}

TEST(CircuitRemap, keeps_nesting_and_renames_controls) {
  QCircuit outer;
  outer << h_rx().control(5) << h_rx();
  const Index list[] = {5, 1, 0};
  outer.remap(std::span<const Index>(list));
  EXPECT_EQ(outer.size(), 2u);
  EXPECT_EQ(texts(outer), (std::vector<std::string>{"H 0,|5,", "RX 0,|1,", "H |5,", "RX |1,"}));
}

TEST(CircuitRemap, refuses_to_merge_qubits_and_changes_nothing) {
  QCircuit circuit = h_rx();
  EXPECT_THROW(circuit.remap(std::map<Index, Index>{{0, 1}}), InvalidArgument);
  EXPECT_EQ(texts(circuit), texts(h_rx()));
  const Index list[] = {3};
  EXPECT_THROW(circuit.remap(std::span<const Index>(list)), IndexOutOfRange);
}

TEST(CircuitMatrix, equals_the_product_of_its_gates) {
  QCircuit inner, outer(3);
  inner << H(0) << CNOT(0, 1);
  outer << inner.dagger().control(2) << T(1) << BARRIER({0, 1});
  const Matrix t = [] {  // T on the middle of three qubits
    Matrix m = Matrix::identity(8);
    for (const std::size_t i : {2u, 3u, 6u, 7u}) m(i, i) = std::polar(1.0, 0.78539816339744831);
    return m;
  }();
  const QCircuit parts[] = {[] {
                              QCircuit c(3);
                              c << H(0).control(2);
                              return c;
                            }(),
                            [] {
                              QCircuit c(3);
                              c << CNOT(0, 1).control(2);
                              return c;
                            }()};
  const Matrix expected = t * (parts[0].matrix() * parts[1].matrix());
  const Matrix actual = outer.matrix();
  for (std::size_t i = 0; i < 64; ++i) EXPECT_LT(std::abs(actual.values()[i] - expected.values()[i]), 1e-14) << i;
  // One element by hand: column |100> (control set): CNOT does nothing, H spreads over qubit 0.
  EXPECT_NEAR(actual(5, 4).real(), 0.70710678118654752, 1e-14);
}

TEST(CircuitMatrix, of_nothing_is_one_and_of_reset_is_refused) {
  EXPECT_EQ(QCircuit().matrix(), Matrix::identity(1));
  QCircuit circuit;
  circuit << RESET(0);
  EXPECT_THROW(circuit.matrix(), InvalidArgument);
  EXPECT_THROW(QCircuit(20).matrix(), ResourceExhausted);
}

TEST(CircuitLimits, deep_nesting_is_flattened_on_the_way) {
  QCircuit circuit;
  circuit << H(0);
  for (int i = 0; i < 20000; ++i) {
    QCircuit outer;
    outer << circuit;
    circuit = outer;
  }
  EXPECT_LE(circuit.block().nesting(), Block::kMaxNesting);
  EXPECT_EQ(texts(circuit), std::vector<std::string>{"H |0,"});
}

TEST(CircuitLimits, doubling_costs_nothing_until_someone_lists_the_gates) {
  QCircuit circuit;
  circuit << H(0);
  for (int i = 0; i < 100; ++i) circuit << circuit;
  EXPECT_EQ(circuit.block().flat_size(), std::numeric_limits<std::uint64_t>::max());
  EXPECT_EQ(circuit.qubits(), std::vector<Index>{0});
  EXPECT_THROW(circuit.gate_operations(), ResourceExhausted);
  EXPECT_THROW(circuit.depth(), ResourceExhausted);
}

TEST(CircuitLimits, flattening_what_no_memory_holds_is_refused) {
  QCircuit circuit;
  circuit << H(0);
  const auto double_often = [&] {
    for (int i = 0; i < 1000; ++i) circuit << circuit;
  };
  EXPECT_THROW(double_often(), ResourceExhausted);
  EXPECT_EQ(circuit.block().nesting(), Block::kMaxNesting);
  EXPECT_EQ(circuit.qubits(), std::vector<Index>{0}) << "the circuit is as it was before the append that failed";
}

TEST(CircuitLimits, walks_do_not_enter_empty_circuits) {
  QCircuit circuit;
  for (int i = 0; i < 60; ++i) circuit << circuit << circuit;
  EXPECT_EQ(circuit.depth(), 0u);
  circuit << H(0);
  EXPECT_EQ(circuit.gate_operations().size(), 1u);
}

TEST(CircuitLimits, listing_more_than_memory_holds_is_refused) {
  QCircuit circuit;
  circuit << H(0);
  for (int i = 0; i < 30; ++i) circuit << circuit;
  EXPECT_THROW(circuit.gate_operations(), ResourceExhausted);
  EXPECT_THROW(circuit.expand(), ResourceExhausted);
  EXPECT_THROW(circuit.originir(), ResourceExhausted);
  EXPECT_THROW(circuit.str(), ResourceExhausted);
  QProg prog(circuit);
  prog << measure(0, 3);
  EXPECT_THROW(prog.operations(), ResourceExhausted);
  EXPECT_THROW(prog.get_measure_nodes(), ResourceExhausted);
  EXPECT_EQ(prog.cbits(), std::vector<Index>{3});
}

TEST(CircuitLimits, walks_answer_the_interrupt_check_of_their_thread) {
  QCircuit circuit;
  circuit << H(0);
  EXPECT_TRUE(support::is_stopped<support::Stop>([&](std::uint64_t) {
    circuit << circuit;
    const InterruptScope scope(support::stop_when_asked());
    circuit.depth();
  }));
}

TEST(CircuitStorage, a_million_gates_take_little_memory) {
  QCircuit circuit;
  for (int i = 0; i < 1000000; ++i) circuit << H(i % 20);
  EXPECT_EQ(circuit.size(), 1000000u);
  EXPECT_EQ(circuit.block().ops().size_bytes(), 16000000u);
}

}  // namespace
}  // namespace qpanda3
