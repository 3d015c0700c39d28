#pragma once
// DAGQCircuit: gates and measurements as vertices of a directed acyclic graph, edges along their common qubits.
//
// Vertices have two orders: their program order, in which they were loaded, appended or inserted, and their number,
// which stays the same until reallocate_index(). Edges come from build() or are added one by one; a vertex that was
// appended since has none. All queries are linear in the size of the graph at most.

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <utility>
#include <variant>
#include <vector>

#include "qpanda3/base/export.hpp"
#include "qpanda3/circuit/prog.hpp"

namespace qpanda3 {

class DagStore;
struct DagLive;
class DAGNode;
using DAGNodePtr = std::shared_ptr<DAGNode>;
/// What a vertex stands for.
using DagOperation = std::variant<QGate, MeasureNode>;

/// A graph of gates. A value: copies are independent, and cost nothing until one of them is changed.
///
/// Numbers of vertices are checked everywhere: NegativeValue below 0, IndexOutOfRange for those that are not there
/// (any more).
class QPANDA3_API DAGQCircuit {
 public:
  using Edge = std::pair<Index, Index>;

  DAGQCircuit();
  /// The gates of the circuit, without edges.
  explicit DAGQCircuit(const QCircuit& circuit);
  DAGQCircuit(const DAGQCircuit& other);
  DAGQCircuit(DAGQCircuit&& other);
  DAGQCircuit& operator=(const DAGQCircuit& other);
  DAGQCircuit& operator=(DAGQCircuit&& other);
  ~DAGQCircuit();

  /// Replaces the contents by the gates of a circuit, without edges; `using_only_q2_gate`: by those on exactly two
  /// qubits, controls counted.
  void from_circuit(const QCircuit& circuit, bool using_only_q2_gate = false);
  /// The same for a program; measurements become vertices too, unless `using_only_q2_gate`. Unsupported for branches,
  /// loops and channels, which no order along qubits can express (the graph stays as it was then).
  void from_qprog(const QProg& prog, bool using_only_q2_gate = false);
  /// The gates in an order that follows all edges, the program order if that does. Unsupported if there are
  /// measurements: to_qprog() keeps them.
  QCircuit to_circuit() const;
  QProg to_qprog() const;

  /// Adds a vertex without edges behind all others and returns its number.
  Index add_vertex(const QGate& gate);
  Index add_vertex(const MeasureNode& node);
  void add_vertexs(std::span<const QGate> gates, bool is_remove_barrier = false);
  void append(const QGate& gate) { add_vertex(gate); }
  void append(const MeasureNode& node) { add_vertex(node); }
  DAGQCircuit& operator<<(const QGate& gate);
  DAGQCircuit& operator<<(const MeasureNode& node);
  /// Adds vertices without edges; in program order they follow vertex `index`.
  void insert(std::int64_t index, std::span<const QGate> gates);
  /// Removes a vertex; on each of its qubits its predecessor is joined to its successor. Edges along no qubit
  /// go with it.
  void remove_vertex(std::int64_t node_index);
  void remove_vertex(const DAGNode& node);
  /// Removes the last vertex in program order, if there is one.
  void remove_back();
  void clear();

  /// Replaces all edges: each vertex is joined to the next one in program order on each of its qubits.
  void build();
  /// Orders `src` before `target`; nothing happens if the edge is there. It runs along those common qubits on which
  /// neither has a neighbour yet, if any. InvalidArgument if it would close a cycle.
  void add_edge(std::int64_t src_index, std::int64_t target_index);
  void add_edge(const DAGNode& src_node, const DAGNode& target_node);
  /// Removes the edge, along whichever qubits it runs; nothing happens if there is none.
  void remove_edge(std::int64_t src_index, std::int64_t target_index);
  void remove_edge(const DAGNode& src_node, const DAGNode& target_node);

  /// The vertex; the same object as long as someone holds it. It refers to this graph and follows its changes.
  DAGNodePtr get_vertex(std::int64_t node_index) const;
  /// All vertices in program order.
  std::vector<DAGNodePtr> get_vertex_list() const;
  /// Entry i is vertex number i, null if it was removed.
  std::vector<DAGNodePtr> get_vertex_vec() const;
  /// What a vertex stands for.
  DagOperation get_operation(std::int64_t node_index) const;
  /// The gate of a vertex; InvalidArgument if it is a measurement.
  QGate get_gate(std::int64_t gate_index) const;

  /// Pairs [neighbour, node_index], in the order of the qubits of the vertex.
  std::vector<std::vector<Index>> in_edges(std::int64_t node_index) const;
  /// Pairs [node_index, neighbour], in program order of the neighbours.
  std::vector<std::vector<Index>> out_edges(std::int64_t node_index) const;
  std::vector<Index> in_neighbors(std::int64_t node_index) const;
  std::vector<Index> out_neighbors(std::int64_t node_index) const;
  std::size_t in_degree(std::int64_t node_index) const { return in_neighbors(node_index).size(); }
  std::size_t out_degree(std::int64_t node_index) const { return out_neighbors(node_index).size(); }

