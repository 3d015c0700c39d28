// Shots that share their work give what each of them gives alone, whatever the threads and the memory.
#include "sim/shot_tree.hpp"

#include <gtest/gtest.h>

#include <bit>
#include <cmath>

#include "qpanda3/base/error.hpp"
#include "qpanda3/gate/factories.hpp"
#include "qpanda3/hamiltonian/pauli_operator.hpp"
#include "qpanda3/sim/cpuqvm.hpp"
#include "sim/fusion.hpp"
#include "sim/lower.hpp"
#include "sim/machine.hpp"
#include "sim/state_buffer.hpp"
#include "sim/trajectory.hpp"
#include "support/runs.hpp"

namespace qpanda3::sim {
namespace {

/// Programs with everything that chance can do, on few qubits so that shots meet often.
class ProgramMaker {
 public:
  explicit ProgramMaker(std::uint64_t seed) : rng_(seed, 0) {}

  QProg make(unsigned num_qubits, unsigned length) {
    num_qubits_ = num_qubits;
    QProg prog(static_cast<std::int64_t>(num_qubits));
    for (unsigned q = 0; q < num_qubits; ++q) prog << RY(q, angle());
    append(prog, length, 2);
    for (unsigned q = 0; q < num_qubits; ++q)
      if (below(3) != 0) prog << measure(q, below(kBits));
    return prog;
  }

  /// Small errors, so that many shots stay together.
  NoiseModel noise() {
    NoiseModel noise;
    noise.add_all_qubit_quantum_error(depolarizing_error(0.02 + 0.1 * rng_.uniform()), GateType::RY);
    noise.add_all_qubit_quantum_error(QuantumError(QuantumError::Labels{{"II", 0.9}, {"XZ", 0.06}, {"YI", 0.04}}),
                                      GateType::CNOT);
    if (below(2) == 0) noise.add_all_qubit_quantum_error(amplitude_damping_error(0.1), GateType::RX);
    if (below(2) == 0) noise.add_all_qubit_quantum_error(pauli_x_error(0.9), GateType::S);  // mostly an error
    if (below(3) == 0) noise.add_all_qubit_quantum_error(pauli_z_error(1.0), GateType::S);  // always an error
    if (below(2) == 0) noise.add_all_qubit_read_out_error({{0.9, 0.1}, {0.2, 0.8}});
    return noise;
  }

 private:
  static constexpr unsigned kBits = 5;

  unsigned below(unsigned bound) { return static_cast<unsigned>(rng_.next() % bound); }
  double angle() { return 6.3 * rng_.uniform(); }

  void append(QProg& prog, unsigned length, unsigned depth) {
    for (unsigned i = 0; i < length; ++i) append_one(prog, depth);
  }

  void append_one(QProg& prog, unsigned depth) {
    const unsigned qubit = below(num_qubits_), other = (qubit + 1) % num_qubits_, cbit = below(kBits);
    switch (below(depth > 0 ? 12 : 9)) {
      case 0:
      case 1:
        prog << RY(qubit, angle());
        break;
      case 2:
        prog << RX(qubit, angle());
        break;
      case 3:
      case 4:
        prog << CNOT(qubit, other);
        break;
      case 5:
        prog << S(qubit);
        break;
      case 6:
        prog << measure(qubit, cbit);
        break;
      case 7:
        if (below(2) == 0) prog << RESET(qubit);
        break;
      case 8:
        if (below(4) == 0)
          prog << Karus(std::vector<Index>{qubit}, KarusMatrices{{1, 0, 0, std::sqrt(0.8)}, {0, std::sqrt(0.2), 0, 0}});
        break;
      case 9:
        prog << qif({cbit}).then(inner(depth)).qendif();
        break;
      case 10:
        prog << qif({cbit, (cbit + 1) % kBits}).then(inner(depth)).qelse(inner(depth));
        break;
      case 11: {
        QProg body = inner(0);
        body << RY(qubit, angle()) << RY(qubit, 0.4) << measure(qubit, cbit) << RESET(qubit);
        prog << qwhile({cbit}).loop(body);
        break;
      }
    }
  }

