#include "qpanda3/gate/matrix.hpp"

#include <cmath>

#include "qpanda3/base/concat.hpp"
#include "qpanda3/base/error.hpp"

namespace qpanda3 {

Matrix::Matrix(std::size_t rows, std::size_t cols, std::vector<Complex> data)
    : rows_(rows), cols_(cols), data_(std::move(data)) {
  if (data_.size() != rows * cols)
    throw InvalidArgument(concat("a ", rows, "x", cols, " matrix needs ", rows * cols, " numbers, got ", data_.size()));
}

Matrix Matrix::identity(std::size_t size) {
  Matrix result(size, size);
  for (std::size_t i = 0; i < size; ++i) result(i, i) = 1;
  return result;
}

Matrix Matrix::adjoint() const {
  Matrix result(cols_, rows_);
  for (std::size_t row = 0; row < rows_; ++row)
    for (std::size_t col = 0; col < cols_; ++col) result(col, row) = std::conj((*this)(row, col));
  return result;
}

bool Matrix::is_unitary(double tolerance) const {
  if (!is_square()) return false;
  for (std::size_t a = 0; a < rows_; ++a) {
    for (std::size_t b = a; b < rows_; ++b) {
      Complex product = 0;
      for (std::size_t k = 0; k < cols_; ++k) product += (*this)(a, k) * std::conj((*this)(b, k));
      // Written so that a NaN fails.
      if (!(std::abs(product - (a == b ? 1.0 : 0.0)) <= tolerance)) return false;
    }
  }
  return true;
}

Matrix operator*(const Matrix& a, const Matrix& b) {
  if (a.cols() != b.rows())
    throw InvalidArgument(concat("cannot multiply a matrix of ", a.cols(), " columns by one of ", b.rows(), " rows"));
  Matrix result(a.rows(), b.cols());
  for (std::size_t row = 0; row < a.rows(); ++row)
    for (std::size_t k = 0; k < a.cols(); ++k) {
      const Complex factor = a(row, k);
      for (std::size_t col = 0; col < b.cols(); ++col) result(row, col) += factor * b(k, col);
    }
  return result;
}

Matrix permute_operands(const Matrix& matrix, std::span<const std::size_t> order) {
  const std::size_t size = matrix.rows();
  std::vector<std::size_t> old_index(size);
  for (std::size_t index = 0; index < size; ++index) {
    for (std::size_t i = 0; i < order.size(); ++i) old_index[index] |= ((index >> i) & 1) << order[i];
  }
  Matrix result(size, size);
  for (std::size_t row = 0; row < size; ++row)
    for (std::size_t col = 0; col < size; ++col) result(row, col) = matrix(old_index[row], old_index[col]);
  return result;
}

ZyzAngles zyz_angles(const Matrix& u) {
  const Complex determinant = u(0, 0) * u(1, 1) - u(0, 1) * u(1, 0);
  ZyzAngles angles{};
  angles.alpha = std::arg(determinant) / 2;
  // With e^{i alpha} taken out, U = [[c e^{-i(b+d)/2}, -s e^{-i(b-d)/2}], [s e^{i(b-d)/2}, c e^{i(b+d)/2}]].
  const Complex unphase = std::polar(1.0, -angles.alpha);
  const double cosine = std::abs(u(0, 0)), sine = std::abs(u(1, 0));
  angles.gamma = 2 * std::atan2(sine, cosine);
  const double sum = cosine > 1e-12 ? 2 * std::arg(u(1, 1) * unphase) : 0;
  const double difference = sine > 1e-12 ? 2 * std::arg(u(1, 0) * unphase) : 0;
  // Where one of the two is undefined, RZ(beta) RZ(delta) can be put into one of them.
  angles.beta = cosine > 1e-12 ? (sine > 1e-12 ? (sum + difference) / 2 : sum) : difference;
  angles.delta = cosine > 1e-12 && sine > 1e-12 ? (sum - difference) / 2 : 0;
  return angles;
}

}  // namespace qpanda3
