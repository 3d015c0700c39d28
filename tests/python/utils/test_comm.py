"""The communication format: the bytes of golden messages, round trips up to its steps of angles, and refusals."""

from __future__ import annotations

import copy
import json
import math
import pickle
from pathlib import Path

import pytest
from hypothesis import given, strategies as st
from program_data import Item, build_prog

from pyqpanda3 import core, errors
from pyqpanda3.utils import (
    CommProtocolConfig,
    comm_protocol_decode,
    comm_protocol_encode,
    comm_protocol_encode_originir_file,
    comm_protocol_encode_originir_string,
)

FIXTURES = Path(__file__).parents[2] / "fixtures"
RECORDS = json.loads((FIXTURES / "compile" / "comm.json").read_text())
SHORT = [r for r in json.loads((FIXTURES / "compile" / "originbis.json").read_text()) if r["kind"] == "comm"]
STEP = 2 * math.pi / 65536
SETTINGS = ("open_mapping", "open_error_mitigation", "optimization_level", "circuits_num", "shots")


def config_of(record: dict) -> CommProtocolConfig:
    config = CommProtocolConfig()
    for name, value in record.get("config", {}).items():
        setattr(config, name, value)
    return config


def test_the_fixtures_are_there() -> None:
    assert len(RECORDS) == 101
    assert len(SHORT) == 2


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record["name"])
def test_golden_bytes(record: dict) -> None:
    progs = [build_prog(core, items) for items in record["progs"]]
    assert comm_protocol_encode(progs, config_of(record)).hex() == record["hex"]
    read, config = comm_protocol_decode(bytes.fromhex(record["hex"]))
    assert config == config_of(record)
    assert comm_protocol_encode(read, config).hex() == record["hex"]
    for before, after in zip(progs, read, strict=True):
        same_up_to_steps(before, after)


@pytest.mark.parametrize("record", SHORT, ids=lambda record: record["id"])
def test_documented_bytes(record: dict) -> None:
    progs = [build_prog(core, items) for items in record["progs"]]
    assert comm_protocol_encode(progs, config_of(record)).hex() == record["expect"]


def same_up_to_steps(before: core.QProg, after: core.QProg) -> None:
    """The same gates and measurements; angles are equal within half a step of the format, modulo a turn."""
    assert [type(item) for item in before.operations()] == [type(item) for item in after.operations()]
    assert before.get_measure_qubits_cbits() == after.get_measure_qubits_cbits()
    for a, b in zip(before.gate_operations(), after.gate_operations(), strict=True):
        assert (a.name(), a.qubits()) == (b.name(), b.qubits())
        if a.name() != "BARRIER":
            assert a.is_dagger() == b.is_dagger()
        for given_angle, read_angle in zip(a.parameters(), b.parameters(), strict=True):
            if a.name() == "IDLE":
                assert given_angle == read_angle
            else:
                assert 0 <= read_angle < 2 * math.pi
                off = math.remainder(given_angle - read_angle, 2 * math.pi)
                assert abs(off) <= STEP / 2 + 1e-9 * abs(given_angle)


NAMES: dict[str, tuple[int, int]] = {
    **dict.fromkeys(("I", "X", "Y", "Z", "X1", "Y1", "Z1", "H", "T", "S"), (1, 0)),
    **dict.fromkeys(("P", "RX", "RY", "RZ", "U1"), (1, 1)),
    **dict.fromkeys(("RPHI", "U2"), (1, 2)),
    "U3": (1, 3),
    "U4": (1, 4),
    **dict.fromkeys(("CNOT", "CZ", "MS", "ISWAP", "SQISWAP", "SWAP"), (2, 0)),
    **dict.fromkeys(("CP", "RXX", "RYY", "RZZ", "RZX"), (2, 1)),
    "CU": (2, 4),
    "TOFFOLI": (3, 0),
}
angles = st.floats(-7, 7) | st.floats(-1e4, 1e4)
qubit_lists = st.lists(st.integers(0, 255), min_size=3, max_size=20, unique=True)


