#pragma once
// From a weight in [0, total) to the basis state in whose share of the total it lies. Weights of basis states add up in
// order within blocks, and blocks in order, so that the answer for a weight does not depend on how it is found.

#include <cstdint>
#include <span>
#include <vector>

#include "sim/kernels.hpp"

namespace qpanda3::sim {

template <class Real>
class BasisFinder {
 public:
  /// One pass over the state, which must not change afterwards.
  BasisFinder(Amplitudes<Real> state, Workers& workers);

  double total() const noexcept { return ends_.back(); }

  /// Never a state with amplitude 0, if there is another one.
  std::uint64_t find(double weight) const { return find_in(block_of(weight), weight); }

  /// The same for many weights, in any order, all in [low, high]; `found` has room for as many. Faster the more of them
  /// there are for the states they may belong to.
  void find_all(std::span<const double> weights, double low, double high, std::uint64_t* found) const;

 private:
  class Table;

  std::size_t block_of(double weight) const noexcept;
  std::uint64_t find_in(std::size_t block, double weight) const;
  bool wants_table(std::size_t first, std::size_t last, std::size_t num_weights) const noexcept;
  void find_in(std::size_t block, std::span<const double> weights, std::uint64_t* found) const;
  void find_by_block(std::size_t first, std::size_t last, std::span<const double> weights, std::uint64_t* found) const;
  std::uint64_t last_occupied_before(std::size_t block) const;
  double begin_of(std::size_t block) const noexcept { return block == 0 ? 0 : ends_[block - 1]; }

  Amplitudes<Real> state_;
  unsigned block_bits_;
  std::vector<double> ends_;  ///< weight of a block and all before it
};

}  // namespace qpanda3::sim