  /// Number of vertices.
  std::size_t get_num_gates() const noexcept;
  /// Numbers of the vertices in program order.
  std::vector<Index> nodes() const;
  /// What they stand for, in the same order.
  std::vector<DagOperation> operations() const;
  /// The gates in program order, measurements left out.
  std::vector<QGate> gates() const;
  /// All edges, by source and then target in program order; each pair once, also where it shares several qubits.
  std::vector<Edge> edges() const;
  /// Gates on exactly two qubits, controls counted.
  std::vector<QGate> two_qubit_gates() const;
  std::vector<Index> two_qubit_gate_nodes() const;
  /// Gates without predecessors, measurements left out.
  std::vector<QGate> get_initial_front_layer_gates() const;
  /// Numbers of the vertices, each in the first layer behind all of its predecessors.
  std::vector<std::vector<Index>> layers() const;
  std::size_t get_depth() const;
  /// Numbers along one of the longest paths.
  std::vector<Index> longest_path() const;
  /// Qubits of the last vertex in program order; IndexOutOfRange if there is none.
  std::vector<Index> get_back_node() const;

  /// Numbers the vertices 0, 1, ... in program order.
  void reallocate_index();
  /// Room for that many vertices in all; NegativeValue below 0.
  void reserve_size(std::int64_t size);

  /// Equal gates with equal numbers in the same program order, and equal edges.
  friend QPANDA3_API bool operator==(const DAGQCircuit& a, const DAGQCircuit& b);

  /// All there is to a graph, for copies that leave the process.
  struct State {
    QProg operations;                ///< by number, removed ones included
    std::vector<Index> order;        ///< numbers in program order
    std::vector<std::int64_t> next;  ///< for each operand of each operation: the next vertex on its qubit, -1 if none
    std::vector<Edge> free_edges;    ///< edges that run along no qubit
  };
  State state() const;
  /// InvalidArgument if the parts do not fit together.
  static DAGQCircuit from_state(const State& state);

 private:
  friend class DAGNode;

  const DagStore& store() const noexcept;
  /// The storage, copied first if a copy of this graph sees it as well.
  DagStore& writable();
  void replace(std::shared_ptr<DagStore> store);
  Index own_index(const DAGNode& node) const;

  std::shared_ptr<DagLive> live_;
};

/// A vertex. It belongs to a graph, follows its changes and can change its edges; or it is free, with a gate, a number
/// and neighbours of its own: one that was made by itself, or whose graph dropped it (it has no neighbours then).
///
/// The neighbours of free nodes are kept alive by their lists; nodes that list one another need remove_edges().
class QPANDA3_API DAGNode : public std::enable_shared_from_this<DAGNode> {
 public:
  /// A free node.
  static DAGNodePtr make(const QGate& gate, std::int64_t index);
  ~DAGNode();
  DAGNode(const DAGNode&) = delete;
  DAGNode& operator=(const DAGNode&) = delete;

  /// A copy of the gate; InvalidArgument if the node stands for a measurement.
  QGate get_qgate() const;
  DagOperation get_operation() const;
  Index get_index() const noexcept { return index_; }
  std::vector<DAGNodePtr> get_pre_nodes() const;
  std::vector<DAGNodePtr> get_post_nodes() const;
  /// In a graph: an edge from `node` to this one, under the rules of DAGQCircuit::add_edge; InvalidArgument if `node`
  /// is not of the same graph. Of a free node: an entry in its own list alone.
  void add_pre_node(const DAGNodePtr& node);
  void add_post_node(const DAGNodePtr& node);
  /// Nothing happens if it is no neighbour.
  void remove_pre_node(const DAGNode& node);
  void remove_pre_node(std::int64_t node_index);
  void remove_post_node(const DAGNode& node);
  void remove_post_node(std::int64_t node_index);
  void remove_edges();

 private:
  friend class DAGQCircuit;
  friend struct DagLive;
  struct Key {};

 public:
  DAGNode(Key, std::shared_ptr<DagLive> live, std::optional<DagOperation> operation, Index index);

 private:
  void check_neighbour(const DAGNodePtr& node) const;
  void erase_neighbour(std::vector<DAGNodePtr>& list, std::int64_t node_index);

  std::shared_ptr<DagLive> live_;          ///< null: a free node
  std::optional<DagOperation> operation_;  ///< of a free node
  Index index_;
  std::vector<DAGNodePtr> pre_;  ///< of a free node
  std::vector<DAGNodePtr> post_;
};

}  // namespace qpanda3
