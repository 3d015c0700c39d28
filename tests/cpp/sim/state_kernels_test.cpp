// Measuring, collapsing and reducing a state against loops over its amplitudes, with each set of instructions.

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "support/backends.hpp"
#include "support/states.hpp"

namespace qpanda3 {
namespace {

constexpr unsigned kSmall = 7;   // all positions of qubits
constexpr unsigned kLarge = 16;  // several pieces of kGrain amplitudes

template <class Real>
class StateKernels : public testing::Test {};
using Precisions = testing::Types<float, double>;
TYPED_TEST_SUITE(StateKernels, Precisions);

/// Calls body(number of qubits, qubit) for all qubits of small states and some of a large one.
template <class Body>
void for_each_qubit(const Body& body) {
  for (unsigned n = 1; n <= kSmall; ++n)
    for (Index qubit = 0; qubit < n; ++qubit) body(n, qubit);
  for (const Index qubit : {0u, 1u, 2u, 3u, 4u, 13u, 14u, kLarge - 1}) body(kLarge, qubit);
}

bool has_bit(std::size_t i, Index qubit) { return (i >> qubit & 1) != 0; }

TYPED_TEST(StateKernels, weights_of_a_qubit) {
  with_each_backend([&] {
    for_each_qubit([](unsigned n, Index qubit) {
      auto state = random_state<TypeParam>(n, n);
      double expected[2] = {};
      for (std::size_t i = 0; i < state.size(); ++i)
        expected[has_bit(i, qubit)] += std::norm(std::complex<double>(state[i]));
      const auto weights = [&](int threads) {
        return with_threads(threads, [&](auto& workers) { return qubit_weights(amplitudes(state), qubit, workers); });
      };
      const sim::QubitWeights one = weights(1);
      EXPECT_NEAR(one.zero, expected[0], 1e-14) << n << " qubits, qubit " << qubit;
      EXPECT_NEAR(one.one, expected[1], 1e-14) << n << " qubits, qubit " << qubit;
      for (const int threads : {2, 4}) {
        EXPECT_EQ(weights(threads).zero, one.zero);
        EXPECT_EQ(weights(threads).one, one.one);
      }
    });
  });
}

TYPED_TEST(StateKernels, collapse_keeps_one_half) {
  using Amplitude = std::complex<TypeParam>;
  with_each_backend([&] {
    for_each_qubit([](unsigned n, Index qubit) {
      for (const bool outcome : {false, true})
        for (const bool to_zero : {false, true})
          for (const int threads : {1, 2, 4}) {
            if (threads > 1 && n <= kSmall) continue;  // one piece
            const auto before = random_state<TypeParam>(n, n + qubit);
            auto state = before;
            with_threads(threads,
                         [&](auto& workers) { collapse(amplitudes(state), qubit, outcome, 1.25, to_zero, workers); });
            for (std::size_t i = 0; i < state.size(); ++i) {
              const std::size_t bit = std::size_t{1} << qubit;
              const bool is_kept = has_bit(i, qubit) == (outcome && !to_zero);
              const std::size_t from = outcome ? i | bit : i & ~bit;
              const Amplitude expected = is_kept ? TypeParam(1.25) * before[from] : Amplitude(0);
              ASSERT_EQ(state[i], expected) << n << " qubits, qubit " << qubit << ", outcome " << outcome << to_zero;
              if (!is_kept) {
                ASSERT_FALSE(std::signbit(state[i].real()) || std::signbit(state[i].imag()));
              }
            }
          }
    });
  });
}

TYPED_TEST(StateKernels, weights_of_blocks) {
  with_each_backend([&] {
    for (const unsigned n : {1u, 2u, 3u, 4u, 5u, 6u, 7u, 16u}) {
      auto state = random_state<TypeParam>(n, 3 * n);
      for (const unsigned block_bits : {0u, 1u, 2u, 3u, 4u, 6u, 10u}) {
        if (block_bits > n) continue;
        const auto weights = [&](int threads) {
          return with_threads(threads,
                              [&](auto& workers) { return block_weights(amplitudes(state), block_bits, workers); });
        };
        const std::vector<double> blocks = weights(1);
        ASSERT_EQ(blocks.size(), state.size() >> block_bits);
        for (std::size_t b = 0; b < blocks.size(); ++b) {
          double expected = 0;
          for (std::size_t i = b << block_bits; i < (b + 1) << block_bits; ++i)
            expected += std::norm(std::complex<double>(state[i]));
          ASSERT_NEAR(blocks[b], expected, 1e-15) << n << ' ' << block_bits;
        }
        EXPECT_EQ(weights(2), blocks);
        EXPECT_EQ(weights(4), blocks);
      }
    }
  });
}

template <class Real>
std::vector<Complex> plain_density(const std::vector<std::complex<Real>>& state, const std::vector<Index>& targets) {
  const std::size_t size = std::size_t{1} << targets.size();
  std::size_t mask = 0;
  for (const Index target : targets) mask |= std::size_t{1} << target;
  const auto row_of = [&](std::size_t i) {
    std::size_t row = 0;
    for (std::size_t t = 0; t < targets.size(); ++t) row |= std::size_t{has_bit(i, targets[t])} << t;
    return row;
  };
  std::vector<Complex> matrix(size * size);
  for (std::size_t i = 0; i < state.size(); ++i)
    for (std::size_t value = 0; value < size; ++value) {
      std::size_t j = i & ~mask;
      for (std::size_t t = 0; t < targets.size(); ++t) j |= (value >> t & 1) << targets[t];
      matrix[row_of(i) * size + value] += Complex(state[i]) * std::conj(Complex(state[j]));
    }
  return matrix;
}

TYPED_TEST(StateKernels, density_of_a_few_qubits) {
  with_each_backend([&] {
    const auto check = [](unsigned n, const std::vector<Index>& targets) {
      auto state = random_state<TypeParam>(n, 5 * n);
      const std::vector<Complex> expected = plain_density(state, targets);
      const auto density = [&](int threads) {
        return with_threads(threads, [&](auto& workers) {
          return reduced_density(amplitudes(state), std::span<const Index>(targets), workers);
        });
      };
      const std::vector<Complex> matrix = density(1);
      ASSERT_EQ(matrix.size(), expected.size());
      for (std::size_t i = 0; i < matrix.size(); ++i)
        ASSERT_LT(std::abs(matrix[i] - expected[i]), 1e-14) << n << " qubits, element " << i;
      EXPECT_EQ(density(2), matrix);
      EXPECT_EQ(density(4), matrix);
    };
    for (unsigned n = 1; n <= kSmall; ++n)
      for (Index a = 0; a < n; ++a) {
        check(n, {a});
        for (Index b = 0; b < n; ++b)
          if (b != a) check(n, {a, b});
      }
    check(kSmall, {4, 0, 2});
    for (const std::vector<Index>& targets :
         {std::vector<Index>{0}, {15}, {0, 1}, {1, 0}, {2, 15}, {15, 14}, {3, 13}, {15, 1, 7}})
      check(kLarge, targets);
  });
}

}  // namespace
}  // namespace qpanda3
