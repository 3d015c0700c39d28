"""Drawings of programs: options, files, LaTeX, SVG, figures, and that random programs give well-formed ones.

What is drawn character by character is held in tests/cpp/text.
"""

from __future__ import annotations

import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st
from programs import build_circuit, circuits

import pyqpanda3._drawing
from pyqpanda3 import core, errors
from pyqpanda3._drawing import labels, picture, svg
from pyqpanda3.core import (
    BARRIER,
    CNOT,
    CP,
    CPUQVM,
    CZ,
    ISWAP,
    PIC_TYPE,
    RESET,
    RX,
    RXX,
    SWAP,
    H,
    Oracle,
    QCircuit,
    QProg,
    S,
    X,
    draw_qprog,
    measure,
    qif,
    qwhile,
    set_print_options,
)

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(autouse=True)
def default_print_options() -> Iterator[None]:
    yield
    set_print_options(linewidth=120)  # what str() begins with


def everything() -> QProg:
    """One of each kind of thing that is drawn."""
    prog = QProg(7)
    prog << H(0) << CNOT(0, 1) << RX(2, 0.25).dagger() << CP(0, 2, np.pi / 4) << X(3).control([0, 1])
    prog << SWAP(1, 3) << BARRIER([0, 1, 2]) << RXX(0, 3, 0.3).control([1, 5]) << Oracle([1, 2], np.eye(4))
    prog << RESET(2) << CZ(1, 3) << ISWAP(2, 3) << core.Karus([0], [[1, 0, 0, 1]]) << measure(0, 0) << measure(2, 12)
    prog << qif([0]).then(QProg() << X(0)).qelseif([12]).then(QProg() << H(2)).qelse(QProg() << H(4))
    prog << qwhile([0, 12]).loop(QProg() << measure(0, 0)) << S(4).dagger() << measure(4, 3)
    return prog


# --- draw_qprog and set_print_options -----------------------------------------------------------------------------


def test_defaults_show_names_alone() -> None:
    prog = QProg() << RX(0, 0.25) << S(0).dagger()
    assert draw_qprog(prog) == draw_qprog(prog, PIC_TYPE.TEXT, {"all": 1}, False, False, 100, "", "utf-8")
    assert "┤RX├ ┤S├" in draw_qprog(prog)
    assert "┤RX(0.25000000)├ ┤S.dag├" in draw_qprog(prog, param_show=True)
    assert r"\gate{\mathrm{RX}} & \gate{\mathrm{S}^{\dagger}}" in draw_qprog(prog, p=PIC_TYPE.LATEX)
    assert (int(PIC_TYPE.TEXT), int(PIC_TYPE.LATEX)) == (0, 1)


def test_keywords_are_the_documented_ones() -> None:
    circuit = QCircuit() << H(0)
    circuit.set_name("inner")
    options: dict[str, Any] = {"expend_map": {"inner": 0}, "with_logo": True, "line_length": 80, "encode": "gbk"}
    assert "inner" in draw_qprog(circuit=circuit, **options)
    assert "QPanda3" in draw_qprog(qprog=QProg() << circuit, p=PIC_TYPE.LATEX, **options)


def test_lines_are_folded() -> None:
    prog = QProg()
    for _ in range(40):
        prog << X(0)
    folded = draw_qprog(prog, line_length=50)
    assert folded.count("q_0:") > 3
    assert draw_qprog(prog, line_length=0).count("q_0:") == 1
    with pytest.raises(errors.NegativeValue, match="line_length"):
        draw_qprog(prog, line_length=-1)


def test_files(tmp_path: Path) -> None:
    prog = QProg() << H(0) << measure(0, 0)
    for form in (PIC_TYPE.TEXT, PIC_TYPE.LATEX):
        for encode in ("utf-8", "gbk", "no such encoding"):
            path = tmp_path / f"{form.name}-{encode}"
            drawing = draw_qprog(prog, form, output_file=str(path), encode=encode)
            assert path.read_text(encoding="utf-8") == drawing == draw_qprog(prog, form)
    missing = tmp_path / "missing" / "file"
    with pytest.raises(errors.InvalidArgument, match=re.escape(str(missing))):
        draw_qprog(prog, output_file=str(missing))


