#pragma once
// Pauli twirling: random Pauli gates around a two-qubit gate that leave its effect as it is, but turn the noise of the
// gate, averaged over many such programs, into a Pauli channel.

#include <cstdint>
#include <string_view>

#include "qpanda3/base/export.hpp"
#include "qpanda3/circuit/prog.hpp"

namespace qpanda3 {

/// The program with a Pauli gate (I, X, Y or Z) on both qubits before and after each gate named `twirled_gate`, CNOT or
/// CZ. All 16 pairs before the gate are equally likely; those after it follow. The program's effect is the same up to
/// a global phase.
///
/// Gates in nested circuits, branches and loops are twirled too; gates that carry control qubits, or lie in controlled
/// circuits, are other gates and stay. Nesting is resolved. Equal seeds give equal programs, 0 as any other.
/// Unsupported for other names.
QPANDA3_API QProg direct_twirl(const QProg& input_circ, std::string_view twirled_gate = "CNOT", std::uint64_t seed = 0);

}  // namespace qpanda3
