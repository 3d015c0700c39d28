"""Circuits and operators that every engine is given, as plain lists.

An operation is `(name, qubits, parameters)`: `h x z s t` on one qubit; `rx ry rz` with an angle; `cx` (control,
target); `cp` (two qubits, angle); `swap`; `mcx` (controls..., target); `u` with a 4 x 4 unitary on two qubits;
`measure` (qubit) into a bit, its parameter. Qubit 0 is the least significant bit of an index; the first qubit of `u` is
the least significant bit of its matrix. Equal arguments give equal lists, on every machine and in every interpreter.
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable
from typing import Any

import numpy as np

Operation = tuple[str, tuple[int, ...], tuple[Any, ...]]
Circuit = list[Operation]
#: Pauli terms: coefficient, and the letter on each qubit that has one.
Terms = list[tuple[float, dict[int, str]]]

TURN = 2 * math.pi
#: Layers by number of qubits, so that one run takes from milliseconds to seconds.
RANDOM_LAYERS = {4: 20, 10: 20, 16: 20, 20: 10, 22: 5, 24: 2, 26: 1, 28: 1}
VOLUME_LAYERS = {4: 4, 10: 10, 16: 8, 20: 5, 22: 3, 24: 2, 26: 1, 28: 1}


def _by_size(table: dict[int, int], qubits: int) -> int:
    """The entry of the largest size that is not above `qubits`."""
    return table[max(size for size in table if size <= qubits)]


def random_layers(qubits: int, rng: np.random.Generator) -> Circuit:
    """Layers of RX, RY, RZ by random angles on each qubit and a ring of CNOT."""
    ops: Circuit = []
    for _ in range(_by_size(RANDOM_LAYERS, qubits)):
        for q in range(qubits):
            ops += [(name, (q,), (float(rng.uniform(0, TURN)),)) for name in ("rx", "ry", "rz")]
        ops += [("cx", (q, (q + 1) % qubits), ()) for q in range(qubits)]
    return ops


def _product_state(qubits: int) -> Circuit:
    """A dense state: from |0...0> many gates would be trivial."""
    return [("ry", (q,), (0.3 + 0.1 * q,)) for q in range(qubits)]


def fourier(qubits: int, rng: np.random.Generator) -> Circuit:
    """The quantum Fourier transform of a dense product state, with its final swaps."""
    ops = _product_state(qubits)
    for high in range(qubits - 1, -1, -1):
        ops.append(("h", (high,), ()))
        ops += [("cp", (low, high), (math.pi / 2 ** (high - low),)) for low in range(high - 1, -1, -1)]
    return ops + [("swap", (q, qubits - 1 - q), ()) for q in range(qubits // 2)]


def random_unitary(dimension: int, rng: np.random.Generator) -> np.ndarray:
    """Distributed by Haar measure."""
    z = rng.normal(size=(dimension, dimension)) + 1j * rng.normal(size=(dimension, dimension))
    q, r = np.linalg.qr(z)
    return q * (np.diag(r) / abs(np.diag(r)))


def quantum_volume(qubits: int, rng: np.random.Generator) -> Circuit:
    """Layers of random two-qubit unitaries on random pairs."""
    ops: Circuit = []
    for _ in range(_by_size(VOLUME_LAYERS, qubits)):
        order = [int(q) for q in rng.permutation(qubits)]
        ops += [("u", (order[i], order[i + 1]), (random_unitary(4, rng),)) for i in range(0, qubits - 1, 2)]
    return ops


def ghz(qubits: int, rng: np.random.Generator) -> Circuit:
    """H and a chain of CNOT."""
    return [("h", (0,), ()), *(("cx", (q, q + 1), ()) for q in range(qubits - 1))]


def grover(qubits: int, rng: np.random.Generator) -> Circuit:
    """Grover iterations (three below 20 qubits, else one) that mark the state of ones."""
    every = range(qubits)
    flip = [("h", (qubits - 1,), ()), ("mcx", tuple(every), ()), ("h", (qubits - 1,), ())]
    ops: Circuit = [("h", (q,), ()) for q in every]
    for _ in range(3 if qubits < 20 else 1):
        ops += flip
        for q in every:
            ops += [("h", (q,), ()), ("x", (q,), ())]
        ops += flip
        for q in every:
            ops += [("x", (q,), ()), ("h", (q,), ())]
    return ops


def short_program(qubits: int, rng: np.random.Generator) -> Circuit:
    """Two layers of RY and a ring of CNOT, and RZ: 20 gates on 4 qubits."""
    ops: Circuit = []
    for _ in range(2):
        ops += [("ry", (q,), (float(rng.uniform(0, 6)),)) for q in range(qubits)]
        ops += [("cx", (q, (q + 1) % qubits), ()) for q in range(qubits)]
    return ops + [("rz", (q,), (float(rng.uniform(0, 6)),)) for q in range(qubits)]


def shallow(qubits: int, rng: np.random.Generator) -> Circuit:
    """A product state and a chain of CNOT: where what follows the circuit is to be measured."""
    return _product_state(qubits) + [("cx", (q, q + 1), ()) for q in range(qubits - 1)]


def noisy_layers(qubits: int, rng: np.random.Generator) -> Circuit:
    """Five layers of RY and a chain of CNOT, for noise after each gate."""
    ops: Circuit = []
    for _ in range(5):
        ops += [("ry", (q,), (float(rng.uniform(0, 6)),)) for q in range(qubits)]
        ops += [("cx", (q, q + 1), ()) for q in range(qubits - 1)]
    return ops


def measured_midway(qubits: int, rng: np.random.Generator) -> Circuit:
    """Three layers with the measurement of one qubit after each, and the others at the end."""
    ops: Circuit = []
    for layer in range(3):
        ops += [("ry", (q,), (0.4 + 0.1 * q + layer,)) for q in range(qubits)]
        ops += [("cx", (q, q + 1), ()) for q in range(qubits - 1)]
        ops.append(("measure", (layer % qubits,), (layer,)))
    return ops + [("measure", (q,), (q,)) for q in range(3, qubits)]


CIRCUITS: dict[str, Callable[[int, np.random.Generator], Circuit]] = {
    "rand": random_layers,
    "qft": fourier,
    "qv": quantum_volume,
    "ghz": ghz,
    "grover": grover,
    "short": short_program,
    "shallow": shallow,
    "noisy": noisy_layers,
    "midway": measured_midway,
}


def make_circuit(name: str, qubits: int) -> Circuit:
    """The circuit of that name in `CIRCUITS`. ValueError for an unknown one."""
    if name not in CIRCUITS:
        raise ValueError(f"circuit {name!r} is unknown; known are {', '.join(CIRCUITS)}")
    return CIRCUITS[name](qubits, np.random.default_rng(7 + qubits))


def measured(qubits: int, ops: Circuit) -> Circuit:
    """`ops`, and each qubit measured into the bit of its number unless they measure already."""
    if any(name == "measure" for name, _, _ in ops):
        return ops
    return [*ops, *(("measure", (q,), (q,)) for q in range(qubits))]


def measures_at_end_only(qubits: int, ops: Circuit) -> bool:
    """Whether the measurements are one of each qubit, behind all gates."""
    names = [name for name, _, _ in ops]
    return names.count("measure") == qubits and all(name == "measure" for name in names[-qubits:])


def bits_of(ops: Circuit) -> int:
    """Classical bits that `ops` measures into."""
    return 1 + max(parameters[0] for name, _, parameters in ops if name == "measure")


def pauli_terms(qubits: int, terms: int = 100) -> Terms:
    """Products of one to four letters with coefficients in [-1, 1]."""
    rng = random.Random(5)
    return [
        (rng.uniform(-1, 1), {q: rng.choice("XYZ") for q in rng.sample(range(qubits), rng.randint(1, 4))})
        for _ in range(terms)
    ]
