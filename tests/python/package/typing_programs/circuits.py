"""Every function and method of circuits, programs, graphs and drawings, with the types that users give and get."""

from __future__ import annotations

import copy
import pickle

import numpy as np
import numpy.typing as npt

from pyqpanda3 import core
from pyqpanda3.core import (
    BARRIER,
    CNOT,
    CP,
    CR,
    CRX,
    CRY,
    CRZ,
    CU,
    CZ,
    ECHO,
    IDLE,
    ISWAP,
    MS,
    QV,
    RESET,
    RPHI,
    RX,
    RXX,
    RY,
    RYY,
    RZ,
    RZX,
    RZZ,
    SQISWAP,
    SWAP,
    TOFFOLI,
    U1,
    U2,
    U3,
    U4,
    X1,
    Y1,
    Z1,
    CBit,
    DAGNode,
    DAGQCircuit,
    GateType,
    H,
    I,
    Karus,
    MeasureNode,
    Operation,
    OpType,
    Oracle,
    P,
    QCircuit,
    QElseif,
    QElseifThen,
    QGate,
    QIf,
    QIfThen,
    QProg,
    Qubit,
    QWhile,
    S,
    T,
    X,
    Y,
    Z,
    create_gate,
    direct_twirl,
    draw_qprog,
    measure,
    qif,
    qwhile,
    random_qcircuit,
    random_qprog,
    set_print_options,
)

ComplexArray = npt.NDArray[np.complex128]


def gates() -> list[QGate]:
    """Qubits are ints, numpy integers or Qubit objects; angles are whatever is a number."""
    one: list[QGate] = [H(0), I(0), S(0), T(0), X(0), X1(0), Y(0), Y1(0), Z(0), Z1(0), RESET(0), ECHO(0), ECHO(0, 0.5)]
    turned: list[QGate] = [P(0, 1), RX(0, 0.1), RY(np.int64(0), np.float64(0.1)), RZ(Qubit(0), 0.1), U1(0, 0.1)]
    turned += [U2(0, 0.1, 0.2), U3(0, 0.1, 0.2, 0.3), U4(0, 0.1, 0.2, 0.3, 0.4), RPHI(0, 0.1, 0.2), IDLE(0, 20)]
    two: list[QGate] = [CNOT(0, 1), CZ(0, 1), SWAP(0, 1), ISWAP(0, 1), SQISWAP(0, 1), MS(0, 1), CP(0, 1, 0.1)]
    two += [CR(0, 1, 0.1), CRX(0, 1, 0.1), CRY(0, 1, 0.1), CRZ(0, 1, 0.1), CU(0, 1, 0.1, 0.2, 0.3, 0.4)]
    two += [RXX(0, 1, 0.1), RYY(0, 1, 0.1), RZZ(0, 1, 0.1), RZX(0, 1, 0.1)]
    more: list[QGate] = [
        TOFFOLI(0, 1, 2),
        BARRIER([0, 1]),
        Oracle([0], np.eye(2)),
        Oracle([0], [[0, 1], [1, 0]], False),
    ]
    return [*one, *turned, *two, *more, create_gate("RX", [0], [0.5]), create_gate("CNOT", [0, Qubit(1)], [])]


def gate_methods(gate: QGate) -> None:
    name: str = gate.name()
    kind: GateType = gate.gate_type()
    assert (name, kind, kind.name, kind.value, int(kind)) == (
        "RX",
        GateType.RX,
        "RX",
        GateType.RX.value,
        int(GateType.RX),
    )
    matrix: ComplexArray = gate.matrix()
    expanded: ComplexArray = gate.matrix(expanded=True)
    assert matrix.shape == expanded.shape == (2, 2)
    parameters: list[float] = gate.parameters()
    gate.set_parameters([0.25])
    assert parameters == [0.5] and gate.parameters() == [0.25]
    controlled: QGate = gate.dagger().control(1).control([2, Qubit(3)]).power(2)
    number: int = controlled.qubits_num()
    qubits: list[int] = controlled.qubits()
    assert (number, qubits) == (4, [*controlled.control_qubits(), *controlled.target_qubits()])
    assert gate.dagger().is_dagger() and controlled.is_controlled()
    controlled.clear_control()
    assert controlled.remap({0: 5}).remap([0, 1, 2, 3, 4, 6]).qubits() == [6]
    base: Operation = gate
    bits: list[int] = [*base.m_target_qubits, *base.m_control_qubits, *base.m_measure_cbits]
    assert bits == [0] and base.m_operation_type == OpType.Gate and OpType.Gate.value == 0
    empty = Operation()
    empty.m_operation_type = OpType.Measure
    empty.m_target_qubits, empty.m_control_qubits, empty.m_measure_cbits = [1], [2], [3]


def bits() -> None:
    qubit, cbit = Qubit(2), CBit(3)
    numbers: tuple[int, int] = (qubit.get_qubit_addr(), cbit.get_cbit_addr())
    assert numbers == (int(qubit), int(cbit)) == (2, 3)
    node: MeasureNode = measure(qubit, cbit)
    nodes: list[MeasureNode] = measure([0, 1], range(2))
    assert node.m_measure_cbits == [3] and len(nodes) == 2


