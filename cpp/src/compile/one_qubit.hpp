#pragma once
// One-qubit unitaries as angles.

#include <array>

#include "qpanda3/gate/matrix.hpp"

namespace qpanda3::compile {

/// Row-major 2x2.
using Matrix2 = std::array<Complex, 4>;

inline constexpr Matrix2 kPaulis[] = {{0, 1, 1, 0}, {0, Complex(0, -1), Complex(0, 1), 0}, {1, 0, 0, -1}};

inline Matrix2 operator*(const Matrix2& a, const Matrix2& b) {
  return {a[0] * b[0] + a[1] * b[2], a[0] * b[1] + a[1] * b[3], a[2] * b[0] + a[3] * b[2], a[2] * b[1] + a[3] * b[3]};
}

/// U = e^{i phase} U3(theta, phi, lambda).
struct U3Angles {
  double theta, phi, lambda, phase;
};
U3Angles u3_angles(const Matrix2& unitary);

/// U = e^{i phase} V RZ(angle) V† with V = RZ(azimuth) RY(polar): a rotation about an axis and a phase.
struct AxisAngles {
  double phase, angle, polar, azimuth;
};
AxisAngles axis_angles(const Matrix2& unitary);

}  // namespace qpanda3::compile
