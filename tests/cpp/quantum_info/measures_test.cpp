// Matrix functions and distances against what they must satisfy.
#include "qpanda3/quantum_info/measures.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "qpanda3/base/error.hpp"
#include "qpanda3/quantum_info/matrix_functions.hpp"
#include "support/random_circuits.hpp"

namespace qpanda3::quantum_info {
namespace {

Matrix random_matrix(support::Random& random, std::size_t rows, std::size_t cols) {
  Matrix matrix(rows, cols);
  for (std::size_t i = 0; i < rows * cols; ++i)
    matrix.data()[i] = Complex(std::sin(support::random_angle(random)), std::cos(support::random_angle(random)));
  return matrix;
}

double largest_difference(const Matrix& a, const Matrix& b) { return reference::distance(a.values(), b.values()); }

TEST(SingularValues, are_those_of_known_matrices) {
  EXPECT_EQ(singular_values(Matrix()), std::vector<double>{});
  EXPECT_EQ(singular_values(Matrix(2, 2, {0, Complex(0, -3), 2, 0})), (std::vector<double>{3, 2}));
  EXPECT_NEAR(spectral_norm(Matrix(1, 2, {3, Complex(0, 4)})), 5, 1e-15);
  EXPECT_NEAR(spectral_norm(Matrix(2, 2, {1, Complex(0, 2), 3, 4})), std::sqrt(15 + std::sqrt(173.0)), 1e-14);
  EXPECT_EQ(spectral_norm(Matrix(3, 3)), 0);
}

// Their squares sum to the squares of the elements; for a square matrix their product is the size of the determinant,
// and both are kept by transposition.
TEST(SingularValues, of_random_matrices_have_the_right_squares) {
  support::Random random(1);
  for (std::size_t rows = 1; rows < 9; ++rows)
    for (std::size_t cols = 1; cols < 9; ++cols) {
      const Matrix matrix = random_matrix(random, rows, cols);
      double squares = 0, sum = 0;
      for (const Complex value : matrix.values()) squares += std::norm(value);
      const std::vector<double> found = singular_values(matrix), mirrored = singular_values(transposed(matrix));
      for (const double value : found) sum += value * value;
      EXPECT_EQ(found.size(), std::min(rows, cols));
      EXPECT_NEAR(sum, squares, 1e-12 * squares);
      for (std::size_t i = 0; i < found.size(); ++i) EXPECT_NEAR(found[i], mirrored[i], 1e-12);
    }
}

TEST(PositiveRoot, squares_to_the_matrix) {
  support::Random random(2);
  for (const std::size_t size : {1u, 2u, 3u, 8u, 16u})
    for (const std::size_t rank : {std::size_t{1}, size}) {
      const Matrix half = random_matrix(random, size, rank);
      const Matrix positive = half * half.adjoint();
      const Matrix root = positive_root(positive);
      EXPECT_LT(largest_difference(root * root, positive), 1e-11);
      EXPECT_TRUE(is_hermitian(root, 1e-12));
      EXPECT_TRUE(is_positive(root, 1e-10));
    }
}

TEST(IsPositive, finds_negative_eigenvalues) {
  EXPECT_TRUE(is_positive(Matrix(2, 2, {0.5, 0.5, 0.5, 0.5}), 1e-12));
  EXPECT_FALSE(is_positive(Matrix(2, 2, {0.5, 0.51, 0.51, 0.5}), 1e-3));
  EXPECT_TRUE(is_positive(Matrix(2, 2, {0.5, 0.51, 0.51, 0.5}), 2e-2));
  EXPECT_FALSE(is_positive(Matrix(2, 2, {0, Complex(0, 1), Complex(0, -1), 0}), 1e-3));
}

TEST(Hellinger, follows_its_definition) {
  const Distribution<std::int64_t> even{{0, 0.5}, {1, 0.5}}, one{{0, 1.0}}, other{{7, 1.0}};
  EXPECT_EQ(hellinger_distance(even, even), 0);
  EXPECT_EQ(hellinger_distance(one, other), 1);
  EXPECT_NEAR(hellinger_distance(even, one), std::sqrt(1 - std::sqrt(0.5)), 1e-15);
  EXPECT_NEAR(hellinger_fidelity(even, one), 0.5, 1e-15);
  EXPECT_EQ(hellinger_fidelity(one, other), 0);
  const Distribution<std::string> text{{"0", 0.5}, {"1", 0.5}}, skew{{"0", 0.25}, {"1", 0.75}};
  EXPECT_NEAR(hellinger_fidelity(text, skew), std::pow(std::sqrt(0.125) + std::sqrt(0.375), 2), 1e-15);
  for (const Distribution<std::int64_t>& bad :
       {Distribution<std::int64_t>{}, {{0, 50.0}}, {{0, -0.5}, {1, 1.5}}, {{0, std::nan("")}}}) {
    EXPECT_THROW(hellinger_distance(bad, one), InvalidArgument);
    EXPECT_THROW(hellinger_fidelity(one, bad), InvalidArgument);
  }
}

TEST(Divergence, follows_its_definition) {
  const auto kl = [](std::vector<double> p, std::vector<double> q) { return kl_divergence(p, q); };
  EXPECT_NEAR(kl({0.5, 0.5}, {0.25, 0.75}), 0.5 * std::log(2) + 0.5 * std::log(2.0 / 3), 1e-15);
  EXPECT_EQ(kl({0.5, 0.5}, {0.5, 0.5}), 0);
  EXPECT_NEAR(kl({1, 0}, {0.5, 0.5}), std::log(2), 1e-15);
  EXPECT_TRUE(std::isinf(kl({0.5, 0.5}, {1, 0})));
  EXPECT_THROW(kl({0.5, 0.5}, {1}), InvalidArgument);
  EXPECT_THROW(kl({}, {}), InvalidArgument);
  EXPECT_THROW(kl({1.5, -0.5}, {0.5, 0.5}), InvalidArgument);
  EXPECT_THROW(kl({1, 1}, {0.5, 0.5}), InvalidArgument);
}

TEST(Divergence, integrates_densities) {
  const auto uniform = [](double) { return 1.0; };
  const auto rising = [](double x) { return 2 * x; };
  EXPECT_NEAR(kl_divergence(rising, uniform, 0, 1), std::log(2) - 0.5, 1e-7);
  EXPECT_NEAR(kl_divergence(uniform, [](double) { return 0.5; }, 0, 1, 0.3), std::log(2), 1e-15);
  EXPECT_EQ(kl_divergence(uniform, rising, 0.5, 0.5), 0);
  EXPECT_TRUE(std::isinf(kl_divergence(uniform, [](double) { return 0.0; }, 0, 1)));
  EXPECT_THROW(kl_divergence(uniform, uniform, 1, 0), InvalidArgument);
  EXPECT_THROW(kl_divergence(uniform, uniform, 0, 1, 0), InvalidArgument);
  EXPECT_THROW(kl_divergence(uniform, uniform, 0, 1, -0.1), InvalidArgument);
  EXPECT_THROW(kl_divergence(uniform, uniform, 0, 1, 1e-12), InvalidArgument);
  EXPECT_THROW(kl_divergence(uniform, [](double x) { return x - 0.5; }, 0, 1), InvalidArgument);
}

// For one qubit: tr(rho sigma) + 2 sqrt(det rho det sigma).
TEST(Fidelity, of_one_qubit_mixtures_has_a_closed_form) {
  const Matrix rho(2, 2, {0.75, 0.1, 0.1, 0.25}), sigma(2, 2, {0.3, Complex(0, 0.2), Complex(0, -0.2), 0.7});
  EXPECT_NEAR(state_fidelity(rho, sigma), 0.4 + 2 * std::sqrt(0.1775 * 0.17), 1e-14);
  EXPECT_NEAR(state_fidelity(rho, rho), 1, 1e-14);
}

TEST(Fidelity, agrees_between_vectors_and_their_matrices) {
  support::Random random(4);
  for (unsigned qubits = 1; qubits < 5; ++qubits) {
    const std::vector<Complex> a = support::random_state(random, qubits), b = support::random_state(random, qubits);
    const auto projector = [](const std::vector<Complex>& state) {
      Matrix matrix(state.size(), state.size());
      for (std::size_t i = 0; i < state.size(); ++i)
        for (std::size_t j = 0; j < state.size(); ++j) matrix(i, j) = state[i] * std::conj(state[j]);
      return matrix;
    };
    const double expected = state_fidelity(a, b);
    EXPECT_NEAR(state_fidelity(projector(a), b), expected, 1e-13);
    EXPECT_NEAR(state_fidelity(a, projector(b)), expected, 1e-13);
    EXPECT_NEAR(state_fidelity(projector(a), projector(b)), expected, 1e-9);
  }
}

TEST(Fidelity, refuses_what_is_no_state_unless_told_otherwise) {
  const std::vector<Complex> zero{1, 0}, unnormalised{1, 1}, three{1, 0, 0}, wide{1, 0, 0, 0};
  EXPECT_THROW(state_fidelity(zero, unnormalised), InvalidArgument);
  EXPECT_EQ(state_fidelity(zero, unnormalised, false), 1);
  EXPECT_THROW(state_fidelity(three, three), InvalidArgument);
  EXPECT_THROW(state_fidelity(zero, wide), InvalidArgument);
  EXPECT_THROW(state_fidelity(zero, wide, false), InvalidArgument);
  EXPECT_THROW(state_fidelity(Matrix(2, 3), zero, false), InvalidArgument);
  EXPECT_THROW(state_fidelity(Matrix(2, 2, {0.5, 1, 0, 0.5}), zero), InvalidArgument);
}

}  // namespace
}  // namespace qpanda3::quantum_info
