"""append_gates(): the same as appending gate by gate, from every kind of array and list, or an error and no change."""

from __future__ import annotations

import re
import threading
import time
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st

from pyqpanda3 import core, errors

OWNERS = [core.QCircuit, core.QProg]
#: name -> operands, parameters
SHAPES = {
    name: (gate.qubits_num(), len(gate.parameters()))
    for name, gate in {
        **{name: getattr(core, name)(0) for name in ["H", "X1", "S", "RESET"]},
        **{name: getattr(core, name)(0, 0.5) for name in ["RX", "U1", "IDLE", "ECHO"]},
        **{name: getattr(core, name)(0, 1) for name in ["CNOT", "CZ", "SQISWAP", "MS"]},
        **{name: getattr(core, name)(0, 1, 0.5) for name in ["CP", "CR", "RZX", "CRX", "CRZ"]},
        "U2": core.U2(0, 0.1, 0.2),
        "U3": core.U3(0, 0.1, 0.2, 0.3),
        "CU": core.CU(0, 1, 0.1, 0.2, 0.3, 0.4),
        "TOFFOLI": core.TOFFOLI(0, 1, 2),
    }.items()
}


@pytest.fixture(params=OWNERS)
def owner(request: pytest.FixtureRequest) -> Any:
    return request.param(3) << core.Y(1)


@st.composite
def gate_lists(draw: st.DrawFn) -> list[tuple[str, list[int], list[float]]]:
    gates = []
    for name in draw(st.lists(st.sampled_from(sorted(SHAPES)), max_size=12)):
        operands, params = SHAPES[name]
        qubits = draw(st.lists(st.integers(0, 200), min_size=operands, max_size=operands, unique=True))
        angles = draw(st.lists(st.floats(-10, 10), min_size=params, max_size=params))
        gates.append((name, qubits, angles))
    return gates


def one_by_one(owner: Any, gates: list[tuple[str, list[int], list[float]]]) -> Any:
    for name, qubits, params in gates:
        owner << getattr(core, name)(*qubits, *params)
    return owner


@settings(max_examples=200, deadline=None)
@given(gate_lists(), st.sampled_from(OWNERS), st.booleans())
def test_the_same_as_one_by_one(gates: list[tuple[str, list[int], list[float]]], kind: type, arrays: bool) -> None:
    wanted = one_by_one(kind(2), gates)
    names = [name for name, _, _ in gates]
    flat_qubits = [q for _, qubits, _ in gates for q in qubits]
    flat_params = [p for _, _, params in gates for p in params]
    types = [getattr(core.GateType, "CP" if name == "CR" else name) for name in names]
    for form in (names, [getattr(core, name) for name in names], types):
        if arrays:
            found = kind(2).append_gates(form, np.array(flat_qubits, dtype=int), np.array(flat_params))
        else:
            found = kind(2).append_gates(form, [q for _, q, _ in gates], [p for _, _, p in gates])
        assert found == wanted
        assert found.originir() == wanted.originir()
        assert found.qubits() == wanted.qubits()
        assert [repr(g) for g in found.gate_operations()] == [repr(g) for g in wanted.gate_operations()]


@pytest.mark.parametrize(
    "qubits",
    [
        [[0, 1], [2, 1], [3, 0]],
        ((0, 1), (2, 1), (3, 0)),
        [0, 1, 2, 1, 3, 0],
        [np.array([0, 1]), (2, 1), [np.int16(3), core.Qubit(0)]],
        np.array([[0, 1], [2, 1], [3, 0]]),
        np.array([[0, 2, 3], [1, 1, 0]]).T,
        np.array([[0, 9, 1], [2, 9, 1], [3, 9, 0]])[:, ::2],
        np.array([0, 1, 2, 1, 3, 0], dtype=object).tolist(),
        *[np.array([0, 1, 2, 1, 3, 0], dtype=d) for d in ("i1", "u1", "i4", "u4", ">i4", "i8", "u8", "<u2")],
    ],
    ids=str,
)
def test_forms_of_qubits(qubits: Any) -> None:
    wanted = core.QCircuit() << core.CZ(0, 1) << core.CZ(2, 1) << core.CZ(3, 0)
    assert core.QCircuit().append_gates("CZ", qubits) == wanted


