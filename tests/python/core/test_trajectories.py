"""Random programs with measurements, resets, branches and loops against a reference that follows all outcomes."""

from __future__ import annotations

import math
import random
from dataclasses import dataclass, field

import numpy as np
import pytest
from reference import embed

from pyqpanda3 import core

QUBITS, BITS, SHOTS = 3, 4, 4000
ROOT = math.sqrt(0.5)
MATRICES = {
    "H": np.array([[ROOT, ROOT], [ROOT, -ROOT]]),
    "X": np.array([[0, 1], [1, 0]]),
    "CNOT": np.array([[1, 0, 0, 0], [0, 1, 0, 0], [0, 0, 0, 1], [0, 0, 1, 0]]),
}


@dataclass
class World:
    """What one sequence of outcomes has led to; its weight is the norm of its state."""

    state: np.ndarray
    bits: dict[int, int] = field(default_factory=dict)

    def project(self, qubit: int) -> list[tuple[int, np.ndarray]]:
        ones = ((np.arange(2**QUBITS) >> qubit) & 1).astype(bool)
        halves = [(0, np.where(ones, 0, self.state)), (1, np.where(ones, self.state, 0))]
        return [(outcome, half) for outcome, half in halves if np.vdot(half, half).real > 1e-15]


def follow(ops: list[tuple], worlds: list[World]) -> list[World]:
    for op in ops:
        after: list[World] = []
        for world in worlds:
            after += step(op, world)
        worlds = after
    return worlds


def step(op: tuple, world: World) -> list[World]:
    kind = op[0]
    if kind == "measure":
        return [World(half, {**world.bits, op[2]: outcome}) for outcome, half in world.project(op[1])]
    if kind == "reset":
        flip = embed(MATRICES["X"], [op[1]], QUBITS)
        return [World(flip @ half if outcome else half, world.bits) for outcome, half in world.project(op[1])]
    if kind == "if":
        for condition, body in op[1]:
            if all(world.bits.get(bit, 0) for bit in condition):
                return follow(body, [world])
        return follow(op[2], [world])
    return [World(embed(MATRICES[kind], op[1], QUBITS) @ world.state, world.bits)]


def build(ops: list[tuple]) -> core.QProg:
    prog = core.QProg()
    for op in ops:
        if op[0] == "measure":
            prog << core.measure(op[1], op[2])
        elif op[0] == "reset":
            prog << core.RESET(op[1])
        elif op[0] == "if":
            branch = core.qif(op[1][0][0]).then(build(op[1][0][1]))
            for condition, body in op[1][1:]:
                branch = branch.qelseif(condition).then(build(body))
            prog << (branch.qelse(build(op[2])) if op[2] else branch.qendif())
        else:
            prog << getattr(core, op[0])(*op[1])
    return prog


def random_ops(rng: random.Random, depth: int, size: int) -> list[tuple]:
    ops: list[tuple] = []
    for _ in range(rng.randint(1, size)):
        choice = rng.random()
        if choice < 0.3:
            ops.append(("measure", rng.randrange(QUBITS), rng.randrange(BITS)))
        elif choice < 0.38:
            ops.append(("reset", rng.randrange(QUBITS)))
        elif choice < 0.6 and depth > 0:
            conditions = rng.sample([[0], [1], [2], [0, 3]], rng.randint(1, 3))
            arms = [(condition, random_ops(rng, depth - 1, 3)) for condition in conditions]
            ops.append(("if", arms, random_ops(rng, depth - 1, 3) if rng.random() < 0.5 else []))
        else:
            name = rng.choice(["H", "H", "X", "CNOT"])
            ops.append((name, rng.sample(range(QUBITS), 2 if name == "CNOT" else 1)))
    return ops


def bits_of(ops: list[tuple]) -> set[int]:
    found = {op[2] for op in ops if op[0] == "measure"}
    for op in ops:
        if op[0] == "if":
            found = found.union(bits_of(op[2]), *(bits_of(body) for _, body in op[1]))
    return found


@pytest.mark.parametrize("seed", range(150))
def test_counts_follow_the_exact_distribution(seed: int) -> None:
    rng = random.Random(seed)
    ops = [("H", [qubit]) for qubit in range(QUBITS)]
    ops += [*random_ops(rng, 2, 10), ("measure", rng.randrange(QUBITS), rng.randrange(BITS))]
    bits = sorted(bits_of(ops), reverse=True)
    start = np.zeros(2**QUBITS, dtype=complex)
    start[0] = 1
    expected: dict[str, float] = {}
    for world in follow(ops, [World(start)]):
        key = "".join(str(world.bits.get(bit, 0)) for bit in bits)
        expected[key] = expected.get(key, 0) + np.vdot(world.state, world.state).real
    assert sum(expected.values()) == pytest.approx(1)

    machine = core.CPUQVM()
    machine.run(build(ops), SHOTS, seed=seed)
    counts = machine.result().get_counts()
    assert set(counts) <= {key for key, probability in expected.items() if probability > 1e-12}
    chi_square = sum((counts.get(key, 0) - SHOTS * p) ** 2 / (SHOTS * p) for key, p in expected.items() if p > 1e-12)
    freedom = max(len(expected) - 1, 1)
    # Six standard deviations, and some for the long tail of few degrees of freedom.
    assert chi_square < freedom + 6 * math.sqrt(2 * freedom) + 15
