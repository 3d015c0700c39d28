#pragma once
// One complex amplitude in a two-lane register, in single or double precision. Arithmetic is spelled out, because
// std::complex multiplies with a call into the runtime library that cares for infinities.

#include <complex>
#include <type_traits>

namespace qpanda3::sim {

template <class Real>
struct LanesOf {
  typedef Real Type __attribute__((vector_size(2 * sizeof(Real)), may_alias));
};
/// Real part, imaginary part.
template <class Real>
using Lanes = typename LanesOf<Real>::Type;

template <class Real>
Lanes<Real> load(const std::complex<Real>* from) noexcept {
  return *reinterpret_cast<const Lanes<Real>*>(from);
}

template <class Real>
void store(std::complex<Real>* to, std::type_identity_t<Lanes<Real>> value) noexcept {
  *reinterpret_cast<Lanes<Real>*>(to) = value;
}

template <class Real>
Lanes<Real> swapped(Lanes<Real> value) noexcept {
#if __has_builtin(__builtin_shufflevector)
  return __builtin_shufflevector(value, value, 1, 0);
#else
  return Lanes<Real>{value[1], value[0]};
#endif
}

/// In double precision, in which all sums are taken.
template <class Real>
Lanes<double> widened(Lanes<Real> value) noexcept {
  if constexpr (std::is_same_v<Real, double>)
    return value;
  else
    return Lanes<double>{value[0], value[1]};
}

/// A complex factor made ready for many products.
template <class Real>
struct Factor {
  Lanes<Real> real{}, imaginary{};

  Factor() noexcept = default;
  explicit Factor(std::complex<Real> value) noexcept
      : real{value.real(), value.real()}, imaginary{-value.imag(), value.imag()} {}
};

template <class Real>
Lanes<Real> operator*(const Factor<Real>& factor, std::type_identity_t<Lanes<Real>> value) noexcept {
  return factor.real * value + factor.imaginary * swapped<Real>(value);
}

template <class Real>
double squared_norm(const std::complex<Real>* amplitude) noexcept {
  const Lanes<double> value = widened<Real>(load(amplitude));
  return value[0] * value[0] + value[1] * value[1];
}

}  // namespace qpanda3::sim
