"""Random circuits of up to eight qubits by number, and how the library is compared with the dense reference.

The reference is that of reference.py, applied in place: gates of a circuit act on the axes of one array, controls
select a part of it. It shares nothing with the library but the meaning of the gates.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from programs import build_gate
from reference import GATES

from pyqpanda3 import core

MAX_QUBITS = 8
TOLERANCE = 1e-12
NAMES = sorted(GATES)
#: Angles at which formulas have corners; the others are drawn from an interval.
SPECIAL_ANGLES = [0.0, np.pi / 2, -np.pi / 2, np.pi, -np.pi, 2 * np.pi, 4 * np.pi, 1e-9, 1e3]


def random_unitary(size: int, rng: random.Random) -> np.ndarray:
    numbers = np.random.default_rng(rng.getrandbits(64))
    q, r = np.linalg.qr(numbers.normal(size=(size, size)) + 1j * numbers.normal(size=(size, size)))
    return np.asarray(q * (np.diag(r) / abs(np.diag(r))))


def random_gate(rng: random.Random, qubits: Sequence[int]) -> dict[str, Any]:
    """A gate of the fixtures' form; "m" is the matrix of an ORACLE, its first qubit least significant."""
    order = rng.sample(qubits, len(qubits))
    if rng.random() < 0.05:
        size = rng.randint(1, min(3, len(qubits)))
        op: dict[str, Any] = {"g": "ORACLE", "q": order[:size], "p": [], "m": random_unitary(2**size, rng)}
    else:
        name = rng.choice([name for name in NAMES if GATES[name][0] <= len(qubits)])
        size, params, _ = GATES[name]
        angles = [rng.choice(SPECIAL_ANGLES) if rng.random() < 0.1 else rng.uniform(-7, 7) for _ in range(params)]
        op = {"g": name, "q": order[:size], "p": angles}
    controls = rng.choice([0, 0, 0, 1, 2])
    return {**op, "dag": rng.random() < 0.3, "ctl": order[size : size + controls]}


def random_ops(rng: random.Random, qubits: Sequence[int], size: int, depth: int = 3) -> list[dict[str, Any]]:
    ops: list[dict[str, Any]] = []
    for _ in range(size):
        if depth > 0 and len(qubits) > 1 and rng.random() < 0.12:
            order = rng.sample(qubits, len(qubits))
            controls = rng.choice([0, 0, 1, 2 if len(qubits) > 2 else 1])
            inner = random_ops(rng, order[controls:], rng.randint(1, 4), depth - 1)
            ops.append({"sub": inner, "dag": rng.random() < 0.5, "ctl": order[:controls]})
        else:
            ops.append(random_gate(rng, qubits))
    return ops


def random_circuit(seed: int) -> tuple[int, list[dict[str, Any]]]:
    """Number of qubits and operations of circuit number `seed`."""
    rng = random.Random(seed)
    n = rng.randint(1, MAX_QUBITS)
    return n, random_ops(rng, range(n), rng.randint(1, 24))


def apply(op: dict[str, Any], tensor: np.ndarray, axes: dict[int, int], dagger: bool = False) -> None:
    """Applies an operation in place; `axes` tells which axis of the tensor belongs to which qubit."""
    dagger ^= op.get("dag", False)
    controls = op.get("ctl", [])
    if controls:
        index: list[Any] = [slice(None)] * tensor.ndim
        for control in controls:
            index[axes[control]] = 1
        tensor = tensor[tuple(index)]
        gone = [axes[control] for control in controls]
        axes = {q: axis - sum(g < axis for g in gone) for q, axis in axes.items() if q not in controls}
    if "sub" in op:
        for item in reversed(op["sub"]) if dagger else op["sub"]:
            apply(item, tensor, axes, dagger)
        return
    operands = op["q"][::-1] if op["g"] == "ORACLE" else op["q"]
    matrix = op["m"] if op["g"] == "ORACLE" else np.asarray(GATES[op["g"]][2](*op["p"]))
    front = np.moveaxis(tensor, [axes[q] for q in operands], range(len(operands)))
    changed = (matrix.conj().T if dagger else matrix) @ front.reshape(len(matrix), -1)
    front[...] = changed.reshape(front.shape)


def reference_unitary(n: int, ops: Sequence[dict[str, Any]]) -> np.ndarray:
    tensor = np.eye(2**n, dtype=complex).reshape([2] * n + [2**n])
    for op in ops:
        apply(op, tensor, {qubit: n - 1 - qubit for qubit in range(n)})
    return tensor.reshape(2**n, 2**n)


def build(ops: Sequence[dict[str, Any]], circuit: core.QCircuit) -> core.QCircuit:
    """Appends the operations to the circuit."""
    for op in ops:
        if "sub" in op:
            inner = build(op["sub"], core.QCircuit())
            inner = inner.dagger() if op["dag"] else inner
            circuit << (inner.control(op["ctl"]) if op["ctl"] else inner)
        elif op["g"] == "ORACLE":
            gate = core.Oracle(op["q"], op["m"])
            gate = gate.dagger() if op["dag"] else gate
            circuit << (gate.control(op["ctl"]) if op["ctl"] else gate)
        else:
            circuit << build_gate(op)
    return circuit


@dataclass(frozen=True)
class Differences:
    """The largest distance of a number from the reference, for one circuit."""

    seed: int
    qubits: int
    matrix: float  #: of `QCircuit.matrix()`
    state: float  #: of the state that CPUQVM reaches from a random one

    def worst(self) -> float:
        return max(self.matrix, self.state)


def compare(seed: int) -> Differences:
    n, ops = random_circuit(seed)
    expected = reference_unitary(n, ops)
    circuit = build(ops, core.QCircuit(n))
    start = random_state(n, seed)
    machine = core.CPUQVM()
    machine.init_state(start)
    machine.run(core.QProg(n) << circuit, 1, threads=1)
    state = np.asarray(machine.result().get_state_vector())
    matrix = np.asarray(circuit.matrix())
    return Differences(seed, n, float(abs(matrix - expected).max()), float(abs(state - expected @ start).max()))


def random_state(n: int, seed: int) -> np.ndarray:
    numbers = np.random.default_rng(seed)
    state = numbers.normal(size=2**n) + 1j * numbers.normal(size=2**n)
    return np.asarray(state / np.linalg.norm(state))
