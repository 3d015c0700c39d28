"""Runs the rows: every engine in turn, round by round, so that other work on the machine meets all of them alike."""

from __future__ import annotations

import statistics
import sys
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from .engines import ENGINES
from .imports import import_seconds
from .process import Worker, interpreter
from .rows import Row

#: One sample lasts about this long at least: short calls are repeated.
SAMPLE_SECONDS = 0.02
#: Samples in a round, unless a call is slow.
SAMPLES = 3
#: Where the states of several engines together might not fit, each is given up before the next engine runs.
LARGE_STATE = 1 << 30
#: Two engines' probabilities differ by chance by this many standard deviations at most.
DEVIATIONS = 6

Cell = dict[str, Any]


@dataclass(frozen=True)
class Plan:
    """How rows are measured."""

    rounds: int
    slow: float  #: seconds; calls that take longer are made once
    limit: float  #: seconds that one request may take


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


class Bench:
    """Workers for some engines, and what they have measured: `results[row][engine]`."""

    def __init__(self, engines: Iterable[str], venvs: Path | None, threads: int, plan: Plan) -> None:
        self.plan, self.threads = plan, threads
        self.pythons: dict[str, Path] = {}
        self.workers: dict[str, Worker] = {}
        self.versions: dict[str, str] = {}
        self.missing: dict[str, str] = {}
        self.results: dict[str, dict[str, Cell]] = {}
        #: The number of qubits at which an engine was too slow for a circuit; larger ones are not tried.
        self.too_slow: dict[tuple[str, str, str], int] = {}
        for engine in engines:
            python = interpreter(engine, venvs)
            if python is None:
                self.missing[engine] = "not on this machine"
                continue
            worker = Worker(engine, python, threads)
            if worker.hello["ok"]:
                self.pythons[engine], self.workers[engine] = python, worker
                self.versions[engine] = worker.hello["version"]
            else:
                self.missing[engine] = worker.hello["error"]
                worker.close()
            if engine in self.missing:
                say(f"{ENGINES[engine].title}: {self.missing[engine]}")

    def close(self) -> None:
        for worker in self.workers.values():
            worker.close()

    def run(self, row: Row) -> None:
        """Measures a row on every engine that has what it needs."""
        if row.kind == "import":
            cells = import_seconds(self.pythons, self.threads, self.plan.rounds)
        elif row.kind == "memory":
            cells = self._memory(row)
        else:
            cells = self._times(row)
            compare(row, cells)
        self.results[row.key] = cells
        say(f"{row.title}: " + ", ".join(f"{engine} {_brief(cell)}" for engine, cell in cells.items()))

    def _memory(self, row: Row) -> dict[str, Cell]:
        cells = {}
        for engine, python in self.pythons.items():
            worker = Worker(engine, python, self.threads)
            answer = worker.ask(self.plan.limit, "memory", circuit=row.circuit, qubits=row.qubits)
            worker.close()
            if not answer.pop("unsupported", False):
                answer.pop("ok")
                cells[engine] = answer
        return cells

    def _prepare(self, row: Row, engine: str, cell: Cell) -> bool:
        if not self.workers[engine].alive:
            self.workers[engine].close()
            self.workers[engine] = Worker(engine, self.pythons[engine], self.threads)
        answer = self.workers[engine].ask(
            self.plan.limit, "prepare", kind=row.kind, circuit=row.circuit, qubits=row.qubits, amount=row.amount
        )
        return self._taken(row, engine, cell, answer, ("gates",))

    def _taken(self, row: Row, engine: str, cell: Cell, answer: dict[str, Any], wanted: tuple[str, ...]) -> bool:
        """Takes what is wanted from an answer into the cell; whether the engine goes on with this row."""
        if answer.get("slow"):
            self.too_slow[engine, row.kind, row.circuit] = row.qubits
        if not answer["ok"]:
            cell.update({name: answer[name] for name in ("unsupported", "error") if name in answer})
        cell.update({name: answer[name] for name in wanted if name in answer})
        return bool(answer["ok"])

    def _check(self, row: Row, engine: str) -> tuple[Cell, bool]:
        """Whatever a first call says, and whether there may be more calls."""
        cell: Cell = {}
        if row.qubits > self.too_slow.get((engine, row.kind, row.circuit), row.qubits):
            return {"error": "too slow with fewer qubits"}, False
        if not self._prepare(row, engine, cell):
            return cell, False
        facts = ("wall", "cpu", "norm", "probes", "fidelity", "shots", "ones", "value")
        answer = self.workers[engine].ask(self.plan.limit, "check")
        return cell, self._taken(row, engine, cell, answer, facts)

    def _is_done(self, found: Times, large: bool) -> bool:
        """Slow calls are made once. The first one with a large state pays for memory that the machine has to find."""
        return found.first_wall > self.plan.slow and (not large or bool(found.wall))

    def _times(self, row: Row) -> dict[str, Cell]:
        cells: dict[str, Cell] = {}
        times: dict[str, Times] = {}
        large = row.state_bytes >= LARGE_STATE
        for engine, worker in self.workers.items():
            cell, works = self._check(row, engine)
            if not cell.pop("unsupported", False):
                cells[engine] = cell
            if works:
                times[engine] = Times(cell["wall"], cell["cpu"])
            if large and worker.alive:
                worker.ask(self.plan.limit, "release")
        for _ in range(self.plan.rounds):
            for engine, found in times.items():
                if "error" in cells[engine] or self._is_done(found, large):
                    continue
                if large and not self._prepare(row, engine, cells[engine]):
                    continue
                answer = self.workers[engine].ask(self.plan.limit, "time", **found.request(self.plan.slow))
                if self._taken(row, engine, cells[engine], answer, ()):
                    found.wall += answer["wall"]
                    found.cpu += answer["cpu"]
                if large and self.workers[engine].alive:
                    self.workers[engine].ask(self.plan.limit, "release")
        for engine, found in times.items():
            if "error" not in cells[engine]:
                cells[engine].update(found.summary())
            if self.workers[engine].alive:
                self.workers[engine].ask(self.plan.limit, "release")
        return cells


