#include "binary/originbis_nodes.hpp"

#include <algorithm>

namespace qpanda3::bis {
namespace {

constexpr std::uint64_t kMaxCount = std::uint64_t{1} << 63;

bool is_flow(const StoredOp& op) noexcept { return op.kind == OpKind::branch || op.kind == OpKind::loop; }

}  // namespace

Node node_of(const Block& program) {
  const bool is_one_flow = program.size() == 1 && is_flow(program.ops()[0]);
  return {&program, is_one_flow ? &program.ops()[0] : nullptr};
}

bool is_program(const Block& block, const StoredOp& op) {
  if (op.kind != OpKind::block) return false;
  // Circuits hold gates alone, whoever made them.
  const Block& inner = *block.inner(op);
  return op.has(StoredOp::kProgram) || inner.has_measure() || inner.has_control_flow() || inner.has_karus();
}

std::vector<Arm> arms_of(const Node& branch) {
  std::vector<Arm> arms;
  const Block* block = branch.block;
  const StoredOp* op = branch.flow;
  for (;;) {
    arms.push_back({block->inner(*op).get(), block, op});
    if (!op->has(StoredOp::kHasElse)) return arms;
    const Block* otherwise = block->else_block(*op).get();
    if (!op->has(StoredOp::kElseIsChain)) {
      arms.push_back({otherwise, nullptr, nullptr});
      return arms;
    }
    block = otherwise;
    op = &otherwise->ops()[0];
  }
}

void children_of(const Node& node, std::vector<Node>& children) {
  children.clear();
  if (node.is_loop()) {
    children.push_back(node_of(*node.block->inner(*node.flow)));
  } else if (node.flow != nullptr) {
    for (const Arm& arm : arms_of(node)) children.push_back(node_of(*arm.body));
  } else {
    for (const StoredOp& op : node.block->ops()) {
      if (is_flow(op))
        children.push_back({node.block, &op});
      else if (is_program(*node.block, op))
        children.push_back(node_of(*node.block->inner(op)));
    }
  }
}

void NodeCounter::note_circuits(const Block& block) {
  for (const StoredOp& op : block.ops())
    if (const CircuitTag* tag = op.kind == OpKind::block ? block.tag(op) : nullptr)
      if (op.num_controls == 0) largest_circuit_ = std::max(largest_circuit_, tag->fixed_size);
}

std::uint64_t NodeCounter::count(const Node& node) {
  const void* const key = node.flow != nullptr ? static_cast<const void*>(node.flow) : node.block;
  const auto known = known_.find(key);
  if (known != known_.end()) return known->second;
  if (node.flow == nullptr) note_circuits(*node.block);
  std::vector<Node> children;
  children_of(node, children);
  std::uint64_t total = 1;
  for (const Node& child : children) total = std::min(kMaxCount, total + count(child));
  known_.emplace(key, total);
  return total;
}

}  // namespace qpanda3::bis
