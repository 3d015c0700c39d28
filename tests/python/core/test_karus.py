"""Karus: channels as items of programs."""

from __future__ import annotations

import math

import numpy as np
import pytest

from pyqpanda3 import core, errors
from pyqpanda3.core import CPUQVM, H, Karus, QCircuit, QProg, QuantumError, X, measure

DAMPING = [[1, 0, 0, 0.6], [0, 0.8, 0, 0]]
IDENTITY = [np.eye(4).ravel().tolist()]


def test_keeps_what_was_given() -> None:
    karus = Karus([3], DAMPING)
    assert karus.qubits() == [3]
    assert karus.karus_matrices() == DAMPING
    assert repr(karus) == "Karus([3], <2 matrices>)"


@pytest.mark.parametrize(
    ("qubits", "matrices"),
    [
        ([], []),
        ([0], []),
        ([0, 1], DAMPING),
        ([0, 0], IDENTITY),
        ([0], [[1, 0, 0]]),
        ([0], [[1, 0, 0, 2]]),
        ([0], [[1, 0, 0, math.nan]]),
        ([0], [[1, 0, 0, 1], [0] * 16]),
    ],
)
def test_refuses_what_is_no_channel(qubits: list[int], matrices: list[list[complex]]) -> None:
    with pytest.raises(errors.InvalidArgument) as caught:
        Karus(qubits, matrices)
    assert isinstance(caught.value, RuntimeError)
    assert isinstance(caught.value, ValueError)


def test_negative_qubits_are_type_errors() -> None:
    with pytest.raises(TypeError, match="-1"):
        Karus([-1], DAMPING)


def test_remap_changes_it_and_returns_it() -> None:
    karus = Karus([2, 5], IDENTITY)
    assert karus.remap([0, 1, 2, 3, 4, 9]) is karus
    assert karus.qubits() == [2, 9]
    assert karus.remap({2: 7}).qubits() == [7, 9]
    with pytest.raises(IndexError):
        karus.remap([0, 1])
    with pytest.raises(errors.InvalidArgument):
        karus.remap({7: 9})


def test_programs_take_it_alone_and_in_lists() -> None:
    karus = Karus([0], DAMPING)
    prog = QProg()
    assert prog.append(karus) is None
    assert prog.append([karus, karus]) is prog
    assert (prog << karus << [karus]) is prog
    assert prog.operations() == [karus] * 5
    with pytest.raises(TypeError):
        prog << [karus, H(0)]
    with pytest.raises(TypeError):
        QCircuit() << karus


def test_it_is_no_gate() -> None:
    prog = QProg() << H(0) << Karus([0], DAMPING) << X(3) << Karus([2, 5], IDENTITY) << measure(0, 0)
    assert prog.depth() == 1
    assert prog.count_ops() == {"H": 1, "X": 1}
    assert [gate.name() for gate in prog.gate_operations()] == ["H", "X"]
    assert (prog.qubits(), prog.qubits_num()) == ([0, 3, 2, 5], 6)
    assert prog.originir() == "QINIT 4\nCREG 1\nH q[0]\n// Karus\nX q[3]\n// Karus\nMEASURE q[0],c[0]\n"
    assert prog.to_circuit() == QCircuit() << H(0) << X(3)
    assert prog.remap({2: 0, 0: 2}).operations()[3].qubits() == [0, 5]


def test_error_karus_is_row_by_row() -> None:
    assert QuantumError(DAMPING).error_karus([4]).karus_matrices() == DAMPING
    assert QuantumError(DAMPING).error_karus([4]).qubits() == [4]
    labels = QuantumError({"I": 0.75, "Y": 0.25}).error_karus([1])
    assert np.allclose(labels.karus_matrices(), [[math.sqrt(0.75), 0, 0, math.sqrt(0.75)], [0, -0.5j, 0.5j, 0]])
    with pytest.raises(errors.InvalidArgument):
        QuantumError(DAMPING).error_karus([1, 2])


def test_runs_follow_the_channel() -> None:
    """After X and damping by 0.64, 1 is left with probability 0.36: 5 standard deviations of 20000 shots."""
    prog = QProg() << X(0) << Karus([0], DAMPING) << measure(0, 0)
    for model in (core.NoiseModel(), core.NoiseModel()):
        model.add_all_qubit_quantum_error(core.pauli_z_error(0.5), core.GateType.X)
        for precision in ("float32", "float64"):
            qvm = CPUQVM(precision)
            qvm.run(prog, 20000, model, seed=5)
            fraction = qvm.result().get_counts()["1"] / 20000
            assert abs(fraction - 0.36) < 5 * math.sqrt(0.36 * 0.64 / 20000)


def test_unmeasured_runs_are_trajectories() -> None:
    qvm = CPUQVM()
    qvm.run(QProg() << H(0) << Karus([0], [[1, 0, 0, 0], [0, 0, 0, 1]]), 10, seed=3)
    assert qvm.result().get_counts() == {"": 10}
    assert sorted(abs(value) for value in qvm.result().get_state_vector()) == pytest.approx([0, 1])
