#include "circuit/queries.hpp"

#include <algorithm>
#include <limits>
#include <unordered_map>
#include <unordered_set>

#include "qpanda3/base/concat.hpp"
#include "qpanda3/base/error.hpp"

namespace qpanda3 {
namespace {

constexpr std::uint64_t kMaxCounted = 10'000'000'000;
constexpr std::uint64_t kMaxListed = 100'000'000;

void check_size(const Block& block, std::uint64_t limit, const char* what) {
  if (block.flat_size() > limit)
    throw ResourceExhausted(concat("the circuit stands for ", block.flat_size(),
                                   " operations after resolving nested ones; at most ", limit, " can be ", what));
}

/// Calls `visit(step)` for each gate, also those inside branches and loops.
template <class Visitor>
void visit_gates(const Block& block, bool dagger, std::span<const Index> controls, Visitor&& visit) {
  check_countable(block);
  OperationCursor cursor(block, dagger, controls);
  for (Step step; cursor.next(step);) {
    if (step.kind() == OpKind::gate) {
      visit(step);
    } else if (step.kind() == OpKind::branch || step.kind() == OpKind::loop) {
      const BlockPtr otherwise = step.else_block();
      visit_gates(*step.then_block(), false, {}, visit);
      if (otherwise) visit_gates(*otherwise, false, {}, visit);
    }
  }
}

}  // namespace

void check_countable(const Block& block) { check_size(block, kMaxCounted, "visited"); }
void check_listable(const Block& block) { check_size(block, kMaxListed, "listed, written or copied"); }

std::vector<QGate> collect_gates(const Block& block, bool dagger, std::span<const Index> controls, bool only_q2) {
  check_listable(block);
  std::vector<QGate> gates;
  visit_gates(block, dagger, controls, [&](const Step& step) {
    if (!only_q2 || acts_on_two_qubits(step)) gates.push_back(step.to_gate());
  });
  return gates;
}

namespace {

std::uint64_t count_operations(const Block& block, std::unordered_map<const Block*, std::uint64_t>& known) {
  if (!block.has_control_flow()) return block.flat_size();
  if (const auto entry = known.find(&block); entry != known.end()) return entry->second;
  std::uint64_t count = 0;
  for (const StoredOp& op : block.ops()) {
    const std::uint64_t more = op.kind == OpKind::block ? count_operations(*block.inner(op), known) : 1;
    count = more > std::numeric_limits<std::uint64_t>::max() - count ? std::numeric_limits<std::uint64_t>::max()
                                                                     : count + more;
  }
  return known[&block] = count;
}

}  // namespace

std::uint64_t count_operations(const Block& block) {
  std::unordered_map<const Block*, std::uint64_t> known;
  return count_operations(block, known);
}

std::map<std::string, std::size_t> count_gates(const Block& block, bool dagger, std::span<const Index> controls,
                                               bool only_q2) {
  // Names are made once for each kind of gate and number of controls, not once a gate.
  std::map<std::pair<GateType, std::size_t>, std::size_t> counts;
  visit_gates(block, dagger, controls, [&](const Step& step) {
    if (!only_q2 || acts_on_two_qubits(step)) ++counts[{step.gate(), step.controls.size()}];
  });
  std::map<std::string, std::size_t> named;
  for (const auto& [key, count] : counts)
    named[std::string(key.second, 'C') + std::string(gate_info(key.first).name)] += count;
  return named;
}

std::size_t greedy_depth(const Block& block, bool dagger, std::span<const Index> controls, bool only_q2) {
  std::vector<std::size_t> layer_of_qubit(block.qubit_bound(), 0);
  for (const Index qubit : controls)
    if (qubit >= layer_of_qubit.size()) layer_of_qubit.resize(qubit + 1, 0);
  std::size_t depth = 0;
  visit_gates(block, dagger, controls, [&](const Step& step) {
    if (only_q2 && !acts_on_two_qubits(step)) return;  // others do not even keep qubits waiting
    std::size_t layer = 0;
    for (const Index qubit : step.controls) layer = std::max(layer, layer_of_qubit[qubit]);
    for (const Index qubit : step.targets) layer = std::max(layer, layer_of_qubit[qubit]);
    ++layer;
    for (const Index qubit : step.controls) layer_of_qubit[qubit] = layer;
    for (const Index qubit : step.targets) layer_of_qubit[qubit] = layer;
    depth = std::max(depth, layer);
  });
  return depth;
}

namespace {

bool has_no_inner(const StoredOp& op) {
  return op.kind == OpKind::gate || op.kind == OpKind::measure || op.kind == OpKind::karus;
}

/// In stored order, so a daggered circuit lists its qubits as it was written; each inner block is looked into once.
void collect_stored(const Block& block, FirstUse& use, std::unordered_set<const Block*>& seen) {
  if (!seen.insert(&block).second) return;
  for (const StoredOp& op : block.ops()) {
    if (op.kind != OpKind::branch && op.kind != OpKind::loop) use.add(block.controls(op));
    if (has_no_inner(op)) {
      use.add(block.targets(op));
      continue;
    }
    collect_stored(*block.inner(op), use, seen);
    if (op.has(StoredOp::kHasElse)) collect_stored(*block.else_block(op), use, seen);
  }
}

}  // namespace

namespace {

void collect_stored_cbits(const Block& block, bool conditions, FirstUse& use, std::unordered_set<const Block*>& seen) {
  const bool has_any = block.has_measure() || (conditions && block.has_control_flow());
  if (!has_any || !seen.insert(&block).second) return;
  for (const StoredOp& op : block.ops()) {
    if (op.kind == OpKind::measure) use.add(op.payload);
    if (has_no_inner(op)) continue;
    if (conditions && op.kind != OpKind::block) {
      use.add(block.controls(op));
      use.add(block.targets(op));
    }
    collect_stored_cbits(*block.inner(op), conditions, use, seen);
    if (op.has(StoredOp::kHasElse)) collect_stored_cbits(*block.else_block(op), conditions, use, seen);
  }
}

}  // namespace

void collect_cbits(const Block& block, FirstUse& use) {
  std::unordered_set<const Block*> seen;
  collect_stored_cbits(block, false, use, seen);
}

void collect_all_cbits(const Block& block, FirstUse& use) {
  std::unordered_set<const Block*> seen;
  collect_stored_cbits(block, true, use, seen);
}

void collect_qubits(const Block& block, std::span<const Index> controls, FirstUse& use) {
  use.add(controls);
  std::unordered_set<const Block*> seen;
  collect_stored(block, use, seen);
}

Index renamed(const std::map<Index, Index>& map, Index index) {
  const auto entry = map.find(index);
  return entry == map.end() ? index : entry->second;
}

std::map<Index, Index> map_from_list(std::vector<Index> used, std::span<const Index> list, const char* what) {
  std::sort(used.begin(), used.end());
  if (list.size() < used.size())
    throw IndexOutOfRange(
        concat("remap: the list of ", what, " has ", list.size(), " entries, but ", used.size(), " are used"));
  std::map<Index, Index> map;
  for (std::size_t i = 0; i < used.size(); ++i) map[used[i]] = list[i];
  return map;
}

Index checked_register_size(const char* owner, std::int64_t qubits_num) {
  if (qubits_num < 0)
    throw NegativeValue(concat(owner, ": the number of qubits must not be negative, got ", qubits_num));
  if (qubits_num > std::int64_t{kMaxIndex} + 1)
    throw InvalidArgument(concat(owner, ": at most ", kMaxIndex + 1, " qubits, got ", qubits_num));
  return static_cast<Index>(qubits_num);
}

namespace {

class Renamer {
 public:
  Renamer(const std::map<Index, Index>& qubits, const std::map<Index, Index>& cbits) : qubits_(qubits), cbits_(cbits) {}

