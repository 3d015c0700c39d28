#pragma once
// Programs and states that are measured, on the public interface. The circuits are those of benchmarks/peers.

#include <complex>
#include <cstdint>
#include <string>
#include <vector>

#include "qpanda3/circuit/prog.hpp"
#include "qpanda3/hamiltonian/pauli_operator.hpp"

namespace bench {

/// 2^qubits random amplitudes with norm 1.
std::vector<std::complex<double>> random_state(int qubits);

/// RX, RY, RZ by random angles on every qubit and a ring of CNOT, `layers` times.
qpanda3::QProg random_layers(int qubits, int layers);
/// The quantum Fourier transform with its swaps.
qpanda3::QProg fourier(int qubits);
/// Random two-qubit unitaries on random pairs.
qpanda3::QProg quantum_volume(int qubits, int layers);
qpanda3::QProg ghz(int qubits);
/// RY on every qubit and a chain of CNOT: a dense state, cheaply.
qpanda3::QProg shallow(int qubits);
/// `prog`, and every qubit measured into the bit of its number.
qpanda3::QProg measured(qpanda3::QProg prog, int qubits);

/// A random unitary on `qubits`.
qpanda3::QGate random_unitary(const std::vector<qpanda3::Qubit>& qubits);

/// A sum of random products of one to four Pauli matrices.
qpanda3::PauliOperator random_terms(int qubits, int terms);

}  // namespace bench
