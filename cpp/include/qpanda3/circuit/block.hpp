#pragma once
// The stored form of circuits and programs: small fixed-size operations over shared, growing arrays.
//
// Appending a gate copies a few integers, without an allocation of its own. A nested circuit is one operation that
// refers to another block and carries a dagger flag and controls; nothing is copied or resolved until someone walks it
// with an OperationCursor. A block that is referred to from elsewhere is never changed: QCircuit and QProg copy it on
// write.

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "qpanda3/base/export.hpp"
#include "qpanda3/circuit/condition.hpp"
#include "qpanda3/circuit/karus.hpp"
#include "qpanda3/circuit/qubit_set.hpp"
#include "qpanda3/gate/gate.hpp"

namespace qpanda3 {

class Block;
struct GateShape;
struct Step;
using BlockPtr = std::shared_ptr<const Block>;

/// What a nested circuit was called, and how many qubits it was made for, when it was appended. Drawings show it.
struct QPANDA3_API CircuitTag {
  std::shared_ptr<const std::string> name;  ///< null: the default name
  std::uint64_t number = 0;                 ///< of the default name
  Index fixed_size = 0;

  /// The name, `QCircuit_<number>` by default.
  std::string text() const;
};

/// What a stored operation is.
enum class OpKind : std::uint8_t {
  gate,     ///< `gate` tells which
  measure,  ///< one qubit into one bit
  block,    ///< a nested circuit or program, possibly daggered and controlled
  branch,   ///< runs a block if its condition is met, another one otherwise
  loop,     ///< runs a block while its condition is met
  karus,    ///< a channel given by Kraus matrices
};

/// One operation at rest: 16 bytes, operands (controls, then targets) in the block's arrays. A branch or loop keeps the
/// bits that have to be 0 in place of controls and those that have to be 1 in place of targets.
struct StoredOp {
  enum Flag : std::uint8_t {
    kDagger = 1,
    kHasElse = 2,      ///< branch: there is an else block at payload + 1
    kElseIsChain = 4,  ///< branch: the else block is one branch, written as QELSEIF
    kProgram = 8,      ///< block: it was a program; binary formats tell programs from circuits
    kHasTag = 16,      ///< block: it was a circuit, and has a CircuitTag
  };

  OpKind kind;
  GateType gate;
  std::uint8_t flags;
  std::uint8_t reserved;
  std::uint16_t num_controls;
  std::uint16_t num_targets;
  std::uint32_t operands;  ///< position of the first operand
  std::uint32_t payload;   ///< gate: position of the first parameter, or of the matrix of an ORACLE; measure: the cbit;
                           ///< block, branch, loop: position of the (first) inner block; karus: of its matrices

  bool has(Flag flag) const noexcept { return (flags & flag) != 0; }
};
static_assert(sizeof(StoredOp) == 16);

/// A sequence of operations. Qubits within one gate are distinct; that is checked before they get here.
class QPANDA3_API Block {
 public:
  std::size_t size() const noexcept { return ops_.size(); }
  bool empty() const noexcept { return ops_.empty(); }
  std::span<const StoredOp> ops() const noexcept { return ops_; }
  std::span<const Index> controls(const StoredOp& op) const noexcept {
    return {operands_.data() + op.operands, op.num_controls};
  }
  std::span<const Index> targets(const StoredOp& op) const noexcept {
    return {operands_.data() + op.operands + op.num_controls, op.num_targets};
  }
  std::span<const double> params(const StoredOp& op) const noexcept;
  /// The same for those who know how many there are; `op` must be a gate, but no ORACLE.
  const double* first_param(const StoredOp& op) const noexcept { return params_.data() + op.payload; }
  const std::shared_ptr<const Matrix>& matrix(const StoredOp& op) const noexcept { return matrices_[op.payload]; }
  const BlockPtr& inner(const StoredOp& op) const noexcept { return blocks_[op.payload]; }
  /// Of a nested circuit; null for other nested blocks, such as programs.
  const CircuitTag* tag(const StoredOp& op) const noexcept {
    return op.has(StoredOp::kHasTag) ? &tags_[op.payload] : nullptr;
  }
  const BlockPtr& else_block(const StoredOp& op) const noexcept { return blocks_[op.payload + 1]; }
  const std::shared_ptr<const KarusMatrices>& karus_matrices(const StoredOp& op) const noexcept {
    return karus_[op.payload];
  }
  /// The stored channel as a value. `op` must be a karus.
  Karus karus(const StoredOp& op) const { return {Karus::Unchecked{}, targets(op), karus_matrices(op)}; }
  /// Of a branch or loop.
  Condition condition(const StoredOp& op) const;
  /// The stored gate as a value. `op` must be a gate.
  QGate gate(const StoredOp& op) const;

