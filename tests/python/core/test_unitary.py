"""matrix() and the simulator against the dense reference."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings, strategies as st
from interruption import assert_ctrl_c_stops
from programs import build_circuit, build_gate, circuits
from reference import GATES, embed, unitary

from pyqpanda3 import core

QUBITS = list(range(4))
PARAMS = [0.37, -1.21, 2.05, 0.83]
relaxed = settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@pytest.mark.parametrize("name", sorted(GATES))
def test_gate_matrix_convention(name: str) -> None:
    k, params, matrix = GATES[name]
    op = {"g": name, "q": list(range(k)), "p": PARAMS[:params]}
    gate = build_gate(op)
    expected = embed(matrix(*op["p"]), op["q"], k)
    np.testing.assert_allclose(gate.matrix(True), expected, atol=1e-14)
    if not gate.control_qubits() and name != "RZX":
        np.testing.assert_allclose(gate.matrix(), matrix(*op["p"]), atol=1e-14)
    np.testing.assert_allclose(gate.dagger().matrix(True), expected.conj().T, atol=1e-14)


@relaxed
@given(circuits(QUBITS))
def test_circuit_matrix_is_the_product(ops: list[dict]) -> None:
    circuit = core.QCircuit(len(QUBITS))
    circuit << build_circuit(ops)
    expected = unitary(ops, len(QUBITS))
    np.testing.assert_allclose(circuit.matrix(), expected, atol=1e-12)
    np.testing.assert_allclose(circuit.expand().matrix(), expected, atol=1e-12)
    np.testing.assert_allclose(circuit.dagger().matrix(), expected.conj().T, atol=1e-12)


@relaxed
@given(circuits(QUBITS), st.integers(0, 2**32))
def test_simulated_state_is_the_product(ops: list[dict], seed: int) -> None:
    prog = core.QProg(len(QUBITS))
    prog << build_circuit(ops)
    random = np.random.default_rng(seed)
    start = random.normal(size=16) + 1j * random.normal(size=16)
    start /= np.linalg.norm(start)
    machine = core.CPUQVM()
    machine.init_state(start)
    machine.run(prog, 1)
    np.testing.assert_allclose(machine.result().get_state_vector(), unitary(ops, len(QUBITS)) @ start, atol=1e-12)


@relaxed
@given(circuits(QUBITS), st.permutations(QUBITS))
def test_remap_renames_and_keeps_the_unitary(ops: list[dict], order: list[int]) -> None:
    circuit = core.QCircuit()
    circuit << build_circuit(ops)
    mapping = dict(enumerate(order))
    moved = core.QCircuit(len(QUBITS))
    moved << core.QCircuit(circuit).remap(mapping)

    def rename(op: dict) -> dict:
        renamed = dict(op, ctl=[mapping[q] for q in op.get("ctl", [])])
        if "sub" in op:
            renamed["sub"] = [rename(item) for item in op["sub"]]
        else:
            renamed["q"] = [mapping[q] for q in op["q"]]
        return renamed

    np.testing.assert_allclose(moved.matrix(), unitary([rename(op) for op in ops], len(QUBITS)), atol=1e-12)


@relaxed
@given(circuits(QUBITS))
def test_originir_round_trip_keeps_the_unitary(ops: list[dict]) -> None:
    prog = core.QProg(len(QUBITS))
    prog << build_circuit(ops)
    again = core.QCircuit(len(QUBITS))
    again << core.QProg(prog.originir(15)).to_circuit()
    np.testing.assert_allclose(again.matrix(), unitary(ops, len(QUBITS)), atol=1e-12)


def test_ctrl_c_ends_a_large_matrix() -> None:
    def make_call(size: int) -> Callable[[], Any]:
        circuit = core.QCircuit(10)
        for gate in range(2**size):
            circuit << core.RX(gate % 10, 0.1 * gate) << core.CNOT(gate % 10, (gate + 1) % 10)
        return circuit.matrix

    assert_ctrl_c_stops(make_call)
