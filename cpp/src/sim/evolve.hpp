#pragma once
// Circuits applied to amplitudes that somebody else owns: what quantum_info needs of the simulator.

#include <span>

#include "qpanda3/circuit/circuit.hpp"
#include "qpanda3/gate/matrix.hpp"

namespace qpanda3::sim {

/// state -> U state, in place, on all processors that the process may use. The circuit must fit the 2^n amplitudes and
/// have no RESET, InvalidArgument otherwise. Asks the InterruptScope of its thread.
void evolve_state(std::span<Complex> state, const QCircuit& circuit);

/// rho -> U rho U†, in place, in the same way. `rho` is row-major, 2^n square.
void evolve_density(std::span<Complex> rho, const QCircuit& circuit);

}  // namespace qpanda3::sim
