#pragma once
// What can be done to 2^n amplitudes in place. One pass over the amplitudes concerned each, never more.

#include <cstdint>
#include <span>
#include <vector>

#include "qpanda3/gate/matrix.hpp"
#include "sim/flat_program.hpp"
#include "sim/workers.hpp"

namespace qpanda3::sim {

/// The amplitudes of a state of n < 63 qubits; not their owner.
struct Amplitudes {
  Complex* data = nullptr;
  unsigned num_qubits = 0;

  std::uint64_t size() const noexcept { return std::uint64_t{1} << num_qubits; }
};

/// Items a thread takes at a time. A state of up to this size is worked on by the calling thread alone.
inline constexpr std::uint64_t kGrain = std::uint64_t{1} << 14;

/// A gate on the subspace where all of `control_mask` is 1. Targets least significant first, distinct, not controls.
struct GateAction {
  Kernel kernel;
  std::uint64_t control_mask;
  std::span<const Index> targets;
  const Complex* numbers;  ///< see Kernel
};
void apply_gate(Amplitudes state, const GateAction& gate, Workers& workers);

/// A product of Pauli matrices, up to a phase: X on x_mask, Z on z_mask, both for Y.
void apply_paulis(Amplitudes state, std::uint64_t x_mask, std::uint64_t z_mask, Workers& workers);

/// The squared norm of the part where the qubit is 0, and where it is 1.
struct QubitWeights {
  double zero, one;
};
QubitWeights qubit_weights(Amplitudes state, Index qubit, Workers& workers);
/// Keeps the part where the qubit is `outcome`, times `factor`; with `to_zero` moves it to where the qubit is 0.
void collapse(Amplitudes state, Index qubit, bool outcome, double factor, bool to_zero, Workers& workers);

/// The density matrix of the targets alone, row-major, 2^k square.
std::vector<Complex> reduced_density(Amplitudes state, std::span<const Index> targets, Workers& workers);

/// The sums of |amplitude|^2 over consecutive blocks of 2^block_bits amplitudes.
std::vector<double> block_weights(Amplitudes state, unsigned block_bits, Workers& workers);

/// Makes the state |0...0>; with `is_zero` its memory is known to hold zeros.
void set_to_zero_state(Amplitudes state, bool is_zero, Workers& workers);
void copy_state(Amplitudes to, const Complex* from, Workers& workers);

}  // namespace qpanda3::sim
