// Nodes of a DAG: by themselves with lists of neighbours, or as a view of a vertex.

#include <utility>

#include "circuit/dag_live.hpp"

namespace qpanda3 {

DAGNode::DAGNode(Key, std::shared_ptr<DagLive> live, std::optional<DagOperation> operation, Index index)
    : live_(std::move(live)), operation_(std::move(operation)), index_(index) {}

DAGNodePtr DAGNode::make(const QGate& gate, std::int64_t index) {
  if (index < 0) throw NegativeValue(concat("index must not be negative, got ", index));
  if (index >= DagStore::kNone) throw InvalidArgument(concat("index must be below 2^32 - 1, got ", index));
  return std::make_shared<DAGNode>(Key{}, nullptr, gate, static_cast<Index>(index));
}

DAGNode::~DAGNode() {
  if (live_) live_->nodes.erase(index_);
}

DagOperation DAGNode::get_operation() const { return live_ ? live_->store->operation(index_) : *operation_; }
QGate DAGNode::get_qgate() const { return gate_of(get_operation(), index_); }

std::vector<DAGNodePtr> DAGNode::get_pre_nodes() const {
  if (!live_) return pre_;
  std::vector<Index> neighbours;
  live_->store->in_neighbours(index_, neighbours);
  return DagLive::all(live_, neighbours);
}

std::vector<DAGNodePtr> DAGNode::get_post_nodes() const {
  if (!live_) return post_;
  std::vector<Index> neighbours;
  live_->store->out_neighbours(index_, neighbours);
  return DagLive::all(live_, neighbours);
}

void DAGNode::check_neighbour(const DAGNodePtr& node) const {
  if (!node) throw InvalidArgument("node must not be null");
  if (live_ && node->live_ != live_)
    throw InvalidArgument(
        concat("the node with number ", node->index_, " is not a vertex of the DAG of node ", index_));
}

void DAGNode::add_pre_node(const DAGNodePtr& node) {
  check_neighbour(node);
  if (live_)
    live_->connect(node->index_, index_);
  else
    pre_.push_back(node);
}

void DAGNode::add_post_node(const DAGNodePtr& node) {
  check_neighbour(node);
  if (live_)
    live_->connect(index_, node->index_);
  else
    post_.push_back(node);
}

void DAGNode::erase_neighbour(std::vector<DAGNodePtr>& list, std::int64_t node_index) {
  if (node_index < 0) throw NegativeValue(concat("node_index must not be negative, got ", node_index));
  std::erase_if(list, [&](const DAGNodePtr& node) { return node->index_ == node_index; });
}

void DAGNode::remove_pre_node(std::int64_t node_index) {
  erase_neighbour(pre_, node_index);
  if (live_ && live_->store->contains(node_index)) live_->writable().disconnect(static_cast<Index>(node_index), index_);
}

void DAGNode::remove_post_node(std::int64_t node_index) {
  erase_neighbour(post_, node_index);
  if (live_ && live_->store->contains(node_index)) live_->writable().disconnect(index_, static_cast<Index>(node_index));
}

void DAGNode::remove_pre_node(const DAGNode& node) {
  if (live_) {
    if (node.live_ == live_) live_->writable().disconnect(node.index_, index_);
  } else {
    std::erase_if(pre_, [&](const DAGNodePtr& entry) { return entry.get() == &node; });
  }
}

void DAGNode::remove_post_node(const DAGNode& node) {
  if (live_) {
    if (node.live_ == live_) live_->writable().disconnect(index_, node.index_);
  } else {
    std::erase_if(post_, [&](const DAGNodePtr& entry) { return entry.get() == &node; });
  }
}

void DAGNode::remove_edges() {
  if (live_) {
    for (const DAGNodePtr& node : get_pre_nodes()) remove_pre_node(*node);
    for (const DAGNodePtr& node : get_post_nodes()) remove_post_node(*node);
  }
  pre_.clear();
  post_.clear();
}

}  // namespace qpanda3
