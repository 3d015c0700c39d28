#include "circuit/dag_store.hpp"

#include <algorithm>
#include <unordered_map>

#include "qpanda3/base/concat.hpp"
#include "qpanda3/base/error.hpp"
#include "qpanda3/circuit/cursor.hpp"

namespace qpanda3 {
namespace {

/// Between neighbours in program order, so that about 30 insertions at one place need no new labels.
constexpr std::uint64_t kLabelGap = std::uint64_t{1} << 31;

/// Drops repetitions, keeping the first of each.
void keep_first(std::vector<Index>& list) {
  if (list.size() < 2) return;
  if (list.size() <= 16) {
    auto end = list.begin() + 1;
    for (auto it = end; it != list.end(); ++it)
      if (std::find(list.begin(), end, *it) == end) *end++ = *it;
    list.erase(end, list.end());
    return;
  }
  std::vector<std::pair<Index, std::size_t>> order;
  for (std::size_t i = 0; i < list.size(); ++i) order.emplace_back(list[i], i);
  std::sort(order.begin(), order.end());
  std::vector<bool> drop(list.size(), false);
  for (std::size_t i = 1; i < order.size(); ++i)
    if (order[i].first == order[i - 1].first) drop[order[i].second] = true;
  std::size_t kept = 0;
  for (std::size_t i = 0; i < list.size(); ++i)
    if (!drop[i]) list[kept++] = list[i];
  list.resize(kept);
}

}  // namespace

DagOperation DagStore::operation(Index index) const {
  const StoredOp& stored = op(index);
  if (stored.kind == OpKind::gate) return block_.gate(stored);
  return MeasureNode(block_.targets(stored)[0], stored.payload);
}

std::span<const Index> DagStore::qubits(Index index) const noexcept {
  const StoredOp& stored = op(index);
  return {block_.controls(stored).data(), std::size_t{stored.num_controls} + stored.num_targets};
}

Index DagStore::append(const QGate& gate) {
  block_.append(gate);
  return register_back();
}

Index DagStore::append(const Step& gate) {
  block_.append_gate(gate.gate(), gate.dagger, gate.controls, gate.targets, gate.params(),
                     gate.gate() == GateType::ORACLE ? gate.block->matrix(*gate.op) : nullptr);
  return register_back();
}

Index DagStore::append_measure(Index qubit, Index cbit) {
  block_.append_measure(qubit, cbit);
  return register_back();
}

void DagStore::append_to(Block& block, Index index) const {
  const StoredOp& stored = op(index);
  if (stored.kind == OpKind::measure) {
    block.append_measure(block_.targets(stored)[0], stored.payload);
  } else {
    block.append_gate(stored.gate, stored.has(StoredOp::kDagger), block_.controls(stored), block_.targets(stored),
                      block_.params(stored), stored.gate == GateType::ORACLE ? block_.matrix(stored) : nullptr);
  }
}

/// The bookkeeping of the operation that was just appended to the block.
Index DagStore::register_back() {
  const Index index = static_cast<Index>(block_.size() - 1);
  label_.push_back(0);
  prev_.push_back(kNone);
  next_.push_back(kNone);
  const std::size_t operands = qubits(index).size();
  wire_prev_.resize(wire_prev_.size() + operands, kNone);
  wire_next_.resize(wire_next_.size() + operands, kNone);
  vertex_of_.resize(vertex_of_.size() + operands, index);
  link_behind(tail_, index);
  return index;
}

void DagStore::reserve(std::size_t vertices, std::size_t operands, std::size_t params) {
  const auto more = [](std::size_t wanted, std::size_t present) { return wanted > present ? wanted - present : 0; };
  block_.reserve(more(vertices, block_.size()), more(operands, vertex_of_.size()), params);
  label_.reserve(vertices);
  prev_.reserve(vertices);
  next_.reserve(vertices);
  wire_prev_.reserve(operands);
  wire_next_.reserve(operands);
  vertex_of_.reserve(operands);
}

void DagStore::link_behind(Index position, Index index) {
  const Index next = position == kNone ? head_ : next_[position];
  prev_[index] = position;
  next_[index] = next;
  (position == kNone ? head_ : next_[position]) = index;
  (next == kNone ? tail_ : prev_[next]) = index;
  ++size_;
  const std::uint64_t low = position == kNone ? 0 : label_[position];
  const std::uint64_t high = next == kNone ? low + 2 * kLabelGap : label_[next];
  label_[index] = low + (high - low) / 2;
  if (label_[index] == low) spread_labels();
}

void DagStore::unlink(Index index) {
  (prev_[index] == kNone ? head_ : next_[prev_[index]]) = next_[index];
  (next_[index] == kNone ? tail_ : prev_[next_[index]]) = prev_[index];
  label_[index] = 0;
  --size_;
}

void DagStore::spread_labels() {
  std::uint64_t label = 0;
  for_each([&](Index index) { label_[index] = label += kLabelGap; });
}

void DagStore::move_back_behind(Index position) {
  const Index index = tail_;
  if (index == position) return;
  unlink(index);
  link_behind(position, index);
}

void DagStore::erase(Index index) {
  for (Slot slot = first_slot(index); slot != end_slot(index); ++slot) {
    const Slot before = wire_prev_[slot];
    const Slot behind = wire_next_[slot];
    if (before != kNone) wire_next_[before] = behind;
    if (behind != kNone) wire_prev_[behind] = before;
    wire_prev_[slot] = wire_next_[slot] = kNone;
  }
  const auto drop = [index](std::set<Edge>& edges, std::set<Edge>& mirror) {
    for (auto it = edges.lower_bound({index, 0}); it != edges.end() && it->first == index; it = edges.erase(it))
      mirror.erase({it->second, index});
  };
  drop(free_out_, free_in_);
  drop(free_in_, free_out_);
  unlink(index);
}

std::vector<Index> DagStore::compact() {
  std::vector<Index> renumbered(bound(), kNone);
  DagStore fresh;
  fresh.fixed_size_ = fixed_size_;
  fresh.reserve(size_, vertex_of_.size(), size_);
  std::vector<Slot> slots(vertex_of_.size(), kNone);
  for_each([&](Index index) {
    append_to(fresh.block_, index);
    const Index now = fresh.register_back();
    renumbered[index] = now;
    for (Slot slot = first_slot(index), to = fresh.first_slot(now); slot != end_slot(index);) slots[slot++] = to++;
  });
  for (Slot slot = 0; slot < slots.size(); ++slot)
    if (slots[slot] != kNone && wire_next_[slot] != kNone) fresh.join(slots[slot], slots[wire_next_[slot]]);
  for (const auto& [from, to] : free_out_) {
    fresh.free_out_.emplace(renumbered[from], renumbered[to]);
    fresh.free_in_.emplace(renumbered[to], renumbered[from]);
  }
  fresh.backward_ = backward_;
  *this = std::move(fresh);
  return renumbered;
}

void DagStore::join(Slot from, Slot to) {
  wire_next_[from] = to;
  wire_prev_[to] = from;
}

void DagStore::cut_wires() {
  std::fill(wire_prev_.begin(), wire_prev_.end(), kNone);
  std::fill(wire_next_.begin(), wire_next_.end(), kNone);
  free_out_.clear();
  free_in_.clear();
  backward_ = false;
}

void DagStore::build() {
  cut_wires();
  std::vector<Slot> latest(block_.qubit_bound(), kNone);
  for_each([&](Index index) {
    Slot slot = first_slot(index);
    for (const Index qubit : qubits(index)) {
      if (latest[qubit] != kNone) join(latest[qubit], slot);
      latest[qubit] = slot++;
    }
  });
}

void DagStore::in_neighbours(Index index, std::vector<Index>& out) const {
  out.clear();
  for (Slot slot = first_slot(index), end = end_slot(index); slot != end; ++slot)
    if (wire_prev_[slot] != kNone) out.push_back(vertex_of_[wire_prev_[slot]]);
  if (!free_in_.empty())
    for (auto it = free_in_.lower_bound({index, 0}); it != free_in_.end() && it->first == index; ++it)
      out.push_back(it->second);
  keep_first(out);
}

void DagStore::out_neighbours(Index index, std::vector<Index>& out) const {
  out.clear();
  for (Slot slot = first_slot(index), end = end_slot(index); slot != end; ++slot)
    if (wire_next_[slot] != kNone) out.push_back(vertex_of_[wire_next_[slot]]);
  if (!free_out_.empty())
    for (auto it = free_out_.lower_bound({index, 0}); it != free_out_.end() && it->first == index; ++it)
      out.push_back(it->second);
  std::sort(out.begin(), out.end(), [this](Index a, Index b) { return label_[a] < label_[b]; });
  out.erase(std::unique(out.begin(), out.end()), out.end());
}

bool DagStore::has_edge(Index from, Index to) const {
  for (Slot slot = first_slot(from); slot != end_slot(from); ++slot)
    if (wire_next_[slot] != kNone && vertex_of_[wire_next_[slot]] == to) return true;
  return free_out_.count({from, to}) != 0;
}

bool DagStore::connect(Index from, Index to) {
  if (from == to) return false;
  if (has_edge(from, to)) return true;
  const bool forward = label_[from] < label_[to];
  if ((!forward || backward_) && reaches(to, from)) return false;
  backward_ |= !forward;
  if (!connect_wires(from, to)) {
    free_out_.emplace(from, to);
    free_in_.emplace(to, from);
  }
  return true;
}

/// Joins the operands of common qubits that have no neighbour on this side; false if there are none.
bool DagStore::connect_wires(Index from, Index to) {
  std::unordered_map<Index, Slot> open;
  Slot slot = first_slot(to);
  for (const Index qubit : qubits(to)) {
    if (wire_prev_[slot] == kNone) open.emplace(qubit, slot);
    ++slot;
  }
  bool joined = false;
  slot = first_slot(from);
  for (const Index qubit : qubits(from)) {
    const auto match = wire_next_[slot] == kNone ? open.find(qubit) : open.end();
    if (match != open.end()) {
      join(slot, match->second);
      joined = true;
    }
    ++slot;
  }
  return joined;
}

void DagStore::disconnect(Index from, Index to) {
  for (Slot slot = first_slot(from); slot != end_slot(from); ++slot) {
    const Slot next = wire_next_[slot];
    if (next == kNone || vertex_of_[next] != to) continue;
    wire_next_[slot] = kNone;
    wire_prev_[next] = kNone;
  }
  free_out_.erase({from, to});
  free_in_.erase({to, from});
}

DAGQCircuit::State DagStore::state() const {
  DAGQCircuit::State state;
  state.operations = QProg::from_block(std::make_shared<Block>(block_));
  for_each([&](Index index) { state.order.push_back(index); });
  state.next.reserve(wire_next_.size());
  for (const Slot slot : wire_next_) state.next.push_back(slot == kNone ? -1 : std::int64_t{vertex_of_[slot]});
  state.free_edges.assign(free_out_.begin(), free_out_.end());
  return state;
}

std::shared_ptr<DagStore> DagStore::from_state(const DAGQCircuit::State& state) {
  auto store = std::make_shared<DagStore>();
  OperationCursor cursor(state.operations.block());
  for (Step step; cursor.next(step);) {
    if (step.kind() == OpKind::gate)
      store->append(step);
    else if (step.kind() == OpKind::measure)
      store->append_measure(step.targets[0], step.cbit());
    else
      throw InvalidArgument("the state of a DAG has an operation that is no gate and no measurement");
  }
  store->restore_order(state.order);
  store->restore_wires(state.next);
  for (const auto& [from, to] : state.free_edges) {
    if (!store->contains(from) || !store->contains(to) || from == to)
      throw InvalidArgument(concat("the state of a DAG has an edge from ", from, " to ", to));
    store->free_out_.emplace(from, to);
    store->free_in_.emplace(to, from);
    store->backward_ |= store->label_[from] > store->label_[to];
  }
  if (store->topological_order().size() != store->size())
    throw InvalidArgument("the edges in the state of a DAG form a cycle");
  return store;
}

void DagStore::restore_order(std::span<const Index> order) {
  std::fill(label_.begin(), label_.end(), 0);
  head_ = tail_ = kNone;
  size_ = 0;
  for (const Index index : order) {
    if (index >= bound() || label_[index] != 0)
      throw InvalidArgument(concat("the order in the state of a DAG names vertex ", index, ", which is not there"));
    link_behind(tail_, index);
  }
}

void DagStore::restore_wires(std::span<const std::int64_t> next) {
  if (next.size() != wire_next_.size())
    throw InvalidArgument(concat("the state of a DAG has ", next.size(), " neighbours for ", wire_next_.size(),
                                 " operands of its operations"));
  for (Slot slot = 0; slot < next.size(); ++slot) {
    if (next[slot] == -1) continue;
    const Index from = vertex_of_[slot];
    const Index qubit = qubits(from)[slot - first_slot(from)];
    Slot target = kNone;
    if (contains(from) && contains(next[slot])) {
      const auto list = qubits(static_cast<Index>(next[slot]));
      const auto match = std::find(list.begin(), list.end(), qubit);
      if (match != list.end())
        target = first_slot(static_cast<Index>(next[slot])) + static_cast<Slot>(match - list.begin());
    }
    if (target == kNone || wire_prev_[target] != kNone)
      throw InvalidArgument(concat("the state of a DAG joins vertex ", from, " to vertex ", next[slot], " on qubit ",
                                   qubit, ", which does not fit"));
    join(slot, target);
    backward_ |= label_[from] > label_[vertex_of_[target]];
  }
}

bool DagStore::same_as(const DagStore& other) const {
  if (size_ != other.size_) return false;
  std::vector<Index> mine, theirs;
  Index index = head_;
  for (Index theirs_index = other.head_; index != kNone; index = next_[index]) {
    if (index != theirs_index) return false;
    theirs_index = other.next_[theirs_index];
    const StoredOp &a = op(index), &b = other.op(index);
    const auto equal = [](auto left, auto right) { return std::ranges::equal(left, right); };
    if (a.kind != b.kind || a.num_controls != b.num_controls || !equal(qubits(index), other.qubits(index)))
      return false;
    if (a.kind == OpKind::measure) {
      if (a.payload != b.payload) return false;
    } else if (a.gate != b.gate || a.flags != b.flags || !equal(block_.params(a), other.block_.params(b)) ||
               (a.gate == GateType::ORACLE && *block_.matrix(a) != *other.block_.matrix(b))) {
      return false;
    }
    out_neighbours(index, mine);
    other.out_neighbours(index, theirs);
    if (mine != theirs) return false;
  }
  return true;
}

}  // namespace qpanda3
