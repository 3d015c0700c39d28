"""Results of runs as HTML tables, for notebooks."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from pyqpanda3.core import QResult

_ROWS = 32
_BLOCK = 1 << 20  # amplitudes looked at in one go, so that large states need little memory


def result_table(result: QResult) -> str:
    """The most frequent outcomes of a sampled result, the most probable ones of an exact result."""
    counts = result.get_counts()
    if counts:
        shots = sum(counts.values())
        ranked = sorted(counts.items(), key=lambda row: (-row[1], row[0]))
        rows: list[tuple[str, ...]] = [(bits, str(n), f"{n / shots:.4f}") for bits, n in ranked[:_ROWS]]
        return _table(("outcome", "shots", "frequency"), rows, len(counts) - len(rows), f"{shots} shots")
    probable = _most_probable(result)
    state = result.state_array()
    qubits = max(len(state) - 1, 0).bit_length()
    rows = [(format(index, f"0{qubits}b"), f"{probability:.6g}") for probability, index in probable]
    return _table(("state", "probability"), rows, len(state) - len(rows), f"exact, {qubits} qubits")


def _most_probable(result: QResult) -> list[tuple[float, int]]:
    """The largest probabilities with their indices, the largest first; none that is 0."""
    state = result.state_array()
    best: list[tuple[float, int]] = []
    for start in range(0, len(state), _BLOCK):
        block = np.abs(state[start : start + _BLOCK]) ** 2
        largest = np.argpartition(block, -_ROWS)[-_ROWS:] if len(block) > _ROWS else range(len(block))
        best += [(float(block[i]), start + int(i)) for i in largest if block[i] > 0]
        best = sorted(best, key=lambda entry: (-entry[0], entry[1]))[:_ROWS]
    return best


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]], others: int, caption: str) -> str:
    def row(cells: Iterable[str], tag: str) -> str:
        return "<tr>" + "".join(f"<{tag}>{escape(cell)}</{tag}>" for cell in cells) + "</tr>"

    parts = [f"<table><caption>QResult: {escape(caption)}</caption>", row(head, "th")]
    parts += [row(cells, "td") for cells in rows]
    if others > 0:
        parts.append(f'<tr><td colspan="{len(head)}">and {others} more</td></tr>')
    return "\n".join([*parts, "</table>"])
