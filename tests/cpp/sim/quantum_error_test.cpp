#include "qpanda3/sim/quantum_error.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "qpanda3/base/error.hpp"
#include "support/density_reference.hpp"

namespace qpanda3 {
namespace {

using Labels = QuantumError::Labels;
using Matrices = QuantumError::FlatMatrices;

/// What a channel does to all matrix units, as one list of numbers: equal for equal channels, however they are written.
std::vector<Complex> action(const QuantumError& error) {
  const std::size_t rows = std::size_t{1} << error.qubit_num();
  std::vector<Complex> result(rows * rows * rows * rows);
  for (const auto& k : error.karus_matrices())
    for (std::size_t a = 0; a < rows * rows; ++a)
      for (std::size_t b = 0; b < rows * rows; ++b) result[a * rows * rows + b] += k[a] * std::conj(k[b]);
  return result;
}

Matrices flat(const std::vector<reference::Dense>& kraus) {
  Matrices matrices;
  for (const auto& matrix : kraus) {
    matrices.emplace_back();
    for (const auto& row : matrix) matrices.back().insert(matrices.back().end(), row.begin(), row.end());
  }
  return matrices;
}

void expect_same(const QuantumError& a, const QuantumError& b) {
  EXPECT_LT(reference::distance(action(a), action(b)), 1e-12);
}

TEST(QuantumError, by_default_does_nothing_to_one_qubit) {
  const QuantumError error;
  EXPECT_EQ(error.qubit_num(), 1u);
  EXPECT_EQ(error.error_type(), NoiseOpType::KARUS_MATRIICES);
  EXPECT_EQ(error.karus_matrices(), (Matrices{{1, 0, 0, 1}}));
}

TEST(QuantumError, gives_matrices_back_as_they_came) {
  const Matrices matrices{{1, 0, 0, std::sqrt(0.7)}, {0, std::sqrt(0.3), 0, 0}};
  EXPECT_EQ(QuantumError(matrices).karus_matrices(), matrices);
}

TEST(QuantumError, factories_give_the_channels_they_name) {
  expect_same(pauli_x_error(0.2), QuantumError(flat(reference::pauli_channel({{"I", 0.8}, {"X", 0.2}}))));
  expect_same(pauli_y_error(0.2), QuantumError(flat(reference::pauli_channel({{"I", 0.8}, {"Y", 0.2}}))));
  expect_same(pauli_z_error(0.2), QuantumError(flat(reference::pauli_channel({{"I", 0.8}, {"Z", 0.2}}))));
  expect_same(amplitude_damping_error(0.3), QuantumError(flat(reference::damping_channel(0.3))));
  expect_same(decoherence_error(10, 15, 2), QuantumError(flat(reference::relaxation_channel(10, 15, 2))));
  EXPECT_EQ(depolarizing_error(0.4).labels(), (Labels{{"I", 1 - 3 * 0.1}, {"X", 0.1}, {"Y", 0.1}, {"Z", 0.1}}));
  EXPECT_NEAR(phase_damping_error(0.36).labels().at("Z"), 0.1, 1e-15);
  EXPECT_EQ(decoherence_error(10, 15, 2).karus_matrices().size(), 4u);
}

TEST(QuantumError, decoherence_handles_limits) {
  expect_same(decoherence_error(10, 20, 3), amplitude_damping_error(-std::expm1(-0.3)));
  expect_same(decoherence_error(INFINITY, 4, 2), pauli_z_error((1 - std::exp(-0.5)) / 2));
  expect_same(decoherence_error(10, 15, 0), QuantumError());
}

TEST(QuantumError, tensor_puts_the_argument_on_the_lower_qubits) {
  const QuantumError a(Labels{{"X", 0.25}, {"I", 0.75}}), b(Labels{{"Z", 1.0}});
  EXPECT_EQ(a.tensor(b).labels(), (Labels{{"XZ", 0.25}, {"IZ", 0.75}}));
  EXPECT_EQ(a.expand(b).labels(), (Labels{{"ZX", 0.25}, {"ZI", 0.75}}));
  const QuantumError damping = amplitude_damping_error(0.3);
  std::vector<reference::Dense> expected;
  for (const auto& high : reference::damping_channel(0.3))
    for (const auto& low : reference::pauli_channel({{"X", 0.25}, {"I", 0.75}}))
      expected.push_back(reference::kron(high, low));
  expect_same(damping.tensor(a), QuantumError(flat(expected)));
  EXPECT_EQ(damping.tensor(a).qubit_num(), 2u);
  // Both ways of writing a Pauli error give the same channel.
  expect_same(a.tensor(b), QuantumError(a.karus_matrices()).tensor(QuantumError(b.karus_matrices())));
}

TEST(QuantumError, compose_applies_itself_first) {
  const QuantumError decay = amplitude_damping_error(1.0), flip(Labels{{"X", 1.0}});
  // Decay then flip always ends in 1; flip then decay always in 0.
  EXPECT_EQ(decay.compose(flip).karus_matrices().size(), 2u);
  const auto population_of_1 = [](const QuantumError& error) {
    double weight = 0;
    for (const auto& k : error.karus_matrices()) weight += std::norm(k[2]);  // from 0 to 1
    return weight;
  };
  EXPECT_NEAR(population_of_1(decay.compose(flip)), 1, 1e-12);
  EXPECT_NEAR(population_of_1(flip.compose(decay)), 0, 1e-12);
  const QuantumError a(Labels{{"XY", 0.5}, {"II", 0.5}}), b(Labels{{"ZY", 0.25}, {"IX", 0.75}});
  EXPECT_EQ(a.compose(b).labels(), (Labels{{"YI", 0.125}, {"XZ", 0.375}, {"ZY", 0.125}, {"IX", 0.375}}));
  expect_same(a.compose(b), QuantumError(a.karus_matrices()).compose(QuantumError(b.karus_matrices())));
  EXPECT_THROW(a.compose(flip), InvalidArgument);
}

TEST(QuantumError, draws_circuits_by_probability) {
  const QuantumError error(Labels{{"XZ", 0.3}, {"IY", 0.7}});
  CounterRng rng(1, 0);
  const std::vector<Index> qubits{3, 5};
  int first = 0;
  constexpr int kDraws = 10000;
  for (int i = 0; i < kDraws; ++i) {
    const auto gates = error.error_circuit(qubits, rng).gate_operations();
    if (gates.size() == 2) {  // Z on the first qubit, X on the second
      EXPECT_EQ(gates[0].name() + gates[1].name(), "ZX");
      EXPECT_EQ(gates[0].qubits()[0], 3u);
      EXPECT_EQ(gates[1].qubits()[0], 5u);
      ++first;
    } else {
      ASSERT_EQ(gates.size(), 1u);
      EXPECT_EQ(gates[0].name(), "Y");
      EXPECT_EQ(gates[0].qubits()[0], 3u);
    }
  }
  EXPECT_NEAR(first / double{kDraws}, 0.3, 4.75 * std::sqrt(0.21 / kDraws));
  EXPECT_THROW(error.error_circuit(std::vector<Index>{1}), InvalidArgument);
  EXPECT_THROW(amplitude_damping_error(0.1).error_circuit(std::vector<Index>{1}), InvalidArgument);
}

TEST(QuantumError, refuses_labels_that_are_no_channel) {
  for (const Labels& labels :
       {Labels{}, Labels{{"x", 1.0}}, Labels{{"", 1.0}}, Labels{{"X", 0.5}, {"XX", 0.5}}, Labels{{"X", 0.2}},
        Labels{{"X", 1.2}}, Labels{{"X", -0.1}, {"I", 1.1}}, Labels{{"X", 0.7}, {"Z", 0.7}}, Labels{{"X", NAN}}})
    EXPECT_THROW(QuantumError{labels}, InvalidArgument);
}

TEST(QuantumError, refuses_matrices_that_are_no_channel) {
  for (const Matrices& matrices : {Matrices{}, Matrices{{}}, Matrices{{1}}, Matrices{{1, 0, 0}}, Matrices{{1, 0, 0, 0}},
                                   Matrices{{1, 0, 0, NAN}}, Matrices{{1, 0, 0, 1}, {1, 0, 0, 1}},
                                   Matrices{{1, 0, 0, 1}, std::vector<Complex>(16)}, Matrices{std::vector<Complex>(9)}})
    EXPECT_THROW(QuantumError{matrices}, InvalidArgument);
}

TEST(QuantumError, factories_refuse_numbers_that_are_no_probabilities) {
  for (const double bad : {-0.1, 1.1, double{NAN}, double{INFINITY}})
    for (const auto factory : {pauli_x_error, pauli_y_error, pauli_z_error, depolarizing_error, amplitude_damping_error,
                               phase_damping_error})
      EXPECT_THROW(factory(bad), InvalidArgument) << bad;
  EXPECT_THROW(decoherence_error(10, 25, 2), InvalidArgument);
  EXPECT_THROW(decoherence_error(0, 5, 2), InvalidArgument);
  EXPECT_THROW(decoherence_error(10, 0, 2), InvalidArgument);
  EXPECT_THROW(decoherence_error(10, 5, -2), InvalidArgument);
  EXPECT_THROW(decoherence_error(NAN, 5, 2), InvalidArgument);
}

}  // namespace
}  // namespace qpanda3
