"""What the harness asks of an engine."""

from __future__ import annotations

from collections.abc import Callable
from importlib.metadata import version
from typing import Any

import numpy as np

from ..workloads import Circuit, Terms


class Unsupported(Exception):
    """The engine has no such feature; the workload is left out for it."""


class Adapter:
    """One engine under one interpreter. What a subclass does not override is Unsupported.

    Native circuits, states and results are whatever the engine has; the harness passes them on. Calls returned by
    `counts_call` and the like are what is timed: from a native circuit to what a user would look at.
    """

    #: Distribution whose version is reported.
    distribution = ""

    def __init__(self, variant: str, threads: int) -> None:
        self.variant, self.threads = variant, threads

    def version(self) -> str:
        return version(self.distribution)

    def build(self, qubits: int, ops: Circuit) -> Any:
        """The native circuit."""
        raise Unsupported

    def run(self, circuit: Any, qubits: int) -> Any:
        """The final state of |0...0>, wherever the engine keeps it."""
        raise Unsupported

    def fetch(self, state: Any, qubits: int) -> np.ndarray:
        """The 2^qubits amplitudes of such a state, by the cheapest way that the engine documents."""
        raise Unsupported

    def release(self) -> None:
        """Gives up memory that is kept from one run to the next."""

    def counts_call(self, qubits: int, ops: Circuit, shots: int) -> Callable[[], Any]:
        """A call that runs `ops` (with measurements) and gives what was measured."""
        raise Unsupported

    def noisy_counts_call(self, qubits: int, ops: Circuit, shots: int, noise: tuple[float, float]) -> Callable[[], Any]:
        """The same with depolarizing noise on each qubit of each gate, `noise` being the weights of the maximally mixed
        state after one-qubit and two-qubit gates. Measurements are at the end."""
        raise Unsupported

    def outcomes(self, counts: Any, bits: int) -> dict[int, int]:
        """What such a call gave as shots by outcome, bit 0 being the least significant. Not timed."""
        return {int(key.replace(" ", ""), 2): int(shots) for key, shots in counts.items()}

    def expectation_call(self, qubits: int, ops: Circuit, terms: Terms) -> Callable[[], Any]:
        """A call that runs `ops` and gives the expectation value of the sum of `terms`."""
        raise Unsupported

    def build_gate_by_gate(self, qubits: int, gates: int) -> Any:
        """A native circuit of RX and CNOT in turn, written as a user would."""
        raise Unsupported

    def build_in_bulk(self, qubits: int, gates: int) -> Any:
        """The same circuit from arrays of operands and angles."""
        raise Unsupported
