#include "compile/one_qubit.hpp"

#include <cmath>

namespace qpanda3::compile {
namespace {

constexpr double kNegligible = 1e-15;

double half_phase_of_determinant(const Matrix2& u) { return std::arg(u[0] * u[3] - u[1] * u[2]) / 2; }

/// The argument, 0 for numbers that are nothing but rounding.
double argument(Complex value) { return std::abs(value) < kNegligible ? 0 : std::arg(value); }

}  // namespace

U3Angles u3_angles(const Matrix2& unitary) {
  // Without its determinant U is RZ(phi) RY(theta) RZ(lambda): the second row tells the half sum and half difference.
  const double half = half_phase_of_determinant(unitary);
  const Complex factor = std::polar(1.0, -half);
  const double sum = argument(half == 0 ? unitary[3] : unitary[3] * factor);
  const double difference = argument(half == 0 ? unitary[2] : unitary[2] * factor);
  const double theta = 2 * std::atan2(std::abs(unitary[2]), std::abs(unitary[3]));
  return {theta, sum + difference, sum - difference, half - sum};
}

AxisAngles axis_angles(const Matrix2& unitary) {
  const double phase = half_phase_of_determinant(unitary);
  const Complex factor = std::polar(1.0, -phase);
  const Complex w00 = unitary[0] * factor, w10 = unitary[2] * factor;
  // W = cos(angle/2) - i (x X + y Y + z Z)
  const double x = -w10.imag(), y = w10.real(), z = -w00.imag();
  const double sine = std::hypot(x, y, z);
  AxisAngles result{std::abs(phase) < kNegligible ? 0 : phase, 2 * std::atan2(sine, w00.real()), 0, 0};
  if (sine < kNegligible) return result;
  result.polar = std::atan2(std::hypot(x, y), z);
  result.azimuth = std::hypot(x, y) < kNegligible ? 0 : std::atan2(y, x);
  return result;
}

}  // namespace qpanda3::compile
