// Kernels, sweeps and fusion against gates written out amplitude by amplitude.
#include "sim/straight_line.hpp"

#include <gtest/gtest.h>

#include "sim/fusion.hpp"
#include "sim/simd_backends.hpp"
#include "support/dense_reference.hpp"
#include "support/flat_programs.hpp"
#include "support/random_circuits.hpp"

namespace qpanda3::sim {
namespace {

using support::Random;

/// Everything small, so that few qubits make many tiles and blocks.
constexpr SweepSizes kTiny{.whole = 4, .tile = 5, .tile_low = 3, .block = 4, .block_low = 3};
constexpr SweepSizes kSmall{.whole = 6, .tile = 7, .tile_low = 3, .block = 5, .block_low = 4};

template <class Real>
double tolerance() {
  return sizeof(Real) == 4 ? 2e-5 : 1e-12;
}

/// Runs a program on a copy of the state.
template <class Real>
std::vector<Complex> run(const FlatProgram& program, const std::vector<Complex>& initial, const SweepSizes& sizes,
                         const KernelTables<Real>& tables, int threads = 1) {
  Guard guard({}, {});
  Workers workers(threads, guard);
  std::vector<std::complex<Real>> state(initial.begin(), initial.end());
  const NativeNumbers<Real> numbers(program);
  KnownZeros zeros;
  LinePiece<Real>(program, numbers, 0, program.ops.size(), tables, sizes)
      .run({state.data(), program.num_qubits}, zeros, workers);
  return {state.begin(), state.end()};
}

/// The kernels of each set of instructions that this machine has.
class Kernels : public testing::TestWithParam<std::size_t> {
 protected:
  void SetUp() override {
    if (!backend().is_available()) GTEST_SKIP() << backend().name << " is not available on this machine";
  }
  static const simd::Backend& backend() { return simd::compiled()[GetParam()]; }

