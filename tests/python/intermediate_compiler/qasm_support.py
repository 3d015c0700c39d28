"""Reading and comparing in tests of OpenQASM."""

from __future__ import annotations

import numpy as np

from pyqpanda3 import core
from pyqpanda3.intermediate_compiler import convert_qasm_string_to_qprog

HEADER = 'OPENQASM 2.0;\ninclude "qelib1.inc";\n'


def read(body: str, qubits: int = 4, bits: int = 4) -> core.QProg:
    """A program from statements on the registers q and c."""
    return convert_qasm_string_to_qprog(f"{HEADER}qreg q[{qubits}];\ncreg c[{bits}];\n{body}")


def unitary(prog: core.QProg, num_qubits: int) -> np.ndarray:
    """The operator of a program of gates over a register, qubit 0 as least significant bit."""
    circuit = core.QCircuit(num_qubits)
    circuit << prog.to_circuit()
    return np.array(circuit.matrix())


def phase_distance(a: np.ndarray, b: np.ndarray) -> float:
    """The largest difference of two unitaries once their global phases are made equal."""
    overlap = np.vdot(a, b)
    assert abs(overlap) > 0.5, "the two have nothing in common"
    return float(np.max(np.abs(a * (overlap / abs(overlap)) - b)))
