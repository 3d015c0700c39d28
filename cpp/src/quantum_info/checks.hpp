#pragma once
// Arguments that several parts of quantum_info check in the same way.

#include <bit>
#include <cmath>
#include <cstdint>
#include <string_view>

#include "qpanda3/base/concat.hpp"
#include "qpanda3/base/error.hpp"
#include "qpanda3/gate/matrix.hpp"

namespace qpanda3::quantum_info {

inline bool is_finite(Complex value) noexcept { return std::isfinite(value.real()) && std::isfinite(value.imag()); }

inline bool is_near(Complex a, Complex b, double tolerance) noexcept { return std::abs(a - b) <= tolerance; }

inline void check_power_of_two(std::string_view where, std::size_t count, std::string_view what) {
  if (!std::has_single_bit(count))
    throw InvalidArgument(concat(where, ": the number of ", what, " must be a power of two, got ", count));
}

inline std::size_t checked_index(std::string_view where, std::string_view name, std::int64_t index, std::size_t size) {
  if (index < 0) throw NegativeValue(concat(where, ": ", name, " must not be negative, got ", index));
  if (static_cast<std::uint64_t>(index) >= size)
    throw IndexOutOfRange(concat(where, ": ", name, " must be in 0 .. ", size - 1, ", got ", index));
  return static_cast<std::size_t>(index);
}

}  // namespace qpanda3::quantum_info
