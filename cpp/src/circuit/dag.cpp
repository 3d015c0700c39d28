#include "qpanda3/circuit/dag.hpp"

#include <algorithm>

#include "circuit/dag_live.hpp"
#include "circuit/queries.hpp"
#include "qpanda3/base/concat.hpp"
#include "qpanda3/base/error.hpp"
#include "qpanda3/circuit/cursor.hpp"

namespace qpanda3 {

namespace {

Index checked(const DagStore& store, std::int64_t index, const char* what) {
  if (index < 0) throw NegativeValue(concat(what, " must not be negative, got ", index));
  if (!store.contains(index)) {
    const bool removed = static_cast<std::uint64_t>(index) < store.bound();
    throw IndexOutOfRange(concat(what, " ", index, removed ? " was removed from the DAG" : " is not in the DAG",
                                 ", which has ", store.size(), " vertices"));
  }
  return static_cast<Index>(index);
}

/// Appends the gates and measurements of a block.
void load(DagStore& store, const Block& block, bool dagger, std::span<const Index> controls, bool only_q2) {
  check_listable(block);
  const auto size = only_q2 ? 0 : static_cast<std::size_t>(block.flat_size());
  store.reserve(size, size + size / 2, size / 2);
  OperationCursor cursor(block, dagger, controls);
  for (Step step; cursor.next(step);) {
    if (step.kind() == OpKind::gate) {
      if (!only_q2 || acts_on_two_qubits(step)) store.append(step);
    } else if (step.kind() == OpKind::measure) {
      if (!only_q2) store.append_measure(step.targets[0], step.cbit());
    } else {
      const bool conditional = step.kind() == OpKind::branch || step.kind() == OpKind::loop;
      throw Unsupported(concat("a DAG cannot hold a ", conditional ? "branch or loop" : "channel (Karus)",
                               "; gates and measurements only"));
    }
  }
}

bool on_two_qubits(const DagStore& store, Index index) {
  return store.is_gate(index) && store.qubits(index).size() == 2;
}

}  // namespace

DAGQCircuit::DAGQCircuit() : live_(std::make_shared<DagLive>()) {}
DAGQCircuit::DAGQCircuit(const QCircuit& circuit) : DAGQCircuit() { from_circuit(circuit); }
DAGQCircuit::DAGQCircuit(const DAGQCircuit& other) : DAGQCircuit() { live_->store = other.live_->store; }
DAGQCircuit::DAGQCircuit(DAGQCircuit&& other) : DAGQCircuit() { live_.swap(other.live_); }
DAGQCircuit& DAGQCircuit::operator=(const DAGQCircuit& other) {
  if (this != &other) replace(other.live_->store);
  return *this;
}
DAGQCircuit& DAGQCircuit::operator=(DAGQCircuit&& other) {
  if (this != &other) {
    live_->release_all();
    live_ = std::make_shared<DagLive>();
    live_.swap(other.live_);
  }
  return *this;
}
DAGQCircuit::~DAGQCircuit() = default;

const DagStore& DAGQCircuit::store() const noexcept { return *live_->store; }
DagStore& DAGQCircuit::writable() { return live_->writable(); }

void DAGQCircuit::replace(std::shared_ptr<DagStore> store) {
  live_->release_all();
  live_->store = std::move(store);
}

void DAGQCircuit::from_circuit(const QCircuit& circuit, bool using_only_q2_gate) {
  auto fresh = std::make_shared<DagStore>();
  load(*fresh, circuit.block(), circuit.is_dagger(), circuit.controls(), using_only_q2_gate);
  fresh->set_fixed_size(circuit.fixed_size());
  replace(std::move(fresh));
}

void DAGQCircuit::from_qprog(const QProg& prog, bool using_only_q2_gate) {
  auto fresh = std::make_shared<DagStore>();
  load(*fresh, prog.block(), false, {}, using_only_q2_gate);
  fresh->set_fixed_size(prog.fixed_size());
  replace(std::move(fresh));
}

QCircuit DAGQCircuit::to_circuit() const {
  if (store().block().has_measure()) {
    for (Index index = store().first(); index != DagStore::kNone; index = store().after(index))
      if (!store().is_gate(index))
        throw Unsupported(concat("vertex ", index, " is a measurement, which a circuit cannot hold; use to_qprog()"));
  }
  QCircuit circuit(static_cast<std::int64_t>(store().fixed_size()));
  for (const Index index : store().topological_order()) circuit << store().gate(index);
  return circuit;
}

QProg DAGQCircuit::to_qprog() const {
  QProg prog(static_cast<std::int64_t>(store().fixed_size()));
  for (const Index index : store().topological_order())
    std::visit([&](const auto& item) { prog << item; }, store().operation(index));
  return prog;
}

Index DAGQCircuit::add_vertex(const QGate& gate) { return writable().append(gate); }
Index DAGQCircuit::add_vertex(const MeasureNode& node) { return writable().append_measure(node.qubit(), node.cbit()); }

void DAGQCircuit::add_vertexs(std::span<const QGate> gates, bool is_remove_barrier) {
  for (const QGate& gate : gates)
    if (!is_remove_barrier || gate.gate_type() != GateType::BARRIER) add_vertex(gate);
}

DAGQCircuit& DAGQCircuit::operator<<(const QGate& gate) {
  add_vertex(gate);
  return *this;
}

DAGQCircuit& DAGQCircuit::operator<<(const MeasureNode& node) {
  add_vertex(node);
  return *this;
}

void DAGQCircuit::insert(std::int64_t index, std::span<const QGate> gates) {
  Index position = checked(store(), index, "index");
  for (const QGate& gate : gates) {
    const Index added = writable().append(gate);
    writable().move_back_behind(position);
    position = added;
  }
}

void DAGQCircuit::remove_vertex(std::int64_t node_index) {
  const Index index = checked(store(), node_index, "node_index");
  live_->release(index);
  writable().erase(index);
}

void DAGQCircuit::remove_vertex(const DAGNode& node) { remove_vertex(std::int64_t{own_index(node)}); }

void DAGQCircuit::remove_back() {
  if (store().size() != 0) remove_vertex(std::int64_t{store().last()});
}

void DAGQCircuit::clear() { replace(std::make_shared<DagStore>()); }
void DAGQCircuit::build() { writable().build(); }

Index DAGQCircuit::own_index(const DAGNode& node) const {
  if (node.live_ != live_)
    throw InvalidArgument(concat("the node with number ", node.index_, " is not a vertex of this DAG"));
  return node.index_;
}

void DAGQCircuit::add_edge(std::int64_t src_index, std::int64_t target_index) {
  const Index from = checked(store(), src_index, "src_index");
  live_->connect(from, checked(store(), target_index, "target_index"));
}

void DAGQCircuit::add_edge(const DAGNode& src_node, const DAGNode& target_node) {
  live_->connect(own_index(src_node), own_index(target_node));
}

void DAGQCircuit::remove_edge(std::int64_t src_index, std::int64_t target_index) {
  const Index from = checked(store(), src_index, "src_index");
  writable().disconnect(from, checked(store(), target_index, "target_index"));
}

void DAGQCircuit::remove_edge(const DAGNode& src_node, const DAGNode& target_node) {
  writable().disconnect(own_index(src_node), own_index(target_node));
}

DAGNodePtr DAGQCircuit::get_vertex(std::int64_t node_index) const {
  return DagLive::node(live_, checked(store(), node_index, "node_index"));
}

std::vector<DAGNodePtr> DAGQCircuit::get_vertex_list() const { return DagLive::all(live_, nodes()); }

std::vector<DAGNodePtr> DAGQCircuit::get_vertex_vec() const {
  std::vector<DAGNodePtr> list(store().bound());
  store().for_each([&](Index index) { list[index] = DagLive::node(live_, index); });
  return list;
}

DagOperation DAGQCircuit::get_operation(std::int64_t node_index) const {
  return store().operation(checked(store(), node_index, "node_index"));
}

QGate DAGQCircuit::get_gate(std::int64_t gate_index) const {
  const Index index = checked(store(), gate_index, "gate_index");
  return gate_of(store().operation(index), index);
}

std::vector<Index> DAGQCircuit::in_neighbors(std::int64_t node_index) const {
  std::vector<Index> list;
  store().in_neighbours(checked(store(), node_index, "node_index"), list);
  return list;
}

std::vector<Index> DAGQCircuit::out_neighbors(std::int64_t node_index) const {
  std::vector<Index> list;
  store().out_neighbours(checked(store(), node_index, "node_index"), list);
  return list;
}

std::vector<std::vector<Index>> DAGQCircuit::in_edges(std::int64_t node_index) const {
  std::vector<std::vector<Index>> pairs;
  for (const Index previous : in_neighbors(node_index)) pairs.push_back({previous, static_cast<Index>(node_index)});
  return pairs;
}

std::vector<std::vector<Index>> DAGQCircuit::out_edges(std::int64_t node_index) const {
  std::vector<std::vector<Index>> pairs;
  for (const Index next : out_neighbors(node_index)) pairs.push_back({static_cast<Index>(node_index), next});
  return pairs;
}

std::size_t DAGQCircuit::get_num_gates() const noexcept { return store().size(); }

std::vector<Index> DAGQCircuit::nodes() const {
  std::vector<Index> list;
  list.reserve(store().size());
  store().for_each([&](Index index) { list.push_back(index); });
  return list;
}

std::vector<DagOperation> DAGQCircuit::operations() const {
  std::vector<DagOperation> list;
  list.reserve(store().size());
  store().for_each([&](Index index) { list.push_back(store().operation(index)); });
  return list;
}

std::vector<QGate> DAGQCircuit::gates() const {
  std::vector<QGate> list;
  list.reserve(store().size());
  store().for_each([&](Index index) {
    if (store().is_gate(index)) list.push_back(store().gate(index));
  });
  return list;
}

std::vector<DAGQCircuit::Edge> DAGQCircuit::edges() const {
  std::vector<Edge> list;
  std::vector<Index> neighbours;
  store().for_each([&](Index index) {
    store().out_neighbours(index, neighbours);
    for (const Index next : neighbours) list.emplace_back(index, next);
  });
  return list;
}

std::vector<QGate> DAGQCircuit::two_qubit_gates() const {
  std::vector<QGate> list;
  for (const Index index : two_qubit_gate_nodes()) list.push_back(store().gate(index));
  return list;
}

std::vector<Index> DAGQCircuit::two_qubit_gate_nodes() const {
  std::vector<Index> list;
  store().for_each([&](Index index) {
    if (on_two_qubits(store(), index)) list.push_back(index);
  });
  return list;
}

std::vector<QGate> DAGQCircuit::get_initial_front_layer_gates() const {
  std::vector<QGate> list;
  std::vector<Index> neighbours;
  store().for_each([&](Index index) {
    store().in_neighbours(index, neighbours);
    if (neighbours.empty() && store().is_gate(index)) list.push_back(store().gate(index));
  });
  return list;
}

std::vector<std::vector<Index>> DAGQCircuit::layers() const { return store().layers(); }
std::size_t DAGQCircuit::get_depth() const { return store().layers().size(); }
std::vector<Index> DAGQCircuit::longest_path() const { return store().longest_path(); }

std::vector<Index> DAGQCircuit::get_back_node() const {
  if (store().size() == 0) throw IndexOutOfRange("get_back_node: the DAG has no vertex");
  const auto qubits = store().qubits(store().last());
  return {qubits.begin(), qubits.end()};
}

void DAGQCircuit::reallocate_index() { live_->renumber(writable().compact()); }

void DAGQCircuit::reserve_size(std::int64_t size) {
  constexpr std::int64_t kMaxReserved = 100'000'000;  // more is left to growth, so that a wrong number does no harm
  if (size < 0) throw NegativeValue(concat("size must not be negative, got ", size));
  writable().reserve(static_cast<std::size_t>(std::min(size, kMaxReserved)));
}

bool operator==(const DAGQCircuit& a, const DAGQCircuit& b) {
  return a.live_->store == b.live_->store || a.store().same_as(b.store());
}

DAGQCircuit::State DAGQCircuit::state() const { return store().state(); }

DAGQCircuit DAGQCircuit::from_state(const State& state) {
  DAGQCircuit dag;
  dag.live_->store = DagStore::from_state(state);
  return dag;
}

}  // namespace qpanda3
