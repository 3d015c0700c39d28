#pragma once
// NoiseModel: which errors follow which gates, and how measured bits are misread.

#include <array>
#include <map>
#include <optional>
#include <span>
#include <vector>

#include "qpanda3/base/export.hpp"
#include "qpanda3/gate/gate_info.hpp"
#include "qpanda3/gate/qubit.hpp"
#include "qpanda3/sim/quantum_error.hpp"

namespace qpanda3 {

/// An error and the qubits it acts on, least significant first.
struct PlacedError {
  const QuantumError* error;
  IndexList qubits;
};

/// `flip[b]`: probability that a measured b is read as 1 - b.
struct ReadOutError {
  std::array<double, 2> flip{0, 0};
  friend bool operator==(const ReadOutError&, const ReadOutError&) = default;
};

/// A value: copies are independent.
///
/// An error belongs to the stored type of a gate, after which it acts: CRX counts as RX, TOFFOLI and controlled X as X.
/// One-qubit errors act on each qubit of the gate, controls included, on their own; an error on k > 1 qubits needs a
/// gate with k qubits in total, or with k targets. Errors for particular qubits replace those for all qubits there.
class QPANDA3_API NoiseModel {
 public:
  /// Adds an error after gates of one type, on all qubits. InvalidArgument for a type that takes no noise.
  void add_all_qubit_quantum_error(const QuantumError& error, GateType gate_type);
  void add_all_qubit_quantum_error(const QuantumError& error, std::span<const GateType> gate_types);
  /// The same for particular qubits: each of the list for gates on one target, the pair (in any order) for gates on
  /// two.
  void add_quantum_error(const QuantumError& error, GateType gate_type, std::span<const Index> qubits);
  void add_quantum_error(const QuantumError& error, std::span<const GateType> gate_types,
                         std::span<const Index> qubits);

  using Rows = std::vector<std::vector<double>>;
  /// `probs` is [[p(0|0), p(1|0)], [p(0|1), p(1|1)]], each row summing to 1; InvalidArgument otherwise.
  void add_read_out_error(const Rows& probs, Index qubit);
  void add_all_qubit_read_out_error(const Rows& probs);

  /// False for a model without any error.
  bool is_enabled() const noexcept { return has_gate_errors() || has_read_out_errors(); }
  bool has_gate_errors() const noexcept { return !gates_.empty(); }
  bool has_read_out_errors() const noexcept { return all_read_out_.has_value() || !read_out_.empty(); }

  /// The errors after a gate, in the order in which they act. InvalidArgument if an error for several qubits does not
  /// fit the gate.
  std::vector<PlacedError> errors_after(GateType gate_type, std::span<const Index> controls,
                                        std::span<const Index> targets) const;
  /// Null if measuring this qubit is exact.
  const ReadOutError* read_out_error(Index qubit) const noexcept;

  struct GateErrors {
    std::vector<QuantumError> all;
    std::map<std::vector<Index>, std::vector<QuantumError>> placed;  ///< by sorted qubits
    friend bool operator==(const GateErrors&, const GateErrors&) = default;
  };
  /// What was added, by type of gate; adding it again in this order gives an equal model.
  const std::map<GateType, GateErrors>& gate_errors() const noexcept { return gates_; }
  const std::map<Index, ReadOutError>& read_out_errors() const noexcept { return read_out_; }
  const std::optional<ReadOutError>& all_qubit_read_out_error() const noexcept { return all_read_out_; }

  /// The same errors added in the same order.
  friend bool operator==(const NoiseModel&, const NoiseModel&) = default;

 private:
  void place_per_qubit(const GateErrors& errors, GateType gate_type, std::span<const Index> controls,
                       std::span<const Index> targets, std::vector<PlacedError>& placed) const;

  std::map<GateType, GateErrors> gates_;
  std::map<Index, ReadOutError> read_out_;
  std::optional<ReadOutError> all_read_out_;
};

}  // namespace qpanda3
