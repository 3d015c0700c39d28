"""From a program to shapes with coordinates: what SVG and matplotlib pictures have in common.

One unit is a point at scale 1; x grows to the right and y downwards. Rows are qubits; below them is one double line for
all bits. After `fold` columns the picture goes on below, with the names of the qubits again.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from pyqpanda3 import _core
from pyqpanda3._drawing import labels

if TYPE_CHECKING:
    from pyqpanda3.core import QCircuit, QProg

ROW = 46.0  # from one wire to the next
BOX = 32.0  # height of a box on one wire, and its least width
GAP = 12.0  # between columns
LINE_GAP = 28.0  # between lines of a folded picture
MARGIN = 14.0
DOT = 4.0  # radius of a control
PLUS = 10.0  # radius of the target of a CNOT
NAME = 13.0  # sizes of text
SMALL = 9.5
BIT_GAP = 1.5  # half of the distance of a double line


class Line(NamedTuple):
    """`kind`: 'wire', 'stem' (joins what belongs together), 'bit' (one of a double line), 'barrier' or 'mark'."""

    x1: float
    y1: float
    x2: float
    y2: float
    kind: str


class Box(NamedTuple):
    """`kind`: 'gate', 'frame' (of a branch or loop) or 'measure'."""

    x: float
    y: float
    width: float
    height: float
    kind: str


class Disc(NamedTuple):
    """`kind`: 'dot' is filled, 'plus' is not."""

    x: float
    y: float
    radius: float
    kind: str


class Arc(NamedTuple):
    """The upper half of a circle."""

    x: float
    y: float
    radius: float


class Text(NamedTuple):
    """Centred on y; `anchor` tells what x is: 'start', 'middle' or 'end'."""

    x: float
    y: float
    text: str
    size: float
    anchor: str = "middle"


Shape = Line | Box | Disc | Arc | Text


@dataclass
class Picture:
    """Shapes in the order in which they are drawn; later ones lie over earlier ones."""

    width: float
    height: float
    title: str
    shapes: list[Shape] = field(default_factory=list)


class Item(NamedTuple):
    """One thing to draw, as the library lays it out; rows count from 0 at the top."""

    shape: str
    name: str
    params: tuple[float, ...]
    dagger: bool
    targets: tuple[int, ...]
    controls: tuple[int, ...]
    cbit: int
    ones: tuple[int, ...]
    zeros: tuple[int, ...]

    @property
    def rows(self) -> tuple[int, ...]:
        return (*self.targets, *self.controls)


def compose(program: QProg | QCircuit, fold: int, show_params: bool, limit: int) -> Picture:
    """The picture of a program; of more than `limit` operations or wires, a sentence that says so."""
    qubits, operations, columns = _core._drawing_columns(program, {"all": 1}, limit)
    kind = "program" if isinstance(program, _core.QProg) else "circuit"
    if columns is None:
        return _note(f"A {kind} of {operations} operations on {qubits} qubits: too large for a picture.")
    items = [apart for column in columns for apart in _apart([Item(*item) for item in column], len(qubits))]
    lines = _folded(items, fold)
    if len(qubits) * len(lines) > limit:
        return _note(f"A {kind} of {operations} operations on {len(qubits)} qubits: too large for a picture.")
    return _Composer(qubits, lines, show_params, kind).picture


def _note(text: str) -> Picture:
    width = labels.width(text, NAME) + 2 * MARGIN
    return Picture(width, 2 * MARGIN + NAME, text, [Text(width / 2, MARGIN + NAME / 2, text, NAME)])


def _apart(column: list[Item], rows: int) -> list[list[Item]]:
    """The columns that a column needs so that no double line to the bits runs behind another item."""
    parts: list[tuple[set[int], list[Item]]] = []
    for item in column:
        last = rows if item.shape in ("measure", "opening") else max(item.rows) + 1
        covered = set(range(min(item.rows), last))
        for taken, items in parts:
            if not taken & covered:
                taken |= covered
                items.append(item)
                break
        else:
            parts.append((covered, [item]))
    return [items for _, items in parts]


def _folded(columns: list[list[Item]], fold: int) -> list[list[list[Item]]]:
    if fold <= 0 or not columns:
        return [columns]
    return [columns[start : start + fold] for start in range(0, len(columns), fold)]


class _Composer:
    def __init__(
        self, qubits: Sequence[int], lines: Sequence[Sequence[Sequence[Item]]], show_params: bool, kind: str
    ) -> None:
        self._show_params = show_params
        self._rows = len(qubits)
        self._has_bits = any(
            item.shape in ("measure", "opening") for line in lines for column in line for item in column
        )
        self._left = MARGIN + max(labels.width(f"q{qubit}", NAME) for qubit in qubits) + 8
        self._top = MARGIN
        self.picture = Picture(0, 0, f"A {kind} on {len(qubits)} qubit{'s' * (len(qubits) != 1)}")
        self._shapes = self.picture.shapes
        for line in lines:
            self._add_line(qubits, line)
        self.picture.height = self._top - LINE_GAP + MARGIN

    def _y(self, row: int) -> float:
        return self._top + BOX / 2 + row * ROW

    @property
    def _bits_y(self) -> float:
        return self._y(self._rows - 1) + ROW

    def _add_line(self, qubits: Sequence[int], columns: Sequence[Sequence[Item]]) -> None:
        """One line of the picture: the wires, then what lies on them."""
        widths = [max(self._width(item) for item in column) for column in columns]
        right = self._left + GAP + sum(widths) + GAP * len(widths)
        self.picture.width = max(self.picture.width, right + MARGIN)
        for row, qubit in enumerate(qubits):
            self._shapes.append(Text(self._left - 8, self._y(row), f"q{qubit}", NAME, "end"))
            self._shapes.append(Line(self._left, self._y(row), right, self._y(row), "wire"))
        if self._has_bits:
            self._shapes.append(Text(self._left - 8, self._bits_y, "c", NAME, "end"))
            for side in (-BIT_GAP, BIT_GAP):
                self._shapes.append(Line(self._left, self._bits_y + side, right, self._bits_y + side, "bit"))
        x = self._left + GAP
        for column, width in zip(columns, widths, strict=True):
            for item in column:
                self._add(item, x + width / 2, width)
            x += width + GAP
        bottom = self._bits_y + 18 if self._has_bits else self._y(self._rows - 1) + BOX / 2
        self._top = bottom + LINE_GAP

    # --- labels and sizes ------------------------------------------------------------------------------------------

    def _name(self, item: Item) -> str:
        name = {"CP": "P", "CU": "U", "RESET": "|0⟩"}.get(item.name, item.name) if item.shape == "box" else item.name
        return f"{name}†" if item.dagger else name

    def _params(self, item: Item) -> str:
        return ", ".join(map(labels.number, item.params)) if self._show_params else ""

    def _condition(self, item: Item) -> str:
        return ", ".join([*(f"c{bit}=1" for bit in item.ones), *(f"c{bit}=0" for bit in item.zeros)])

    def _width(self, item: Item) -> float:
        if item.shape in ("barrier", "swap") and item.name in ("BARRIER", "SWAP"):
            return 2 * DOT
        if _is_plus(item) or item.name == "CZ":
            return 2 * PLUS
        if item.shape == "measure":
            return BOX
        if item.shape in ("opening", "middle", "closing"):
            return max(labels.width(_word(item), SMALL), labels.width(self._condition(item), SMALL)) + 10
        ports = 24.0 if len(item.targets) > 1 else 12.0
        return max(BOX, labels.width(self._name(item), NAME) + ports, labels.width(self._params(item), SMALL) + ports)

    # --- shapes ----------------------------------------------------------------------------------------------------

    def _add(self, item: Item, x: float, column_width: float) -> None:
        if item.shape == "barrier":
            self._shapes.extend(self._barrier(item, x))
        elif item.shape == "measure":
            self._shapes.extend(self._measure(item, x))
        elif item.shape in ("opening", "middle", "closing"):
            self._shapes.extend(self._frame(item, x))
        else:
            self._shapes.append(Line(x, self._y(min(item.rows)), x, self._y(max(item.rows)), "stem"))
            self._shapes.extend(self._gate(item, x))
            self._shapes.extend(Disc(x, self._y(row), DOT, "dot") for row in item.controls)

    def _gate(self, item: Item, x: float) -> Iterator[Shape]:
        if item.name == "SWAP":
            for row in item.targets:
                y = self._y(row)
                yield Line(x - 6, y - 6, x + 6, y + 6, "mark")
                yield Line(x - 6, y + 6, x + 6, y - 6, "mark")
        elif item.name == "CZ":
            yield Disc(x, self._y(item.targets[0]), DOT, "dot")
        elif _is_plus(item):
            y = self._y(item.targets[0])
            yield Disc(x, y, PLUS, "plus")
            yield Line(x - PLUS, y, x + PLUS, y, "mark")
            yield Line(x, y - PLUS, x, y + PLUS, "mark")
        else:
            yield from self._boxes(item, x)

    def _boxes(self, item: Item, x: float) -> Iterator[Shape]:
        """One box over all targets; where a control stands between them, one for each."""
        first, last = min(item.targets), max(item.targets)
        inside = any(first < row < last for row in item.controls)
        width = self._width(item)
        spans = [(row, row) for row in item.targets] if inside else [(first, last)]
        for top, bottom in spans:
            y, height = self._y(top) - BOX / 2, (bottom - top) * ROW + BOX
            yield Box(x - width / 2, y, width, height, "gate")
            middle = y + height / 2
            params = self._params(item)
            yield Text(x, middle - (6 if params else 0), self._name(item), NAME)
            if params:
                yield Text(x, middle + 8, params, SMALL)
        if len(item.targets) > 1:
            for port, row in enumerate(item.targets):
                yield Text(x - width / 2 + 3, self._y(row), str(port), SMALL - 2, "start")

    def _barrier(self, item: Item, x: float) -> Iterator[Shape]:
        for row in item.targets:
            yield Line(x, self._y(row) - ROW / 2, x, self._y(row) + ROW / 2, "barrier")

    def _measure(self, item: Item, x: float) -> Iterator[Shape]:
        y = self._y(item.targets[0])
        yield from self._double(x, y + BOX / 2, self._bits_y)
        yield Box(x - BOX / 2, y - BOX / 2, BOX, BOX, "measure")
        yield Arc(x, y + 6, 10)
        yield Line(x, y + 6, x + 8, y - 7, "mark")
        yield Disc(x, self._bits_y, DOT - 1, "dot")
        yield Text(x, self._bits_y + 12, str(item.cbit), SMALL)

    def _frame(self, item: Item, x: float) -> Iterator[Shape]:
        first, last = min(item.targets), max(item.targets)
        width = self._width(item)
        if item.shape == "opening":
            yield from self._double(x, self._y(last) + BOX / 2, self._bits_y)
            yield Disc(x, self._bits_y, DOT - 1, "dot")
        yield Box(x - width / 2, self._y(first) - BOX / 2, width, (last - first) * ROW + BOX, "frame")
        middle = (self._y(first) + self._y(last)) / 2
        condition = self._condition(item)
        yield Text(x, middle - (6 if condition else 0), _word(item), SMALL)
        if condition:
            yield Text(x, middle + 7, condition, SMALL)

    def _double(self, x: float, top: float, bottom: float) -> Iterator[Shape]:
        for side in (-BIT_GAP, BIT_GAP):
            yield Line(x + side, top, x + side, bottom, "bit")


def _is_plus(item: Item) -> bool:
    return item.name == "CNOT" or (item.name == "X" and bool(item.controls))


def _word(item: Item) -> str:
    return {"QIF": "if", "QELSEIF": "else if", "QELSE": "else", "QENDIF": "end if", "QWHILE": "while"}.get(
        item.name, "end while"
    )
