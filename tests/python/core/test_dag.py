"""DAGQCircuit and DAGNode from Python: facts, a slow reference, what Python adds."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st
from programs import build_circuit, circuits

from pyqpanda3 import core
from pyqpanda3.core import (
    BARRIER,
    CNOT,
    CZ,
    RESET,
    RZ,
    DAGNode,
    DAGQCircuit,
    H,
    QCircuit,
    QGate,
    QProg,
    S,
    X,
    Y,
    Z,
    measure,
    qif,
    qwhile,
)
from pyqpanda3.errors import IndexOutOfRange, InvalidArgument, NegativeValue, Unsupported


def built(*gates: QGate) -> DAGQCircuit:
    dag = DAGQCircuit()
    for gate in gates:
        dag << gate
    dag.build()
    return dag


def sample() -> DAGQCircuit:
    return built(H(0), CNOT(0, 1), X(2), CNOT(1, 2), RZ(0, 0.3), CZ(0, 2), BARRIER([0, 1, 2]), H(1))


def names(gates: Sequence[QGate]) -> list[str]:
    return [gate.name() for gate in gates]


def reference_edges(dag: DAGQCircuit) -> list[tuple[int, int]]:
    """All pairs of vertices with a common qubit that nothing between them uses."""
    order = [(index, set(dag.get_gate(index).qubits())) for index in dag.nodes()]
    edges = []
    for i, (source, qubits) in enumerate(order):
        waiting = set(qubits)
        for target, others in order[i + 1 :]:
            if waiting & others:
                edges.append((source, target))
                waiting -= others
    return edges


def reference_layers(dag: DAGQCircuit) -> list[list[int]]:
    layer: dict[int, int] = {}
    for index in dag.nodes():
        layer[index] = max((layer[a] + 1 for a, b in reference_edges(dag) if b == index), default=0)
    return [
        sorted(index for index in layer if layer[index] == depth)
        for depth in range(max(layer.values(), default=-1) + 1)
    ]


def test_facts_of_a_small_graph() -> None:
    dag = sample()
    assert dag.nodes() == list(range(8))
    assert dag.edges() == [(0, 1), (1, 3), (1, 4), (2, 3), (3, 5), (3, 6), (4, 5), (5, 6), (6, 7)]
    assert dag.layers() == [[0, 2], [1], [3, 4], [5], [6], [7]]
    assert dag.get_depth() == 6
    assert dag.get_num_gates() == len(dag) == 8
    assert dag.longest_path() == [0, 1, 4, 5, 6, 7]
    assert dag.in_edges(5) == [[4, 5], [3, 5]]
    assert dag.out_edges(1) == [[1, 3], [1, 4]]
    assert (dag.in_neighbors(5), dag.out_neighbors(1)) == ([4, 3], [3, 4])
    assert (dag.in_degree(5), dag.out_degree(1)) == (2, 2)
    assert dag.two_qubit_gate_nodes() == [1, 3, 5]
    assert names(dag.two_qubit_gates()) == ["CNOT", "CNOT", "CZ"]
    assert names(dag.get_initial_front_layer_gates()) == ["H", "X"]
    assert names(dag.gates()) == names(dag.gate_list()) == names(dag.operations())
    assert dag.get_back_node() == [1]


def test_loading_replaces_and_makes_no_edges() -> None:
    circuit = QCircuit() << H(0) << CNOT(0, 1) << (QCircuit() << S(1) << X(1)).dagger().control([2])
    dag = DAGQCircuit(circuit)
    assert dag.edges() == []
    assert dag.layers() == [[0, 1, 2, 3]]
    assert [gate.is_dagger() for gate in dag.gates()] == [False, False, True, True]
    assert dag.get_gate(2).control_qubits() == [2]
    dag.from_circuit(circuit, using_only_q2_gate=True)
    assert names(dag.gates()) == ["CNOT", "X", "S"]
    dag.clear()
    assert len(dag) == 0


def test_appending_inserting_and_renumbering() -> None:
    dag = built(H(0), CNOT(0, 1), X(1), CNOT(0, 1))
    dag.insert(1, [Y(0), Z(1)])
    assert dag.nodes() == [0, 1, 4, 5, 2, 3]
    assert dag.in_degree(4) == 0
    dag.build()
    assert dag.edges() == [(0, 1), (1, 4), (1, 5), (4, 3), (5, 2), (2, 3)]
    assert dag.add_vertex(H(7)) == 6
    dag.append(H(7))
    assert (dag << H(7)) is dag
    dag.add_vertexs([X(0), BARRIER([0, 1]), Y(0)], is_remove_barrier=True)
    assert names(dag.gates())[-5:] == ["H", "H", "H", "X", "Y"]
    dag.remove_back()
    dag.remove_vertex(0)
    dag.reallocate_index()
    assert dag.nodes() == list(range(9))
    dag.reserve_size(10000)


def test_removed_vertices() -> None:
    dag = sample()
    dag.remove_vertex(1)
    assert dag.edges() == [(0, 4), (2, 3), (3, 5), (3, 6), (4, 5), (5, 6), (6, 7)]
    assert dag.layers() == [[0, 2], [4, 3], [5], [6], [7]]
    assert dag.get_vertex_vec()[1] is None
    assert [node.get_index() for node in dag.get_vertex_list()] == [0, 2, 3, 4, 5, 6, 7]
    with pytest.raises(IndexOutOfRange, match="removed"):
        dag.get_vertex(1)


@given(circuits(range(4)), st.data())
@settings(max_examples=60)
def test_circuits_come_back_and_edges_agree_with_all_pairs(ops: list[dict], data: st.DataObject) -> None:
    circuit = build_circuit(ops)
    dag = DAGQCircuit(circuit)
    dag.build()
    np.testing.assert_allclose(dag.to_circuit().matrix(), circuit.matrix(), atol=1e-12)
    assert dag.edges() == reference_edges(dag)
    assert [sorted(layer) for layer in dag.layers()] == reference_layers(dag)
    assert dag.get_depth() == circuit.depth() == len(dag.longest_path())
    assert set(zip(dag.longest_path(), dag.longest_path()[1:], strict=False)) <= set(dag.edges())
    for _ in range(data.draw(st.integers(0, 5))):
        if len(dag) > 1:
            dag.remove_vertex(data.draw(st.sampled_from(dag.nodes())))
            assert dag.edges() == reference_edges(dag)
    dag.insert(dag.nodes()[0], [CNOT(0, 3), H(2)])
    dag.build()
    assert dag.edges() == reference_edges(dag)
    pairs = dag.edges()
    dag.reallocate_index()
    assert len(dag.edges()) == len(pairs)
    assert dag.edges() == reference_edges(dag)
    assert pickle.loads(pickle.dumps(dag)) == dag


def test_edges_by_number_and_by_node() -> None:
    dag = built(H(0), CNOT(0, 1), X(1), CNOT(0, 1))
    dag.add_edge(0, 3)
    dag.add_edge(dag.get_vertex(0), dag.get_vertex(3))
    assert dag.edges() == [(0, 1), (0, 3), (1, 2), (1, 3), (2, 3)]
    dag.remove_edge(dag.get_vertex(0), dag.get_vertex(3))
    dag.remove_edge(0, 3)
    assert dag.edges() == [(0, 1), (1, 2), (1, 3), (2, 3)]
    for source, target in ((3, 0), (1, 1)):
        with pytest.raises(InvalidArgument, match="cycle"):
            dag.add_edge(source, target)
    with pytest.raises(InvalidArgument, match="vertex of this DAG"):
        dag.add_edge(DAGNode(H(0), 0), dag.get_vertex(3))


@pytest.mark.parametrize(
    "method",
    [
        *("get_vertex", "get_gate", "get_operation", "in_edges", "out_edges", "in_neighbors", "out_neighbors"),
        *("in_degree", "out_degree", "remove_vertex"),
    ],
)
def test_numbers_are_checked(method: str) -> None:
    dag = built(H(0))
    with pytest.raises(IndexOutOfRange, match="5"):
        getattr(dag, method)(5)
    with pytest.raises(NegativeValue, match="-1"):
        getattr(dag, method)(-1)
    assert dag.nodes() == [0]


def test_more_wrong_arguments() -> None:
    dag = built(H(0))
    for call in (lambda: dag.add_edge(0, 5), lambda: dag.remove_edge(5, 0), lambda: dag.insert(5, [X(0)])):
        with pytest.raises(IndexOutOfRange):
            call()
    with pytest.raises(NegativeValue):
        dag.reserve_size(-1)
    with pytest.raises(NegativeValue):
        DAGNode(H(0), -1)
    with pytest.raises(RuntimeError, match="no vertex"):
        DAGQCircuit().get_back_node()
    with pytest.raises(TypeError):
        dag << (QCircuit() << H(1))  # type: ignore[operator]


def test_nodes_are_one_object_for_each_vertex() -> None:
    dag = built(CNOT(0, 1), H(0), H(1), CNOT(1, 2), CNOT(0, 2))
    node = dag.get_vertex(2)
    assert node is dag.get_vertex(2)
    assert node is dag.get_vertex_list()[2]
    assert node is dag.get_vertex(0).get_post_nodes()[1]
    assert list(dag)[2] is node
    dag.remove_vertex(0)
    dag.reallocate_index()
    assert node.get_index() == 1
    assert [other.get_index() for other in node.get_post_nodes()] == [2]
    dag.remove_vertex(node)
    assert node.get_qgate().name() == "H"
    assert node.get_pre_nodes() == node.get_post_nodes() == []
    assert repr(node) == "<DAGNode 1: H(1)>"


def test_nodes_outlive_their_graph() -> None:
    node = built(H(0), X(0)).get_vertex(0)
    assert node.get_post_nodes()[0].get_qgate().name() == "X"
    node.remove_post_node(1)
    assert node.get_post_nodes() == []


def test_nodes_change_their_graph() -> None:
    dag = built(X(0), Y(1), Z(2))
    first, second, third = dag
    third.add_post_node(first)
    second.add_pre_node(first)
    assert dag.edges() == [(0, 1), (2, 0)]
    assert names(dag.to_circuit().gate_operations()) == ["Z", "X", "Y"]
    with pytest.raises(InvalidArgument, match="cycle"):
        third.add_pre_node(second)
    first.remove_pre_node(third)
    second.remove_pre_node(0)
    assert dag.edges() == []
    with pytest.raises(InvalidArgument, match="DAG of node"):
        first.add_post_node(DAGNode(H(0), 1))


def test_nodes_by_themselves() -> None:
    node, other = DAGNode(H(0), 7), DAGNode(X(0), 3)
    node.add_post_node(other)
    assert node.get_post_nodes()[0] is other
    assert other.get_pre_nodes() == []
    node.remove_post_node(3)
    node.add_pre_node(other)
    node.remove_pre_node(other)
    node.add_pre_node(other)
    node.remove_edges()
    assert node.get_pre_nodes() == node.get_post_nodes() == []


def test_gates_are_copies() -> None:
    dag = built(H(0))
    dag.get_gate(0).remap([5])
    dag.get_vertex(0).get_qgate().remap([5])
    assert dag.get_gate(0).qubits() == [0]


def test_programs_keep_measurements() -> None:
    prog = QProg(4) << H(0) << measure(0, 5) << CNOT(0, 1) << RESET(1) << BARRIER([0, 1]) << (QProg() << X(2))
    dag = DAGQCircuit()
    dag.from_qprog(prog, is_pilot=True)
    dag.build()
    assert dag.edges() == [(0, 1), (1, 2), (2, 3), (2, 4), (3, 4)]
    assert dag.to_qprog().originir() == prog.originir()
    assert names(dag.gates()) == ["H", "CNOT", "RESET", "BARRIER", "X"]
    assert isinstance(dag.operations()[1], core.MeasureNode)
    for call in (lambda: dag.get_gate(1), lambda: dag.get_vertex(1).get_qgate()):
        with pytest.raises(InvalidArgument, match="measurement"):
            call()
    with pytest.raises(Unsupported, match="to_qprog"):
        dag.to_circuit()
    dag << measure(2, 0)
    assert isinstance(dag.get_vertex(6).get_operation(), core.MeasureNode)
    assert pickle.loads(pickle.dumps(dag)) == dag
    dag.from_qprog(prog, True)
    assert names(dag.gates()) == ["CNOT", "BARRIER"]


def test_what_no_graph_can_hold_is_refused() -> None:
    for item in (
        qif([0]).then(QProg() << X(1)).qendif(),
        qwhile([0]).loop(QProg() << X(1)),
        core.Karus([0], [[1, 0, 0, 1]]),
    ):
        dag = built(H(0))
        with pytest.raises(Unsupported, match="DAG"):
            dag.from_qprog(QProg() << X(0) << item)
        assert len(dag) == 1


def test_copies_are_independent() -> None:
    dag = sample()
    for other in (DAGQCircuit(dag), copy.copy(dag), copy.deepcopy(dag), pickle.loads(pickle.dumps(dag))):
        assert other == dag
        other.remove_vertex(1)
        assert other != dag
        assert len(dag) == 8
    assert dag != "dag"
    assert {dag: 1}[dag] == 1
    assert repr(dag) == "<DAGQCircuit: 8 vertices, 9 edges>"


def test_the_same_gates_with_other_edges_are_another_graph() -> None:
    dag = sample()
    other = DAGQCircuit(dag)
    other.remove_edge(0, 1)
    assert other != dag
    other.add_edge(0, 1)
    assert other == dag


def test_pickles_of_all_protocols_and_with_free_edges() -> None:
    dag = built(X(0), Y(1), Z(2), CNOT(0, 1))
    dag.add_edge(2, 0)
    dag.remove_vertex(1)
    for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
        again = pickle.loads(pickle.dumps(dag, protocol))
        assert again == dag
        again.remove_vertex(0)
        assert again.edges() == []