@st.composite
def items(draw: st.DrawFn) -> Item:
    name = draw(st.sampled_from([*sorted(NAMES), "BARRIER", "MEASURE", "IDLE", "ECHO"]))
    qubits = draw(qubit_lists)
    if name == "BARRIER":
        return [name, [qubits]]
    if name == "MEASURE":
        return [name, [qubits[0], draw(st.integers(0, 255))]]
    if name in ("IDLE", "ECHO"):
        return [name, [qubits[0], float(draw(st.integers(0, 65535)))] if name == "IDLE" else [qubits[0]]]
    count, params = NAMES[name]
    return [name, [*qubits[:count], *(draw(angles) for _ in range(params))], {"dagger": draw(st.booleans())}]


configs = st.builds(
    lambda *values: config_of({"config": dict(zip(SETTINGS, values, strict=True))}),
    st.booleans(),
    st.booleans(),
    st.integers(0, 15),
    st.integers(0, 255),
    st.integers(0, 2**32 - 1),
)


@given(st.lists(st.lists(items(), max_size=8), max_size=4), configs)
def test_messages_survive(lists: list[list[Item]], config: CommProtocolConfig) -> None:
    progs = [build_prog(core, given_items) for given_items in lists]
    message = comm_protocol_encode(progs, config)
    read, read_config = comm_protocol_decode(message)
    assert read_config == config
    for before, after in zip(progs, read, strict=True):
        same_up_to_steps(before, after)
    assert comm_protocol_encode(read, config) == message


@given(st.lists(items(), max_size=6), st.data())
def test_damage_is_found(given_items: list[Item], data: st.DataObject) -> None:
    """One wrong byte changes one word, or where words end, and with it the checksum."""
    message = bytearray(comm_protocol_encode([build_prog(core, given_items)]))
    place = data.draw(st.integers(0, len(message) - 1))
    message[place] ^= data.draw(st.integers(1, 255))
    with pytest.raises(errors.ParseError):
        comm_protocol_decode(bytes(message))


@given(st.binary(max_size=100))
def test_foreign_bytes_are_refused(data: bytes) -> None:
    with pytest.raises(errors.ParseError, match=r"^byte \d+: "):
        comm_protocol_decode(data)


def test_an_angle_near_a_full_turn_does_not_touch_the_next_one() -> None:
    (read,), _ = comm_protocol_decode(comm_protocol_encode([core.QProg() << core.RPHI(0, -1e-9, 0.25)]))
    assert read.gate_operations()[0].parameters() == [0.0, 2608 * STEP]


def test_controlled_gates_with_a_name_of_their_own() -> None:
    prog = core.QProg() << core.X(0).control(1) << core.Z(2).control([3]) << core.U4(0, 1, 2, 3, 4).control(5)
    (read,), _ = comm_protocol_decode(comm_protocol_encode([prog]))
    assert [gate.name() for gate in read.gate_operations()] == ["CNOT", "CZ", "CU"]
    assert [gate.qubits() for gate in read.gate_operations()] == [[1, 0], [3, 2], [5, 0]]


def test_empty_programs_keep_their_place() -> None:
    progs = [core.QProg(), core.QProg() << core.H(0), core.QProg()]
    read, _ = comm_protocol_decode(comm_protocol_encode(progs))
    assert [len(prog.operations()) for prog in read] == [0, 1, 0]


