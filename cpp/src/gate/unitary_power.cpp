// Eigenphases and powers of a unitary. A unitary is normal, so its Hermitian and anti-Hermitian parts commute and one
// rotation basis makes both diagonal: Jacobi angles for joint diagonalisation (Cardoso and Souloumiac, SIAM J. Matrix
// Anal. Appl. 17, 1996). Unlike a Hermitian solver on a mixture of the parts this cannot be misled by accidental
// degeneracy.

#include <array>
#include <cmath>

#include "qpanda3/base/error.hpp"
#include "qpanda3/gate/matrix.hpp"

namespace qpanda3 {
namespace {

using Vector3 = std::array<double, 3>;
using Symmetric3 = std::array<Vector3, 3>;

/// The eigenvector of the largest eigenvalue, by cyclic Jacobi rotations.
Vector3 leading_eigenvector(Symmetric3 g) {
  Symmetric3 v{{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}};
  for (int sweep = 0; sweep < 50; ++sweep) {
    const double off = g[0][1] * g[0][1] + g[0][2] * g[0][2] + g[1][2] * g[1][2];
    if (off < 1e-300) break;
    for (std::size_t p = 0; p < 2; ++p) {
      for (std::size_t q = p + 1; q < 3; ++q) {
        if (g[p][q] == 0) continue;
        const double angle = 0.5 * std::atan2(2 * g[p][q], g[q][q] - g[p][p]);
        const double c = std::cos(angle), s = std::sin(angle);
        for (std::size_t k = 0; k < 3; ++k) {
          const double gp = g[k][p], gq = g[k][q];
          g[k][p] = c * gp - s * gq;
          g[k][q] = s * gp + c * gq;
        }
        for (std::size_t k = 0; k < 3; ++k) {
          const double gp = g[p][k], gq = g[q][k], vp = v[k][p], vq = v[k][q];
          g[p][k] = c * gp - s * gq;
          g[q][k] = s * gp + c * gq;
          v[k][p] = c * vp - s * vq;
          v[k][q] = s * vp + c * vq;
        }
      }
    }
  }
  std::size_t best = 0;
  for (std::size_t i = 1; i < 3; ++i)
    if (g[i][i] > g[best][best]) best = i;
  return {v[0][best], v[1][best], v[2][best]};
}

struct Rotation {
  double c;
  Complex s;
};

/// The rotation in the plane (p, q) that brings both Hermitian parts of `u` as near to diagonal as one rotation can.
Rotation best_rotation(const Matrix& u, std::size_t p, std::size_t q) {
  Symmetric3 g{};
  const Complex i(0, 1);
  for (int part = 0; part < 2; ++part) {
    // Elements of (U + U†)/2 or (U - U†)/2i.
    const auto element = [&](std::size_t row, std::size_t col) {
      const Complex a = u(row, col), b = std::conj(u(col, row));
      return part == 0 ? (a + b) / 2.0 : (a - b) / (2.0 * i);
    };
    const std::array<Complex, 3> h{element(p, p) - element(q, q), element(p, q) + element(q, p),
                                   i * (element(q, p) - element(p, q))};
    for (std::size_t a = 0; a < 3; ++a)
      for (std::size_t b = 0; b < 3; ++b) g[a][b] += std::real(h[a] * std::conj(h[b]));
  }
  Vector3 e = leading_eigenvector(g);
  if (e[0] < 0) e = {-e[0], -e[1], -e[2]};
  const double c = std::sqrt((e[0] + 1) / 2);
  return {c, Complex(e[1], -e[2]) / (2 * c)};
}

/// u -> R† u R and basis -> basis R for the plane rotation R.
void rotate(Matrix& u, Matrix& basis, std::size_t p, std::size_t q, const Rotation& r) {
  for (std::size_t k = 0; k < u.rows(); ++k) {
    const Complex a = u(k, p), b = u(k, q), x = basis(k, p), y = basis(k, q);
    u(k, p) = r.c * a + r.s * b;
    u(k, q) = r.c * b - std::conj(r.s) * a;
    basis(k, p) = r.c * x + r.s * y;
    basis(k, q) = r.c * y - std::conj(r.s) * x;
  }
  for (std::size_t k = 0; k < u.rows(); ++k) {
    const Complex a = u(p, k), b = u(q, k);
    u(p, k) = r.c * a + std::conj(r.s) * b;
    u(q, k) = r.c * b - r.s * a;
  }
}

}  // namespace

UnitarySpectrum unitary_spectrum(const Matrix& unitary) {
  const std::size_t n = unitary.rows();
  Matrix diagonal = unitary;
  Matrix basis = Matrix::identity(n);
  for (int sweep = 0; sweep < 100; ++sweep) {
    double largest = 0;
    for (std::size_t p = 0; p + 1 < n; ++p) {
      for (std::size_t q = p + 1; q < n; ++q) {
        if (std::abs(diagonal(p, q)) + std::abs(diagonal(q, p)) < 1e-15) continue;
        const Rotation r = best_rotation(diagonal, p, q);
        largest = std::max(largest, std::abs(r.s));
        rotate(diagonal, basis, p, q, r);
      }
    }
    if (largest < 1e-14) break;
  }
  std::vector<double> phases;
  for (std::size_t i = 0; i < n; ++i) phases.push_back(std::arg(diagonal(i, i)));
  return {std::move(phases), std::move(basis)};
}

Matrix unitary_power(const Matrix& unitary, double k) {
  const auto [phases, basis] = unitary_spectrum(unitary);
  Matrix scaled = basis;
  for (std::size_t col = 0; col < phases.size(); ++col) {
    const Complex power = std::polar(1.0, k * phases[col]);
    for (std::size_t row = 0; row < phases.size(); ++row) scaled(row, col) *= power;
  }
  return scaled * basis.adjoint();
}

}  // namespace qpanda3
