// Walks all rows of the gate table: what a row claims must be true of its matrix.

#include <gtest/gtest.h>

#include <set>

#include "qpanda3/base/error.hpp"
#include "qpanda3/gate/factories.hpp"

namespace qpanda3 {

void PrintTo(const GateInfo& info, std::ostream* out) { *out << info.name; }

namespace {

constexpr double kParams[] = {0.37, -1.21, 2.05, 0.83};
constexpr Index kQubits[] = {0, 1, 2};

QGate sample(const GateInfo& info) {
  return QGate(info.type, std::span(kQubits, info.num_targets), std::span(kParams, info.num_params));
}

double distance(const Matrix& a, const Matrix& b) {
  double largest = 0;
  for (std::size_t i = 0; i < a.values().size(); ++i)
    largest = std::max(largest, std::abs(a.values()[i] - b.values()[i]));
  return largest;
}

class EachGate : public testing::TestWithParam<GateInfo> {};

std::string row_name(const testing::TestParamInfo<GateInfo>& info) { return std::string(info.param.name); }

std::vector<GateInfo> rows_with_matrix() {
  std::vector<GateInfo> rows;
  for (const GateInfo& info : gate_table())
    if (info.matrix != nullptr) rows.push_back(info);
  return rows;
}

INSTANTIATE_TEST_SUITE_P(Table, EachGate, testing::ValuesIn(rows_with_matrix()), row_name);

TEST_P(EachGate, matrix_is_unitary) { EXPECT_TRUE(sample(GetParam()).matrix().is_unitary(1e-14)); }

TEST_P(EachGate, gate_times_dagger_is_identity) {
  const QGate gate = sample(GetParam());
  const Matrix product = gate.matrix() * gate.dagger().matrix();
  EXPECT_LT(distance(product, Matrix::identity(product.rows())), 1e-14);
}

TEST_P(EachGate, diagonal_flag_agrees_with_the_matrix) {
  const Matrix matrix = sample(GetParam()).matrix();
  bool diagonal = true;
  for (std::size_t row = 0; row < matrix.rows(); ++row)
    for (std::size_t col = 0; col < matrix.cols(); ++col)
      if (row != col && std::abs(matrix(row, col)) > 1e-14) diagonal = false;
  EXPECT_EQ(GetParam().has(kDiagonal), diagonal);
}

TEST_P(EachGate, permutation_flag_agrees_with_the_matrix) {
  const Matrix matrix = sample(GetParam()).matrix();
  bool permutation = true;
  for (const Complex value : matrix.values())
    if (std::abs(value) > 1e-14 && std::abs(value - 1.0) > 1e-14) permutation = false;
  EXPECT_EQ(GetParam().has(kPermutation), permutation);
}

TEST_P(EachGate, hermitian_flag_agrees_with_the_matrix) {
  const Matrix matrix = sample(GetParam()).matrix();
  EXPECT_EQ(GetParam().has(kHermitian), distance(matrix, matrix.adjoint()) < 1e-14);
}

TEST_P(EachGate, symmetric_flag_agrees_with_the_matrix) {
  if (GetParam().num_targets != 2) return;
  const std::size_t swapped[] = {1, 0};
  const Matrix matrix = sample(GetParam()).matrix();
  EXPECT_EQ(GetParam().has(kSymmetric), distance(matrix, permute_operands(matrix, swapped)) < 1e-14);
}

TEST_P(EachGate, inverse_rule_gives_the_inverse) {
  const GateInfo& info = GetParam();
  const QGate gate = sample(info);
  if (info.inverse == InverseRule::kSelf) {
    EXPECT_LT(distance(gate.matrix(), gate.dagger().matrix()), 1e-14);
  } else if (info.inverse == InverseRule::kNegate) {
    QGate negated = gate;
    std::vector<double> params(gate.parameters().begin(), gate.parameters().end());
    for (double& value : params) value = -value;
    negated.set_parameters(params);
    EXPECT_LT(distance(negated.matrix(), gate.dagger().matrix()), 1e-14);
  } else {
    EXPECT_EQ(info.inverse, InverseRule::kAdjoint);
  }
}

TEST_P(EachGate, half_power_twice_is_the_gate) {
  const QGate gate = sample(GetParam());
  const QGate half = gate.power(0.5);
  EXPECT_LT(distance(half.matrix() * half.matrix(), half.info().has(kFirstOperandLow) && !gate.info().has(kFirstOperandLow)
                                                        ? [&] {
                                                            const std::size_t swapped[] = {1, 0};
                                                            return permute_operands(gate.matrix(), swapped);
                                                          }()
                                                        : gate.matrix()),
            1e-12);
}

TEST_P(EachGate, minus_first_power_is_the_dagger) {
  const QGate gate = sample(GetParam());
  const auto low_first = [](const QGate& g) {
    return little_endian_matrix(g.gate_type(), g.parameters(), g.is_dagger(), g.oracle_matrix().get());
  };
  EXPECT_LT(distance(low_first(gate.power(-1)), low_first(gate.dagger())), 1e-12);
  EXPECT_LT(distance(low_first(gate.dagger().power(3)), low_first(gate.power(-3))), 1e-12);
}

TEST_P(EachGate, is_made_by_name) {
  const GateInfo& info = GetParam();
  const QGate gate = create_gate(info.name, std::span(kQubits, info.num_targets), std::span(kParams, info.num_params));
  EXPECT_EQ(gate.gate_type(), info.type);
  EXPECT_LT(distance(gate.matrix(), sample(info).matrix()), 1e-16);
}

TEST(GateTable, names_and_numbers_are_unique) {
  std::set<std::string> names;
  std::set<int> numbers;
  for (const GateInfo& info : gate_table()) {
    EXPECT_TRUE(names.insert(std::string(info.name)).second) << info.name;
    EXPECT_TRUE(numbers.insert(static_cast<int>(info.type)).second) << info.name;
    EXPECT_EQ(find_gate(info.name)->type, info.type);
  }
  for (const ControlledInfo& info : controlled_table()) {
    EXPECT_TRUE(names.insert(std::string(info.name)).second) << info.name;
    EXPECT_TRUE(numbers.insert(static_cast<int>(info.type)).second) << info.name;
    EXPECT_EQ(find_gate(info.name), nullptr);
  }
}

TEST(GateTable, controlled_names_are_gates_with_controls) {
  const QGate toffoli = TOFFOLI(3, 1, 0);
  EXPECT_EQ(toffoli.name(), "X");
  EXPECT_EQ(toffoli.controls().to_vector(), (std::vector<Index>{3, 1}));
  EXPECT_EQ(CRY(0, 1, 0.5).gate_type(), GateType::RY);
  EXPECT_EQ(CR(0, 1, 0.5).name(), "CP");
}

TEST(GateTable, types_without_a_row_are_refused) {
  EXPECT_THROW(gate_info(GateType::GATE_NOP), InvalidArgument);
  EXPECT_THROW(gate_info(GateType::TOFFOLI), InvalidArgument);
}

}  // namespace
}  // namespace qpanda3
