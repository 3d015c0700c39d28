// DAGQCircuit and DAGNode against facts and against a slow reference that compares all pairs of gates.

#include "qpanda3/circuit/dag.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "qpanda3/base/error.hpp"
#include "qpanda3/gate/factories.hpp"
#include "support/random_circuits.hpp"

namespace qpanda3 {
namespace {

using Edges = std::vector<DAGQCircuit::Edge>;
using Lists = std::vector<std::vector<Index>>;
using List = std::vector<Index>;

template <class... Gates>
DAGQCircuit built(const Gates&... gates) {
  DAGQCircuit dag;
  (dag << ... << gates);
  dag.build();
  return dag;
}

DAGQCircuit sample() {
  return built(H(0), CNOT(0, 1), X(2), CNOT(1, 2), RZ(0, 0.3), CZ(0, 2), BARRIER({0, 1, 2}), H(1));
}

/// Edges of a built graph, the slow way: a pair of vertices with a qubit that no vertex between them uses.
Edges reference_edges(const DAGQCircuit& dag) {
  struct Vertex {
    Index number;
    std::set<Index> qubits;
  };
  std::vector<Vertex> order;
  for (const Index number : dag.nodes()) {
    const QGate gate = dag.get_gate(number);
    const auto qubits = gate.qubits();
    order.push_back({number, {qubits.begin(), qubits.end()}});
  }
  Edges edges;
  for (std::size_t i = 0; i < order.size(); ++i) {
    std::set<Index> open = order[i].qubits;
    for (std::size_t j = i + 1; j < order.size(); ++j) {
      const std::size_t before = open.size();
      for (const Index qubit : order[j].qubits) open.erase(qubit);
      if (open.size() != before) edges.emplace_back(order[i].number, order[j].number);
    }
  }
  return edges;
}

Lists reference_layers(const DAGQCircuit& dag, const Edges& edges) {
  std::vector<Index> numbers = dag.nodes();
  std::map<Index, std::size_t> layer;
  for (const Index number : numbers) {
    layer[number] = 0;
    for (const auto& [from, to] : edges)
      if (to == number) layer[number] = std::max(layer[number], layer[from] + 1);
  }
  Lists layers;
  for (const Index number : numbers) {
    if (layers.size() <= layer[number]) layers.resize(layer[number] + 1);
    layers[layer[number]].push_back(number);
  }
  for (List& list : layers) std::sort(list.begin(), list.end());
  return layers;
}

Lists sorted_layers(const DAGQCircuit& dag) {
  Lists layers = dag.layers();
  for (List& list : layers) std::sort(list.begin(), list.end());
  return layers;
}

QGate random_gate(support::Random& random, unsigned qubits) {
  const std::vector<unsigned> all = [&] {
    std::vector<unsigned> list(qubits);
    for (unsigned i = 0; i < qubits; ++i) list[i] = i;
    return support::random_qubits(random, list, qubits);
  }();
  switch (support::random_below(random, 5)) {
    case 0:
      return H(all[0]);
    case 1:
      return CNOT(all[0], all[1]);
    case 2:
      return X(all[0]).control({all[1], all[2]});
    case 3:
      return RZZ(all[0], all[1], 0.1).dagger();
    default:
      return BARRIER({all[0], all[1], all[2]});
  }
}

TEST(Dag, facts_of_a_small_graph) {
  const DAGQCircuit dag = sample();
  EXPECT_EQ(dag.edges(), (Edges{{0, 1}, {1, 3}, {1, 4}, {2, 3}, {3, 5}, {3, 6}, {4, 5}, {5, 6}, {6, 7}}));
  EXPECT_EQ(dag.layers(), (Lists{{0, 2}, {1}, {3, 4}, {5}, {6}, {7}}));
  EXPECT_EQ(dag.get_depth(), 6u);
  EXPECT_EQ(dag.longest_path(), (List{0, 1, 4, 5, 6, 7}));
  EXPECT_EQ(dag.in_edges(5), (Lists{{4, 5}, {3, 5}}));
  EXPECT_EQ(dag.out_edges(1), (Lists{{1, 3}, {1, 4}}));
  EXPECT_EQ(dag.in_neighbors(5), (List{4, 3}));
  EXPECT_EQ(dag.in_degree(5), 2u);
  EXPECT_EQ(dag.out_degree(7), 0u);
  EXPECT_EQ(dag.two_qubit_gate_nodes(), (List{1, 3, 5}));
  EXPECT_EQ(dag.get_back_node(), (List{1}));
  ASSERT_EQ(dag.get_initial_front_layer_gates().size(), 2u);
  EXPECT_EQ(dag.get_initial_front_layer_gates()[1].name(), "X");
}

TEST(Dag, layers_come_in_the_order_in_which_vertices_become_ready) {
  EXPECT_EQ(built(H(0), H(1), X(1), X(0)).layers(), (Lists{{0, 1}, {3, 2}}));
  EXPECT_EQ(built(H(0), H(1), X(1), X(0)).longest_path(), (List{1, 2}));
}

TEST(Dag, a_vertex_has_no_edges_before_build) {
  QCircuit circuit;
  circuit << H(0) << CNOT(0, 1) << (QCircuit() << S(1) << T(1)).dagger().control(2);
  DAGQCircuit dag(circuit);
  EXPECT_TRUE(dag.edges().empty());
  EXPECT_EQ(dag.get_depth(), 1u);
  dag.build();
  EXPECT_EQ(dag.edges(), (Edges{{0, 1}, {1, 2}, {2, 3}}));
  EXPECT_EQ(dag.get_gate(2).name(), "T");
  EXPECT_TRUE(dag.get_gate(2).is_dagger());
  EXPECT_EQ(dag.get_gate(2).qubits(), (List{2, 1}));
  dag << X(0);
  EXPECT_EQ(dag.in_degree(4), 0u);
  EXPECT_EQ(dag.nodes(), (List{0, 1, 2, 3, 4}));
}

TEST(Dag, removal_joins_neighbours_on_each_qubit) {
  DAGQCircuit dag = sample();
  dag.remove_vertex(1);
  EXPECT_EQ(dag.nodes(), (List{0, 2, 3, 4, 5, 6, 7}));
  EXPECT_EQ(dag.edges(), (Edges{{0, 4}, {2, 3}, {3, 5}, {3, 6}, {4, 5}, {5, 6}, {6, 7}}));
  EXPECT_EQ(dag.layers(), (Lists{{0, 2}, {4, 3}, {5}, {6}, {7}}));
  EXPECT_EQ(dag.get_vertex_vec()[1], nullptr);
  EXPECT_EQ(dag.get_vertex_list().size(), 7u);
  dag.reallocate_index();
  EXPECT_EQ(dag.nodes(), (List{0, 1, 2, 3, 4, 5, 6}));
  EXPECT_EQ(dag.edges(), (Edges{{0, 3}, {1, 2}, {2, 4}, {2, 5}, {3, 4}, {4, 5}, {5, 6}}));
}

TEST(Dag, inserted_gates_take_new_numbers_and_stand_behind_their_place) {
  DAGQCircuit dag = built(H(0), CNOT(0, 1), X(1), CNOT(0, 1));
  dag.insert(1, std::vector<QGate>{Y(0), Z(1)});
  EXPECT_EQ(dag.nodes(), (List{0, 1, 4, 5, 2, 3}));
  EXPECT_EQ(dag.edges(), (Edges{{0, 1}, {1, 2}, {1, 3}, {2, 3}}));
  dag.build();
  EXPECT_EQ(dag.edges(), (Edges{{0, 1}, {1, 4}, {1, 5}, {4, 3}, {5, 2}, {2, 3}}));
  EXPECT_THROW(dag.insert(6, std::vector<QGate>{Y(0)}), IndexOutOfRange);
}

TEST(Dag, edges_agree_with_all_pairs_under_random_changes) {
  support::Random random(7);
  for (int round = 0; round < 60; ++round) {
    DAGQCircuit dag;
    const unsigned qubits = 3 + support::random_below(random, 3);
    for (int i = 0; i < 25; ++i) dag << random_gate(random, qubits);
    dag.build();
    ASSERT_EQ(dag.edges(), reference_edges(dag));
    for (int change = 0; change < 20; ++change) {
      const List numbers = dag.nodes();
      const Index at = numbers[support::random_below(random, static_cast<unsigned>(numbers.size()))];
      switch (support::random_below(random, 4)) {
        case 0:
          dag.insert(at, std::vector<QGate>{random_gate(random, qubits), random_gate(random, qubits)});
          dag.build();
          break;
        case 1:
          dag.reallocate_index();
          break;
        default:
          dag.remove_vertex(at);
      }
      const Edges expected = reference_edges(dag);
      ASSERT_EQ(dag.edges(), expected);
      ASSERT_EQ(sorted_layers(dag), reference_layers(dag, expected));
      ASSERT_EQ(dag.longest_path().size(), dag.get_depth());
      ASSERT_EQ(DAGQCircuit::from_state(dag.state()), dag);
    }
  }
}

TEST(Dag, many_insertions_at_one_place_keep_the_order) {
  DAGQCircuit dag = built(H(0), H(0));
  for (unsigned i = 0; i < 500; ++i) dag.insert(0, std::vector<QGate>{X(0)});
  List expected{0};
  for (Index i = 501; i > 1; --i) expected.push_back(i);
  expected.push_back(1);
  EXPECT_EQ(dag.nodes(), expected);
  dag.build();
  EXPECT_EQ(dag.edges(), reference_edges(dag));
}

TEST(Dag, circuits_come_back_as_they_were) {
  support::Random random(11);
  for (int round = 0; round < 40; ++round) {
    const auto sample_circuit = support::random_circuit(random, 4, {0, 1, 2, 3}, 12, 2);
    DAGQCircuit dag(sample_circuit.circuit);
    dag.build();
    const Matrix expected = sample_circuit.circuit.matrix();
    const Matrix found = dag.to_circuit().matrix();
    ASSERT_EQ(found.rows(), expected.rows());
    for (std::size_t i = 0; i < expected.values().size(); ++i)
      ASSERT_NEAR(std::abs(found.values()[i] - expected.values()[i]), 0, 1e-12);
  }
}

TEST(DagEdges, are_there_once_and_can_go) {
  DAGQCircuit dag = built(CNOT(0, 1), CNOT(0, 1), CNOT(1, 0));
  EXPECT_EQ(dag.edges(), (Edges{{0, 1}, {1, 2}}));
  dag.add_edge(0, 2);
  dag.add_edge(0, 2);
  EXPECT_EQ(dag.edges(), (Edges{{0, 1}, {0, 2}, {1, 2}}));
  EXPECT_EQ(dag.in_neighbors(2), (List{1, 0}));
  dag.remove_edge(0, 2);
  dag.remove_edge(0, 2);
  dag.remove_edge(0, 1);
  EXPECT_EQ(dag.edges(), (Edges{{1, 2}}));
  dag.add_edge(0, 1);
  dag.remove_vertex(1);
  EXPECT_EQ(dag.edges(), (Edges{{0, 2}})) << "the edge that was added runs along the qubits";
}

TEST(DagEdges, cycles_are_refused) {
  DAGQCircuit dag = built(CNOT(0, 1), CNOT(0, 1), CNOT(1, 0));
  EXPECT_THROW(dag.add_edge(2, 0), InvalidArgument);
  EXPECT_THROW(dag.add_edge(1, 1), InvalidArgument);
  EXPECT_EQ(dag.edges(), (Edges{{0, 1}, {1, 2}}));
  DAGQCircuit apart = built(X(0), X(1), X(2));
  apart.add_edge(2, 0);
  EXPECT_THROW(apart.add_edge(0, 2), InvalidArgument);
  apart.add_edge(0, 1);
  EXPECT_THROW(apart.add_edge(1, 2), InvalidArgument);
  EXPECT_EQ(apart.layers(), (Lists{{2}, {0}, {1}}));
  EXPECT_EQ(apart.longest_path(), (List{2, 0, 1}));
}

TEST(DagEdges, against_the_program_order_show_in_the_circuit) {
  DAGQCircuit dag = built(X(0), Y(1), Z(2));
  dag.add_edge(2, 0);
  const auto gates = dag.to_circuit().gate_operations();
  ASSERT_EQ(gates.size(), 3u);
  EXPECT_EQ(gates[0].name() + gates[1].name() + gates[2].name(), "YZX");
  EXPECT_EQ(dag.nodes(), (List{0, 1, 2}));
}

TEST(DagEdges, random_additions_never_make_a_cycle) {
  support::Random random(3);
  for (int round = 0; round < 30; ++round) {
    DAGQCircuit dag;
    for (int i = 0; i < 12; ++i) dag << H(support::random_below(random, 12));
    std::set<DAGQCircuit::Edge> edges;
    const auto reachable = [&](Index from, Index to) {
      std::set<Index> open{from};
      for (std::size_t before = 0; before != open.size();) {
        before = open.size();
        for (const auto& [a, b] : edges)
          if (open.count(a) != 0) open.insert(b);
      }
      return open.count(to) != 0;
    };
    for (int i = 0; i < 60; ++i) {
      const Index from = support::random_below(random, 12), to = support::random_below(random, 12);
      if (reachable(to, from)) {
        EXPECT_THROW(dag.add_edge(from, to), InvalidArgument);
      } else {
        dag.add_edge(from, to);
        edges.insert({from, to});
      }
    }
    const Edges found = dag.edges();
    EXPECT_EQ((std::set<DAGQCircuit::Edge>(found.begin(), found.end())), edges);
    EXPECT_EQ(found.size(), edges.size());
    std::size_t in_layers = 0;
    for (const List& layer : dag.layers()) in_layers += layer.size();
    EXPECT_EQ(in_layers, 12u);
    DAGQCircuit copy = DAGQCircuit::from_state(dag.state());
    EXPECT_EQ(copy, dag);
  }
}

TEST(DagNumbers, are_checked) {
  DAGQCircuit dag = built(H(0), X(0));
  dag.remove_vertex(0);
  for (const std::int64_t wrong : {std::int64_t{0}, std::int64_t{2}, std::int64_t{1} << 40}) {
    EXPECT_THROW(dag.get_vertex(wrong), IndexOutOfRange);
    EXPECT_THROW(dag.get_gate(wrong), IndexOutOfRange);
    EXPECT_THROW(dag.in_degree(wrong), IndexOutOfRange);
    EXPECT_THROW(dag.out_edges(wrong), IndexOutOfRange);
    EXPECT_THROW(dag.remove_vertex(wrong), IndexOutOfRange);
    EXPECT_THROW(dag.add_edge(1, wrong), IndexOutOfRange);
    EXPECT_THROW(dag.remove_edge(wrong, 1), IndexOutOfRange);
  }
  EXPECT_THROW(dag.get_gate(-1), NegativeValue);
  EXPECT_THROW(dag.reserve_size(-1), NegativeValue);
  dag.reserve_size(1000);
  dag.remove_back();
  dag.remove_back();
  EXPECT_EQ(dag.get_num_gates(), 0u);
  EXPECT_THROW(dag.get_back_node(), IndexOutOfRange);
  EXPECT_TRUE(dag.layers().empty());
  EXPECT_TRUE(dag.longest_path().empty());
  EXPECT_EQ(dag.to_circuit().size(), 0u);
}

TEST(DagNodes, are_one_object_for_each_vertex_and_follow_the_graph) {
  DAGQCircuit dag = built(CNOT(0, 1), H(0), H(1), CNOT(1, 2), CNOT(0, 2));
  const DAGNodePtr node = dag.get_vertex(2);
  EXPECT_EQ(node, dag.get_vertex(2));
  EXPECT_EQ(node, dag.get_vertex_list()[2]);
  EXPECT_EQ(node->get_pre_nodes()[0], dag.get_vertex(0));
  dag.remove_vertex(0);
  EXPECT_TRUE(node->get_pre_nodes().empty());
  dag.reallocate_index();
  EXPECT_EQ(node->get_index(), 1u);
  EXPECT_EQ(node, dag.get_vertex(1));
  EXPECT_EQ(node->get_post_nodes()[0]->get_index(), 2u);
  node->add_post_node(dag.get_vertex(0));
  EXPECT_EQ(dag.edges(), (Edges{{0, 3}, {1, 0}, {1, 2}, {2, 3}}));
  EXPECT_THROW(node->add_pre_node(dag.get_vertex(3)), InvalidArgument);
  node->remove_edges();
  EXPECT_EQ(dag.edges(), (Edges{{0, 3}, {2, 3}}));
}

TEST(DagNodes, outlive_their_vertex_and_their_graph) {
  DAGNodePtr removed, orphan;
  {
    DAGQCircuit dag = built(H(0), X(0), Y(0));
    removed = dag.get_vertex(1);
    orphan = dag.get_vertex(0);
    dag.remove_vertex(*removed);
    EXPECT_EQ(removed->get_qgate().name(), "X");
    EXPECT_TRUE(removed->get_pre_nodes().empty());
    EXPECT_THROW(dag.remove_vertex(*removed), InvalidArgument);
    EXPECT_THROW(dag.add_edge(*removed, *orphan), InvalidArgument);
  }
  ASSERT_EQ(orphan->get_post_nodes().size(), 1u);
  EXPECT_EQ(orphan->get_post_nodes()[0]->get_qgate().name(), "Y");
  DAGQCircuit other = built(H(0));
  const DAGNodePtr cleared = other.get_vertex(0);
  other.clear();
  EXPECT_EQ(cleared->get_qgate().name(), "H");
}

TEST(DagNodes, by_themselves_keep_lists) {
  const DAGNodePtr a = DAGNode::make(H(0), 7), b = DAGNode::make(X(0), 3);
  a->add_post_node(b);
  a->add_pre_node(b);
  a->add_pre_node(b);
  EXPECT_EQ(a->get_post_nodes(), (std::vector<DAGNodePtr>{b}));
  EXPECT_EQ(a->get_pre_nodes().size(), 2u);
  EXPECT_TRUE(b->get_pre_nodes().empty());
  a->remove_post_node(99);
  a->remove_post_node(3);
  EXPECT_TRUE(a->get_post_nodes().empty());
  a->remove_pre_node(*b);
  EXPECT_TRUE(a->get_pre_nodes().empty());
  EXPECT_THROW(DAGNode::make(H(0), -1), NegativeValue);
}

TEST(DagCopies, are_independent) {
  DAGQCircuit dag = sample();
  DAGQCircuit copy = dag;
  const DAGNodePtr node = dag.get_vertex(0);
  EXPECT_NE(node, copy.get_vertex(0));
  copy.remove_vertex(1);
  EXPECT_EQ(dag.get_num_gates(), 8u);
  EXPECT_FALSE(copy == dag);
  dag = copy;
  EXPECT_EQ(copy, dag);
  EXPECT_EQ(node->get_qgate().name(), "H") << "released by the assignment, it stands by itself";
  DAGQCircuit moved = std::move(copy);
  EXPECT_EQ(moved, dag);
  EXPECT_THROW(moved.add_edge(*dag.get_vertex(0), *moved.get_vertex(2)), InvalidArgument);
}

TEST(DagPrograms, keep_measurements_and_refuse_what_has_no_place) {
  QProg prog(4);
  prog << H(0) << measure(0, 5) << CNOT(0, 1) << RESET(1) << BARRIER({0, 1}) << (QProg() << X(2));
  DAGQCircuit dag;
  dag.from_qprog(prog);
  dag.build();
  EXPECT_EQ(dag.edges(), (Edges{{0, 1}, {1, 2}, {2, 3}, {2, 4}, {3, 4}}));
  EXPECT_EQ(dag.to_qprog().originir(), prog.originir());
  EXPECT_EQ(dag.to_qprog().qubits_num(), 4u);
  EXPECT_EQ(dag.gates().size(), 5u);
  EXPECT_EQ(dag.operations().size(), 6u);
  EXPECT_EQ(std::get<MeasureNode>(dag.get_operation(1)).cbit(), 5u);
  EXPECT_THROW(dag.get_gate(1), InvalidArgument);
  EXPECT_THROW(dag.get_vertex(1)->get_qgate(), InvalidArgument);
  EXPECT_THROW(dag.to_circuit(), Unsupported);
  EXPECT_EQ(DAGQCircuit::from_state(dag.state()), dag);

  QProg branching;
  branching << H(0) << measure(0, 0) << qif({0}).then(QProg() << X(1)).qendif();
  EXPECT_THROW(dag.from_qprog(branching), Unsupported);
  EXPECT_EQ(dag.get_num_gates(), 6u) << "unchanged";
  dag.from_qprog(prog, true);
  EXPECT_EQ(dag.get_num_gates(), 2u);
  EXPECT_EQ(dag.to_circuit().get_register_size(), 4u);
}

TEST(DagState, that_does_not_fit_is_refused) {
  const DAGQCircuit::State good = sample().state();
  auto with = [&](auto change) {
    DAGQCircuit::State state = good;
    change(state);
    return state;
  };
  const std::vector<DAGQCircuit::State> bad{
      with([](auto& state) { state.order.push_back(8); }),
      with([](auto& state) { state.order.push_back(0); }),
      with([](auto& state) { state.order.pop_back(); }),
      with([](auto& state) { state.next.pop_back(); }),
      with([](auto& state) { state.next[0] = 2; }),
      with([](auto& state) { state.next[0] = -2; }),
      with([](auto& state) { state.next[0] = 7; }),
      with([](auto& state) { state.next[0] = 5; }),
      with([](auto& state) { state.free_edges.emplace_back(7, 0); }),
      with([](auto& state) { state.free_edges.emplace_back(0, 9); }),
      with([](auto& state) { state.operations << qif({0}).then(QProg() << X(1)).qendif(); }),
  };
  EXPECT_NO_THROW(DAGQCircuit::from_state(good));
  for (std::size_t i = 0; i < bad.size(); ++i) EXPECT_THROW(DAGQCircuit::from_state(bad[i]), InvalidArgument) << i;
}

TEST(DagSize, a_million_gates_in_one_chain) {
  DAGQCircuit dag;
  constexpr std::size_t kGates = 1'000'000;
  dag.reserve_size(kGates);
  for (std::size_t i = 0; i < kGates; ++i) dag << CNOT(static_cast<int>(i % 2), 1 + static_cast<int>(i % 2));
  dag.build();
  EXPECT_EQ(dag.get_depth(), kGates);
  EXPECT_EQ(dag.longest_path().size(), kGates);
  EXPECT_EQ(dag.edges().size(), kGates + kGates - 3);
  dag.remove_vertex(kGates / 2);
  dag.add_edge(0, kGates - 1);
  dag.reallocate_index();
  EXPECT_EQ(dag.get_depth(), kGates - 1);
}

}  // namespace
}  // namespace qpanda3
