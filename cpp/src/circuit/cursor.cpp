#include "qpanda3/circuit/cursor.hpp"

#include "qpanda3/base/interrupt.hpp"

namespace qpanda3 {
namespace {

/// What is done with a step takes 10 ns (counting) to some microseconds (drawing).
constexpr std::uint32_t kRoundsPerPoll = 1u << 13;

}  // namespace

QGate Step::to_gate() const {
  return QGate(QGate::Unchecked{}, op->gate, dagger, controls, targets, params(),
               op->gate == GateType::ORACLE ? block->matrix(*op) : nullptr);
}

void OperationCursor::enter(const Block& block, bool dagger, std::span<const Index> controls) {
  stack_.push_back({&block, 0, inherited_.size(), dagger});
  // Innermost controls come first in a step; kept in reverse here, they can be pushed and dropped at the end.
  inherited_.insert(inherited_.end(), controls.rbegin(), controls.rend());
}

bool OperationCursor::next(Step& step) {
  while (!stack_.empty()) {
    if (++rounds_ == kRoundsPerPoll) {
      rounds_ = 0;
      InterruptScope::poll();
    }
    Frame& frame = stack_.back();
    const Block& block = *frame.block;
    if (frame.position == block.size()) {
      inherited_.resize(frame.controls_size);
      stack_.pop_back();
      continue;
    }
    const std::size_t visited = frame.position++;
    const StoredOp& op = block.ops()[frame.dagger ? block.size() - 1 - visited : visited];
    const bool dagger = frame.dagger != op.has(StoredOp::kDagger);
    if (op.kind == OpKind::block) {
      // Empty ones may share one another so often that nobody could enter them all.
      if (block.inner(op)->flat_size() != 0) enter(*block.inner(op), dagger, block.controls(op));
      continue;
    }
    step.op = &op;
    step.block = &block;
    step.dagger = dagger;
    step.targets = block.targets(op);
    step.controls = block.controls(op);
    if (!inherited_.empty()) {
      merged_.assign(step.controls.begin(), step.controls.end());
      merged_.insert(merged_.end(), inherited_.rbegin(), inherited_.rend());
      step.controls = merged_;
    }
    return true;
  }
  return false;
}

}  // namespace qpanda3
