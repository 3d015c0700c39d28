// Expectation values against sums over all amplitudes, with each set of instructions: every way in which a pair of
// amplitudes can lie in vectors, blocks and tiles.

#include <gtest/gtest.h>

#include <bit>
#include <map>
#include <random>

#include "sim/bit_masks.hpp"
#include "sim/observable.hpp"
#include "support/backends.hpp"
#include "support/states.hpp"

namespace qpanda3 {
namespace {

using sim::bit_of;

struct Term {
  std::uint64_t x, z;  // Y where both are 1
  double coef;
};

PauliOperator operator_of(unsigned num_qubits, const std::vector<Term>& terms) {
  PauliOperator::Builder builder;
  for (const Term& term : terms) {
    std::string letters(num_qubits, 'I');
    for (unsigned q = 0; q < num_qubits; ++q) letters[q] = "IXZY"[(term.x >> q & 1) + 2 * (term.z >> q & 1)];
    builder.add_string(letters, term.coef, false);
  }
  return builder.finish();
}

/// From the definition.
template <class Real>
double expected_value(const std::vector<std::complex<Real>>& state, const std::vector<Term>& terms) {
  double sum = 0;
  for (const Term& term : terms) {
    Complex phase = 1;
    for (int y = std::popcount(term.x & term.z); y > 0; --y) phase *= Complex(0, 1);
    Complex value = 0;
    for (std::size_t i = 0; i < state.size(); ++i) {
      const double sign = (std::popcount(i & term.z) & 1) != 0 ? -1 : 1;
      value += std::conj(Complex(state[i ^ term.x])) * Complex(state[i]) * sign;
    }
    sum += term.coef * (phase * value).real();
  }
  return sum;
}

template <class Real>
double value_of(std::vector<std::complex<Real>>& state, const sim::SumPlan& plan, int threads) {
  return with_threads(threads, [&](auto& workers) { return expectation(amplitudes(state), plan, workers); });
}

template <class Real>
class Sums : public testing::Test {
 protected:
  /// With each set of instructions; with 1, 2 and 4 threads to the last bit.
  static void check(std::vector<std::complex<Real>>& state, const std::vector<Term>& terms) {
    const auto num_qubits = static_cast<unsigned>(std::countr_zero(state.size()));
    const sim::SumPlan plan = sim::make_observable(operator_of(num_qubits, terms), num_qubits, nullptr);
    const double expected = expected_value(state, terms);
    double scale = 1;
    for (const Term& term : terms) scale += std::abs(term.coef);
    with_each_backend([&] {
      const double one = value_of(state, plan, 1);
      // All arithmetic is in double precision, whatever that of the state is.
      ASSERT_NEAR(one, expected, 1e-14 * scale) << num_qubits << " qubits, x " << terms[0].x << ", z " << terms[0].z;
      ASSERT_EQ(value_of(state, plan, 2), one);
      ASSERT_EQ(value_of(state, plan, 4), one);
    });
  }
};
using Precisions = testing::Types<float, double>;
TYPED_TEST_SUITE(Sums, Precisions);

std::vector<Term> random_terms(unsigned num_qubits, std::size_t count, unsigned seed) {
  std::mt19937_64 engine(seed);
  std::uniform_real_distribution<double> coef(-1, 1);
  std::vector<Term> terms;
  for (std::size_t i = 0; i < count; ++i)
    terms.push_back({engine() & sim::lowest_bits(num_qubits), engine() & sim::lowest_bits(num_qubits), coef(engine)});
  return terms;
}

TYPED_TEST(Sums, each_single_term_on_small_registers) {
  for (unsigned n = 1; n <= 4; ++n) {
    auto state = random_state<TypeParam>(n, n);
    for (std::uint64_t x = 0; x < state.size(); ++x)
      for (std::uint64_t z = 0; z < state.size(); ++z) this->check(state, {{x, z, 0.75}});
  }
}

TYPED_TEST(Sums, each_move_with_one_sign_and_with_several) {
  for (const unsigned n : {5u, 6u, 7u}) {
    auto state = random_state<TypeParam>(n, n);
    for (std::uint64_t x = 0; x < state.size(); ++x) {
      const std::uint64_t z = (x * 37 + 11) % state.size();
      this->check(state, {{x, z, 0.75}});
      std::vector<Term> terms = random_terms(n, 30, static_cast<unsigned>(x));
      for (Term& term : terms) term.x = x;
      this->check(state, {terms.begin(), terms.begin() + 3});
      this->check(state, terms);
    }
  }
}

TYPED_TEST(Sums, random_operators) {
  for (const unsigned n : {1u, 3u, 8u, 9u, 10u, 11u, 12u, 13u}) {
    auto state = random_state<TypeParam>(n, n);
    for (const std::size_t count : {1u, 5u, 60u}) this->check(state, random_terms(n, count, n + 1));
  }
}

/// Blocks that move, tiles of several pieces, and every form of a part.
TYPED_TEST(Sums, more_qubits_than_a_tile) {
  constexpr unsigned kQubits = 18;
  auto state = random_state<TypeParam>(kQubits, 1);
  for (unsigned q = 0; q < kQubits; ++q) this->check(state, {{bit_of(q), bit_of(kQubits - 1 - q), 1.5}});
  this->check(state, random_terms(kQubits, 40, 3));
  for (const std::uint64_t x : {std::uint64_t{0}, bit_of(4), bit_of(17) | bit_of(1), bit_of(11) | bit_of(16)}) {
    std::vector<Term> few = random_terms(kQubits, 12, 5), many = random_terms(kQubits, 80, 6);
    for (Term& term : few) term.x = x;
    for (Term& term : many) term.x = x;
    this->check(state, few);
    this->check(state, many);
  }
}

/// Each amplitude is made of few numbers, so that the sum over 2^18 of them for each of many terms is quickly had:
/// a product state, of which Z has the value +-1 on each qubit.
TEST(SumsOfManyTerms, are_made_for_whole_tiles) {
  constexpr unsigned kQubits = 17;
  const std::uint64_t ones = 0x15A3C;
  std::vector<std::complex<double>> state(std::size_t{1} << kQubits);
  state[ones] = 1;
  std::vector<Term> terms = random_terms(kQubits, 9000, 8);
  std::map<std::uint64_t, double> distinct;
  for (Term& term : terms) {
    term.x = 0;
    distinct[term.z] += term.coef;
  }
  ASSERT_GT(distinct.size(), std::size_t{1} << 12);
  double expected = 0;
  for (const auto& [z, coef] : distinct) expected += (std::popcount(ones & z) & 1) != 0 ? -coef : coef;
  const sim::SumPlan plan = sim::make_observable(operator_of(kQubits, terms), kQubits, nullptr);
  with_each_backend([&] { EXPECT_NEAR(value_of(state, plan, 1), expected, 1e-9); });
}

TEST(SumsOfNothing, are_zero) {
  auto state = random_state<double>(3, 1);
  EXPECT_EQ(value_of(state, sim::make_observable(PauliOperator(), 3, nullptr), 2), 0);
}

}  // namespace
}  // namespace qpanda3
