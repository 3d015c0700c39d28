// The first block column [A; B] is brought to orthogonal columns by one rotation basis for both blocks: one-sided
// Jacobi on A, then, for those columns where A is large and B small, on B as well, since small columns of B are known
// accurately only from B itself. The lengths of the columns are the cosines and sines.

#include "compile/cosine_sine.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace qpanda3::compile {
namespace {

double squared_length(const Matrix& m, std::size_t col) {
  double sum = 0;
  for (std::size_t row = 0; row < m.rows(); ++row) sum += std::norm(m(row, col));
  return sum;
}

Complex inner_product(const Matrix& m, std::size_t a, std::size_t b) {
  Complex sum = 0;
  for (std::size_t row = 0; row < m.rows(); ++row) sum += std::conj(m(row, a)) * m(row, b);
  return sum;
}

void rotate_columns(Matrix& m, std::size_t a, std::size_t b, double c, Complex s) {
  for (std::size_t row = 0; row < m.rows(); ++row) {
    const Complex x = m(row, a), y = m(row, b);
    m(row, a) = c * x - std::conj(s) * y;
    m(row, b) = s * x + c * y;
  }
}

/// Makes the listed columns of `target` orthogonal, turning the same columns of the others along.
void orthogonalise(Matrix& target, Matrix& other, Matrix& basis, const std::vector<std::size_t>& columns) {
  constexpr int kMaxSweeps = 60;
  constexpr double kOrthogonal = 1e-16, kTiny = 1e-300;
  for (int sweep = 0; sweep < kMaxSweeps; ++sweep) {
    bool turned = false;
    for (std::size_t i = 0; i < columns.size(); ++i) {
      for (std::size_t j = i + 1; j < columns.size(); ++j) {
        const std::size_t a = columns[i], b = columns[j];
        const double aa = squared_length(target, a), bb = squared_length(target, b);
        const Complex ab = inner_product(target, a, b);
        const double size = std::abs(ab);
        if (size <= kOrthogonal * std::sqrt(aa * bb) || size < kTiny) continue;
        const double ratio = (bb - aa) / (2 * size);
        const double t = (ratio < 0 ? -1 : 1) / (std::abs(ratio) + std::hypot(1, ratio));
        const double c = 1 / std::hypot(1, t);
        const Complex s = t * c * (ab / size);
        for (Matrix* m : {&target, &other, &basis}) rotate_columns(*m, a, b, c, s);
        turned = true;
      }
    }
    if (!turned) return;
  }
}

/// Orthonormal columns in the directions of those of `m`, the longest first; where nothing is left of a column, any
/// direction that is orthogonal to the others.
Matrix directions(const Matrix& m) {
  constexpr double kNothingLeft = 0.5;
  const std::size_t n = m.rows();
  std::vector<double> lengths(n);
  for (std::size_t col = 0; col < n; ++col) lengths[col] = std::sqrt(squared_length(m, col));
  std::vector<std::size_t> order(n);
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return lengths[a] > lengths[b]; });
  Matrix result(n, n);
  std::vector<Complex> v(n);
  std::size_t next_unit = 0;
  for (std::size_t i = 0; i < n; ++i) {
    // Twice over the others, so that rounding leaves nothing of them.
    const auto reduce = [&] {
      for (int pass = 0; pass < 2; ++pass) {
        for (std::size_t j = 0; j < i; ++j) {
          Complex overlap = 0;
          for (std::size_t row = 0; row < n; ++row) overlap += std::conj(result(row, order[j])) * v[row];
          for (std::size_t row = 0; row < n; ++row) v[row] -= overlap * result(row, order[j]);
        }
      }
      double sum = 0;
      for (const Complex& value : v) sum += std::norm(value);
      return std::sqrt(sum);
    };
    const double length = lengths[order[i]];
    for (std::size_t row = 0; row < n; ++row) v[row] = length > 0 ? m(row, order[i]) / length : 0;
    double left = reduce();
    while (left < kNothingLeft) {
      std::fill(v.begin(), v.end(), Complex(0));
      v[next_unit++ % n] = 1;
      left = reduce();
      if (left > 1 / std::sqrt(4.0 * static_cast<double>(n))) break;  // one of the unit vectors always has that much
    }
    for (std::size_t row = 0; row < n; ++row) result(row, order[i]) = v[row] / left;
  }
  return result;
}

Matrix block_of(const Matrix& m, std::size_t row, std::size_t col) {
  const std::size_t n = m.rows() / 2;
  Matrix block(n, n);
  for (std::size_t i = 0; i < n; ++i)
    for (std::size_t j = 0; j < n; ++j) block(i, j) = m(row * n + i, col * n + j);
  return block;
}

}  // namespace

CosineSine cosine_sine(const Matrix& unitary) {
  const std::size_t n = unitary.rows() / 2;
  Matrix upper = block_of(unitary, 0, 0), lower = block_of(unitary, 1, 0);
  Matrix basis = Matrix::identity(n);
  std::vector<std::size_t> columns(n);
  std::iota(columns.begin(), columns.end(), std::size_t{0});
  orthogonalise(upper, lower, basis, columns);
  std::erase_if(columns, [&](std::size_t col) { return squared_length(upper, col) < 0.5; });
  orthogonalise(lower, upper, basis, columns);

  CosineSine result;
  for (std::size_t col = 0; col < n; ++col)
    result.angles.push_back(std::atan2(std::sqrt(squared_length(lower, col)), std::sqrt(squared_length(upper, col))));
  result.left0 = directions(upper);
  result.left1 = directions(lower);
  result.right0 = basis.adjoint();
  // The second block column is [-left0 S right1; left1 C right1]: take each row of right1 from where it is large.
  const Matrix from_sine = result.left0.adjoint() * block_of(unitary, 0, 1);
  const Matrix from_cosine = result.left1.adjoint() * block_of(unitary, 1, 1);
  result.right1 = Matrix(n, n);
  for (std::size_t row = 0; row < n; ++row) {
    const double c = std::cos(result.angles[row]), s = std::sin(result.angles[row]);
    for (std::size_t col = 0; col < n; ++col)
      result.right1(row, col) = s > c ? -from_sine(row, col) / s : from_cosine(row, col) / c;
  }
  return result;
}

}  // namespace qpanda3::compile
