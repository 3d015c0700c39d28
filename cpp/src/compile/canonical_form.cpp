// In the magic basis (Hill and Wootters, Phys. Rev. Lett. 78, 5022 (1997)) one-qubit gates without a phase are real
// orthogonal matrices, and the interaction is diagonal. So M = K D O with K, O orthogonal, and M^T M = O^T D^2 O: its
// real and imaginary parts are symmetric and commute, and one orthogonal matrix makes both diagonal.

#include "compile/canonical_form.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace qpanda3::compile {
namespace {

constexpr std::size_t kSize = 4;
using Real4 = std::array<std::array<double, kSize>, kSize>;

/// Its columns, up to phases the Bell states, have the eigenvalues kSigns[k] of XX, YY and ZZ.
const Matrix& magic_basis() {
  static const Matrix basis = [] {
    const double r = std::numbers::sqrt2 / 2;
    const Complex i(0, r);
    return Matrix(kSize, kSize, {r, 0, 0, i, 0, i, r, 0, 0, i, -r, 0, r, 0, 0, -i});
  }();
  return basis;
}
constexpr double kSigns[kSize][3] = {{1, -1, 1}, {1, 1, -1}, {-1, -1, -1}, {-1, 1, 1}};

/// One step of Jacobi's method for both matrices at once (Cardoso and Souloumiac, SIAM J. Matrix Anal. Appl. 17, 161
/// (1996)); false if there is nothing to turn.
bool turn(Real4& a, Real4& b, Real4& basis, std::size_t p, std::size_t q) {
  constexpr double kNegligible = 1e-16;
  if (std::abs(a[p][q]) < kNegligible && std::abs(b[p][q]) < kNegligible) return false;
  double on = 0, off = 0;
  for (const Real4* m : {&a, &b}) {
    const double difference = (*m)[p][p] - (*m)[q][q], twice = 2 * (*m)[p][q];
    on += difference * difference - twice * twice;
    off += 2 * difference * twice;
  }
  const double angle = std::atan2(off, on) / 4;
  const double c = std::cos(angle), s = std::sin(angle);
  const auto turn_columns = [&](Real4& m) {
    for (auto& row : m) {
      const double x = row[p], y = row[q];
      row[p] = c * x + s * y;
      row[q] = c * y - s * x;
    }
  };
  for (Real4* m : {&a, &b}) {
    turn_columns(*m);
    for (std::size_t col = 0; col < kSize; ++col) {
      const double x = (*m)[p][col], y = (*m)[q][col];
      (*m)[p][col] = c * x + s * y;
      (*m)[q][col] = c * y - s * x;
    }
  }
  turn_columns(basis);
  return true;
}

/// The orthogonal matrix whose columns are eigenvectors of both parts of a symmetric unitary.
Real4 real_eigenvectors(const Matrix& symmetric) {
  constexpr int kMaxSweeps = 30;
  Real4 a{}, b{}, basis{};
  for (std::size_t row = 0; row < kSize; ++row) {
    basis[row][row] = 1;
    for (std::size_t col = 0; col < kSize; ++col) {
      a[row][col] = symmetric(row, col).real();
      b[row][col] = symmetric(row, col).imag();
    }
  }
  for (int sweep = 0; sweep < kMaxSweeps; ++sweep) {
    bool turned = false;
    for (std::size_t p = 0; p < kSize; ++p)
      for (std::size_t q = p + 1; q < kSize; ++q) turned = turn(a, b, basis, p, q) || turned;
    if (!turned) break;
  }
  return basis;
}

double determinant(Real4 m) {
  double result = 1;
  for (std::size_t col = 0; col < kSize; ++col) {
    std::size_t pivot = col;
    for (std::size_t row = col + 1; row < kSize; ++row)
      if (std::abs(m[row][col]) > std::abs(m[pivot][col])) pivot = row;
    if (pivot != col) {
      std::swap(m[pivot], m[col]);
      result = -result;
    }
    result *= m[col][col];
    for (std::size_t row = col + 1; row < kSize; ++row) {
      const double factor = m[row][col] / m[col][col];
      for (std::size_t k = col; k < kSize; ++k) m[row][k] -= factor * m[col][k];
    }
  }
  return result;
}

/// The one-qubit gates that a rotation of the magic basis is, [0] for the lower bit.
std::array<Matrix2, 2> one_qubit_gates(const Matrix& rotation) {
  const Matrix product = magic_basis() * rotation * magic_basis().adjoint();
  const auto block = [&](std::size_t row, std::size_t col) {
    return Matrix2{product(2 * row, 2 * col), product(2 * row, 2 * col + 1), product(2 * row + 1, 2 * col),
                   product(2 * row + 1, 2 * col + 1)};
  };
  // Each block is an element of the upper gate times the lower gate: the larger one of a row tells the latter.
  const auto determinant_of = [](const Matrix2& m) { return m[0] * m[3] - m[1] * m[2]; };
  Matrix2 lower = block(0, 0);
  if (std::abs(determinant_of(block(0, 1))) > std::abs(determinant_of(lower))) lower = block(0, 1);
  const Complex element = std::sqrt(determinant_of(lower));
  for (Complex& value : lower) value /= element;
  Matrix2 upper;
  for (std::size_t i = 0; i < 4; ++i) {
    const Matrix2 part = block(i / 2, i % 2);
    upper[i] = 0;
    for (std::size_t k = 0; k < 4; ++k) upper[i] += part[k] * std::conj(lower[k]) / 2.0;
  }
  return {lower, upper};
}

}  // namespace

