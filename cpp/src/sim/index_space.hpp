#pragma once
// Walking the indices of a state in which some bits are fixed: the subspace a gate acts on.

#include <cstdint>

namespace qpanda3::sim {

/// All indices below 2^num_qubits whose bits in `fixed` equal those of `ones` (a subset of `fixed`).
struct IndexSpace {
  std::uint64_t fixed = 0;
  std::uint64_t ones = 0;
  std::uint64_t count = 0;
  unsigned num_qubits = 0;

  IndexSpace(unsigned qubits, std::uint64_t fixed_mask, std::uint64_t ones_mask)
      : fixed(fixed_mask),
        ones(ones_mask),
        count(std::uint64_t{1} << (qubits - static_cast<unsigned>(__builtin_popcountll(fixed_mask)))),
        num_qubits(qubits) {}

  /// The free bits of the i-th index of the space, fixed bits being 0.
  std::uint64_t free_bits(std::uint64_t i) const noexcept {
    for (std::uint64_t rest = fixed; rest != 0; rest &= rest - 1) {
      const std::uint64_t below = (rest & -rest) - 1;
      i = ((i & ~below) << 1) | (i & below);
    }
    return i;
  }

  /// Calls body(index) for the indices number begin .. end - 1, ascending. Where the lowest fixed bit leaves runs of
  /// consecutive indices, the inner loop is over a run, so that it can be vectorised; otherwise the next index is found
  /// by letting the carry ripple through the fixed bits.
  template <class Body>
  void for_each(std::uint64_t begin, std::uint64_t end, Body&& body) const {
    std::uint64_t index = free_bits(begin);
    const std::uint64_t run = fixed == 0 ? end - begin : fixed & -fixed;
    if (run < 8) {
      for (std::uint64_t left = end - begin; left != 0; --left) {
        body(index | ones);
        index = ((index | fixed) + 1) & ~fixed;
      }
      return;
    }
    for (std::uint64_t left = end - begin; left != 0;) {
      std::uint64_t length = fixed == 0 ? left : run - (index & (run - 1));
      if (length > left) length = left;
      const std::uint64_t first = index | ones;
      for (std::uint64_t i = 0; i < length; ++i) body(first + i);
      left -= length;
      index = ((index + (length - 1)) | fixed) + 1;
      index &= ~fixed;
    }
  }
};

}  // namespace qpanda3::sim
