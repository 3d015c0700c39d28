// DAGNode and DAGQCircuit.

#include <pybind11/typing.h>

#include "core/casters.hpp"
#include "core/register.hpp"
#include "interrupt.hpp"
#include "qpanda3/circuit/dag.hpp"
#include "value_protocols.hpp"

namespace py = pybind11;

namespace qpanda3::python {
namespace {

using NodeClass = py::class_<DAGNode, DAGNodePtr>;
using DagClass = py::class_<DAGQCircuit>;

void bind_node(NodeClass& node) {
  node.def(py::init(&DAGNode::make), py::arg("gate"), py::arg("index"),
           "A node by itself, with a copy of the gate. Raises NegativeValue for a negative index.")
      .def("get_qgate", &DAGNode::get_qgate,
           "A copy of the gate. Raises InvalidArgument if the node stands for a measurement.")
      .def("get_operation", &DAGNode::get_operation, "A copy of the QGate or MeasureNode that the node stands for.")
      .def("get_index", &DAGNode::get_index, "The number of the vertex; it changes with reallocate_index().")
      .def("get_pre_nodes", &DAGNode::get_pre_nodes, "The nodes right before this one, in the order of its qubits.")
      .def("get_post_nodes", &DAGNode::get_post_nodes, "The nodes right behind this one, in program order.")
      .def("add_pre_node", &DAGNode::add_pre_node, py::arg("node"),
           "In a graph: an edge from `node` to this one, as DAGQCircuit.add_edge makes it. A node by itself notes\n"
           "`node` in its own list. Raises InvalidArgument for a node of another graph and for a cycle.")
      .def("add_post_node", &DAGNode::add_post_node, py::arg("node"),
           "In a graph: an edge from this node to `node`, as DAGQCircuit.add_edge makes it. A node by itself notes\n"
           "`node` in its own list. Raises InvalidArgument for a node of another graph and for a cycle.")
      .def("remove_pre_node", py::overload_cast<const DAGNode&>(&DAGNode::remove_pre_node), py::arg("node"),
           "Removes the edge from `node` to this one, if there is one.")
      .def("remove_pre_node", py::overload_cast<std::int64_t>(&DAGNode::remove_pre_node), py::arg("node_index"),
           "Removes the edge from the node of that number to this one, if there is one.")
      .def("remove_post_node", py::overload_cast<const DAGNode&>(&DAGNode::remove_post_node), py::arg("node"),
           "Removes the edge from this node to `node`, if there is one.")
      .def("remove_post_node", py::overload_cast<std::int64_t>(&DAGNode::remove_post_node), py::arg("node_index"),
           "Removes the edge from this node to the node of that number, if there is one.")
      .def("remove_edges", &DAGNode::remove_edges, "Removes all edges of this node.")
      .def("__repr__", [](const DAGNode& self) {
        const auto operation = py::repr(py::cast(self.get_operation()));
        return concat("<DAGNode ", self.get_index(), ": ", std::string(operation), ">");
      });
}

void bind_editing(DagClass& dag) {
  dag.def("add_vertex", py::overload_cast<const QGate&>(&DAGQCircuit::add_vertex), py::arg("gate"),
          "Adds a gate behind all others, without edges, and returns its number.")
      .def("add_vertex", py::overload_cast<const MeasureNode&>(&DAGQCircuit::add_vertex), py::arg("gate"),
           "Adds a measurement behind all others, without edges, and returns its number.")
      .def(
          "add_vertexs",
          [](DAGQCircuit& self, const std::vector<QGate>& gates, bool is_remove_barrier) {
            self.add_vertexs(gates, is_remove_barrier);
          },
          py::arg("gates"), py::arg("is_remove_barrier") = false,
          "Adds gates in order, without edges; with `is_remove_barrier` all but BARRIER.")
      .def("append", py::overload_cast<const QGate&>(&DAGQCircuit::append), py::arg("gate"),
           "Adds a gate behind all others, without edges.")
      .def("append", py::overload_cast<const MeasureNode&>(&DAGQCircuit::append), py::arg("gate"),
           "Adds a measurement behind all others, without edges.")
      .def(
          "__lshift__", [](DAGQCircuit& self, const QGate& gate) -> DAGQCircuit& { return self << gate; },
          py::is_operator(), "Adds a gate behind all others, without edges, and returns this graph.")
      .def(
          "__lshift__", [](DAGQCircuit& self, const MeasureNode& node) -> DAGQCircuit& { return self << node; },
          py::is_operator(), "Adds a measurement behind all others, without edges, and returns this graph.")
      .def(
          "insert",
          [](DAGQCircuit& self, std::int64_t index, const std::vector<QGate>& gates) { self.insert(index, gates); },
          py::arg("index"), py::arg("gates"),
          "Adds gates, without edges and with new numbers, behind vertex number `index` in program order.\n\n"
          "Raises NegativeValue below 0, IndexOutOfRange if there is no such vertex.")
      .def("remove_vertex", py::overload_cast<const DAGNode&>(&DAGQCircuit::remove_vertex), py::arg("node"),
           "Removes a vertex and joins its predecessor and its successor on each of its qubits. The node keeps its\n"
           "gate and number. Raises InvalidArgument if it is no vertex of this graph.")
      .def("remove_vertex", py::overload_cast<std::int64_t>(&DAGQCircuit::remove_vertex), py::arg("node_index"),
           "Removes a vertex and joins its predecessor and its successor on each of its qubits. Edges along no\n"
           "qubit go with it. Raises NegativeValue below 0, IndexOutOfRange if there is no such vertex.")
      .def("remove_back", &DAGQCircuit::remove_back, "Removes the last vertex in program order, if there is one.")
      .def("clear", &DAGQCircuit::clear, "Removes all vertices.")
      .def("reserve_size", &DAGQCircuit::reserve_size, py::arg("size"),
           "Makes room for that many vertices in all. Raises NegativeValue below 0.")
      .def("reallocate_index", &DAGQCircuit::reallocate_index, "Numbers the vertices 0, 1, ... in program order.");
}

void bind_edges(DagClass& dag) {
  dag.def("build", &DAGQCircuit::build,
          "Replaces all edges: on each qubit, each vertex is joined to the next one in program order. Linear in the\n"
          "number of gates.")
      .def("add_edge", py::overload_cast<const DAGNode&, const DAGNode&>(&DAGQCircuit::add_edge), py::arg("src_node"),
           py::arg("target_node"),
           "Orders one vertex before another. Raises InvalidArgument if that would close a cycle, or if a node is no\n"
           "vertex of this graph.")
      .def("add_edge", py::overload_cast<std::int64_t, std::int64_t>(&DAGQCircuit::add_edge), py::arg("src_index"),
           py::arg("target_index"),
           "Orders one vertex before another; nothing happens if the edge is there. The edge runs along those common\n"
           "qubits on which neither has a neighbour on that side yet, if there are any.\n\n"
           "Raises InvalidArgument if it would close a cycle, NegativeValue or IndexOutOfRange for wrong numbers.")
      .def("remove_edge", py::overload_cast<const DAGNode&, const DAGNode&>(&DAGQCircuit::remove_edge),
           py::arg("src_node"), py::arg("target_node"), "Removes an edge, if it is there.")
      .def("remove_edge", py::overload_cast<std::int64_t, std::int64_t>(&DAGQCircuit::remove_edge),
           py::arg("src_index"), py::arg("target_index"), "Removes an edge, if it is there.")
      .def("in_edges", &DAGQCircuit::in_edges, py::arg("node_index"),
           "The edges into a vertex as [other, node_index], in the order of its qubits.")
      .def("out_edges", &DAGQCircuit::out_edges, py::arg("node_index"),
           "The edges out of a vertex as [node_index, other], in program order.")
      .def("in_neighbors", &DAGQCircuit::in_neighbors, py::arg("node_index"),
           "Numbers of the vertices right before a vertex, in the order of its qubits.")
      .def("out_neighbors", &DAGQCircuit::out_neighbors, py::arg("node_index"),
           "Numbers of the vertices right behind a vertex, in program order.")
      .def("in_degree", &DAGQCircuit::in_degree, py::arg("node_index"), "The number of vertices right before a vertex.")
      .def("out_degree", &DAGQCircuit::out_degree, py::arg("node_index"),
           "The number of vertices right behind a vertex.")
      .def("edges", &DAGQCircuit::edges,
           "All edges as (from, to), in program order; each pair once, also where it shares several qubits.");
}

void bind_loading(DagClass& dag) {
  dag.def(
         "from_circuit",
         [](DAGQCircuit& self, const QCircuit& circuit, bool using_only_q2_gate) {
           self = detached(circuit, [&](const QCircuit& copy) {
             DAGQCircuit fresh;
             fresh.from_circuit(copy, using_only_q2_gate);
             return fresh;
           });
         },
         py::arg("circuit"), py::arg("using_only_q2_gate") = false,
         "Replaces the contents by the gates of a circuit, nested ones resolved, without edges; with\n"
         "`using_only_q2_gate` by those on exactly two qubits, controls counted.")
      .def(
          "from_qprog",
          [](DAGQCircuit& self, const QProg& prog, bool using_only_q2_gate, bool) {
            self = detached(prog, [&](const QProg& copy) {
              DAGQCircuit fresh;
              fresh.from_qprog(copy, using_only_q2_gate);
              return fresh;
            });
          },
          py::arg("prog"), py::arg("using_only_q2_gate") = false, py::arg("is_pilot") = false,
          "Replaces the contents by the gates and measurements of a program, without edges; with `using_only_q2_gate`\n"
          "by the gates on exactly two qubits. `is_pilot` makes no difference.\n\n"
          "Raises Unsupported (a RuntimeError) for branches, loops and Karus channels.")
      .def("to_circuit", &DAGQCircuit::to_circuit,
           "The gates as a circuit, in program order or, where edges say otherwise, in one that follows them.\n\n"
           "Raises Unsupported (a RuntimeError) if there are measurements.")
      .def("to_qprog", &DAGQCircuit::to_qprog, "The gates and measurements as a program, in the same order.");
}

void bind_queries(DagClass& dag) {
  const char* wrong = "Raises NegativeValue below 0, IndexOutOfRange if there is no such vertex.";
  dag.def("get_vertex", &DAGQCircuit::get_vertex, py::arg("node_index"),
          concat(
              "The vertex of that number; the same object as long as it is held. It follows changes of the graph.\n\n",
              wrong)
              .c_str())
      .def("get_vertex_list", &DAGQCircuit::get_vertex_list, "All vertices in program order.")
      .def(
          "get_vertex_vec",
          [](const DAGQCircuit& self) {
            std::vector<std::optional<DAGNodePtr>> list;
            for (DAGNodePtr& node : self.get_vertex_vec())
              list.push_back(node ? std::optional(std::move(node)) : std::nullopt);
            return list;
          },
          "Entry i is vertex number i, None if it was removed.")
      .def("get_operation", &DAGQCircuit::get_operation, py::arg("node_index"),
           concat("A copy of the QGate or MeasureNode that a vertex stands for.\n\n", wrong).c_str())
      .def("get_gate", &DAGQCircuit::get_gate, py::arg("gate_index"),
           concat("A copy of the gate of a vertex. Raises InvalidArgument if it is a measurement.\n\n", wrong).c_str())
      .def("get_num_gates", &DAGQCircuit::get_num_gates, "The number of vertices.")
      .def("nodes", &DAGQCircuit::nodes, "The numbers of the vertices in program order.")
      .def("operations", &DAGQCircuit::operations, "What nodes() stand for, QGate or MeasureNode, in the same order.")
      .def("gates", &DAGQCircuit::gates, "The gates in program order; measurements are left out.")
      .def("gate_list", &DAGQCircuit::gates, "The gates in program order; measurements are left out.")
      .def("two_qubit_gates", &DAGQCircuit::two_qubit_gates, "The gates on exactly two qubits, controls counted.")
      .def("two_qubit_gate_nodes", &DAGQCircuit::two_qubit_gate_nodes, "The numbers of their vertices.")
      .def("get_initial_front_layer_gates", &DAGQCircuit::get_initial_front_layer_gates,
           "The gates without predecessors; measurements are left out.")
      .def("layers", &DAGQCircuit::layers,
           "The vertices by layers, each in the first one behind all of its predecessors.")
      .def("get_depth", &DAGQCircuit::get_depth, "The number of layers.")
      .def("longest_path", &DAGQCircuit::longest_path,
           "The numbers along a longest path; of several the one that ends first in program order and goes back\n"
           "along the first qubits of its gates.")
      .def("get_back_node", &DAGQCircuit::get_back_node,
           "The qubits of the last vertex in program order. Raises IndexOutOfRange if there is none.");
}

/// Everything about a graph, the arguments of from_state.
py::tuple state_of(const DAGQCircuit& self) {
  DAGQCircuit::State state = self.state();
  return py::make_tuple(std::move(state.operations), state.order, state.next, state.free_edges);
}

DAGQCircuit from_state(const py::object& state) {
  const auto [operations, order, next, free_edges] =
      state.cast<std::tuple<QProg, std::vector<Index>, std::vector<std::int64_t>, std::vector<DAGQCircuit::Edge>>>();
  return DAGQCircuit::from_state({operations, order, next, free_edges});
}

void bind_python_protocols(DagClass& dag) {
  dag.def("__len__", &DAGQCircuit::get_num_gates, "The number of vertices.")
      .def(
          "__iter__",
          [](const DAGQCircuit& self) -> py::typing::Iterator<DAGNode> {
            return py::iter(py::cast(self.get_vertex_list()));
          },
          "The vertices in program order.")
      .def("__repr__", [](const DAGQCircuit& self) {
        return concat("<DAGQCircuit: ", self.get_num_gates(), " vertices, ", self.edges().size(), " edges>");
      });
  define_equality<DAGQCircuit>(dag, "Equal gates with equal numbers in the same program order, and equal edges.");
  define_value_protocols<DAGQCircuit>(dag, &state_of, &from_state);
}

}  // namespace

void bind_dag(py::module_& m) {
  NodeClass node(m, "DAGNode",
                 "A vertex of a DAGQCircuit, or a node by itself.\n\n"
                 "A vertex refers to its graph: it follows all changes, and changes the graph's edges. Its gate is\n"
                 "handed out as a copy. A node that was made by itself, or whose graph dropped it, has its own gate,\n"
                 "number and lists of neighbours.");
  DagClass dag(m, "DAGQCircuit",
               "Gates (and measurements) as vertices of a directed acyclic graph, with edges along common qubits.\n\n"
               "Loading and appending add vertices without edges; build() makes the edges. Vertices have numbers,\n"
               "which stay until reallocate_index(), and a program order, in which lists are given. Additions of this\n"
               "package: measurements, len(), iteration over the vertices, ==, copy and pickle.");
  bind_node(node);
  dag.def(py::init<>())
      .def(py::init<const DAGQCircuit&>(), py::arg("other"), "An independent copy.")
      .def(py::init([](const QCircuit& circuit) {
             return detached(circuit, [](const QCircuit& copy) { return DAGQCircuit(copy); });
           }),
           py::arg("circuit"), "The gates of a circuit, without edges.");
  bind_loading(dag);
  bind_editing(dag);
  bind_edges(dag);
  bind_queries(dag);
  bind_python_protocols(dag);
}

}  // namespace qpanda3::python
