// Each gate is rewritten and multiplied out again: the product times the reported phase must be the gate's operator,
// worked out by the independent dense reference.

#include "qpanda3/compile/rewrite.hpp"

#include <gtest/gtest.h>

#include <numeric>
#include <random>

#include "qpanda3/base/error.hpp"
#include "qpanda3/gate/factories.hpp"
#include "support/random_circuits.hpp"

namespace {

using namespace qpanda3;
using support::Random;

/// The operator of what a gate is rewritten as, its global phase included.
Matrix rewritten_matrix(const QGate& gate, const GateSet& set, unsigned num_qubits, Block* kept = nullptr) {
  auto block = std::make_shared<Block>();
  const double phase = rewrite_gate(GateView::of(gate), set, *block);
  if (kept != nullptr) *kept = *block;
  QCircuit circuit(num_qubits);
  circuit << QCircuit::from_block(block);
  Matrix matrix = circuit.matrix();
  for (std::size_t i = 0; i < matrix.rows() * matrix.cols(); ++i) matrix.data()[i] *= std::polar(1.0, phase);
  return matrix;
}

double distance(const Matrix& a, const reference::Dense& b) {
  if (a.rows() != b.size()) return INFINITY;
  double largest = 0;
  for (std::size_t row = 0; row < b.size(); ++row)
    for (std::size_t col = 0; col < b.size(); ++col) largest = std::max(largest, std::abs(a(row, col) - b[row][col]));
  return largest;
}

void expect_only(const Block& block, const GateSet& set) {
  for (const StoredOp& op : block.ops()) {
    std::size_t controls = op.num_controls;
    GateType type = op.gate;
    if (type == GateType::CNOT || type == GateType::CZ || type == GateType::CP) {
      type = type == GateType::CNOT ? GateType::X : type == GateType::CZ ? GateType::Z : GateType::P;
      ++controls;
    }
    EXPECT_TRUE(set.has(type, controls)) << gate_info(op.gate).name << " with " << op.num_controls << " controls";
    EXPECT_TRUE(!op.has(StoredOp::kDagger) || type == GateType::S || type == GateType::T) << gate_info(type).name;
  }
}

std::size_t count_two_qubit_gates(const Block& block) {
  std::size_t count = 0;
  for (const StoredOp& op : block.ops()) count += op.num_controls + op.num_targets >= 2 ? 1 : 0;
  return count;
}

class RewriteEachGate : public testing::TestWithParam<const GateInfo*> {};

TEST_P(RewriteEachGate, KeepsItsOperatorWithAnyControlsAndDagger) {
  const GateInfo& info = *GetParam();
  Random random(info.num_params + 10 * static_cast<unsigned>(info.type));
  const unsigned num_qubits = 5;
  for (unsigned num_controls = 0; num_controls <= 3; ++num_controls) {
    for (const bool dagger : {false, true}) {
      const std::vector<unsigned> order = support::random_qubits(random, {0, 1, 2, 3, 4}, 5);
      const auto middle = order.begin() + info.num_targets;
      const auto sample = support::make_gate(info, {order.begin(), middle}, {middle, middle + num_controls}, dagger,
                                             num_qubits, random);
      for (const GateSet* set : {&GateSet::u3_cnot(), &GateSet::openqasm2()}) {
        Block block;
        EXPECT_LT(distance(rewritten_matrix(sample.gate, *set, num_qubits, &block), sample.op), 1e-13)
            << info.name << ' ' << num_controls << " controls" << (dagger ? " dagger" : "");
        expect_only(block, *set);
      }
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Table, RewriteEachGate, testing::ValuesIn(support::matrix_gates()),
                         [](const auto& row) { return std::string(row.param->name); });

TEST(Rewrite, SpecialAnglesGiveExactOperators) {
  const double pi = std::numbers::pi;
  for (const double theta : {0.0, pi, -pi, 2 * pi, pi / 2, 4 * pi}) {
    for (const double phi : {0.0, pi, pi / 2, -pi / 2}) {
      const std::vector<QGate> gates{U3(0, theta, phi, -phi), U3(0, theta, phi, 0.3), U4(0, phi, theta, theta, phi),
                                     RPHI(0, theta, phi),     RX(0, theta),           P(0, theta)};
      for (const QGate& gate : gates) {
        for (const QGate& variant : {gate, gate.dagger(), gate.control(1), gate.dagger().control({1, 2})}) {
          Matrix expected = QCircuit(3).operator<<(variant).matrix();
          for (const GateSet* set : {&GateSet::u3_cnot(), &GateSet::openqasm2()}) {
            const Matrix actual = rewritten_matrix(variant, *set, 3);
            for (std::size_t i = 0; i < 64; ++i)
              ASSERT_LT(std::abs(actual.data()[i] - expected.data()[i]), 1e-14) << gate.name() << theta << ' ' << phi;
          }
        }
      }
    }
  }
}

TEST(Rewrite, ManyControlsKeepTheOperator) {
  Random random(7);
  for (unsigned controls = 4; controls <= 7; ++controls) {
    const unsigned num_qubits = controls + 1;
    std::vector<unsigned> all(num_qubits);
    std::iota(all.begin(), all.end(), 0U);
    // Dense operators of 8 qubits are slow: only the two forms that the others come down to.
    const std::vector<const char*> all_forms{"X", "RZ", "RY", "P", "U4", "H"}, two_forms{"X", "RY"};
    for (const char* name : controls < 6 ? all_forms : two_forms) {
      const std::vector<unsigned> order = support::random_qubits(random, all, num_qubits);
      const auto sample =
          support::make_gate(*find_gate(name), {order[0]}, {order.begin() + 1, order.end()}, false, num_qubits, random);
      for (const GateSet* set : {&GateSet::u3_cnot(), &GateSet::openqasm2()})
        EXPECT_LT(distance(rewritten_matrix(sample.gate, *set, num_qubits), sample.op), 1e-12)
            << name << " under " << controls;
    }
  }
}

TEST(Rewrite, CountsOfTwoQubitGatesStayWithinWhatIsPromised) {
  const auto count = [](const QGate& gate) {
    Block block;
    rewrite_gate(GateView::of(gate), GateSet::u3_cnot(), block);
    return count_two_qubit_gates(block);
  };
  EXPECT_EQ(count(SWAP(0, 1)), 3U);
  for (const QGate& gate : {ISWAP(0, 1), SQISWAP(0, 1), MS(0, 1), RXX(0, 1, 0.3), RYY(0, 1, 0.3), RZZ(0, 1, 0.3),
                            RZX(0, 1, 0.3), CP(0, 1, 0.3), CU(0, 1, 0.1, 0.2, 0.3, 0.4), U3(0, 1, 2, 3).control(1)})
    EXPECT_LE(count(gate), 2U) << gate.name();
  EXPECT_EQ(count(CNOT(0, 1)), 1U);
  EXPECT_EQ(count(TOFFOLI(0, 1, 2)), 6U);
  const auto controlled = [&](QGate gate, unsigned controls) {
    std::vector<Qubit> list;
    for (unsigned i = 1; i <= controls; ++i) list.emplace_back(i);
    return count(gate.control(list));
  };
  EXPECT_EQ(controlled(X(0), 3), 14U);
  EXPECT_LE(controlled(RZ(0, 0.3), 40), 24U * 40U + 40U);
  EXPECT_LE(controlled(X(0), 40), 13U * 40U * 40U);
}

TEST(Rewrite, OraclesOfOneToFourQubits) {
  Random random(11);
  std::normal_distribution<double> normal;
  for (unsigned n = 1; n <= 4; ++n) {
    const std::size_t size = std::size_t{1} << n;
    // A random circuit gives a random unitary.
    std::vector<unsigned> all(n);
    std::iota(all.begin(), all.end(), 0U);
    const auto sample = support::random_circuit(random, n, all, 30, 0);
    std::vector<Matrix> matrices{Matrix::identity(size)};
    Matrix dense(size, size), permuted(size, size);
    for (std::size_t row = 0; row < size; ++row) {
      for (std::size_t col = 0; col < size; ++col) dense(row, col) = sample.op[row][col];
      permuted(row, (row + 1) % size) = 1;
    }
    matrices.push_back(dense);
    matrices.push_back(permuted);
    // Nearly the identity, where cosines are 1 and sines nearly 0.
    matrices.push_back(unitary_power(dense, 1e-9));
    matrices.push_back(unitary_power(permuted, 1e-12));
    for (const Matrix& matrix : matrices) {
      std::vector<Qubit> qubits;
      for (unsigned i = 0; i < n; ++i) qubits.emplace_back(i + 1);
      std::swap(qubits.front(), qubits.back());
      const QGate oracle = Oracle(qubits, matrix);
      for (const QGate& gate : {oracle, oracle.dagger(), oracle.control(0), oracle.control({0, 5})}) {
        const Matrix expected = QCircuit(6).operator<<(gate).matrix();
        Block block;
        const Matrix actual = rewritten_matrix(gate, GateSet::u3_cnot(), 6, &block);
        expect_only(block, GateSet::u3_cnot());
        double largest = 0;
        for (std::size_t i = 0; i < 64 * 64; ++i)
          largest = std::max(largest, std::abs(actual.data()[i] - expected.data()[i]));
        EXPECT_LT(largest, 1e-12) << n << " qubits, " << gate.controls().size() << " controls";
      }
    }
  }
}

/// A unitary on two qubits that needs so many CNOT, hidden between random one-qubit gates.
Matrix between_one_qubit_gates(const QCircuit& middle, Random& random) {
  std::uniform_real_distribution<double> angle(-7, 7);
  const auto any = [&](Index qubit) { return U4(qubit, angle(random), angle(random), angle(random), angle(random)); };
  return (QCircuit(2) << any(0) << any(1) << middle << any(0) << any(1)).matrix();
}

TEST(Rewrite, OraclesOfTwoQubitsTakeAsFewCnotAsAnyCircuit) {
  Random random(5);
  const double pi = std::numbers::pi;
  const auto circuit = [](const auto&... gates) { return (QCircuit(2) << ... << gates); };
  const std::vector<std::pair<QCircuit, std::size_t>> cases{
      {circuit(), 0},
      {circuit(X(0), Z(1)), 0},
      {circuit(CNOT(0, 1)), 1},
      {circuit(CNOT(1, 0)), 1},
      {circuit(CZ(0, 1), S(1)), 1},
      {circuit(RXX(0, 1, pi / 2)), 1},
      {circuit(RYY(0, 1, -pi / 2)), 1},
      {circuit(CP(0, 1, 0.3)), 2},
      {circuit(RXX(0, 1, 1e-6)), 2},
      {circuit(RYY(0, 1, 3.1)), 2},
      {circuit(RXX(0, 1, 0.2), RZZ(0, 1, -0.7)), 2},
      {circuit(RXX(0, 1, 0.2), RYY(0, 1, 4)), 2},
      {circuit(RYY(0, 1, -0.2), RZZ(0, 1, 0.2)), 2},
      {circuit(ISWAP(0, 1)), 2},
      {circuit(SQISWAP(0, 1)), 2},
      {circuit(CNOT(0, 1), CNOT(1, 0)), 2},
      {circuit(SWAP(0, 1)), 3},
      {circuit(SWAP(0, 1), CP(0, 1, 0.3)), 3},
      {circuit(RXX(0, 1, 0.2), RYY(0, 1, 0.2), RZZ(0, 1, 0.2)), 3},
      {circuit(RXX(0, 1, 1), RYY(0, 1, -2), RZZ(0, 1, 3)), 3},
  };
  for (const auto& [middle, cnots] : cases) {
    std::vector<Matrix> matrices{middle.matrix()};
    for (int i = 0; i < 20; ++i) matrices.push_back(between_one_qubit_gates(middle, random));
    for (const Matrix& matrix : matrices) {
      for (const QGate& gate : {Oracle({0, 1}, matrix), Oracle({1, 0}, matrix).dagger()}) {
        const Matrix expected = (QCircuit(2) << gate).matrix();
        for (const GateSet* set : {&GateSet::u3_cnot(), &GateSet::openqasm2()}) {
          Block block;
          const Matrix actual = rewritten_matrix(gate, *set, 2, &block);
          expect_only(block, *set);
          for (std::size_t i = 0; i < 16; ++i) ASSERT_LT(std::abs(actual.data()[i] - expected.data()[i]), 2e-14);
          ASSERT_EQ(count_two_qubit_gates(block), cnots) << middle.originir();
        }
      }
    }
  }
  Block block;
  const auto sample = support::random_circuit(random, 3, {0, 1, 2}, 30, 0);
  rewrite_gate(GateView::of(Oracle({0, 1, 2}, (QCircuit(3) << sample.circuit).matrix())), GateSet::u3_cnot(), block);
  EXPECT_LE(count_two_qubit_gates(block), 24U);
}

TEST(Rewrite, ControlledBlocksOfRewrittenGatesKeepTheirPhase) {
  // The phase that rewriting reports matters below a control: U4 is U3 times a phase.
  Block block;
  const double params[] = {0.7, 0.1, 0.2, 0.3};
  const Index qubit = 0;
  EXPECT_NEAR(rewrite_gate({GateType::U4, false, {}, {&qubit, 1}, params}, GateSet::u3_cnot(), block), 0.5, 1e-15);
  EXPECT_EQ(block.size(), 1U);
}

TEST(Rewrite, WholeCircuits) {
  Random random(3);
  for (int round = 0; round < 20; ++round) {
    const auto sample = support::random_circuit(random, 4, {0, 1, 2, 3}, 8, 2);
    const QCircuit plain = rewrite_circuit(sample.circuit, GateSet::u3_cnot());
    const Matrix matrix = (QCircuit(4) << plain).matrix();
    // Equal up to a global phase: the overlap of the two has length 2^4.
    Complex overlap = 0;
    for (std::size_t row = 0; row < 16; ++row)
      for (std::size_t col = 0; col < 16; ++col) overlap += std::conj(sample.op[row][col]) * matrix(row, col);
    EXPECT_NEAR(std::abs(overlap), 16, 1e-11);
  }
  EXPECT_EQ(rewrite_circuit(QCircuit() << H(0) << BARRIER({0, 1}) << H(0), GateSet::u3_cnot()).size(), 3U);
}

TEST(Rewrite, RefusesWhatItCannotDo) {
  Block block;
  EXPECT_THROW(rewrite_gate(GateView::of(RESET(0)), GateSet::u3_cnot(), block), Unsupported);
  EXPECT_THROW(rewrite_gate(GateView::of(BARRIER({0})), GateSet::u3_cnot(), block), Unsupported);
  EXPECT_THROW(rewrite_gate(GateView::of(X(0)), GateSet().add(GateType::U3), block), InvalidArgument);
  EXPECT_THROW(GateSet().add(GateType::X, 8), InvalidArgument);
  std::vector<Qubit> many;
  for (unsigned i = 1; i <= kMaxRewrittenControls + 1; ++i) many.emplace_back(i);
  EXPECT_THROW(rewrite_gate(GateView::of(X(0).control(many)), GateSet::u3_cnot(), block), Unsupported);
  std::vector<Qubit> nine;
  for (unsigned i = 0; i < 9; ++i) nine.emplace_back(i);
  EXPECT_THROW(rewrite_gate(GateView::of(Oracle({0, 1}, Matrix(4, 4), false)), GateSet::u3_cnot(), block), Unsupported);
  EXPECT_THROW(rewrite_gate(GateView::of(Oracle(nine, Matrix::identity(512))), GateSet::u3_cnot(), block), Unsupported);
}

TEST(Rewrite, EmptyGatesVanish) {
  Block block;
  for (const QGate& gate : {ECHO(0), IDLE(0, 5), I(0).control(1), ECHO(0).control(1)})
    EXPECT_EQ(rewrite_gate(GateView::of(gate), GateSet::openqasm2(), block), 0.0) << gate.name();
  EXPECT_TRUE(block.empty());
}

}  // namespace
