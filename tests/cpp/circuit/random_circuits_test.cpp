// random_qcircuit and QV: what they promise exactly, and by statistics with fixed seeds.

#include "qpanda3/circuit/random_circuits.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

#include "circuit/random_draw.hpp"
#include "qpanda3/base/error.hpp"
#include "support/statistics.hpp"

namespace qpanda3 {
namespace {

using Names = std::vector<std::string>;
using Qubits = std::vector<Qubit>;

std::map<std::string, double> shares(const QCircuit& circuit) {
  std::map<std::string, double> result;
  for (const auto& [name, count] : circuit.count_ops())
    result[name] = static_cast<double>(count) / static_cast<double>(circuit.size());
  return result;
}

TEST(RandomCircuit, has_exactly_the_layers_asked_for) {
  for (const int depth : {0, 1, 2, 17, 200})
    for (const Qubits& qubits : {Qubits{0}, Qubits{3, 5, 9}, Qubits{0, 1, 2, 3, 4, 5, 6, 7}})
      EXPECT_EQ(random_qcircuit(qubits, depth, Names{}, std::nullopt, 5).depth(), static_cast<std::size_t>(depth));
}

TEST(RandomCircuit, seeds_repeat_and_differ) {
  const Qubits qubits{0, 1, 2};
  const auto text = [&](std::optional<std::uint64_t> seed) {
    return random_qprog(qubits, 20, Names{}, std::nullopt, seed).originir();
  };
  EXPECT_EQ(text(1), text(1));
  EXPECT_NE(text(1), text(2));
  EXPECT_NE(text(std::nullopt), text(std::nullopt));
}

TEST(RandomCircuit, golden_text_of_a_seed) {
  EXPECT_EQ(random_qprog(Qubits{0, 1, 2}, 3, Names{"H", "CNOT", "RX", "TOFFOLI"}, std::nullopt, 7).originir(3),
            "QINIT 3\nCREG 1\nH q[2]\nRX q[1],(0.075)\nCONTROL q[0],q[1]\nX q[2]\nENDCONTROL\nH q[2]\n");
}

TEST(RandomCircuit, gates_qubits_and_angles_are_uniform) {
  const Names names{"H", "CNOT", "RX", "TOFFOLI"};
  const QCircuit circuit = random_qcircuit(Qubits{0, 1, 2, 3}, 20000, names, std::nullopt, 3);
  const double total = static_cast<double>(circuit.size());
  auto share = shares(circuit);
  EXPECT_LE(statistics::chi_square_ratio({0.25, 0.25, 0.25, 0.25},
                                         {share["H"], share["CNOT"], share["RX"], share["CCX"]}, total),
            1);
  std::vector<double> places(16, 0), expected(16, 0), digits(10, 0);
  double pairs = 0, angles = 0;
  for (const QGate& gate : circuit.gate_operations()) {
    if (gate.name() == "CNOT") {
      ++places[gate.qubits()[0] * 4 + gate.qubits()[1]];
      ++pairs;
    } else if (gate.name() == "RX") {
      const double angle = gate.parameters()[0];
      ASSERT_GE(angle, 0);
      ASSERT_LE(angle, 6.283);
      ASSERT_EQ(std::round(angle * 1000) / 1000, angle);
      ++digits[static_cast<std::size_t>(angle / 0.6284)];
      ++angles;
    }
  }
  for (std::size_t i = 0; i < 16; ++i) {
    places[i] /= pairs;
    if (i / 4 != i % 4) expected[i] = 1.0 / 12;
  }
  EXPECT_LE(statistics::chi_square_ratio(expected, places, pairs), 1);
  for (double& digit : digits) digit /= angles;
  EXPECT_LE(statistics::chi_square_ratio(std::vector<double>(10, 0.1), digits, angles), 1);
}

TEST(RandomCircuit, an_empty_list_stands_for_all_plain_gates_that_fit) {
  const auto many = random_qcircuit(Qubits{0, 1, 2}, 20000, Names{}, std::nullopt, 2);
  const auto share = shares(many);
  EXPECT_EQ(share.size(), 33u);
  std::vector<double> found;
  for (const auto& [name, value] : share) found.push_back(value);
  EXPECT_LE(statistics::chi_square_ratio(std::vector<double>(33, 1.0 / 33), found, static_cast<double>(many.size())),
            1);
  for (const auto& [name, count] : random_qcircuit(Qubits{4}, 2000, Names{}, std::nullopt, 2).count_ops())
    EXPECT_EQ(find_gate(name)->num_targets, 1u) << name;
  EXPECT_EQ(random_qcircuit(Qubits{0, 1}, 50, Names{}, Topology{}, 2).count_ops(true).size(), 0u);
}

TEST(RandomCircuit, topology_is_respected) {
  const Topology topology{{0, 1}, {1, 2}, {2, 1}, {3, 4}};
  const auto circuit = random_qcircuit(Qubits{0, 1, 2, 3, 4}, 5000, Names{"CNOT", "TOFFOLI", "H"}, topology, 4);
  std::map<std::vector<Index>, double> places;
  double pairs = 0;
  for (const QGate& gate : circuit.gate_operations()) {
    std::vector<Index> qubits = gate.qubits();
    if (qubits.size() == 2) {
      ++places[qubits];
      ++pairs;
    } else if (qubits.size() == 3) {
      std::sort(qubits.begin(), qubits.end());
      EXPECT_EQ(qubits, (std::vector<Index>{0, 1, 2}));
    }
  }
  std::vector<double> found;
  for (const auto& [qubits, count] : places) found.push_back(count / pairs);
  ASSERT_EQ(found.size(), 6u) << "three pairs in both directions, listed twice or once";
  EXPECT_LE(statistics::chi_square_ratio(std::vector<double>(6, 1.0 / 6), found, pairs), 1);
}

TEST(RandomCircuit, wrong_arguments_are_named) {
  const auto make = [](const Qubits& qubits, std::int64_t depth, const Names& names,
                       const std::optional<Topology>& topology = std::nullopt) {
    return random_qcircuit(qubits, depth, names, topology, 1);
  };
  EXPECT_THROW(make({}, 3, {"H"}), IndexOutOfRange);
  EXPECT_THROW(make({0}, -1, {"H"}), NegativeValue);
  EXPECT_THROW(make({0}, std::int64_t{1} << 60, {"H"}), ResourceExhausted);
  EXPECT_THROW(make({0, 1, 0}, 3, {"H"}), InvalidArgument);
  EXPECT_THROW(make({0}, 3, {"CNOT"}), InvalidArgument);
  EXPECT_THROW(make({0, 1}, 3, {"TOFFOLI"}), InvalidArgument);
  for (const char* name : {"h", "FOO", "RESET", "BARRIER", "ORACLE", "MEASURE", ""})
    EXPECT_THROW(make({0, 1}, 3, {"H", name}), InvalidArgument) << name;
  EXPECT_THROW(make({0, 1}, 3, {"CNOT"}, Topology{}), InvalidArgument);
  EXPECT_THROW(make({0, 1, 2, 3}, 3, {"TOFFOLI"}, Topology{{0, 1}, {2, 3}}), InvalidArgument);
  EXPECT_THROW(make({0, 1}, 3, {"H"}, Topology{{0, 5}}), InvalidArgument);
  EXPECT_THROW(make({0, 1}, 3, {"H"}, Topology{{0, 0}}), InvalidArgument);
  EXPECT_THROW(make({0, 1}, 3, {"H"}, Topology{{0}}), InvalidArgument);
  EXPECT_THROW(make({0, 1}, 3, {"H"}, Topology{{0, 1, 0}}), InvalidArgument);
}

TEST(QuantumVolume, pairs_all_qubits_in_each_layer) {
  for (const int qubits : {0, 1, 2, 5, 8}) {
    const QCircuit circuit = QV(qubits, 6, 3);
    const auto gates = circuit.gate_operations();
    const std::size_t pairs = static_cast<std::size_t>(qubits / 2);
    ASSERT_EQ(gates.size(), 6 * pairs);
    EXPECT_EQ(circuit.depth(), pairs == 0 ? 0u : qubits % 2 == 0 ? 6u : circuit.depth());
    EXPECT_EQ(circuit.get_register_size(), static_cast<std::size_t>(qubits));
    for (std::size_t layer = 0; layer < 6; ++layer) {
      std::set<Index> used;
      for (std::size_t i = 0; i < pairs; ++i)
        for (const Index qubit : gates[layer * pairs + i].qubits()) EXPECT_TRUE(used.insert(qubit).second);
    }
  }
  EXPECT_EQ(QV(4).gate_operations().size(), 8u);
  EXPECT_EQ(QV(3, 0, 1).size(), 0u);
  EXPECT_THROW(QV(-3, 1, 1), NegativeValue);
  EXPECT_THROW(QV(3, -2, 1), NegativeValue);
  EXPECT_THROW(QV(1 << 20, 1 << 20), ResourceExhausted);
}

TEST(QuantumVolume, golden_values_of_a_seed) {
  const auto gates = QV(4, 2, 5).gate_operations();
  EXPECT_EQ(gates[0].qubits(), (std::vector<Index>{0, 2}));
  const Complex expected[]{{-0.06616321966516547, 0.2246539784211179},
                           {-0.2246542658226112, 0.5613586626918085},
                           {0.2967944144288384, -0.07172956057775065},
                           {-0.6451110514857905, 0.2648765900674016}};
  for (std::size_t col = 0; col < 4; ++col) EXPECT_NEAR(std::abs(gates[0].matrix()(0, col) - expected[col]), 0, 1e-12);
  EXPECT_EQ(QV(4, 2, 5).gate_operations()[3].matrix(), gates[3].matrix());
  EXPECT_NE(QV(4, 2, 6).gate_operations()[0].matrix(), gates[0].matrix());
}

Complex trace_of_product(const Matrix& a, const Matrix& b) {
  Complex sum = 0;
  for (std::size_t i = 0; i < 4; ++i)
    for (std::size_t j = 0; j < 4; ++j) sum += a(i, j) * b(j, i);
  return sum;
}

TEST(QuantumVolume, matrices_are_haar_random_in_su4) {
  // Diaconis and Shahshahani: for Haar-random U the mean of |tr U^j|^2 is min(j, 4), as in U(4); that of |tr U|^4 is 2.
  // Those of |tr U V|^2 and |U_00|^2 with a fixed V are 1 and 1/4. The second moments bound the spread of the means:
  // 4.75 standard deviations of 20000 samples.
  CounterRng rng(17, 0);
  constexpr int kSamples = 20000;
  std::vector<double> squares(4, 0), fourth(4, 0);
  double shifted = 0, corner = 0, corner_squared = 0;
  Matrix fixed(4, 4);
  for (std::size_t i = 0; i < 4; ++i) fixed(i, (i + 1) % 4) = i % 2 == 0 ? Complex(0, 1) : Complex(1, 0);
  for (int sample = 0; sample < kSamples; ++sample) {
    const Matrix matrix = draw_su4(rng);
    if (sample < 200) {
      ASSERT_TRUE(matrix.is_unitary(1e-13));
    }
    Matrix power = matrix;
    for (std::size_t j = 0; j < 3; ++j) {
      const double square = std::norm(trace_of_product(power, Matrix::identity(4)));
      squares[j] += square / kSamples;
      fourth[j] += square * square / kSamples;
      if (j < 2) power = power * matrix;
    }
    shifted += std::norm(trace_of_product(matrix, fixed)) / kSamples;
    const double element = std::norm(matrix(0, 0));
    corner += element / kSamples;
    corner_squared += element * element / kSamples;
  }
  for (std::size_t j = 0; j < 3; ++j) {
    const double mean = static_cast<double>(j + 1);
    const double spread = std::sqrt((fourth[j] - mean * mean) / kSamples);
    EXPECT_NEAR(squares[j], mean, statistics::kDeviations * spread) << j + 1;
  }
  EXPECT_NEAR(fourth[0], 2, statistics::kDeviations * std::sqrt((24.0 - 4) / kSamples));
  EXPECT_NEAR(shifted, 1, statistics::kDeviations * std::sqrt(1.0 / kSamples));
  EXPECT_NEAR(corner, 0.25, statistics::kDeviations * std::sqrt((0.1 - 0.0625) / kSamples));
  EXPECT_NEAR(corner_squared, 0.1, statistics::kDeviations * std::sqrt((1.0 / 35 - 0.01) / kSamples));
}

TEST(QuantumVolume, determinants_are_one) {
  CounterRng rng(1, 1);
  for (int sample = 0; sample < 50; ++sample) {
    const Matrix m = draw_su4(rng);
    Complex determinant = 0;  // by permutations, unlike the code under test
    std::array<std::size_t, 4> order{0, 1, 2, 3};
    do {
      int sign = 1;
      for (std::size_t i = 0; i < 4; ++i)
        for (std::size_t j = 0; j < i; ++j)
          if (order[j] > order[i]) sign = -sign;
      determinant += static_cast<double>(sign) * m(0, order[0]) * m(1, order[1]) * m(2, order[2]) * m(3, order[3]);
    } while (std::next_permutation(order.begin(), order.end()));
    EXPECT_NEAR(std::abs(determinant - 1.0), 0, 1e-13);
  }
}

TEST(RandomDraw, below_is_uniform_and_in_range) {
  CounterRng rng(9, 0);
  std::vector<double> counts(7, 0);
  for (int i = 0; i < 70000; ++i) counts.at(draw_below(rng, 7)) += 1.0 / 70000;
  EXPECT_LE(statistics::chi_square_ratio(std::vector<double>(7, 1.0 / 7), counts, 70000), 1);
  EXPECT_EQ(draw_below(rng, 1), 0u);
  const std::uint64_t huge = (std::uint64_t{1} << 63) + 1;
  for (int i = 0; i < 100; ++i) EXPECT_LT(draw_below(rng, huge), huge);
}

}  // namespace
}  // namespace qpanda3
