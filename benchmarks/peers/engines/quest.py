"""QuEST through its binding pyquest."""

from __future__ import annotations

from typing import Any

import numpy as np

from ..workloads import Circuit
from .base import Adapter, Unsupported

FLIP = np.array([[0, 1], [1, 0]], dtype=complex)


class QuestAdapter(Adapter):
    distribution = "pyquest"

    def __init__(self, variant: str, threads: int) -> None:
        super().__init__(variant, threads)
        import pyquest
        from pyquest import unitaries

        self.pyquest, self.unitaries = pyquest, unitaries

    def version(self) -> str:
        return f"pyquest {super().version()}"

    def _gate(self, name: str, qs: tuple[int, ...], parameters: tuple[Any, ...]) -> Any:
        u = self.unitaries
        if name in ("h", "x", "z", "s", "t"):
            return getattr(u, name.upper())(qs[0])
        if name in ("rx", "ry", "rz"):
            return getattr(u, name.capitalize())(qs[0], parameters[0])
        if name == "cx":
            return u.X(qs[1], controls=[qs[0]])
        if name == "mcx":
            return u.U(qs[-1], matrix=FLIP, controls=list(qs[:-1]))
        if name == "cp":
            return u.Phase(qs[1], parameters[0], controls=[qs[0]])
        if name == "swap":
            return u.Swap(targets=list(qs))
        if name == "u":
            return u.U(list(qs), matrix=parameters[0])
        raise Unsupported

    def build(self, qubits: int, ops: Circuit) -> Any:
        return self.pyquest.Circuit([self._gate(*op) for op in ops])

    def run(self, circuit: Any, qubits: int) -> Any:
        register = self.pyquest.Register(qubits)
        register.apply_circuit(circuit)
        return register

    def fetch(self, state: Any, qubits: int) -> np.ndarray:
        return state[:]
