#pragma once
// Exact rewriting of any gate, with any number of controls, into a smaller set of gates.

#include <span>

#include "qpanda3/base/export.hpp"
#include "qpanda3/circuit/circuit.hpp"
#include "qpanda3/circuit/cursor.hpp"
#include "qpanda3/compile/gate_set.hpp"

namespace qpanda3 {

/// A gate to be rewritten. The spans are used only during the call.
struct GateView {
  GateType type;
  bool dagger = false;
  std::span<const Index> controls;
  std::span<const Index> targets;
  std::span<const double> params;
  const Matrix* oracle = nullptr;  ///< of an ORACLE

  static GateView of(const QGate& gate) {
    return {gate.gate_type(),      gate.is_dagger(),  gate.controls().span(),
            gate.targets().span(), gate.parameters(), gate.oracle_matrix().get()};
  }
  static GateView of(const Step& step) {
    return {step.gate(), step.dagger, step.controls, step.targets, step.params(), step.oracle()};
  }
};

/// More controls than this are refused: what they expand to would fill texts and memories.
inline constexpr std::size_t kMaxRewrittenControls = 1000;
/// Wider ORACLE gates are refused: a general matrix on n qubits takes about 4^n gates.
inline constexpr std::size_t kMaxSynthesisedQubits = 8;

/// Appends to `out` gates of `set` whose product is the gate up to a global phase, and returns that phase: gate =
/// e^{i phase} product. No further qubits are used.
///
/// `set` must contain U3 and CNOT (InvalidArgument otherwise). S and T may come out daggered if the set has them; no
/// other gate does. CNOT, CZ and CP come out as such, further controls as controls. ECHO and IDLE vanish unless they
/// are in the set. Gates on two qubits take at most 2 CNOT (SWAP 3), one controlled one-qubit gate 2; with k controls
/// the number of gates grows with k for rotations and with k^2 for others. An ORACLE on 2 qubits takes as
/// few CNOT as any circuit (3 at most), one on n qubits at most 9/16 * 4^n - 3/2 * 2^n.
///
/// Unsupported for RESET and BARRIER, for more than kMaxRewrittenControls controls, and for an ORACLE on more than
/// kMaxSynthesisedQubits qubits or whose matrix is not unitary (within 1e-4).
QPANDA3_API double rewrite_gate(const GateView& gate, const GateSet& set, Block& out);

/// The circuit with each gate rewritten; BARRIER stays. Equal to the original up to a global phase.
QPANDA3_API QCircuit rewrite_circuit(const QCircuit& circuit, const GateSet& set);

}  // namespace qpanda3
