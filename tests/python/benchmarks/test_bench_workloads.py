"""Workloads are what they say, and the same every time; our adapter computes what the reference does."""

from __future__ import annotations

import math

import numpy as np
import pytest

from benchmarks.peers.costs import gate_by_gate
from benchmarks.peers.engines import OURS, Adapter, Unsupported, make_adapter
from benchmarks.peers.reference import reference_expectation, reference_state
from benchmarks.peers.rows import NOISE, ROWS, SCALING_ROWS, Row, chosen
from benchmarks.peers.worker import Session
from benchmarks.peers.workloads import (
    CIRCUITS,
    Circuit,
    bits_of,
    make_circuit,
    measured,
    measures_at_end_only,
    pauli_terms,
)
from pyqpanda3.core import QCircuit

UNITARY = [name for name in CIRCUITS if name != "midway"]


#: Rows that a worker is prepared for; the others have processes of their own.
SERVED = [row for row in ROWS if row.kind not in ("import", "memory")]


def has_bulk_form() -> bool:
    return hasattr(QCircuit, "append_gates")


@pytest.fixture(scope="module")
def ours() -> Adapter:
    return make_adapter(OURS, threads=1)


def same(a: Circuit, b: Circuit) -> bool:
    return [op[:2] for op in a] == [op[:2] for op in b] and all(
        np.array_equal(x, y) for (*_, xs), (*_, ys) in zip(a, b, strict=True) for x, y in zip(xs, ys, strict=True)
    )


@pytest.mark.parametrize("name", CIRCUITS)
def test_circuits_are_equal_every_time(name: str) -> None:
    assert same(make_circuit(name, 8), make_circuit(name, 8))
    assert all(0 <= q < 8 for _, qs, _ in make_circuit(name, 8) for q in qs)


def test_circuits_do_not_change_from_one_release_to_the_next() -> None:
    """Otherwise times of different days could not be compared."""
    layers = make_circuit("rand", 4)
    assert len(layers) == 20 * 4 * 4
    assert layers[0] == ("rx", (0,), (0.8078304089805352,))
    assert len(make_circuit("qft", 16)) == 16 + 16 * 17 // 2 + 8
    assert len(make_circuit("short", 4)) == 20
    assert pauli_terms(20)[0] == (0.24580338977940386, {16: "X", 0: "Z", 14: "X"}) and len(pauli_terms(20)) == 100


def test_an_unknown_circuit_is_named() -> None:
    with pytest.raises(ValueError, match="circuit 'nothing' is unknown"):
        make_circuit("nothing", 4)


def test_measurements_are_added_where_there_are_none() -> None:
    ops = measured(4, make_circuit("ghz", 4))
    assert measures_at_end_only(4, ops) and bits_of(ops) == 4
    midway = make_circuit("midway", 8)
    assert measured(8, midway) is midway and bits_of(midway) == 8 and not measures_at_end_only(8, midway)


def test_unitaries_of_the_volume_circuit_are_unitary() -> None:
    matrices = [parameters[0] for name, _, parameters in make_circuit("qv", 6) if name == "u"]
    assert matrices and all(np.allclose(m @ m.conj().T, np.eye(4), atol=1e-12) for m in matrices)


def test_the_reference_knows_some_states() -> None:
    ghz = reference_state(3, make_circuit("ghz", 3))
    assert np.allclose(ghz, np.array([1, 0, 0, 0, 0, 0, 0, 1]) / math.sqrt(2))
    assert np.allclose(reference_state(2, [("x", (1,), ())]), [0, 0, 1, 0])
    assert np.allclose(reference_state(2, [("x", (0,), ()), ("cx", (0, 1), ())]), [0, 0, 0, 1])
    uniform = reference_state(3, [("h", (q,), ()) for q in range(3)] + [("cp", (0, 2), (0.5,))])
    assert np.allclose(uniform[[4, 5]] * math.sqrt(8), [1, np.exp(0.5j)])
    assert reference_expectation(2, [("x", (1,), ())], [(2.0, {1: "Z"}), (0.5, {0: "Z"})]) == pytest.approx(-1.5)
    assert reference_expectation(1, [("h", (0,), ()), ("s", (0,), ())], [(1.0, {0: "Y"})]) == pytest.approx(1.0)


