"""OriginBIS: the bytes of golden programs, exact round trips, and refusal of what is no OriginBIS."""

from __future__ import annotations

import json
import math
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, strategies as st
from program_data import Item, build_item, build_prog

from pyqpanda3 import core, errors
from pyqpanda3.utils import convert_originbis_to_qprog, convert_qprog_to_originbis

FIXTURES = Path(__file__).parents[2] / "fixtures" / "compile"
RECORDS = json.loads((FIXTURES / "originbis_programs.json").read_text())
SHORT = [record for record in json.loads((FIXTURES / "originbis.json").read_text()) if record["kind"] == "bis"]


def prog_of(record: dict) -> core.QProg:
    if "originir" in record:
        return core.QProg(record["originir"])
    return build_prog(core, record["prog"], record.get("size"))


def same_text(a: core.QProg, b: core.QProg) -> bool:
    return a.originir(20) == b.originir(20)


def test_the_fixtures_are_there() -> None:
    assert len(RECORDS) == 105
    assert len(SHORT) == 7


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record["name"])
def test_golden_bytes(record: dict) -> None:
    prog = prog_of(record)
    assert convert_qprog_to_originbis(prog).hex() == record["hex"]
    read = convert_originbis_to_qprog(bytes.fromhex(record["hex"]))
    assert same_text(read, prog)
    assert read.qubits() == prog.qubits()
    assert convert_qprog_to_originbis(read).hex() == record["hex"]


@pytest.mark.parametrize("record", SHORT, ids=lambda record: record["id"])
def test_documented_bytes(record: dict) -> None:
    prog = build_prog(core, record["prog"])
    assert convert_qprog_to_originbis(prog).hex() == record["expect"]
    assert same_text(convert_originbis_to_qprog(bytes.fromhex(record["expect"])), prog)


finite = st.floats(allow_nan=False, allow_infinity=False)
NAMES: dict[str, tuple[int, int]] = {
    **dict.fromkeys(("I", "X", "Y", "Z", "X1", "Y1", "Z1", "H", "T", "S", "RESET"), (1, 0)),
    **dict.fromkeys(("P", "RX", "RY", "RZ", "U1", "ECHO", "IDLE"), (1, 1)),
    **dict.fromkeys(("RPHI", "U2"), (1, 2)),
    "U3": (1, 3),
    "U4": (1, 4),
    **dict.fromkeys(("CNOT", "CZ", "MS", "ISWAP", "SQISWAP", "SWAP"), (2, 0)),
    **dict.fromkeys(("CP", "RXX", "RYY", "RZZ", "RZX", "CRX", "CRY", "CRZ"), (2, 1)),
    "CU": (2, 4),
    "TOFFOLI": (3, 0),
}


@st.composite
def gates(draw: st.DrawFn, qubits: list[int], unitary: bool = False) -> Item:
    name = draw(st.sampled_from(sorted({*NAMES, "BARRIER"} - ({"RESET", "ECHO", "IDLE"} if unitary else set()))))
    order = draw(st.permutations(qubits))
    if name == "BARRIER":
        count = draw(st.integers(1, len(order)))
        arguments: list = [list(order[:count])]
    else:
        count, params = NAMES[name]
        angles = st.floats(-7, 7) if unitary else finite
        arguments = [*order[:count], *(draw(angles) for _ in range(params))]
    options = {"dagger": draw(st.booleans()), "control": list(order[count : count + draw(st.integers(0, 2))])}
    return [name, arguments, options]


@st.composite
def circuits(draw: st.DrawFn, qubits: list[int], depth: int = 2, unitary: bool = False) -> Item:
    order = draw(st.permutations(qubits))
    controls = draw(st.integers(0, min(2, len(order) - 3)))
    inner = list(order[controls:])
    item = gates(inner, unitary)
    if depth > 0 and len(inner) > 3:
        item = item | circuits(inner, depth - 1, unitary)
    items = draw(st.lists(item, max_size=4))
    return ["CIRCUIT", items, {"dagger": draw(st.booleans()), "control": list(order[:controls])}]


cbit_lists = st.lists(st.integers(0, 9), min_size=1, max_size=3, unique=True)


@st.composite
def programs(draw: st.DrawFn, qubits: list[int], depth: int = 2) -> list[Item]:
    measures = st.tuples(st.sampled_from(qubits), st.integers(0, 1000)).map(lambda pair: ["MEASURE", list(pair)])
    item = gates(qubits) | circuits(qubits) | measures
    if depth > 0:
        inner = programs(qubits, depth - 1)
        arms = st.lists(st.tuples(cbit_lists, inner), min_size=1, max_size=3, unique_by=lambda arm: frozenset(arm[0]))
        item = item | inner.map(lambda items: ["PROG", items])
        item = item | st.tuples(cbit_lists, inner).map(lambda loop: ["QWHILE", loop])
        item = item | arms.map(lambda given: ["QIF", given])
        item = item | st.tuples(arms, inner).map(lambda given: ["QIF", given[0], {"else": given[1]}])
    return draw(st.lists(item, max_size=4))


