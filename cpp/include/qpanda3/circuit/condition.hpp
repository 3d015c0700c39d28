#pragma once
// What a branch or loop tests: some bits that have to be 1 and some that have to be 0 in the current shot.

#include <cstdint>
#include <span>
#include <vector>

#include "qpanda3/base/export.hpp"
#include "qpanda3/gate/qubit.hpp"

namespace qpanda3 {

/// Met when every bit of `ones` is 1 and every bit of `zeros` is 0; bits never measured are 0. Both lists are in
/// ascending order and share no bit. Without bits it is always met.
struct QPANDA3_API Condition {
  std::vector<Index> ones;
  std::vector<Index> zeros;

  /// All of these bits are 1, what `qif([...])` tests.
  static Condition all_ones(std::vector<Index> bits);
  /// The number that the bits form is `value`, `bits[0]` being the least significant one: what `c==n` and OpenQASM's
  /// `if(c==n)` test. InvalidArgument if `value` has more bits than the list, or a bit is listed twice.
  static Condition equal_to(std::span<const Index> bits, std::uint64_t value);

  bool empty() const noexcept { return ones.empty() && zeros.empty(); }
  /// Sorts both lists; InvalidArgument if a bit would have to be 1 and 0.
  void normalise();
  /// True if it names all bits 0 .. width - 1 and no other.
  bool covers(Index width) const noexcept;

  friend bool operator==(const Condition&, const Condition&) = default;
};

}  // namespace qpanda3
