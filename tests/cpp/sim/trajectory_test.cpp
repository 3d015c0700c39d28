// Programs that depend on chance before their end: measurement in the middle, reset, branches and loops.
#include <gtest/gtest.h>

#include <cmath>

#include "qpanda3/base/error.hpp"
#include "qpanda3/gate/factories.hpp"
#include "qpanda3/sim/cpuqvm.hpp"
#include "support/runs.hpp"
#include "support/statistics.hpp"

namespace qpanda3 {
namespace {

/// The fraction of shots in which the bit at `position` of the outcome, counted from the right, is 1.
double fraction_of_ones(const QResult& result, std::size_t position) {
  double ones = 0;
  for (const auto& [outcome, probability] : result.get_prob_dict())
    if (outcome[outcome.size() - 1 - position] == '1') ones += probability;
  return ones;
}

class Trajectories : public InEachPrecision {};
INSTANTIATE_TEST_SUITE_P(Precisions, Trajectories, kEachPrecision, precision_name);

TEST_P(Trajectories, teleportation_moves_a_state) {
  constexpr double kTheta = 1.1, kPhi = 0.7;
  QProg prog;
  prog << U3(0, kTheta, kPhi, 0.0) << H(1) << CNOT(1, 2) << CNOT(0, 1) << H(0);
  prog << measure(0, 0) << measure(1, 1);
  prog << qif({1}).then(program(X(2))).qendif() << qif({0}).then(program(Z(2))).qendif();
  // Undoing the preparation on the far qubit must give 0, always.
  prog << U3(2, kTheta, kPhi, 0.0).dagger() << measure(2, 2);
  const QResult result = run(prog, 4000);
  EXPECT_EQ(fraction_of_ones(result, 2), 0.0);
  EXPECT_LT(statistics::chi_square_ratio({0.25, 0.25, 0.25, 0.25, 0, 0, 0, 0}, result.get_prob_list(), 4000), 1);
}

TEST_P(Trajectories, a_measurement_collapses) {
  // H, measure, H: the second measurement is random; measured twice in a row it is the same.
  const QResult twice = run(program(H(0), measure(0, 0), RZ(0, 0.3), measure(0, 1)), 2000);
  EXPECT_EQ(twice.get_counts().size(), 2u);
  EXPECT_TRUE(twice.get_counts().contains("00") && twice.get_counts().contains("11"));
  const QResult mixed = run(program(H(0), measure(0, 0), H(0), measure(0, 1)), 8000);
  EXPECT_LT(statistics::chi_square_ratio({0.25, 0.25, 0.25, 0.25}, mixed.get_prob_list(), 8000), 1);
}

TEST_P(Trajectories, outcomes_follow_the_state_that_is_left) {
  // P(c0) and P(c1 | c0) worked out by hand for RY(a), CNOT, measure, RY(b) on the measured qubit.
  constexpr double kA = 0.8, kB = 1.3;
  const QResult result =
      run(program(RY(0, kA), CNOT(0, 1), measure(0, 0), RY(0, kB), measure(0, 1), measure(1, 2)), 40000);
  const double p1 = std::pow(std::sin(kA / 2), 2), flip = std::pow(std::sin(kB / 2), 2);
  std::vector<double> expected(8, 0);
  expected[0b000] = (1 - p1) * (1 - flip);
  expected[0b010] = (1 - p1) * flip;
  expected[0b101] = p1 * flip;  // |1> rotated: 0 with probability sin^2
  expected[0b111] = p1 * (1 - flip);
  EXPECT_LT(statistics::chi_square_ratio(expected, result.get_prob_list(), 40000), 1);
}

TEST_P(Trajectories, the_state_is_that_of_the_last_shot) {
  for (std::uint64_t seed = 0; seed < 10; ++seed)
    for (const int threads : {1, 2}) {
      const QResult result = run(program(H(0), CNOT(0, 1), measure(0, 0), H(2), X(0)), 100, seed, threads);
      const StateVector state = result.get_state_vector();
      // Collapsed: qubits 0 and 1 differ after the X, in one definite way.
      double left = 0, right = 0, other = 0;
      for (std::size_t i = 0; i < state.size(); ++i)
        ((i & 3) == 1 ? left : (i & 3) == 2 ? right : other) += std::norm(state[i]);
      EXPECT_EQ(other, 0.0);
      EXPECT_NEAR(std::max(left, right), 1.0, tolerance());
      EXPECT_EQ(std::min(left, right), 0.0);
    }
}

TEST_P(Trajectories, reset_draws_its_outcome_in_each_shot) {
  // The partner of a reset half of a Bell pair is left in 0 or 1, half and half.
  constexpr double kShots = 20000;
  const QResult result = run(program(H(0), CNOT(0, 1), RESET(0), measure({0, 1}, {0, 1})), 20000);
  EXPECT_EQ(fraction_of_ones(result, 0), 0.0);
  EXPECT_NEAR(fraction_of_ones(result, 1), 0.5, statistics::fraction_bound(0.5, kShots));
}

TEST_P(Trajectories, reset_gives_0_from_any_state_and_keeps_the_rest) {
  const QResult result = run(program(RY(0, 1.0), X(1), RESET(0), measure({0, 1}, {0, 1})), 500);
  EXPECT_EQ(result.get_counts(), (Counts{{"10", 500}}));
}

TEST_P(Trajectories, reset_inside_a_dagger_is_a_reset) {
  QCircuit circuit;
  circuit << H(0) << RESET(0);
  const QResult result = run(program(X(0), circuit.dagger(), measure(0, 0)), 8000);  // RESET, then H
  EXPECT_NEAR(fraction_of_ones(result, 0), 0.5, statistics::fraction_bound(0.5, 8000));
}

TEST_P(Trajectories, reset_at_the_start_leaves_the_program_deterministic) {
  const QResult result = run(program(RESET(0), RESET(0), RESET(1), H(0), CNOT(0, 1), measure({0, 1}, {0, 1})), 1000);
  EXPECT_NEAR(std::abs(result.get_state_vector()[0]), std::sqrt(0.5), tolerance());  // not collapsed
  EXPECT_NEAR(std::abs(result.get_state_vector()[3]), std::sqrt(0.5), tolerance());
}

TEST_P(Trajectories, reset_at_the_start_acts_on_an_initial_state) {
  CPUQVM qvm = machine();
  qvm.init_state(std::vector<Complex>{0, 1});
  qvm.run(program(RESET(0), measure(0, 0)), 100);
  EXPECT_EQ(qvm.result().get_counts(), (Counts{{"0", 100}}));
}

TEST_P(Trajectories, a_controlled_reset_is_refused) {
  QCircuit circuit;
  circuit << RESET(0);
  CPUQVM qvm = machine();
  EXPECT_THROW(qvm.run(program(circuit.control(1)), 1), Unsupported);
}

TEST(Branches, all_bits_must_be_1) {
  const auto taken = [](bool a, bool b) {
    QProg prog;
    if (a) prog << X(0);
    if (b) prog << X(1);
    prog << measure({0, 1}, {0, 1}) << qif({0, 1}).then(program(X(2))).qelse(program(X(3))) << measure({2, 3}, {2, 3});
    return run(prog, 3).get_counts();
  };
  EXPECT_EQ(taken(true, true), (Counts{{"0111", 3}}));
  EXPECT_EQ(taken(true, false), (Counts{{"1001", 3}}));
  EXPECT_EQ(taken(false, true), (Counts{{"1010", 3}}));
  EXPECT_EQ(taken(false, false), (Counts{{"1000", 3}}));
}

TEST(Branches, the_first_arm_that_holds_is_taken) {
  const auto arm = [](bool a, bool b) {
    QProg prog;
    if (a) prog << X(0);
    if (b) prog << X(1);
    prog << measure({0, 1}, {0, 1});
    prog << qif({0}).then(program(X(2))).qelseif({1}).then(program(X(3))).qelse(program(X(2), X(3)));
    prog << measure({2, 3}, {2, 3});
    return run(prog, 2).get_counts();
  };
  EXPECT_EQ(arm(true, true), (Counts{{"0111", 2}}));
  EXPECT_EQ(arm(true, false), (Counts{{"0101", 2}}));
  EXPECT_EQ(arm(false, true), (Counts{{"1010", 2}}));
  EXPECT_EQ(arm(false, false), (Counts{{"1100", 2}}));
}

TEST(Branches, bits_never_measured_are_0_and_an_empty_condition_holds) {
  EXPECT_EQ(run(program(qif({7}).then(program(X(0))).qelse(program(X(1))), measure({0, 1}, {0, 1})), 2).get_counts(),
            (Counts{{"10", 2}}));
  EXPECT_EQ(run(program(qif({}).then(program(X(0))).qelse(program(X(1))), measure({0, 1}, {0, 1})), 2).get_counts(),
            (Counts{{"01", 2}}));
  EXPECT_EQ(run(program(qif({3}).then(program(X(0))).qendif()), 0).get_prob_list(), (std::vector<double>{1, 0}));
}

TEST(Branches, bits_measured_in_an_arm_not_taken_show_as_0) {
  const QProg prog = program(X(0), measure(0, 0), qif({0}).then(program(X(1))).qelse(program(measure(2, 4))));
  EXPECT_EQ(run(prog, 5).get_counts(), (Counts{{"01", 5}}));
}

TEST(Branches, a_measurement_at_the_end_of_an_arm_not_taken_does_not_happen) {
  const QProg prog = program(measure(0, 1), H(0), qif({1}).then(program(measure(0, 1))).qendif(), measure(0, 0));
  const Counts counts = run(prog, 1000).get_counts();
  EXPECT_EQ(counts.size(), 2u);
  EXPECT_TRUE(counts.contains("00") && counts.contains("01"));
}

TEST(Branches, may_be_nested_and_may_lie_in_nested_programs) {
  const QProg inner = program(qif({1}).then(program(X(2))).qendif());
  const QProg prog = program(X(0), X(1), measure({0, 1}, {0, 1}), qif({0}).then(program(inner, X(3))).qendif(),
                             measure({2, 3}, {2, 3}));
  EXPECT_EQ(run(prog, 5).get_counts(), (Counts{{"1111", 5}}));
}

TEST(Loops, run_until_a_condition_bit_is_0) {
  // Toss until 0: the number of tosses is geometric, the end always 0.
  const QProg prog = program(X(0), measure(0, 0), qwhile({0}).loop(program(H(0), X(1), measure(0, 0))), measure(1, 1));
  const QResult result = run(prog, 20000);
  EXPECT_EQ(fraction_of_ones(result, 0), 0.0);
  // Qubit 1 is 1 after an odd number of tosses: 1/2 + 1/8 + 1/32 + ... = 2/3.
  EXPECT_NEAR(fraction_of_ones(result, 1), 2.0 / 3, statistics::fraction_bound(2.0 / 3, 20000));
}

TEST(Loops, are_not_entered_if_the_condition_does_not_hold) {
  EXPECT_EQ(run(program(measure(0, 0), qwhile({0}).loop(program(X(1))), measure(1, 1)), 3).get_counts(),
            (Counts{{"00", 3}}));
  EXPECT_EQ(run(program(qwhile({5}).loop(program(X(1))), measure(1, 1)), 3).get_counts(), (Counts{{"0", 3}}));
}

TEST(Loops, are_given_up_at_10000_rounds_naming_the_limit) {
  CPUQVM qvm;
  qvm.run(program(X(0), measure(0, 0)), 7);
  for (const QProg& endless :
       {program(X(0), measure(0, 0), qwhile({0}).loop(program(X(1)))), program(qwhile({}).loop(program(X(1))))}) {
    try {
      qvm.run(endless, 2);
      FAIL() << "an endless loop ended";
    } catch (const InvalidArgument& error) {
      EXPECT_NE(std::string(error.what()).find("10000"), std::string::npos) << error.what();
    }
    EXPECT_EQ(qvm.result().get_counts(), (Counts{{"1", 7}}));
  }
}

/// A loop of a known number of rounds: 14 classical bits count up, made 0 and 1 by measuring qubit 0 (always 0) and
/// qubit 1 (always 1), until all of them are 1.
QProg counted_loop(unsigned rounds) {
  constexpr unsigned kBits = 14, kGo = 14;
  const unsigned start = (1u << kBits) - 1 - rounds;
  QProg prog = program(X(1), measure(1, kGo));
  for (unsigned bit = 0; bit < kBits; ++bit) prog << measure(start >> bit & 1, bit);
  QProg body;
  std::vector<CBit> all;
  for (unsigned bit = 0; bit < kBits; ++bit) all.emplace_back(bit);
  for (unsigned bit = kBits; bit-- > 0;) {  // a bit changes if all below it are 1; the highest first
    const QProg flip = program(qif({bit}).then(program(measure(0, bit))).qelse(program(measure(1, bit))));
    body << qif(std::vector<CBit>(all.begin(), all.begin() + bit)).then(flip).qendif();
  }
  body << qif(all).then(program(measure(0, kGo))).qendif();
  return prog << qwhile({kGo}).loop(body);
}

TEST(Loops, may_run_10000_rounds_and_no_more) {
  EXPECT_EQ(run(counted_loop(10000), 1).get_counts(), (Counts{{"0" + std::string(14, '1'), 1}}));
  EXPECT_THROW(run(counted_loop(10001), 1), InvalidArgument);
}

TEST_P(Trajectories, equal_seeds_give_equal_counts_for_any_number_of_threads) {
  QProg prog;
  for (unsigned q = 0; q < 4; ++q) prog << H(q) << measure(q, q) << RY(q, 0.4 + q) << measure(q, q + 4);
  prog << qif({0}).then(program(H(3))).qelse(program(H(2), RESET(1))) << measure(3, 9) << measure(2, 8);
  const QResult first = run(prog, 3000, 5, 1);
  EXPECT_GT(first.get_counts().size(), 20u);
  for (const int threads : {2, 4}) {
    const QResult other = run(prog, 3000, 5, threads);
    EXPECT_EQ(first.get_counts(), other.get_counts()) << threads;
    EXPECT_EQ(first.get_state_vector().to_vector(), other.get_state_vector().to_vector()) << threads;
  }
}

TEST_P(Trajectories, large_states_give_equal_counts_for_any_number_of_threads) {
  QProg prog(16);
  for (unsigned q = 0; q < 16; ++q) prog << RY(q, 0.3 + 0.1 * q);
  prog << measure(3, 3) << H(3) << measure(3, 4) << RESET(15) << H(15) << measure(15, 0) << measure(7, 1);
  const QResult first = run(prog, 40, 5, 1);
  for (const int threads : {2, 4}) {
    const QResult other = run(prog, 40, 5, threads);
    EXPECT_EQ(first.get_counts(), other.get_counts()) << threads;
    EXPECT_EQ(first.get_state_vector().to_vector(), other.get_state_vector().to_vector()) << threads;
  }
}

TEST_P(Trajectories, without_shots_measurements_are_skipped) {
  const QResult result = run(program(H(0), measure(0, 0), H(0), qif({0}).then(program(X(0))).qendif()), 0);
  EXPECT_EQ(result.get_counts(), Counts{});
  EXPECT_EQ(result.shots(), 0u);
  EXPECT_NEAR(result.get_prob_list()[0], 1.0, tolerance());
}

}  // namespace
}  // namespace qpanda3