  QProg inner(unsigned depth) {
    QProg body;
    append(body, 1 + below(4), depth > 0 ? depth - 1 : 0);
    return body;
  }

  CounterRng rng_;
  unsigned num_qubits_ = 2;
};

template <class Real>
constexpr Precision kPrecision = std::is_same_v<Real, float> ? Precision::float32 : Precision::float64;

/// A program ready for its shots.
template <class Real>
struct Fixture {
  Fixture(const QProg& prog, const NoiseModel* noise) : plan(planned(prog, noise)), numbers(plan.program) {}

  static Plan planned(const QProg& prog, const NoiseModel* noise) {
    Guard unlimited({}, {});
    Plan plan = make_plan(lower(prog, {.measure = true, .noise = noise}, unlimited), true);
    fuse(plan.program, &plan.prefix, unlimited);
    arrange_noise(plan);
    return plan;
  }

  std::vector<std::complex<Real>> prefix() {
    std::vector<std::complex<Real>> state(std::size_t{1} << plan.program.num_qubits);
    const Amplitudes<Real> amplitudes{state.data(), plan.program.num_qubits};
    set_to_zero_state(amplitudes, true, workers);
    run_gates(plan.program, numbers, 0, plan.prefix, amplitudes, workers);
    return state;
  }

  struct Outcome {
    Histogram histogram;
    std::vector<std::complex<Real>> state;
  };

  Outcome one_by_one(std::uint64_t shots, std::uint64_t seed) {
    Outcome outcome{Histogram(plan.program.cbits.size()), {}};
    const auto start = prefix();
    Trajectory<Real> trajectory(plan, workers);
    for (std::uint64_t shot = 0; shot < shots; ++shot) {
      outcome.state = start;
      trajectory.run({outcome.state.data(), plan.program.num_qubits}, seed, shot);
      trajectory.measure_finals();
      outcome.histogram.add(trajectory.record().data(), 1);
    }
    outcome.histogram.finish();
    return outcome;
  }

  Outcome together(std::uint64_t shots, std::uint64_t seed, const ShotSpace& space, int threads = 1) {
    std::vector<std::vector<std::complex<Real>>> memory(space.states(), prefix());
    std::vector<Amplitudes<Real>> states;
    for (auto& state : memory) states.push_back({state.data(), plan.program.num_qubits});
    Workers own(threads, guard);
    Histogram histogram = run_shots<Real>(plan, space, states, shots, seed, own);
    return {std::move(histogram), memory[0]};
  }

