#pragma once
// Between a tile and the places of its amplitudes in the state. `active` are the bits of an index that vary over the
// tile, `from` and `to` the amplitude where they are 0.

#include <algorithm>
#include <cstdint>

#include "sim/kernel_table.hpp"

namespace qpanda3::sim {

/// Calls body(index) for all combinations of the bits in `mask`, ascending.
template <class Body>
void for_each_subset(std::uint64_t mask, const Body& body) {
  std::uint64_t index = 0;
  do {
    body(index);
    index = ((index | ~mask) + 1) & mask;
  } while (index != 0);
}

/// Runs of consecutive amplitudes.
struct TileMap {
  std::uint64_t run;    ///< amplitudes
  std::uint64_t above;  ///< active qubits above a run

  /// Runs are cut where qubits in `zeros` begin, so that each is known to be zero or not.
  TileMap(std::uint64_t active, std::uint64_t zeros) : run(~active & (active + 1)) {
    if ((active & zeros) != 0) run = std::min(run, active & zeros & -(active & zeros));
    above = active & ~(run - 1);
  }
};

/// What the state has where qubits of `zeros` are 0, and zeros elsewhere.
template <class Real>
void gather(const KernelTable<Real>& kernels, std::uint64_t active, const Real* from, Real* tile, std::uint64_t zeros) {
  const TileMap map(active, zeros);
  for_each_subset(map.above, [&](std::uint64_t offset) {
    if ((offset & zeros) != 0)
      std::fill_n(tile, 2 * map.run, Real(0));
    else
      kernels.copy(tile, from + 2 * offset, map.run);
    tile += 2 * map.run;
  });
}

/// `unread`: where one of these is 1, memory has not been read, and is not fetched to be written to.
template <class Real>
void scatter(const KernelTable<Real>& kernels, std::uint64_t active, const Real* tile, Real* to, std::uint64_t unread) {
  const TileMap map(active, unread);
  for_each_subset(map.above, [&](std::uint64_t offset) {
    ((offset & unread) != 0 ? kernels.copy_past : kernels.copy)(to + 2 * offset, tile, map.run);
    tile += 2 * map.run;
  });
}

/// Writes zeros where one of `zeros` is 1; with `past`, past the caches.
template <class Real>
void fill_zeros(const KernelTable<Real>& kernels, std::uint64_t active, Real* to, std::uint64_t zeros, bool past) {
  if ((active & zeros) == 0) return;
  const TileMap map(active, zeros);
  for_each_subset(map.above, [&](std::uint64_t offset) {
    if ((offset & zeros) == 0) return;
    if (past)
      kernels.clear_past(to + 2 * offset, map.run);
    else
      std::fill_n(to + 2 * offset, 2 * map.run, Real(0));
  });
}

/// Whether all amplitudes where `zeros` are 0 are zeros. A tile of a dense state says so by its first ones.
template <class Real>
bool is_zero(std::uint64_t active, const Real* from, std::uint64_t zeros) {
  const TileMap map(active, zeros);
  const std::uint64_t above = map.above & ~zeros;
  std::uint64_t offset = 0;
  do {
    const Real* const run = from + 2 * offset;
    for (std::uint64_t i = 0; i < 2 * map.run; i += 2)
      if (run[i] != 0 || run[i + 1] != 0) return false;
    offset = ((offset | ~above) + 1) & above;
  } while (offset != 0);
  return true;
}

}  // namespace qpanda3::sim
