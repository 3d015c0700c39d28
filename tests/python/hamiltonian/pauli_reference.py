"""Pauli operators as dense matrices, made letter by letter, and strategies for random ones."""

from __future__ import annotations

import functools

import numpy as np
from hypothesis import strategies as st

LETTERS = {
    "I": np.eye(2),
    "X": np.array([[0, 1], [1, 0]]),
    "Y": np.array([[0, -1j], [1j, 0]]),
    "Z": np.diag([1, -1]),
}

Terms = list[tuple[str, complex]]  #: letters with qubit 0 on the left, and the coefficient

QUBITS = st.integers(1, 4)
PARTS = st.one_of(st.integers(-3, 3).map(float), st.floats(-2, 2, width=32))
COEFFICIENTS = st.builds(complex, PARTS, PARTS)


def terms(num_qubits: int, max_size: int = 8) -> st.SearchStrategy[Terms]:
    letters = st.text("IXYZ", min_size=num_qubits, max_size=num_qubits)
    return st.lists(st.tuples(letters, COEFFICIENTS), max_size=max_size)


def dense(terms: Terms, num_qubits: int) -> np.ndarray:
    """The sum as a matrix of 2^num_qubits rows, qubit 0 least significant."""
    result = np.zeros((2**num_qubits, 2**num_qubits), dtype=complex)
    for letters, coefficient in terms:
        result += coefficient * functools.reduce(lambda low, letter: np.kron(LETTERS[letter], low), letters, np.eye(1))
    return result


def key(letters: str) -> str:
    """The key of a term; I is written too, so that all qubits are mentioned."""
    return " ".join(f"{letter}{qubit}" for qubit, letter in enumerate(letters))
