#include "qpanda3/circuit/block.hpp"

#include <algorithm>
#include <limits>

#include "circuit/queries.hpp"
#include "qpanda3/base/concat.hpp"
#include "qpanda3/base/error.hpp"
#include "qpanda3/circuit/cursor.hpp"

namespace qpanda3 {
namespace {

constexpr std::size_t kMaxPosition = std::numeric_limits<std::uint32_t>::max();

std::uint64_t saturating_add(std::uint64_t a, std::uint64_t b) {
  return a > std::numeric_limits<std::uint64_t>::max() - b ? std::numeric_limits<std::uint64_t>::max() : a + b;
}

std::uint16_t count16(std::size_t count, const char* what) {
  if (count > std::numeric_limits<std::uint16_t>::max())
    throw InvalidArgument(concat("at most 65535 ", what, " in one operation, got ", count));
  return static_cast<std::uint16_t>(count);
}

}  // namespace

std::string CircuitTag::text() const { return name ? *name : concat("QCircuit_", number); }

std::span<const double> Block::params(const StoredOp& op) const noexcept {
  if (op.kind != OpKind::gate || op.gate == GateType::ORACLE) return {};
  return {params_.data() + op.payload, gate_info(op.gate).num_params};
}

QGate Block::gate(const StoredOp& op) const {
  return QGate(QGate::Unchecked{}, op.gate, op.has(StoredOp::kDagger), controls(op), targets(op), params(op),
               op.gate == GateType::ORACLE ? matrix(op) : nullptr);
}

std::uint32_t Block::position(std::size_t size) {
  if (size > kMaxPosition) throw ResourceExhausted("a circuit stores at most 2^32 operands, parameters and blocks");
  return static_cast<std::uint32_t>(size);
}

std::uint32_t Block::store_operands(std::span<const Index> controls, std::span<const Index> targets) {
  const std::uint32_t start = position(operands_.size());
  // One at a time: for the usual one to three operands that is several times quicker than inserting ranges.
  for (const Index qubit : controls) operands_.push_back(qubit);
  for (const Index qubit : targets) operands_.push_back(qubit);
  return start;
}

void Block::note_qubits(std::span<const Index> qubits) {
  for (const Index qubit : qubits) {
    qubit_bound_ = std::max(qubit_bound_, qubit + 1);
    used_.insert(qubit);
  }
}

void Block::note_cbits(std::span<const Index> cbits) noexcept {
  for (const Index cbit : cbits) cbit_bound_ = std::max(cbit_bound_, cbit + 1);
}

void Block::note_inner(const Block& inner) {
  qubit_bound_ = std::max(qubit_bound_, inner.qubit_bound_);
  used_.insert(inner.used_);
  cbit_bound_ = std::max(cbit_bound_, inner.cbit_bound_);
  nesting_ = std::max(nesting_, inner.nesting_ + 1);
  has_measure_ |= inner.has_measure_;
  has_control_flow_ |= inner.has_control_flow_;
  has_reset_ |= inner.has_reset_;
  has_karus_ |= inner.has_karus_;
  flat_size_ = saturating_add(flat_size_, inner.flat_size_);
}

void Block::append(const QGate& gate) {
  append_gate(gate.gate_type(), gate.is_dagger(), gate.controls().span(), gate.targets().span(), gate.parameters(),
              gate.oracle_matrix());
}

void Block::append_gate(GateType type, bool dagger, std::span<const Index> controls, std::span<const Index> targets,
                        std::span<const double> params, const std::shared_ptr<const Matrix>& oracle) {
  StoredOp op{};
  op.kind = OpKind::gate;
  op.gate = type;
  op.flags = dagger ? StoredOp::kDagger : 0;
  op.num_controls = count16(controls.size(), "controls");
  op.num_targets = count16(targets.size(), "targets");
  op.operands = store_operands(controls, targets);
  if (type == GateType::ORACLE) {
    op.payload = position(matrices_.size());
    matrices_.push_back(oracle);
  } else {
    op.payload = position(params_.size());
    for (const double value : params) params_.push_back(value);
  }
  note_qubits(controls);
  note_qubits(targets);
  has_reset_ |= type == GateType::RESET;
  flat_size_ = saturating_add(flat_size_, 1);
  ops_.push_back(op);
}

void Block::append_measure(Index qubit, Index cbit) {
  StoredOp op{};
  op.kind = OpKind::measure;
  op.num_targets = 1;
  op.operands = store_operands({}, {&qubit, 1});
  op.payload = cbit;
  note_qubits({&qubit, 1});
  note_cbits({&cbit, 1});
  has_measure_ = true;
  flat_size_ = saturating_add(flat_size_, 1);
  ops_.push_back(op);
}

void Block::append(const Karus& karus) {
  const std::vector<Index> qubits = karus.qubits();
  StoredOp op{};
  op.kind = OpKind::karus;
  op.num_targets = count16(qubits.size(), "targets");
  op.operands = store_operands({}, qubits);
  op.payload = position(karus_.size());
  note_qubits(qubits);
  karus_.push_back(karus.shared_matrices());
  has_karus_ = true;
  flat_size_ = saturating_add(flat_size_, 1);
  ops_.push_back(op);
}

void Block::append_block(BlockPtr block, bool dagger, std::span<const Index> controls, const CircuitTag* tag) {
  if (block->nesting() >= kMaxNesting) {
    check_listable(*block);
    append_flattened(*block, dagger, controls);
    return;
  }
  StoredOp op{};
  op.kind = OpKind::block;
  op.flags = dagger ? StoredOp::kDagger : 0;
  op.num_controls = count16(controls.size(), "controls");
  op.operands = store_operands(controls, {});
  op.payload = position(blocks_.size());
  note_qubits(controls);
  note_inner(*block);
  if (tag != nullptr) {
    op.flags |= StoredOp::kHasTag;
    tags_.resize(blocks_.size());
    tags_.push_back(*tag);
  }
  blocks_.push_back(std::move(block));
  ops_.push_back(op);
}

void Block::append_program(BlockPtr block) {
  const bool stays_nested = block->nesting() < kMaxNesting;
  append_block(std::move(block));
  if (stays_nested) ops_.back().flags |= StoredOp::kProgram;
}

void Block::append_flattened(const Block& block, bool dagger, std::span<const Index> controls) {
  OperationCursor cursor(block, dagger, controls);
  for (Step step; cursor.next(step);) append_step(step);
}

void Block::append_step(const Step& step) {
  switch (step.kind()) {
    case OpKind::gate:
      append_gate(step.gate(), step.dagger, step.controls, step.targets, step.params(),
                  step.gate() == GateType::ORACLE ? step.block->matrix(*step.op) : nullptr);
      break;
    case OpKind::measure:
      append_measure(step.targets[0], step.cbit());
      break;
    case OpKind::branch:
      append_branch(step.condition(), step.then_block(), step.else_block(), step.op->has(StoredOp::kElseIsChain));
      break;
    case OpKind::loop:
      append_loop(step.condition(), step.then_block());
      break;
    case OpKind::karus:
      append(step.karus());
      break;
    case OpKind::block:
      break;  // resolved by the cursor
  }
}

Condition Block::condition(const StoredOp& op) const {
  const std::span<const Index> ones = targets(op), zeros = controls(op);
  return {{ones.begin(), ones.end()}, {zeros.begin(), zeros.end()}};
}

StoredOp Block::conditional(OpKind kind, const Condition& condition) {
  StoredOp op{};
  op.kind = kind;
  op.num_controls = count16(condition.zeros.size(), "bits of a condition");
  op.num_targets = count16(condition.ones.size(), "bits of a condition");
  op.operands = store_operands(condition.zeros, condition.ones);
  op.payload = position(blocks_.size());
  note_cbits(condition.zeros);
  note_cbits(condition.ones);
  return op;
}

void Block::append_branch(const Condition& condition, BlockPtr then, BlockPtr otherwise, bool else_is_chain) {
  if (std::max(then->nesting(), otherwise ? otherwise->nesting() : 0) >= kMaxNesting)
    throw InvalidArgument(concat("branches and loops may be nested ", kMaxNesting, " deep at most"));
  StoredOp op = conditional(OpKind::branch, condition);
  note_inner(*then);
  blocks_.push_back(std::move(then));
  if (otherwise) {
    op.flags = static_cast<std::uint8_t>(StoredOp::kHasElse | (else_is_chain ? StoredOp::kElseIsChain : 0));
    note_inner(*otherwise);
    blocks_.push_back(std::move(otherwise));
  }
  has_control_flow_ = true;
  flat_size_ = saturating_add(flat_size_, 1);
  ops_.push_back(op);
}

void Block::append_loop(const Condition& condition, BlockPtr body) {
  if (body->nesting() >= kMaxNesting)
    throw InvalidArgument(concat("branches and loops may be nested ", kMaxNesting, " deep at most"));
  const StoredOp op = conditional(OpKind::loop, condition);
  note_inner(*body);
  blocks_.push_back(std::move(body));
  has_control_flow_ = true;
  flat_size_ = saturating_add(flat_size_, 1);
  ops_.push_back(op);
}

void Block::reserve(std::size_t more_ops, std::size_t more_operands, std::size_t more_params) {
  ops_.reserve(ops_.size() + more_ops);
  operands_.reserve(operands_.size() + more_operands);
  params_.reserve(params_.size() + more_params);
}

}  // namespace qpanda3
