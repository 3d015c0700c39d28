"""Golden programs: state vectors, probabilities, OriginIR text and counts of what they contain."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from programs import build_circuit

from pyqpanda3 import core

FIXTURES = Path(__file__).parents[2] / "fixtures" / "core"
RECORDS = [
    pytest.param(record, id=f"{name}-{record['program']['seed']}")
    for name in ("gates", "random")
    for record in json.loads((FIXTURES / f"{name}.json").read_text())
]


def test_the_fixtures_are_there() -> None:
    assert len(RECORDS) == 62


@pytest.fixture
def built(record: dict) -> tuple[core.QCircuit, core.QProg]:
    circuit = build_circuit(record["program"]["ops"])
    prog = core.QProg(record["program"]["n"])
    prog << circuit
    return circuit, prog


@pytest.mark.parametrize("record", RECORDS)
def test_simulation(record: dict, built: tuple[core.QCircuit, core.QProg]) -> None:
    machine = core.CPUQVM()
    machine.run(built[1], 1)
    result = machine.result()
    expected = np.array([complex(re, im) for re, im in record["statevector"]])
    # The fixtures keep 9 decimals.
    np.testing.assert_allclose(result.get_state_vector(), expected, atol=2e-9)
    subset = record["probs_subset"]
    np.testing.assert_allclose(result.get_prob_list(subset["qubits"]), subset["list"], atol=2e-9)


def with_sorted_controls(text: str) -> str:
    """What reading makes of a text: the controls of a block in ascending order."""
    lines = []
    for line in text.splitlines():
        if line.startswith("CONTROL "):
            line = "CONTROL " + ",".join(sorted(line.split()[1].split(","), key=lambda qubit: int(qubit[2:-1])))
        lines.append(line + "\n")
    return "".join(lines)


@pytest.mark.parametrize("record", RECORDS)
def test_text(record: dict, built: tuple[core.QCircuit, core.QProg]) -> None:
    assert built[1].originir() == record["originir"]
    assert core.QProg(record["originir"]).originir() == with_sorted_controls(record["originir"])


@pytest.mark.parametrize("record", RECORDS)
def test_queries(record: dict, built: tuple[core.QCircuit, core.QProg]) -> None:
    circuit, prog = built
    assert prog.depth() == record["depth"]
    assert prog.depth(True) == record["depth_2q"]
    assert prog.count_ops() == record["count_ops"]
    assert prog.count_ops(True) == record["count_ops_2q"]
    assert circuit.size() == record["circuit_size"]
    assert len(circuit.gate_operations()) == record["num_gates"]
    assert sorted(circuit.qubits()) == record["circuit_qubits_sorted"]
    # num_2q_gate() counts inherited controls, as count_ops(True) does.
    assert circuit.num_2q_gate() == sum(record["count_ops_2q"].values())
