"""Exact reference of noisy programs: density matrices of a few qubits in numpy, channels as superoperators.

A channel on k qubits is an array of shape (4^k, 4^k) acting on the row-by-row flattened density matrix of its qubits,
the first of which is the most significant, as everywhere in reference.py. Each error is written down from what it does
to a density matrix, not from the matrices that the library uses.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from reference import GATES, ID, X, Y, Z, embed, kron

Channel = np.ndarray
PAULIS = {"I": ID, "X": X, "Y": Y, "Z": Z}


def from_kraus(matrices: Iterable[np.ndarray]) -> Channel:
    return np.asarray(sum(np.kron(matrix, np.conj(matrix)) for matrix in matrices))


def from_action(action: Callable[[np.ndarray], np.ndarray], qubits: int = 1) -> Channel:
    """The channel of a linear map of density matrices: its columns are what becomes of each matrix unit."""
    size = 2**qubits
    units = np.eye(size * size).reshape(-1, size, size)
    return np.stack([np.asarray(action(unit)).reshape(-1) for unit in units], axis=1)


def pauli_channel(labels: dict[str, float]) -> Channel:
    """Letters from the most significant qubit to the least."""
    return from_kraus(np.sqrt(p) * kron(*(PAULIS[letter] for letter in label)) for label, p in labels.items())


def depolarizing(prob: float) -> Channel:
    return from_action(lambda rho: (1 - prob) * rho + prob * np.trace(rho) * np.eye(2) / 2)


def phase_damping(prob: float) -> Channel:
    return from_action(lambda rho: rho * np.array([[1, np.sqrt(1 - prob)], [np.sqrt(1 - prob), 1]]))


def amplitude_damping(prob: float) -> Channel:
    return relaxation(prob, np.sqrt(1 - prob))


def decoherence(t1: float, t2: float, time: float) -> Channel:
    return relaxation(1 - np.exp(-time / t1), np.exp(-time / t2))


def relaxation(decay: float, coherence: float) -> Channel:
    """1 decays to 0 with probability `decay`; what stands off the diagonal shrinks by `coherence`."""
    return from_action(
        lambda rho: np.array(
            [
                [rho[0, 0] + decay * rho[1, 1], coherence * rho[0, 1]],
                [coherence * rho[1, 0], (1 - decay) * rho[1, 1]],
            ]
        )
    )


def side_by_side(high: Channel, low: Channel) -> Channel:
    """Two channels at once, `high` on the more significant qubits."""
    a, b = (round(np.sqrt(len(channel))) for channel in (high, low))
    tensor = np.einsum("abcd,efgh->aebfcgdh", high.reshape(a, a, a, a), low.reshape(b, b, b, b))
    return np.asarray(tensor.reshape((a * b) ** 2, (a * b) ** 2))


RESET = from_action(lambda rho: np.diag([np.trace(rho), 0]))


@dataclass
class Noise:
    """What a NoiseModel is meant to do: channels after gates by stored type, misread bits."""

    everywhere: dict[str, list[Channel]] = field(default_factory=dict)
    #: by type and qubits in ascending order
    placed: dict[tuple[str, tuple[int, ...]], list[Channel]] = field(default_factory=dict)
    #: p[read][is] for each qubit
    read_out: dict[int, np.ndarray] = field(default_factory=dict)

    def after(self, kind: str, qubits: Sequence[int]) -> Iterable[tuple[Channel, list[int]]]:
        """Channels after a gate on `qubits` (controls first), with their qubits, most significant first.

        One-qubit channels act on each qubit of the gate; those for particular qubits replace those for all. The first
        qubit of a gate is the least significant one of a channel on all of them.
        """
        pair = self.placed.get((kind, tuple(sorted(qubits)))) if len(qubits) > 1 else None
        replaced = any((kind, (qubit,)) in self.placed for qubit in qubits)
        if pair is not None or not replaced:
            for channel in self.everywhere.get(kind, []) if pair is None else pair:
                yield from self._spread(channel, qubits)
            return
        for qubit in qubits:
            for channel in self.placed.get((kind, (qubit,)), self.everywhere.get(kind, [])):
                yield channel, [qubit]

    @staticmethod
    def _spread(channel: Channel, qubits: Sequence[int]) -> Iterable[tuple[Channel, list[int]]]:
        if len(channel) == 4 and len(qubits) > 1:
            yield from ((channel, [qubit]) for qubit in qubits)
        else:
            yield channel, list(qubits)[::-1]


#: Gates that are stored as another one with controls: the type that noise is attached to.
STORED_AS = {"CRX": "RX", "CRY": "RY", "CRZ": "RZ", "TOFFOLI": "X", "CR": "CP"}


class Density:
    """A density matrix of n qubits, at first all 0."""

    def __init__(self, n: int) -> None:
        self.n = n
        self.rho = np.zeros((2**n, 2**n), dtype=complex)
        self.rho[0, 0] = 1

    def unitary(self, matrix: np.ndarray, qubits: Sequence[int]) -> None:
        full = embed(matrix, qubits, self.n)
        self.rho = full @ self.rho @ full.conj().T

    def channel(self, channel: Channel, qubits: Sequence[int]) -> None:
        k, n = len(qubits), self.n
        axes = [n - 1 - q for q in qubits] + [2 * n - 1 - q for q in qubits]
        tensor = np.tensordot(
            channel.reshape([2] * (4 * k)), self.rho.reshape([2] * (2 * n)), (range(2 * k, 4 * k), axes)
        )
        self.rho = np.moveaxis(tensor, range(2 * k), axes).reshape(2**n, 2**n)

    def run(self, ops: Sequence[dict[str, Any]], noise: Noise) -> None:
        """Gates in the form of the fixtures without nesting, and {"g": "RESET", "q": [qubit]}."""
        for op in ops:
            if op["g"] == "RESET":
                self.channel(RESET, op["q"])
                continue
            matrix = np.asarray(GATES[op["g"]][2](*op["p"]))
            self.unitary(matrix.conj().T if op.get("dag") else matrix, op["q"])
            for channel, qubits in noise.after(STORED_AS.get(op["g"], op["g"]), op["q"]):
                self.channel(channel, qubits)

    def probabilities(self, noise: Noise) -> np.ndarray:
        """Of the bits as they are read, qubit 0 the least significant."""
        result = np.real(np.diag(self.rho)).reshape([2] * self.n)
        for qubit, misread in noise.read_out.items():
            axis = self.n - 1 - qubit
            result = np.moveaxis(np.tensordot(misread, result, (1, axis)), 0, axis)
        return np.asarray(result.reshape(-1))
