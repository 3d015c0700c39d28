#pragma once
// One gate as a value: what H(0) returns and what a circuit hands out. Circuits store gates more compactly.

#include <concepts>
#include <cstdint>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "qpanda3/base/export.hpp"
#include "qpanda3/gate/gate_info.hpp"
#include "qpanda3/gate/matrix.hpp"
#include "qpanda3/gate/qubit.hpp"

namespace qpanda3 {

using ParameterList = SmallVector<double, 4>;

enum class OpType : std::uint8_t { Gate = 0, Measure = 1 };

/// Base of what a program consists of: qubits, controls and bits.
///
/// A plain one takes any lists; gates and measurements refuse with InvalidArgument, and stay as they are, what would
/// not fit them.
class QPANDA3_API Operation {
 public:
  Operation() = default;
  Operation(const Operation&) = default;
  Operation(Operation&&) noexcept = default;
  Operation& operator=(const Operation&) = default;
  Operation& operator=(Operation&&) noexcept = default;
  virtual ~Operation() = default;

  OpType operation_type() const noexcept { return operation_type_; }
  const IndexList& targets() const noexcept { return targets_; }
  const IndexList& controls() const noexcept { return controls_; }
  const IndexList& cbits() const noexcept { return cbits_; }
  bool is_controlled() const noexcept { return !controls_.empty(); }

  void set_operation_type(OpType type) { replace(operation_type_, type); }
  void set_targets(std::span<const Index> qubits) { replace(targets_, IndexList(qubits)); }
  void set_controls(std::span<const Index> qubits) { replace(controls_, IndexList(qubits)); }
  void set_cbits(std::span<const Index> cbits) { replace(cbits_, IndexList(cbits)); }

 protected:
  /// InvalidArgument if the lists do not fit the kind of operation.
  virtual void check() const {}
  bool is_local() const noexcept { return targets_.is_local() && controls_.is_local() && cbits_.is_local(); }

  OpType operation_type_ = OpType::Gate;
  IndexList targets_;
  IndexList controls_;
  IndexList cbits_;

 private:
  template <class Value>
  void replace(Value& member, Value value) {
    std::swap(member, value);
    try {
      check();
    } catch (...) {
      std::swap(member, value);
      throw;
    }
  }
};

/// A gate on given qubits, with parameters, control qubits and a dagger flag.
///
/// dagger(), control() and power() return new gates; remap(), set_parameters() and clear_control() change this one.
class QPANDA3_API QGate : public Operation {
 public:
  /// Checks arity, number and finiteness of parameters, and that no qubit is used twice; InvalidArgument otherwise.
  QGate(GateType type, std::span<const Index> gate_targets, std::span<const double> parameters = {});
  /// An ORACLE: `matrix` is 2^k square for k qubits, bit i of its indices belongs to qubit i of the list.
  QGate(std::span<const Index> gate_targets, std::shared_ptr<const Matrix> matrix);
  /// For circuits: a gate that was checked when it was stored.
  struct Unchecked {};
  QGate(Unchecked, GateType type, bool dagger, std::span<const Index> gate_controls,
        std::span<const Index> gate_targets, std::span<const double> parameters, std::shared_ptr<const Matrix> oracle);
  /// For bindings, which use objects again: makes this one the plain gate that was checked to be right.
  void refill(Unchecked, GateType type, std::span<const Index> gate_controls, std::span<const Index> gate_targets,
              std::span<const double> parameters) {
    operation_type_ = OpType::Gate;
    cbits_.clear();
    controls_.clear();
    controls_.append(gate_controls);
    targets_.clear();
    targets_.append(gate_targets);
    type_ = type;
    dagger_ = false;
    parameters_.clear();
    parameters_.append(parameters);
    oracle_.reset();
  }
  /// True if all of it lies inside the object.
  bool is_local() const noexcept { return Operation::is_local() && parameters_.is_local() && !oracle_; }

  GateType gate_type() const noexcept { return type_; }
  const GateInfo& info() const { return gate_info(type_); }
  std::string name() const { return std::string(info().name); }
  bool is_dagger() const noexcept { return dagger_; }
  std::span<const double> parameters() const noexcept { return parameters_; }
  const std::shared_ptr<const Matrix>& oracle_matrix() const noexcept { return oracle_; }
  /// Controls, then targets.
  std::vector<Index> qubits() const;
  std::size_t qubits_num() const noexcept { return controls_.size() + targets_.size(); }

  /// The inverse: the same name and parameters, marked as dagger.
  QGate dagger() const;
  /// Adds control qubits behind the ones there are. InvalidArgument if a qubit is already used.
  QGate control(const std::vector<Qubit>& qubits) const;
  template <std::convertible_to<Qubit> Q>  // a template, so that control({1}) means the list
  QGate control(Q qubit) const {
    return control(std::vector<Qubit>{Qubit(qubit)});
  }
  /// The k-th power on the principal branch (eigenphases in (-pi, pi]), with the same controls. One-qubit gates become
  /// U4, rotations of two qubits keep their kind, others become ORACLE. InvalidArgument for BARRIER and RESET.
  QGate power(double k) const;
  void clear_control() { controls_.clear(); }
  /// Replaces the parameters; InvalidArgument for a wrong number of them or a number that is not finite.
  void set_parameters(std::span<const double> parameters);
  /// Renames qubits; those that are not in the map stay. InvalidArgument if two become equal (nothing changes then).
  QGate& remap(const std::map<Index, Index>& map);
  /// `map[q]` is the new number of qubit q; IndexOutOfRange if it is too short.
  QGate& remap(std::span<const Index> map);

  /// The gate's matrix without its controls. Two-qubit gates: first operand most significant, but for RZX and ORACLE,
  /// where it is least significant. InvalidArgument for BARRIER and RESET.
  Matrix matrix() const;
  /// The matrix over all qubits of the gate, controls included, sorted by number, the smallest least significant.
  Matrix expanded_matrix() const;

 protected:
  void check() const override;

 private:
  template <class Rename>
  void rename(Rename&& new_number);

  GateType type_;
  bool dagger_ = false;
  ParameterList parameters_;
  std::shared_ptr<const Matrix> oracle_;
};

/// Of the same class, with equal lists.
QPANDA3_API bool operator==(const Operation& a, const Operation& b);
/// The same type, dagger flag, qubits and controls in the same order, parameters and matrix. Gates with equal unitaries
/// that are written differently are not equal.
QPANDA3_API bool operator==(const QGate& a, const QGate& b);

/// The matrix of a gate with bit i of its indices belonging to targets[i] (first operand least significant), dagger
/// applied. What the simulator wants.
QPANDA3_API Matrix little_endian_matrix(GateType type, std::span<const double> parameters, bool dagger,
                                        const Matrix* oracle = nullptr);

/// A measurement of one qubit into one bit.
class QPANDA3_API MeasureNode : public Operation {
 public:
  MeasureNode(Qubit qubit, CBit cbit);
  /// For bindings, which use objects again: another qubit and bit.
  void refill(Qubit qubit, CBit cbit) noexcept {
    targets_[0] = qubit.index();
    cbits_[0] = cbit.index();
  }
  using Operation::is_local;
  Index qubit() const noexcept { return targets_[0]; }
  Index cbit() const noexcept { return cbits_[0]; }

 protected:
  void check() const override;
};

}  // namespace qpanda3
