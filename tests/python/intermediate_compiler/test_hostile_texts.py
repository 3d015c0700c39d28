"""Texts made to exhaust stack, memory or time are refused quickly, and long honest ones are read quickly."""

from __future__ import annotations

import time

import pytest
from qasm_support import HEADER

from pyqpanda3 import core
from pyqpanda3.errors import ParseError
from pyqpanda3.intermediate_compiler import (
    convert_originir_string_to_qprog,
    convert_qasm_string_to_qprog,
    convert_qprog_to_qasm,
)

MANY = 1_000_000
START = f"{HEADER}qreg q[2];creg c[2];"
DOUBLING = "gate g0 a { x a; }" + "".join(f"gate g{i + 1} a {{ g{i} a; g{i} a; }}" for i in range(60))

QASM = {
    "parentheses": START + "rx(" + "(" * MANY + "1" + ")" * MANY + ") q[0];",
    "open parentheses": START + "rx(" + "(" * MANY,
    "functions": START + "rx(" + "sin(" * MANY,
    "signs before nothing": START + "rx(" + "-" * MANY,
    "powers without an end": START + "rx(" + "2^" * MANY,
    "sum without an end": START + "rx(" + "1+" * MANY,
    "nested ifs": START + "if(c==1)" * MANY,
    "braces": START + "gate g a " + "{" * MANY,
    "body without an end": START + "gate g a { " + "x a;" * MANY,
    "parameters without an end": START + "gate g(" + ",".join(f"p{i}" for i in range(100_000)),
    "qubits without an end": START + "gate g " + ",".join(f"p{i}" for i in range(100_000)),
    "doubling definitions": START + DOUBLING + "g60 q[0];",
    "doubling on registers": START + DOUBLING.replace("g60", "g60") + "qreg r[100000]; g25 r;",
    "wide registers": START + "qreg r[16000000]; h r;",
    "wide barrier": START + "qreg r[16000000]; barrier r;",
    "wide condition": START + "creg d[60000];" + "if(d==1) x q[0];" * 10_000,
    "number": START + "rx(" + "9" * MANY + ") q[0];",
    "name": START + "x" * MANY + " q[0];",
    "quotes": 'include "' + "a" * MANY,
    "comment": START + "/*" + "x" * MANY,
    "operands": START + "cx " + "q[0]," * MANY,
    "statement without an end": START + "measure q[0] -" * 10,
    "control characters": "\x01" * MANY,
    "bytes of no encoding": "\xff" * MANY,
}

LINEAR = {"powers without an end", "sum without an end", "body without an end", "wide condition"}

ORIGINIR = {
    "parentheses": "QINIT 1\nRX q[0],(" + "(" * MANY,
    "daggers": "QINIT 1\n" + "DAGGER\n" * MANY,
    "closers": "QINIT 1\n" + "ENDDAGGER\n" * MANY,
    "branches": "QINIT 1\nCREG 1\n" + "QIF c[0]\n" * MANY,
    "truncated": "QINIT 1\nCONTROL q[",
    "negative": "QINIT 1\nH q[-1]",
}


def seconds(call: object, *args: object) -> float:
    """Processor time, which does not depend on what else the machine does."""
    begin = time.thread_time()
    call(*args)  # type: ignore[operator]
    return time.thread_time() - begin


@pytest.mark.parametrize("name", sorted(QASM))
def test_hostile_openqasm(name: str) -> None:
    def refused() -> None:
        with pytest.raises(ParseError, match=r"line \d+, column \d+"):
            convert_qasm_string_to_qprog(QASM[name])

    # A text of megabytes that has to be read to its end takes its time; the others are refused where they go wrong.
    assert min(seconds(refused) for _ in range(3)) < (1.0 if name in LINEAR else 0.1)


@pytest.mark.parametrize("name", sorted(ORIGINIR))
def test_hostile_originir(name: str) -> None:
    def refused() -> None:
        with pytest.raises(ParseError, match=r"line \d+, column \d+"):
            convert_originir_string_to_qprog(ORIGINIR[name])

    assert min(seconds(refused) for _ in range(3)) < 0.1


@pytest.mark.parametrize("source", [QASM["doubling definitions"], "OPENQASM 2.0;\n" + START + "u3(pi/2,0,-pi) q[0];"])
def test_every_beginning_of_a_text_is_read_or_refused(source: str) -> None:
    for end in range(len(source)):
        try:
            convert_qasm_string_to_qprog(source[:end])
        except ParseError as error:
            assert error.line >= 1 and error.column >= 1


def test_a_million_statements() -> None:
    source = START + "h q[0];cx q[0],q[1];rz(0.1*pi) q[1];sdg q[0];" * (MANY // 4)
    read: list[core.QProg] = []
    assert seconds(lambda: read.append(convert_qasm_string_to_qprog(source))) < 10
    assert len(read[0].gate_operations()) == MANY
    assert seconds(convert_qprog_to_qasm, read[0]) < 10


def test_deep_definitions_are_no_recursion() -> None:
    depth = 20_000
    source = START + "gate g0 a { x a; }" + "".join(f"gate g{i + 1} a {{ g{i} a; }}" for i in range(depth))
    assert len(convert_qasm_string_to_qprog(source + f"g{depth} q[0];").operations()) == 1
