// Decompositions by Jacobi rotations: slower than Householder methods for large matrices, short, and accurate for small
// singular values.
#include "qpanda3/quantum_info/matrix_functions.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>

#include "qpanda3/base/error.hpp"
#include "qpanda3/base/interrupt.hpp"
#include "quantum_info/checks.hpp"

namespace qpanda3::quantum_info {
namespace {

constexpr int kMaxSweeps = 60;
constexpr double kEpsilon = std::numeric_limits<double>::epsilon();

/// What makes the columns x, y of a matrix orthogonal: x' = c x - conj(s) y, y' = s x + c y.
struct Rotation {
  double c;
  Complex s;
};

/// For a = |x|^2, b = |y|^2, g = <x, y> != 0.
Rotation orthogonalising(double a, double b, Complex g) {
  const double size = std::abs(g);
  const double zeta = (b - a) / (2 * size);
  const double t = std::copysign(1 / (std::abs(zeta) + std::hypot(1, zeta)), zeta);
  const double c = 1 / std::hypot(1, t);
  return {c, c * t * g / size};
}

void rotate(Complex& x, Complex& y, const Rotation& r) {
  const Complex old = x;
  x = r.c * old - std::conj(r.s) * y;
  y = r.s * old + r.c * y;
}

/// A with its columns made orthogonal by unitary column operations (Hestenes); the same operations act on `also`, if
/// given. Rows of `columns` are the columns of A.
void orthogonalise(Matrix& columns, Matrix* also) {
  const double precision = kEpsilon * static_cast<double>(std::max<std::size_t>(columns.cols(), 8));
  for (int sweep = 0; sweep < kMaxSweeps; ++sweep) {
    bool is_done = true;
    for (std::size_t p = 0; p + 1 < columns.rows(); ++p) {
      InterruptScope::poll();
      for (std::size_t q = p + 1; q < columns.rows(); ++q) {
        double a = 0, b = 0;
        Complex g = 0;
        for (std::size_t k = 0; k < columns.cols(); ++k) {
          a += std::norm(columns(p, k));
          b += std::norm(columns(q, k));
          g += std::conj(columns(p, k)) * columns(q, k);
        }
        if (std::abs(g) <= precision * std::sqrt(a * b) || std::abs(g) < std::numeric_limits<double>::min()) continue;
        is_done = false;
        const Rotation rotation = orthogonalising(a, b, g);
        for (std::size_t k = 0; k < columns.cols(); ++k) rotate(columns(p, k), columns(q, k), rotation);
        if (also != nullptr)
          for (std::size_t k = 0; k < also->cols(); ++k) rotate((*also)(p, k), (*also)(q, k), rotation);
      }
    }
    if (is_done) return;
  }
}

double row_norm(const Matrix& matrix, std::size_t row) {
  double sum = 0;
  for (std::size_t k = 0; k < matrix.cols(); ++k) sum += std::norm(matrix(row, k));
  return std::sqrt(sum);
}

}  // namespace

Matrix transposed(const Matrix& matrix) {
  Matrix result(matrix.cols(), matrix.rows());
  for (std::size_t row = 0; row < matrix.rows(); ++row)
    for (std::size_t col = 0; col < matrix.cols(); ++col) result(col, row) = matrix(row, col);
  return result;
}

bool is_hermitian(const Matrix& matrix, double tolerance) {
  if (!matrix.is_square()) return false;
  for (std::size_t row = 0; row < matrix.rows(); ++row)
    for (std::size_t col = 0; col <= row; ++col)
      if (!is_near(matrix(row, col), std::conj(matrix(col, row)), tolerance)) return false;
  return true;
}

std::vector<double> singular_values(const Matrix& matrix) {
  // Singular values stay under transposition: take the shape with fewer columns.
  Matrix columns = matrix.cols() <= matrix.rows() ? transposed(matrix) : matrix;
  orthogonalise(columns, nullptr);
  std::vector<double> values;
  for (std::size_t i = 0; i < columns.rows(); ++i) values.push_back(row_norm(columns, i));
  std::sort(values.begin(), values.end(), std::greater<>());
  return values;
}

double spectral_norm(const Matrix& matrix) {
  const std::vector<double> values = singular_values(matrix);
  return values.empty() ? 0 : values.front();
}

// By the Cholesky factorisation of matrix + tolerance * 1, which exists exactly if that has no eigenvalue <= 0.
bool is_positive(const Matrix& hermitian, double tolerance) {
  const std::size_t size = hermitian.rows();
  Matrix factor(size, size);
  for (std::size_t row = 0; row < size; ++row) {
    InterruptScope::poll();
    for (std::size_t col = 0; col <= row; ++col) {
      Complex rest = hermitian(row, col);
      for (std::size_t k = 0; k < col; ++k) rest -= factor(row, k) * std::conj(factor(col, k));
      if (col < row) {
        factor(row, col) = rest / factor(col, col);
      } else {
        if (!(rest.real() + tolerance > 0)) return false;
        factor(row, row) = std::sqrt(rest.real() + tolerance);
      }
    }
  }
  return true;
}

Matrix positive_root(const Matrix& hermitian) {
  // With V from H V = W, W's columns orthogonal: the columns of V are eigenvectors, the norms of W's eigenvalues'
  // sizes.
  const std::size_t size = hermitian.rows();
  Matrix columns = transposed(hermitian), vectors = Matrix::identity(size);
  orthogonalise(columns, &vectors);
  std::vector<double> roots(size);
  double largest = 0;
  for (std::size_t i = 0; i < size; ++i) largest = std::max(largest, row_norm(columns, i));
  for (std::size_t i = 0; i < size; ++i) {
    Complex sign = 0;  // <v, H v>
    for (std::size_t k = 0; k < size; ++k) sign += std::conj(vectors(i, k)) * columns(i, k);
    // Eigenvalues this small are rounding; their roots would not be.
    const bool is_zero = sign.real() <= static_cast<double>(size) * kEpsilon * largest;
    roots[i] = is_zero ? 0 : std::sqrt(sign.real());
  }
  Matrix root(size, size);
  for (std::size_t i = 0; i < size; ++i) {
    if (roots[i] == 0) continue;
    for (std::size_t row = 0; row < size; ++row)
      for (std::size_t col = 0; col < size; ++col)
        root(row, col) += roots[i] * vectors(i, row) * std::conj(vectors(i, col));
  }
  return root;
}

}  // namespace qpanda3::quantum_info