@given(programs([0, 1, 2, 5, 300]), st.none() | st.integers(301, 400))
def test_programs_survive(items: list[Item], size: int | None) -> None:
    prog = build_prog(core, items, size)
    written = convert_qprog_to_originbis(prog)
    read = convert_originbis_to_qprog(written)
    assert same_text(read, prog)
    assert read.qubits_num() == prog.qubits_num()
    assert read.cbits_num() == prog.cbits_num()
    assert convert_qprog_to_originbis(read) == written
    for before, after in zip(prog.gate_operations(), read.gate_operations(), strict=True):
        assert [number.hex() for number in before.parameters()] == [number.hex() for number in after.parameters()]


@given(circuits([0, 1, 2, 3, 4], unitary=True))
def test_nested_circuits_keep_their_operator(item: Item) -> None:
    """Daggers and controls of inner circuits too, which the format has no place for."""
    circuit = core.QCircuit(5)
    circuit << build_item(core, item)
    read = convert_originbis_to_qprog(convert_qprog_to_originbis(core.QProg(circuit)))
    np.testing.assert_allclose(np.array(read.to_circuit().matrix()), np.array(circuit.matrix()), atol=1e-12)


@given(st.lists(st.lists(finite, min_size=2, max_size=2), min_size=4, max_size=4))
def test_matrices_survive_bit_for_bit(numbers: list[list[float]]) -> None:
    matrix = np.array([complex(*pair) for pair in numbers]).reshape(2, 2)
    prog = core.QProg() << core.Oracle([3], matrix, check_unitary=False)
    again = convert_qprog_to_originbis(convert_originbis_to_qprog(convert_qprog_to_originbis(prog)))
    assert again == convert_qprog_to_originbis(prog)
    # Column by column, real before imaginary, as doubles.
    assert matrix.T.astype("<c16").tobytes() in again


def test_channels_survive() -> None:
    gamma = 0.36
    matrices = [[1, 0, 0, math.sqrt(1 - gamma)], [0, math.sqrt(gamma), 0, 0]]
    prog = core.QProg() << core.Karus([4], matrices)
    (read,) = convert_originbis_to_qprog(convert_qprog_to_originbis(prog)).operations()
    assert isinstance(read, core.Karus)
    assert read.qubits() == [4]
    assert read.karus_matrices() == matrices


@given(st.binary(max_size=200))
def test_foreign_bytes_are_refused(data: bytes) -> None:
    """No short random bytes are a program, since all lengths and counts in it have to fit."""
    with pytest.raises(errors.ParseError):
        convert_originbis_to_qprog(data)


@pytest.mark.parametrize("data", [b"", b"garbage", b"QINIT 2\nCREG 2\nH q[0]\n", b"\x00" * 50, b"\xff" * 50, b"{}"])
def test_what_is_no_originbis_is_refused_as_documented(data: bytes) -> None:
    with pytest.raises(RuntimeError, match=r"^byte \d+: ") as caught:
        convert_originbis_to_qprog(data)
    assert isinstance(caught.value, errors.ParseError)
    assert isinstance(caught.value, ValueError)
    assert caught.value.line == 1
    assert 1 <= caught.value.column <= max(1, len(data))


@given(st.sampled_from(RECORDS), st.data())
def test_bytes_that_are_cut_off_are_refused(record: dict, data: st.DataObject) -> None:
    whole = bytes.fromhex(record["hex"])
    with pytest.raises(errors.ParseError):
        convert_originbis_to_qprog(whole[: data.draw(st.integers(0, len(whole) - 1))])


@given(st.sampled_from(RECORDS), st.data())
def test_damaged_bytes_are_refused_or_make_another_program(record: dict, data: st.DataObject) -> None:
    damaged = bytearray(bytes.fromhex(record["hex"]))
    for place in data.draw(st.lists(st.integers(0, len(damaged) - 1), min_size=1, max_size=3)):
        damaged[place] = data.draw(st.integers(0, 255))
    try:
        read = convert_originbis_to_qprog(bytes(damaged))
    except errors.ParseError:
        return
    written = convert_qprog_to_originbis(read)
    assert convert_qprog_to_originbis(convert_originbis_to_qprog(written)) == written


def test_marks_that_do_not_say_what_they_are_for_are_refused() -> None:
    """A writer that marks circuits inside circuits makes these bytes of two different programs: H and the dagger of a
    circuit of S and T, and the dagger of a circuit whose two items are H and the circuit of S and T."""
    ambiguous = bytes.fromhex(
        "0a4f0a120a105175616e74756d52656769737465723012001a3322310a040802100112120a105175616e74756d526567697374657230"
        "2205080b1201002205080d1201012205080c120102280228035001"
    )
    with pytest.raises(errors.ParseError, match="a mark is for 2 of the 3 gates"):
        convert_originbis_to_qprog(ambiguous)


def test_only_bytes_are_taken() -> None:
    for wrong in ("0a00", [10, 0], None, 3):
        with pytest.raises(TypeError):
            convert_originbis_to_qprog(wrong)  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        convert_qprog_to_originbis(core.QCircuit())  # type: ignore[arg-type]
