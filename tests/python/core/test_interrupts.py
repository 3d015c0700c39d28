"""Ctrl-C reaches every call that can take long, and other threads run meanwhile."""

from __future__ import annotations

import signal
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from interruption import assert_ctrl_c_stops, assert_other_threads_run

from pyqpanda3.core import CNOT, CPUQVM, PIC_TYPE, H, QCircuit, QProg, draw_qprog, measure


def doubled(times: int) -> QCircuit:
    circuit = QCircuit() << H(0) << CNOT(0, 1)
    for _ in range(times):
        circuit = QCircuit() << circuit << circuit
    return circuit


def probabilities(qubits: int) -> Callable[[], Any]:
    prog = QProg()
    for qubit in range(qubits):
        prog << H(qubit)
    machine = CPUQVM()
    machine.run(prog, 0)
    return machine.result().get_prob_dict


@pytest.mark.parametrize(
    "make_call",
    [
        pytest.param(lambda size: doubled(size).depth, id="depth"),
        pytest.param(lambda size: doubled(size).count_ops, id="count_ops"),
        pytest.param(lambda size: doubled(size).num_2q_gate, id="num_2q_gate"),
        pytest.param(lambda size: doubled(size).expand, id="expand"),
        pytest.param(lambda size: doubled(size).originir, id="originir"),
        pytest.param(lambda size: partial(str, doubled(size)), id="str"),
        pytest.param(lambda size: partial(draw_qprog, doubled(size), PIC_TYPE.LATEX), id="latex"),
        pytest.param(lambda size: (QProg() << doubled(size)).flatten, id="flatten"),
        pytest.param(lambda size: (QProg() << doubled(size)).to_circuit, id="to_circuit"),
        pytest.param(lambda size: (QProg() << doubled(size)).operations, id="operations"),
        pytest.param(
            lambda size: partial(QProg, "QINIT 2\nCREG 1\n" + "H q[0]\nCNOT q[0],q[1]\n" * 2**size), id="reading"
        ),
        pytest.param(probabilities, id="get_prob_dict"),
    ],
)
def test_ctrl_c_stops(make_call: Callable[[int], Callable[[], Any]]) -> None:
    assert_ctrl_c_stops(make_call)


def test_a_handler_may_change_the_object() -> None:
    prog = QProg() << H(0)
    changes = []

    def change(*_: object) -> None:
        prog << H(1) << measure(0, 0)
        changes.append(prog.qubits_num())

    before = signal.signal(signal.SIGALRM, change)
    signal.setitimer(signal.ITIMER_REAL, 0.005, 0.005)
    try:
        for size in range(10, 40):
            prog << doubled(size)
            changes.clear()
            assert prog.depth() >= 2**size
            if changes:
                break
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
    assert changes


def test_other_threads_run() -> None:
    assert_other_threads_run(lambda size: doubled(size).depth)
