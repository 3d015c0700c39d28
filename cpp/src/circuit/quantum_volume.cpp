#include <numeric>

#include "circuit/queries.hpp"
#include "circuit/random_draw.hpp"
#include "qpanda3/base/concat.hpp"
#include "qpanda3/base/error.hpp"
#include "qpanda3/circuit/random_circuits.hpp"

namespace qpanda3 {
namespace {

constexpr std::uint64_t kStream = 0x5156;  // apart from other users of the same seed
constexpr std::uint64_t kMaxGates = 100'000'000;

using Column = std::array<Complex, 4>;

Complex inner(const Column& a, const Column& b) {
  Complex sum = 0;
  for (std::size_t i = 0; i < 4; ++i) sum += std::conj(a[i]) * b[i];
  return sum;
}

/// Removes from `column` what lies along the columns before it, and scales it to length 1. False if too little is left
/// to be accurate.
bool orthonormalise(std::span<const Column> before, Column& column) {
  for (int pass = 0; pass < 2; ++pass) {  // the second one removes the rounding of the first
    for (const Column& other : before) {
      const Complex overlap = inner(other, column);
      for (std::size_t i = 0; i < 4; ++i) column[i] -= overlap * other[i];
    }
  }
  const double length = std::sqrt(inner(column, column).real());
  if (length < 1e-6) return false;
  for (Complex& element : column) element /= length;
  return true;
}

Complex determinant(std::array<Column, 4> m) {
  Complex result = 1;
  for (std::size_t k = 0; k < 4; ++k) {
    std::size_t pivot = k;
    for (std::size_t i = k + 1; i < 4; ++i)
      if (std::norm(m[i][k]) > std::norm(m[pivot][k])) pivot = i;
    if (pivot != k) {
      std::swap(m[pivot], m[k]);
      result = -result;
    }
    result *= m[k][k];
    for (std::size_t i = k + 1; i < 4; ++i) {
      const Complex factor = m[i][k] / m[k][k];
      for (std::size_t j = k; j < 4; ++j) m[i][j] -= factor * m[k][j];
    }
  }
  return result;
}

}  // namespace

Matrix draw_su4(CounterRng& rng) {
  // Each column is uniform on what the columns before it leave of the sphere: Haar-random in U(4). Turning the last one
  // by the phase that makes the determinant 1 commutes with multiplication from the left by SU(4): Haar-random there.
  std::array<Column, 4> columns;
  for (std::size_t k = 0; k < 4; ++k) {
    do {
      columns[k] = draw_unit_vector<4>(rng);
    } while (!orthonormalise(std::span(columns.data(), k), columns[k]));
  }
  const Complex turn = std::conj(determinant(columns));
  for (Complex& element : columns[3]) element *= turn / std::sqrt(std::norm(turn));
  Matrix matrix(4, 4);
  for (std::size_t row = 0; row < 4; ++row)
    for (std::size_t col = 0; col < 4; ++col) matrix(row, col) = columns[col][row];
  return matrix;
}

QCircuit QV(std::int64_t num_qubit, std::int64_t depth, std::uint64_t seed) {
  const Index qubits = checked_register_size("QV", num_qubit);
  if (depth < -1) throw NegativeValue(concat("QV: depth must not be negative (-1 stands for num_qubit), got ", depth));
  const auto layers = static_cast<std::uint64_t>(depth == -1 ? num_qubit : depth);
  const std::uint64_t pairs = qubits / 2;
  if (pairs != 0 && layers > kMaxGates / pairs)
    throw ResourceExhausted(
        concat("QV: at most ", kMaxGates, " gates, got ", pairs, " pairs in each of ", layers, " layers"));
  CounterRng rng(seed, kStream);
  QCircuit circuit(num_qubit);
  std::vector<Index> order(qubits);
  std::iota(order.begin(), order.end(), 0);
  for (std::uint64_t layer = 0; pairs != 0 && layer < layers; ++layer) {
    InterruptScope::poll();
    for (std::uint64_t i = qubits - 1; i > 0; --i) std::swap(order[i], order[draw_below(rng, i + 1)]);
    for (std::size_t pair = 0; pair < pairs; ++pair)
      circuit << QGate(std::span<const Index>(order).subspan(2 * pair, 2),
                       std::make_shared<const Matrix>(draw_su4(rng)));
  }
  return circuit;
}

}  // namespace qpanda3
