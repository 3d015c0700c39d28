"""Noisy runs against the exact density matrix: every error, how errors combine, where they act, reading and resetting.

The counts of a run are compared with the exact probabilities by the sum of squares that the chi-square distribution
describes. The bound lies six standard deviations above its mean, and 15 more for few degrees of freedom: right code
fails less than once in a million runs, and a probability that is off by 0.02 fails. Runs are seeded: a test that passes
goes on passing.
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable
from typing import Any

import density
import numpy as np
import pytest
from density import Channel, Density, Noise, pauli_channel, side_by_side
from programs import build_gate
from random_circuits import random_unitary

from pyqpanda3 import core

SHOTS = 20_000
LABELS = {"II": 0.6, "XI": 0.1, "IY": 0.05, "ZX": 0.15, "YY": 0.1}


def turn(rng: random.Random, qubit: int) -> dict[str, Any]:
    """A random one-qubit gate: before and after an error it makes every part of the error visible."""
    return {"g": "U3", "q": [qubit], "p": [rng.uniform(0.5, 2.5), rng.uniform(-3, 3), rng.uniform(-3, 3)]}


def build(ops: list[dict[str, Any]], qubits: int) -> core.QProg:
    prog = core.QProg(qubits)
    for op in ops:
        prog << (core.RESET(op["q"][0]) if op["g"] == "RESET" else build_gate(op))
    return prog << core.measure(list(range(qubits)), list(range(qubits)))


def chi_square_excess(probabilities: np.ndarray, counts: dict[str, int]) -> float:
    """How far above its bound the sum of squares is; negative if the counts follow the probabilities."""
    width = int(math.log2(len(probabilities)))
    shots = sum(counts.values())
    total = 0.0
    possible = 0
    for index, probability in enumerate(probabilities):
        count = counts.get(format(index, f"0{width}b"), 0)
        if probability * shots < 1e-9:
            assert count == 0, f"{count} shots gave {index}, which is impossible"
            continue
        possible += 1
        total += (count - shots * probability) ** 2 / (shots * probability)
    freedom = max(possible - 1, 1)
    return total - (freedom + 6 * math.sqrt(2 * freedom) + 15)


def check(ops: list[dict[str, Any]], qubits: int, model: core.NoiseModel, noise: Noise, seed: int = 1) -> None:
    exact = Density(qubits)
    exact.run(ops, noise)
    machine = core.CPUQVM()
    machine.run(build(ops, qubits), SHOTS, model, seed=seed)
    assert chi_square_excess(exact.probabilities(noise), machine.result().get_counts()) < 0


def kraus_error(qubits: int, rng: random.Random, count: int = 3) -> tuple[core.QuantumError, Channel]:
    """A random channel of `count` Kraus matrices, which the library gets row by row, first qubit least significant."""
    size = 2**qubits
    isometry = random_unitary(count * size, rng)[:, :size].reshape(count, size, size)
    error = core.QuantumError([matrix.reshape(-1).tolist() for matrix in isometry])
    return error, density.from_kraus(isometry)


ERRORS: dict[str, tuple[Callable[[], core.QuantumError], Channel]] = {
    "pauli_x": (lambda: core.pauli_x_error(0.2), pauli_channel({"I": 0.8, "X": 0.2})),
    "pauli_y": (lambda: core.pauli_y_error(0.3), pauli_channel({"I": 0.7, "Y": 0.3})),
    "pauli_z": (lambda: core.pauli_z_error(0.15), pauli_channel({"I": 0.85, "Z": 0.15})),
    "depolarizing": (lambda: core.depolarizing_error(0.4), density.depolarizing(0.4)),
    "amplitude_damping": (lambda: core.amplitude_damping_error(0.35), density.amplitude_damping(0.35)),
    "phase_damping": (lambda: core.phase_damping_error(0.4), density.phase_damping(0.4)),
    "decoherence": (lambda: core.decoherence_error(10, 6, 4), density.decoherence(10, 6, 4)),
    "decoherence at its limit": (lambda: core.decoherence_error(10, 20, 7), density.decoherence(10, 20, 7)),
    "labels": (
        lambda: core.QuantumError({"I": 0.5, "X": 0.2, "Y": 0.1, "Z": 0.2}),
        pauli_channel({"I": 0.5, "X": 0.2, "Y": 0.1, "Z": 0.2}),
    ),
    "kraus": (lambda: kraus_error(1, random.Random(5))[0], kraus_error(1, random.Random(5))[1]),
}


@pytest.mark.parametrize("name", ERRORS)
@pytest.mark.parametrize("seed", range(3))
def test_one_qubit_errors(name: str, seed: int) -> None:
    """After a one-qubit gate and, on each of its qubits, after a two-qubit gate."""
    make, channel = ERRORS[name]
    rng = random.Random(seed)
    model = core.NoiseModel()
    model.add_all_qubit_quantum_error(make(), [core.GateType.RX, core.GateType.CZ])
    ops = [turn(rng, 0), turn(rng, 1), {"g": "RX", "q": [1], "p": [0.7]}, turn(rng, 1)]
    ops += [{"g": "CZ", "q": [1, 0], "p": []}, turn(rng, 0), turn(rng, 1)]
    check(ops, 2, model, Noise(everywhere={"RX": [channel], "CZ": [channel]}), seed)


def two_qubit_errors() -> dict[str, tuple[core.QuantumError, Channel]]:
    """The more significant qubit comes first in labels, in tensor() and in the exact channel."""
    kraus, kraus_channel = kraus_error(2, random.Random(6), 4)
    x, damping = core.pauli_x_error(0.3), core.amplitude_damping_error(0.4)
    x_channel, damping_channel = ERRORS["pauli_x"][1], density.amplitude_damping(0.4)
    x_channel = pauli_channel({"I": 0.7, "X": 0.3})
    return {
        "labels": (core.QuantumError(LABELS), pauli_channel(LABELS)),
        "kraus": (kraus, kraus_channel),
        "tensor of labels": (
            core.pauli_z_error(0.2).tensor(x),
            side_by_side(pauli_channel({"I": 0.8, "Z": 0.2}), x_channel),
        ),
        "tensor": (x.tensor(damping), side_by_side(x_channel, damping_channel)),
        "expand": (x.expand(damping), side_by_side(damping_channel, x_channel)),
        "compose": (core.QuantumError(LABELS).compose(kraus), kraus_channel @ pauli_channel(LABELS)),
    }


@pytest.mark.parametrize("name", two_qubit_errors())
@pytest.mark.parametrize("gate", ["CNOT", "RZX"])
@pytest.mark.parametrize("order", [(0, 1), (2, 0)])
def test_two_qubit_errors(name: str, gate: str, order: tuple[int, int]) -> None:
    error, channel = two_qubit_errors()[name]
    rng = random.Random(f"{name}{gate}{order}")
    model = core.NoiseModel()
    model.add_all_qubit_quantum_error(error, getattr(core.GateType, gate))
    ops = [turn(rng, qubit) for qubit in range(3)]
    ops += [{"g": gate, "q": list(order), "p": [0.8] if gate == "RZX" else []}]
    ops += [turn(rng, qubit) for qubit in range(3)]
    check(ops, 3, model, Noise(everywhere={gate: [channel]}))


def test_compose_of_one_qubit_errors_keeps_the_order() -> None:
    flip, damping = core.pauli_x_error(0.8), core.amplitude_damping_error(0.9)
    exact_flip, exact_damping = pauli_channel({"I": 0.2, "X": 0.8}), density.amplitude_damping(0.9)
    ops = [{"g": "RY", "q": [0], "p": [1.0]}]
    for error, channel in (
        (flip.compose(damping), exact_damping @ exact_flip),
        (damping.compose(flip), exact_flip @ exact_damping),
    ):
        model = core.NoiseModel()
        model.add_all_qubit_quantum_error(error, core.GateType.RY)
        check(ops, 1, model, Noise(everywhere={"RY": [channel]}))
    assert not np.allclose(exact_damping @ exact_flip, exact_flip @ exact_damping)


def test_read_out_errors() -> None:
    rng = random.Random(3)
    model = core.NoiseModel()
    model.add_all_qubit_read_out_error([[0.9, 0.1], [0.25, 0.75]])
    model.add_read_out_error([[0.7, 0.3], [0.05, 0.95]], 1)
    general, particular = np.array([[0.9, 0.25], [0.1, 0.75]]), np.array([[0.7, 0.05], [0.3, 0.95]])
    noise = Noise(read_out={0: general, 1: particular, 2: general})
    ops = [turn(rng, 0), turn(rng, 1), {"g": "CNOT", "q": [0, 2], "p": []}, turn(rng, 2)]
    check(ops, 3, model, noise)


def random_noise(rng: random.Random, qubits: int) -> tuple[core.NoiseModel, Noise]:
    """Some errors for all qubits, some for particular ones, on gates of each kind, and misread bits."""
    model, noise = core.NoiseModel(), Noise()
    one = [(make(), channel) for make, channel in ERRORS.values()]
    two = list(two_qubit_errors().values())
    kinds = {"RX": 1, "X": 1, "H": 1, "CP": 2, "ISWAP": 2, "CU": 2}
    for kind, width in kinds.items():
        if rng.random() < 0.7:
            error, channel = rng.choice([*one, *two] if width == 2 else one)
            model.add_all_qubit_quantum_error(error, getattr(core.GateType, kind))
            noise.everywhere.setdefault(kind, []).append(channel)
        for _ in range(rng.randint(0, 2)):
            # Errors for the pair of a two-qubit gate act by the order of the gate, whatever that of the list.
            places = rng.sample(range(qubits), width)
            error, channel = rng.choice([*one, *two] if width == 2 else one)
            model.add_quantum_error(error, getattr(core.GateType, kind), places)
            noise.placed.setdefault((kind, tuple(sorted(places))), []).append(channel)
    for qubit in rng.sample(range(qubits), rng.randint(0, qubits)):
        wrong = [rng.uniform(0, 0.3), rng.uniform(0, 0.3)]
        model.add_read_out_error([[1 - wrong[0], wrong[0]], [wrong[1], 1 - wrong[1]]], qubit)
        noise.read_out[qubit] = np.array([[1 - wrong[0], wrong[1]], [wrong[0], 1 - wrong[1]]])
    return model, noise


def random_program(rng: random.Random, qubits: int) -> list[dict[str, Any]]:
    parameters = {"RX": 1, "CRX": 1, "CP": 1, "CU": 4}
    widths = {"RX": 1, "X": 1, "H": 1, "CRX": 2, "CP": 2, "ISWAP": 2, "CU": 2, "TOFFOLI": 3, "RESET": 1, "U3": 1}
    ops = [turn(rng, qubit) for qubit in range(qubits)]
    for _ in range(rng.randint(4, 12)):
        name = rng.choice([name for name, width in widths.items() if width <= qubits])
        if name == "U3":
            ops.append(turn(rng, rng.randrange(qubits)))
            continue
        params = [rng.uniform(-3, 3) for _ in range(parameters.get(name, 0))]
        dagger = name != "RESET" and rng.random() < 0.3
        ops.append({"g": name, "q": rng.sample(range(qubits), widths[name]), "p": params, "dag": dagger})
    return ops


@pytest.mark.parametrize("seed", range(60))
def test_random_programs_under_random_models(seed: int) -> None:
    rng = random.Random(seed)
    qubits = rng.randint(2, 3)
    model, noise = random_noise(rng, qubits)
    check(random_program(rng, qubits), qubits, model, noise, seed)


@pytest.mark.parametrize("seed", range(20))
def test_reset_without_noise(seed: int) -> None:
    """RESET of a qubit that is entangled with others leaves them mixed, anew in each shot."""
    rng = random.Random(seed)
    check([*random_program(rng, 3), {"g": "RESET", "q": [rng.randrange(3)]}], 3, core.NoiseModel(), Noise(), seed)


def test_the_bound_notices_small_differences() -> None:
    """What is two percent off fails, so that passing means something."""
    model = core.NoiseModel()
    model.add_all_qubit_quantum_error(core.pauli_x_error(0.22), core.GateType.I)
    machine = core.CPUQVM()
    machine.run(build([{"g": "I", "q": [0], "p": []}], 1), SHOTS, model, seed=1)
    counts = machine.result().get_counts()
    assert chi_square_excess(np.array([0.8, 0.2]), counts) > 0
    assert chi_square_excess(np.array([0.78, 0.22]), counts) < 0


def test_the_reference_keeps_traces_and_knows_its_channels() -> None:
    """Each exact channel keeps traces; damping and dephasing have the well-known Kraus matrices."""
    root = math.sqrt(1 - 0.35)
    known = density.from_kraus([np.diag([1, root]), np.array([[0, math.sqrt(0.35)], [0, 0]])])
    np.testing.assert_allclose(density.amplitude_damping(0.35), known, atol=1e-15)
    known = density.from_kraus([np.diag([1, math.sqrt(0.6)]), np.diag([0, math.sqrt(0.4)])])
    np.testing.assert_allclose(density.phase_damping(0.4), known, atol=1e-15)
    known = pauli_channel({"I": 1 - 0.3, "X": 0.1, "Y": 0.1, "Z": 0.1})
    np.testing.assert_allclose(density.depolarizing(0.4), known, atol=1e-15)
    for channel in [*(channel for _, channel in ERRORS.values()), *(c for _, c in two_qubit_errors().values())]:
        size = round(math.sqrt(len(channel)))
        trace = np.eye(size).reshape(-1)
        np.testing.assert_allclose(trace @ channel, trace, atol=1e-14)
