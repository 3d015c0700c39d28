"""pyqpanda3: this package, and under another interpreter the original. The same calls on both."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from ..workloads import Circuit, Terms
from .base import Adapter, Unsupported


class QPandaAdapter(Adapter):
    """`variant` f32 is single precision; the name of an instruction set chooses the kernels (both ours only)."""

    distribution = "pyqpanda3"

    def __init__(self, variant: str, threads: int) -> None:
        super().__init__(variant, threads)
        import pyqpanda3.core as core

        self.core = core
        if variant and variant != "f32":
            core.simd.set_preference(variant, strict=True)
        names = {"cx": "CNOT", "cp": "CP", "swap": "SWAP"} | {g: g.upper() for g in ("h", "x", "z", "s", "t")}
        names |= {g: g.upper() for g in ("rx", "ry", "rz")}
        self.gates = {ours: getattr(core, name) for ours, name in names.items()} | {"measure": core.measure}

    def _machine(self) -> Any:
        return self.core.CPUQVM("float32") if self.variant == "f32" else self.core.CPUQVM()

    def build(self, qubits: int, ops: Circuit) -> Any:
        core, gates = self.core, self.gates
        prog = core.QProg(qubits)
        for name, qs, parameters in ops:
            if name == "u":
                prog << core.Oracle(list(qs), parameters[0])
            elif name == "mcx":
                prog << core.X(qs[-1]).control(list(qs[:-1]))
            else:
                prog << gates[name](*qs, *parameters)
        return prog

    def run(self, circuit: Any, qubits: int) -> Any:
        machine = self._machine()
        machine.run(circuit, 1)
        return machine

    def fetch(self, state: Any, qubits: int) -> np.ndarray:
        result = state.result()
        if hasattr(result, "state_array"):
            return result.state_array()
        return np.asarray(result.get_state_vector())

    def counts_call(self, qubits: int, ops: Circuit, shots: int) -> Callable[[], Any]:
        prog = self.build(qubits, ops)

        def call() -> Any:
            machine = self._machine()
            machine.run(prog, shots)
            return machine.result().get_counts()

        return call

    def noisy_counts_call(self, qubits: int, ops: Circuit, shots: int, noise: tuple[float, float]) -> Callable[[], Any]:
        core = self.core
        prog = self.build(qubits, ops)
        model = core.NoiseModel()
        kinds = core.GateType
        model.add_all_qubit_quantum_error(core.depolarizing_error(noise[0]), [kinds.RY, kinds.H, kinds.S])
        one = core.depolarizing_error(noise[1])
        model.add_all_qubit_quantum_error(one.tensor(core.depolarizing_error(noise[1])), kinds.CNOT)

        def call() -> Any:
            machine = self._machine()
            machine.run(prog, shots, model)
            return machine.result().get_counts()

        return call

    def expectation_call(self, qubits: int, ops: Circuit, terms: Terms) -> Callable[[], Any]:
        from pyqpanda3.hamiltonian import Hamiltonian

        core, threads = self.core, self.threads
        words = [" ".join(f"{letter}{q}" for q, letter in sorted(letters.items())) for _, letters in terms]
        operator = Hamiltonian(words, [complex(coefficient) for coefficient, _ in terms])
        prog, noiseless = self.build(qubits, ops), core.NoiseModel()
        return lambda: core.expval_hamiltonian(prog, operator, 1, noiseless, threads)

    def build_gate_by_gate(self, qubits: int, gates: int) -> Any:
        RX, CNOT = self.core.RX, self.core.CNOT
        circuit = self.core.QCircuit(qubits)
        for i in range(gates // 2):
            q = i % qubits
            circuit << RX(q, 0.1)
            circuit << CNOT(q, (q + 1) % qubits)
        return circuit

    def build_in_bulk(self, qubits: int, gates: int) -> Any:
        circuit = self.core.QCircuit(qubits)
        if not hasattr(circuit, "append_gates"):  # the original
            raise Unsupported
        q = np.arange(qubits)
        pattern = np.stack([q, q, (q + 1) % qubits], axis=1).ravel()  # of an RX and the CNOT behind it
        operands = np.tile(pattern, gates // (2 * qubits) + 1)[: gates // 2 * 3]
        return circuit.append_gates([self.core.RX, self.core.CNOT] * (gates // 2), operands, np.full(gates // 2, 0.1))
