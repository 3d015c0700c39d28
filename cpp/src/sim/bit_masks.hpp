#pragma once
// Sets of qubits, or of bits of an index, as masks.

#include <bit>
#include <cstdint>
#include <span>

#include "qpanda3/gate/qubit.hpp"

namespace qpanda3::sim {

inline std::uint64_t bit_of(Index position) noexcept { return std::uint64_t{1} << position; }

/// All of 0 .. count - 1.
inline std::uint64_t lowest_bits(unsigned count) noexcept {
  return count >= 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << count) - 1;
}

/// Written out: std::popcount is a call into a library where the instruction set has no such instruction.
inline unsigned count_bits(std::uint64_t mask) noexcept {
  mask -= mask >> 1 & 0x5555555555555555u;
  mask = (mask & 0x3333333333333333u) + (mask >> 2 & 0x3333333333333333u);
  mask = (mask + (mask >> 4)) & 0x0F0F0F0F0F0F0F0Fu;
  return static_cast<unsigned>(mask * 0x0101010101010101u >> 56);
}

inline bool has_one_bit(std::uint64_t mask) noexcept { return mask != 0 && (mask & (mask - 1)) == 0; }

inline std::uint64_t mask_of(std::span<const Index> positions) noexcept {
  std::uint64_t mask = 0;
  for (const Index position : positions) mask |= bit_of(position);
  return mask;
}

/// The bits of `value` put where `mask` is 1, lowest first.
inline std::uint64_t deposit(std::uint64_t value, std::uint64_t mask) noexcept {
  if ((mask & (mask + 1)) == 0) return value & mask;
  std::uint64_t result = 0;
  for (; value != 0 && mask != 0; mask &= mask - 1, value >>= 1)
    if (value & 1) result |= mask & -mask;
  return result;
}

/// The bits of `value` where `mask` is 1, put together, lowest first.
inline std::uint64_t extract(std::uint64_t value, std::uint64_t mask) noexcept {
  if ((mask & (mask + 1)) == 0) return value & mask;
  std::uint64_t result = 0;
  for (unsigned to = 0; mask != 0; mask &= mask - 1, ++to)
    if (value & mask & -mask) result |= std::uint64_t{1} << to;
  return result;
}

/// The lowest `count` bits of a mask.
inline std::uint64_t lowest_of(std::uint64_t mask, unsigned count) noexcept {
  std::uint64_t result = 0;
  for (; count != 0 && mask != 0; --count, mask &= mask - 1) result |= mask & -mask;
  return result;
}

}  // namespace qpanda3::sim
