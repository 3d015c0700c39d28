"""Bytes and operations of a circuit by formula, when each gate makes a pass of its own over the amplitudes it changes.

That is what a simulator without planning does; one that fuses and blocks moves less. Rates computed from these numbers
compare engines with one another, and with what the machine could do gate by gate.
"""

from __future__ import annotations

from dataclasses import dataclass

from .workloads import Circuit

AMPLITUDE = 16  #: bytes
#: By gate: the share of the amplitudes it reads and writes, and floating point operations on each of those.
#: A 2^k x 2^k complex matrix takes 2^k complex products (6) and 2^k - 1 complex sums (2) for each amplitude.
_DENSE_ONE, _DENSE_TWO, _PHASE = 14.0, 30.0, 6.0
_COSTS = {
    "h": (1.0, _DENSE_ONE),
    "rx": (1.0, _DENSE_ONE),
    "ry": (1.0, _DENSE_ONE),
    "rz": (1.0, _PHASE),
    "x": (1.0, 0.0),
    "z": (0.5, 0.0),
    "s": (0.5, 0.0),
    "t": (0.5, _PHASE),
    "cx": (0.5, 0.0),
    "cp": (0.25, _PHASE),
    "swap": (0.5, 0.0),
    "u": (1.0, _DENSE_TWO),
}


@dataclass(frozen=True)
class Cost:
    bytes: float  #: read and written
    operations: float  #: floating point, a sum or a product each

    @property
    def intensity(self) -> float:
        """Operations for each byte."""
        return self.operations / self.bytes


def gate_by_gate(qubits: int, ops: Circuit) -> Cost:
    """Of a circuit without measurements on a state of `qubits`."""
    moved = operations = 0.0
    for name, qs, _ in ops:
        share, each = (2.0 ** -(len(qs) - 1), 0.0) if name == "mcx" else _COSTS[name]
        amplitudes = share * 2.0**qubits
        moved += 2 * AMPLITUDE * amplitudes
        operations += each * amplitudes
    return Cost(moved, operations)
