#pragma once
// How often each of some states is found in a number of shots: the counts are drawn, not the shots.
//
// A count is the difference of how many shots lie below the end of a state's share of the interval [0, total) and below
// its begin. Three ways to find these, by how many shots there are for a state:
//  - many: the interval is halved, a binomial number of the shots falls on either half, and so on down to single
//    states;
//  - some: shots are 32 random bits each, the first of which choose one of several times as many cells as there are
//  states.
//    Where a share ends in a cell with one shot, the other bits of this decide; where there are more, a binomial number
//    of them lies below, and the bits are not looked at;
//  - few: the same for groups of states, and in those that are hit state by state.
// All are exact: what 32 bits leave open is decided by further ones.

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "sim/random_numbers.hpp"

namespace qpanda3::sim {

class ShotSpread {
 public:
  /// For up to `max_states` states, at most 2^16.
  explicit ShotSpread(std::size_t max_states);

  /// Draws counts that sum up to `shots`. `sums[i]` is the weight of states 0 .. i: never less than the one before, and
  /// equal to it where a state has no weight, which then is not found. The last must be above 0.
  void spread(std::span<const double> sums, std::uint64_t shots, RandomWords& random);

  /// The states that were found in the last spread(), ascending, and how often.
  std::span<const std::uint32_t> states() const noexcept { return {states_.data(), size_}; }
  std::span<const std::uint64_t> counts() const noexcept { return {counts_.data(), size_}; }

 private:
  class CutCell;

  void add(std::uint64_t state, std::uint64_t count) noexcept;
  void spread_range(std::span<const double> sums, std::size_t first, double begin, std::uint64_t shots,
                    RandomWords& random);
  void fill_cells(unsigned bits, std::uint64_t shots, RandomWords& random);
  template <std::size_t kStride, class Found>
  void spread_by_cells(std::span<const double> sums, double begin, std::uint64_t shots, RandomWords& random,
                       const Found& found);
  void spread_group(const double* sums, std::size_t first, double begin, std::uint64_t shots, RandomWords& random);

  std::vector<std::uint32_t> shots_before_;  ///< by cell; one more, for the end
  std::vector<std::uint32_t> last_shot_;     ///< by cell, of those with a shot
  std::vector<std::uint32_t> places_;        ///< where shares end, without fractions
  std::vector<std::uint32_t> states_;
  std::vector<std::uint64_t> counts_;
  std::size_t size_ = 0;
};

/// Spreads `shots` over the parts between `ends`, running sums with the properties above, by halving. Part i takes its
/// random numbers from stream first_stream + k with k in [1, 2^b), for 2^b parts; a power of two.
std::vector<std::uint64_t> spread_by_halves(std::span<const double> ends, std::uint64_t shots, std::uint64_t seed,
                                            std::uint64_t first_stream, class Workers& workers);

}  // namespace qpanda3::sim
