"""Conditions on the value of a register, `QIF c==n` in OriginIR: kept, written equivalently, and run."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from pyqpanda3.core import CPUQVM, QProg, measure, qif

BITS = 3


def outcome(prog: QProg) -> str:
    """The outcome of a program that has only one."""
    qvm = CPUQVM()
    qvm.run(prog, 2)
    ((key, shots),) = qvm.result().get_counts().items()
    assert shots == 2
    return key


def prepared(value: int) -> str:
    lines = ["QINIT 6", f"CREG {BITS}"]
    lines += [f"X q[{bit}]" for bit in range(BITS) if value >> bit & 1]
    lines += [f"MEASURE q[{bit}],c[{bit}]" for bit in range(BITS)]
    return "\n".join(lines) + "\n"


# The highest value is left out: it is the same condition as the list of all bits.
conditions = st.one_of(
    st.integers(0, 2**BITS - 2).map(lambda n: f"c=={n}"),
    st.sets(st.integers(0, BITS - 1), min_size=1).map(lambda bits: ",".join(f"c[{bit}]" for bit in sorted(bits))),
)
flips = st.integers(BITS, 5).map(lambda qubit: f"X q[{qubit}]\n")


@st.composite
def branches(draw: st.DrawFn, depth: int = 2) -> str:
    arms = draw(st.lists(conditions, min_size=1, max_size=3, unique=True))
    body = st.one_of(flips, branches(depth - 1)) if depth > 0 else flips
    text = "".join(f"{'QELSEIF' if i else 'QIF'} {arm}\n{draw(body)}" for i, arm in enumerate(arms))
    if draw(st.booleans()):
        text += "QELSE\n" + draw(body)
    return text + "QENDIF\n"


@given(branches())
def test_text_runs_like_the_program_it_was_written_from(branch: str) -> None:
    tail = "CREG 6\n" + "".join(f"MEASURE q[{qubit}],c[{qubit}]\n" for qubit in range(BITS, 6))
    for value in range(2**BITS):
        # Measured into further bits, so that c==n does not speak of the whole register any more.
        prog = QProg(prepared(value) + branch + tail)
        text = prog.originir()
        assert "CREG 6" in text
        assert outcome(QProg(text)) == outcome(prog)


@given(branches())
def test_conditions_on_the_whole_register_are_written_as_they_were(branch: str) -> None:
    prog = QProg(prepared(5) + branch)
    text = prog.originir()
    for line in branch.splitlines():
        if "==" in line:
            assert line in text.splitlines()
    assert QProg(text) == prog


@pytest.mark.parametrize("value", range(4))
def test_each_value_is_told_from_the_others(value: int) -> None:
    arms = "QIF c==0\nX q[2]\nQELSEIF c==2\nX q[3]\nQELSE\nX q[4]\nQENDIF\n"
    flip = "".join(f"X q[{bit}]\n" for bit in range(2) if value >> bit & 1)
    head = f"QINIT 5\nCREG 2\n{flip}MEASURE q[0],c[0]\nMEASURE q[1],c[1]\n"
    prog = QProg(head + arms) << measure([2, 3, 4], [2, 3, 4])
    expected = {0: "001", 2: "010"}.get(value, "100")
    assert outcome(prog) == expected + format(value, "02b")
    assert outcome(QProg(prog.originir())) == outcome(prog)


def test_loops_on_a_value() -> None:
    loop = QProg("QINIT 2\nCREG 2\nQWHILE c==0\nX q[0]\nMEASURE q[0],c[0]\nQENDWHILE\n") << measure(1, 1)
    assert outcome(loop) == "01"
    assert QProg(loop.originir()) == loop
    with pytest.raises(RuntimeError, match="QWHILE"):
        (QProg() << loop << measure(0, 5)).originir()


def test_plain_lists_are_as_before() -> None:
    prog = qif([1, 0]).then(QProg()).qendif()
    assert prog.originir() == "QINIT 1\nCREG 2\nQIF c[0],c[1]\nQENDIF\n"
    assert QProg("QINIT 1\nCREG 2\nQIF c==3\nQENDIF\n") == prog
