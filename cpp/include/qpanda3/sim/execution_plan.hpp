#pragma once
// What a run does, before it runs: which gates were merged, and in which passes over the state they are applied.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "qpanda3/base/export.hpp"
#include "qpanda3/gate/qubit.hpp"

namespace qpanda3 {

/// One gate as it is applied: several gates of the program may have become one.
struct PlannedGate {
  std::string_view kernel;      ///< phase, flip, swap, diagonal or dense
  std::vector<Index> controls;  ///< ascending; of a phase: all its qubits
  std::vector<Index> targets;   ///< least significant first
  double flops;                 ///< floating-point operations for the whole state
};

/// Gates applied one after the other to a block that fits into the first cache, for all blocks of a tile.
struct PlannedGroup {
  std::vector<Index> qubits;  ///< a block holds all combinations of these
  std::vector<PlannedGate> gates;
};

/// A passage of the state through the second cache, tile by tile.
struct PlannedSweep {
  std::vector<Index> qubits;  ///< a tile holds all combinations of these
  std::uint64_t tiles;        ///< of the state; 1: the whole state is one
  bool is_gathered;           ///< tiles are copied together and back: their amplitudes are not consecutive
  std::vector<PlannedGroup> groups;
};

/// Gates with errors between them that do not depend on the state (Pauli channels). Each shot draws where it meets the
/// next error; those without one share the line as a whole, its gates merged as if there were no noise.
struct PlannedNoiseLine {
  std::uint64_t gates;         ///< of the program
  std::uint64_t merged_gates;  ///< of the line as a whole
  std::uint64_t error_sites;   ///< places where an error may happen
  double survival;             ///< probability that none does
};

/// The plan of a program on a state vector, made by the functions that make it for a run.
struct ExecutionPlan {
  std::uint64_t num_qubits = 0;
  std::string_view precision;  ///< float64 or float32
  std::string backend;         ///< set of vector instructions
  std::uint64_t state_bytes = 0;
  std::uint64_t program_gates = 0;            ///< with nested circuits resolved, without those that act as the identity
  std::uint64_t planned_gates = 0;            ///< after merging
  std::uint64_t operations_per_shot = 0;      ///< gates, measurements, channels, jumps that each shot runs; 0: none
  std::vector<PlannedSweep> sweeps;           ///< of what runs once: the gates before chance comes in
  std::vector<PlannedNoiseLine> noise_lines;  ///< of what shots run, in the order of the text
  double flops = 0;                           ///< of the sweeps
  double bytes_moved = 0;  ///< between memory and the second cache by the sweeps, at most; 0 for one tile

  /// For people: a line for each sweep and group, shortened after `max_sweeps` sweeps.
  QPANDA3_API std::string text(std::size_t max_sweeps = 32) const;
};

}  // namespace qpanda3
