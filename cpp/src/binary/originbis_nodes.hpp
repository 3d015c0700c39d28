#pragma once
// OriginBIS keeps programs, branches and loops as a flat list of nodes that refer to one another by position. This is
// the order of that list: depth first, later children before earlier ones.

#include <cstdint>
#include <unordered_map>
#include <vector>

#include "qpanda3/circuit/block.hpp"

namespace qpanda3::bis {

/// A node of the list: a whole block, or with `flow` one branch or loop of it.
struct Node {
  const Block* block = nullptr;
  const StoredOp* flow = nullptr;

  bool is_loop() const noexcept { return flow != nullptr && flow->kind == OpKind::loop; }
};

/// The node of a program. A program that is one branch or loop and nothing else is the node of that branch or loop.
Node node_of(const Block& program);

/// True for a block operation that is kept as a node of its own and not as a circuit.
bool is_program(const Block& block, const StoredOp& op);

/// One arm of a branch. The last one may be an `else`, which has no condition.
struct Arm {
  const Block* body = nullptr;
  const Block* owner = nullptr;  ///< block that stores the condition; null for `else`
  const StoredOp* condition = nullptr;
};

/// The arms of a branch, those of its chain of `else if` included.
std::vector<Arm> arms_of(const Node& branch);

/// The nodes a node refers to, in the order of its items (arms for a branch).
void children_of(const Node& node, std::vector<Node>& children);

/// How many nodes stand in the list for a node and all below it; each is looked at once, however often it is shared.
class NodeCounter {
 public:
  /// Capped at 2^63.
  std::uint64_t count(const Node& node);
  /// The largest size that a circuit of the nodes counted was made with, as far as its message says so: that of a
  /// controlled circuit cannot be told from the qubits it uses.
  Index largest_circuit() const noexcept { return largest_circuit_; }

 private:
  void note_circuits(const Block& block);

  Index largest_circuit_ = 0;
  std::unordered_map<const void*, std::uint64_t> known_;
};

}  // namespace qpanda3::bis