def circuits() -> QCircuit:
    circuit = QCircuit(3)
    circuit.append(H(0))
    circuit.append(QCircuit() << CNOT(0, 1))
    circuit << RX(0, 0.5) << QCircuit(circuit)
    bulk: QCircuit = (
        QCircuit(3).append_gates(H, range(3)).append_gates("RX", [0, 1], 0.5).append_gates(GateType.X, [[2]])
    )
    bulk.append_gates([H, "CNOT", GateType.RX], [[0], [0, 1], [2]], [[], [], [0.5]])
    circuit.set_name("mine")
    name: str = circuit.name()
    counts: dict[str, int] = circuit.count_ops()
    few: dict[str, int] = circuit.count_ops(only_q2=True)
    assert (name, counts["CNOT"], few) == ("mine", 2, {"CNOT": 2})
    sizes: list[int] = [circuit.size(), circuit.depth(), circuit.depth(True), circuit.num_2q_gate(), len(circuit)]
    assert sizes[0] == sizes[4] and circuit.get_register_size() == 3
    listed: list[QGate] = circuit.gate_operations() + circuit.gate_operations(only_q2=True)
    top: list[QGate | QCircuit] = circuit.operations()
    assert listed and top
    controlled: QCircuit = circuit.dagger().control(4).control([5])
    assert controlled.control_qubits() == [4, 5] and controlled.target_qubits()
    controlled.clear_control()
    matrix: ComplexArray = circuit.expand().matrix()
    assert matrix.shape == (8, 8) and sorted(circuit.qubits()) == [0, 1, 2]
    text: str = circuit.originir() + circuit.originir(precision=3)
    assert "QINIT" in text
    moved: QCircuit = QCircuit(circuit).remap({0: 1, 1: 0})
    moved = moved.remap([2, 1, 0])
    moved.clear()
    for item in circuit:
        assert isinstance(item, (QGate, QCircuit))
    assert copy.copy(circuit) == copy.deepcopy(circuit) == pickle.loads(pickle.dumps(circuit))
    return circuit


def programs(circuit: QCircuit) -> QProg:
    prog = QProg(2)
    prog << H(0) << circuit << QProg() << measure(0, 0) << [H(0), X(1)] << measure([0, 1], [0, 1])
    for single in (H(0), circuit, QProg(), measure(0, 0), Karus([0], [[1, 0, 0, 1]])):
        prog.append(single)
    chained: QProg = prog.append([H(0)]).append([circuit]).append([QProg()]).append([measure(0, 1)])
    chained.append([Karus([0], [[1, 0, 0, 1]])])
    chained = chained.append_gates(RX, np.arange(2), np.array([0.1, 0.2]))
    assert QProg(prog) == prog != QProg(circuit)
    again = QProg("QINIT 1\nCREG 1\nH q[0]\n", is_file=False)
    numbers: list[int] = [again.qubits_num(), again.cbits_num(), again.depth(), again.depth(True), len(again)]
    lists: list[int] = prog.qubits() + prog.cbits()
    assert numbers and lists and isinstance(again.name(), str)
    pairs: list[tuple[Qubit, CBit]] = prog.get_measure_qubits_cbits()
    nodes: list[MeasureNode] = prog.get_measure_nodes()
    items: list[QGate | MeasureNode | Karus | QProg] = prog.operations()
    assert len(pairs) == len(nodes) < len(items) == len(list(prog))
    counted: dict[str, int] = prog.count_ops(only_q2=False)
    listed: list[QGate] = prog.gate_operations(True)
    assert counted and listed and isinstance(prog.flatten().to_circuit(), QCircuit)
    assert again.remap([3]).remap({3: 1}, {0: 2}).remap([0], [1]).qubits() == [0]
    text: str = again.originir(precision=4)
    again.clear()
    try:
        prog.originbis()
        QProg.from_originbis(b"")
    except RuntimeError as error:
        assert "pyqpanda3.utils" in str(error)
    return QProg(text)


def branches() -> None:
    first: QIf = qif([0, CBit(1)])
    then: QIfThen = first.then(QProg() << X(0))
    second: QElseif = then.qelseif([1])
    chain: QElseifThen = second.then(QProg() << Y(0)).qelseif([2]).then(QProg() << Z(0))
    done: list[QProg] = [chain.qelse(QProg() << H(0)), then.qendif(), then.qelse(QProg()), chain.qendif()]
    loop: QWhile = qwhile([0])
    body: QProg = loop.loop(QProg() << measure(0, 0))
    prog = QProg() << body
    for part in done:
        prog << part
    assert isinstance(prog.originir(), str)


def channels() -> None:
    channel = Karus([0, 1], [np.eye(4).reshape(-1).tolist()])
    matrices: list[list[complex]] = channel.karus_matrices()
    assert len(matrices[0]) == 16 and channel.remap([2, 3]).remap({2: 0}).qubits() == [0, 3]


