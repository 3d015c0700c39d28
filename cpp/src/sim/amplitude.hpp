#pragma once
// One complex amplitude in a two-lane register. Arithmetic is spelled out, because std::complex multiplies with a call
// into the runtime library that cares for infinities.

#include "qpanda3/gate/matrix.hpp"

namespace qpanda3::sim {

using Lanes __attribute__((vector_size(16), may_alias)) = double;  ///< real part, imaginary part

inline Lanes load(const Complex* from) noexcept { return *reinterpret_cast<const Lanes*>(from); }
inline void store(Complex* to, Lanes value) noexcept { *reinterpret_cast<Lanes*>(to) = value; }

/// A complex factor made ready for many products.
struct Factor {
  Lanes real{}, imaginary{};

  Factor() noexcept = default;
  explicit Factor(Complex value) noexcept : real{value.real(), value.real()}, imaginary{-value.imag(), value.imag()} {}
};

inline Lanes swapped(Lanes value) noexcept {
#if defined(__clang__)
  return __builtin_shufflevector(value, value, 1, 0);
#else
  using Order __attribute__((vector_size(16))) = long long;
  return __builtin_shuffle(value, Order{1, 0});
#endif
}

inline Lanes operator*(const Factor& factor, Lanes value) noexcept {
  return factor.real * value + factor.imaginary * swapped(value);
}

inline double squared_norm(Lanes value) noexcept { return value[0] * value[0] + value[1] * value[1]; }

}  // namespace qpanda3::sim