@dataclass
class Times:
    """Of one engine in one row. The first call counts only where it is the only one: it may have loaded something."""

    first_wall: float
    first_cpu: float
    wall: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)

    def request(self, slow: float) -> dict[str, int]:
        """How many samples to ask for in a round, each the mean of how many calls."""
        expected = min([self.first_wall, *self.wall])
        batch = max(1, min(10_000, round(SAMPLE_SECONDS / max(expected, 1e-7))))
        return {"samples": 1 if expected > slow / SAMPLES else SAMPLES, "batch": batch}

    def summary(self) -> Cell:
        wall, cpu = self.wall or [self.first_wall], self.cpu or [self.first_cpu]
        return {
            "wall": statistics.median(wall),
            "cpu": statistics.median(cpu),
            "fastest": min(wall),
            "samples": len(wall),
        }


def _brief(cell: Cell) -> str:
    if "wall" in cell:
        return f"{cell['wall']:.3g} s" + ("" if cell.get("agrees", True) else " DISAGREES")
    if "run" in cell:
        return f"{cell['run']:.2f} / {cell['fetch']:.2f}"
    return str(cell.get("error", "?"))


def compare(row: Row, cells: dict[str, Cell]) -> None:
    """Sets `agrees` in each cell: whether the engine computed what the reference or most of the others did."""
    measured = {name: cell for name, cell in cells.items() if "error" not in cell}
    # Single precision does not say what is right where there is double.
    witnesses = [cell for name, cell in measured.items() if ENGINES[name].double] or list(measured.values())

    def typical(fact: str) -> list[float]:
        return [statistics.median(column) for column in zip(*(cell[fact] for cell in witnesses), strict=True)]

    def worst(values: list[float], expected: list[float]) -> float:
        return max(abs(a - b) for a, b in zip(values, expected, strict=True))

    if row.kind == "state":
        probes = typical("probes")
        for name, cell in measured.items():
            tolerance = 1e-9 if ENGINES[name].double else 1e-3
            differences = (worst(cell.pop("probes"), probes), cell["norm"] - 1, cell.get("fidelity", 1.0) - 1)
            cell["agrees"] = all(abs(difference) < tolerance for difference in differences)
    elif row.kind in ("counts", "rebuild", "noise"):
        ones = typical("ones")
        tolerance = DEVIATIONS * 0.5 * (2 / row.amount) ** 0.5
        for cell in measured.values():
            cell["agrees"] = cell["shots"] == row.amount and worst(cell.pop("ones"), ones) < tolerance
    elif row.kind == "expectation":
        value = statistics.median(cell["value"] for cell in witnesses) if witnesses else 0.0
        for name, cell in measured.items():
            cell["agrees"] = abs(cell["value"] - value) < (1e-9 if ENGINES[name].double else 1e-3)
