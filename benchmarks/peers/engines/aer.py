"""qiskit-aer. `variant` nofuse switches gate fusion off, f32 is single precision."""

from __future__ import annotations

from collections.abc import Callable
from importlib.metadata import version
from typing import Any

import numpy as np

from ..workloads import Circuit, Terms, bits_of
from .base import Adapter


class AerAdapter(Adapter):
    distribution = "qiskit-aer"

    def __init__(self, variant: str, threads: int) -> None:
        super().__init__(variant, threads)
        import qiskit
        import qiskit_aer

        self.qiskit = qiskit
        self.options: dict[str, Any] = {"method": "statevector", "max_parallel_threads": threads}
        if variant == "nofuse":
            self.options["fusion_enable"] = False
        if variant == "f32":
            self.options["precision"] = "single"
        self.make_simulator = qiskit_aer.AerSimulator
        self.simulator = self.make_simulator(**self.options)

    def version(self) -> str:
        return f"{version('qiskit-aer')} (qiskit {version('qiskit')})"

    def _circuit(self, qubits: int, ops: Circuit, bits: int = 0) -> Any:
        circuit = self.qiskit.QuantumCircuit(qubits, bits)
        for name, qs, parameters in ops:
            if name == "u":
                circuit.unitary(parameters[0], list(qs))
            elif name == "mcx":
                circuit.mcx(list(qs[:-1]), qs[-1])
            elif name == "measure":
                circuit.measure(qs[0], parameters[0])
            else:
                getattr(circuit, name)(*parameters, *qs)
        return circuit

    def build(self, qubits: int, ops: Circuit) -> Any:
        circuit = self._circuit(qubits, ops)
        circuit.save_statevector()
        return circuit

    def run(self, circuit: Any, qubits: int) -> Any:
        result = self.simulator.run(circuit, shots=1).result()
        if not result.success:
            raise RuntimeError(result.status)
        return result

    def fetch(self, state: Any, qubits: int) -> np.ndarray:
        return np.asarray(state.data(0)["statevector"])

    def _counts(self, simulator: Any, qubits: int, ops: Circuit, shots: int) -> Callable[[], Any]:
        circuit = self._circuit(qubits, ops, bits_of(ops))
        return lambda: simulator.run(circuit, shots=shots).result().get_counts()

    def counts_call(self, qubits: int, ops: Circuit, shots: int) -> Callable[[], Any]:
        return self._counts(self.simulator, qubits, ops, shots)

    def noisy_counts_call(self, qubits: int, ops: Circuit, shots: int, noise: tuple[float, float]) -> Callable[[], Any]:
        from qiskit_aer.noise import NoiseModel, depolarizing_error

        model = NoiseModel()
        model.add_all_qubit_quantum_error(depolarizing_error(noise[0], 1), ["ry", "h", "s"])
        one = depolarizing_error(noise[1], 1)
        model.add_all_qubit_quantum_error(one.tensor(one), ["cx"])
        return self._counts(self.make_simulator(noise_model=model, **self.options), qubits, ops, shots)

    def expectation_call(self, qubits: int, ops: Circuit, terms: Terms) -> Callable[[], Any]:
        from qiskit.quantum_info import SparsePauliOp

        operator = SparsePauliOp.from_sparse_list(
            [("".join(letters.values()), list(letters), coefficient) for coefficient, letters in terms],
            num_qubits=qubits,
        )
        circuit = self._circuit(qubits, ops)
        circuit.save_expectation_value(operator, range(qubits))
        return lambda: self.simulator.run(circuit, shots=1).result().data(0)["expectation_value"]

    def build_gate_by_gate(self, qubits: int, gates: int) -> Any:
        circuit = self.qiskit.QuantumCircuit(qubits)
        for i in range(gates // 2):
            q = i % qubits
            circuit.rx(0.1, q)
            circuit.cx(q, (q + 1) % qubits)
        return circuit
