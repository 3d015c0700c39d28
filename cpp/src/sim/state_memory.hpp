#pragma once
// Where the memory of states comes from and goes to: small pieces from the heap, large ones from the system, in huge
// pages. What is given back is kept for the next state: memory that the system has to find and to clear takes several
// times as long as a pass over it, and much longer on a virtual machine whose host has to find it first.

#include <cstddef>
#include <cstdint>

namespace qpanda3::sim {

/// Memory of one state.
struct StateMemory {
  void* data = nullptr;  ///< null: the system has none
  std::size_t bytes = 0;
  void* mapping = nullptr;  ///< null if it is from the heap
  bool is_zero = false;     ///< known to hold zeros only
};

/// Memory for `bytes` bytes, a power of two, aligned to cache lines and from 2 MiB on to huge pages. With `only_kept`
/// what was given back before or nothing.
StateMemory take_memory(std::size_t bytes, bool only_kept = false) noexcept;
/// Gives it back; `memory.is_zero` says what it holds.
void give_memory(const StateMemory& memory) noexcept;

/// Hands all that is kept back to the system; how many bytes that were.
std::uint64_t release_kept_memory() noexcept;

/// What was given back is kept up to this size in total, so that runs of states that take milliseconds need not ask the
/// system.
inline constexpr std::size_t kKeptBytes = std::size_t{32} << 20;
/// Pieces that are larger are kept too, but loosely: the system may take their pages whenever it wants some, without
/// asking and without writing them anywhere. Up to this part of the memory that is available.
inline constexpr std::uint64_t kLooseShare = 4;

}  // namespace qpanda3::sim
