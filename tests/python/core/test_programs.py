"""QCircuit and QProg from Python: appending, identity of results, branches, lists, subclasses."""

from __future__ import annotations

import gc
import weakref

import numpy as np
import pytest

from pyqpanda3 import core, errors
from pyqpanda3.core import CNOT, H, QCircuit, QProg, X, Y, Z, measure, qif, qwhile


def test_shift_returns_the_same_object() -> None:
    circuit, prog = QCircuit(), QProg()
    assert (circuit << H(0)) is circuit
    assert (circuit << QCircuit()) is circuit
    assert (prog << H(0) << circuit << QProg() << measure(0, 0) << [H(1)]) is prog


def test_append_returns_none_for_one_and_the_program_for_lists() -> None:
    prog = QProg()
    assert prog.append(H(0)) is None
    assert prog.append(QCircuit()) is None
    assert prog.append(measure(0, 0)) is None
    assert prog.append([H(0), X(1)]) is prog
    assert QCircuit().append(H(0)) is None
    assert [type(item) for item in prog.operations()] == [core.QGate, core.MeasureNode, core.QGate, core.QGate]


def test_lists_must_be_homogeneous() -> None:
    prog = QProg()
    prog << [] << [H(0), X(0)] << [QCircuit()] << [QProg()] << measure([0, 1], (2, 3))
    assert len(prog.operations()) == 4
    with pytest.raises(TypeError):
        prog << [H(0), measure(0, 0)]
    with pytest.raises(TypeError):
        QCircuit() << measure(0, 0)
    with pytest.raises(TypeError):
        QCircuit() << [H(0)]
    with pytest.raises(TypeError):
        QCircuit() << QProg()


def test_measure_accepts_any_sequence() -> None:
    for qubits in ([0, 1], (0, 1), range(2), np.arange(2)):
        assert [node.m_target_qubits for node in measure(qubits, [4, 5])] == [[0], [1]]


def test_operands_are_copied() -> None:
    inner = QCircuit() << H(0)
    outer = QCircuit() << inner
    inner << X(3)
    assert outer.qubits() == [0]
    assert outer.operations()[0].qubits() == [0]


def test_subclasses_keep_their_type_and_state() -> None:
    class Layer(QCircuit):
        def __init__(self, n: int) -> None:
            super().__init__()
            self.n = n
            for qubit in range(n):
                self << H(qubit)

    layer = Layer(3)
    assert (layer << X(0)) is layer
    assert layer.n == 3
    assert len((QProg() << layer).gate_operations()) == 4


def test_unfinished_branches_are_refused() -> None:
    body = QProg() << X(0)
    unfinished = [
        qif([0]),
        qif([0]).then(body),
        qif([0]).then(body).qelseif([1]),
        qif([0]).then(body).qelseif([1]).then(body),
        qwhile([0]),
    ]
    for branch in unfinished:
        with pytest.raises(RuntimeError, match="not finished"):
            QProg() << branch


def test_branches_are_programs() -> None:
    branch = qif([0]).then(QProg() << X(0)).qelseif([1]).then(QProg() << Y(0)).qelse(QProg() << Z(0))
    assert isinstance(branch, QProg)
    prog = QProg() << branch << qwhile([2]).loop(QProg() << H(0))
    assert prog.count_ops() == {"X": 1, "Y": 1, "Z": 1, "H": 1}
    assert [type(item) for item in prog.operations()] == [QProg, QProg]
    assert prog.originir() == (
        "QINIT 1\nCREG 3\nQIF c[0]\nX q[0]\nQELSEIF c[1]\nY q[0]\nQELSE\nZ q[0]\nQENDIF\n"
        "QWHILE c[2]\nH q[0]\nQENDWHILE\n"
    )


def test_measurements_are_listed_as_qubit_and_cbit() -> None:
    prog = QProg() << measure([1, 0], [4, 2])
    pairs = prog.get_measure_qubits_cbits()
    assert [(int(q), int(c)) for q, c in pairs] == [(1, 4), (0, 2)]
    assert isinstance(pairs[0][0], core.Qubit)
    assert isinstance(pairs[0][1], core.CBit)


def test_remap_forms() -> None:
    prog = QProg() << H(0) << X(3) << measure([0, 3], [5, 2])
    assert QProg(prog).remap([7, 8], [1, 0]).originir().splitlines()[2:] == [
        "H q[7]",
        "X q[8]",
        "MEASURE q[7],c[0]",
        "MEASURE q[8],c[1]",
    ]
    assert QProg(prog).remap({0: 9}, {5: 0}).cbits() == [0, 2]
    with pytest.raises(errors.IndexOutOfRange):
        QProg(prog).remap([7], [1, 0])
    with pytest.raises(errors.InvalidArgument):
        QProg(prog).remap({0: 3})
    assert prog.qubits() == [0, 3]


def test_parse_errors_carry_line_and_column() -> None:
    with pytest.raises(errors.ParseError) as caught:
        QProg("QINIT 2\nCREG 2\nH q[7]\n")
    assert caught.value.line == 3
    assert caught.value.column >= 3
    assert isinstance(caught.value, RuntimeError)
    with pytest.raises(RuntimeError):
        QProg("no such file", True)


def test_names() -> None:
    circuit = QCircuit()
    assert circuit.name().startswith("QCircuit_")
    circuit.set_name("layer")
    assert circuit.dagger().name() == "layer"
    assert QProg().name().startswith("QProg_")
    assert QProg().name() != QProg().name()


def test_memory_is_released() -> None:
    class Probe(QProg):
        pass

    prog = Probe()
    prog << H(0) << (QCircuit() << CNOT(0, 1))
    reference = weakref.ref(prog)
    del prog
    gc.collect()
    assert reference() is None


def test_ten_thousand_doublings_do_not_recurse() -> None:
    prog = QProg() << H(0)
    for _ in range(10_000):
        prog = QProg() << prog
    assert prog.count_ops() == {"H": 1}


def test_originbis_tells_where_it_is() -> None:
    with pytest.raises(RuntimeError, match=r"pyqpanda3\.utils\.convert_qprog_to_originbis"):
        QProg().originbis()
    with pytest.raises(RuntimeError, match=r"pyqpanda3\.utils\.convert_originbis_to_qprog"):
        QProg.from_originbis(b"")
