"""random_qcircuit, random_qprog, QV and direct_twirl from Python."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st
from programs import build_circuit, circuits

from pyqpanda3.core import (
    CNOT,
    CZ,
    QV,
    QCircuit,
    QProg,
    create_gate,
    direct_twirl,
    measure,
    qif,
    random_qcircuit,
    random_qprog,
)
from pyqpanda3.errors import IndexOutOfRange, InvalidArgument, NegativeValue, ResourceExhausted, Unsupported

#: What can be asked for: name -> number of qubits.
ONE_QUBIT = ("I", "X", "Y", "Z", "H", "S", "T", "X1", "Y1", "Z1", "P", "U1", "U2", "U3", "U4")
ROTATIONS = ("RX", "RY", "RZ", "RPHI", "ECHO", "IDLE")
TWO_QUBITS = ("CNOT", "CZ", "CP", "CR", "CRX", "CRY", "CRZ", "CU", "ISWAP", "SQISWAP", "SWAP", "MS")
TWO_ROTATIONS = ("RXX", "RYY", "RZZ", "RZX")
GATES = dict.fromkeys(ONE_QUBIT + ROTATIONS, 1) | dict.fromkeys(TWO_QUBITS + TWO_ROTATIONS, 2) | {"TOFFOLI": 3}


@given(
    st.lists(st.integers(0, 30), min_size=3, max_size=6, unique=True),
    st.integers(0, 40),
    st.lists(st.sampled_from(sorted(GATES)), max_size=4),
    st.integers(-(2**63), 2**63 - 1),
)
@settings(max_examples=60)
def test_layers_qubits_and_angles(qubits: list[int], depth: int, names: list[str], seed: int) -> None:
    circuit = random_qcircuit(qubits, depth, names, seed=seed)
    assert circuit.depth() == depth
    assert set(circuit.qubits()) <= set(qubits)
    for gate in circuit.gate_operations():
        assert all(0 <= angle <= 6.283 and round(angle, 3) == angle for angle in gate.parameters())
    again = random_qprog(qubits=qubits, depth=depth, gate_type=names, seed=seed)
    assert depth == 0 or again.originir() == (QProg() << circuit).originir()


@pytest.mark.parametrize("name", sorted(GATES))
def test_each_name_gives_its_gate(name: str) -> None:
    qubits = list(range(GATES[name]))
    angles = [0.5] * len(random_qcircuit(qubits, 1, [name]).gate_operations()[0].parameters())
    expected = create_gate("CP" if name == "CR" else name, qubits, angles)
    for gate in random_qcircuit(range(4), 5, [name]).gate_operations():
        assert gate.gate_type() == expected.gate_type()
        assert len(gate.control_qubits()) == len(expected.control_qubits())
        assert len(set(gate.qubits())) == GATES[name]


@given(st.sets(st.tuples(st.integers(0, 5), st.integers(0, 5)).filter(lambda p: p[0] != p[1]), min_size=1), st.data())
@settings(max_examples=60)
def test_topology_is_respected(pairs: set[tuple[int, int]], data: st.DataObject) -> None:
    neighbours = [{b for a, b in pairs | {(b, a) for a, b in pairs} if a == q} for q in range(6)]
    names = ["H", "CNOT", "RZZ"] + (["TOFFOLI"] if any(len(near) > 1 for near in neighbours) else [])
    circuit = random_qcircuit(range(6), 12, names, [list(pair) for pair in pairs], seed=data.draw(st.integers(0, 99)))
    assert circuit.depth() == 12
    for gate in circuit.gate_operations():
        qubits = gate.qubits()
        if len(qubits) == 2:
            assert tuple(qubits) in pairs or tuple(qubits[::-1]) in pairs
        elif len(qubits) == 3:
            assert any(neighbours[q].issuperset(set(qubits) - {q}) for q in qubits)


def test_without_a_seed_each_call_is_another() -> None:
    assert random_qprog([0, 1], 30, []).originir() != random_qprog([0, 1], 30, []).originir()


def test_wrong_arguments() -> None:
    with pytest.raises(IndexOutOfRange, match="empty"):
        random_qcircuit([], 5, ["H"])
    with pytest.raises(NegativeValue, match=r"depth.*-1"):
        random_qcircuit([0], -1, ["H"])
    with pytest.raises(NegativeValue, match="-2"):
        random_qcircuit([0, -2], 1, ["H"])
    with pytest.raises(ResourceExhausted):
        random_qcircuit([0], 2**60, ["H"])
    with pytest.raises(InvalidArgument, match=r"distinct.*3"):
        random_qcircuit([3, 4, 3], 5, ["H"])
    for name in ("FOO", "h", "RESET", "BARRIER", "ORACLE", "MEASURE", ""):
        with pytest.raises(InvalidArgument, match=f"'{name}'"):
            random_qcircuit([0, 1, 2], 5, ["H", name])
    with pytest.raises(InvalidArgument, match="CNOT"):
        random_qprog([0], 5, ["CNOT"])
    for topology in ([[0]], [[0, 1, 2]], [[0, 0]], [[0, 7]], []):
        with pytest.raises(InvalidArgument, match="topology"):
            random_qcircuit([0, 1, 2], 5, ["H", "CNOT"], topology)
    with pytest.raises(NegativeValue):
        random_qcircuit([0, 1], 5, ["H"], [[0, -1]])


def test_quantum_volume_circuits() -> None:
    circuit = QV(5, 3, 11)
    gates = circuit.gate_operations()
    assert [gate.name() for gate in gates] == ["ORACLE"] * 6
    for layer in range(3):
        assert len({qubit for gate in gates[2 * layer : 2 * layer + 2] for qubit in gate.qubits()}) == 4
    for gate in gates:
        matrix = np.array(gate.matrix())
        np.testing.assert_allclose(matrix @ matrix.conj().T, np.eye(4), atol=1e-13)
        assert np.linalg.det(matrix) == pytest.approx(1)
    assert len(QV(num_qubit=4).gate_operations()) == 8
    np.testing.assert_array_equal(QV(4, 2).matrix(), QV(4, 2, 0).matrix())
    assert np.abs(QV(4, 2, 1).matrix() - QV(4, 2, 2).matrix()).max() > 0.1
    assert [QV(n, 3, 1).size() for n in (0, 1)] == [0, 0]
    assert QV(3, 0, 1).size() == 0
    for arguments in ((-3, 1, 1), (3, -2, 1)):
        with pytest.raises(NegativeValue):
            QV(*arguments)


@given(circuits(range(4)), st.integers(0, 1000), st.sampled_from(["CNOT", "CZ"]))
@settings(max_examples=60)
def test_twirling_keeps_the_unitary(ops: list[dict], seed: int, name: str) -> None:
    circuit = build_circuit(ops) << CNOT(0, 3) << CZ(1, 2)
    twirled = direct_twirl(QProg() << circuit, name, seed)
    expected, found = circuit.matrix(), twirled.to_circuit().matrix()
    assert abs(np.trace(expected.conj().T @ found)) == pytest.approx(len(expected))
    assert twirled.count_ops()[name] == circuit.count_ops()[name]
    twirlable = [gate for gate in circuit.gate_operations() if gate.name() == name and not gate.is_controlled()]
    assert len(twirled.gate_operations()) == len(circuit.gate_operations()) + 4 * len(twirlable)


@pytest.mark.parametrize("name", ["CNOT", "CZ"])
def test_the_twirl_has_all_pairs_of_paulis(name: str) -> None:
    prog = QProg() << create_gate(name, [1, 0], [])
    seen = set()
    for seed in range(400):
        gates = direct_twirl(prog, name, seed).gate_operations()
        assert [gate.qubits() for gate in gates] == [[1], [0], [1, 0], [1], [0]]
        seen.add("".join(gate.name() for gate in gates[:2]))
    assert seen == {a + b for a in "IXYZ" for b in "IXYZ"}


def test_twirling_keeps_measurements_and_branches() -> None:
    prog = QProg() << measure(0, 0) << qif([0]).then(QProg() << CNOT(0, 1) << measure(1, 1)).qendif()
    prog << (QCircuit() << CNOT(0, 1)).control([2])
    twirled = direct_twirl(prog)
    assert "QIF c[0]" in twirled.originir()
    assert len(twirled.get_measure_nodes()) == 2
    assert sum(twirled.count_ops().values()) == 6
    assert twirled.originir() == direct_twirl(prog, "CNOT", 0).originir()
    with pytest.raises(Unsupported, match="ISWAP"):
        direct_twirl(prog, "ISWAP", 1)