CanonicalForm canonical_form(const Matrix& unitary) {
  const Matrix magic = magic_basis().adjoint() * unitary * magic_basis();
  Matrix transposed(kSize, kSize);
  for (std::size_t row = 0; row < kSize; ++row)
    for (std::size_t col = 0; col < kSize; ++col) transposed(row, col) = magic(col, row);
  const Matrix symmetric = transposed * magic;

  Real4 basis = real_eigenvectors(symmetric);
  if (determinant(basis) < 0)
    for (auto& row : basis) row[0] = -row[0];
  Matrix first(kSize, kSize), second(kSize, kSize);  // O and K
  for (std::size_t row = 0; row < kSize; ++row)
    for (std::size_t col = 0; col < kSize; ++col) {
      first(row, col) = basis[col][row];
      second(row, col) = basis[row][col];
    }
  const Matrix square = first * symmetric * second;
  std::array<double, kSize> phases{};
  for (std::size_t k = 0; k < kSize; ++k) phases[k] = std::arg(square(k, k)) / 2;

  second = magic * second;
  Real4 rotation{};
  for (std::size_t k = 0; k < kSize; ++k)
    for (std::size_t row = 0; row < kSize; ++row)
      rotation[row][k] = (second(row, k) * std::polar(1.0, -phases[k])).real();
  if (determinant(rotation) < 0) {
    phases[0] += std::numbers::pi;
    for (auto& row : rotation) row[0] = -row[0];
  }
  for (std::size_t row = 0; row < kSize; ++row)
    for (std::size_t col = 0; col < kSize; ++col) second(row, col) = rotation[row][col];

  CanonicalForm form{one_qubit_gates(second), one_qubit_gates(first), {}, 0};
  for (std::size_t k = 0; k < kSize; ++k) {
    form.phase += phases[k] / 4;
    for (std::size_t axis = 0; axis < 3; ++axis) form.interaction[axis] += kSigns[k][axis] * phases[k] / 4;
  }
  // exp(i pi/2 PP) is i PP, which one-qubit gates can do.
  constexpr double kQuarter = std::numbers::pi / 2;
  for (std::size_t axis = 0; axis < 3; ++axis) {
    const double turns = std::round(form.interaction[axis] / kQuarter);
    form.interaction[axis] -= turns * kQuarter;
    form.phase += turns * kQuarter;
    if (std::fmod(turns, 2) == 0) continue;
    for (Matrix2& gate : form.left) gate = gate * kPaulis[axis];
  }
  return form;
}

}  // namespace qpanda3::compile
