#pragma once
// A mixed state as a value. Qubit 0 is the least significant bit of row and column numbers.

#include <cstdint>
#include <vector>

#include "qpanda3/base/export.hpp"
#include "qpanda3/circuit/circuit.hpp"
#include "qpanda3/gate/matrix.hpp"
#include "qpanda3/quantum_info/state_vector.hpp"

namespace qpanda3::quantum_info {

/// A 2^n square matrix that is Hermitian, has trace 1 and no negative eigenvalue, each within kStateTolerance.
class QPANDA3_API DensityMatrix {
 public:
  /// |0><0| of one qubit.
  DensityMatrix() : DensityMatrix(std::int64_t{1}) {}
  /// |0...0><0...0| of n qubits. NegativeValue; ResourceExhausted if it does not fit into memory.
  explicit DensityMatrix(std::int64_t num_qubits);
  /// InvalidArgument, naming what is wrong, for a matrix that is no state.
  explicit DensityMatrix(Matrix matrix);
  explicit DensityMatrix(const StateVector& state) : matrix_(state.density_matrix()) {}

  std::size_t dim() const noexcept { return matrix_.rows(); }
  const Matrix& matrix() const noexcept { return matrix_; }
  /// NegativeValue, IndexOutOfRange.
  Complex at(std::int64_t row, std::int64_t col) const;
  /// The trace of the square: 1 for pure states, 1 / dim for the completely mixed one.
  double purity() const noexcept;
  bool is_valid() const;
  /// The amplitudes of a pure state, the first that is not 0 being positive; empty if the purity is below 1 by more
  /// than kStateTolerance.
  std::vector<Complex> to_statevector() const;

  /// U rho U†. InvalidArgument for a circuit with RESET or on more qubits than the state has.
  DensityMatrix evolve(const QCircuit& circuit) const;
  DensityMatrix& update_by_evolve(const QCircuit& circuit);

  /// Equal dimensions, and each element within kStateTolerance.
  friend QPANDA3_API bool operator==(const DensityMatrix& a, const DensityMatrix& b) noexcept;

 private:
  Matrix matrix_;
};

}  // namespace qpanda3::quantum_info
