"""Every documented name, overload, default and value is there; what is left out is on a list, and truly left out."""

from __future__ import annotations

import importlib
import json
from fnmatch import fnmatchcase
from pathlib import Path

import pytest
from api_facts import Fact, module_facts, parsed_signature, serves

FIXTURES = Path(__file__).parents[2] / "fixtures" / "api"
MODULES = ["core", "hamiltonian", "intermediate_compiler", "quantum_info", "utils", "qcloud"]

#: What this release leaves out: patterns of facts, and why. A name stands for all that belongs to it.
LEFT_OUT = {
    "core.DensityMatrixSimulator": "another simulator",
    "core.Stabilizer": "another simulator",
    "core.StabilizerResult": "another simulator",
    "core.SingleAmplitudeQVM": "another simulator",
    "core.SingleAmplitudeStats": "another simulator",
    "core.PartialAmplitudeQVM": "another simulator",
    "core.MPSQVM": "another simulator",
    "core.MPSRunStats": "another simulator",
    "core.SparseHeisenbergSimulator": "another simulator",
    "core.SparseHeisenbergStats": "another simulator",
    "core.sparse_heisenberg_expectation": "another simulator",
    "core.GPUQVM": "another simulator",
    "core.Encode": "data encoding",
    "core.VQGate": "parameterised circuits",
    "core.RPhi": "parameterised circuits",
    "core.*[[]*ParamExpression*": "parameterised circuits",
    "core.QProg.to_instruction": "chip instructions",
    "core.instruction_to_qprog": "chip instructions",
    "quantum_info.Chi": "quantum channels",
    "quantum_info.Choi": "quantum channels",
    "quantum_info.Kraus": "quantum channels",
    "quantum_info.PTM": "quantum channels",
    "quantum_info.QuantumChannel": "quantum channels",
    "quantum_info.SuperOp": "quantum channels",
    "utils.*vqc*": "parameterised circuits",
    "qcloud.BestQubitBlocks": "chip information",
    "qcloud.ChipInfo": "chip information",
    "qcloud.DoubleQubitsInfo": "chip information",
    "qcloud.SingleQubitInfo": "chip information",
    "qcloud.QCloudBackend.chip_info": "chip information",
    "qcloud.QCloudBackend.chip_backend": "chip information",
    "qcloud.QCloudBackend.best_qubit_blocks": "chip information",
    "qcloud.QCloudService.best_qubit_blocks": "chip information",
    "qcloud.QCloudBackend.run_instruction": "chip instructions",
    "qcloud.QCloudBackend.run_quantum_state_tomography": "tomography in the cloud",
    "qcloud.QCloudBackend.expval_*": "expectation values in the cloud",
}


def covers(pattern: str, fact: str) -> bool:
    """True if the pattern names the fact or what it belongs to."""
    return fnmatchcase(fact, pattern) or any(fnmatchcase(fact, f"{pattern}{mark}*") for mark in ".( ")


def facts_of(name: str) -> list[Fact]:
    documented = json.loads((FIXTURES / f"{name}.json").read_text(encoding="utf-8"))
    return list(module_facts(name, documented, importlib.import_module(f"pyqpanda3.{name}")))


@pytest.mark.parametrize("name", MODULES)
def test_documented_names_are_there(name: str) -> None:
    missing = [fact.text for fact in facts_of(name) if not fact.holds]
    unexplained = [text for text in missing if not any(covers(pattern, text) for pattern in LEFT_OUT)]
    assert unexplained == []


@pytest.mark.parametrize("pattern", LEFT_OUT)
def test_what_is_listed_as_left_out_is_left_out(pattern: str) -> None:
    covered = [fact for fact in facts_of(pattern.split(".")[0]) if covers(pattern, fact.text)]
    assert covered, f"{pattern} names nothing that is documented"
    assert [fact.text for fact in covered if fact.holds] == []


@pytest.mark.parametrize("name", MODULES)
def test_most_facts_are_checked(name: str) -> None:
    """The reader of the fixtures finds what is in them."""
    floor = {
        "core": 800,
        "hamiltonian": 170,
        "intermediate_compiler": 12,
        "quantum_info": 200,
        "utils": 30,
        "qcloud": 280,
    }
    assert len(facts_of(name)) >= floor[name]


def test_signatures_are_read_as_the_extension_writes_them() -> None:
    found = parsed_signature(
        "f(self: m.A, lambda: typing.SupportsFloat | int, kind: m.K = <K.B: 2>, o: m.N = <m.N object at 0x7f00>,"
        " text: str = 'a, b', *, seed: int | None = None) -> list[int]"
    )
    assert found is not None
    assert [str(p) for p in found] == ["self", "lambda", "kind = K.B", "o = <N>", "text = 'a, b'", "seed = None"]
    assert serves(found[:3], found)
    assert not serves(found, found[:3])
    assert not serves(found[:2], [found[1], found[0]])
    assert not serves(found[:1], found), "a parameter without default is one more than documented"
