"""Reads request bodies: JSON text in, checked values out. Every refusal names the member, its value and what was
expected."""

from __future__ import annotations

import json
import math
import re
from dataclasses import dataclass
from enum import Enum
from typing import Any, NoReturn

from .noise import WIRE_NAMES, NoiseSpec
from .protocol import BAD_REQUEST, Refused
from .settings import Limits


class Machine(str, Enum):
    """``QMachineType`` on the wire."""

    FULL_AMPLITUDE = "0"
    NOISE = "1"
    PARTIAL_AMPLITUDE = "2"
    SINGLE_AMPLITUDE = "3"
    CHIP = "5"
    TOMOGRAPHY = "7"


@dataclass(frozen=True)
class Submission:
    """A submit that passed all checks not needing the program to be parsed. ``shots`` is 0 and ``qubits`` set for
    exact probabilities; ``amplitudes`` holds what the client called them and the index meant; ``declared_qubits`` is
    the register as the client knows it (OriginIR text drops qubits at its end that no gate touches)."""

    machine: Machine
    programs: tuple[str, ...]
    chip: str = ""
    shots: int = 0
    qubits: tuple[int, ...] = ()
    amplitudes: tuple[tuple[str, int], ...] = ()
    single_noise: NoiseSpec | None = None
    double_noise: NoiseSpec | None = None
    declared_qubits: int = 0


_MISSING = object()
_JSON_NAMES = {dict: "object", list: "array", str: "string", int: "integer", bool: "boolean", float: "number"}


def _bad(text: str) -> NoReturn:
    raise Refused(BAD_REQUEST, text)


def _show(value: Any) -> str:
    text = json.dumps(value)
    return text if len(text) <= 60 else text[:57] + "..."


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")


def read_object(raw: bytes) -> dict[str, Any]:
    """The body as a JSON object."""
    try:
        body = json.loads(raw.decode("utf-8"), parse_constant=_no_constant)
    except RecursionError:
        _bad("the request body is nested too deeply")
    except ValueError as error:  # UnicodeDecodeError and JSONDecodeError are ValueErrors
        _bad(f"the request body is not JSON in UTF-8: {error}")
    if not isinstance(body, dict):
        _bad(f"the request body must be a JSON object, got {_show(body)}")
    return body


def member(body: dict[str, Any], name: str, kind: type, default: Any = _MISSING, *, where: str = "") -> Any:
    """``body[name]`` if it has the type ``kind``; an integer is no boolean, a number may be an integer."""
    label = f"{where}.{name}" if where else name
    value = body.get(name, default)
    if value is _MISSING:
        _bad(f"{label} is missing, expected {_JSON_NAMES[kind]}")
    right = isinstance(value, (int, float) if kind is float else kind)
    if value is not default and (not right or (isinstance(value, bool) and kind is not bool)):
        _bad(f"{label} is {_show(value)}, expected {_JSON_NAMES[kind]}")
    return value


def integer(body: dict[str, Any], name: str, low: int, high: int, *, where: str = "") -> int:
    """An integer member within [low, high]."""
    value: int = member(body, name, int, where=where)
    if not low <= value <= high:
        _bad(f"{where + '.' if where else ''}{name} is {_show(value)}, expected {low} to {high}")
    return value


def task_id(body: dict[str, Any]) -> str:
    """The member ``taskId``; ``keys``, if sent, must be an array of strings and changes nothing."""
    value: str = member(body, "taskId", str)
    keys = member(body, "keys", list, [])
    if not all(isinstance(key, str) for key in keys):
        _bad(f"keys is {_show(keys)}, expected an array of strings")
    return value


def _is_utf8(text: str) -> bool:
    """False for lone surrogates, which JSON can write and no program text can hold."""
    if not text.isascii():
        try:
            text.encode()
        except UnicodeEncodeError:
            return False
    return True


def _programs(body: dict[str, Any], limits: Limits) -> tuple[str, ...]:
    for name, what in (("QProgBytes", "binary programs"), ("Inst", "chip instructions")):
        if name in body:
            _bad(f"{name}: this service does not take {what}; send OriginIR text in QProg")
    programs = member(body, "QProg", list)
    if not 1 <= len(programs) <= limits.programs:
        _bad(f"QProg holds {len(programs)} programs, expected 1 to {limits.programs}")
    for index, text in enumerate(programs):
        if not isinstance(text, str) or not text.strip() or not _is_utf8(text):
            _bad(f"QProg[{index}] is {_show(text)}, expected OriginIR text")
    return tuple(programs)


def _qubits(config: dict[str, Any], limits: Limits) -> tuple[int, ...]:
    qubits = member(config, "qubits", list, where="Configuration")
    if not all(isinstance(q, int) and not isinstance(q, bool) and q >= 0 for q in qubits) or not qubits:
        _bad(f"Configuration.qubits is {_show(qubits)}, expected an array of qubit numbers")
    if len(set(qubits)) != len(qubits):
        _bad(f"Configuration.qubits is {_show(qubits)}, expected each qubit once")
    if len(qubits) > limits.probability_qubits:
        _bad(f"Configuration.qubits lists {len(qubits)} qubits, expected at most {limits.probability_qubits}")
    if max(qubits) >= limits.qubits:
        _bad(f"Configuration.qubits names qubit {max(qubits)}, expected 0 to {limits.qubits - 1}")
    return tuple(qubits)


