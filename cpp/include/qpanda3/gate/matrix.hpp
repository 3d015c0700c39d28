#pragma once
// A dense complex matrix, row-major, for gates and small circuits. Not for states.

#include <complex>
#include <cstddef>
#include <span>
#include <vector>

#include "qpanda3/base/export.hpp"

namespace qpanda3 {

using Complex = std::complex<double>;

class QPANDA3_API Matrix {
 public:
  Matrix() = default;
  Matrix(std::size_t rows, std::size_t cols) : rows_(rows), cols_(cols), data_(rows * cols) {}
  /// `data` holds rows * cols numbers, row by row; InvalidArgument otherwise.
  Matrix(std::size_t rows, std::size_t cols, std::vector<Complex> data);
  static Matrix identity(std::size_t size);

  std::size_t rows() const noexcept { return rows_; }
  std::size_t cols() const noexcept { return cols_; }
  bool is_square() const noexcept { return rows_ == cols_; }
  Complex& operator()(std::size_t row, std::size_t col) noexcept { return data_[row * cols_ + col]; }
  const Complex& operator()(std::size_t row, std::size_t col) const noexcept { return data_[row * cols_ + col]; }
  Complex* data() noexcept { return data_.data(); }
  const Complex* data() const noexcept { return data_.data(); }
  std::span<const Complex> values() const noexcept { return data_; }

  /// The conjugate transpose.
  Matrix adjoint() const;
  /// True if M M† differs from the identity by at most `tolerance` in each element; false for non-finite elements.
  bool is_unitary(double tolerance = 1e-8) const;

  friend bool operator==(const Matrix&, const Matrix&) = default;

 private:
  std::size_t rows_ = 0;
  std::size_t cols_ = 0;
  std::vector<Complex> data_;
};

QPANDA3_API Matrix operator*(const Matrix& a, const Matrix& b);

/// The same operator with its qubits listed in another order: new operand `i` is old operand `order[i]`. Bit `i` of a
/// row or column index belongs to operand `i`, so the matrix is 2^k square for k = order.size().
QPANDA3_API Matrix permute_operands(const Matrix& matrix, std::span<const std::size_t> order);

/// U = basis diag(e^{i phases}) basis†; phases in (-pi, pi], basis unitary.
struct UnitarySpectrum {
  std::vector<double> phases;
  Matrix basis;
};
/// The eigenphases and eigenvectors of a unitary.
QPANDA3_API UnitarySpectrum unitary_spectrum(const Matrix& unitary);

/// U^k on the principal branch: each eigenphase is taken in (-pi, pi] and multiplied by k. `unitary` must be unitary.
QPANDA3_API Matrix unitary_power(const Matrix& unitary, double k);

/// Angles with U = e^{i alpha} RZ(beta) RY(gamma) RZ(delta), the parameters of U4, for a 2x2 unitary.
struct ZyzAngles {
  double alpha, beta, gamma, delta;
};
QPANDA3_API ZyzAngles zyz_angles(const Matrix& unitary);

}  // namespace qpanda3
