"""Sums of products of Pauli matrices: operators for expectation values and for algebra.

Conventions: a key such as ``"X0 Z2"`` names letters and their qubits; qubit 0 is the least significant bit of matrix
and state indices; terms keep the order in which they first appeared.
"""

from pyqpanda3._core import _hamiltonian
from pyqpanda3._core._hamiltonian import *  # noqa: F403

__all__ = sorted(name for name in vars(_hamiltonian) if not name.startswith("_"))