  template <class Real>
  void agree_with_the_reference(const FlatProgram& program, Random& random, const SweepSizes& sizes) {
    const auto initial = support::random_state(random, program.num_qubits);
    EXPECT_LT(reference::distance(run<Real>(program, initial, sizes, backend().kernels().template of<Real>()),
                                  support::applied(program, initial)),
              tolerance<Real>());
  }
};
std::string name_of_backend(const testing::TestParamInfo<std::size_t>& info) {
  return std::string(simd::compiled()[info.param].name);
}
INSTANTIATE_TEST_SUITE_P(Backends, Kernels, testing::Range<std::size_t>(0, simd::compiled().size()), name_of_backend);

// All kinds of gates at all positions with all sets of controls: every path of every kernel.
TEST_P(Kernels, act_rightly_at_all_positions) {
  Random random(1);
  for (unsigned num_qubits = 1; num_qubits <= 7; ++num_qubits) {
    const std::uint64_t all = lowest_bits(num_qubits);
    for (Index a = 0; a < num_qubits; ++a)
      for (Index b = 0; b < num_qubits; ++b) {
        std::vector<support::FlatGate> gates;
        if (a == b) {
          gates.push_back({Kernel::flip, 0, {a}, {}});
          gates.push_back({Kernel::diagonal, 0, {a}, {std::polar(1.0, 0.4), std::polar(1.0, -1.1)}});
          gates.push_back({Kernel::dense, 0, {a}, support::random_unitary(random, 1, false)});
          gates.push_back({Kernel::dense, 0, {a}, support::random_unitary(random, 1, true)});
        } else {
          gates.push_back({Kernel::swap, 0, {a, b}, {}});
          gates.push_back({Kernel::dense, 0, {a, b}, support::random_unitary(random, 2, false)});
          gates.push_back({Kernel::dense, 0, {a, b}, support::random_unitary(random, 2, true)});
          gates.push_back({Kernel::diagonal, 0, {a, b}, {1, std::polar(1.0, 0.4), std::polar(1.0, -1.1), -1}});
        }
        for (support::FlatGate& gate : gates) {
          const std::uint64_t rest = all & ~mask_of(gate.targets);
          FlatProgram program;
          program.num_qubits = num_qubits;
          for (std::uint64_t controls = rest;; controls = (controls - 1) & rest) {
            gate.controls = controls;
            support::append(program, gate);
            if (controls == 0) break;
          }
          agree_with_the_reference<double>(program, random, {});
          agree_with_the_reference<float>(program, random, {});
        }
      }
  }
}

// A matrix that another gate follows on its qubit, under control of a second one: both are one pass, whether the
// second lies in a vector, in a block, in a tile or outside of it.
TEST_P(Kernels, act_rightly_on_a_matrix_and_what_follows_it) {
  Random random(7);
  for (unsigned num_qubits = 2; num_qubits <= 8; ++num_qubits)
    for (Index target = 0; target < num_qubits; ++target)
      for (Index other = 0; other < num_qubits; ++other) {
        if (other == target) continue;
        for (const bool is_real : {true, false}) {
          FlatProgram program;
          program.num_qubits = num_qubits;
          const auto matrix_on = [&](Index qubit) {
            support::append(program, {Kernel::dense, 0, {qubit}, support::random_unitary(random, 1, is_real)});
          };
          matrix_on(target);
          matrix_on(other);
          support::append(program, {Kernel::flip, bit_of(other), {target}, {}});
          matrix_on(target);
          support::append(program, {Kernel::phase, bit_of(other) | bit_of(target), {}, {std::polar(1.0, 0.7)}});
          matrix_on(other);
          support::append(program, {Kernel::flip, bit_of(other), {target}, {}});  // waits for nothing on its target
          matrix_on(target);
          matrix_on(target);
          support::append(program, {Kernel::swap, 0, {target, other}, {}});
          matrix_on(target);
          for (const SweepSizes& sizes : {SweepSizes{}, kTiny, kSmall}) {
            agree_with_the_reference<double>(program, random, sizes);
            agree_with_the_reference<float>(program, random, sizes);
          }
        }
      }
}

TEST_P(Kernels, act_rightly_on_three_and_more_targets) {
  Random random(2);
  for (unsigned num_qubits = 3; num_qubits <= 7; ++num_qubits)
    for (Index a = 0; a < num_qubits; ++a)
      for (Index b = 0; b < num_qubits; ++b)
        for (Index c = 0; c < num_qubits; ++c) {
          if (a == b || b == c || a == c) continue;
          FlatProgram program;
          program.num_qubits = num_qubits;
          for (const bool is_real : {true, false}) {
            support::append(program, {Kernel::dense, 0, {a, b, c}, support::random_unitary(random, 3, is_real)});
            for (Index q = 0; q < num_qubits; ++q) {
              if (q == a || q == b || q == c) continue;
              support::append(program,
                              {Kernel::dense, bit_of(q), {a, b, c}, support::random_unitary(random, 3, is_real)});
              support::append(program, {Kernel::dense, 0, {a, q, b, c}, support::random_unitary(random, 4, is_real)});
            }
          }
          agree_with_the_reference<double>(program, random, {});
          agree_with_the_reference<float>(program, random, {});
        }
}

TEST_P(Kernels, act_rightly_on_random_programs_in_tiles_and_blocks) {
  for (unsigned seed = 0; seed < 60; ++seed) {
    Random random(seed);
    const unsigned num_qubits = support::random_below(random, 11);
    const FlatProgram program = support::random_flat_program(random, num_qubits, 40);
    for (const SweepSizes& sizes : {SweepSizes{}, kTiny, kSmall}) {
      SCOPED_TRACE(testing::Message() << "seed " << seed << " whole " << sizes.whole);
      agree_with_the_reference<double>(program, random, sizes);
      agree_with_the_reference<float>(program, random, sizes);
    }
  }
}

TEST(StraightLine, large_states_agree_with_gate_by_gate) {
  Random random(3);
  for (const unsigned num_qubits : {12u, 16u, 17u, 18u}) {
    const FlatProgram program = support::random_flat_program(random, num_qubits, 60);
    const auto initial = support::random_state(random, num_qubits);
    EXPECT_LT(reference::distance(run<double>(program, initial, {}, simd::active_kernels<double>()),
                                  support::applied(program, initial)),
              1e-12)
        << num_qubits;
  }
}

TEST(StraightLine, results_do_not_depend_on_threads) {
  Random random(4);
  for (const unsigned num_qubits : {14u, 16u, 18u}) {
    const FlatProgram program = support::random_flat_program(random, num_qubits, 80);
    const auto initial = support::random_state(random, num_qubits);
    const auto one = run<double>(program, initial, {}, simd::active_kernels<double>(), 1);
    for (const int threads : {2, 4})
      EXPECT_EQ(run<double>(program, initial, {}, simd::active_kernels<double>(), threads), one) << num_qubits;
  }
}

// From |0...0>, in memory full of rubbish: qubits that nothing has touched are never read.
TEST(StraightLine, memory_behind_known_zeros_is_not_read) {
  Guard guard({}, {});
  Workers workers(1, guard);
  for (unsigned seed = 0; seed < 60; ++seed) {
    Random random(seed);
    const unsigned num_qubits = 6 + support::random_below(random, 6);
    const FlatProgram program = support::random_flat_program(random, num_qubits, support::random_below(random, 25));
    std::vector<Complex> expected(std::size_t{1} << num_qubits);
    expected[0] = 1;
    expected = support::applied(program, expected);
    const SweepSizes sizes{.whole = 5, .tile = 7, .tile_low = 5, .block = 6, .block_low = 5};
    for (const bool is_memory_zero : {false, true}) {
      std::vector<Complex> state(expected.size(), is_memory_zero ? Complex(0) : Complex(std::nan(""), 1e300));
      std::fill_n(state.begin(), std::size_t{1} << KnownZeros::kDefinedBits, Complex(0));
      state[0] = 1;
      KnownZeros zeros{lowest_bits(num_qubits) & ~lowest_bits(is_memory_zero ? 0 : KnownZeros::kDefinedBits),
                       is_memory_zero};
      LinePiece<double>(program, NativeNumbers<double>(program), 0, program.ops.size(), simd::active_kernels<double>(),
                        sizes)
          .run({state.data(), num_qubits}, zeros, workers);
      settle_zeros<double>({state.data(), num_qubits}, zeros, workers);
      EXPECT_LT(reference::distance(state, expected), 1e-12) << "seed " << seed;
    }
  }
}

TEST(Fusion, keeps_what_programs_do) {
  Guard guard({}, {});
  for (unsigned seed = 0; seed < 600; ++seed) {
    Random random(seed);
    const unsigned num_qubits = 3 + support::random_below(random, 7);
    FlatProgram program = support::random_flat_program(random, num_qubits, 80, 3);
    const auto initial = support::random_state(random, num_qubits);
    const auto expected = support::applied(program, initial);
    const std::size_t before = program.ops.size();
    // The larger a state, the more pays: on a few qubits of 40 whatever can be merged is.
    program.num_qubits = seed % 4 == 0 ? std::max(num_qubits, 7u) : 40;
    fuse(program, nullptr, guard);
    program.num_qubits = num_qubits;
    EXPECT_LE(program.ops.size(), before);
    EXPECT_LT(reference::distance(support::applied(program, initial), expected), 1e-12) << "seed " << seed;
  }
}

}  // namespace
}  // namespace qpanda3::sim
