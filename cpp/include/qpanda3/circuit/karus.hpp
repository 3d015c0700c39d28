#pragma once
// Karus: a channel given by Kraus matrices, as an item of a program. The spelling is the public interface's.

#include <map>
#include <memory>
#include <span>
#include <vector>

#include "qpanda3/base/export.hpp"
#include "qpanda3/gate/matrix.hpp"
#include "qpanda3/gate/qubit.hpp"

namespace qpanda3 {

/// Square matrices of 2^k rows, each row by row in one flat list; the first qubit is the least significant bit.
using KarusMatrices = std::vector<std::vector<Complex>>;

/// The channel rho -> sum of K rho K† on some qubits. It can stand in a QProg, not in a QCircuit. Copies share the
/// matrices, which never change.
class QPANDA3_API Karus {
 public:
  /// InvalidArgument unless the qubits are distinct, each matrix is 2^k square for k qubits, and the sum of K†K is
  /// within 1e-6 of the identity.
  Karus(std::span<const Index> qubits, KarusMatrices matrices);
  /// For programs and errors: parts that were checked before.
  struct Unchecked {};
  Karus(Unchecked, std::span<const Index> qubits, std::shared_ptr<const KarusMatrices> matrices)
      : qubits_(qubits), matrices_(std::move(matrices)) {}

  /// The least significant one first.
  std::vector<Index> qubits() const { return qubits_.to_vector(); }
  const KarusMatrices& karus_matrices() const noexcept { return *matrices_; }
  const std::shared_ptr<const KarusMatrices>& shared_matrices() const noexcept { return matrices_; }

  /// Renames qubits; those that are not in the map stay. InvalidArgument if two become equal (nothing changes then).
  Karus& remap(const std::map<Index, Index>& map);
  /// `map[q]` is the new number of qubit q; IndexOutOfRange if it is too short.
  Karus& remap(std::span<const Index> map);

  static constexpr std::size_t kMaxQubits = 10;

 private:
  void replace_qubits(IndexList qubits);

  IndexList qubits_;
  std::shared_ptr<const KarusMatrices> matrices_;
};

/// Equal qubits, in order, and equal matrices.
QPANDA3_API bool operator==(const Karus& a, const Karus& b);

/// The number of qubits that a set of Kraus matrices acts on, 1 .. Karus::kMaxQubits. InvalidArgument if they are not
/// square of one size 2^k, or the sum of K†K is not within 1e-6 of the identity; the message begins with `owner`.
QPANDA3_API std::size_t checked_karus_matrices(const char* owner, const KarusMatrices& matrices);

}  // namespace qpanda3
