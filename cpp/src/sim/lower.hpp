#pragma once
// First stage: a program becomes a flat list of operations.

#include "qpanda3/circuit/prog.hpp"
#include "qpanda3/sim/noise.hpp"
#include "sim/flat_program.hpp"
#include "sim/guard.hpp"

namespace qpanda3::sim {

struct LowerOptions {
  bool measure = true;                ///< false: measurements are left out
  bool merge = false;                 ///< runs of gates on one qubit become one gate
  const NoiseModel* noise = nullptr;  ///< null: none
};

/// Resolves nesting, daggers and controls, chooses kernels, drops what acts as the identity, turns branches and loops
/// into jumps and puts noise behind its gates. A branch on a bit that is never measured is decided here. Unsupported
/// for a controlled RESET; ResourceExhausted for a program too long for memory. The program's register must have at
/// most 62 qubits.
FlatProgram lower(const QProg& prog, const LowerOptions& options, Guard& guard);

}  // namespace qpanda3::sim
