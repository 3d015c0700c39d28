#pragma once
// The unitary of a circuit as a value.

#include <cstdint>

#include "qpanda3/base/export.hpp"
#include "qpanda3/circuit/circuit.hpp"
#include "qpanda3/gate/matrix.hpp"

namespace qpanda3::quantum_info {

/// Order of qubits in indices: in Q2Q1Q0 qubit 0 is the least significant bit.
enum class StateSystemType : std::uint8_t { Q2Q1Q0 = 1 };

class QPANDA3_API Unitary {
 public:
  /// 2^r square for the circuit's register of r qubits. InvalidArgument for a circuit with RESET; ResourceExhausted.
  explicit Unitary(const QCircuit& circuit, StateSystemType system_type = StateSystemType::Q2Q1Q0);
  /// InvalidArgument unless the matrix is unitary within 1e-8 and 2^r square.
  explicit Unitary(Matrix matrix);

  const Matrix& matrix() const noexcept { return matrix_; }

  /// Equal dimensions, and each element within 1e-10. A global phase makes a difference.
  friend QPANDA3_API bool operator==(const Unitary& a, const Unitary& b) noexcept;

 private:
  Matrix matrix_;
};

}  // namespace qpanda3::quantum_info
