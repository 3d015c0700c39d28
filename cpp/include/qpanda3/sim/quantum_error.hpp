#pragma once
// QuantumError: one noise channel, as probabilities of Pauli strings or as Kraus matrices.

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "qpanda3/base/export.hpp"
#include "qpanda3/base/rng.hpp"
#include "qpanda3/circuit/circuit.hpp"
#include "qpanda3/circuit/karus.hpp"

namespace qpanda3 {

/// How an error is given. The spelling is the public interface's.
enum class NoiseOpType : std::uint8_t { KARUS_MATRIICES = 1, NOISE = 2 };

/// A channel on one or more qubits; the first of them is the least significant bit of matrices and the rightmost letter
/// of labels.
class QPANDA3_API QuantumError {
 public:
  using FlatMatrices = KarusMatrices;
  using Labels = std::map<std::string, double>;

  /// The channel that does nothing, on one qubit.
  QuantumError();
  /// Pauli strings of letters I, X, Y, Z, all of one length, with probabilities in [0, 1] that sum to 1 within 1e-6.
  explicit QuantumError(const Labels& probabilities);
  /// Square matrices of 2^k rows, row by row, with the sum of K†K within 1e-6 of the identity.
  explicit QuantumError(const FlatMatrices& karus_matrices);

  std::size_t qubit_num() const noexcept { return qubit_num_; }
  NoiseOpType error_type() const noexcept {
    return labels_.empty() ? NoiseOpType::KARUS_MATRIICES : NoiseOpType::NOISE;
  }
  /// Empty for errors given by matrices.
  const Labels& labels() const noexcept { return labels_; }
  /// The Kraus matrices, row by row, for both kinds.
  FlatMatrices karus_matrices() const;

  /// Both errors side by side: `other` on the less significant qubits.
  QuantumError tensor(const QuantumError& other) const;
  /// As other.tensor(*this).
  QuantumError expand(const QuantumError& other) const { return other.tensor(*this); }
  /// This error, then `other` on the same qubits; InvalidArgument for different numbers of qubits.
  QuantumError compose(const QuantumError& other) const;
  /// One Pauli string drawn by its probability, as gates on `qubits` (identities left out). InvalidArgument for errors
  /// given by matrices, and for a wrong number of qubits.
  QCircuit error_circuit(std::span<const Index> qubits, CounterRng& rng) const;
  /// The same with random numbers from the system.
  QCircuit error_circuit(std::span<const Index> qubits) const;
  /// The channel as an item of a program, the first qubit being the least significant bit of the matrices.
  /// InvalidArgument for a wrong number of qubits, or one listed twice.
  Karus error_karus(std::span<const Index> qubits) const;

  /// Given in the same way with the same numbers.
  friend bool operator==(const QuantumError&, const QuantumError&) = default;

 private:
  std::size_t qubit_num_ = 1;
  Labels labels_;
  FlatMatrices matrices_;  ///< used if labels_ is empty
};

/// I with probability 1 - prob, the Pauli with prob. `prob` in [0, 1], here and below; InvalidArgument otherwise.
QPANDA3_API QuantumError pauli_x_error(double prob);
QPANDA3_API QuantumError pauli_y_error(double prob);
QPANDA3_API QuantumError pauli_z_error(double prob);
/// The state is replaced by the completely mixed one with probability `prob`: each Pauli has prob / 4.
QPANDA3_API QuantumError depolarizing_error(double prob);
/// Decay from 1 to 0 with probability `prob`.
QPANDA3_API QuantumError amplitude_damping_error(double prob);
/// Coherence shrinks by the factor sqrt(1 - prob).
QPANDA3_API QuantumError phase_damping_error(double prob);
/// Relaxation during `time_param`: 1 decays as exp(-t/T1), coherence as exp(-t/T2). InvalidArgument unless T1 > 0,
/// 0 < T2 <= 2 T1, t >= 0. Infinite T1 or T2 mean no such process.
QPANDA3_API QuantumError decoherence_error(double T1, double T2, double time_param);

}  // namespace qpanda3