@pytest.mark.parametrize(
    "params",
    [
        [1, 2.0],
        (np.float32(1), True + 1),
        [[1.0], [2.0]],
        np.array([1, 2]),
        np.array([[1.0], [2.0]], dtype="f4"),
        np.array([1.0, 0, 2.0])[::2],
        range(1, 3),
    ],
    ids=str,
)
def test_forms_of_parameters(params: Any) -> None:
    wanted = core.QCircuit() << core.RX(4, 1.0) << core.RX(5, 2.0)
    assert core.QCircuit().append_gates(core.RX, range(4, 6), params) == wanted


@pytest.mark.parametrize("number", [2, 2.0, np.float64(2), np.int32(2), np.array(2.0)], ids=repr)
def test_one_number_for_all_parameters(number: Any) -> None:
    wanted = core.QCircuit() << core.U2(0, 2, 2) << core.U2(1, 2, 2)
    assert core.QCircuit().append_gates("U2", [0, 1], number) == wanted
    wanted = core.QCircuit() << core.H(0) << core.RZ(1, 2)
    assert core.QCircuit().append_gates(["H", "RZ"], [0, 1], number) == wanted


def test_calls_chain_and_keep_the_class(owner: Any) -> None:
    class Mine(type(owner)):  # type: ignore[misc]
        pass

    mine = Mine()
    assert mine.append_gates("H", [0]).append_gates(core.GateType.CNOT, [0, 1]) is mine
    assert owner.append_gates(gates="RX", qubits=[1], params=[0.5]) is owner
    assert owner.append_gates("CNOT", []) is owner
    assert owner.append_gates([], [], []) is owner
    assert owner.append_gates("RX", np.empty((0, 1)), 0.5) is owner
    assert (len(mine), len(owner)) == (2, 2)


def test_operands_are_copied_and_copies_stay() -> None:
    qubits, angles = np.arange(4), np.full(4, 0.5)
    circuit = core.QCircuit().append_gates("RX", qubits, angles)
    copy = core.QCircuit(circuit)
    nested = core.QCircuit() << circuit
    qubits[:], angles[:] = 9, 9
    circuit.append_gates("H", [7])
    assert copy == core.QCircuit() << core.RX(0, 0.5) << core.RX(1, 0.5) << core.RX(2, 0.5) << core.RX(3, 0.5)
    assert nested == copy
    daggered = copy.dagger().append_gates("S", [0])
    assert [g.is_dagger() for g in daggered.gate_operations()] == [True] * 4 + [False]