def test_print_options_change_str() -> None:
    prog = QProg() << RX(0, 0.25) << S(0).dagger()
    assert str(prog) == repr(prog)
    assert "┤RX(0.25000000)├ ┤S.dag├" in str(prog)
    set_print_options(precision=3)
    assert "┤RX(0.250)├ ┤S.dag├" in str(prog)
    assert "┤RX(0.250)├" in draw_qprog(prog, param_show=True)
    assert r"\{0.250\}" in draw_qprog(prog, PIC_TYPE.LATEX, param_show=True)
    set_print_options(param_show=0)
    assert "┤RX├ ┤S├" in str(prog)
    assert "┤RX(0.25000000)├" in draw_qprog(prog, param_show=True)
    long = QProg()
    for _ in range(60):
        long << X(0)
    set_print_options(linewidth=30)
    assert str(long).count("q_0:") > 8
    set_print_options(linewidth=0)
    assert str(long).count("q_0:") == 1


@pytest.mark.parametrize(
    ("options", "error"),
    [
        ({"precision": -1}, errors.NegativeValue),
        ({"precision": 101}, errors.InvalidArgument),
        ({"linewidth": -1}, errors.NegativeValue),
        ({"precision": 2.5}, TypeError),
        ({"param_show": "yes"}, TypeError),
    ],
)
def test_wrong_print_options_change_nothing(options: dict[str, Any], error: type[Exception]) -> None:
    before = str(everything())
    with pytest.raises(error):
        set_print_options(**options)
    assert str(everything()) == before


def test_print_options_may_be_set_while_others_print() -> None:
    prog = QProg() << RX(0, 1 / 3)
    seen: set[str] = set()

    def show() -> None:
        for _ in range(300):
            seen.add(str(prog))

    threads = [threading.Thread(target=show) for _ in range(2)]
    for thread in threads:
        thread.start()
    for round_ in range(300):
        set_print_options(precision=round_ % 2 + 1, param_show=True)
    for thread in threads:
        thread.join()
    expected = set()
    for precision in (1, 2, 8):
        set_print_options(precision=precision)
        expected.add(str(prog))
    assert seen <= expected


# --- LaTeX --------------------------------------------------------------------------------------------------------

COMMANDS = set(
    re.findall(
        r"\w+",
        "documentclass usepackage begin end scalebox Qcircuit nghost lstick rstick ket gate multigate ghost ctrl "
        "control targ qswap qwx qw cw meter mathrm dagger textbf",
    )
)


def latex_fault(document: str) -> str:
    """Empty if the document is one that qcircuit accepts, as far as its form goes."""
    unknown = set(re.findall(r"(?<!\\)\\([A-Za-z]+)", document)) - COMMANDS
    if unknown:
        return f"unknown commands {unknown}"
    bare = re.sub(r"\\[{}\\]", "", document)
    depth = 0
    for character in bare:
        depth += {"{": 1, "}": -1}.get(character, 0)
        if depth < 0:
            return "a brace too many"
    rows = [line.split(" & ") for line in document.splitlines() if line.startswith(r"\nghost")]
    if depth or len({len(row) for row in rows}) != 1:
        return "braces or rows that do not match"
    for y, row in enumerate(rows):
        for x, cell in enumerate(row):
            if box := re.match(r"\\multigate{(\d+)}(.*)", cell):
                below = range(y + 1, y + 1 + int(box[1]))
                if any(i >= len(rows) or rows[i][x] != rf"\ghost{box[2]}" for i in below):
                    return f"a box is cut: {cell}"
            for link in re.findall(r"\\(?:ctrl{|qwx\[)(-?\d+)", cell):
                if not 0 <= y + int(link) < len(rows) or rows[y + int(link)][x] in (r"\qw", r"\cw"):
                    return f"a line ends nowhere: {cell}"
    return ""


