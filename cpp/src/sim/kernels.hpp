#pragma once
// What can be done to 2^n amplitudes in place, in single or double precision. One pass over the amplitudes concerned
// each, never more. Sums are taken in double precision. The functions exist for float and double; each of the files
// kernels_*.cpp instantiates its own at its end.

#include <complex>
#include <cstdint>
#include <span>
#include <vector>

#include "qpanda3/gate/matrix.hpp"
#include "sim/gate_preparation.hpp"
#include "sim/workers.hpp"

namespace qpanda3::sim {

/// The amplitudes of a state of n < 63 qubits; not their owner.
template <class Real>
struct Amplitudes {
  std::complex<Real>* data = nullptr;
  unsigned num_qubits = 0;

  std::uint64_t size() const noexcept { return std::uint64_t{1} << num_qubits; }
};

/// Items a thread takes at a time. A state of up to this size is worked on by the calling thread alone.
inline constexpr std::uint64_t kGrain = std::uint64_t{1} << 14;

/// Qubits of a gate are those of the state.
template <class Real>
void apply_gate(Amplitudes<Real> state, const GateAction<Real>& gate, Workers& workers);

/// A product of Pauli matrices, up to a phase: X on x_mask, Z on z_mask, both for Y.
template <class Real>
void apply_paulis(Amplitudes<Real> state, std::uint64_t x_mask, std::uint64_t z_mask, Workers& workers);

/// The squared norm of the part where the qubit is 0, and where it is 1.
struct QubitWeights {
  double zero, one;
};
template <class Real>
QubitWeights qubit_weights(Amplitudes<Real> state, Index qubit, Workers& workers);
/// Keeps the part where the qubit is `outcome`, times `factor`; with `to_zero` moves it to where the qubit is 0.
template <class Real>
void collapse(Amplitudes<Real> state, Index qubit, bool outcome, double factor, bool to_zero, Workers& workers);

/// The density matrix of the targets alone, row-major, 2^k square.
template <class Real>
std::vector<Complex> reduced_density(Amplitudes<Real> state, std::span<const Index> targets, Workers& workers);

/// The sums of |amplitude|^2 over consecutive blocks of 2^block_bits amplitudes.
template <class Real>
std::vector<double> block_weights(Amplitudes<Real> state, unsigned block_bits, Workers& workers);

/// Makes the state |0...0>; with `is_zero` its memory is known to hold zeros.
template <class Real>
void set_to_zero_state(Amplitudes<Real> state, bool is_zero, Workers& workers);
template <class Real>
void copy_state(Amplitudes<Real> to, const std::complex<Real>* from, Workers& workers);

}  // namespace qpanda3::sim
