"""What programs are written as in OpenQASM 2, and that the texts mean the same as the programs."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from programs import build_circuit, circuits
from qasm_support import phase_distance, unitary

from pyqpanda3 import core
from pyqpanda3.core import qif, qwhile
from pyqpanda3.errors import Unsupported
from pyqpanda3.intermediate_compiler import (
    convert_originir_string_to_qprog,
    convert_qasm_string_to_qprog,
    convert_qprog_to_originir,
    convert_qprog_to_qasm,
)

PI = np.pi


def prog_of(*items: object) -> core.QProg:
    prog = core.QProg()
    for item in items:
        prog << item
    return prog


def lines(*items: object, precision: int = 8) -> list[str]:
    """The statements of a program of these items, without header and registers."""
    return convert_qprog_to_qasm(prog_of(*items), precision).split("\n")[4:]


DIRECT = [
    (core.I(0), "id q[0];"),
    (core.X(0), "x q[0];"),
    (core.Y(0), "y q[0];"),
    (core.Z(0).dagger(), "z q[0];"),
    (core.H(0).dagger(), "h q[0];"),
    (core.S(0), "s q[0];"),
    (core.S(0).dagger(), "sdg q[0];"),
    (core.T(0), "t q[0];"),
    (core.T(0).dagger(), "tdg q[0];"),
    (core.RX(0, 0.3), "rx(0.30000000) q[0];"),
    (core.RY(0, 0.3).dagger(), "ry(-0.30000000) q[0];"),
    (core.RZ(0, 0.3), "rz(0.30000000) q[0];"),
    (core.P(0, 0.3).dagger(), "p(-0.30000000) q[0];"),
    (core.U1(0, 0.3), "u1(0.30000000) q[0];"),
    (core.U2(0, 0.3, 0.4), "u2(0.30000000, 0.40000000) q[0];"),
    (core.U3(0, 0.3, 0.4, 0.5), "u3(0.30000000, 0.40000000, 0.50000000) q[0];"),
    (core.CNOT(1, 0), "cx q[1],q[0];"),
    (core.X(0).control(1), "cx q[1],q[0];"),
    (core.CZ(0, 1), "cz q[0],q[1];"),
    (core.Z(1).control(0), "cz q[0],q[1];"),
    (core.Z(0).control(1), "cz q[0],q[1];"),
    (core.CP(0, 1, 0.3), "cp(0.30000000) q[0],q[1];"),
    (core.P(0, 0.3).control(1), "cp(0.30000000) q[1],q[0];"),
    (core.S(0).control(1), "cp(1.57079633) q[1],q[0];"),
    (core.T(0).dagger().control(1), "cp(-0.78539816) q[1],q[0];"),
    (core.U1(0, 0.3).control(1), "cp(0.30000000) q[1],q[0];"),
    (core.SWAP(0, 1), "swap q[0],q[1];"),
    (core.RXX(0, 1, 0.3), "rxx(0.30000000) q[0],q[1];"),
    (core.RYY(0, 1, 0.3), "ryy(0.30000000) q[0],q[1];"),
    (core.RZZ(0, 1, 0.3).dagger(), "rzz(-0.30000000) q[0],q[1];"),
    (core.TOFFOLI(0, 1, 2), "ccx q[0],q[1],q[2];"),
    (core.BARRIER([0, 2]), "barrier q[0],q[2];"),
    (core.measure(0, 3), "measure q[0] -> c[3];"),
    (core.RESET(0), "reset q[0];"),
    # One-qubit gates without a name there.
    (core.X1(0), "u3(1.57079633, -1.57079633, 1.57079633) q[0];"),
    (core.X1(0).dagger(), "u3(1.57079633, 1.57079633, -1.57079633) q[0];"),
    (core.Y1(0), "u3(1.57079633, 0.00000000, 0.00000000) q[0];"),
    (core.Z1(0), "u3(0.00000000, 0.78539816, 0.78539816) q[0];"),
    (core.RPHI(0, 0.3, 0.7), "u3(0.30000000, -0.87079633, 0.87079633) q[0];"),
    (core.RPHI(0, 5, 0.5), "u3(1.28318531, 2.07079633, 4.21238898) q[0];"),
    (core.U2(0, 0.3, 0.4).dagger(), "u3(1.57079633, 2.74159265, -3.44159265) q[0];"),
    (core.U3(0, 0.3, 0.4, 0.5).dagger(), "u3(0.30000000, 2.64159265, -3.54159265) q[0];"),
    (core.U4(0, 0.3, 0.4, 0.5, 0.6), "u3(0.50000000, 0.40000000, 0.60000000) q[0];"),
    (core.U4(0, 1, 5, 7, 6), "u3(0.71681469, 5.00000000, -0.28318531) q[0];"),
]


@pytest.mark.parametrize(("item", "text"), DIRECT, ids=[text for _, text in DIRECT])
def test_one_statement(item: object, text: str) -> None:
    assert lines(item) == [text]


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        (core.CRX(0, 1, 0.3),
         ["h q[1];", "cx q[0],q[1];", "rz(-0.15000000) q[1];", "cx q[0],q[1];", "rz(0.15000000) q[1];", "h q[1];"]),
        (core.CRY(0, 1, 0.3).dagger(),
         ["cx q[0],q[1];", "ry(0.15000000) q[1];", "cx q[0],q[1];", "ry(-0.15000000) q[1];"]),
        (core.CRZ(0, 1, 0.3),
         ["cx q[0],q[1];", "rz(-0.15000000) q[1];", "cx q[0],q[1];", "rz(0.15000000) q[1];"]),
        (core.Z(0).control([1, 2]), ["h q[0];", "ccx q[1],q[2],q[0];", "h q[0];"]),
        (core.Y(0).control(1), ["sdg q[0];", "cx q[1],q[0];", "s q[0];"]),
        (core.ECHO(0), []),
        (core.IDLE(0, 5), []),
        (core.I(0).control(1), []),
    ],
)  # fmt: skip
def test_several_statements(item: object, expected: list[str]) -> None:
    assert lines(item) == expected


def test_frame_of_a_text() -> None:
    prog = core.QProg(5) << core.H(1) << core.measure(1, 2)
    assert convert_qprog_to_qasm(prog) == (
        'OPENQASM 2.0;\ninclude "qelib1.inc";\nqreg q[5];\ncreg c[3];\nh q[1];\nmeasure q[1] -> c[2];'
    )
    assert convert_qprog_to_qasm(core.QProg()) == 'OPENQASM 2.0;\ninclude "qelib1.inc";\nqreg q[0];\ncreg c[0];'


def test_precision() -> None:
    assert lines(core.RX(0, 1e20), core.RX(0, -1e-12), precision=3) == [
        "rx(100000000000000000000.000) q[0];",
        "rx(-0.000) q[0];",
    ]
    assert lines(core.RX(0, 0.6), precision=0) == ["rx(1) q[0];"]
    with pytest.raises(TypeError, match="precision: at least 0, got -1"):
        convert_qprog_to_qasm(core.QProg(), -1)
    with pytest.raises(ValueError, match="precision: at most 100"):
        convert_qprog_to_qasm(core.QProg(), 101)


@settings(max_examples=150, deadline=None)
@given(circuits(range(4)))
def test_the_text_has_the_unitary_of_the_program(ops: list[dict]) -> None:
    prog = prog_of(build_circuit(ops))
    again = convert_qasm_string_to_qprog(convert_qprog_to_qasm(prog, 16))
    assert phase_distance(unitary(prog, 4), unitary(again, 4)) < 1e-12


@settings(max_examples=100, deadline=None)
@given(circuits(range(4)))
def test_originir_keeps_programs(ops: list[dict]) -> None:
    prog = prog_of(build_circuit(ops))
    again = convert_originir_string_to_qprog(convert_qprog_to_originir(prog, 16))
    np.testing.assert_allclose(unitary(again, 4), unitary(prog, 4), atol=1e-13)


@pytest.mark.parametrize("num_qubits", [1, 2, 3, 4])
@pytest.mark.parametrize("controls", [0, 1])
def test_oracles(num_qubits: int, controls: int) -> None:
    rng = np.random.default_rng(num_qubits)
    size = 2**num_qubits
    matrix, _ = np.linalg.qr(rng.normal(size=(size, size)) + 1j * rng.normal(size=(size, size)))
    gate = core.Oracle(list(range(num_qubits)), matrix)
    prog = prog_of(gate.control([5]) if controls else gate)
    again = convert_qasm_string_to_qprog(convert_qprog_to_qasm(prog, 16))
    assert phase_distance(unitary(prog, 6), unitary(again, 6)) < 1e-12


def test_wide_oracles_are_refused() -> None:
    with pytest.raises(Unsupported, match="an ORACLE on 9 qubits"):
        convert_qprog_to_qasm(prog_of(core.Oracle(list(range(9)), np.eye(512))))


def test_many_controls_take_few_statements() -> None:
    """Quadratic growth: 80 controls instead of 40 take about four times as much."""
    counts = [len(lines(core.X(0).control(list(range(1, n + 1))))) for n in (40, 80)]
    assert counts[0] < 40_000
    assert counts[1] < 5 * counts[0]


class TestConditions:
    """Branches as `if`, held to the program itself: every bit is set by X or not, so that each run has one outcome."""

    @staticmethod
    def outcomes(prog: core.QProg, num_bits: int, num_qubits: int) -> list[dict[str, int]]:
        """Counts for all values that the bits can have when the program begins."""
        results = []
        for value in range(2**num_bits):
            whole = core.QProg()
            for bit in range(num_bits):
                if value >> bit & 1:
                    whole << core.X(bit)
                whole << core.measure(bit, bit)
                whole << core.RESET(bit)
            whole << prog
            whole << core.measure(list(range(num_qubits)), list(range(10, 10 + num_qubits)))
            results.append(whole)
        return results

    def check(self, prog: core.QProg, num_bits: int = 3, num_qubits: int = 3) -> str:
        machine = core.CPUQVM()
        for whole in self.outcomes(prog, num_bits, num_qubits):
            machine.run(whole, 3, seed=1)
            expected = machine.result().get_counts()
            machine.run(convert_qasm_string_to_qprog(convert_qprog_to_qasm(whole)), 3, seed=1)
            assert machine.result().get_counts() == expected
        return convert_qprog_to_qasm(prog)

    @staticmethod
    def flip(*qubits: int) -> core.QProg:
        return prog_of(*(core.X(qubit) for qubit in qubits))

    def test_condition_on_all_bits(self) -> None:
        text = self.check(qif([0, 1, 2]).then(self.flip(0, 1)).qendif())
        assert text.endswith("creg c[3];\nif(c==7) x q[0];\nif(c==7) x q[1];")

    def test_condition_on_some_bits(self) -> None:
        text = self.check(qif([1]).then(self.flip(0)).qendif())
        assert "creg c0[1];\ncreg c1[1];\nif(c1==1) x q[0];" in text

    def test_conditions_that_share_a_register(self) -> None:
        prog = prog_of(qif([0, 2]).then(self.flip(0)).qendif(), qif([1]).then(self.flip(1)).qendif())
        text = self.check(prog)
        assert "creg c[3];" in text
        assert [line for line in text.splitlines() if "x q[0]" in line] == ["if(c==5) x q[0];", "if(c==7) x q[0];"]

    def test_else_and_elseif(self) -> None:
        self.check(qif([0]).then(self.flip(0)).qelse(self.flip(1)))
        self.check(qif([0]).then(self.flip(0)).qelseif([1]).then(self.flip(1)).qelse(self.flip(2)))
        self.check(qif([0, 1]).then(self.flip(0)).qelseif([1, 2]).then(self.flip(1)).qendif())

    def test_nested_branches(self) -> None:
        inner = qif([1]).then(self.flip(1)).qelse(self.flip(2))
        self.check(qif([0]).then(prog_of(core.X(0), inner)).qelse(inner))

    def test_empty_condition_is_always_met(self) -> None:
        assert lines(qif([]).then(self.flip(0)).qelse(self.flip(1))) == ["x q[0];"]

    def test_gates_that_are_rewritten(self) -> None:
        prog = qif([0]).then(prog_of(core.X(0).control([1, 2, 3]), core.ISWAP(0, 1), core.BARRIER([0, 1]))).qendif()
        text = convert_qprog_to_qasm(prog)
        body = text.splitlines()[4:]
        assert len(body) > 10
        assert all(line.startswith("if(c==1) ") for line in body if "barrier" not in line)
        self.check(prog, num_qubits=4)

    def test_measurement_and_reset_in_a_branch(self) -> None:
        self.check(qif([0]).then(prog_of(core.X(0), core.RESET(1), core.measure(0, 5), core.X(2))).qendif())
        # The last statement may change what decided.
        self.check(prog_of(qif([0]).then(prog_of(core.X(1), core.measure(1, 0))).qendif(), core.X(2)))
        self.check(qif([1]).then(core.QProg() << core.measure(1, 0)).qendif())

    def test_a_branch_that_changes_its_bits_and_goes_on_is_refused(self) -> None:
        for prog in (
            qif([0]).then(prog_of(core.measure(1, 0), core.X(1))).qendif(),
            qif([0]).then(prog_of(core.measure(1, 0))).qelse(self.flip(1)),
            qif([0]).then(prog_of(qif([1]).then(prog_of(core.measure(1, 1))).qendif(), core.X(1))).qendif(),
        ):
            with pytest.raises(Unsupported, match="measures into that register and goes on"):
                convert_qprog_to_qasm(prog)

    def test_conditions_read_from_text_are_written_again(self) -> None:
        source = 'OPENQASM 2.0;\ninclude "qelib1.inc";\nqreg q[1];\ncreg c[3];\nif(c==5) x q[0];'
        assert convert_qprog_to_qasm(convert_qasm_string_to_qprog(source)) == source
        source = source.replace("creg c[3];\nif(c==5)", "creg c0[2];\ncreg c1[3];\nif(c1==4)")
        assert convert_qprog_to_qasm(convert_qasm_string_to_qprog(source)) == source

    def test_too_many_values_are_refused(self) -> None:
        wide = qif([0]).then(qif([20]).then(self.flip(0)).qendif()).qendif()
        with pytest.raises(Unsupported, match="bits 0 to 20"):
            convert_qprog_to_qasm(wide)
        assert convert_qprog_to_qasm(qif(list(range(40))).then(self.flip(0)).qendif()).endswith(
            f"if(c=={2**40 - 1}) x q[0];"
        )
        with pytest.raises(Unsupported, match="at most 63 bits"):
            convert_qprog_to_qasm(qif(list(range(64))).then(self.flip(0)).qendif())


def test_what_has_no_text() -> None:
    with pytest.raises(Unsupported, match="no loops"):
        convert_qprog_to_qasm(qwhile([0]).loop(core.QProg() << core.X(0)))
    with pytest.raises(Unsupported, match="no channels"):
        convert_qprog_to_qasm(core.QProg() << core.Karus([0], [[1, 0, 0, 1]]))
