#pragma once
// A stage between lowering and planning: neighbouring gates become fewer or simpler ones where that is cheaper.

#include <cstddef>

#include "sim/flat_program.hpp"
#include "sim/guard.hpp"

namespace qpanda3::sim {

/// Merges gates of a program in every straight line: runs on one qubit, one-qubit gates into two-qubit gates, products
/// on up to three qubits where one pass is cheaper than several (see GateCost), diagonals on up to six qubits into one
/// phase pass, and whatever turns out to be simpler than its factors. Nothing moves across measurements, resets,
/// channels, jumps and where they lead to, or across the operation at `*boundary`, if that is not null; that position
/// follows its operation.
void fuse(FlatProgram& program, std::size_t* boundary, Guard& guard);

}  // namespace qpanda3::sim
