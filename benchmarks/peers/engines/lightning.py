"""PennyLane's lightning.qubit. Wire 0 is its most significant bit."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib.metadata import version
from typing import Any

import numpy as np

from ..workloads import Circuit, Terms, measures_at_end_only
from .base import Adapter, Unsupported


class LightningAdapter(Adapter):
    distribution = "pennylane-lightning"

    def __init__(self, variant: str, threads: int) -> None:
        super().__init__(variant, threads)
        import pennylane

        self.qml = q = pennylane
        self.gates = {"h": q.Hadamard, "x": q.PauliX, "z": q.PauliZ, "s": q.S, "t": q.T, "rx": q.RX, "ry": q.RY}
        self.gates |= {"rz": q.RZ, "cx": q.CNOT, "swap": q.SWAP, "cp": q.ControlledPhaseShift}
        self.devices: dict[int, Any] = {}

    def version(self) -> str:
        return f"{version('pennylane-lightning')} (pennylane {version('pennylane')})"

    def _device(self, qubits: int) -> Any:
        if qubits not in self.devices:
            self.devices.clear()
            self.devices[qubits] = self.qml.device("lightning.qubit", wires=qubits)
        return self.devices[qubits]

    def release(self) -> None:
        self.devices.clear()

    def _operations(self, qubits: int, ops: Circuit) -> Iterator[Any]:
        for name, qs, parameters in ops:
            wires = [qubits - 1 - q for q in qs]
            if name == "u":
                yield self.qml.QubitUnitary(parameters[0], wires=wires[::-1])
            elif name == "mcx":
                yield self.qml.MultiControlledX(wires=wires)
            elif name == "measure":
                raise Unsupported
            else:
                yield self.gates[name](*parameters, wires=wires)

    def _script(self, qubits: int, ops: Circuit, measurement: Any, **options: Any) -> Any:
        return self.qml.tape.QuantumScript(list(self._operations(qubits, ops)), [measurement], **options)

    def build(self, qubits: int, ops: Circuit) -> Any:
        return self._script(qubits, ops, self.qml.state())

    def run(self, circuit: Any, qubits: int) -> Any:
        return self._device(qubits).execute(circuit)

    def fetch(self, state: Any, qubits: int) -> np.ndarray:
        return state

    def counts_call(self, qubits: int, ops: Circuit, shots: int) -> Callable[[], Any]:
        if not measures_at_end_only(qubits, ops):
            raise Unsupported
        script = self._script(qubits, ops[:-qubits], self.qml.counts(), shots=shots)
        return lambda: self._device(qubits).execute(script)

    def expectation_call(self, qubits: int, ops: Circuit, terms: Terms) -> Callable[[], Any]:
        q = self.qml
        letters_of = {"X": q.PauliX, "Y": q.PauliY, "Z": q.PauliZ}
        products = [[letters_of[letter](qubits - 1 - k) for k, letter in letters.items()] for _, letters in terms]
        observables = [q.prod(*factors) if len(factors) > 1 else factors[0] for factors in products]
        operator = q.Hamiltonian([coefficient for coefficient, _ in terms], observables)
        script = self._script(qubits, ops, q.expval(operator))
        return lambda: float(self._device(qubits).execute(script))

    def build_gate_by_gate(self, qubits: int, gates: int) -> Any:
        RX, CNOT = self.qml.RX, self.qml.CNOT
        operations = []
        for i in range(gates // 2):
            q = i % qubits
            operations.append(RX(0.1, wires=q))
            operations.append(CNOT(wires=[q, (q + 1) % qubits]))
        return self.qml.tape.QuantumScript(operations, [self.qml.state()])
