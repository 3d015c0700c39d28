#include "qpanda3/quantum_info/density_matrix.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

#include "quantum_info/checks.hpp"
#include "quantum_info/density_checks.hpp"
#include "sim/evolve.hpp"
#include "sim/state_buffer.hpp"

namespace qpanda3::quantum_info {
namespace {

std::size_t checked_dim(std::int64_t num_qubits) {
  if (num_qubits < 0) throw NegativeValue(concat("DensityMatrix: qbit_total must not be negative, got ", num_qubits));
  if (static_cast<std::uint64_t>(num_qubits) > sim::kMaxQubits)
    sim::check_memory(static_cast<std::size_t>(num_qubits), Precision::float64, 1, 0);  // refuses
  sim::check_memory(2 * static_cast<std::size_t>(num_qubits), Precision::float64, 1, 0);
  return std::size_t{1} << num_qubits;
}

}  // namespace

DensityMatrix::DensityMatrix(std::int64_t num_qubits) {
  const std::size_t dim = checked_dim(num_qubits);
  matrix_ = Matrix(dim, dim);
  matrix_(0, 0) = 1;
}

DensityMatrix::DensityMatrix(Matrix matrix) : matrix_(std::move(matrix)) {
  if (const auto fault = fault_of_density_matrix(matrix_)) throw InvalidArgument(concat("DensityMatrix: ", *fault));
}

Complex DensityMatrix::at(std::int64_t row, std::int64_t col) const {
  const std::size_t r = checked_index("DensityMatrix.at", "row_idx", row, dim());
  return matrix_(r, checked_index("DensityMatrix.at", "col_idx", col, dim()));
}

double DensityMatrix::purity() const noexcept {
  double sum = 0;
  for (const Complex value : matrix_.values()) sum += value.real() * value.real() + value.imag() * value.imag();
  return sum;
}

bool DensityMatrix::is_valid() const { return !fault_of_density_matrix(matrix_).has_value(); }

std::vector<Complex> DensityMatrix::to_statevector() const {
  if (std::abs(purity() - 1) > kStateTolerance) return {};
  std::size_t best = 0;
  for (std::size_t i = 1; i < dim(); ++i)
    if (matrix_(i, i).real() > matrix_(best, best).real()) best = i;
  std::vector<Complex> state(dim());
  const double norm = std::sqrt(matrix_(best, best).real());
  for (std::size_t i = 0; i < dim(); ++i) state[i] = matrix_(i, best) / norm;
  const auto first =
      std::find_if(state.begin(), state.end(), [](Complex value) { return std::abs(value) > kStateTolerance; });
  const Complex phase = std::conj(*first) / std::abs(*first);
  for (Complex& value : state) value *= phase;
  *first = std::abs(*first);
  return state;
}

DensityMatrix DensityMatrix::evolve(const QCircuit& circuit) const {
  DensityMatrix evolved = *this;
  evolved.update_by_evolve(circuit);
  return evolved;
}

DensityMatrix& DensityMatrix::update_by_evolve(const QCircuit& circuit) {
  sim::evolve_density({matrix_.data(), matrix_.values().size()}, circuit);
  return *this;
}

bool operator==(const DensityMatrix& a, const DensityMatrix& b) noexcept {
  const auto x = a.matrix_.values(), y = b.matrix_.values();
  return std::equal(x.begin(), x.end(), y.begin(), y.end(),
                    [](Complex p, Complex q) { return is_near(p, q, kStateTolerance); });
}

}  // namespace qpanda3::quantum_info
