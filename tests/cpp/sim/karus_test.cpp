// Channels in programs: trajectories follow the exact channel on the density matrix. Bounds as in support/statistics.
#include <gtest/gtest.h>

#include <random>

#include "qpanda3/base/error.hpp"
#include "qpanda3/gate/factories.hpp"
#include "qpanda3/sim/cpuqvm.hpp"
#include "support/density_reference.hpp"
#include "support/random_circuits.hpp"
#include "support/runs.hpp"
#include "support/statistics.hpp"

namespace qpanda3 {
namespace {

constexpr std::int64_t kShots = 20000;

KarusMatrices flat(const std::vector<reference::Dense>& kraus) {
  KarusMatrices matrices;
  for (const reference::Dense& matrix : kraus) {
    matrices.emplace_back();
    for (const auto& row : matrix) matrices.back().insert(matrices.back().end(), row.begin(), row.end());
  }
  return matrices;
}

/// The blocks of a random isometry: any channel with that many matrices can come up.
std::vector<reference::Dense> random_channel(support::Random& random, std::size_t rows, std::size_t count) {
  std::vector<std::vector<std::complex<double>>> columns(rows, std::vector<std::complex<double>>(rows * count));
  std::normal_distribution<double> normal;
  for (std::size_t a = 0; a < rows; ++a) {
    for (auto& value : columns[a]) value = {normal(random), normal(random)};
    for (int pass = 0; pass < 2; ++pass)  // Gram-Schmidt, twice for full precision
      for (std::size_t b = 0; b < a; ++b) {
        std::complex<double> overlap = 0;
        for (std::size_t i = 0; i < rows * count; ++i) overlap += std::conj(columns[b][i]) * columns[a][i];
        for (std::size_t i = 0; i < rows * count; ++i) columns[a][i] -= overlap * columns[b][i];
      }
    double norm = 0;
    for (const auto& value : columns[a]) norm += std::norm(value);
    for (auto& value : columns[a]) value /= std::sqrt(norm);
  }
  std::vector<reference::Dense> kraus(count, reference::zeros(rows));
  for (std::size_t k = 0; k < count; ++k)
    for (std::size_t row = 0; row < rows; ++row)
      for (std::size_t col = 0; col < rows; ++col) kraus[k][row][col] = columns[col][k * rows + row];
  return kraus;
}

void expect_distribution(const QResult& result, const std::vector<double>& expected) {
  EXPECT_LT(statistics::chi_square_ratio(expected, result.get_prob_list(), static_cast<double>(result.shots())), 1)
      << testing::PrintToString(expected) << '\n'
      << testing::PrintToString(result.get_prob_list());
}

const std::vector<MeasureNode> kMeasure012 = measure({0, 1, 2}, {0, 1, 2});

/// Random gates and channels on three qubits, with and without noise on a gate besides.
void check_random_program(unsigned seed, bool with_noise, Precision precision) {
  support::Random random(seed);
  QProg prog;
  reference::Density density(3);
  NoiseModel noise;
  if (with_noise) noise.add_all_qubit_quantum_error(amplitude_damping_error(0.2), GateType::RY);
  const auto rotate = [&](unsigned qubit) {
    const double angle = support::random_angle(random);
    prog << RY(qubit, angle);
    density.gate(reference::gate_matrix("RY", {angle}), {qubit});
    if (with_noise) density.channel(reference::damping_channel(0.2), {qubit});
  };
  for (int round = 0; round < 3; ++round) {
    for (unsigned qubit = 0; qubit < 3; ++qubit) rotate(qubit);
    const std::vector<unsigned> qubits =
        support::random_qubits(random, {0, 1, 2}, 1 + support::random_below(random, 2));
    const auto kraus = random_channel(random, std::size_t{1} << qubits.size(), 1 + support::random_below(random, 4));
    prog << CNOT(0, 1) << Karus(std::vector<Index>(qubits.begin(), qubits.end()), flat(kraus)) << CNOT(1, 2);
    density.gate(reference::gate_matrix("CNOT", {}), {0, 1});
    density.channel(kraus, {qubits.rbegin(), qubits.rend()});  // there the first qubit is the most significant
    density.gate(reference::gate_matrix("CNOT", {}), {1, 2});
  }
  rotate(0);
  prog << kMeasure012;
  CPUQVM qvm(name_of(precision));
  qvm.run(prog, kShots, {.seed = seed, .threads = 1, .noise = &noise});
  expect_distribution(qvm.result(), density.probabilities());
}

class KarusRuns : public InEachPrecision {};
INSTANTIATE_TEST_SUITE_P(Precisions, KarusRuns, kEachPrecision, precision_name);

TEST_P(KarusRuns, follow_the_density_matrix) {
  for (unsigned seed = 0; seed < 6; ++seed) {
    SCOPED_TRACE(seed);
    check_random_program(seed, seed % 2 == 1, GetParam());
  }
}

TEST(Karus, acts_in_branches_and_loops) {
  // A bit flip with probability 1/4, only where the first measurement gave 1.
  const KarusMatrices flip{{std::sqrt(0.75), 0, 0, std::sqrt(0.75)}, {0, 0.5, 0.5, 0}};
  const Index one[] = {1};
  const QProg prog = program(H(0), measure(0, 0), qif({0}).then(program(Karus(one, flip))).qendif(), measure(1, 1));
  expect_distribution(run(prog, kShots), {0.5, 0.375, 0, 0.125});
}

TEST(Karus, of_an_error_is_the_same_channel) {
  const QuantumError labels(QuantumError::Labels{{"XI", 0.25}, {"II", 0.75}});
  const Index qubits[] = {2, 0};  // the rightmost letter acts on the first: X flips qubit 0
  const Karus karus = labels.error_karus(qubits);
  EXPECT_EQ(karus.qubits(), (std::vector<Index>{2, 0}));
  expect_distribution(run(program(karus, measure({0, 2}, {0, 1})), kShots), {0.75, 0.25, 0, 0});
  const KarusMatrices damping{{1, 0, 0, std::sqrt(0.7)}, {0, std::sqrt(0.3), 0, 0}};
  const Index first[] = {0};
  EXPECT_EQ(QuantumError(damping).error_karus(first).karus_matrices(), damping) << "row by row, as given";
  EXPECT_THROW(labels.error_karus(first), InvalidArgument);
  const Index twice[] = {1, 1};
  EXPECT_THROW(labels.error_karus(twice), InvalidArgument);
}

TEST(Karus, without_measurement_the_run_is_one_trajectory) {
  const Index first[] = {0};
  const QProg prog = program(H(0), Karus(first, {{1, 0, 0, 0}, {0, 0, 0, 1}}));
  const QResult result = run(prog, 50);
  EXPECT_EQ(result.get_counts(), (Counts{{"", 50}}));
  EXPECT_EQ(result.get_prob_dict(), (std::map<std::string, double>{{"", 1.0}}));
  int ones = 0;
  for (std::uint64_t seed = 0; seed < 64; ++seed) {
    const std::vector<Complex> state = run(prog, 0, seed).get_state_vector().to_vector();
    ASSERT_EQ(state.size(), 2u);
    EXPECT_NEAR(std::norm(state[0]) + std::norm(state[1]), 1, 1e-12);
    EXPECT_NEAR(std::norm(state[0]) * std::norm(state[1]), 0, 1e-12) << "collapsed onto one of both";
    ones += std::norm(state[1]) > 0.5 ? 1 : 0;
  }
  EXPECT_TRUE(ones > 10 && ones < 54) << ones;
}

TEST(Karus, same_seed_same_counts_at_any_number_of_threads) {
  const Index first[] = {0};
  const QProg prog = program(H(0), Karus(first, flat(reference::damping_channel(0.4))), H(0), measure(0, 0));
  EXPECT_EQ(run(prog, 3000, 9, 1).get_counts(), run(prog, 3000, 9, 4).get_counts());
}

}  // namespace
}  // namespace qpanda3