@pytest.mark.parametrize("name", UNITARY)
@pytest.mark.parametrize("qubits", [4, 6])
def test_our_states_are_those_of_the_reference(ours: Adapter, name: str, qubits: int) -> None:
    ops = make_circuit(name, qubits)
    state = ours.fetch(ours.run(ours.build(qubits, ops), qubits), qubits)
    assert np.allclose(state, reference_state(qubits, ops), atol=1e-12)


def test_our_expectation_values_are_those_of_the_reference(ours: Adapter) -> None:
    ops, terms = make_circuit("shallow", 6), pauli_terms(6, 30)
    assert ours.expectation_call(6, ops, terms)() == pytest.approx(reference_expectation(6, ops, terms), abs=1e-12)


def test_our_counts_come_from_the_state(ours: Adapter) -> None:
    ops = measured(4, make_circuit("short", 4))
    outcomes = ours.outcomes(ours.counts_call(4, ops, 10_000)(), 4)
    assert sum(outcomes.values()) == 10_000
    expected = abs(reference_state(4, make_circuit("short", 4))) ** 2
    found = np.array([outcomes.get(k, 0) for k in range(16)]) / 10_000
    assert np.abs(found - expected).max() < 6 * 0.5 / 100


def test_our_noise_is_that_of_the_channel(ours: Adapter) -> None:
    """A flipped qubit comes back to even odds with the weight of the mixed state."""
    ops = measured(1, [("ry", (0,), (math.pi,))])
    outcomes = ours.outcomes(ours.noisy_counts_call(1, ops, 20_000, (0.2, 0.2))(), 1)
    assert outcomes[0] / 20_000 == pytest.approx(0.1, abs=6 * 0.3 / math.sqrt(20_000))
    assert len(NOISE) == 2


@pytest.mark.parametrize("row", SERVED, ids=lambda row: row.key)
def test_the_worker_serves_every_row(ours: Adapter, row: Row) -> None:
    """On small sizes: preparing, checking and timing give what the harness reads."""
    if row.kind == "bulk" and not has_bulk_form():
        pytest.skip("this build has no bulk form")
    session = Session(ours)
    sizes = {"qubits": min(row.qubits, 8), "amount": min(row.amount, 50)}
    assert session.answer({"verb": "prepare", "kind": row.kind, "circuit": row.circuit, **sizes})
    facts = session.answer({"verb": "check"})
    assert facts["wall"] > 0 and facts.get("fidelity", 1.0) == pytest.approx(1.0, abs=1e-9)
    times = session.answer({"verb": "time", "samples": 2, "batch": 3})
    assert len(times["wall"]) == len(times["cpu"]) == 2 and min(times["wall"]) > 0
    with pytest.raises(ValueError, match="'dance' is unknown"):
        session.answer({"verb": "dance"})


def test_building_in_bulk_gives_the_same_circuit(ours: Adapter) -> None:
    if not has_bulk_form():
        with pytest.raises(Unsupported):
            ours.build_in_bulk(20, 100)
        return
    assert ours.build_in_bulk(20, 100) == ours.build_gate_by_gate(20, 100)


def test_rows_are_chosen_by_patterns() -> None:
    assert [row.key for row in chosen(ROWS, ["qft-*"], 20)] == ["qft-16", "qft-20"]
    assert len({row.key for row in ROWS + SCALING_ROWS}) == len(ROWS) + len(SCALING_ROWS)
    with pytest.raises(ValueError, match="no row matches nothing-\\*"):
        chosen(ROWS, ["nothing-*"], 28)


def test_costs_by_formula() -> None:
    """One dense gate on 10 qubits: every amplitude is read and written, with two products and a sum."""
    one = gate_by_gate(10, [("h", (0,), ())])
    assert (one.bytes, one.operations) == (2 * 16 * 1024, 14 * 1024)
    assert gate_by_gate(10, [("cp", (0, 1), (0.5,))]).bytes == one.bytes / 4
    assert gate_by_gate(10, [("mcx", (0, 1, 2), ())]).bytes == one.bytes / 4
    for name in CIRCUITS:
        if name != "midway":
            assert gate_by_gate(6, make_circuit(name, 6)).bytes > 0
