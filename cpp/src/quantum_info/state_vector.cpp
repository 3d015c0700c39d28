#include "qpanda3/quantum_info/state_vector.hpp"

#include <algorithm>
#include <bit>
#include <cmath>

#include "quantum_info/checks.hpp"
#include "sim/evolve.hpp"
#include "sim/state_buffer.hpp"

namespace qpanda3::quantum_info {
namespace {

/// Amplitudes this near to norm 1 are left as they are, so that a state made from another's amplitudes equals it.
constexpr double kExact = 1e-12;

double squared_norm(std::span<const Complex> amplitudes) {
  double sum = 0;
  for (const Complex value : amplitudes) sum += value.real() * value.real() + value.imag() * value.imag();
  return sum;
}

std::size_t checked_dim(std::int64_t num_qubits) {
  if (num_qubits < 0) throw NegativeValue(concat("StateVector: qbit_total must not be negative, got ", num_qubits));
  sim::check_memory(static_cast<std::size_t>(num_qubits), Precision::float64, 1, 0);
  return std::size_t{1} << num_qubits;
}

void normalise(std::vector<Complex>& amplitudes) {
  // Scaled by the largest first: squares of very large or very small numbers are no numbers.
  double largest = 0;
  for (std::size_t i = 0; i < amplitudes.size(); ++i) {
    if (!is_finite(amplitudes[i]))
      throw InvalidArgument(concat("StateVector: amplitude ", i, " is ", amplitudes[i], ", which is not finite"));
    largest = std::max({largest, std::abs(amplitudes[i].real()), std::abs(amplitudes[i].imag())});
  }
  if (largest == 0) throw InvalidArgument("StateVector: all amplitudes are 0; one at least must not be");
  const double plain = squared_norm(amplitudes);
  if (std::abs(plain - 1) <= kExact) return;
  for (Complex& value : amplitudes) value /= largest;
  const double norm = std::sqrt(squared_norm(amplitudes));
  for (Complex& value : amplitudes) value /= norm;
}

std::vector<Complex> dense(const std::map<std::int64_t, Complex>& amplitudes) {
  if (amplitudes.empty()) throw InvalidArgument("StateVector: the dictionary of amplitudes is empty");
  const auto [lowest, highest] = std::pair(amplitudes.begin()->first, amplitudes.rbegin()->first);
  if (lowest < 0) throw NegativeValue(concat("StateVector: an index must not be negative, got ", lowest));
  const auto num_qubits = std::max(1, static_cast<int>(std::bit_width(static_cast<std::uint64_t>(highest))));
  std::vector<Complex> values(checked_dim(num_qubits));
  for (const auto& [index, value] : amplitudes) values[static_cast<std::size_t>(index)] = value;
  return values;
}

}  // namespace

StateVector::StateVector(std::int64_t num_qubits) : amplitudes_(checked_dim(num_qubits)) { amplitudes_[0] = 1; }

StateVector::StateVector(std::vector<Complex> amplitudes) : amplitudes_(std::move(amplitudes)) {
  check_power_of_two("StateVector", amplitudes_.size(), "amplitudes");
  normalise(amplitudes_);
}

StateVector::StateVector(const std::map<std::int64_t, Complex>& amplitudes) : StateVector(dense(amplitudes)) {}

unsigned StateVector::num_qubits() const noexcept {
  return static_cast<unsigned>(std::countr_zero(amplitudes_.size()));
}

Complex StateVector::at(std::int64_t index) const {
  return amplitudes_[checked_index("StateVector.at", "idx", index, dim())];
}

double StateVector::purity() const noexcept {
  const double norm = squared_norm(amplitudes_);
  return norm * norm;
}

bool StateVector::is_valid() const noexcept { return std::abs(squared_norm(amplitudes_) - 1) <= kStateTolerance; }

Matrix StateVector::density_matrix() const {
  sim::check_memory(2 * std::size_t{num_qubits()}, Precision::float64, 1, 0);
  Matrix matrix(dim(), dim());
  for (std::size_t row = 0; row < dim(); ++row)
    for (std::size_t col = 0; col < dim(); ++col) matrix(row, col) = amplitudes_[row] * std::conj(amplitudes_[col]);
  return matrix;
}

StateVector StateVector::evolve(const QCircuit& circuit) const {
  StateVector evolved = *this;
  evolved.update_by_evolve(circuit);
  return evolved;
}

StateVector& StateVector::update_by_evolve(const QCircuit& circuit) {
  sim::evolve_state(amplitudes_, circuit);
  return *this;
}

bool operator==(const StateVector& a, const StateVector& b) noexcept {
  return std::equal(a.amplitudes_.begin(), a.amplitudes_.end(), b.amplitudes_.begin(), b.amplitudes_.end(),
                    [](Complex x, Complex y) { return is_near(x, y, kStateTolerance); });
}

}  // namespace qpanda3::quantum_info