def test_latex_of_everything() -> None:
    document = draw_qprog(everything(), PIC_TYPE.LATEX, param_show=True, with_logo=True)
    assert latex_fault(document) == ""
    for word in ("QIF", "QELSEIF", "QELSE", "QENDIF", "QWHILE", "QENDWHILE", "Karus", "BARRIER", "RESET"):
        assert rf"\mathrm{{{word}}}" in document
    assert r"\lstick{c_{12}}" in document


def test_the_check_of_latex_finds_faults() -> None:
    document = draw_qprog(QProg() << RXX(0, 1, 0.5) << CNOT(1, 0), PIC_TYPE.LATEX)
    assert latex_fault(document) == ""
    for old, new in [(r"\targ", r"\target"), (r" & \targ", ""), (r"\ghost{", r"\ghost{x"), ("ctrl{-1}", "ctrl{1}")]:
        assert latex_fault(document.replace(old, new)) != ""


# --- SVG and figures ----------------------------------------------------------------------------------------------


def texts(svg: str) -> list[str]:
    return [node.text or "" for node in ElementTree.fromstring(svg).iter(f"{SVG}text")]


def test_svg_shows_everything() -> None:
    document = everything().draw("svg", with_gate_params=True)
    shown = texts(document)
    for label in ("q0", "q6", "H", "RX†", "0.25", "π/4", "RXX", "ORACLE", "|0⟩", "ISWAP", "Karus", "if", "else if"):
        assert label in shown, label
    assert "c0=1, c12=1" in shown
    assert shown.count("12") == 1
    assert "0.25" not in texts(everything().draw("svg"))
    root = ElementTree.fromstring(document)
    width, height = map(float, root.attrib["viewBox"].split()[2:])
    for node in root.iter():
        for x, y in (("x", "y"), ("x1", "y1"), ("x2", "y2"), ("cx", "cy")):
            if x in node.attrib:
                assert 0 <= float(node.attrib[x]) <= width and 0 <= float(node.attrib[y]) <= height, node.attrib


def test_svg_is_folded_and_scaled() -> None:
    prog = QProg()
    for _ in range(20):
        prog << H(0)
    assert texts(prog.draw("svg", fold=5)).count("q0") == 4
    assert texts(prog.draw("svg", fold=0)).count("q0") == 1
    sizes = [ElementTree.fromstring(prog.draw("svg", scale=scale)).attrib["width"] for scale in (1, 2)]
    assert float(sizes[1].removesuffix("pt")) == pytest.approx(2 * float(sizes[0].removesuffix("pt")))


def test_names_are_escaped() -> None:
    drawn = picture.Picture(100, 20, "<&>", [picture.Text(50, 10, "<a href='x'>&\x00\x1b]]>", 12)])
    root = ElementTree.fromstring(svg.write(drawn, 1))
    assert texts(ElementTree.tostring(root, encoding="unicode")) == ["<a href='x'>&??]]>"]


def test_lines_to_bits_do_not_run_behind_boxes() -> None:
    prog = QProg() << measure(0, 0) << measure(1, 1) << measure(2, 2)
    composed = picture.compose(prog, 30, False, 1000)
    boxes = [shape for shape in composed.shapes if isinstance(shape, picture.Box)]
    bits = [shape for shape in composed.shapes if isinstance(shape, picture.Line) and shape.x1 == shape.x2]
    assert len(boxes) == 3 and len(bits) == 6
    for line in bits:
        below = [box for box in boxes if box.y + box.height > line.y1 + 0.1]
        assert not any(box.x <= line.x1 <= box.x + box.width for box in below)