@pytest.mark.parametrize(
    ("arguments", "error", "message"),
    [
        (("CNOT", [0, 1, 2]), errors.InvalidArgument, "gates CNOT take 2 qubits each, got 3 qubits in all"),
        (("CNOT", [[0, 1], [2]]), errors.InvalidArgument, "gate 1 (CNOT) takes 2 qubits, its row has 1"),
        (("CNOT", np.zeros((2, 3), int)), errors.InvalidArgument, "gate 0 (CNOT) takes 2 qubits, its row has 3"),
        ((["H", "CNOT"], np.zeros((2, 1), int)), errors.InvalidArgument, "gate 1 (CNOT) takes 2 qubits, its row"),
        ((["H", "X"], [[0], [1], [2]]), errors.InvalidArgument, "2 gates need as many rows of qubits, got 3"),
        ((["H", "X"], [0, 1, 2]), errors.InvalidArgument, "2 gates take 2 qubits, got 3"),
        (("CNOT", [0, 1, 3, 3]), errors.InvalidArgument, "gate 1 (CNOT): qubit 3 is used twice"),
        (("H", [0, 1 << 24]), errors.InvalidArgument, "at most 16777215, got 16777216 in place 1"),
        (("H", np.array([0, 2**63], "u8")), errors.InvalidArgument, f"at most 16777215, got {2**63} in place 1"),
        (("H", [0, 2**70]), errors.InvalidArgument, f"at most 16777215, got {2**70}"),
        (("H", [0, 1, -2]), errors.NegativeValue, "must not be negative, got -2 in place 2"),
        (("H", np.array([0, -2])), errors.NegativeValue, "must not be negative, got -2 in place 1"),
        (("H", [[0], [-2]]), errors.NegativeValue, "must not be negative, got -2 in place 1"),
        (("RX", [0, 1], [0.5]), errors.InvalidArgument, "2 RX gates take 2 parameters, got 1"),
        (("RX", [0, 1]), errors.InvalidArgument, "2 RX gates take 2 parameters, got 0"),
        (("H", [0, 1], [0.5]), errors.InvalidArgument, "2 H gates take 0 parameters, got 1"),
        (("H", [0, 1], 0.5), errors.InvalidArgument, "the gates take no parameters, got params = 0.5"),
        (("RX", [0, 1], [[0.5], [0.5, 1]]), errors.InvalidArgument, "gate 1 (RX) takes 1 parameters, its row has 2"),
        (("RX", [0, 1], [0.5, np.nan]), errors.InvalidArgument, "gate 1 (RX): parameters must be finite, got nan"),
        (("RX", [0, 1], np.inf), errors.InvalidArgument, "gate 0 (RX): parameters must be finite, got inf"),
        (("Rx", [0]), errors.InvalidArgument, "unknown gate name 'Rx'"),
        ((["H", "h"], [0, 1]), errors.InvalidArgument, "unknown gate name 'h'"),
        (("BARRIER", [0]), errors.InvalidArgument, "BARRIER takes a list of qubits"),
        ((core.Oracle, [0]), TypeError, "gates must be a GateType, the name or the function of one"),
        ((core.GateType.ORACLE, []), errors.InvalidArgument, "ORACLE takes a list of qubits"),
        ((core.GateType.GATE_NOP, [0]), errors.InvalidArgument, "number 0 is no type of gate"),
        (([core.H, core.measure], [0, 1]), TypeError, "place 1 has builtin_function_or_method"),
        (([core.H(0)], [0]), TypeError, "place 0 has"),
        (
            (5, [0]),
            TypeError,
            "gates must be a GateType, the name or the function of one, or a sequence of these, got int",
        ),
        ((None, [0]), TypeError, "got NoneType"),
        (("H", 3), TypeError, "qubits must be integers, in a sequence, in rows or in an array, got int"),
        (("H", "01"), TypeError, "qubits must be integers, in a sequence, in rows or in an array, got str"),
        (("H", {0, 1}), TypeError, "got set"),
        (("H", [0, 1.0]), TypeError, "place 1 has float"),
        (("H", [0, None]), TypeError, "place 1 has NoneType"),
        (("H", [core.CBit(0)]), TypeError, "place 0 has"),
        (("H", [[0], 1]), TypeError, "place 1 has int"),
        (("H", [0, [1]]), TypeError, "place 1 has list"),
        (("H", [[[0]]]), TypeError, "place 0 has list"),
        (("H", np.array([0.0])), TypeError, "got an array of float64"),
        (("H", np.array([True])), TypeError, "got an array of bool"),
        (("H", np.array(0)), TypeError, "got an array of 0 dimensions"),
        (("H", np.zeros((1, 1, 1), int)), TypeError, "got an array of 3 dimensions"),
        (("RX", [0], "a"), TypeError, "params must be numbers"),
        (("RX", [0], ["a"]), TypeError, "place 0 has str"),
        (("RX", [0], [1j]), TypeError, "place 0 has complex"),
        (("RX", [0], 1j), TypeError, "got complex"),
        (("RX", [0], np.array([1j])), TypeError, "got an array of complex128"),
    ],
    ids=lambda x: str(x)[:40],
)
def test_refused(owner: Any, arguments: Any, error: type[Exception], message: str) -> None:
    before = type(owner)(owner)
    with pytest.raises(error, match=re.escape(message)):
        owner.append_gates(*arguments)
    assert owner == before
    assert len(owner) == len(before) == 1
    assert owner.qubits() == before.qubits()


def test_lists_that_change_while_they_are_read() -> None:
    class Shrinks:
        def __index__(self) -> int:
            qubits.clear()
            return 1

    qubits: list[Any] = [0, Shrinks(), 2, 3]
    assert core.QCircuit().append_gates("H", qubits) == core.QCircuit() << core.H(0) << core.H(1)


def test_other_threads_run_meanwhile() -> None:
    ticks: list[float] = []
    done = threading.Event()

    def tick() -> None:
        while not done.wait(0.001):
            ticks.append(time.perf_counter())

    thread = threading.Thread(target=tick)
    thread.start()
    try:
        qubits = np.zeros(1 << 22, dtype=np.int64)
        for _ in range(500):
            start = time.perf_counter()
            core.QCircuit().append_gates("H", qubits)
            end = time.perf_counter()
            if any(start < tick < end for tick in list(ticks)):
                return
    finally:
        done.set()
        thread.join()
    pytest.fail("no other thread has run during any of 500 calls")
