# Written by scripts/stubs.py from the extension module; change the bindings and run `make stubs`.
# mypy: disable-error-code="overload-cannot-match, overload-overlap"
# pyright: reportOverlappingOverload=false

"""
Programs from and to text: OriginIR and OpenQASM 2.

Conventions: several registers of an OpenQASM text are concatenated in order of declaration, qubits and bits apart;
numbers are written in fixed notation. ``docs/text_formats.md`` tells what is read and written.
"""

from __future__ import annotations

import typing

import pyqpanda3.core

__all__: list[str] = [
    "convert_originir_file_to_qprog",
    "convert_originir_string_to_qprog",
    "convert_qasm_file_to_qprog",
    "convert_qasm_string_to_qprog",
    "convert_qprog_to_originir",
    "convert_qprog_to_qasm",
]

def convert_originir_file_to_qprog(ir_filepath: str) -> pyqpanda3.core.QProg:
    """Reads a program from a file of OriginIR.

    Raises ParseError with `line` and `column`, and InvalidArgument (a RuntimeError and ValueError) with the path
    if the file cannot be read.
    """

def convert_originir_string_to_qprog(string: str) -> pyqpanda3.core.QProg:
    """Reads a program from OriginIR text.

    Names are case-sensitive; QINIT and CREG may come in any order. The qubits of the program come from use.
    Raises ParseError (a RuntimeError and ValueError) with `line` and `column`.
    """

def convert_qasm_file_to_qprog(qasm_filepath: str) -> pyqpanda3.core.QProg:
    """Reads a program from a file of OpenQASM 2.

    Raises ParseError with `line` and `column`, and InvalidArgument (a RuntimeError and ValueError) with the path
    if the file cannot be read.
    """

def convert_qasm_string_to_qprog(qasm_str: str) -> pyqpanda3.core.QProg:
    """Reads a program from OpenQASM 2 text.

    The gates of qelib1.inc are built in, with or without the include. Several registers are concatenated in
    order of declaration: with `qreg a[2]; qreg b[3];` b[0] is qubit 2. `if(c==n)` becomes a branch on the bits of
    c, c[0] being the lowest bit of n. Of OpenQASM 3 `qubit[n] q`, `bit[n] c` and `c[0] = measure q[0]` are read.
    Raises ParseError (a RuntimeError and ValueError) with `line` and `column`.
    """

def convert_qprog_to_originir(prog: pyqpanda3.core.QProg, precision: typing.SupportsIndex = 8) -> str:
    """The program as OriginIR text; numbers in fixed notation with `precision` decimals, 0 to 100.

    QINIT and CREG say what is used, at least 1 each; each gate has its own CONTROL and DAGGER blocks.
    """

def convert_qprog_to_qasm(prog: pyqpanda3.core.QProg, precision: typing.SupportsIndex = 8) -> str:
    """The program as OpenQASM 2 text; parameters in fixed notation with `precision` decimals, 0 to 100.

    Gates without a name in OpenQASM 2, also those with many controls and ORACLE on up to 8 qubits, are rewritten
    into others, equal up to a global phase. ECHO and IDLE are left out. Branches become `if(c==n)` in front of
    each of their statements. Raises Unsupported (a RuntimeError) for loops, Karus, and branches that measure into
    the bits they depend on before their last statement.
    """
