#pragma once
// Circuits made at random: of given gates on given qubits, and those of the quantum volume benchmark. Equal seeds give
// equal circuits on every machine.

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "qpanda3/base/export.hpp"
#include "qpanda3/circuit/prog.hpp"

namespace qpanda3 {

/// Which pairs of qubits may share a gate: lists of two qubits each, without direction.
using Topology = std::vector<std::vector<Qubit>>;

/// A circuit of exactly `depth` layers: gates are drawn from `gate_type`, each entry with the same probability, and put
/// on distinct qubits drawn from `qubits`, until one of the qubits has `depth` layers.
///
/// An empty `gate_type` stands for all unitary gates on one or two qubits that are no controlled form of another one
/// and fit: CRX, TOFFOLI and the like have to be named. Angles are uniform in [0, 2 pi), rounded down to three
/// decimals; IDLE lasts 0 to 6 ns. With a topology, gates on two qubits lie on one of its pairs, in either direction,
/// and gates on three qubits on two pairs that share a qubit. Without a seed each call gives another circuit.
///
/// Throws NegativeValue for a negative depth, IndexOutOfRange if `qubits` is empty, InvalidArgument for repeated
/// qubits, unknown names, gates that do not fit the qubits or the topology, and pairs that are none of two of the
/// qubits.
QPANDA3_API QCircuit random_qcircuit(std::span<const Qubit> qubits, std::int64_t depth,
                                     std::span<const std::string> gate_type,
                                     const std::optional<Topology>& topology = std::nullopt,
                                     std::optional<std::uint64_t> seed = std::nullopt);

/// The same as a program.
QPANDA3_API QProg random_qprog(std::span<const Qubit> qubits, std::int64_t depth,
                               std::span<const std::string> gate_type,
                               const std::optional<Topology>& topology = std::nullopt,
                               std::optional<std::uint64_t> seed = std::nullopt);

/// A quantum volume circuit on qubits 0 .. num_qubit-1. Each layer pairs the qubits at random, one stays alone if their
/// number is odd, and puts an ORACLE with a Haar-random matrix of SU(4) on each pair. `depth` -1: num_qubit layers.
/// NegativeValue for a negative number of qubits and for other negative depths.
QPANDA3_API QCircuit QV(std::int64_t num_qubit, std::int64_t depth = -1, std::uint64_t seed = 0);

}  // namespace qpanda3
