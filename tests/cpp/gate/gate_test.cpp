// QGate as a value: documented matrices and conventions, controls, remap, bad input.

#include "qpanda3/gate/gate.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <numbers>

#include "qpanda3/base/error.hpp"
#include "qpanda3/gate/factories.hpp"

namespace qpanda3 {
namespace {

using namespace std::complex_literals;
constexpr double kPi = std::numbers::pi;

void expect_matrix(const Matrix& matrix, const std::vector<Complex>& expected) {
  ASSERT_EQ(matrix.values().size(), expected.size());
  for (std::size_t i = 0; i < expected.size(); ++i)
    EXPECT_LT(std::abs(matrix.values()[i] - expected[i]), 1e-14) << "element " << i << ": " << matrix.values()[i];
}

TEST(GateMatrix, first_operand_is_most_significant) {
  expect_matrix(CNOT(0, 1).matrix(), {1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 1, 0, 0, 1, 0});
  expect_matrix(CNOT(1, 0).matrix(), {1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 1, 0, 0, 1, 0});
}

TEST(GateMatrix, expanded_is_little_endian_over_sorted_qubits) {
  // Control 0 is the low bit: states 1 (01) and 3 (11) are exchanged.
  expect_matrix(CNOT(0, 2).expanded_matrix(), {1, 0, 0, 0, 0, 0, 0, 1, 0, 0, 1, 0, 0, 1, 0, 0});
  expect_matrix(X(0).control(2).expanded_matrix(), {1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 1, 0, 0, 1, 0});
}

TEST(GateMatrix, rzx_shows_its_first_operand_as_low_bit) {
  const Complex c = std::cos(0.15), s = -1i * std::sin(0.15);
  // Z on the low bit, X on the high bit.
  expect_matrix(RZX(0, 1, 0.3).matrix(), {c, 0, s, 0, 0, c, 0, -s, s, 0, c, 0, 0, -s, 0, c});
}

TEST(GateMatrix, u3_and_u4_as_documented) {
  const double t = 0.7, f = -0.4, l = 1.3;
  expect_matrix(U3(0, t, f, l).matrix(),
                {std::cos(t / 2), -std::exp(1i * l) * std::sin(t / 2), std::exp(1i * f) * std::sin(t / 2),
                 std::exp(1i * (f + l)) * std::cos(t / 2)});
  const Matrix product = RZ(0, f).matrix() * RY(0, l).matrix() * RZ(0, 0.2).matrix();
  std::vector<Complex> expected(product.values().begin(), product.values().end());
  for (Complex& value : expected) value *= std::exp(1i * t);
  expect_matrix(U4(0, t, f, l, 0.2).matrix(), expected);
}

TEST(GateMatrix, oracle_is_little_endian_in_listed_order) {
  const Matrix swap_low(4, 4, {0, 1, 0, 0, 1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1});
  const QGate oracle = Oracle({5, 2}, swap_low);
  EXPECT_EQ(oracle.matrix(), swap_low);
  // Sorted, qubit 2 is the low bit: exchanges 00 and 10 (qubit 5 is bit 1).
  expect_matrix(oracle.expanded_matrix(), {0, 0, 1, 0, 0, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 1});
}

TEST(GatePower, keeps_controls_and_kind) {
  const QGate root = RXX(0, 1, kPi).control(4).power(0.5);
  EXPECT_EQ(root.name(), "RXX");
  EXPECT_DOUBLE_EQ(root.parameters()[0], kPi / 2);
  EXPECT_EQ(root.controls().to_vector(), std::vector<Index>{4});
  EXPECT_EQ(SWAP(0, 1).power(0.5).name(), "ORACLE");
  EXPECT_EQ(S(0).power(2).name(), "U4");
  expect_matrix(S(0).power(2).matrix(), {1, 0, 0, -1});
  EXPECT_THROW(BARRIER({0, 1}).power(2), InvalidArgument);
  EXPECT_THROW(RESET(0).power(2), InvalidArgument);
  EXPECT_THROW(H(0).power(std::nan("")), InvalidArgument);
}

TEST(Gate, dagger_keeps_name_and_parameters) {
  const QGate gate = RX(1, 0.3).dagger();
  EXPECT_EQ(gate.name(), "RX");
  EXPECT_TRUE(gate.is_dagger());
  EXPECT_EQ(gate.parameters()[0], 0.3);
  EXPECT_FALSE(gate.dagger().is_dagger());
}

TEST(Gate, control_appends) {
  const QGate gate = X(0).control({1}).control(2);
  EXPECT_EQ(gate.qubits(), (std::vector<Index>{1, 2, 0}));
}

TEST(Gate, remap_changes_the_object_and_returns_it) {
  QGate gate = CNOT(0, 1).control(3);
  EXPECT_EQ(gate.remap(std::map<Index, Index>{{0, 9}}).qubits(), (std::vector<Index>{3, 9, 1}));
  EXPECT_EQ(gate.qubits(), (std::vector<Index>{3, 9, 1}));
  const Index list[] = {1};
  EXPECT_THROW(gate.remap(std::span<const Index>(list)), IndexOutOfRange);
  EXPECT_THROW(gate.remap(std::map<Index, Index>{{9, 1}}), InvalidArgument);
  EXPECT_EQ(gate.qubits(), (std::vector<Index>{3, 9, 1})) << "a refused remap must change nothing";
}

TEST(GateErrors, name_the_argument_and_the_value) {
  EXPECT_THROW(CNOT(1, 1), InvalidArgument);
  EXPECT_THROW(SWAP(2, 2), InvalidArgument);
  EXPECT_THROW(CRX(1, 1, 0.5), InvalidArgument);
  EXPECT_THROW(TOFFOLI(1, 1, 2), InvalidArgument);
  EXPECT_THROW(TOFFOLI(0, 1, 1), InvalidArgument);
  EXPECT_THROW(X(0).control(0), InvalidArgument);
  EXPECT_THROW(X(0).control({1, 1}), InvalidArgument);
  EXPECT_THROW(BARRIER({}), InvalidArgument);
  EXPECT_THROW(BARRIER({0, 1, 2, 3, 4, 5, 6, 7, 8, 3}), InvalidArgument);
  EXPECT_THROW(RX(0, std::nan("")), InvalidArgument);
  EXPECT_THROW(RX(0, std::numeric_limits<double>::infinity()), InvalidArgument);
  EXPECT_THROW(H(-1), NegativeValue);
  EXPECT_THROW(H(std::int64_t{1} << 40), InvalidArgument);
  EXPECT_THROW(measure({0, 1}, {0}), IndexOutOfRange);
  EXPECT_THROW(Oracle({0}, Matrix::identity(4)), InvalidArgument);
  EXPECT_THROW(Oracle({0}, Matrix(2, 2, {1, 1, 0, 1})), InvalidArgument);
  EXPECT_NO_THROW(Oracle({0}, Matrix(2, 2, {1, 1, 0, 1}), false));
  EXPECT_THROW(Oracle({0, 0}, Matrix::identity(4)), InvalidArgument);
  const Index qubit[] = {0};
  EXPECT_THROW(create_gate("HH", qubit, {}), InvalidArgument);
  EXPECT_THROW(create_gate("CNOT", qubit, {}), InvalidArgument);
  EXPECT_THROW(create_gate("RX", qubit, {}), InvalidArgument);
  try {
    RX(0, 0.5).set_parameters({});
    FAIL();
  } catch (const InvalidArgument& error) {
    EXPECT_STREQ(error.what(), "gate RX takes 1 parameters, got 0");
  }
}

TEST(Gate, many_operands_leave_the_inline_storage) {
  std::vector<Qubit> qubits;
  for (int i = 0; i < 1000; ++i) qubits.emplace_back(i);
  QGate barrier = BARRIER(qubits);
  const QGate copy = barrier;
  barrier = H(0);
  EXPECT_EQ(copy.qubits_num(), 1000u);
  EXPECT_EQ(copy.targets()[999], 999u);
}

TEST(Operations, lists_that_do_not_fit_are_refused_and_change_nothing) {
  const Index none[] = {0}, two[] = {4, 5}, same[] = {4, 4}, other[] = {7};
  QGate h = H(3);
  EXPECT_THROW(h.set_targets(two), InvalidArgument);
  EXPECT_THROW(h.set_targets({}), InvalidArgument);
  EXPECT_THROW(h.set_controls(std::vector<Index>{3}), InvalidArgument);
  EXPECT_THROW(h.set_cbits(none), InvalidArgument);
  EXPECT_THROW(h.set_operation_type(OpType::Measure), InvalidArgument);
  EXPECT_EQ(h.qubits(), std::vector<Index>{3});
  h.set_targets(other);
  h.set_controls(two);
  EXPECT_EQ(h.qubits(), (std::vector<Index>{4, 5, 7}));

  EXPECT_THROW(QGate(RXX(0, 1, 0.5)).set_targets(same), InvalidArgument);
  EXPECT_THROW(QGate(Oracle({0}, Matrix::identity(2))).set_targets(two), InvalidArgument);

  MeasureNode node(1, 2);
  EXPECT_THROW(node.set_targets(two), InvalidArgument);
  EXPECT_THROW(node.set_cbits({}), InvalidArgument);
  EXPECT_THROW(node.set_controls(two), InvalidArgument);
  EXPECT_EQ(node.qubit(), 1u);
  EXPECT_EQ(node.cbit(), 2u);

  Operation plain;
  plain.set_targets(same);
  EXPECT_EQ(plain.targets().size(), 2u);
}

}  // namespace
}  // namespace qpanda3