def test_notebooks_show_svg_and_a_sentence_for_large_programs() -> None:
    assert "0.25" in texts(everything()._repr_svg_())
    assert texts((QCircuit() << H(3))._repr_svg_()) == ["q3", "H"]
    large = QCircuit() << H(0)
    for _ in range(20):
        large = QCircuit() << large << large
    for program in (large, QProg() << large, QProg(100_000)):
        (sentence,) = texts(program._repr_svg_())
        assert "too large" in sentence
    assert "1048576 operations on 1 qubit" in texts(large._repr_svg_())[0]


def test_notebooks_show_results_as_tables() -> None:
    machine = CPUQVM()
    machine.run(QProg() << X(1) << H(0) << measure([0, 1, 2], [0, 1, 2]), 100, seed=3)
    table = ElementTree.fromstring(machine.result()._repr_html_())
    rows = [[cell.text for cell in row] for row in table.iter("tr")]
    counts = machine.result().get_counts()
    assert rows[0] == ["outcome", "shots", "frequency"]
    assert {row[0]: int(row[1]) for row in rows[1:]} == counts
    machine.run(QProg() << X(1) << H(0) << H(2), 1)
    rows = [[cell.text for cell in row] for row in ElementTree.fromstring(machine.result()._repr_html_()).iter("tr")]
    assert rows[1:5] == [[bits, "0.25"] for bits in ("010", "011", "110", "111")]
    many = QProg()
    for qubit in range(7):
        many << H(qubit)
    machine.run(many, 1)
    assert "and 96 more" in machine.result()._repr_html_()
    ElementTree.fromstring(core.QResult()._repr_html_())


def test_draw_returns_text_and_writes_it(tmp_path: Path) -> None:
    prog = QProg() << RX(0, 0.5) << measure(0, 0)
    assert prog.draw() == draw_qprog(prog)
    assert prog.draw(with_gate_params=True) == draw_qprog(prog, param_show=True)
    assert prog.draw("latex", with_logo=True) == draw_qprog(prog, PIC_TYPE.LATEX, with_logo=True)
    for output in ("text", "latex", "svg"):
        path = tmp_path / output
        drawing = prog.draw(output, filename=path)  # a path object or its name
        assert path.read_text(encoding="utf-8") == drawing == prog.draw(output, filename=str(path))
    assert (QCircuit() << H(0)).draw("text", None, 0.7, 30, False, False, 100, 1, 2, "gbk")


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        ({"output": "png"}, "'png'"),
        ({"output": "svg", "scale": 0}, "scale"),
        ({"output": "svg", "scale": float("nan")}, "scale"),
        ({"output": "svg", "filename": "/no/such/folder/x.svg"}, "/no/such/folder/x.svg"),
        ({"output": "text", "filename": "/no/such/folder/x.txt"}, "/no/such/folder/x.txt"),
    ],
)
def test_wrong_arguments_are_named(arguments: dict[str, Any], word: str) -> None:
    with pytest.raises(ValueError, match=re.escape(word)) as caught:
        (QProg() << H(0)).draw(**arguments)
    assert isinstance(caught.value, errors.InvalidArgument)


def test_subclasses_are_drawn() -> None:
    class Bell(QCircuit):
        def __init__(self) -> None:
            super().__init__()
            self << H(0) << CNOT(0, 1)

    assert Bell().draw() == draw_qprog(QCircuit() << H(0) << CNOT(0, 1))
    assert texts(Bell()._repr_svg_()) == ["q0", "q1", "H"]