  Guard guard{{}, {}};
  Workers workers{1, guard};
  Plan plan;
  NativeNumbers<Real> numbers;
};

std::map<std::string, std::uint64_t> counts_of(const Histogram& histogram) {
  std::map<std::string, std::uint64_t> counts;
  for (std::size_t i = 0; i < histogram.size(); ++i) counts[histogram.text(i)] = histogram.count(i);
  EXPECT_EQ(counts.size(), histogram.size());
  return counts;
}

template <class Real>
class ShotTree : public testing::Test {};
using Reals = testing::Types<float, double>;
TYPED_TEST_SUITE(ShotTree, Reals);

TYPED_TEST(ShotTree, gives_what_the_shots_give_alone) {
  constexpr std::uint64_t kShots = 300;
  int with_branches = 0, with_noise = 0;
  for (std::uint64_t seed = 0; seed < 150; ++seed) {
    SCOPED_TRACE(seed);
    ProgramMaker maker(seed);
    const QProg prog = maker.make(2 + static_cast<unsigned>(seed % 4), 30);
    const NoiseModel noise = maker.noise();
    Fixture<TypeParam> fixture(prog, seed % 3 == 0 ? nullptr : &noise);
    with_branches += fixture.plan.program.conditions.empty() ? 0 : 1;
    with_noise += fixture.plan.noise.lines().empty() ? 0 : 1;
    const auto alone = fixture.one_by_one(kShots, seed);
    const ShotSpace roomy = shot_space(fixture.plan, kPrecision<TypeParam>, kShots, 1);
    EXPECT_EQ(roomy.workers, 1);
    for (const ShotSpace& space :
         {roomy, ShotSpace{1, 1}, ShotSpace{1, 2}, ShotSpace{2, 9}, ShotSpace{4, 3}, ShotSpace{3, 2}}) {
      SCOPED_TRACE(testing::Message() << space.workers << " workers, " << space.levels << " levels");
      const auto result = fixture.together(kShots, seed, space, space.workers);
      ASSERT_EQ(counts_of(alone.histogram), counts_of(result.histogram));
      ASSERT_EQ(alone.state, result.state);
    }
  }
  EXPECT_GT(with_branches, 50);
  EXPECT_GT(with_noise, 50);
}

TYPED_TEST(ShotTree, needs_no_more_states_than_it_asks_for) {
  // Each of 2^7 ways is taken by few shots, whatever the number of states.
  QProg prog;
  for (unsigned q = 0; q < 7; ++q) prog << H(q) << measure(q, q) << H(q) << measure(q, 7 + q) << CNOT(q, (q + 1) % 7);
  Fixture<TypeParam> fixture(prog, nullptr);
  for (const std::uint64_t shots : {2u, 3u, 64u, 65u, 1000u}) {
    const auto alone = fixture.one_by_one(shots, 5);
    const ShotSpace space = shot_space(fixture.plan, kPrecision<TypeParam>, shots, 1);
    EXPECT_LE(space.levels, 1u + static_cast<unsigned>(std::bit_width(shots)));
    for (std::uint64_t levels = 1; levels <= space.levels; ++levels)
      EXPECT_EQ(counts_of(fixture.together(shots, 5, {1, levels}).histogram), counts_of(alone.histogram));
  }
}

TYPED_TEST(ShotTree, ends_each_shot_once_in_a_group_that_has_its_state) {
  ProgramMaker maker(3);
  const QProg prog = maker.make(3, 40);
  const NoiseModel noise = maker.noise();
  Fixture<TypeParam> fixture(prog, &noise);
  constexpr std::uint64_t kFirst = 100, kShots = 200, kSeed = 8;
  for (const bool is_last : {false, true}) {
    std::vector<std::vector<std::complex<TypeParam>>> memory(6, fixture.prefix());
    std::vector<Amplitudes<TypeParam>> states;
    for (auto& state : memory) states.push_back({state.data(), 3});
    std::vector<int> ended(kShots);
    std::size_t groups = 0;
    for_each_group<TypeParam>(fixture.plan, {1, 5}, states, {kFirst, kShots, is_last}, kSeed, fixture.workers,
                              [&](const GroupEnd<TypeParam>& end) {
                                ++groups;
                                auto own = fixture.prefix();
                                Trajectory<TypeParam> trajectory(fixture.plan, fixture.workers);
                                trajectory.run({own.data(), 3}, kSeed, end.group.shots[0]);
                                EXPECT_TRUE(std::equal(own.begin(), own.end(), end.state.data));
                                EXPECT_EQ(trajectory.draws(), end.group.draws);
                                for (const std::uint64_t shot : end.group.shots) ++ended.at(shot - kFirst);
                              });
    EXPECT_EQ(ended, std::vector<int>(kShots, 1));
    EXPECT_GT(groups, 1u);
    EXPECT_LT(groups, kShots);
    if (!is_last) {
      EXPECT_EQ(memory[0], fixture.prefix());
    }
  }
}

TYPED_TEST(ShotTree, misread_bits_keep_shots_together_unless_a_condition_reads_them) {
  NoiseModel noise;
  noise.add_all_qubit_read_out_error({{0.5, 0.5}, {0.5, 0.5}});
  const auto groups_of = [&](const QProg& prog) {
    Fixture<TypeParam> fixture(prog, &noise);
    std::vector<std::vector<std::complex<TypeParam>>> memory(9, fixture.prefix());
    std::vector<Amplitudes<TypeParam>> states;
    for (auto& state : memory) states.push_back({state.data(), fixture.plan.program.num_qubits});
    int groups = 0;
    for_each_group<TypeParam>(fixture.plan, {1, 8}, states, {0, 100}, 1, fixture.workers,
                              [&](const GroupEnd<TypeParam>&) { ++groups; });
    return groups;
  };
  EXPECT_EQ(groups_of(program(measure(0, 0), H(0), measure(0, 1))), 1);
  EXPECT_EQ(groups_of(program(measure(0, 0), H(0), measure(0, 1), X(0))), 2);
  EXPECT_EQ(groups_of(program(measure(0, 0), qif({0}).then(program(X(1))).qendif(), measure(1, 1))), 2);
}

TYPED_TEST(ShotTree, an_error_in_one_worker_ends_all) {
  // One shot in 4 never leaves the loop.
  const QProg prog = program(H(0), H(1), measure(0, 0), measure(1, 1), H(2), measure(2, 2),
                             qif({0, 1}).then(program(X(3), measure(3, 3), qwhile({3}).loop(program(Z(2))))).qendif());
  Fixture<TypeParam> fixture(prog, nullptr);
  for (const int threads : {1, 2, 4})
    EXPECT_THROW(fixture.together(1000, 1, {threads, 10}, threads), InvalidArgument) << threads;
}

TEST(ShotSpace, is_larger_with_shots_and_threads_but_not_for_one_shot) {
  const Plan plan = Fixture<double>(program(H(9), measure(9, 0), H(9), measure(9, 1)), nullptr).plan;
  const auto space = [&](std::uint64_t shots, int threads) {
    return shot_space(plan, Precision::float64, shots, threads);
  };
  EXPECT_EQ(space(1, 4).states(), 1u);
  EXPECT_EQ(space(2, 1).states(), 3u);
  EXPECT_EQ(space(1000, 1).states(), 11u);
  EXPECT_EQ(space(1'000'000, 1).levels, 20u);
  EXPECT_EQ(space(std::uint64_t{1} << 60, 1).levels, 21u);
  EXPECT_EQ(space(1'000'000, 4).workers, 4);
  EXPECT_EQ(space(10, 4).workers, 1);  // not worth a thread
}

TEST(ShotSpace, of_large_states_leaves_most_of_the_memory_alone) {
  const Plan plan = Fixture<double>(program(H(27), measure(27, 0), H(27), measure(27, 1)), nullptr).plan;
  const ShotSpace space = shot_space(plan, Precision::float64, 1'000'000, 4);
  EXPECT_EQ(space.workers, 1);
  EXPECT_GE(space.levels, 1u);
  EXPECT_LE(space.levels << 32, std::max<std::uint64_t>(available_memory() / 3, std::uint64_t{1} << 32));
}

TEST(ShotTreeRuns, expectation_values_do_not_depend_on_threads) {
  ProgramMaker maker(11);
  const QProg prog = maker.make(5, 60);
  const NoiseModel noise = maker.noise();
  const PauliOperator op{{"Z0 X1", 0.5}, {"Y2 Z3", -0.7}, {"X4", 1.1}};
  CPUQVM qvm;
  const auto value = [&](int threads) {
    return qvm.expval_pauli_operator(prog, op, 700, {.seed = 3, .threads = threads, .noise = &noise});
  };
  const double first = value(1);
  EXPECT_EQ(first, value(2));
  EXPECT_EQ(first, value(4));
}

}  // namespace
}  // namespace qpanda3::sim
