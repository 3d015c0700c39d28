#pragma once
// Third stage: in which order gates run, so that the state passes through the caches as seldom as possible.
//
// A *sweep* is one passage of the whole state through the second cache: piece by piece, called tiles, and all gates of
// the sweep on a tile before the next. The qubits that gates of the sweep move amplitudes along are *active*: a tile
// holds all combinations of them, gathered from memory into consecutive amplitudes where they are not. Within a tile
// the same is done once more for the first cache: a *group* is a passage of the tile through it, in place, in blocks.
// Controls and qubits of diagonal gates need not be active: they are the same all over a tile or block.

#include <cstdint>
#include <span>
#include <vector>

#include "sim/flat_program.hpp"

namespace qpanda3::sim {

/// Sizes in bits: a state, tile or block of b bits is 2^b amplitudes. They depend on the size of the state alone, never
/// on threads or machine, so that the order of gates, and with it rounding, does not either.
struct SweepSizes {
  unsigned whole = 16;    ///< states up to this size are one tile and not gathered
  unsigned tile = 15;     ///< half of a second cache of 1 MiB in double precision
  unsigned tile_low = 5;  ///< lowest qubits, always active: consecutive amplitudes that memory is read in
  unsigned block = 11;    ///< 32 KiB in double precision
  unsigned block_low =
      8;  ///< lowest bits of a tile, always active: 4 KiB, so that blocks spread over all sets of a cache
};

struct Group {
  std::uint64_t active;      ///< qubits
  std::uint32_t begin, end;  ///< positions in Sweeps::order
};

struct Sweep {
  std::uint64_t active;      ///< qubits; tiles number the combinations of the others
  std::uint32_t begin, end;  ///< positions in Sweeps::groups
};

struct Sweeps {
  std::vector<std::uint32_t> order;  ///< operations, by position in the list given
  std::vector<Group> groups;
  std::vector<Sweep> sweeps;
};

/// The qubits a gate moves amplitudes along, and those that only decide about factors: gates commute if neither moves
/// what the other touches.
struct Touch {
  std::uint64_t moved, kept;
};
inline Touch touch_of(const FlatOp& op) noexcept {
  if (op.kernel == Kernel::phase || op.kernel == Kernel::diagonal) return {0, op.qubit_mask};
  return {op.qubit_mask & ~op.control_mask, op.control_mask};
}

/// Plans gates [begin, end) of a program. Gates keep their order unless they commute.
Sweeps plan_sweeps(const FlatProgram& program, std::size_t begin, std::size_t end, const SweepSizes& sizes = {});

}  // namespace qpanda3::sim
