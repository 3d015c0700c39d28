"""What the reader of OriginIR takes, statement by statement."""

from __future__ import annotations

import numpy as np
import pytest

from pyqpanda3 import core
from pyqpanda3.errors import ParseError
from pyqpanda3.intermediate_compiler import convert_originir_string_to_qprog, convert_qprog_to_originir


def body(source: str) -> list[str]:
    prog = convert_originir_string_to_qprog(source)
    return convert_qprog_to_originir(prog, 3).splitlines()[2:]


ACCEPTED = [
    *((f"{name} q[1]", [f"{name} q[1]"]) for name in ("H", "X", "Y", "Z", "S", "T", "I", "X1", "Y1", "Z1")),
    ("ECHO q[1]", ["ECHO q[1],(0.000)"]),
    ("ECHO q[1],(2)", ["ECHO q[1],(2.000)"]),
    ("IDLE q[1],(2.5)", ["IDLE q[1],(2.500)"]),
    *((f"{name} q[1],(0.5)", [f"{name} q[1],(0.500)"]) for name in ("RX", "RY", "RZ", "P", "U1")),
    ("RX q[1],0.5", ["RX q[1],(0.500)"]),
    ("RX q[1],PI/2", ["RX q[1],(1.571)"]),
    ("RX q[1],-pi", ["RX q[1],(-3.142)"]),
    ("U2 q[1],(1,2)", ["U2 q[1],(1.000,2.000)"]),
    ("RPHI q[1],(1,2)", ["RPhi q[1],(1.000,2.000)"]),
    ("RPhi q[1],(1,2)", ["RPhi q[1],(1.000,2.000)"]),
    ("U3 q[1],(1,2,3)", ["U3 q[1],(1.000,2.000,3.000)"]),
    ("U4 q[1],(1,2,3,4)", ["U4 q[1],(1.000,2.000,3.000,4.000)"]),
    *((f"{name} q[1],q[0]", [f"{name} q[1],q[0]"]) for name in ("CNOT", "CZ", "SWAP", "ISWAP", "SQISWAP", "MS")),
    ("CNOT q[1], q[0]", ["CNOT q[1],q[0]"]),
    *((f"{n} q[1],q[0],(0.5)", [f"{n} q[1],q[0],(0.500)"]) for n in ("CR", "RXX", "RYY", "RZZ", "RZX")),
    ("CP q[1],q[0],(0.5)", ["CR q[1],q[0],(0.500)"]),
    *((f"C{n} q[1],q[0],(0.5)", ["CONTROL q[1]", f"{n} q[0],(0.500)", "ENDCONTROL"]) for n in ("RX", "RY", "RZ")),
    ("CU q[1],q[0],(1,2,3,4)", ["CU q[1],q[0],(1.000,2.000,3.000,4.000)"]),
    ("TOFFOLI q[2],q[1],q[0]", ["CONTROL q[2],q[1]", "X q[0]", "ENDCONTROL"]),
    ("X q", ["X q[0]", "X q[1]", "X q[2]"]),
    ("RESET q", ["RESET q[0]", "RESET q[1]", "RESET q[2]"]),
    ("BARRIER q", ["BARRIER q[0],q[1],q[2]"]),
    ("MEASURE q,c", ["MEASURE q[0],c[0]", "MEASURE q[1],c[1]", "MEASURE q[2],c[2]"]),
    ("MEASURE q[2],c[0]", ["MEASURE q[2],c[0]"]),
    ("H q[0] X q[1]\tY q[2]", ["H q[0]", "X q[1]", "Y q[2]"]),
    ("  H q[0]\r\n\r\n  X q[1]\r\n", ["H q[0]", "X q[1]"]),
    ("H q[0] // X q[0]\n/* Y q[0]\n */ Z q[0]", ["H q[0]", "Z q[0]"]),
    ("H q[0]\n\0\0", ["H q[0]"]),
    ("c[0]=1\nH q[0]", ["H q[0]"]),
    ("DAGGER\nS q[0]\nRX q[1],(1)\nENDDAGGER",
     ["DAGGER", "RX q[1],(1.000)", "ENDDAGGER", "DAGGER", "S q[0]", "ENDDAGGER"]),
    ("CONTROL q[2],q[1]\nDAGGER\nS q[0]\nENDDAGGER\nENDCONTROL",
     ["CONTROL q[1],q[2]", "DAGGER", "S q[0]", "ENDDAGGER", "ENDCONTROL"]),
    ("QGATE g a,b,(x,y)\nRX a,(x+2*y)\nCNOT a,b\nENDQGATE\ng q[1],q[0],(1,2)", ["RX q[1],(5.000)", "CNOT q[1],q[0]"]),
    ("QGATE f a,(x)\nRX a,(-x)\nENDQGATE\nf q[0],(1)", ["RX q[0],(-1.000)"]),
    ("QIF c[0],c[2]\nX q[0]\nQELSEIF c[1]\nY q[0]\nQELSE\nZ q[0]\nQENDIF",
     ["QIF c[0],c[2]", "X q[0]", "QELSEIF c[1]", "Y q[0]", "QELSE", "Z q[0]", "QENDIF"]),
    ("QIF c==7\nX q[0]\nQENDIF", ["QIF c[0],c[1],c[2]", "X q[0]", "QENDIF"]),
    ("QIF c==5\nX q[0]\nQENDIF", ["QIF c==5", "X q[0]", "QENDIF"]),
    ("QWHILE c[1]\nX q[0]\nQENDWHILE", ["QWHILE c[1]", "X q[0]", "QENDWHILE"]),
    ("RX q[0],(2^3^2)", ["RX q[0],(512.000)"]),
    ("RX q[0],(-2^2)", ["RX q[0],(4.000)"]),
    ("RX q[0],(3-1)", ["RX q[0],(2.000)"]),
    ("RX q[0],(+1)", ["RX q[0],(1.000)"]),
    ("RX q[0],(0x1F+1e-1+.5+5.)", ["RX q[0],(36.600)"]),
]  # fmt: skip


