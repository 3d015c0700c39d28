// States as values: how they are made, what is refused, and that circuits act on them as on the reference.
#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <numeric>

#include "qpanda3/base/error.hpp"
#include "qpanda3/gate/factories.hpp"
#include "qpanda3/quantum_info/density_matrix.hpp"
#include "qpanda3/quantum_info/unitary.hpp"
#include "support/random_circuits.hpp"

namespace qpanda3::quantum_info {
namespace {

using Amplitudes = std::vector<Complex>;
using ByIndex = std::map<std::int64_t, Complex>;

Amplitudes values(const StateVector& state) { return {state.amplitudes().begin(), state.amplitudes().end()}; }

TEST(StateVector, starts_at_zero_and_is_normalised) {
  EXPECT_EQ(values(StateVector()), (Amplitudes{1, 0}));
  EXPECT_EQ(values(StateVector(2)), (Amplitudes{1, 0, 0, 0}));
  EXPECT_EQ(values(StateVector(0)), (Amplitudes{1}));
  EXPECT_EQ(values(StateVector(Amplitudes{0, Complex(0, -2)})), (Amplitudes{0, Complex(0, -1)}));
  EXPECT_EQ(values(StateVector(Amplitudes{1e300, 0})), (Amplitudes{1, 0}));
  EXPECT_EQ(values(StateVector(Amplitudes{0, 1e-300})), (Amplitudes{0, 1}));
  EXPECT_EQ(values(StateVector(ByIndex{{5, 3}})), (Amplitudes{0, 0, 0, 0, 0, 1, 0, 0}));
}

TEST(StateVector, made_from_the_amplitudes_of_another_is_the_same_to_the_last_bit) {
  support::Random random(3);
  for (unsigned qubits = 1; qubits < 8; ++qubits) {
    const StateVector state(support::random_state(random, qubits));
    EXPECT_EQ(values(StateVector(values(state))), values(state));
  }
}

TEST(StateVector, refuses_what_is_no_state) {
  const double nan = std::nan(""), infinity = std::numeric_limits<double>::infinity();
  for (const Amplitudes& bad : {Amplitudes{}, {1, 0, 0}, {0, 0}, {nan, 0}, {0, Complex(0, infinity)}})
    EXPECT_THROW(StateVector{bad}, InvalidArgument);
  EXPECT_THROW(StateVector(-1), NegativeValue);
  EXPECT_THROW(StateVector(100), ResourceExhausted);
  EXPECT_THROW(StateVector(ByIndex{}), InvalidArgument);
  EXPECT_THROW(StateVector(ByIndex{{-1, 1}}), NegativeValue);
  EXPECT_THROW(StateVector(ByIndex{{std::int64_t{1} << 50, 1}}), ResourceExhausted);
  EXPECT_THROW(StateVector(1).at(2), IndexOutOfRange);
  EXPECT_THROW(StateVector(1).at(-1), NegativeValue);
  EXPECT_THROW(StateVector(40).density_matrix(), ResourceExhausted);
}

TEST(StateVector, equality_has_a_tolerance_and_sees_phases_and_dimensions) {
  EXPECT_EQ(StateVector(Amplitudes{1, 1e-6}), StateVector(1));
  EXPECT_FALSE(StateVector(Amplitudes{1, 1e-4}) == StateVector(1));
  EXPECT_FALSE(StateVector(Amplitudes{-1, 0}) == StateVector(1));
  EXPECT_FALSE(StateVector(2) == StateVector(1));
}

TEST(Evolution, matches_the_reference_for_vectors_and_matrices) {
  for (unsigned seed = 0; seed < 30; ++seed) {
    support::Random random(seed);
    const unsigned num_qubits = 1 + seed % 5;
    std::vector<unsigned> qubits(num_qubits);
    std::iota(qubits.begin(), qubits.end(), 0u);
    const auto sample = support::random_circuit(random, num_qubits, qubits, 15, 2);
    const Amplitudes initial = support::random_state(random, num_qubits);
    const Amplitudes expected = reference::apply(sample.op, initial);
    StateVector state(initial);
    EXPECT_LT(reference::distance(values(state.evolve(sample.circuit)), expected), 1e-12) << seed;
    EXPECT_LT(reference::distance(values(state), initial), 1e-12);
    DensityMatrix density(state);
    EXPECT_EQ(&density.update_by_evolve(sample.circuit), &density);
    EXPECT_EQ(&state.update_by_evolve(sample.circuit), &state);
    double distance = 0;
    for (std::size_t row = 0; row < density.dim(); ++row)
      for (std::size_t col = 0; col < density.dim(); ++col)
        distance = std::max(distance, std::abs(density.matrix()(row, col) - expected[row] * std::conj(expected[col])));
    EXPECT_LT(distance, 1e-12) << seed;
    EXPECT_NEAR(density.purity(), 1, 1e-12);
    EXPECT_TRUE(density.is_valid() && state.is_valid());
  }
}

TEST(Evolution, of_a_mixture_is_the_mixture_of_evolutions) {
  support::Random random(11);
  const auto sample = support::random_circuit(random, 3, {0, 1, 2}, 20, 1);
  const StateVector a(support::random_state(random, 3)), b(support::random_state(random, 3));
  const auto mixture = [](const StateVector& x, const StateVector& y) {
    Matrix matrix(8, 8);
    const Matrix dx = x.density_matrix(), dy = y.density_matrix();
    for (std::size_t i = 0; i < 64; ++i) matrix.data()[i] = 0.3 * dx.data()[i] + 0.7 * dy.data()[i];
    return DensityMatrix(matrix);
  };
  const DensityMatrix evolved = mixture(a, b).evolve(sample.circuit);
  const DensityMatrix expected = mixture(a.evolve(sample.circuit), b.evolve(sample.circuit));
  EXPECT_LT(reference::distance(evolved.matrix().values(), expected.matrix().values()), 1e-12);
  EXPECT_LT(evolved.purity(), 0.99);
  EXPECT_TRUE(evolved.to_statevector().empty());
}

TEST(Evolution, needs_a_circuit_that_fits_and_is_unitary) {
  QCircuit wide, reset;
  wide << X(1);
  reset << X(0) << RESET(0);
  StateVector state;
  DensityMatrix density;
  for (const QCircuit& circuit : {wide, reset}) {
    EXPECT_THROW(state.update_by_evolve(circuit), InvalidArgument);
    EXPECT_THROW(density.update_by_evolve(circuit), InvalidArgument);
  }
  EXPECT_EQ(values(state), (Amplitudes{1, 0}));
  EXPECT_EQ(StateVector(3).evolve(QCircuit()), StateVector(3));
}

TEST(DensityMatrix, refuses_what_is_no_state) {
  const auto matrix = [](std::vector<Complex> data) { return Matrix(2, 2, std::move(data)); };
  for (const Matrix& bad :
       {matrix({1, 0, 0, 1}), matrix({1.5, 0, 0, -0.5}), matrix({0.5, 1, 0, 0.5}), matrix({0.5, 0.6, 0.6, 0.5}),
        matrix({std::nan(""), 0, 0, 1}), Matrix(), Matrix(1, 2), Matrix(3, 3, {1, 0, 0, 0, 0, 0, 0, 0, 0})})
    EXPECT_THROW(DensityMatrix{bad}, InvalidArgument);
  EXPECT_THROW(DensityMatrix(-1), NegativeValue);
  EXPECT_THROW(DensityMatrix(30), ResourceExhausted);
  EXPECT_THROW(DensityMatrix(std::int64_t{1} << 62), ResourceExhausted);
  EXPECT_THROW(DensityMatrix().at(0, 2), IndexOutOfRange);
}

TEST(DensityMatrix, gives_back_a_pure_state_with_its_first_amplitude_positive) {
  const StateVector state(Amplitudes{0, Complex(0, 0.6), 0, -0.8});
  const Amplitudes expected{0, 0.6, 0, Complex(0, 0.8)};
  EXPECT_LT(reference::distance(DensityMatrix(state).to_statevector(), expected), 1e-12);
}

TEST(Unitary, is_the_matrix_of_the_circuit) {
  QCircuit circuit;
  circuit << X(0) << S(1);
  EXPECT_EQ(Unitary(circuit).matrix(), circuit.matrix());
  QCircuit rotated, phased;
  rotated << H(0) << Z(0) << H(0) << S(1);
  phased << X(0) << RZ(1, std::acos(-1.0) / 2);
  EXPECT_EQ(Unitary(circuit), Unitary(rotated));
  EXPECT_FALSE(Unitary(circuit) == Unitary(phased));
  EXPECT_EQ(Unitary(circuit), Unitary(circuit.matrix()));
  EXPECT_THROW(Unitary(Matrix(2, 2)), InvalidArgument);
  EXPECT_THROW(Unitary(Matrix(2, 3)), InvalidArgument);
  EXPECT_THROW(Unitary(Matrix::identity(3)), InvalidArgument);
}

}  // namespace
}  // namespace qpanda3::quantum_info
