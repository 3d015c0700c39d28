# Written by scripts/stubs.py from the extension module; change the bindings and run `make stubs`.
# mypy: disable-error-code="overload-cannot-match, overload-overlap"
# pyright: reportOverlappingOverload=false

"""
Programs as bytes: OriginBIS, which keeps everything, and the communication format, which quantum chips are sent.

OriginBIS round trips are exact. The communication format has 256 qubits, gates and measurements, and angles in steps of
2 pi / 65536. ``docs/binary_formats.md`` describes both.
"""

from __future__ import annotations

import collections.abc
import typing

import pyqpanda3.core

__all__: list[str] = [
    "CommProtocolConfig",
    "comm_protocol_decode",
    "comm_protocol_encode",
    "comm_protocol_encode_originir_file",
    "comm_protocol_encode_originir_string",
    "convert_originbis_to_qprog",
    "convert_qprog_to_originbis",
]

class CommProtocolConfig:
    """How the programs of a message in the communication format are to be run; what is written is set
    as properties.

    Numbers out of range raise NegativeValue (a TypeError and ValueError) or InvalidArgument (a
    RuntimeError and ValueError) when they are set.
    """

    def __copy__(self) -> typing.Any:
        """An independent copy; attributes that were set on the object are shared."""

    def __deepcopy__(self, memo: dict[typing.Any, typing.Any]) -> typing.Any:
        """An independent copy; attributes that were set on the object are copied too."""

    def __eq__(self, other: object, /) -> bool:
        """True if all settings are equal."""

    def __hash__(self) -> int:
        """Return hash(self)."""

    def __init__(self) -> None:
        """The defaults: both flags True, optimization_level 4, circuits_num 100, shots 1000."""

    def __reduce__(self) -> tuple[typing.Any, ...]: ...
    def __repr__(self) -> str: ...
    def __setstate__(self, arg0: typing.Any) -> None:
        """What pickle and copy call."""

    @property
    def circuits_num(self) -> int:
        """The number of circuits that is announced, 0 to 255. It is independent of how many a message holds."""

    @circuits_num.setter
    def circuits_num(self, arg1: typing.SupportsIndex) -> None: ...
    @property
    def open_error_mitigation(self) -> bool:
        """Whether read-out errors are corrected."""

    @open_error_mitigation.setter
    def open_error_mitigation(self, arg0: bool) -> None: ...
    @property
    def open_mapping(self) -> bool:
        """Whether qubits are mapped to the chip's."""

    @open_mapping.setter
    def open_mapping(self, arg0: bool) -> None: ...
    @property
    def optimization_level(self) -> int:
        """How much the programs are optimised, 0 to 15."""

    @optimization_level.setter
    def optimization_level(self, arg1: typing.SupportsIndex) -> None: ...
    @property
    def shots(self) -> int:
        """The number of runs, 0 to 2^32 - 1."""

    @shots.setter
    def shots(self, arg1: typing.SupportsIndex) -> None: ...

def comm_protocol_decode(encode_data: bytes) -> tuple[list[pyqpanda3.core.QProg], CommProtocolConfig]:
    """The programs of a message in the communication format, and how they are to be run.

    Raises ParseError (a RuntimeError and ValueError) for data that is damaged in any way; `column` is the place of
    the byte, counted from 1.
    """

def comm_protocol_encode(
    prog_list: collections.abc.Sequence[pyqpanda3.core.QProg], config: CommProtocolConfig = ...
) -> bytes:
    """The programs as one message in the communication format. Angles are rounded to multiples of 2 pi / 65536. An empty program stays one program.

    Raises InvalidArgument (a RuntimeError and ValueError) for qubits and bits beyond 255, an IDLE that is no whole
    number from 0 to 65535 and an ECHO with a number; Unsupported (a RuntimeError) for branches, loops, RESET, Oracle,
    Karus and for controls other than those of CNOT, CZ, CP, CU and TOFFOLI. The message names program and item.
    """

def comm_protocol_encode_originir_file(file_path: str, config: CommProtocolConfig = ...) -> bytes:
    """The program of an OriginIR file as a message in the communication format. Angles are rounded to multiples of 2 pi / 65536. An empty program stays one program.

    Raises InvalidArgument (a RuntimeError and ValueError) for qubits and bits beyond 255, an IDLE that is no whole
    number from 0 to 65535 and an ECHO with a number; Unsupported (a RuntimeError) for branches, loops, RESET, Oracle,
    Karus and for controls other than those of CNOT, CZ, CP, CU and TOFFOLI. The message names program and item.
    InvalidArgument for a file that cannot be read, ParseError with `line` and `column` for one that is no OriginIR.
    """

def comm_protocol_encode_originir_string(originir: str, config: CommProtocolConfig = ...) -> bytes:
    """The program of an OriginIR text as a message in the communication format. Angles are rounded to multiples of 2 pi / 65536. An empty program stays one program.

    Raises InvalidArgument (a RuntimeError and ValueError) for qubits and bits beyond 255, an IDLE that is no whole
    number from 0 to 65535 and an ECHO with a number; Unsupported (a RuntimeError) for branches, loops, RESET, Oracle,
    Karus and for controls other than those of CNOT, CZ, CP, CU and TOFFOLI. The message names program and item.
    ParseError with `line` and `column` for a text that is no OriginIR.
    """

def convert_originbis_to_qprog(originbis: bytes) -> pyqpanda3.core.QProg:
    """The program that OriginBIS bytes describe.

    Raises ParseError (a RuntimeError and ValueError) for bytes that are damaged, cut off or of another format, and
    for a dagger or control that does not say which gates it is for; `column` is the place of the byte, counted
    from 1.
    """

def convert_qprog_to_originbis(qprog: pyqpanda3.core.QProg) -> bytes:
    """The program as OriginBIS, exact to the last bit of each parameter. Circuits inside circuits are resolved,
    programs inside programs, branches and loops stay. The same program gives the same bytes.

    Raises Unsupported (a RuntimeError) for a condition that asks for zeros and for a 1 beyond the first 64 of its
    bits, ResourceExhausted (a RuntimeError and MemoryError) for more than 2^31 - 1 bytes.
    """
