"""What the measured times say about the targets: pure functions of the results, without measuring or printing.

Results are what `measure.Bench` leaves, as read from JSON:
`{"runs": [{"threads": 1, "versions": {engine: text}, "missing": {engine: reason}, "rows": {key: {engine: cell}}}]}`;
a cell has `wall` and `cpu` seconds, or `run` and `fetch` states of memory, or `error`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from .engines import ENGINES, ORIGINAL, OURS
from .rows import (
    AHEAD,
    COPIES_MUST,
    IMPORT_GOAL,
    IMPORT_MUST,
    SPEEDUP_GOAL,
    SPEEDUP_MUST,
    SPEEDUP_QUBITS,
    SPEEDUP_SHORT,
    Row,
)

Cells = dict[str, dict[str, Any]]

GOAL, MUST, MISSED, UNDECIDED = "goal", "must", "missed", "undecided"
#: Of speedups: one thread is at a limit of the machine that two have in common, or the run is too short for two.
BOUND, SHORT = "bound", "short"


@dataclass(frozen=True)
class Verdict:
    """One row for one number of threads. Times in seconds; None: not measured or not asked."""

    row: Row
    ours: float | None
    original: float | None
    peer: str | None  #: the fastest other engine in double precision
    best_peer: float | None
    word: str  #: goal, must, missed, or undecided: nothing to compare with
    reason: str = ""  #: for missed and undecided: by what

    @property
    def to_original(self) -> float | None:
        return self.ours / self.original if self.ours and self.original else None

    @property
    def to_peer(self) -> float | None:
        return self.ours / self.best_peer if self.ours and self.best_peer else None


def seconds(cell: dict[str, Any] | None, threads: int) -> float | None:
    """The time of a cell: of the processor with one thread, which other work on the machine disturbs least; by the
    clock with more, or where only that is known."""
    if not cell or "wall" not in cell or not cell.get("agrees", True):
        return None
    return float(cell["cpu"] if threads == 1 and "cpu" in cell else cell["wall"])


def best_double_peer(cells: Cells, threads: int) -> tuple[str | None, float | None]:
    """The fastest engine, and its time, of those that compute in double precision and are neither ours nor the
    original."""
    times = {
        name: time
        for name, cell in cells.items()
        if ENGINES[name].double and ENGINES[name].adapter != ENGINES[OURS].adapter
        if (time := seconds(cell, threads)) is not None
    }
    if not times:
        return None, None
    best = min(times, key=times.__getitem__)
    return best, times[best]


def judge(row: Row, rows: dict[str, Cells], threads: int) -> Verdict:
    """The verdict on a row, which must be among the results `rows`. The targets against the original are for one
    thread."""
    cells = rows[row.key]
    if row.kind == "memory":
        return _judge_memory(row, cells)
    others = rows.get(row.compared_with or row.key, {})
    ours, original = seconds(cells.get(OURS), threads), seconds(others.get(ORIGINAL), threads)
    peer, best = best_double_peer(others, threads)
    if row.kind == "import":
        return _judge_import(row, seconds(cells.get(OURS, {}).get("numpy"), threads), ours, original)
    if ours is None:
        reason = "wrong result" if cells.get(OURS, {}).get("agrees") is False else "ours was not measured"
        return Verdict(row, ours, original, peer, best, MISSED if reason == "wrong result" else UNDECIDED, reason)
    limits = [] if best is None else [(AHEAD * best, ENGINES[str(peer)].title)]
    wanted = list(limits)
    if original is not None:
        # Where no fraction is asked for, being slower than the original is still no success.
        limits.append(((row.must or 1.0) * original if threads == 1 else original, "the original"))
        if threads == 1 and row.goal is not None:
            wanted.append((row.goal * original, "the original"))
    if not limits:
        return Verdict(row, ours, original, peer, best, UNDECIDED, "no other engine")
    over = [f"{title} {ours / limit:.2f}x" for limit, title in limits if ours > limit]
    if over:
        return Verdict(row, ours, original, peer, best, MISSED, "over the limit by " + ", ".join(over))
    reached = all(ours <= limit for limit, _ in wanted) and (row.goal is None or original is not None)
    return Verdict(row, ours, original, peer, best, GOAL if reached and wanted else MUST)


def _judge_import(row: Row, numpy: float | None, ours: float | None, original: float | None) -> Verdict:
    if ours is None or numpy is None:
        return Verdict(row, ours, original, None, None, UNDECIDED, "ours was not measured")
    over_numpy = ours - numpy
    if ours > IMPORT_MUST:
        return Verdict(row, ours, original, None, None, MISSED, f"{1e3 * ours:.0f} ms, {1e3 * IMPORT_MUST:.0f} allowed")
    word = GOAL if over_numpy <= IMPORT_GOAL else MUST
    return Verdict(row, ours, original, None, None, word, f"{1e3 * over_numpy:.0f} ms over numpy")


def _judge_memory(row: Row, cells: Cells) -> Verdict:
    cell = cells.get(OURS, {})
    if "run" not in cell:
        return Verdict(row, None, None, None, None, UNDECIDED, "ours was not measured")
    kept = cell["run"] <= COPIES_MUST and cell["fetch"] <= COPIES_MUST
    reason = f"{cell['run']:.2f} / {cell['fetch']:.2f}, at most {COPIES_MUST} / {COPIES_MUST}"
    return Verdict(row, None, None, None, None, GOAL if kept else MISSED, reason)


@dataclass(frozen=True)
class Speedup:
    """One thread against two."""

    row: Row
    factor: float
    word: str  #: goal, must, missed, bound or short
    reason: str = ""  #: for bound and short


def _write_seconds(results: dict[str, Any], qubits: int) -> float | None:
    """What two threads take to write a state once, if that was measured."""
    for probe in results.get("machine", {}).get("probes", []):
        for entry in probe["passes"]:
            if probe["threads"] == 2 and entry["qubits"] == qubits and "write_seconds" in entry:
                return float(entry["write_seconds"])
    return None


def _judge_speedup(row: Row, one: float, two: float, write: float | None) -> Speedup:
    factor = one / two
    if factor >= SPEEDUP_MUST:
        return Speedup(row, factor, GOAL if factor >= SPEEDUP_GOAL else MUST)
    if one < SPEEDUP_SHORT:
        return Speedup(row, factor, SHORT, f"{1e3 * one:.2f} ms with one thread")
    if write is not None and one < SPEEDUP_MUST * write:
        reason = f"{1e3 * one:.2f} ms with one thread; only to write the state takes two {1e3 * write:.2f} ms"
        return Speedup(row, factor, BOUND, reason)
    return Speedup(row, factor, MISSED)


def speedups(rows: Iterable[Row], results: dict[str, Any]) -> list[Speedup]:
    """Of ours by the clock, for the circuits that are large enough; empty unless both numbers of threads were run."""
    runs = {run["threads"]: run["rows"] for run in results["runs"]}
    if not {1, 2} <= runs.keys():
        return []
    found = []
    for row in rows:
        if row.kind != "state" or row.qubits < SPEEDUP_QUBITS:
            continue
        one, two = (runs[threads].get(row.key, {}).get(OURS, {}).get("wall") for threads in (1, 2))
        if one and two:
            found.append(_judge_speedup(row, one, two, _write_seconds(results, row.qubits)))
    return found
