// Programs whose measurements can all wait until the end: counts follow the distribution of the final state.
#include <gtest/gtest.h>

#include <numeric>

#include "qpanda3/base/error.hpp"
#include "qpanda3/gate/factories.hpp"
#include "qpanda3/sim/cpuqvm.hpp"
#include "support/random_circuits.hpp"
#include "support/runs.hpp"
#include "support/statistics.hpp"

namespace qpanda3 {
namespace {

std::uint64_t total(const Counts& counts) {
  return std::accumulate(counts.begin(), counts.end(), std::uint64_t{0},
                         [](std::uint64_t sum, const auto& entry) { return sum + entry.second; });
}

std::vector<Qubit> qubit_range(unsigned count) {
  std::vector<Qubit> qubits;
  for (unsigned q = 0; q < count; ++q) qubits.emplace_back(q);
  return qubits;
}

std::vector<CBit> cbit_range(unsigned count) {
  std::vector<CBit> cbits;
  for (unsigned c = 0; c < count; ++c) cbits.emplace_back(c);
  return cbits;
}

class Sampling : public InEachPrecision {};
INSTANTIATE_TEST_SUITE_P(Precisions, Sampling, kEachPrecision, precision_name);

TEST_P(Sampling, a_bell_pair_gives_equal_bits_half_and_half) {
  constexpr double kShots = 100000;
  const Counts counts = run(program(H(0), CNOT(0, 1), measure({0, 1}, {0, 1})), 100000).get_counts();
  ASSERT_EQ(counts.size(), 2u);
  EXPECT_EQ(total(counts), 100000u);
  EXPECT_NEAR(static_cast<double>(counts.at("00")) / kShots, 0.5, statistics::fraction_bound(0.5, kShots));
}

TEST_P(Sampling, follows_the_distribution_of_random_states) {
  for (unsigned seed = 0; seed < 12; ++seed) {
    support::Random random(seed);
    const unsigned num_qubits = 1 + seed % 6;
    std::vector<unsigned> qubits(num_qubits);
    std::iota(qubits.begin(), qubits.end(), 0u);
    const auto sample = support::random_circuit(random, num_qubits, qubits, 25, 1);
    QProg prog(num_qubits);
    prog << sample.circuit << measure(qubit_range(num_qubits), cbit_range(num_qubits));
    const auto expected = reference::probabilities(reference::apply(sample.op, reference::zero_state(num_qubits)));
    for (const std::int64_t shots : {1000, 200000}) {
      const QResult result = run(prog, shots, seed);
      EXPECT_EQ(total(result.get_counts()), static_cast<std::uint64_t>(shots));
      EXPECT_LT(statistics::chi_square_ratio(expected, result.get_prob_list(), static_cast<double>(shots)), 1) << seed;
    }
  }
}

TEST_P(Sampling, any_number_of_shots_is_drawn) {
  const double a = std::pow(std::sin(0.5), 2), b = std::pow(std::sin(1.0), 2);
  const std::vector<double> expected{(1 - a) * (1 - b), a * (1 - b), (1 - a) * b, a * b};
  for (const std::int64_t shots : {std::int64_t{9'500'000}, std::int64_t{1} << 40, std::int64_t{1} << 62}) {
    const QResult result = run(program(RY(0, 1.0), RY(1, 2.0), measure({0, 1}, {0, 1})), shots);
    EXPECT_EQ(total(result.get_counts()), static_cast<std::uint64_t>(shots));
    // Single precision is known to a few parts in 10^7 only.
    const double known = std::min(static_cast<double>(shots), 1e10);
    EXPECT_LT(statistics::chi_square_ratio(expected, result.get_prob_list(), known), 1) << shots;
  }
}

TEST_P(Sampling, more_shots_than_a_batch_are_misread_as_single_ones_are) {
  constexpr std::int64_t kShots = 9'500'000;
  NoiseModel noise;
  noise.add_read_out_error({{0.9, 0.1}, {0.3, 0.7}}, 1);
  CPUQVM qvm = machine();
  qvm.run(program(RY(0, 1.0), RY(1, 2.0), measure({0, 1}, {0, 1})), kShots, {.seed = 5, .noise = &noise});
  const double a = std::pow(std::sin(0.5), 2), b = std::pow(std::sin(1.0), 2), c = (1 - b) * 0.1 + b * 0.7;
  const std::vector<double> expected{(1 - a) * (1 - c), a * (1 - c), (1 - a) * c, a * c};
  EXPECT_LT(statistics::chi_square_ratio(expected, qvm.result().get_prob_list(), kShots), 1);
  EXPECT_EQ(total(qvm.result().get_counts()), static_cast<std::uint64_t>(kShots));
}

TEST_P(Sampling, uniform_superposition_of_16_qubits_passes_a_chi_square_test) {
  constexpr unsigned kQubits = 16;
  QProg prog;
  for (unsigned q = 0; q < kQubits; ++q) prog << H(q);
  prog << measure(qubit_range(kQubits), cbit_range(kQubits));
  const std::vector<double> expected(1 << kQubits, 1.0 / (1 << kQubits));
  EXPECT_LT(statistics::chi_square_ratio(expected, run(prog, 1'000'000).get_prob_list(), 1e6), 1);
}

TEST_P(Sampling, qubits_that_are_not_measured_leave_no_trace) {
  // Into bits in another order, with a bit that only a branch never taken would write.
  QProg never;
  never << measure(2, 1);
  QProg prog(4);
  prog << X(0) << H(1) << X(2) << H(3) << measure(2, 2) << measure(1, 0) << qif({5}).then(never).qendif();
  for (const std::int64_t shots : {2, 5000}) {
    const Counts counts = run(prog, shots).get_counts();
    EXPECT_EQ(total(counts), static_cast<std::uint64_t>(shots));
    for (const auto& [bits, count] : counts) EXPECT_TRUE(bits == "100" || bits == "101") << bits << ' ' << count;
  }
}

TEST_P(Sampling, does_not_depend_on_threads) {
  QProg prog(12);
  for (unsigned q = 0; q < 12; ++q) prog << RY(q, 0.3 + 0.2 * q);
  prog << measure(qubit_range(12), cbit_range(12));
  NoiseModel noise;
  noise.add_all_qubit_read_out_error({{0.95, 0.05}, {0.1, 0.9}});
  for (const bool is_misread : {false, true})
    for (const std::int64_t shots : {900, 50'000}) {
      const auto counts = [&](int threads) {
        CPUQVM qvm = machine();
        qvm.run(prog, shots, {.seed = 4, .threads = threads, .noise = is_misread ? &noise : nullptr});
        return qvm.result().get_counts();
      };
      const Counts first = counts(1);
      EXPECT_EQ(total(first), static_cast<std::uint64_t>(shots));
      EXPECT_EQ(first, counts(2));
      EXPECT_EQ(first, counts(4));
    }
}

TEST_P(Sampling, outcomes_of_probability_zero_never_occur) {
  // Two basis states far apart: all others have amplitude 0 exactly.
  QProg prog(18);
  prog << H(17) << CNOT(17, 0) << measure(qubit_range(18), cbit_range(18));
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    const Counts counts = run(prog, 1000, seed).get_counts();
    ASSERT_EQ(counts.size(), 2u);
    EXPECT_EQ(counts.begin()->first, std::string(18, '0'));
    EXPECT_EQ(counts.rbegin()->first, "1" + std::string(16, '0') + "1");
  }
}

TEST_P(Sampling, a_single_shot_gives_a_single_count) {
  const Counts counts = run(program(H(0), measure(0, 0)), 1).get_counts();
  EXPECT_EQ(total(counts), 1u);
}

TEST_P(Sampling, keys_have_a_character_for_each_used_bit_highest_left) {
  EXPECT_EQ(run(program(X(0), measure(0, 5), measure(1, 3)), 10).get_counts(), (Counts{{"10", 10}}));
  EXPECT_EQ(run(program(X(0), measure(0, 3), measure(1, 5)), 10).get_counts(), (Counts{{"01", 10}}));
}

TEST_P(Sampling, a_bit_written_twice_keeps_the_last_value) {
  EXPECT_EQ(run(program(X(0), measure(0, 0), measure(1, 0)), 10).get_counts(), (Counts{{"0", 10}}));
  EXPECT_EQ(run(program(X(0), measure(1, 0), measure(0, 0)), 10).get_counts(), (Counts{{"1", 10}}));
}

TEST_P(Sampling, one_qubit_may_be_measured_into_several_bits) {
  const Counts counts = run(program(H(0), measure(0, 0), measure(0, 2)), 1000).get_counts();
  EXPECT_EQ(counts.size(), 2u);
  EXPECT_TRUE(counts.contains("00") && counts.contains("11"));
}

TEST_P(Sampling, more_than_64_bits_are_kept_apart) {
  QProg prog;
  prog << H(0) << X(1);
  for (unsigned c = 0; c < 130; ++c) prog << measure(c % 3, c);
  const Counts counts = run(prog, 500).get_counts();
  ASSERT_EQ(counts.size(), 2u);
  for (const auto& [outcome, count] : counts) {
    ASSERT_EQ(outcome.size(), 130u);
    for (unsigned c = 0; c < 130; ++c) {
      const char expected = c % 3 == 1 ? '1' : c % 3 == 2 ? '0' : outcome[129];
      EXPECT_EQ(outcome[129 - c], expected) << c;
    }
  }
}

TEST_P(Sampling, a_measurement_waits_for_the_end_if_nothing_later_touches_its_qubit) {
  const QResult result = run(program(H(0), measure(0, 0), H(1), measure(1, 1)), 4000);
  for (const Complex amplitude : result.get_state_vector().to_vector())
    EXPECT_NEAR(std::abs(amplitude), 0.5, tolerance());
  EXPECT_EQ(result.get_counts().size(), 4u);
  EXPECT_LT(statistics::chi_square_ratio({0.25, 0.25, 0.25, 0.25}, result.get_prob_list(), 4000), 1);
}

TEST_P(Sampling, a_waiting_measurement_does_not_overwrite_a_later_one) {
  // Qubit 1 is measured into c0 first; what is measured of qubit 0 before its last X has the last word.
  const QResult result = run(program(X(0), X(1), measure(1, 0), X(0), measure(0, 0), X(0)), 20);
  EXPECT_EQ(result.get_counts(), (Counts{{"0", 20}}));
}

TEST_P(Sampling, equal_seeds_give_equal_counts_for_any_number_of_threads) {
  support::Random random(3);
  std::vector<unsigned> qubits(16);
  std::iota(qubits.begin(), qubits.end(), 0u);
  QProg prog(16);
  for (int layer = 0; layer < 4; ++layer)
    for (unsigned q = 0; q < 16; ++q) prog << RX(q, support::random_angle(random)) << CNOT(q, (q + 1) % 16);
  prog << measure(qubit_range(16), cbit_range(16));
  const QResult first = run(prog, 20000, 9, 1);
  for (const int threads : {2, 4}) {
    const QResult other = run(prog, 20000, 9, threads);
    EXPECT_EQ(first.get_counts(), other.get_counts()) << threads;
    EXPECT_EQ(first.get_state_vector().to_vector(), other.get_state_vector().to_vector()) << threads;
  }
  EXPECT_NE(first.get_counts(), run(prog, 20000, 10, 1).get_counts());
}

TEST_P(Sampling, without_a_seed_runs_differ) {
  QProg prog;
  for (unsigned q = 0; q < 10; ++q) prog << H(q);
  prog << measure(qubit_range(10), cbit_range(10));
  CPUQVM qvm = machine();
  qvm.run(prog, 1000);
  const Counts first = qvm.result().get_counts();
  qvm.run(prog, 1000);
  EXPECT_NE(first, qvm.result().get_counts());
}

}  // namespace
}  // namespace qpanda3