def test_figures(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("matplotlib")
    monkeypatch.setenv("MPLBACKEND", "Agg")
    from matplotlib import pyplot
    from matplotlib.figure import Figure

    for name, start in (("a", b"\x89PNG"), ("a.png", b"\x89PNG"), ("b.svg", b"<?xml"), ("c.pdf", b"%PDF")):
        figure = everything().draw("pic", filename=tmp_path / name, with_gate_params=True)
        assert isinstance(figure, Figure)
        path = tmp_path / (name if "." in name else f"{name}.png")
        assert path.read_bytes().startswith(start)
    assert pyplot.get_fignums() == [], "a figure that was saved is not kept open"
    small, large = (everything().draw("mpl", scale=scale) for scale in (0.5, 1.0))
    assert large.get_figwidth() == pytest.approx(2 * small.get_figwidth())
    assert len(pyplot.get_fignums()) == 2
    shown = {text.get_text() for text in large.axes[0].texts}
    assert {"q0", "H", "RXX", "if", "while"} <= shown
    pyplot.close("all")
    with pytest.raises(errors.InvalidArgument, match=r"x\.txt"):
        everything().draw("pic", filename=tmp_path / "x.txt")
    with pytest.raises(errors.InvalidArgument, match="cannot write"):
        everything().draw("pic", filename=tmp_path / "missing" / "x.png")


def test_without_matplotlib_the_message_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.partition(".")[0] == "matplotlib"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.delitem(sys.modules, "pyqpanda3._drawing.figure", raising=False)
    monkeypatch.delattr(pyqpanda3._drawing, "figure", raising=False)
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    with pytest.raises(ImportError, match=re.escape('pip install "pyqpanda3[draw]"')):
        (QProg() << H(0)).draw("pic")


def test_importing_core_loads_no_drawing_code() -> None:
    code = "import sys, pyqpanda3.core; print([m for m in sys.modules if '_drawing' in m or 'matplotlib' in m])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize(
    ("value", "text"),
    [(0, "0"), (-0.0, "0"), (np.pi, "π"), (-np.pi / 2, "-π/2"), (3 * np.pi / 4, "3π/4"), (0.1, "0.1"), (1e-9, "1e-09")],
)
def test_angles_are_short(value: float, text: str) -> None:
    assert labels.number(value) == text


# --- random programs ----------------------------------------------------------------------------------------------


@st.composite
def programs(draw: st.DrawFn) -> QProg:
    qubits = draw(st.lists(st.integers(0, 14), min_size=1, max_size=6, unique=True))
    prog = QProg(draw(st.sampled_from([0, 0, 3])))
    for _ in range(draw(st.integers(0, 4))):
        kind = draw(st.sampled_from(["circuit", "circuit", "measure", "barrier", "branch", "loop", "reset"]))
        body = QProg() << build_circuit(draw(circuits(qubits, depth=1, size=3)))
        bits = draw(st.lists(st.integers(0, 12), min_size=1, max_size=3, unique=True))
        if kind == "circuit":
            prog << body
        elif kind == "measure":
            prog << measure(qubits[0], bits[0]) << measure(qubits[-1], bits[-1])
        elif kind == "barrier":
            prog << BARRIER(qubits)
        elif kind == "reset":
            prog << RESET(qubits[0])
        elif kind == "branch":
            prog << qif(bits).then(body).qelse(QProg() << H(qubits[0]))
        else:
            prog << qwhile(bits).loop(body)
    return prog


@settings(max_examples=150, deadline=None)
@given(
    prog=programs(),
    line_length=st.integers(0, 150),
    expand=st.sampled_from([{"all": 1}, {"all": 0}, {}, {"all": 2}]),
    show=st.booleans(),
)
def test_random_programs_are_well_drawn(prog: QProg, line_length: int, expand: dict[str, int], show: bool) -> None:
    text = draw_qprog(prog, PIC_TYPE.TEXT, expand, show, line_length=line_length)
    *chunks, end = text.removeprefix("\n").split("\n\n")
    assert end == "" and chunks
    for chunk in chunks:
        *wires, bits, numbers = chunk.split("\n")
        widths = {len(line) for line in wires}
        assert len(widths) == 1, chunk
        assert len(bits) <= widths.pop(), chunk
        assert not numbers.strip(" 0123456789:,Alb"), numbers  # bits and conditions: `0,1:All 0b1`
    assert latex_fault(draw_qprog(prog, PIC_TYPE.LATEX, expand, show)) == ""
    ElementTree.fromstring(prog.draw("svg", with_gate_params=show, fold=line_length))
