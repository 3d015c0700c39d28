#pragma once
// Expectation values as functions, for those who need no simulator object.

#include <cstdint>
#include <span>
#include <string_view>

#include "qpanda3/base/export.hpp"
#include "qpanda3/circuit/prog.hpp"
#include "qpanda3/hamiltonian/hamiltonian.hpp"
#include "qpanda3/hamiltonian/pauli_operator.hpp"
#include "qpanda3/sim/cpuqvm.hpp"

namespace qpanda3 {

/// CPUQVM().expval_pauli_operator(), from `init_state` if that is not empty (see CPUQVM::init_state).
/// BackendUnavailable for a `backend` other than "CPU".
QPANDA3_API double expval_pauli_operator(const QProg& prog, const PauliOperator& pauli_operator, std::int64_t shots = 1,
                                         const RunOptions& options = {}, std::string_view backend = "CPU",
                                         std::span<const Complex> init_state = {});
QPANDA3_API double expval_hamiltonian(const QProg& prog, const Hamiltonian& hamiltonian, std::int64_t shots = 1,
                                      const RunOptions& options = {}, std::string_view backend = "CPU",
                                      std::span<const Complex> init_state = {});

}  // namespace qpanda3
