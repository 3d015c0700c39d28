#pragma once
// What a graph and its nodes share. Nodes are objects of their own, made when someone asks for them.

#include <memory>
#include <optional>
#include <span>
#include <unordered_map>
#include <vector>

#include "circuit/dag_store.hpp"
#include "qpanda3/base/concat.hpp"
#include "qpanda3/base/error.hpp"
#include "qpanda3/circuit/dag.hpp"

namespace qpanda3 {

/// The storage, which copies of the graph may see as well until one changes it, and the nodes that someone holds.
struct DagLive {
  std::shared_ptr<DagStore> store = std::make_shared<DagStore>();
  std::unordered_map<Index, std::weak_ptr<DAGNode>> nodes;

  DagStore& writable() {
    if (store.use_count() != 1) store = std::make_shared<DagStore>(*store);
    return *store;
  }

  void connect(Index from, Index to) {
    if (!writable().connect(from, to))
      throw InvalidArgument(concat("an edge from vertex ", from, " to vertex ", to, " would close a cycle"));
  }

  static DAGNodePtr node(const std::shared_ptr<DagLive>& self, Index index) {
    std::weak_ptr<DAGNode>& entry = self->nodes[index];
    DAGNodePtr node = entry.lock();
    if (!node) entry = node = std::make_shared<DAGNode>(DAGNode::Key{}, self, std::nullopt, index);
    return node;
  }

  static std::vector<DAGNodePtr> all(const std::shared_ptr<DagLive>& self, std::span<const Index> indices) {
    std::vector<DAGNodePtr> list;
    list.reserve(indices.size());
    for (const Index index : indices) list.push_back(node(self, index));
    return list;
  }

  /// The node goes on by itself, with a copy of its gate. Before the vertex is erased.
  void release(Index index) {
    const auto entry = nodes.find(index);
    if (entry == nodes.end()) return;
    const DAGNodePtr node = entry->second.lock();
    nodes.erase(entry);
    if (!node) return;
    node->operation_ = store->operation(index);
    node->live_.reset();
  }

  void release_all() {
    std::vector<Index> held;
    for (const auto& [index, node] : nodes) held.push_back(index);
    for (const Index index : held) release(index);
  }

  void renumber(std::span<const Index> numbers) {
    std::unordered_map<Index, std::weak_ptr<DAGNode>> renumbered;
    for (auto& [index, entry] : nodes) {
      if (const DAGNodePtr node = entry.lock()) {
        node->index_ = numbers[index];
        renumbered.emplace(node->index_, node);
      }
    }
    nodes = std::move(renumbered);
  }
};

/// InvalidArgument if the vertex with that number is a measurement.
inline QGate gate_of(const DagOperation& operation, Index index) {
  if (const QGate* gate = std::get_if<QGate>(&operation)) return *gate;
  throw InvalidArgument(concat("vertex ", index, " is a measurement, which is no gate; get_operation gives it"));
}

}  // namespace qpanda3
