#pragma once
// Walking a block: nested circuits are resolved on the way, in execution order, without copying them.

#include <span>
#include <vector>

#include "qpanda3/circuit/block.hpp"

namespace qpanda3 {

/// One operation as it is executed: gate, measure, branch, loop or channel, never a nested block.
/// The spans are valid until the cursor moves.
struct Step {
  const StoredOp* op = nullptr;
  const Block* block = nullptr;  ///< the block that stores `op`
  bool dagger = false;           ///< its own dagger flag, turned over by each daggered block around it
  /// Its own controls, then those of the blocks around it, innermost first. Of gates; ask condition() of branches.
  std::span<const Index> controls;
  std::span<const Index> targets;

  OpKind kind() const noexcept { return op->kind; }
  GateType gate() const noexcept { return op->gate; }
  Index cbit() const noexcept { return op->payload; }  ///< of a measure
  std::span<const double> params() const noexcept { return block->params(*op); }
  const Matrix* oracle() const noexcept { return op->gate == GateType::ORACLE ? block->matrix(*op).get() : nullptr; }
  Condition condition() const { return block->condition(*op); }  ///< of a branch or loop
  Karus karus() const { return block->karus(*op); }
  const BlockPtr& then_block() const noexcept { return block->inner(*op); }  ///< of a branch; the body of a loop
  BlockPtr else_block() const { return op->has(StoredOp::kHasElse) ? block->else_block(*op) : nullptr; }
  /// The gate as a value, with the controls and dagger found on the way.
  QGate to_gate() const;
};

/// Visits all operations of a block in order. The insides of branches and loops are left to the caller
/// (`OperationCursor(*step.then_block())`). The block must outlive the cursor and not change. Long walks answer the
/// InterruptScope of their thread.
///
///     OperationCursor cursor(block);
///     for (Step step; cursor.next(step);) ...
class QPANDA3_API OperationCursor {
 public:
  explicit OperationCursor(const Block& block) { enter(block, false, {}); }
  OperationCursor(const Block& block, bool dagger, std::span<const Index> controls) { enter(block, dagger, controls); }

  /// Moves to the next operation; false at the end.
  bool next(Step& step);

 private:
  struct Frame {
    const Block* block;
    std::size_t position;       ///< operations visited so far
    std::size_t controls_size;  ///< how many of inherited_ belong to this frame's surroundings
    bool dagger;
  };

  void enter(const Block& block, bool dagger, std::span<const Index> controls);

  std::uint32_t rounds_ = 0;  ///< until this thread's interrupt check is asked again
  std::vector<Frame> stack_;
  std::vector<Index> inherited_;  ///< controls of the open frames, innermost last
  std::vector<Index> merged_;     ///< controls of the current step where they come from several places
};

/// Calls `visit(step)` for each operation of `block`, and of the branches and loops in it, in textual order.
template <class Visitor>
void visit_all(const Block& block, Visitor&& visit) {
  OperationCursor cursor(block);
  for (Step step; cursor.next(step);) {
    visit(static_cast<const Step&>(step));
    if (step.kind() == OpKind::branch) {
      const BlockPtr otherwise = step.else_block();
      visit_all(*step.then_block(), visit);
      if (otherwise) visit_all(*otherwise, visit);
    } else if (step.kind() == OpKind::loop) {
      visit_all(*step.then_block(), visit);
    }
  }
}

}  // namespace qpanda3
