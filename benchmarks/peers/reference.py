"""An independent simulator in a few lines of numpy, to check engines by: for small circuits without measurements."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from .workloads import Circuit, Terms

_HALF = 1 / math.sqrt(2)
_X = [[0, 1], [1, 0]]
_PAULI = {"X": np.array(_X), "Y": np.array([[0, -1j], [1j, 0]]), "Z": np.diag([1, -1])}


def _matrix(name: str, parameters: tuple[Any, ...]) -> np.ndarray:
    if name == "u":
        return np.asarray(parameters[0])
    half = parameters[0] / 2 if parameters else 0.0
    c, s = math.cos(half), math.sin(half)
    rows: dict[str, Any] = {
        "h": [[_HALF, _HALF], [_HALF, -_HALF]],
        "x": _X,
        "cx": _X,
        "mcx": _X,
        "z": [[1, 0], [0, -1]],
        "s": [[1, 0], [0, 1j]],
        "t": [[1, 0], [0, (1 + 1j) * _HALF]],
        "rx": [[c, -1j * s], [-1j * s, c]],
        "ry": [[c, -s], [s, c]],
        "rz": [[c - 1j * s, 0], [0, c + 1j * s]],
        "cp": [[1, 0], [0, (c + 1j * s) ** 2]],
        "swap": [[1, 0, 0, 0], [0, 0, 1, 0], [0, 1, 0, 0], [0, 0, 0, 1]],
    }
    return np.array(rows[name], dtype=complex)


def reference_state(qubits: int, ops: Circuit) -> np.ndarray:
    """The state that `ops` makes of |0...0>, 2^qubits amplitudes in complex128."""
    state = np.zeros(2**qubits, dtype=complex)
    state[0] = 1
    index = np.arange(2**qubits)
    for name, qs, parameters in ops:
        controls, targets = (qs[:-1], qs[-1:]) if name in ("cx", "mcx", "cp") else ((), qs)
        chosen = np.ones(2**qubits, dtype=bool)
        for q in controls:
            chosen &= (index >> q & 1) == 1
        for q in targets:
            chosen &= (index >> q & 1) == 0
        base = index[chosen]
        offsets = [sum((k >> j & 1) << q for j, q in enumerate(targets)) for k in range(2 ** len(targets))]
        rows = np.array([base + offset for offset in offsets])
        state[rows] = _matrix(name, parameters) @ state[rows]
    return state


def reference_expectation(qubits: int, ops: Circuit, terms: Terms) -> float:
    """The expectation value of the sum of `terms` in the state of `ops`."""
    state = reference_state(qubits, ops)
    total = 0.0
    for coefficient, letters in terms:
        tensor = state.reshape((2,) * qubits)
        for q, letter in letters.items():
            axis = qubits - 1 - q
            tensor = np.moveaxis(np.tensordot(_PAULI[letter], tensor, axes=(1, axis)), 0, axis)
        total += coefficient * float(np.vdot(state, tensor).real)
    return total