_DECIMAL = re.compile(r"(0|[1-9][0-9]{0,39})")
_PREFIXED = re.compile(r"(0[xX][0-9a-fA-F]{1,32}|0[bB][01]{1,128})")


def _amplitude(text: Any, label: str) -> tuple[str, int]:
    if isinstance(text, str) and _DECIMAL.fullmatch(text):
        return text, int(text)
    if isinstance(text, str) and _PREFIXED.fullmatch(text):
        return text, int(text, 0)
    _bad(
        f"{label} is {_show(text)}, expected the index of a basis state as text: decimal without leading zeros, "
        'hexadecimal with "0x" or binary with "0b"'
    )


def _amplitudes(config: dict[str, Any], machine: Machine, limits: Limits) -> tuple[tuple[str, int], ...]:
    label = "Configuration.Amplitude"
    if machine is Machine.SINGLE_AMPLITUDE:
        return (_amplitude(member(config, "Amplitude", str, where="Configuration"), label),)
    asked = member(config, "Amplitude", list, where="Configuration")
    if not 1 <= len(asked) <= limits.amplitudes:
        _bad(f"{label} holds {len(asked)} entries, expected 1 to {limits.amplitudes}")
    return tuple(_amplitude(text, f"{label}[{index}]") for index, text in enumerate(asked))


def _noise(model: dict[str, Any], name: str) -> NoiseSpec | None:
    where = f"Configuration.noisemodel.{name}"
    entry = member(model, name, list, [], where="Configuration.noisemodel")
    if len(entry) <= 1:  # a name without parameters means: no error on these gates
        return None
    kind = WIRE_NAMES.get(entry[0]) if isinstance(entry[0], str) else None
    if kind is None:
        _bad(f"{where}[0] is {_show(entry[0])}, expected one of {', '.join(WIRE_NAMES)}")
    values = entry[1:]
    if len(values) != len(kind.parameters) or not all(_is_number(value) for value in values):
        _bad(f"{where} is {_show(entry)}, expected after the name: {', '.join(kind.parameters)}")
    if kind.parameters == ("probability",) and not 0 <= values[0] <= 1:
        _bad(f"{where}[1] is {_show(values[0])}, expected a probability from 0 to 1")
    return NoiseSpec(kind, tuple(float(value) for value in values))


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and math.isfinite(value)


def _machine(body: dict[str, Any]) -> Machine:
    value = body.get("QMachineType", _MISSING)
    try:
        return Machine(str(value) if isinstance(value, int) and not isinstance(value, bool) else value)
    except ValueError:
        known = ", ".join(f'"{m.value}" ({m.name.lower()})' for m in Machine)
        shown = "missing" if value is _MISSING else _show(value)
        raise Refused(BAD_REQUEST, f"QMachineType is {shown}, expected one of {known}") from None


def _check_side_members(body: dict[str, Any]) -> None:
    for name, kind in (("batchNo", str), ("taskFrom", int), ("qubitNum", int), ("classicalbitNum", int)):
        member(body, name, kind, None)


def read_submit(raw: bytes, limits: Limits) -> Submission:
    """Checks a submit body. Members that are not known, also inside Configuration, are accepted: the body is kept as
    it came with the job."""
    body = read_object(raw)
    machine = _machine(body)
    _check_side_members(body)
    programs = _programs(body, limits)
    config = member(body, "Configuration", dict)
    chip = ""
    if machine in (Machine.CHIP, Machine.TOMOGRAPHY):
        chip = member(body, "ChipID", str)
    if len(programs) > 1 and machine not in (Machine.CHIP, Machine.FULL_AMPLITUDE, Machine.NOISE):
        _bad(f'QProg holds {len(programs)} programs, expected one for QMachineType "{machine.value}"')
    if machine in (Machine.PARTIAL_AMPLITUDE, Machine.SINGLE_AMPLITUDE):
        declared = integer({"qubitNum": 0, **body}, "qubitNum", 0, limits.qubits)
        return Submission(machine, programs, amplitudes=_amplitudes(config, machine, limits), declared_qubits=declared)
    if machine is Machine.FULL_AMPLITUDE and member(config, "measure_type", int, 1, where="Configuration") == 2:
        return Submission(machine, programs, qubits=_qubits(config, limits))
    shots = integer(config, "shot", 1, limits.shots, where="Configuration")
    if machine is not Machine.NOISE:
        return Submission(machine, programs, chip=chip, shots=shots)
    model = member(config, "noisemodel", dict, where="Configuration")
    single, double = _noise(model, "single_gate"), _noise(model, "double_gate")
    return Submission(machine, programs, shots=shots, single_noise=single, double_noise=double)
