"""Ctrl-C reaches every call that can take long, and other threads run meanwhile."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from pyqpanda3.core import CNOT, CPUQVM, PIC_TYPE, H, QCircuit, QProg, QResult, draw_qprog, measure

#: The project promises 0.2 seconds; machines under load need more.
ALLOWED = 1.0


class Stop(Exception):
    pass


@pytest.fixture(autouse=True)
def stop_on_interrupt() -> Iterator[None]:
    def stop(*_: object) -> None:
        raise Stop

    before = signal.signal(signal.SIGINT, stop)
    yield
    signal.signal(signal.SIGINT, before)


def doubled(circuit: QCircuit, times: int) -> QCircuit:
    for _ in range(times):
        circuit = QCircuit() << circuit << circuit
    return circuit


ENDLESS = doubled(QCircuit() << H(0), 33)
LARGE = doubled(QCircuit() << H(0) << CNOT(0, 1), 24)


@pytest.fixture(scope="module")
def exact() -> QResult:
    prog = QProg()
    for qubit in range(22):
        prog << H(qubit)
    machine = CPUQVM()
    machine.run(prog, 0)
    return machine.result()


def seconds_to_answer(call: Callable[[], Any]) -> float:
    """Sends Ctrl-C during the call and measures how long it goes on; the call must not end by itself before."""
    sent = []

    def interrupt() -> None:
        time.sleep(0.1)
        sent.append(time.monotonic())
        os.kill(os.getpid(), signal.SIGINT)

    thread = threading.Thread(target=interrupt)
    thread.start()
    with pytest.raises(Stop):
        call()
    answered = time.monotonic()
    thread.join()
    return answered - sent[0]


@pytest.mark.parametrize(
    "call",
    [
        pytest.param(ENDLESS.depth, id="depth"),
        pytest.param(ENDLESS.count_ops, id="count_ops"),
        pytest.param(ENDLESS.num_2q_gate, id="num_2q_gate"),
        pytest.param(LARGE.expand, id="expand"),
        pytest.param(LARGE.originir, id="originir"),
        pytest.param(lambda: str(LARGE), id="str"),
        pytest.param(lambda: draw_qprog(LARGE, PIC_TYPE.LATEX), id="latex"),
        pytest.param((QProg() << LARGE).flatten, id="flatten"),
        pytest.param((QProg() << LARGE).to_circuit, id="to_circuit"),
        pytest.param((QProg() << LARGE).operations, id="operations"),
        pytest.param(lambda: QProg("QINIT 2\nCREG 1\n" + "H q[0]\nCNOT q[0],q[1]\n" * 4_000_000), id="reading"),
    ],
)
def test_walks(call: Callable[[], Any]) -> None:
    assert seconds_to_answer(call) < ALLOWED


def test_probabilities(exact: QResult) -> None:
    assert seconds_to_answer(exact.get_prob_dict) < ALLOWED


def test_a_handler_may_change_the_object() -> None:
    prog = QProg() << doubled(QCircuit() << H(0), 22)
    changes = []

    def change(*_: object) -> None:
        prog << H(1) << measure(0, 0)
        changes.append(prog.qubits_num())

    signal.signal(signal.SIGALRM, change)
    signal.setitimer(signal.ITIMER_REAL, 0.005, 0.005)
    try:
        assert prog.depth() >= 2**22
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
    assert changes


def test_other_threads_run() -> None:
    ticks = 0
    stop = threading.Event()

    def tick() -> None:
        nonlocal ticks
        while not stop.wait(0.002):
            ticks += 1

    thread = threading.Thread(target=tick)
    thread.start()
    before = ticks
    (QProg() << doubled(QCircuit() << H(0), 25)).depth()
    during = ticks - before
    stop.set()
    thread.join()
    assert during >= 5
