"""qsim through qsimcirq: single precision only."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterator
from importlib.metadata import version
from typing import Any

import numpy as np

from ..workloads import Circuit, Terms, measures_at_end_only
from .base import Adapter


class QsimAdapter(Adapter):
    """`variant` fN fuses gates into blocks of up to N qubits, by default 4."""

    distribution = "qsimcirq"

    def __init__(self, variant: str, threads: int) -> None:
        super().__init__(variant, threads)
        import cirq
        import qsimcirq

        self.cirq = cirq
        width = int(variant[1:]) if variant else 4
        self.simulator = qsimcirq.QSimSimulator(qsimcirq.QSimOptions(max_fused_gate_size=width, cpu_threads=threads))
        self.gates = {"h": cirq.H, "x": cirq.X, "z": cirq.Z, "s": cirq.S, "t": cirq.T}
        self.gates |= {"cx": cirq.CNOT, "swap": cirq.SWAP}

    def version(self) -> str:
        return f"{version('qsimcirq')} (cirq {self.cirq.__version__})"

    def _lines(self, qubits: int) -> list[Any]:
        """By number here: cirq's order of bits is the other way round."""
        return [self.cirq.LineQubit(qubits - 1 - q) for q in range(qubits)]

    def _operations(self, qubits: int, ops: Circuit) -> Iterator[Any]:
        cirq, lines = self.cirq, self._lines(qubits)
        for name, qs, parameters in ops:
            targets = [lines[q] for q in qs]
            if name == "u":
                yield cirq.MatrixGate(parameters[0])(*targets[::-1])
            elif name == "mcx":
                yield cirq.X(targets[-1]).controlled_by(*targets[:-1])
            elif name == "cp":
                yield cirq.CZPowGate(exponent=parameters[0] / math.pi)(*targets)
            elif name == "measure":
                yield cirq.measure(targets[0], key=str(parameters[0]))
            elif name in ("rx", "ry", "rz"):
                yield getattr(cirq, name)(parameters[0])(targets[0])
            else:
                yield self.gates[name](*targets)

    def build(self, qubits: int, ops: Circuit) -> Any:
        return self.cirq.Circuit(self._operations(qubits, ops), strategy=self.cirq.InsertStrategy.EARLIEST)

    def run(self, circuit: Any, qubits: int) -> Any:
        order = self.cirq.LineQubit.range(qubits)
        return self.simulator.simulate_into_1d_array(circuit, qubit_order=order)[1]

    def fetch(self, state: Any, qubits: int) -> np.ndarray:
        return state

    def counts_call(self, qubits: int, ops: Circuit, shots: int) -> Callable[[], Any]:
        if measures_at_end_only(qubits, ops):  # one joint key is much cheaper than one for each bit
            together = self.cirq.measure(*self.cirq.LineQubit.range(qubits), key="all")
            circuit = self.cirq.Circuit(self._operations(qubits, ops[:-qubits]), together)
        else:
            circuit = self.cirq.Circuit(self._operations(qubits, ops))
        return lambda: self.simulator.run(circuit, repetitions=shots)

    def noisy_counts_call(self, qubits: int, ops: Circuit, shots: int, noise: tuple[float, float]) -> Callable[[], Any]:
        operations = []
        for operation in self._operations(qubits, ops):
            operations.append(operation)
            if not self.cirq.is_measurement(operation):
                channel = self.cirq.depolarize(0.75 * noise[len(operation.qubits) - 1])
                operations += [channel(line) for line in operation.qubits]
        circuit = self.cirq.Circuit(operations)
        return lambda: self.simulator.run(circuit, repetitions=shots)

    def outcomes(self, counts: Any, bits: int) -> dict[int, int]:
        columns = counts.measurements
        if "all" in columns:  # most significant bit first
            table = np.asarray(columns["all"], dtype=np.int64)[:, ::-1]
        else:
            table = np.column_stack([np.asarray(columns[str(k)], dtype=np.int64)[:, 0] for k in range(bits)])
        return dict(Counter((table << np.arange(bits)).sum(axis=1).tolist()))

    def expectation_call(self, qubits: int, ops: Circuit, terms: Terms) -> Callable[[], Any]:
        cirq, lines = self.cirq, self._lines(qubits)
        operator = cirq.PauliSum()
        for coefficient, letters in terms:
            operator += coefficient * cirq.PauliString({lines[q]: letter for q, letter in letters.items()})
        circuit = self.build(qubits, ops)
        return lambda: self.simulator.simulate_expectation_values(circuit, [operator])[0].real

    def build_gate_by_gate(self, qubits: int, gates: int) -> Any:
        rx, CNOT, lines = self.cirq.rx, self.cirq.CNOT, self.cirq.LineQubit.range(qubits)
        circuit = self.cirq.Circuit()
        for i in range(gates // 2):
            q = i % qubits
            circuit.append(rx(0.1)(lines[q]))
            circuit.append(CNOT(lines[q], lines[(q + 1) % qubits]))
        return circuit
