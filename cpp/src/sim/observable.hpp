#pragma once
// A Pauli operator as it is seen through a register: what lies beyond its qubits and what read-out errors do is worked
// into the coefficients, so that expectation values are sums over the state.

#include "qpanda3/hamiltonian/pauli_operator.hpp"
#include "qpanda3/sim/noise.hpp"
#include "sim/kernels.hpp"
#include "sim/sum_plan.hpp"
#include "sim/workers.hpp"

namespace qpanda3::sim {

/// The real parts of the coefficients count. Qubits beyond `num_qubits` are 0. `noise` may be null; of it the read-out
/// errors count: a letter that is read with flips p (0 as 1) and q (1 as 0) becomes (1 - p - q) times itself plus
/// (q - p), which makes up to 2^k terms of one with k letters where p and q differ. Unsupported if they become too
/// many.
SumPlan make_observable(const PauliOperator& op, unsigned num_qubits, const NoiseModel* noise);

/// <state|observable|state>, for states of as many qubits. All arithmetic is in double precision. The same for any
/// number of threads.
template <class Real>
double expectation(Amplitudes<Real> state, const SumPlan& observable, Workers& workers);

}  // namespace qpanda3::sim
