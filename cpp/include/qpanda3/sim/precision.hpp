#pragma once
// The number types that states are kept in.

#include <complex>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace qpanda3 {

enum class Precision : std::uint8_t {
  float32,  ///< 8 bytes an amplitude, relative rounding about 6e-8
  float64,  ///< 16 bytes an amplitude, relative rounding about 1e-16
};

/// `float32`, `float64`.
constexpr std::string_view name_of(Precision precision) noexcept {
  return precision == Precision::float32 ? "float32" : "float64";
}

constexpr std::size_t bytes_per_amplitude(Precision precision) noexcept {
  return precision == Precision::float32 ? sizeof(std::complex<float>) : sizeof(std::complex<double>);
}

/// Of float and double.
template <class Real>
inline constexpr Precision kPrecisionOf = sizeof(Real) == sizeof(float) ? Precision::float32 : Precision::float64;

}  // namespace qpanda3
