#pragma once
// The seam between expectation values and their kernels: what one set of instructions offers for sums over pairs of
// amplitudes. The functions come from vector_sums.hpp, compiled once for each set. All of them work in double
// precision; states in single precision are widened on the way into the cache.

#include <cstdint>

namespace qpanda3::sim {

/// The pairs (i, i ^ move) of amplitudes, i in a block of 2^bits, its partner in the same block or in another.
struct PairBlock {
  const double* here = nullptr;
  const double* there = nullptr;  ///< where i ^ move is; may be `here`
  unsigned bits = 0;              ///< at least SumTable::min_bits()
  std::uint64_t move = 0;         ///< below 2^bits
};

/// What is added up. With a = here[i], b = there[i ^ move] it is a factor times Re(conj(b) a), or if it is crossed, a
/// factor times -Im(conj(b) a); the real and the imaginary part of b's conjugate times a are never needed both.
/// Within one block each pair is met once, unless `move` is below 2^min_bits: then it is met from both sides.
enum SumKind : unsigned { kStraight = 0, kCrossed = 1 };

/// Vectors hold 2^lane_bits amplitudes, real and imaginary parts alternating. Sums are left in vectors: the caller adds
/// their elements up.
struct SumTable {
  static constexpr unsigned kMaxLaneBits = 2;
  static constexpr unsigned kMaxReals = 2u << kMaxLaneBits;

  unsigned lane_bits = 0;

  /// Eight vectors are dealt with at a time.
  unsigned min_bits() const noexcept { return lane_bits + 3; }

  /// Without factors but for a sign, (-1)^|i & signs|, bits within a vector left out; all negated by `negative`.
  using Signed = void (*)(double* sums, const PairBlock& block, std::uint64_t signs, bool negative);
  /// Times table[index[i >> lane_bits] ^ first], vectors; the sign of crossed sums is part of the table.
  using Looked = void (*)(double* sums, const PairBlock& block, const double* table, const std::uint8_t* index,
                          std::uint8_t first);
  /// Times factors[i].
  using Scaled = void (*)(double* sums, const PairBlock& block, const double* factors);

  /// [kind][move within a vector]
  Signed add_signed[2][1u << kMaxLaneBits] = {};
  Looked add_looked[2][1u << kMaxLaneBits] = {};
  Scaled add_scaled[2][1u << kMaxLaneBits] = {};

  /// values[low[t]] += weights[t] * (-1)^|masks[t] & index|.
  void (*scatter)(double* values, const std::uint32_t* low, const double* weights, const std::uint64_t* masks,
                  std::uint64_t count, std::uint64_t index) = nullptr;
  /// values[i] becomes the sum over z < 2^bits of values[z] * (-1)^|i & z|; bits >= min_bits().
  void (*walsh)(double* values, unsigned bits) = nullptr;
  /// to[i] = from[i], `amplitudes` of them, at least a vector.
  void (*widen)(double* to, const float* from, std::uint64_t amplitudes) = nullptr;
};

}  // namespace qpanda3::sim
