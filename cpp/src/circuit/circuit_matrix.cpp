// The dense unitary of a circuit: gates applied to all columns of the identity. For a few qubits, not a simulator.

#include "circuit/queries.hpp"
#include "qpanda3/base/concat.hpp"
#include "qpanda3/base/error.hpp"
#include "qpanda3/circuit/circuit.hpp"

namespace qpanda3 {
namespace {

constexpr std::size_t kMaxMatrixQubits = 14;  // 2^28 elements, 4 GiB

/// Where the 2^k amplitudes that one application of a gate mixes lie, relative to their first index.
std::vector<std::size_t> target_offsets(std::span<const Index> targets) {
  std::vector<std::size_t> offsets(std::size_t{1} << targets.size());
  for (std::size_t i = 0; i < offsets.size(); ++i)
    for (std::size_t bit = 0; bit < targets.size(); ++bit) offsets[i] |= ((i >> bit) & 1) << targets[bit];
  return offsets;
}

/// Asks the interrupt check after each few million multiplications, some ten milliseconds.
class Pacer {
 public:
  explicit Pacer(const InterruptCheck& check) : check_(check) {}
  void did(std::size_t work) {
    done_ += work;
    if (done_ < kInterval) return;
    done_ = 0;
    if (check_) check_();
  }

 private:
  static constexpr std::size_t kInterval = std::size_t{1} << 23;
  const InterruptCheck& check_;
  std::size_t done_ = 0;
};

/// matrix -> gate * matrix, row operations on all columns at once.
void apply_to_rows(Matrix& matrix, const Step& step, Pacer& pacer) {
  const Matrix gate = little_endian_matrix(step.gate(), step.params(), step.dagger, step.oracle());
  const std::vector<std::size_t> offsets = target_offsets(step.targets);
  std::size_t control_mask = 0, target_mask = 0;
  for (const Index qubit : step.controls) control_mask |= std::size_t{1} << qubit;
  for (const Index qubit : step.targets) target_mask |= std::size_t{1} << qubit;

  const std::size_t cols = matrix.cols();
  std::vector<Complex> old_values(offsets.size());
  for (std::size_t base = 0; base < matrix.rows(); ++base) {
    if ((base & target_mask) != 0 || (base & control_mask) != control_mask) continue;
    for (std::size_t col = 0; col < cols; ++col) {
      for (std::size_t i = 0; i < offsets.size(); ++i) old_values[i] = matrix(base + offsets[i], col);
      for (std::size_t i = 0; i < offsets.size(); ++i) {
        Complex sum = 0;
        for (std::size_t j = 0; j < offsets.size(); ++j) sum += gate(i, j) * old_values[j];
        matrix(base + offsets[i], col) = sum;
      }
    }
    pacer.did(cols * offsets.size() * offsets.size());
  }
}

}  // namespace

Matrix QCircuit::matrix(const InterruptCheck& interrupt) const {
  const std::size_t qubits = get_register_size();
  if (qubits > kMaxMatrixQubits)
    throw ResourceExhausted(concat("matrix: the unitary on ", qubits, " qubits has 4^", qubits,
                                   " elements of 16 bytes; ", "at most ", kMaxMatrixQubits, " qubits are supported"));
  check_countable(*block_);
  Matrix result = Matrix::identity(std::size_t{1} << qubits);
  Pacer pacer(interrupt);
  OperationCursor cursor(*block_, dagger_, controls_);
  for (Step step; cursor.next(step);) {
    pacer.did(1);
    if (step.gate() == GateType::BARRIER) continue;
    if (step.gate() == GateType::RESET)
      throw InvalidArgument("matrix: RESET is not unitary, so the circuit has no matrix");
    apply_to_rows(result, step, pacer);
  }
  return result;
}

}  // namespace qpanda3
