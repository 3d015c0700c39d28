#pragma once
// The matrix of each gate: row-major, first operand most significant. Included by gate_info.cpp alone.

#include <cmath>
#include <numbers>

#include "qpanda3/gate/gate_info.hpp"

namespace qpanda3::gate_matrix {

inline constexpr double kPi = std::numbers::pi;
inline constexpr double kSqrtHalf = std::numbers::sqrt2 / 2;

inline Complex phase(double angle) { return {std::cos(angle), std::sin(angle)}; }

inline void set_2x2(Complex* out, Complex m00, Complex m01, Complex m10, Complex m11) {
  out[0] = m00;
  out[1] = m01;
  out[2] = m10;
  out[3] = m11;
}

inline void set_diagonal_4x4(Complex* out, Complex d0, Complex d1, Complex d2, Complex d3) {
  for (int i = 0; i < 16; ++i) out[i] = 0;
  out[0] = d0;
  out[5] = d1;
  out[10] = d2;
  out[15] = d3;
}

/// [[1, 0], [0, block]]: `block` acts where the first operand is 1.
inline void set_controlled_2x2(Complex* out, const Complex* block) {
  set_diagonal_4x4(out, 1, 1, block[0], block[3]);
  out[11] = block[1];
  out[14] = block[2];
}

/// The identity on 00 and 11, `diagonal` and `exchange` on the states 01 and 10.
inline void set_exchange_4x4(Complex* out, Complex diagonal, Complex exchange) {
  set_diagonal_4x4(out, 1, diagonal, diagonal, 1);
  out[6] = exchange;
  out[9] = exchange;
}

inline void I(const double*, Complex* out) { set_2x2(out, 1, 0, 0, 1); }
inline void X(const double*, Complex* out) { set_2x2(out, 0, 1, 1, 0); }
inline void Y(const double*, Complex* out) { set_2x2(out, 0, Complex(0, -1), Complex(0, 1), 0); }
inline void Z(const double*, Complex* out) { set_2x2(out, 1, 0, 0, -1); }
inline void H(const double*, Complex* out) { set_2x2(out, kSqrtHalf, kSqrtHalf, kSqrtHalf, -kSqrtHalf); }
inline void S(const double*, Complex* out) { set_2x2(out, 1, 0, 0, Complex(0, 1)); }
inline void T(const double*, Complex* out) { set_2x2(out, 1, 0, 0, Complex(kSqrtHalf, kSqrtHalf)); }

inline void P(const double* p, Complex* out) { set_2x2(out, 1, 0, 0, phase(p[0])); }
inline void U1(const double* p, Complex* out) { P(p, out); }

inline void RX(const double* p, Complex* out) {
  const double c = std::cos(p[0] / 2), s = std::sin(p[0] / 2);
  set_2x2(out, c, Complex(0, -s), Complex(0, -s), c);
}
inline void RY(const double* p, Complex* out) {
  const double c = std::cos(p[0] / 2), s = std::sin(p[0] / 2);
  set_2x2(out, c, -s, s, c);
}
inline void RZ(const double* p, Complex* out) {
  const Complex one = phase(p[0] / 2);
  set_2x2(out, std::conj(one), 0, 0, one);
}

inline constexpr double kHalfPi[] = {kPi / 2};
inline void X1(const double*, Complex* out) { RX(kHalfPi, out); }
inline void Y1(const double*, Complex* out) { RY(kHalfPi, out); }
inline void Z1(const double*, Complex* out) { RZ(kHalfPi, out); }

inline void RPHI(const double* p, Complex* out) {
  const double c = std::cos(p[0] / 2), s = std::sin(p[0] / 2);
  set_2x2(out, c, Complex(0, -s) * phase(-p[1]), Complex(0, -s) * phase(p[1]), c);
}
inline void U3(const double* p, Complex* out) {
  const double c = std::cos(p[0] / 2), s = std::sin(p[0] / 2);
  set_2x2(out, c, -s * phase(p[2]), s * phase(p[1]), c * phase(p[1] + p[2]));
}
inline void U2(const double* p, Complex* out) {
  const double u3[] = {kPi / 2, p[0], p[1]};
  U3(u3, out);
}
inline void U4(const double* p, Complex* out) {
  const double c = std::cos(p[2] / 2), s = std::sin(p[2] / 2);
  set_2x2(out, c * phase(p[0] - (p[1] + p[3]) / 2), -s * phase(p[0] - (p[1] - p[3]) / 2),
          s * phase(p[0] + (p[1] - p[3]) / 2), c * phase(p[0] + (p[1] + p[3]) / 2));
}

inline void CNOT(const double*, Complex* out) {
  Complex block[4];
  X(nullptr, block);
  set_controlled_2x2(out, block);
}
inline void CZ(const double*, Complex* out) { set_diagonal_4x4(out, 1, 1, 1, -1); }
inline void CU(const double* p, Complex* out) {
  Complex block[4];
  U4(p, block);
  set_controlled_2x2(out, block);
}
inline void CP(const double* p, Complex* out) { set_diagonal_4x4(out, 1, 1, 1, phase(p[0])); }

inline void RXX(const double* p, Complex* out) {
  const double c = std::cos(p[0] / 2), s = std::sin(p[0] / 2);
  set_diagonal_4x4(out, c, c, c, c);
  out[3] = out[6] = out[9] = out[12] = Complex(0, -s);
}
inline void RYY(const double* p, Complex* out) {
  const double c = std::cos(p[0] / 2), s = std::sin(p[0] / 2);
  set_diagonal_4x4(out, c, c, c, c);
  out[3] = out[12] = Complex(0, s);
  out[6] = out[9] = Complex(0, -s);
}
inline void RZZ(const double* p, Complex* out) {
  const Complex odd = phase(p[0] / 2), even = std::conj(odd);
  set_diagonal_4x4(out, even, odd, odd, even);
}
inline void RZX(const double* p, Complex* out) {
  const double c = std::cos(p[0] / 2), s = std::sin(p[0] / 2);
  set_diagonal_4x4(out, c, c, c, c);
  out[1] = out[4] = Complex(0, -s);
  out[11] = out[14] = Complex(0, s);
}
inline void MS(const double*, Complex* out) { RXX(kHalfPi, out); }

inline void SWAP(const double*, Complex* out) { set_exchange_4x4(out, 0, 1); }
inline void ISWAP(const double*, Complex* out) { set_exchange_4x4(out, 0, Complex(0, 1)); }
inline void SQISWAP(const double*, Complex* out) { set_exchange_4x4(out, kSqrtHalf, Complex(0, kSqrtHalf)); }

inline void ECHO(const double*, Complex* out) { I(nullptr, out); }
inline void IDLE(const double*, Complex* out) { I(nullptr, out); }

inline constexpr MatrixFunction ORACLE = nullptr;
inline constexpr MatrixFunction BARRIER = nullptr;
inline constexpr MatrixFunction RESET = nullptr;

}  // namespace qpanda3::gate_matrix
