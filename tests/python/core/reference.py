"""A slow, independent reference: dense matrices in numpy, qubit 0 as least significant bit."""

from __future__ import annotations

import functools
from collections.abc import Sequence

import numpy as np

X = np.array([[0, 1], [1, 0]], dtype=complex)
Y = np.array([[0, -1j], [1j, 0]])
Z = np.diag([1, -1]).astype(complex)
ID = np.eye(2, dtype=complex)


def rotation(axis: np.ndarray, theta: float) -> np.ndarray:
    """exp(-i theta/2 axis) for an axis that squares to one."""
    return np.cos(theta / 2) * np.eye(len(axis)) - 1j * np.sin(theta / 2) * axis


def kron(*factors: np.ndarray) -> np.ndarray:
    return functools.reduce(np.kron, factors)


def u3(t: float, f: float, ell: float) -> np.ndarray:
    return np.array(
        [
            [np.cos(t / 2), -np.exp(1j * ell) * np.sin(t / 2)],
            [np.exp(1j * f) * np.sin(t / 2), np.exp(1j * (f + ell)) * np.cos(t / 2)],
        ]
    )


def u4(a: float, b: float, c: float, d: float) -> np.ndarray:
    return np.exp(1j * a) * rotation(Z, b) @ rotation(Y, c) @ rotation(Z, d)


def controlled(matrix: np.ndarray) -> np.ndarray:
    """The matrix on the lower block, the control as most significant bit."""
    size = len(matrix)
    full = np.eye(2 * size, dtype=complex)
    full[size:, size:] = matrix
    return full


def exchange(diagonal: complex, off: complex) -> np.ndarray:
    full = np.eye(4, dtype=complex)
    full[1:3, 1:3] = [[diagonal, off], [off, diagonal]]
    return full


R = np.sqrt(0.5)
#: name -> (number of qubits, number of parameters, matrix with the first operand as most significant bit)
GATES = {
    "I": (1, 0, lambda: ID),
    "H": (1, 0, lambda: R * np.array([[1, 1], [1, -1]])),
    "X": (1, 0, lambda: X),
    "Y": (1, 0, lambda: Y),
    "Z": (1, 0, lambda: Z),
    "S": (1, 0, lambda: np.diag([1, 1j])),
    "T": (1, 0, lambda: np.diag([1, np.exp(1j * np.pi / 4)])),
    "X1": (1, 0, lambda: rotation(X, np.pi / 2)),
    "Y1": (1, 0, lambda: rotation(Y, np.pi / 2)),
    "Z1": (1, 0, lambda: rotation(Z, np.pi / 2)),
    "P": (1, 1, lambda t: np.diag([1, np.exp(1j * t)])),
    "U1": (1, 1, lambda t: np.diag([1, np.exp(1j * t)])),
    "RX": (1, 1, lambda t: rotation(X, t)),
    "RY": (1, 1, lambda t: rotation(Y, t)),
    "RZ": (1, 1, lambda t: rotation(Z, t)),
    "RPHI": (1, 2, lambda t, f: rotation(np.cos(f) * X + np.sin(f) * Y, t)),
    "U2": (1, 2, lambda f, ell: u3(np.pi / 2, f, ell)),
    "U3": (1, 3, u3),
    "U4": (1, 4, u4),
    "CNOT": (2, 0, lambda: controlled(X)),
    "CZ": (2, 0, lambda: controlled(Z)),
    "CP": (2, 1, lambda t: np.diag([1, 1, 1, np.exp(1j * t)])),
    "CR": (2, 1, lambda t: np.diag([1, 1, 1, np.exp(1j * t)])),
    "CRX": (2, 1, lambda t: controlled(rotation(X, t))),
    "CRY": (2, 1, lambda t: controlled(rotation(Y, t))),
    "CRZ": (2, 1, lambda t: controlled(rotation(Z, t))),
    "CU": (2, 4, lambda a, b, c, d: controlled(u4(a, b, c, d))),
    "RXX": (2, 1, lambda t: rotation(kron(X, X), t)),
    "RYY": (2, 1, lambda t: rotation(kron(Y, Y), t)),
    "RZZ": (2, 1, lambda t: rotation(kron(Z, Z), t)),
    "RZX": (2, 1, lambda t: rotation(kron(Z, X), t)),
    "MS": (2, 0, lambda: rotation(kron(X, X), np.pi / 2)),
    "SWAP": (2, 0, lambda: exchange(0, 1)),
    "ISWAP": (2, 0, lambda: exchange(0, 1j)),
    "SQISWAP": (2, 0, lambda: exchange(R, 1j * R)),
    "TOFFOLI": (3, 0, lambda: controlled(controlled(X))),
}


def embed(matrix: np.ndarray, operands: Sequence[int], n: int) -> np.ndarray:
    """The matrix on `operands` (first one most significant) as an operator on n qubits."""
    k = len(operands)
    axes = [n - 1 - q for q in operands]  # axis 0 of a reshaped state is the highest qubit
    tensor = np.eye(2**n, dtype=complex).reshape([2] * n + [2**n])
    gate = np.asarray(matrix, dtype=complex).reshape([2] * (2 * k))
    tensor = np.tensordot(gate, tensor, axes=(list(range(k, 2 * k)), axes))
    return np.moveaxis(tensor, list(range(k)), axes).reshape(2**n, 2**n)


def operator(op: dict, n: int) -> np.ndarray:
    """The unitary of an operation in the form of the fixtures, dagger and controls included."""
    controls = op.get("ctl", [])
    if "sub" in op:
        inner = np.eye(2**n, dtype=complex)
        for item in op["sub"]:
            inner = operator(item, n) @ inner
    else:
        inner = embed(GATES[op["g"]][2](*op["p"]), op["q"], n)
    if op.get("dag"):
        inner = inner.conj().T
    active = np.ones(2**n, dtype=bool)
    for control in controls:
        active &= ((np.arange(2**n) >> control) & 1).astype(bool)
    full = np.eye(2**n, dtype=complex)
    full[np.ix_(active, active)] = inner[np.ix_(active, active)]
    return full


def unitary(ops: Sequence[dict], n: int) -> np.ndarray:
    total = np.eye(2**n, dtype=complex)
    for op in ops:
        total = operator(op, n) @ total
    return total