@pytest.mark.parametrize(("source", "expected"), ACCEPTED)
@pytest.mark.parametrize("header", ["QINIT 3\nCREG 3\n", "CREG 3 QINIT 3 "])
def test_accepted(header: str, source: str, expected: list[str]) -> None:
    assert body(header + source) == expected


@pytest.mark.parametrize(
    "source",
    [
        *("SX q[0]", "CX q[0],q[1]", "CY q[0],q[1]", "CH q[0],q[1]", "CSWAP q[0],q[1],q[2]", "CCX q[0],q[1],q[2]"),
        *("CU1 q[0],q[1],(1)", "CU3 q[0],q[1],(1,2,3)", "ORACLE q[0]", "DEF g a", "h q[0]", "DAGGER.X q[0]"),
        *("DAGGER\nMEASURE q[0],c[0]\nENDDAGGER", "H q[c[0]]", "RX q[0],(x)", "RX q[0],(sin(1))", "RX q[0],(1%2)"),
        *("H q[3]", "MEASURE q[0],c[3]", "RX q[0]", "U3 q[0],(1,2)", "H q[0],(1)", "CNOT q[0],q[0]", "CNOT q[0]"),
        *("DAGGER\nH q[0]", "ENDCONTROL", "QIF c[0]\nX q[0]", "RX q[0],(1/0)", "H q[-1]", "H q[0.5]", ""),
    ],
)
def test_refused(source: str) -> None:
    with pytest.raises(ParseError, match=r"^line \d+, column \d+: "):
        convert_originir_string_to_qprog("QINIT 3\nCREG 3\n" + source)


def test_molmer_sorensen_comes_back() -> None:
    prog = core.QProg() << core.MS(1, 0).dagger().control(2)
    again = convert_originir_string_to_qprog(convert_qprog_to_originir(prog))
    np.testing.assert_array_equal(again.to_circuit().matrix(), prog.to_circuit().matrix())
    assert [gate.name() for gate in again.gate_operations()] == ["MS"]
