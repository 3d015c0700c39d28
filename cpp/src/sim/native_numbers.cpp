#include "sim/native_numbers.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "qpanda3/base/concat.hpp"
#include "qpanda3/base/error.hpp"

namespace qpanda3::sim {
namespace {

bool fits(double value) noexcept { return !(std::abs(value) > std::numeric_limits<float>::max()) || std::isinf(value); }

std::complex<float> converted(Complex value) {
  if (!fits(value.real()) || !fits(value.imag()))
    throw PrecisionConversion(concat("run: a gate has the matrix element (", value.real(), ", ", value.imag(),
                                     "), beyond the range of precision 'float32', ", std::numeric_limits<float>::max(),
                                     "; use precision 'float64'"));
  return std::complex<float>(value);
}

}  // namespace

template <>
NativeNumbers<double>::NativeNumbers(const FlatProgram& program) : numbers_(program.numbers.data()) {}

template <>
NativeNumbers<float>::NativeNumbers(const FlatProgram& program) : converted_(program.numbers.size()) {
  std::transform(program.numbers.begin(), program.numbers.end(), converted_.begin(), converted);
  numbers_ = converted_.data();
}

}  // namespace qpanda3::sim
