"""The answers of the qcloud job protocol: envelope, task states, and how results are written.

Pure functions from values to JSON text; requests are read in ``requests.py``.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

SUCCESS = 10000
BAD_REQUEST = 20001
UNKNOWN_TASK = 20004
UNKNOWN_CHIP = 20005
NO_PERMISSION = 20012
CONFLICT = 20016
OVERLOAD = 20029
INTERNAL = 20050

WAITING, COMPUTING, FINISHED, FAILED, QUEUING = 1, 2, 3, 4, 5


class Refused(Exception):
    """A request that is answered with ``success: false``; ``status`` is 200 unless it is an overload."""

    def __init__(self, code: int, message: str, *, status: int = 200, retry_after: int | None = None) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.status = status
        self.retry_after = retry_after


@dataclass(frozen=True)
class ProgramResult:
    """Outcome of one program. ``keys`` are basis states as integers, most significant bit = highest cbit (or the last
    of the qubits asked for); ``width`` is the number of bits a key stands for."""

    width: int
    keys: Sequence[int]
    probabilities: Sequence[float]
    counts: Sequence[int] | None = None


@dataclass
class Outcome:
    """What an executor hands back for one job: a result for each program and further members of ``obj``."""

    results: list[ProgramResult] = field(default_factory=list)
    members: dict[str, Any] = field(default_factory=dict)


def dumps(value: Any) -> str:
    """JSON without blanks. ASCII only, so that any text a client sent, even lone surrogates, can be answered."""
    return json.dumps(value, separators=(",", ":"), allow_nan=False)


def envelope(obj: Any = None, *, message: str = "success", code: int = SUCCESS) -> bytes:
    """A successful answer."""
    return dumps({"success": True, "code": code, "message": message, "obj": obj}).encode()


def refusal(refused: Refused) -> bytes:
    """An answer with ``success: false``."""
    return dumps({"success": False, "code": refused.code, "message": refused.message, "obj": None}).encode()


def _table(keys: Iterable[str], values: Iterable[float]) -> str:
    return dumps({"key": list(keys), "value": list(values)})


def result_members(outcome: Outcome) -> str:
    """The members of ``obj`` that hold the results, as JSON text without the outer braces.

    ``taskResult``, ``probCount`` and ``measureQubitSize`` are always there; ``probCount`` is empty where nothing was
    sampled (probabilities, amplitudes, tomography).
    """
    hex_keys = [[f"0x{key:x}" for key in result.keys] for result in outcome.results]
    members: dict[str, Any] = {
        "taskResult": [_table(k, r.probabilities) for k, r in zip(hex_keys, outcome.results, strict=True)],
        "probCount": [
            _table(k, r.counts) for k, r in zip(hex_keys, outcome.results, strict=True) if r.counts is not None
        ],
        "measureQubitSize": [result.width for result in outcome.results],
    }
    members.update(outcome.members)
    return dumps(members)[1:-1]


def amplitude_member(names: Sequence[str], amplitudes: Sequence[complex]) -> list[str]:
    """The value of ``amplitudeResult``: the amplitudes under the names they were asked by."""
    return [dumps({"key": list(names), "real": [a.real for a in amplitudes], "imag": [a.imag for a in amplitudes]})]


def tomography_member(matrix: Sequence[Sequence[complex]]) -> list[str]:
    """The value of ``qstTaskResult``: a density matrix, row by row."""
    return [dumps([{"r": cell.real, "i": cell.imag} for row in matrix for cell in row])]


def task_detail(state_members: Mapping[str, Any], results: bytes | None, message: str = "success") -> bytes:
    """The answer of taskDetail. ``results`` is text from ``result_members`` and is copied, not parsed."""
    head = dumps({"success": True, "code": SUCCESS, "message": message})[:-1].encode()
    obj = dumps(dict(state_members))[:-1].encode()
    tail = b"," + results if results else b""
    return head + b',"obj":' + obj + tail + b"}}"
