"""qulacs. `variant` optN merges gates into blocks of N qubits first; the merging is part of the run."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

import numpy as np

from ..workloads import Circuit, Terms, bits_of, measures_at_end_only
from .base import Adapter


class QulacsAdapter(Adapter):
    distribution = "qulacs"

    def __init__(self, variant: str, threads: int) -> None:
        super().__init__(variant, threads)
        import qulacs

        self.qulacs = qulacs
        gate = qulacs.gate
        self.fixed = {"h": gate.H, "x": gate.X, "z": gate.Z, "s": gate.S, "t": gate.T}
        self.rotations = {"rx": gate.RX, "ry": gate.RY, "rz": gate.RZ}

    def _controlled(self, gate: Any, controls: tuple[int, ...]) -> Any:
        matrix = self.qulacs.gate.to_matrix_gate(gate)
        for q in controls:
            matrix.add_control_qubit(q, 1)
        return matrix

    def _gate(self, name: str, qs: tuple[int, ...], parameters: tuple[Any, ...]) -> Any:
        gate = self.qulacs.gate
        if name in self.fixed:
            return self.fixed[name](qs[0])
        if name in self.rotations:
            return self.rotations[name](qs[0], -parameters[0])  # qulacs turns the other way
        if name == "cp":
            return self._controlled(gate.U1(qs[1], parameters[0]), qs[:1])
        if name == "mcx":
            return self._controlled(gate.X(qs[-1]), qs[:-1])
        if name == "u":
            return gate.DenseMatrix(list(qs), parameters[0])
        if name == "measure":
            return gate.Measurement(qs[0], parameters[0])
        return {"cx": gate.CNOT, "swap": gate.SWAP}[name](*qs)

    def build(self, qubits: int, ops: Circuit) -> Any:
        circuit = self.qulacs.QuantumCircuit(qubits)
        for op in ops:
            circuit.add_gate(self._gate(*op))
        return circuit

    def run(self, circuit: Any, qubits: int) -> Any:
        if self.variant.startswith("opt"):
            from qulacs.circuit import QuantumCircuitOptimizer

            circuit = circuit.copy()
            QuantumCircuitOptimizer().optimize(circuit, int(self.variant[3:]))
        state = self.qulacs.QuantumState(qubits)
        circuit.update_quantum_state(state)
        return state

    def fetch(self, state: Any, qubits: int) -> np.ndarray:
        return state.get_vector()

    def counts_call(self, qubits: int, ops: Circuit, shots: int) -> Callable[[], Any]:
        if measures_at_end_only(qubits, ops):
            circuit = self.build(qubits, ops[:-qubits])
            return lambda: Counter(self.run(circuit, qubits).sampling(shots))
        circuit, bits = self.build(qubits, ops), range(bits_of(ops))

        def call() -> dict[int, int]:
            counts: Counter[int] = Counter()
            state = self.qulacs.QuantumState(qubits)
            for _ in range(shots):
                state.set_zero_state()
                circuit.update_quantum_state(state)
                counts[sum(state.get_classical_value(k) << k for k in bits)] += 1
            return counts

        return call

    def noisy_counts_call(self, qubits: int, ops: Circuit, shots: int, noise: tuple[float, float]) -> Callable[[], Any]:
        circuit = self.qulacs.QuantumCircuit(qubits)
        for op in ops[:-qubits]:
            circuit.add_gate(self._gate(*op))
            for q in op[1]:
                # Here the argument is the probability of any of the three Pauli errors.
                circuit.add_gate(self.qulacs.gate.DepolarizingNoise(q, 0.75 * noise[len(op[1]) - 1]))
        zero = self.qulacs.QuantumState(qubits)
        return lambda: self.qulacs.NoiseSimulator(circuit, zero).execute(shots)

    def outcomes(self, counts: Any, bits: int) -> dict[int, int]:
        return dict(Counter(counts)) if isinstance(counts, list) else dict(counts)

    def expectation_call(self, qubits: int, ops: Circuit, terms: Terms) -> Callable[[], Any]:
        observable = self.qulacs.Observable(qubits)
        for coefficient, letters in terms:
            observable.add_operator(coefficient, " ".join(f"{p} {q}" for q, p in sorted(letters.items())))
        circuit = self.build(qubits, ops)
        return lambda: observable.get_expectation_value(self.run(circuit, qubits)).real

    def build_gate_by_gate(self, qubits: int, gates: int) -> Any:
        circuit = self.qulacs.QuantumCircuit(qubits)
        for i in range(gates // 2):
            q = i % qubits
            circuit.add_RX_gate(q, 0.1)
            circuit.add_CNOT_gate(q, (q + 1) % qubits)
        return circuit
