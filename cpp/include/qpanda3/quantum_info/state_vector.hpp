#pragma once
// A pure state as a value. Qubit 0 is the least significant bit of an index.

#include <cstdint>
#include <map>
#include <span>
#include <vector>

#include "qpanda3/base/export.hpp"
#include "qpanda3/circuit/circuit.hpp"
#include "qpanda3/gate/matrix.hpp"

namespace qpanda3::quantum_info {

/// 2^n amplitudes with norm 1. Not to be mixed up with qpanda3::StateVector, the view of a simulator's memory.
class QPANDA3_API StateVector {
 public:
  /// |0> of one qubit.
  StateVector() : StateVector(std::int64_t{1}) {}
  /// |0...0> of n qubits. NegativeValue; ResourceExhausted if the state does not fit into memory.
  explicit StateVector(std::int64_t num_qubits);
  /// 2^n finite amplitudes, not all zero, which are divided by their norm. InvalidArgument otherwise.
  explicit StateVector(std::vector<Complex> amplitudes);
  /// Amplitudes by index, others being 0, of the smallest register that has all indices; normalised too. NegativeValue
  /// for an index below 0; InvalidArgument if there is none.
  explicit StateVector(const std::map<std::int64_t, Complex>& amplitudes);

  /// 2^n.
  std::size_t dim() const noexcept { return amplitudes_.size(); }
  unsigned num_qubits() const noexcept;
  std::span<const Complex> amplitudes() const noexcept { return amplitudes_; }
  /// NegativeValue, IndexOutOfRange.
  Complex at(std::int64_t index) const;
  /// The square of the squared norm: 1 up to rounding.
  double purity() const noexcept;
  /// Whether the norm is 1 within kStateTolerance.
  bool is_valid() const noexcept;
  /// |psi><psi|. ResourceExhausted if that does not fit into memory.
  Matrix density_matrix() const;

  /// U |psi>. InvalidArgument for a circuit with RESET or on more qubits than the state has.
  StateVector evolve(const QCircuit& circuit) const;
  StateVector& update_by_evolve(const QCircuit& circuit);

  /// Equal dimensions, and each amplitude within kStateTolerance. A global phase makes a difference.
  friend QPANDA3_API bool operator==(const StateVector& a, const StateVector& b) noexcept;

 private:
  std::vector<Complex> amplitudes_;
};

/// How far norms, traces and elements may be off, here and in DensityMatrix.
inline constexpr double kStateTolerance = 1e-5;

}  // namespace qpanda3::quantum_info
