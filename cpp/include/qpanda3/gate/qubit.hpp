#pragma once
// Qubit and CBit: an index with its type. They convert from any integer, and so carry the range check for all
// functions that take them.

#include <compare>
#include <concepts>
#include <cstdint>
#include <ostream>
#include <string>
#include <vector>

#include "qpanda3/base/export.hpp"
#include "qpanda3/base/small_vector.hpp"

namespace qpanda3 {

/// How indices are stored.
using Index = std::uint32_t;
using IndexList = SmallVector<Index, 4>;

/// Indices end here: no register of the field is larger, and sums of a few of them stay within 32 bits.
inline constexpr Index kMaxIndex = 0x00FFFFFF;

namespace detail {
[[noreturn]] QPANDA3_API void throw_negative_index(const char* what, std::int64_t value);
[[noreturn]] QPANDA3_API void throw_large_index(const char* what, std::uint64_t value);

template <std::integral T>
constexpr Index checked_index(const char* what, T value) {
  if constexpr (std::signed_integral<T>) {
    if (value < 0) throw_negative_index(what, static_cast<std::int64_t>(value));
  }
  if (static_cast<std::uint64_t>(value) > kMaxIndex) throw_large_index(what, static_cast<std::uint64_t>(value));
  return static_cast<Index>(value);
}
}  // namespace detail

/// An index of one kind of thing; indices of different kinds do not mix. `Kind::name` is what messages call it.
template <class Kind>
class TypedIndex {
 public:
  constexpr TypedIndex() noexcept = default;
  template <std::integral T>
  constexpr TypedIndex(T index) : index_(detail::checked_index(Kind::name, index)) {}  // NOLINT: implicit by design
  constexpr Index index() const noexcept { return index_; }
  friend constexpr auto operator<=>(TypedIndex, TypedIndex) noexcept = default;
  friend std::ostream& operator<<(std::ostream& out, TypedIndex index) { return out << index.index_; }

 private:
  Index index_ = 0;
};

struct QubitKind {
  static constexpr const char* name = "qubit";
};
struct CBitKind {
  static constexpr const char* name = "cbit";
};

/// The number of a qubit, counted from 0. Throws NegativeValue below 0, InvalidArgument above kMaxIndex.
using Qubit = TypedIndex<QubitKind>;
/// The number of a classical bit, counted from 0. Throws NegativeValue below 0, InvalidArgument above kMaxIndex.
using CBit = TypedIndex<CBitKind>;

inline IndexList to_index_list(const std::vector<Qubit>& qubits) {
  IndexList list;
  for (const Qubit qubit : qubits) list.push_back(qubit.index());
  return list;
}

}  // namespace qpanda3