  std::shared_ptr<Block> rewrite(const Block& block) {
    auto result = std::make_shared<Block>();
    for (const StoredOp& op : block.ops()) rewrite_op(block, op, *result);
    return result;
  }

 private:
  BlockPtr shared(const BlockPtr& block) {
    BlockPtr& entry = done_[block.get()];
    if (!entry) entry = rewrite(*block);
    return entry;
  }

  Condition rename_condition(const Block& block, const StoredOp& op) {
    Condition result{rename_all(cbits_, block.targets(op)), rename_all(cbits_, block.controls(op))};
    result.normalise();
    return result;
  }

  std::vector<Index> rename_all(const std::map<Index, Index>& map, std::span<const Index> indices) {
    std::vector<Index> result;
    result.reserve(indices.size());
    for (const Index index : indices) result.push_back(renamed(map, index));
    return result;
  }

  void rewrite_block(const Block& block, const StoredOp& op, Block& result) {
    CircuitTag tag;  // a circuit keeps its name, and not the size it was made with
    const bool has_tag = block.tag(op) != nullptr;
    if (has_tag) tag = {block.tag(op)->name, block.tag(op)->number, 0};
    result.append_block(shared(block.inner(op)), op.has(StoredOp::kDagger), rename_all(qubits_, block.controls(op)),
                        has_tag ? &tag : nullptr);
  }

  void rewrite_op(const Block& block, const StoredOp& op, Block& result) {
    switch (op.kind) {
      case OpKind::gate: {
        QGate gate = block.gate(op);
        gate.remap(qubits_);
        result.append(gate);
        break;
      }
      case OpKind::measure:
        result.append_measure(renamed(qubits_, block.targets(op)[0]), renamed(cbits_, op.payload));
        break;
      case OpKind::block:
        if (op.has(StoredOp::kProgram))
          result.append_program(shared(block.inner(op)));
        else
          rewrite_block(block, op, result);
        break;
      case OpKind::branch:
        result.append_branch(rename_condition(block, op), shared(block.inner(op)),
                             op.has(StoredOp::kHasElse) ? shared(block.else_block(op)) : nullptr,
                             op.has(StoredOp::kElseIsChain));
        break;
      case OpKind::loop:
        result.append_loop(rename_condition(block, op), shared(block.inner(op)));
        break;
      case OpKind::karus: {
        Karus karus = block.karus(op);
        karus.remap(qubits_);
        result.append(karus);
        break;
      }
    }
  }

  const std::map<Index, Index>& qubits_;
  const std::map<Index, Index>& cbits_;
  std::unordered_map<const Block*, BlockPtr> done_;
};

}  // namespace

std::shared_ptr<Block> remapped(const Block& block, const std::map<Index, Index>& qubits,
                                const std::map<Index, Index>& cbits) {
  return Renamer(qubits, cbits).rewrite(block);
}

}  // namespace qpanda3
