// What results say about exact and sampled runs, and how initial states are treated.
#include "qpanda3/sim/result.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>
#include <set>

#include "qpanda3/base/error.hpp"
#include "qpanda3/gate/factories.hpp"
#include "qpanda3/sim/cpuqvm.hpp"
#include "support/random_circuits.hpp"
#include "support/runs.hpp"

namespace qpanda3 {
namespace {

using Dict = std::map<std::string, double>;
using List = std::vector<double>;

TEST(Result, before_a_run_everything_is_empty) {
  const QResult result = CPUQVM().result();
  EXPECT_TRUE(result.get_counts().empty());
  EXPECT_TRUE(result.get_prob_dict().empty());
  EXPECT_TRUE(result.get_prob_list().empty());
  EXPECT_TRUE(result.get_state_vector().empty());
  EXPECT_EQ(result.shots(), 0u);
  EXPECT_EQ(result.text(), "");
}

TEST(Result, of_an_empty_program_is_one_amplitude) {
  const QResult result = run(QProg(), 10);
  EXPECT_EQ(result.get_prob_dict(), (Dict{{"", 1.0}}));
  EXPECT_EQ(result.get_prob_list(), List{1.0});
  EXPECT_EQ(result.get_state_vector().to_vector(), std::vector<Complex>{1.0});
  EXPECT_TRUE(result.get_counts().empty());
}

TEST(Result, covers_the_whole_register) {
  EXPECT_EQ(run(QProg(2), 0).get_prob_dict(), (Dict{{"00", 1.0}, {"01", 0.0}, {"10", 0.0}, {"11", 0.0}}));
  EXPECT_EQ(run(program(X(2)), 0).get_state_vector().size(), 8u);
}

TEST(Result, without_measurement_is_exact_whatever_the_shots) {
  const QResult result = run(program(H(0), CNOT(0, 1)), 1000);
  EXPECT_TRUE(result.get_counts().empty());
  EXPECT_EQ(result.shots(), 0u);
  EXPECT_NEAR(result.get_prob_list()[3], 0.5, 1e-15);
}

TEST(Result, with_measurements_but_no_shots_is_exact_over_qubits) {
  const QResult result = run(program(H(0), CNOT(0, 1), measure(0, 0)), 0);
  EXPECT_TRUE(result.get_counts().empty());
  EXPECT_EQ(result.get_prob_list().size(), 4u);
  EXPECT_NEAR(result.get_prob_dict().at("11"), 0.5, 1e-15);
}

TEST(Result, sampled_probabilities_are_counts_over_shots) {
  const QResult result = run(program(X(0), H(1), measure({0, 1}, {3, 5})), 1000);
  EXPECT_EQ(result.shots(), 1000u);
  const Counts counts = result.get_counts();
  const Dict dict = result.get_prob_dict();
  const List list = result.get_prob_list();
  ASSERT_EQ(list.size(), 4u);
  EXPECT_EQ(list[0], 0.0);
  EXPECT_EQ(list[2], 0.0);
  ASSERT_EQ(dict.size(), 2u);  // only what was seen
  for (const auto& [outcome, count] : counts) EXPECT_EQ(dict.at(outcome), static_cast<double>(count) / 1000);
  EXPECT_EQ(list[1], dict.at("01"));
  EXPECT_EQ(list[3], dict.at("11"));
}

TEST(Result, exact_probabilities_sum_to_1_up_to_rounding) {
  support::Random random(2);
  std::vector<unsigned> qubits{0, 1, 2, 3, 4};
  const auto sample = support::random_circuit(random, 5, qubits, 200, 0);
  const List list = run(program(sample.circuit), 0).get_prob_list();
  EXPECT_NEAR(std::accumulate(list.begin(), list.end(), 0.0), 1.0, 1e-13);
}

TEST(Result, marginals_of_exact_results_take_the_first_listed_qubit_as_lowest_bit) {
  const QResult result = run(program(X(0), H(2)), 10);
  const auto near = [](const List& got, const List& want) {
    ASSERT_EQ(got.size(), want.size());
    for (std::size_t i = 0; i < got.size(); ++i) EXPECT_NEAR(got[i], want[i], 1e-15);
  };
  near(result.get_prob_list({0}), {0, 1});
  near(result.get_prob_list({1}), {1, 0});
  near(result.get_prob_list({2}), {0.5, 0.5});
  near(result.get_prob_list({0, 1}), {0, 1, 0, 0});
  near(result.get_prob_list({1, 0}), {0, 0, 1, 0});
  near(result.get_prob_list({2, 0}), {0, 0, 0.5, 0.5});
  EXPECT_NEAR(result.get_prob_dict({1, 0}).at("10"), 1.0, 1e-15);
  EXPECT_EQ(result.get_prob_dict({1, 0}).size(), 4u);
}

TEST(Result, marginals_refuse_unknown_and_repeated_qubits) {
  for (const QResult& result : {run(program(X(0), H(2)), 0), run(program(X(0), H(2), measure(0, 0)), 5)}) {
    EXPECT_THROW(result.get_prob_list({7}), InvalidArgument);
    EXPECT_THROW(result.get_prob_dict({7}), InvalidArgument);
    EXPECT_THROW(result.get_prob_list({0, 0}), InvalidArgument);
    EXPECT_THROW(result.get_prob_dict({0, 0}), InvalidArgument);
  }
}

TEST(Result, marginals_of_sampled_results_read_the_bit_a_qubit_was_last_measured_into) {
  // Qubit 0 is 1, qubit 1 is 0; qubit 0 went into c4 first and then into c9, c4 was taken over by qubit 1.
  const QResult result = run(program(X(0), measure(0, 4), measure(0, 9), measure(1, 4), X(2), measure(2, 0)), 10);
  EXPECT_EQ(result.get_counts(), (Counts{{"101", 10}}));
  EXPECT_EQ(result.get_prob_list({0}), (List{0, 1}));
  EXPECT_EQ(result.get_prob_list({1}), (List{1, 0}));
  EXPECT_EQ(result.get_prob_list({1, 0}), (List{0, 0, 1, 0}));
  EXPECT_EQ(result.get_prob_dict({1, 0}), (Dict{{"10", 1.0}}));
  // A qubit whose only bit was overwritten has no value in the record.
  const QResult lost = run(program(X(0), measure(0, 0), measure(1, 0)), 10);
  EXPECT_EQ(lost.get_prob_list({1}), (List{1, 0}));
  EXPECT_THROW(lost.get_prob_list({0}), InvalidArgument);
}

TEST(Result, a_list_over_too_many_bits_is_refused_while_the_dict_is_not) {
  QProg prog;
  for (unsigned c = 0; c < 80; ++c) prog << measure(0, c);
  const QResult result = run(prog, 5);
  EXPECT_THROW(result.get_prob_list(), ResourceExhausted);
  EXPECT_EQ(result.get_prob_dict(), (Dict{{std::string(80, '0'), 1.0}}));
}

template <class Number>
std::map<std::string, Number> as_map(const OutcomeTable<Number>& table) {
  std::map<std::string, Number> map;
  for (std::size_t i = 0; i < table.size(); ++i) {
    const std::string digits = table.digits(i);
    EXPECT_TRUE(map.empty() || map.rbegin()->first < digits) << "entries are in ascending order";
    map[digits] = table.numbers[i];
  }
  return map;
}

TEST(Result, tables_tell_what_dicts_tell) {
  const QResult exact = run(program(H(0), CNOT(0, 2), RY(1, 0.3)), 0);
  EXPECT_EQ(as_map(exact.prob_table()), exact.get_prob_dict());
  const std::vector<Index> qubits{2, 1};
  EXPECT_EQ(as_map(exact.prob_table(qubits)), exact.get_prob_dict(qubits));
  EXPECT_EQ(exact.count_table().size(), 0u);
  EXPECT_EQ(CPUQVM().result().prob_table().size(), 0u);

  // bits in several words, and marginals that put bits of one word into another
  QProg prog;
  std::vector<Index> order;
  for (Index qubit = 0; qubit < 5; ++qubit) prog << H(qubit);
  for (Index bit = 0; bit < 130; ++bit) prog << measure(bit % 5, 129 - bit);
  const QResult sampled = run(prog, 300);
  EXPECT_EQ(as_map(sampled.count_table()), sampled.get_counts());
  EXPECT_EQ(as_map(sampled.prob_table()), sampled.get_prob_dict());
  std::uint64_t shots = 0;
  for (const auto& [outcome, count] : sampled.get_counts()) {
    ASSERT_EQ(outcome.size(), 130u);
    for (std::size_t i = 0; i < outcome.size(); ++i) EXPECT_EQ(outcome[i], outcome[i % 5]) << outcome;
    shots += count;
  }
  EXPECT_EQ(shots, 300u);
  for (const Index qubit : {4u, 0u, 3u}) order.push_back(qubit);
  EXPECT_EQ(as_map(sampled.prob_table(order)), sampled.get_prob_dict(order));
  Dict expected;
  for (const auto& [outcome, count] : sampled.get_counts())
    expected[std::string{outcome[3], outcome[0], outcome[4]}] += static_cast<double>(count) / 300;
  EXPECT_EQ(expected.size(), sampled.get_prob_dict(order).size());
  for (const auto& [outcome, probability] : sampled.get_prob_dict(order))
    EXPECT_NEAR(probability, expected[outcome], 1e-12) << outcome;
}

TEST(Result, prints_a_line_for_each_outcome) {
  EXPECT_EQ(run(program(X(0), measure(0, 0), measure(1, 1)), 7).text(), "01: 7\n");
}

TEST(Result, is_a_snapshot_that_later_runs_leave_alone) {
  CPUQVM qvm;
  qvm.run(program(X(0), measure(0, 0)), 3);
  const QResult first = qvm.result();
  const StateVector state = first.get_state_vector();
  for (int i = 0; i < 4; ++i) qvm.run(program(H(0), measure(0, 0)), 5);
  EXPECT_EQ(first.get_counts(), (Counts{{"1", 3}}));
  EXPECT_EQ(state.to_vector(), (std::vector<Complex>{0, 1}));
  EXPECT_EQ(qvm.result().shots(), 5u);
}

TEST(Result, state_outlives_result_and_simulator) {
  StateVector state;
  {
    CPUQVM qvm;
    qvm.run(program(X(1)), 0);
    state = qvm.result().get_state_vector();
  }
  EXPECT_EQ(state.to_vector(), (std::vector<Complex>{0, 0, 1, 0}));
}

TEST(Result, state_is_shared_not_copied) {
  CPUQVM qvm;
  qvm.run(program(X(1)), 0);
  EXPECT_EQ(qvm.result().get_state_vector().data(), qvm.result().get_state_vector().data());
  EXPECT_EQ(qvm.current_state().data(), qvm.result().get_state_vector().data());
}

TEST(Buffers, are_used_again_when_nobody_looks_at_the_result) {
  CPUQVM qvm;
  std::set<const void*> seen;
  QProg prog(13);  // large enough not to come from the heap
  for (int i = 0; i < 10; ++i) {
    qvm.run(prog, 0);
    seen.insert(qvm.result().get_state_vector().data());
  }
  EXPECT_LE(seen.size(), 2u);
}

TEST(Buffers, used_again_start_from_the_zero_state) {
  CPUQVM qvm;
  for (int i = 0; i < 4; ++i) {
    QProg prog(12);
    for (unsigned q = 0; q < 12; ++q) prog << H(q);
    qvm.run(prog, 0);
    qvm.run(QProg(12), 0);
    const std::vector<Complex> state = qvm.result().get_state_vector().to_vector();
    EXPECT_EQ(state[0], Complex(1));
    EXPECT_TRUE(std::all_of(state.begin() + 1, state.end(), [](Complex value) { return value == Complex(0); }));
  }
}

TEST(Result, archives_keep_everything_and_are_checked) {
  QProg prog = program(H(0), CNOT(0, 1), measure(0, 70), measure(1, 3));
  for (const Precision precision : {Precision::float64, Precision::float32}) {
    const QResult result = run(prog, 100, 1, 1, precision);
    const QResult again = QResult::from_archive(result.archive());
    EXPECT_EQ(again.get_counts(), result.get_counts());
    EXPECT_EQ(again.get_prob_list({1}), result.get_prob_list({1}));
    EXPECT_EQ(again.shots(), 100u);
    EXPECT_EQ(again.get_state_vector().precision(), precision);
    EXPECT_EQ(again.get_state_vector().to_vector(), result.get_state_vector().to_vector());
    EXPECT_NE(again.get_state_vector().data(), result.get_state_vector().data());
  }
  const QResult exact = run(program(H(0), T(0)), 0);
  EXPECT_EQ(QResult::from_archive(exact.archive()).get_prob_dict(), exact.get_prob_dict());
  EXPECT_TRUE(QResult::from_archive(QResult().archive()).get_state_vector().empty());

  QResult::Archive archive = run(prog, 100).archive();
  archive.outcomes[0] = 4;
  EXPECT_THROW(QResult::from_archive(archive), InvalidArgument);
  archive.outcomes.pop_back();
  EXPECT_THROW(QResult::from_archive(archive), InvalidArgument);
}

TEST(InitState, is_where_runs_start_until_it_is_taken_back) {
  CPUQVM qvm;
  const std::vector<Complex> bell{std::sqrt(0.5), 0, 0, std::sqrt(0.5)};
  qvm.init_state(bell);
  EXPECT_EQ(qvm.current_state().to_vector(), bell);
  for (int i = 0; i < 3; ++i) {
    qvm.run(program(CNOT(0, 1)), 0);
    EXPECT_NEAR(qvm.result().get_prob_list()[1], 0.5, 1e-15);
    EXPECT_NEAR(qvm.current_state()[1].real(), std::sqrt(0.5), 1e-15);
  }
  qvm.init_state();
  EXPECT_TRUE(qvm.current_state().empty());
  qvm.run(program(X(0)), 0);
  EXPECT_EQ(qvm.current_state().to_vector(), (std::vector<Complex>{0, 1}));
}

TEST(InitState, must_fit_the_register_of_the_program) {
  CPUQVM qvm;
  qvm.init_state(std::vector<Complex>{1, 0, 0, 0});
  EXPECT_THROW(qvm.run(program(X(0)), 1), InvalidArgument);
  EXPECT_THROW(qvm.run(program(X(2)), 1), InvalidArgument);
  qvm.run(program(X(1)), 0);
  QProg wide(2);
  wide << X(0);
  qvm.run(wide, 0);
  EXPECT_EQ(qvm.result().get_prob_list(), (List{0, 1, 0, 0}));
}

TEST(InitState, must_be_normalised_and_a_power_of_two_long) {
  CPUQVM qvm;
  const auto refused = [&](const std::vector<Complex>& state) {
    EXPECT_THROW(qvm.init_state(state), InvalidArgument) << state.size();
  };
  refused({});
  refused({1});
  refused({1, 0, 0});
  refused({1, 0.1});
  refused({0, 0});
  refused({std::nan(""), 0});
  refused({INFINITY, 0});
  refused({1 + 1e-5, 0});
  qvm.init_state(std::vector<Complex>{1 + 1e-8, 0});
}

}  // namespace
}  // namespace qpanda3
