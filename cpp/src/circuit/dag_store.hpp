#pragma once
// The storage of a DAG: a block of operations, their program order as a linked list, and for each operand of each
// operation its neighbours on that qubit ("wires"). Edges are what wires join; those that share no qubit are kept
// apart. Vertex i is operation i of the block. No allocation belongs to a single vertex.

#include <cstdint>
#include <limits>
#include <set>
#include <span>
#include <utility>
#include <vector>

#include "qpanda3/circuit/block.hpp"
#include "qpanda3/circuit/dag.hpp"

namespace qpanda3 {

class DagStore {
 public:
  using Edge = DAGQCircuit::Edge;
  static constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();

  // Vertices.
  std::size_t size() const noexcept { return size_; }
  /// Numbers handed out so far, those of removed vertices included.
  std::size_t bound() const noexcept { return label_.size(); }
  bool contains(std::int64_t index) const noexcept {
    return index >= 0 && static_cast<std::uint64_t>(index) < bound() && label_[static_cast<std::size_t>(index)] != 0;
  }
  DagOperation operation(Index index) const;
  bool is_gate(Index index) const noexcept { return op(index).kind == OpKind::gate; }
  QGate gate(Index index) const { return block_.gate(op(index)); }
  std::span<const Index> qubits(Index index) const noexcept;
  const Block& block() const noexcept { return block_; }
  std::size_t fixed_size() const noexcept { return fixed_size_; }
  void set_fixed_size(std::size_t size) noexcept { fixed_size_ = size; }

  Index append(const QGate& gate);
  Index append(const Step& gate);
  Index append_measure(Index qubit, Index cbit);
  void append_to(Block& block, Index index) const;
  /// Moves the last vertex behind `position`.
  void move_back_behind(Index position);
  void erase(Index index);
  void reserve(std::size_t vertices) { reserve(vertices, vertices, vertices); }
  void reserve(std::size_t vertices, std::size_t operands, std::size_t params);

  // Program order.
  Index first() const noexcept { return head_; }
  Index last() const noexcept { return tail_; }
  Index after(Index index) const noexcept { return next_[index]; }
  template <class Visit>
  void for_each(Visit&& visit) const {
    for (Index index = head_; index != kNone; index = next_[index]) visit(index);
  }
  /// Renumbers in program order. Returns new numbers by old ones, kNone for removed vertices.
  std::vector<Index> compact();

  // Edges.
  void build();
  /// False if it would close a cycle.
  [[nodiscard]] bool connect(Index from, Index to);
  void disconnect(Index from, Index to);
  bool has_edge(Index from, Index to) const;
  /// Replaces the contents of `out`. Incoming ones in the order of the qubits, outgoing ones in program order.
  void in_neighbours(Index index, std::vector<Index>& out) const;
  void out_neighbours(Index index, std::vector<Index>& out) const;

  // Walks (dag_order.cpp); none of them recurses.
  /// An order that follows all edges: the program order where possible.
  std::vector<Index> topological_order() const;
  std::vector<std::vector<Index>> layers() const;
  std::vector<Index> longest_path() const;

  DAGQCircuit::State state() const;
  static std::shared_ptr<DagStore> from_state(const DAGQCircuit::State& state);
  bool same_as(const DagStore& other) const;

 private:
  using Slot = std::uint32_t;  ///< position of an operand in the block

  const StoredOp& op(Index index) const noexcept { return block_.ops()[index]; }
  Slot first_slot(Index index) const noexcept { return op(index).operands; }
  Slot end_slot(Index index) const noexcept { return first_slot(index) + static_cast<Slot>(qubits(index).size()); }
  Index register_back();
  void link_behind(Index position, Index index);
  void unlink(Index index);
  void spread_labels();
  void cut_wires();
  void join(Slot from, Slot to);
  bool connect_wires(Index from, Index to);
  bool reaches(Index from, Index to) const;
  void restore_order(std::span<const Index> order);
  void restore_wires(std::span<const std::int64_t> next);

  Block block_;
  std::size_t size_ = 0;
  std::size_t fixed_size_ = 0;
  std::vector<std::uint64_t> label_;  ///< by vertex: ascending in program order; 0: removed
  std::vector<Index> prev_, next_;    ///< by vertex: program order
  Index head_ = kNone, tail_ = kNone;
  std::vector<Slot> wire_prev_, wire_next_;  ///< by operand: the operands it is joined to
  std::vector<Index> vertex_of_;             ///< by operand
  std::set<Edge> free_out_, free_in_;        ///< edges along no qubit, as (from, to) and as (to, from)
  bool backward_ = false;                    ///< some edge may run against the program order
};

}  // namespace qpanda3
