#pragma once
// How an observable is summed up over a state: its terms are cut into parts, each one kernel call for a block of the
// state, and the parts are shared out among passes over the state. A pass reads the state in tiles that fit the second
// cache and that no move of its parts leaves.
//
// Most groups of terms that share an X mask have few independent Z masks: then the diagonal that they make is looked
// up in a table, one entry for each combination of the signs of a basis of the Z masks. Others are written down for a
// whole block by a Walsh-Hadamard transform.

#include <cstdint>
#include <vector>

#include "hamiltonian/x_groups.hpp"
#include "sim/sum_table.hpp"

namespace qpanda3::sim {

/// Blocks of 2^10 amplitudes fit the first cache, two at a time where it has 48 KiB; tiles of 2^16 the second.
inline constexpr unsigned kBlockBits = 10;
inline constexpr unsigned kTileBits = 16;
/// Amplitudes that lie together in the state stay together in a tile: 2 KiB in double precision.
inline constexpr unsigned kChunkBits = 7;

/// Tables have up to 2^6 vectors, and stay in the first cache with the blocks.
inline constexpr std::size_t kMaxRank = 6;

enum class SumForm : std::uint8_t {
  signs,   ///< one term: masks = {z}, weights = {weight}
  lookup,  ///< masks = a basis of the z, weights = the diagonal for each combination of signs
  dense,   ///< masks = all z, weights = theirs
};

/// Terms with the same x mask, all with real weights (straight) or with imaginary ones (crossed).
struct SumPart {
  std::uint64_t x = 0;
  SumForm form = SumForm::signs;
  SumKind kind = kStraight;
  std::uint32_t num_masks = 0;
  std::size_t masks = 0, weights = 0;  ///< where they begin in the plan's arrays
};

/// The tiles of a pass are the cosets of a space of indices, spanned by the lowest bits and by a basis.
struct SumPass {
  std::vector<std::uint64_t> basis;  ///< bit chunk + k of the place in a tile is a move by basis[k]
  std::uint64_t pivots = 0;          ///< a bit of each basis vector that the others do not have, lowest first
  std::size_t begin = 0, end = 0;    ///< parts
  bool is_contiguous = true;         ///< tiles are pieces of the state as they are
};

struct SumPlan {
  unsigned num_qubits = 0;
  unsigned chunk_bits = 0, tile_bits = 0;  ///< chunks within tiles; tiles within the state
  std::vector<SumPart> parts;
  std::vector<std::uint64_t> masks;
  std::vector<double> weights;
  std::vector<SumPass> passes;

  std::uint64_t tiles() const noexcept { return std::uint64_t{1} << (num_qubits - tile_bits); }
};

/// For states of `num_qubits` qubits, whose masks have no other bits. A pure function.
SumPlan plan_sums(const XGroups& groups, unsigned num_qubits);

}  // namespace qpanda3::sim