def graphs(circuit: QCircuit) -> None:
    graph = DAGQCircuit(circuit)
    graph.build()
    edges: list[tuple[int, int]] = graph.edges()
    layers: list[list[int]] = graph.layers()
    assert edges and layers and graph.get_depth() == len(layers) and len(graph) == graph.get_num_gates()
    near: list[list[int]] = [graph.in_neighbors(1), graph.out_neighbors(1), graph.longest_path(), graph.get_back_node()]
    between: list[list[int]] = graph.in_edges(1) + graph.out_edges(1)
    degrees: list[int] = [graph.in_degree(1), graph.out_degree(1)]
    assert near and isinstance(between, list) and degrees
    gate_lists: list[list[QGate]] = [graph.gates(), graph.gate_list(), graph.two_qubit_gates()]
    gate_lists.append(graph.get_initial_front_layer_gates())
    assert gate_lists[0] and graph.two_qubit_gate_nodes() and graph.nodes()
    anything: list[QGate | MeasureNode] = [graph.get_operation(0), *graph.operations()]
    assert isinstance(graph.get_gate(0), QGate) and anything
    vertices: list[DAGNode] = graph.get_vertex_list()
    slots: list[DAGNode | None] = graph.get_vertex_vec()
    assert len(slots) >= len(vertices)
    back: tuple[QCircuit, QProg] = (graph.to_circuit(), graph.to_qprog())
    node_methods(graph, vertices[0])
    assert back[0].size() and len(list(graph)) == len(graph)
    assert copy.deepcopy(graph) == pickle.loads(pickle.dumps(graph))


def node_methods(graph: DAGQCircuit, node: DAGNode) -> None:
    assert isinstance(node.get_qgate(), QGate) and node.get_index() == 0 and node.get_operation()
    neighbours: list[DAGNode] = node.get_pre_nodes() + node.get_post_nodes()
    assert neighbours
    other = DAGNode(H(0), 7)
    other.add_pre_node(DAGNode(X(0), 6))
    other.add_post_node(DAGNode(Z(0), 8))
    other.remove_pre_node(6)
    other.remove_post_node(8)
    other.remove_edges()
    number: int = graph.add_vertex(H(0))
    graph.add_vertex(measure(0, 0))
    graph.add_vertexs([H(1), BARRIER([0])], is_remove_barrier=True)
    graph.append(X(0))
    graph.append(measure(0, 1))
    graph.insert(number, [Y(0)])
    graph << Z(0) << measure(0, 0)
    graph.reserve_size(100)
    graph.add_edge(0, number)
    graph.remove_edge(0, number)
    graph.add_edge(graph.get_vertex(0), graph.get_vertex(number))
    graph.remove_edge(graph.get_vertex(0), graph.get_vertex(number))
    graph.remove_vertex(number)
    graph.remove_vertex(graph.get_vertex(0))
    graph.remove_back()
    graph.reallocate_index()
    fresh = DAGQCircuit()
    fresh.from_circuit(QCircuit() << CNOT(0, 1), using_only_q2_gate=True)
    fresh.from_qprog(QProg() << CNOT(0, 1), using_only_q2_gate=False, is_pilot=False)
    DAGQCircuit(fresh).clear()
    linked = DAGQCircuit(QCircuit() << H(0) << X(0))
    linked.build()
    head = linked.get_vertex(0)
    tail = head.get_post_nodes()[0]
    tail.remove_pre_node(head)
    tail.add_pre_node(head)
    head.remove_post_node(tail)
    head.add_post_node(tail)


def random_ones() -> None:
    circuit: QCircuit = random_qcircuit([0, 1, 2], 3, ["H", "CNOT"], seed=1)
    coupled: QCircuit = random_qcircuit([0, 1, 2], 3, ["H", "CNOT"], [[0, 1], [1, 2]], seed=1)
    prog: QProg = random_qprog([0, 1], 2, ["RX", "CZ"], seed=2)
    prog = random_qprog([0, 1], 2, ["RX", "CZ"], [[0, 1]], seed=2)
    volume: QCircuit = QV(4, 2, 7)
    twirled: QProg = direct_twirl(prog, "CZ", 3)
    assert circuit.depth() == coupled.depth() == 3 and volume.size() and twirled.qubits()


def drawings(circuit: QCircuit) -> None:
    kinds: list[core.PIC_TYPE] = [core.PIC_TYPE.TEXT, core.PIC_TYPE.LATEX]
    texts: list[str] = [draw_qprog(QProg() << circuit, kind, {"all": 1}, param_show=True) for kind in kinds]
    texts.append(draw_qprog(circuit, line_length=60, with_logo=False, output_file="", encode="utf-8"))
    texts += [str(circuit), repr(QProg()), circuit.draw(), QProg(circuit).draw("latex", with_gate_params=True)]
    assert all(texts)
    set_print_options(precision=4, param_show=True, linewidth=80)
    set_print_options()


def main() -> None:
    assert len({gate.name() for gate in gates()}) == 36
    gate_methods(RX(0, 0.5))
    bits()
    circuit = circuits()
    programs(circuit)
    branches()
    channels()
    graphs(circuit)
    random_ones()
    drawings(circuit)


main()
