"""What holds for every circuit: inverses, renaming, flattening, and all the forms it can be brought into and back.

The unitary of each circuit is built in numpy; test_unitary.py compares matrix() itself with it.
"""

from __future__ import annotations

import copy
import pickle
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings, strategies as st
from programs import build_circuit, build_gate, circuits, gate_ops
from random_circuits import reference_unitary

from pyqpanda3 import core, intermediate_compiler, utils

QUBITS = list(range(4))
SIZE = 2 ** len(QUBITS)
relaxed = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def matrix_of(item: core.QCircuit | core.QProg | core.QGate, qubits: int = len(QUBITS)) -> np.ndarray:
    """The unitary on all qubits, also of what uses fewer."""
    circuit = core.QCircuit(qubits)
    circuit << (item.to_circuit() if isinstance(item, core.QProg) else item)
    return np.asarray(circuit.matrix())


def expected(ops: Sequence[dict]) -> np.ndarray:
    return reference_unitary(len(QUBITS), ops)


def assert_same(found: np.ndarray, wanted: np.ndarray) -> None:
    np.testing.assert_allclose(found, wanted, rtol=0, atol=1e-12)


def assert_same_up_to_phase(found: np.ndarray, wanted: np.ndarray, tolerance: float = 1e-9) -> None:
    overlap = np.vdot(wanted, found) / len(wanted)
    assert abs(abs(overlap) - 1) < tolerance
    np.testing.assert_allclose(found, overlap * wanted, rtol=0, atol=tolerance)


@relaxed
@given(gate_ops(QUBITS))
def test_a_gate_and_its_dagger_are_one(op: dict) -> None:
    gate = build_gate(op)
    own = gate.matrix(True)
    assert_same(own @ gate.dagger().matrix(True), np.eye(len(own)))
    assert_same(matrix_of(core.QCircuit() << gate << gate.dagger()), np.eye(SIZE))
    assert_same(matrix_of(gate.dagger().dagger()), expected([op]))


@relaxed
@given(circuits(QUBITS))
def test_a_circuit_and_its_dagger_are_one(ops: list[dict]) -> None:
    circuit = build_circuit(ops)
    assert_same(matrix_of(core.QCircuit() << circuit << circuit.dagger()), np.eye(SIZE))
    assert_same(matrix_of(circuit.dagger().dagger()), expected(ops))


@relaxed
@given(circuits(QUBITS))
def test_flattening_keeps_the_unitary(ops: list[dict]) -> None:
    circuit = build_circuit(ops)
    prog = core.QProg() << circuit
    wanted = expected(ops)
    assert_same(matrix_of(prog.flatten()), wanted)
    assert_same(matrix_of(circuit.expand()), wanted)
    gates = core.QCircuit()
    for gate in circuit.gate_operations():
        gates << gate
    assert_same(matrix_of(gates), wanted)
    assert_same(matrix_of(core.QProg(circuit)), wanted)


@relaxed
@given(circuits(QUBITS), st.permutations(range(6)))
def test_renaming_keeps_the_unitary(ops: list[dict], names: list[int]) -> None:
    """By a dict of all qubits, and by a list, whose i-th entry replaces the i-th smallest qubit in use."""
    circuit = build_circuit(ops)
    used = sorted(circuit.qubits())
    mapping = dict(zip(used, names, strict=False))

    def renamed(op: dict) -> dict:
        inner = {"sub": [renamed(item) for item in op["sub"]]} if "sub" in op else {"q": [mapping[q] for q in op["q"]]}
        return {**op, **inner, "ctl": [mapping[q] for q in op.get("ctl", [])]}

    wanted = reference_unitary(6, [renamed(op) for op in ops])
    assert_same(matrix_of(core.QCircuit(circuit).remap(mapping), 6), wanted)
    assert_same(matrix_of(core.QCircuit(circuit).remap([mapping[q] for q in used]), 6), wanted)
    assert_same(matrix_of((core.QProg() << circuit).remap(mapping), 6), wanted)


@relaxed
@given(circuits(QUBITS[:3]))
def test_control_acts_where_the_control_is_one(ops: list[dict]) -> None:
    controlled = build_circuit(ops).control([3])
    wanted = np.eye(SIZE, dtype=complex)
    wanted[SIZE // 2 :, SIZE // 2 :] = reference_unitary(3, ops)
    assert_same(matrix_of(controlled), wanted)


@relaxed
@given(circuits(QUBITS))
def test_copies_and_pickles_are_equal(ops: list[dict]) -> None:
    circuit = build_circuit(ops)
    wanted = expected(ops)
    for item in (circuit, core.QProg() << circuit):
        for again in (copy.copy(item), copy.deepcopy(item), pickle.loads(pickle.dumps(item))):
            assert again == item
            assert_same(matrix_of(again), wanted)
            again << core.X(0)
            assert again != item
            assert_same(matrix_of(item), wanted)


@relaxed
@given(circuits(QUBITS))
def test_originir_round_trip(ops: list[dict]) -> None:
    prog = core.QProg() << build_circuit(ops)
    text = intermediate_compiler.convert_qprog_to_originir(prog, 15)
    assert_same(matrix_of(intermediate_compiler.convert_originir_string_to_qprog(text)), expected(ops))


@relaxed
@given(circuits(QUBITS))
def test_qasm_round_trip(ops: list[dict]) -> None:
    """OpenQASM 2 has no global phase, and gates of ours are written as several of its own."""
    prog = core.QProg() << build_circuit(ops)
    text = intermediate_compiler.convert_qprog_to_qasm(prog, 15)
    assert_same_up_to_phase(matrix_of(intermediate_compiler.convert_qasm_string_to_qprog(text)), expected(ops))


@relaxed
@given(circuits(QUBITS))
def test_originbis_round_trip(ops: list[dict]) -> None:
    prog = core.QProg() << build_circuit(ops)
    again = utils.convert_originbis_to_qprog(utils.convert_qprog_to_originbis(prog))
    assert again == prog
    assert_same(matrix_of(again), expected(ops))


@relaxed
@given(circuits(QUBITS))
def test_graphs_keep_the_unitary(ops: list[dict]) -> None:
    graph = core.DAGQCircuit(build_circuit(ops))
    assert_same(matrix_of(graph.to_circuit()), expected(ops))
    graph.build()
    layers = core.QCircuit()
    for layer in graph.layers():
        for node in layer:
            layers << graph.get_gate(node)
    assert_same(matrix_of(layers), expected(ops))


@relaxed
@given(circuits(QUBITS), st.integers(0, 2**31), st.sampled_from(["CNOT", "CZ"]))
def test_twirling_keeps_the_unitary_up_to_phase(ops: list[dict], seed: int, gate: str) -> None:
    wanted = expected(ops)
    twirled = core.direct_twirl(core.QProg() << build_circuit(ops), gate, seed)
    assert_same_up_to_phase(matrix_of(twirled), wanted, 1e-11)


def test_the_comparison_up_to_phase_notices_differences() -> None:
    assert_same_up_to_phase(1j * np.eye(4), np.eye(4))
    for wrong in (np.diag([1, 1, 1, 1j]), np.diag([1, 1, 1, 1 + 1e-6])):
        with pytest.raises(AssertionError):
            assert_same_up_to_phase(wrong, np.eye(4))
