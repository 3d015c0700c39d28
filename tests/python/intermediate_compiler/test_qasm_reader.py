"""What the reader of OpenQASM 2 takes, and where it says no."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from qasm_support import HEADER, phase_distance, read, unitary

from pyqpanda3 import core
from pyqpanda3.errors import ParseError
from pyqpanda3.intermediate_compiler import (
    convert_originir_file_to_qprog,
    convert_qasm_file_to_qprog,
    convert_qasm_string_to_qprog,
)


def statements(prog: core.QProg) -> list[str]:
    """The OriginIR of a program without its header."""
    return prog.originir(3).splitlines()[2:]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("h q;", ["H q[0]", "H q[1]", "H q[2]"]),
        ("cx q,r;", ["CNOT q[0],q[3]", "CNOT q[1],q[4]", "CNOT q[2],q[5]"]),
        ("cx q[1],r;", ["CNOT q[1],q[3]", "CNOT q[1],q[4]", "CNOT q[1],q[5]"]),
        ("cx r,q[1];", ["CNOT q[3],q[1]", "CNOT q[4],q[1]", "CNOT q[5],q[1]"]),
        ("rzz(0.5) q,r;", [f"RZZ q[{i}],q[{i + 3}],(0.500)" for i in range(3)]),
        (
            "ccx q,r,s[0];",
            [line for i in range(3) for line in (f"CONTROL q[{i}],q[{i + 3}]", "X q[6]", "ENDCONTROL")],
        ),
        ("swap q[0],s;", ["SWAP q[0],q[6]", "SWAP q[0],q[7]"]),
        ("gate g a,b { cx b,a; } g q,r;", ["CNOT q[3],q[0]", "CNOT q[4],q[1]", "CNOT q[5],q[2]"]),
        ("reset s;", ["RESET q[6]", "RESET q[7]"]),
        ("barrier q[0],s,q;", ["BARRIER q[0],q[6],q[7],q[1],q[2]"]),
        ("measure s->d;", ["MEASURE q[6],c[2]", "MEASURE q[7],c[3]"]),
        ("measure s[1]->c[1];", ["MEASURE q[7],c[1]"]),
        ("d[0]=measure r[0];", ["MEASURE q[3],c[2]"]),
        ("d = measure s;", ["MEASURE q[6],c[2]", "MEASURE q[7],c[3]"]),
    ],
)
def test_registers(body: str, expected: list[str]) -> None:
    prog = convert_qasm_string_to_qprog(f"{HEADER}qreg q[3]; qreg r[3]; creg c[2]; qreg s[2]; creg d[2];\n{body}")
    assert statements(prog) == expected


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("pi/2", np.pi / 2),
        ("-pi", -np.pi),
        ("3-1", 2),
        ("3 - 1", 2),
        ("3-pi", 3 - np.pi),
        ("+1", 1),
        ("2*+1", 2),
        ("2^3^2", 512),
        ("-2^2", 4),
        ("-pi^2", -(np.pi**2)),
        ("2^-1", 0.5),
        ("1e-3", 0.001),
        ("1.5E2", 150),
        (".5", 0.5),
        ("5.", 5),
        ("0x10", 16),
        ("(1+2)*3/2", 4.5),
        ("sin(pi/6)", 0.5),
        ("cos(0)+tan(0)", 1),
        ("exp(ln(2))", 2),
        ("sqrt(2)^2", 2),
        ("-sin(-(pi/2))", 1),
        ("sqrt(sqrt(16))*2", 4),
    ],
)
def test_expressions(expression: str, value: float) -> None:
    assert read(f"rx({expression}) q[0];").gate_operations()[0].parameters()[0] == pytest.approx(value, abs=1e-15)
    inside = read(f"gate g(a) b {{ rx(a*({expression})) b; }} g(2) q[0];")
    assert inside.gate_operations()[0].parameters()[0] == pytest.approx(2 * value, abs=1e-15)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("gate g(t,u) a,b { rx(t+u) a; cx a,b; rz(-t/2) b; } g(1,2) q[2],q[0];",
         ["RX q[2],(3.000)", "CNOT q[2],q[0]", "RZ q[0],(-0.500)"]),
        ("gate g a { } g q[0]; x q[1];", ["X q[1]"]),
        ("gate f(t) a { rx(t) a; } gate g(t) a,b { f(2*t) b; f(t) a; } g(1) q[0],q[1];",
         ["RX q[1],(2.000)", "RX q[0],(1.000)"]),
        ("gate g a { x a; } gate x a { h a; } g q[0]; x q[0];", ["X q[0]", "H q[0]"]),
        ("gate x a { h a; } gate g a { x a; } g q[0];", ["H q[0]"]),
        ("gate g() a { x a; } g() q[0]; g q[0]; x() q[0];", ["X q[0]", "X q[0]", "X q[0]"]),
        ("gate g a,b { x a; barrier a,b; y b; } g q[3],q[1];", ["X q[3]", "BARRIER q[3],q[1]", "Y q[1]"]),
        ("gate g a { gphase(pi/2); x a; } g q[0];", ["X q[0]"]),
        ("gate q a { x a; } q q[0];", ["X q[0]"]),
        ("gate delay a { x a; } delay q[0];", ["X q[0]"]),
        ("opaque magic(a) b,c; x q[0];", ["X q[0]"]),
        ("gate u3(theta,phi,lambda) q { U(theta,phi,lambda) q; } u3(1,2,3) q[0];",
         ["U3 q[0],(1.000,2.000,3.000)"]),
    ],
)  # fmt: skip
def test_definitions(body: str, expected: list[str]) -> None:
    assert statements(read(body)) == expected


def test_conditions_compare_one_register() -> None:
    source = f"{HEADER}qreg q[1]; creg a[2]; creg b[2];\nx q[0];\nmeasure q[0] -> b[1];\nif(b==2) x q[0];\n"
    prog = convert_qasm_string_to_qprog(source + "if(a==1) h q[0];\nif(b==3) h q[0];\nmeasure q[0] -> a[0];")
    machine = core.CPUQVM()
    machine.run(prog, 100, seed=1)
    assert machine.result().get_counts() == {"10": 100}  # b[1] is 1, and q[0] is 0 again


def test_condition_on_gates_on_registers_measurements_and_resets() -> None:
    prog = read("if(c==1) x q; if(c==1) measure q[0]->c[0]; if(c==1) reset q[1];", qubits=2, bits=1)
    assert statements(prog) == [
        *("QIF c[0]", "X q[0]", "X q[1]", "QENDIF"),
        *("QIF c[0]", "MEASURE q[0],c[0]", "QENDIF"),
        *("QIF c[0]", "RESET q[1]", "QENDIF"),
    ]


def test_the_register_of_the_program_comes_from_use() -> None:
    prog = read("h q[1];", qubits=40)
    assert prog.qubits_num() == 2


@pytest.mark.parametrize("source", ["", " \n", "// nothing", "OPENQASM 2.0;", HEADER, f"{HEADER}qreg q[0];creg c[0];"])
def test_nothing_is_an_empty_program(source: str) -> None:
    prog = convert_qasm_string_to_qprog(source)
    assert prog.operations() == []


def test_header_and_include_are_optional_and_comments_free() -> None:
    for before in ("", "OPENQASM 2.0;", "OPENQASM 3.0;include 'stdgates.inc';", "/* a */ // b\nOPENQASM 2.0 ;"):
        assert statements(convert_qasm_string_to_qprog(before + "qubit[2] q;bit[1] c;\r\nx q[1];// d")) == ["X q[1]"]


def test_unitary_of_a_longer_text() -> None:
    """A quantum Fourier transform, as it is written by hand."""
    body = "".join(
        f"h q[{j}];" + "".join(f"cu1(pi/{2 ** (j - k)}) q[{k}],q[{j}];" for k in reversed(range(j)))
        for j in reversed(range(3))
    )
    size = 8
    expected = np.array([[np.exp(2j * np.pi * a * b / size) for a in range(size)] for b in range(size)]) / np.sqrt(size)
    assert phase_distance(unitary(read(body + "swap q[0],q[2];", qubits=3), 3), expected) < 1e-13


# What is refused, where (line, column in the body, which begins in line 5), and what the message says.
REFUSED = [
    ("foo q[0];", 1, 1, "unknown gate or statement 'foo'"),
    ("x q[0]", 1, 7, "expected ';'"),
    ("x r[0];", 1, 3, "'r', which is not declared"),
    ("x c[0];", 1, 3, "'c', a register of bits"),
    ("x q[-1];", 1, 5, "expected an index, found '-'"),
    ("x q[4];", 1, 5, r"q\[4\] is out of range: q has 4 qubits"),
    ("x q[99999999999999999999];", 1, 5, "expected an index"),
    ("x q[1.5];", 1, 5, "expected an index"),
    ("x q[pi];", 1, 5, "expected an index"),
    ("x q[0:1];", 1, 6, "ranges belong to OpenQASM 3"),
    ("x q[0],q[1];", 1, 8, r"x takes 1 qubit\(s\), found another one"),
    ("cx q[0];", 1, 1, r"cx takes 2 qubit\(s\), got 1"),
    ("cx q[0],q[0];", 1, 4, r"cx: the qubits must differ, found q\[0\], q\[0\]"),
    ("cx q,q;", 1, 4, "the qubits must differ"),
    ("cx q[0] q[1];", 1, 9, "expected ';'"),
    ("x q[0];;", 1, 8, "expected a statement"),
    ("rx q[0];", 1, 4, r"rx takes 1 parameter\(s\), got 0"),
    ("rx() q[0];", 1, 6, r"rx takes 1 parameter\(s\), got 0"),
    ("rx(1,2) q[0];", 1, 6, r"rx takes 1 parameter\(s\), found another one"),
    ("x(1) q[0];", 1, 3, r"x takes 0 parameter\(s\), found another one"),
    ("u3(1,2) q[0];", 1, 9, r"u3 takes 3 parameter\(s\), got 2"),
    ("rx(1 q[0];", 1, 6, r"expected '\)'"),
    ("rx((1) q[0];", 1, 8, r"expected '\)'"),
    ("rx(1)) q[0];", 1, 6, "expected a qubit"),
    ("rx(1/0) q[0];", 1, 5, "division by zero"),
    ("rx(arcsin(1)) q[0];", 1, 4, "expected a number"),
    ("rx(sin) q[0];", 1, 7, r"expected '\(' after sin"),
    ("rx(ln(0)) q[0];", 1, 4, "not finite"),
    ("rx(sqrt(-1)) q[0];", 1, 4, "not finite"),
    ("rx(1e999) q[0];", 1, 4, "outside the range of a double"),
    ("rx(theta) q[0];", 1, 4, "expected a number"),
    ("qreg q[2];", 1, 6, "'q' is already declared, in line 3"),
    ("creg q[2];", 1, 6, "'q' is already declared, in line 3"),
    ("qreg pi[2];", 1, 6, "a word of OpenQASM"),
    ("qreg r[99999999];", 1, 6, "more than 16777216 qubits"),
    ("qreg r;", 1, 7, r"expected '\['"),
    ("qubit r;", 1, 7, "OpenQASM 3"),
    ("qreg r[3];\nx q,\n  r;", 3, 3, r"x takes 1 qubit\(s\), found another one"),
    ("qreg r[3];\ncx q,\n  r;", 3, 3, "must have the same size, found 4 and 3"),
    ("gate g a { g a; }", 1, 12, "used in its own definition"),
    ("gate g a { foo a; }", 1, 12, "unknown gate 'foo'"),
    ("gate g a { h b; }", 1, 14, "the name of a qubit of this gate"),
    ("gate g a { h a[0]; }", 1, 15, "have no index"),
    ("gate g a { measure a -> c[0]; }", 1, 12, "expected a gate, barrier or '}'"),
    ("gate g a { h a }", 1, 16, "expected ';'"),
    ("gate g a { h a;", 1, 16, "expected '}' for the gate of line 5, found the end of the text"),
    ("gate g a { cx a,a; }", 1, 18, "the qubits must differ"),
    ("gate g a { cx a; }", 1, 12, r"cx takes 2 qubit\(s\), got 1"),
    ("gate g a { rx a; }", 1, 12, r"rx takes 1 parameter\(s\), got 0"),
    ("gate g(t,t) a { }", 1, 10, "'t' is used twice"),
    ("gate g(t) t { }", 1, 11, "'t' is used twice"),
    ("gate g a,a { }", 1, 10, "'a' is used twice"),
    ("gate g(t) a { rx(t/0) a; } g(1) q[0];", 1, 28, "division by zero"),
    ("gate g(t) a { rx(1/t) a; } g(0) q[0];", 1, 28, "division by zero"),
    ("gate g(t) a { rx(ln(t)) a; } g(0) q[0];", 1, 30, "not finite"),
    ("cu3(1e308,1e308,1e308) q[0],q[1];", 1, 1, "not finite"),
    ("gate g a { x a; }\ngate g a { y a; }", 2, 6, "already defined, in line 5"),
    ("gate g a,b { cx a,b; } g q[1],q[1];", 1, 26, "the qubits must differ"),
    ("gate if a { }", 1, 6, "a word of OpenQASM"),
    ("opaque magic a; magic q[0];", 1, 17, "declared opaque"),
    ("opaque magic a; gate g a { magic a; }", 1, 28, "declared opaque"),
    ("include \"other.inc\";", 1, 9, "cannot include 'other.inc'"),
    ("include \"qelib1.inc", 1, 9, "does not end in its line"),
    ("OPENQASM 2.0;", 1, 1, "only be the first statement"),
    ("measure q[0];", 1, 13, "expected '->'"),
    ("measure q -> c[0];", 1, 14, "registers of the same size"),
    ("measure q[0] -> c;", 1, 17, "registers of the same size"),
    ("creg d[3]; measure q -> d;", 1, 25, "registers of the same size; found a register of 4 and a register of 3"),
    ("measure q[0] -> q[1];", 1, 17, "'q', a register of qubits"),
    ("c[0] = 1;", 1, 8, "expected measure"),
    ("c[9] = measure q[0];", 1, 3, r"c\[9\] is out of range"),
    ("q[0] = measure q[0];", 1, 1, "the register of qubits 'q'"),
    ("barrier;", 1, 8, "expected a qubit"),
    ("if(c[0]==1) x q[0];", 1, 5, "conditions of OpenQASM 2 are on whole registers"),
    ("if(c=1) x q[0];", 1, 5, "expected '=='"),
    ("if(q==1) x q[0];", 1, 4, "'q', a register of qubits"),
    ("if(c==16) x q[0];", 1, 7, "can never be met: c has 4 bits"),
    ("if(c==-1) x q[0];", 1, 7, "a whole number"),
    ("if(c==1) { x q[0]; }", 1, 10, "blocks belong to OpenQASM 3"),
    ("if(c==1) x q[0]; else y q[0];", 1, 18, "else belongs to OpenQASM 3"),
    ("if(c==1) if(c==1) x q[0];", 1, 10, "expected a gate, measure or reset"),
    ("if(c==1) barrier q;", 1, 10, "expected a gate, measure or reset"),
    ("ctrl @ x q[0],q[1];", 1, 1, "'ctrl' belongs to OpenQASM 3"),
    ("inv @ x q[0];", 1, 1, "'inv' belongs to OpenQASM 3"),
    ("for int i in [0:2] { x q[i]; }", 1, 1, "'for' belongs to OpenQASM 3"),
    ("const int n = 3;", 1, 1, "'const' belongs to OpenQASM 3"),
    ("delay[100ns] q[0];", 1, 1, "'delay' belongs to OpenQASM 3"),
    ("gate g a { inv @ x a; }", 1, 12, "'inv' belongs to OpenQASM 3"),
    ("rphi(1,2) q[0];", 1, 1, "write u3"),
    ("/* open", 1, 1, "is not closed"),
    ("x q[0]; \x00 x q[0];", 1, 9, "NUL"),
]  # fmt: skip


@pytest.mark.parametrize(("body", "line", "column", "message"), REFUSED)
def test_errors_say_where_and_why(body: str, line: int, column: int, message: str) -> None:
    with pytest.raises(ParseError, match=message) as caught:
        read(body)
    assert (caught.value.line, caught.value.column) == (line + 4, column)
    assert isinstance(caught.value, RuntimeError) and isinstance(caught.value, ValueError)


@pytest.mark.parametrize("version", ["1.0", "4.0", "2.0.1", "2.x", "2.00", "two"])
def test_versions(version: str) -> None:
    with pytest.raises(ParseError, match="expected a version of OpenQASM"):
        convert_qasm_string_to_qprog(f"OPENQASM {version};")


def test_files(tmp_path: Path) -> None:
    path = tmp_path / "bell.qasm"
    path.write_text(f"{HEADER}qreg q[2]; h q[0]; cx q[0],q[1];", encoding="utf-8")
    assert statements(convert_qasm_file_to_qprog(str(path))) == ["H q[0]", "CNOT q[0],q[1]"]
    for read_file in (convert_qasm_file_to_qprog, convert_originir_file_to_qprog):
        for bad in (tmp_path / "missing", tmp_path):
            with pytest.raises(RuntimeError, match=str(bad)):
                read_file(str(bad))