  void append(const QGate& gate);
  /// The same without making a QGate first; operands must be distinct and fit the gate.
  void append_gate(GateType type, bool dagger, std::span<const Index> controls, std::span<const Index> targets,
                   std::span<const double> params, const std::shared_ptr<const Matrix>& oracle = nullptr);
  /// Gates of one type, as many as the qubits make: the qubits of one gate behind those of the gate before, and the
  /// parameters likewise.
  ///
  /// InvalidArgument, naming the first gate that is wrong, for numbers of qubits or parameters that do not fit, a qubit
  /// that is too large or occurs twice in a gate, parameters that are not finite, and types without a fixed number of
  /// qubits (ORACLE, BARRIER). The vectors become the block's own.
  static Block of_gates(GateType gate, std::vector<Index> qubits, std::vector<double> params = {});
  /// Gates of one type each.
  static Block of_gates(std::span<const GateType> gates, std::vector<Index> qubits, std::vector<double> params = {});
  /// What of_gates() made.
  void append_gates(Block gates);
  void append_measure(Index qubit, Index cbit);
  void append(const Karus& karus);
  void append_block(BlockPtr block, bool dagger = false, std::span<const Index> controls = {},
                    const CircuitTag* tag = nullptr);
  /// A nested program.
  void append_program(BlockPtr block);
  /// The operations of `block` one by one, nested blocks resolved (those below branches and loops stay).
  void append_flattened(const Block& block, bool dagger = false, std::span<const Index> controls = {});
  /// One operation as a cursor found it.
  void append_step(const Step& step);
  void append_branch(const Condition& condition, BlockPtr then, BlockPtr otherwise, bool else_is_chain);
  void append_loop(const Condition& condition, BlockPtr body);
  /// Room for more gates, so that a bulk append allocates once.
  void reserve(std::size_t more_ops, std::size_t more_operands, std::size_t more_params);

  /// Highest qubit used + 1, inner blocks included; 0 if none.
  Index qubit_bound() const noexcept { return qubit_bound_; }
  /// True if an operation here or in an inner block acts on the qubit.
  bool uses(Index qubit) const noexcept { return used_.contains(qubit); }
  /// Highest cbit used + 1, conditions included; 0 if none.
  Index cbit_bound() const noexcept { return cbit_bound_; }
  /// Number of operations after resolving nested blocks (the insides of branches counted once), capped at 2^64 - 1.
  std::uint64_t flat_size() const noexcept { return flat_size_; }
  /// How deep blocks are nested below this one; a block without inner blocks has 0.
  std::uint32_t nesting() const noexcept { return nesting_; }
  bool has_measure() const noexcept { return has_measure_; }
  bool has_control_flow() const noexcept { return has_control_flow_; }
  bool has_reset() const noexcept { return has_reset_; }
  bool has_karus() const noexcept { return has_karus_; }

  /// Deeper nesting than this is flattened on insertion, so that walking and destroying a block need bounded stack.
  static constexpr std::uint32_t kMaxNesting = 500;

 private:
  /// `size` as a position in one of the arrays; ResourceExhausted if there are no such positions.
  static std::uint32_t position(std::size_t size);
  /// Stores gates that were checked in an empty block; `shape_of(i)` is the GateShape of gate i.
  template <class ShapeOf>
  void fill(std::size_t count, ShapeOf&& shape_of, std::vector<Index> qubits, std::vector<double> params);
  std::uint32_t store_operands(std::span<const Index> controls, std::span<const Index> targets);
  void note_qubits(std::span<const Index> qubits);
  void note_all(std::span<const Index> qubits);
  void note_cbits(std::span<const Index> cbits) noexcept;
  /// The common part of branches and loops: an operation with its condition, not yet stored.
  StoredOp conditional(OpKind kind, const Condition& condition);
  void note_inner(const Block& inner);

  std::vector<StoredOp> ops_;
  std::vector<Index> operands_;
  std::vector<double> params_;
  std::vector<BlockPtr> blocks_;
  std::vector<CircuitTag> tags_;  ///< by position in blocks_, up to the last circuit there
  std::vector<std::shared_ptr<const Matrix>> matrices_;
  std::vector<std::shared_ptr<const KarusMatrices>> karus_;
  QubitSet used_;
  std::uint64_t flat_size_ = 0;
  Index qubit_bound_ = 0;
  Index cbit_bound_ = 0;
  std::uint32_t nesting_ = 0;
  bool has_measure_ = false;
  bool has_control_flow_ = false;
  bool has_reset_ = false;
  bool has_karus_ = false;
};

}  // namespace qpanda3
