#include "qpanda3/sim/quantum_error.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <random>
#include <string_view>
#include <utility>

#include "qpanda3/base/concat.hpp"
#include "qpanda3/base/error.hpp"

namespace qpanda3 {
namespace {

constexpr double kTolerance = 1e-6;
/// The wider errors of the field act on two qubits; the limit keeps matrices and masks small.
constexpr std::size_t kMaxErrorQubits = Karus::kMaxQubits;
constexpr Complex kImaginary(0, 1);

double checked_probability(std::string_view function, double prob) {
  if (!(prob >= 0 && prob <= 1)) throw InvalidArgument(concat(function, ": prob must be in 0 .. 1, got ", prob));
  return prob;
}

std::size_t checked_labels(const QuantumError::Labels& labels) {
  if (labels.empty()) throw InvalidArgument("QuantumError: at least one label is needed");
  const std::size_t length = labels.begin()->first.size();
  double sum = 0;
  for (const auto& [label, probability] : labels) {
    if (label.empty() || label.size() != length || label.size() > kMaxErrorQubits)
      throw InvalidArgument(concat("QuantumError: label '", label, "': labels must all have the same length, 1 .. ",
                                   kMaxErrorQubits, ", the first has ", length));
    if (label.find_first_not_of("IXYZ") != std::string::npos)
      throw InvalidArgument(concat("QuantumError: label '", label, "': letters must be I, X, Y or Z"));
    if (!(probability >= 0 && probability <= 1))
      throw InvalidArgument(
          concat("QuantumError: label '", label, "': the probability must be in 0 .. 1, got ", probability));
    sum += probability;
  }
  if (std::abs(sum - 1) > kTolerance)
    throw InvalidArgument(concat("QuantumError: the probabilities must sum to 1, they sum to ", sum,
                                 "; give the identity label the rest"));
  return length;
}

std::vector<Complex> pauli_matrix(char letter) {
  switch (letter) {
    case 'X':
      return {0, 1, 1, 0};
    case 'Y':
      return {0, -kImaginary, kImaginary, 0};
    case 'Z':
      return {1, 0, 0, -1};
    default:
      return {1, 0, 0, 1};
  }
}

std::size_t rows_of(const std::vector<Complex>& matrix) {
  return std::size_t{1} << (std::countr_zero(matrix.size()) / 2);
}

std::vector<Complex> kronecker(const std::vector<Complex>& high, const std::vector<Complex>& low) {
  const std::size_t high_rows = rows_of(high), low_rows = rows_of(low), rows = high_rows * low_rows;
  std::vector<Complex> product(rows * rows);
  for (std::size_t row = 0; row < rows; ++row)
    for (std::size_t col = 0; col < rows; ++col)
      product[row * rows + col] =
          high[(row / low_rows) * high_rows + col / low_rows] * low[(row % low_rows) * low_rows + col % low_rows];
  return product;
}

std::vector<Complex> product(const std::vector<Complex>& left, const std::vector<Complex>& right) {
  const std::size_t rows = rows_of(left);
  std::vector<Complex> result(rows * rows);
  for (std::size_t row = 0; row < rows; ++row)
    for (std::size_t inner = 0; inner < rows; ++inner)
      for (std::size_t col = 0; col < rows; ++col)
        result[row * rows + col] += left[row * rows + inner] * right[inner * rows + col];
  return result;
}

/// The product of two Pauli letters, without its phase.
char product(char a, char b) {
  if (a == 'I') return b;
  if (b == 'I') return a;
  if (a == b) return 'I';
  return static_cast<char>('X' + 'Y' + 'Z' - a - b);
}

}  // namespace

QuantumError::QuantumError() : matrices_{{1, 0, 0, 1}} {}

QuantumError::QuantumError(const Labels& probabilities)
    : qubit_num_(checked_labels(probabilities)), labels_(probabilities) {}

QuantumError::QuantumError(const FlatMatrices& karus_matrices)
    : qubit_num_(checked_karus_matrices("QuantumError", karus_matrices)), matrices_(karus_matrices) {}

QuantumError::FlatMatrices QuantumError::karus_matrices() const {
  if (labels_.empty()) return matrices_;
  FlatMatrices matrices;
  for (const auto& [label, probability] : labels_) {
    std::vector<Complex> matrix{1};
    for (const char letter : label) matrix = kronecker(matrix, pauli_matrix(letter));
    for (Complex& value : matrix) value *= std::sqrt(probability);
    matrices.push_back(std::move(matrix));
  }
  return matrices;
}

QuantumError QuantumError::tensor(const QuantumError& other) const {
  if (qubit_num_ + other.qubit_num_ > kMaxErrorQubits)
    throw InvalidArgument(concat("tensor: the errors act on ", qubit_num_ + other.qubit_num_,
                                 " qubits together, at most ", kMaxErrorQubits, " are allowed"));
  if (!labels_.empty() && !other.labels_.empty()) {
    Labels labels;
    for (const auto& [high, p] : labels_)
      for (const auto& [low, q] : other.labels_) labels[high + low] += p * q;
    return QuantumError(labels);
  }
  FlatMatrices matrices;
  for (const auto& high : karus_matrices())
    for (const auto& low : other.karus_matrices()) matrices.push_back(kronecker(high, low));
  return QuantumError(matrices);
}

QuantumError QuantumError::compose(const QuantumError& other) const {
  if (qubit_num_ != other.qubit_num_)
    throw InvalidArgument(concat("compose: both errors must act on the same number of qubits, got ", qubit_num_,
                                 " and ", other.qubit_num_));
  if (!labels_.empty() && !other.labels_.empty()) {
    Labels labels;
    for (const auto& [first, p] : labels_)
      for (const auto& [second, q] : other.labels_) {
        std::string label(qubit_num_, 'I');
        for (std::size_t i = 0; i < qubit_num_; ++i) label[i] = product(first[i], second[i]);
        labels[label] += p * q;
      }
    return QuantumError(labels);
  }
  FlatMatrices matrices;
  for (const auto& second : other.karus_matrices())
    for (const auto& first : karus_matrices()) matrices.push_back(product(second, first));
  return QuantumError(matrices);
}

QCircuit QuantumError::error_circuit(std::span<const Index> qubits, CounterRng& rng) const {
  if (labels_.empty())
    throw InvalidArgument("error_circuit: this error is given by Kraus matrices, which are no gates; see error_karus");
  if (qubits.size() != qubit_num_)
    throw InvalidArgument(concat("error_circuit: the error acts on ", qubit_num_, " qubits, got ", list_text(qubits)));
  double left = rng.uniform();
  const std::string* drawn = nullptr;
  for (const auto& [label, probability] : labels_) {
    if (probability <= 0) continue;
    drawn = &label;
    left -= probability;
    if (left < 0) break;
  }
  QCircuit circuit;
  for (std::size_t i = 0; i < qubits.size(); ++i) {
    const char letter = (*drawn)[qubit_num_ - 1 - i];
    if (letter == 'I') continue;
    const GateType type = letter == 'X' ? GateType::X : letter == 'Y' ? GateType::Y : GateType::Z;
    circuit << QGate(type, qubits.subspan(i, 1));
  }
  return circuit;
}

Karus QuantumError::error_karus(std::span<const Index> qubits) const {
  if (qubits.size() != qubit_num_)
    throw InvalidArgument(concat("error_karus: the error acts on ", qubit_num_, " qubits, got ", list_text(qubits)));
  return Karus(qubits, karus_matrices());
}

QCircuit QuantumError::error_circuit(std::span<const Index> qubits) const {
  std::random_device device;
  CounterRng rng(device() | std::uint64_t{device()} << 32, 0);
  return error_circuit(qubits, rng);
}

namespace {

QuantumError pauli_error(std::string_view function, const std::string& label, double prob) {
  checked_probability(function, prob);
  return QuantumError(QuantumError::Labels{{"I", 1 - prob}, {label, prob}});
}

/// How much of an exponential decay has happened after `time`; nothing for an infinite time constant.
double decayed(double time, double constant) { return std::isinf(constant) ? 0 : -std::expm1(-time / constant); }

}  // namespace

QuantumError pauli_x_error(double prob) { return pauli_error("pauli_x_error", "X", prob); }
QuantumError pauli_y_error(double prob) { return pauli_error("pauli_y_error", "Y", prob); }
QuantumError pauli_z_error(double prob) { return pauli_error("pauli_z_error", "Z", prob); }

QuantumError depolarizing_error(double prob) {
  checked_probability("depolarizing_error", prob);
  const double each = prob / 4;
  return QuantumError(QuantumError::Labels{{"I", 1 - 3 * each}, {"X", each}, {"Y", each}, {"Z", each}});
}

QuantumError amplitude_damping_error(double prob) {
  checked_probability("amplitude_damping_error", prob);
  return QuantumError(QuantumError::FlatMatrices{{1, 0, 0, std::sqrt(1 - prob)}, {0, std::sqrt(prob), 0, 0}});
}

QuantumError phase_damping_error(double prob) {
  checked_probability("phase_damping_error", prob);
  return pauli_z_error((1 - std::sqrt(1 - prob)) / 2);
}

QuantumError decoherence_error(double T1, double T2, double time_param) {
  if (!(T1 > 0)) throw InvalidArgument(concat("decoherence_error: T1 must be positive, got ", T1));
  if (!(T2 > 0 && T2 <= 2 * T1))
    throw InvalidArgument(concat("decoherence_error: T2 must be positive and at most 2 T1 = ", 2 * T1, ", got ", T2));
  if (!(time_param >= 0 && std::isfinite(time_param)))
    throw InvalidArgument(concat("decoherence_error: time_param must be finite and at least 0, got ", time_param));
  // Damping alone lets coherence decay with 2 T1; flips of the phase make up for the rest.
  const double damping = decayed(time_param, T1);
  const double rate = (std::isinf(T2) ? 0 : 1 / T2) - (std::isinf(T1) ? 0 : 1 / (2 * T1));
  const double flip = std::max(0.0, -std::expm1(-time_param * rate) / 2);
  const double keep0 = std::sqrt(1 - flip), keep1 = std::sqrt(flip);
  const double stay = std::sqrt(1 - damping), decay = std::sqrt(damping);
  return QuantumError(QuantumError::FlatMatrices{
      {keep0, 0, 0, keep0 * stay}, {keep1, 0, 0, -keep1 * stay}, {0, keep0 * decay, 0, 0}, {0, -keep1 * decay, 0, 0}});
}

}  // namespace qpanda3