REFUSED = {
    "RESET": (core.QProg() << core.RESET(0), errors.Unsupported, "program 0: RESET"),
    "Oracle": (core.QProg() << core.Oracle([0], [[1, 0], [0, 1]]), errors.Unsupported, "ORACLE"),
    "Karus": (core.QProg() << core.Karus([0], [[1, 0, 0, 1]]), errors.Unsupported, "Karus"),
    "controls": (core.QProg() << core.CRX(3, 5, 0.5), errors.Unsupported, r"RX on \[5\].*control qubits \[3\]"),
    "branch": (
        core.QProg() << core.qif([0]).then(core.QProg() << core.X(0)).qendif(),
        errors.Unsupported,
        r"a branch \(qif\)",
    ),
    "loop": (core.QProg() << core.qwhile([0]).loop(core.QProg() << core.X(0)), errors.Unsupported, r"loop \(qwhile\)"),
    "qubit": (core.QProg() << core.H(256), errors.InvalidArgument, "qubit 256: the format holds qubits 0 to 255"),
    "cbit": (core.QProg() << core.measure(0, 256), errors.InvalidArgument, "cbit 256: the format holds cbits 0 to 255"),
    "IDLE": (core.QProg() << core.IDLE(0, 0.5), errors.InvalidArgument, "IDLE: duration 0.5"),
    "ECHO": (core.QProg() << core.ECHO(0, 0.5), errors.InvalidArgument, "ECHO: .* number 0.5"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_the_format_cannot_hold_is_refused(name: str) -> None:
    prog, error, message = REFUSED[name]
    with pytest.raises(error, match=message) as caught:
        comm_protocol_encode([prog])
    assert isinstance(caught.value, RuntimeError)
    with pytest.raises(error, match="program 1"):
        comm_protocol_encode([core.QProg() << core.H(0), prog])


def test_the_defaults_are_the_documented_ones() -> None:
    config = CommProtocolConfig()
    assert [getattr(config, name) for name in SETTINGS] == [True, True, 4, 100, 1000]
    assert comm_protocol_encode([]) == comm_protocol_encode([], CommProtocolConfig())
    assert repr(config).startswith("<CommProtocolConfig open_mapping=True ")


@pytest.mark.parametrize(
    ("name", "limit"), [("optimization_level", 15), ("circuits_num", 255), ("shots", 2**32 - 1)], ids=lambda v: str(v)
)
def test_settings_have_limits(name: str, limit: int) -> None:
    config = CommProtocolConfig()
    setattr(config, name, limit)
    assert getattr(config, name) == limit
    with pytest.raises(errors.InvalidArgument, match=f"{name} {limit + 1} is too large; expected at most {limit}"):
        setattr(config, name, limit + 1)
    with pytest.raises(errors.NegativeValue, match=f"{name} must not be negative, got -1"):
        setattr(config, name, -1)
    with pytest.raises(TypeError):
        setattr(config, name, 1.5)
    assert getattr(config, name) == limit


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_settings_are_copied_and_pickled(protocol: int) -> None:
    config = CommProtocolConfig()
    config.shots = 7
    config.open_mapping = False
    for twin in (pickle.loads(pickle.dumps(config, protocol)), copy.copy(config), copy.deepcopy(config)):
        assert twin == config
        twin.shots = 8
        assert twin != config


def test_originir_is_encoded_as_its_program(tmp_path: Path) -> None:
    text = "QINIT 2\nCREG 2\nH q[0]\nCNOT q[0],q[1]\nMEASURE q[0],c[0]\n"
    config = CommProtocolConfig()
    config.shots = 3
    path = tmp_path / "bell.txt"
    path.write_text(text)
    expected = comm_protocol_encode([core.QProg(text)], config)
    assert comm_protocol_encode_originir_string(text, config) == expected
    assert comm_protocol_encode_originir_file(str(path), config) == expected
    assert comm_protocol_encode_originir_string(text).hex() == "7ec1899083807d8284040b978004a6023fb88f9083807d"


def test_originir_that_is_none_is_refused(tmp_path: Path) -> None:
    with pytest.raises(errors.ParseError, match="line 1, column 1"):
        comm_protocol_encode_originir_string("garbage")
    with pytest.raises(errors.InvalidArgument, match="nowhere"):
        comm_protocol_encode_originir_file(str(tmp_path / "nowhere"))


def test_the_cloud_sends_this_format_as_signed_bytes() -> None:
    request = json.loads((FIXTURES / "qcloud" / "submit-chip-binary.json").read_text())
    message = bytes(number % 256 for number in request["body"]["QProgBytes"])
    progs, config = comm_protocol_decode(message)
    assert len(progs) == 1
    assert config.shots == request["body"]["Configuration"]["shot"]
    assert comm_protocol_encode(progs, config) == message
