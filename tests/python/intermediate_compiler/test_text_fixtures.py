"""Golden texts: what is read from OriginIR and OpenQASM, and what programs are written as."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pyqpanda3 import core, intermediate_compiler as compiler

FIXTURES = Path(__file__).parents[2] / "fixtures" / "compile"


def records(*names: str) -> list:
    found = [record for name in names for record in json.loads((FIXTURES / f"{name}.json").read_text())]
    return [pytest.param(record, id=record["id"]) for record in found]


READERS = {
    "qasm": compiler.convert_qasm_string_to_qprog,
    "originir": compiler.convert_originir_string_to_qprog,
}
WRITERS = {
    "prog_qasm": compiler.convert_qprog_to_qasm,
    "prog_originir": compiler.convert_qprog_to_originir,
}
# CREG counts the bits that conditions name, so that the text can be read again: docs/differences.md.
WITH_CONDITION_BITS = {"qasm_in-005": "CREG 4"}


def test_the_fixtures_are_there() -> None:
    assert len(records("qasm_in")) == 14
    assert len(records("originir_in")) == 23
    assert len(records("export")) == 6


@pytest.mark.parametrize("record", records("qasm_in", "originir_in"))
def test_reading(record: dict) -> None:
    read = READERS[record["kind"]]
    if "raises" in record:
        with pytest.raises(RuntimeError, match=r"line \d+, column \d+: "):
            read(record["src"])
        return
    expected = record["expect"]
    if record["id"] in WITH_CONDITION_BITS:
        expected = expected.replace("CREG 1", WITH_CONDITION_BITS[record["id"]])
    assert compiler.convert_qprog_to_originir(read(record["src"])) == expected


def build(items: list) -> core.QProg:
    prog = core.QProg()
    for name, operands, *options in items:
        if name == "MEASURE":
            prog << core.measure(*operands)
            continue
        gate = getattr(core, name)(*operands)
        prog << (gate.dagger() if options and options[0].get("dagger") else gate)
    return prog


@pytest.mark.parametrize("record", records("export"))
def test_writing(record: dict) -> None:
    assert WRITERS[record["kind"]](build(record["prog"])) == record["expect"]
