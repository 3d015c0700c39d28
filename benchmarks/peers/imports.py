"""How long importing takes: `python -m benchmarks.peers.imports [--rounds N]` for this package by parts.

Every round starts one fresh interpreter for each case, one after another. The clock runs inside, around the import
alone: starting the interpreter is not part of it.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
from pathlib import Path
from typing import Any

from .engines import ENGINES, OURS
from .process import environment
from .rows import IMPORT_GOAL

PROGRAM = """from time import perf_counter, process_time
began, worked = perf_counter(), process_time()
{}
print(perf_counter() - began, process_time() - worked)
"""
CASES = {
    "nothing": "pass",
    "numpy": "import numpy",
    "numpy, pyqpanda3.core": "import numpy, pyqpanda3.core",
    "pyqpanda3": "import pyqpanda3",
    "pyqpanda3.core": "import pyqpanda3.core",
    "pyqpanda3.qcloud": "import pyqpanda3.qcloud",
}


def seconds(python: Path, statement: str, threads: int) -> tuple[float, float]:
    """Of `statement` in a fresh interpreter, by the clock and of the processor. RuntimeError with its last words if it
    fails."""
    done = subprocess.run(
        [str(python), "-c", PROGRAM.format(statement)],
        env=environment(threads),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        raise RuntimeError((done.stderr.strip() or "no message").splitlines()[-1])
    wall, cpu = map(float, done.stdout.splitlines()[-1].split())
    return wall, cpu


def import_seconds(pythons: dict[str, Path], threads: int, rounds: int) -> dict[str, dict[str, Any]]:
    """Medians by engine, for ours also that of numpy alone. The first round, which fills the caches of the disk, does
    not count."""
    times: dict[str, list[tuple[float, float]]] = {engine: [] for engine in pythons}
    numpy: list[tuple[float, float]] = []
    failed: dict[str, str] = {}
    for _ in range(rounds + 1):
        for engine, python in pythons.items():
            if engine in failed:
                continue
            try:
                times[engine].append(seconds(python, ENGINES[engine].imports, threads))
                if engine == OURS:
                    numpy.append(seconds(python, CASES["numpy"], threads))
            except RuntimeError as error:
                failed[engine] = str(error)
    cells: dict[str, dict[str, Any]] = {engine: {"error": reason} for engine, reason in failed.items()}
    for engine, values in times.items():
        if engine not in failed:
            cells[engine] = _medians(values) | {"samples": rounds}
    if OURS in cells and "wall" in cells[OURS]:
        cells[OURS]["numpy"] = _medians(numpy)
    return cells


def _medians(values: list[tuple[float, float]]) -> dict[str, float]:
    wall, cpu = zip(*values[1:], strict=True)
    return {"wall": statistics.median(wall), "cpu": statistics.median(cpu)}


def main() -> int:
    parser = argparse.ArgumentParser(description="Measures how long imports of this package take.")
    parser.add_argument("--rounds", type=int, default=25, help="interpreters for each case (default %(default)s)")
    rounds = parser.parse_args().rounds
    times: dict[str, list[float]] = {name: [] for name in CASES}
    for _ in range(rounds + 1):
        for name, statement in CASES.items():
            times[name].append(1e3 * seconds(Path(sys.executable), statement, 1)[1])
    times = {name: values[1:] for name, values in times.items()}
    print(f"{'import, processor time':24}{'median ms':>12}{'fastest ms':>12}")
    for name, values in times.items():
        print(f"{name:24}{statistics.median(values):12.1f}{min(values):12.1f}")
    pairs = zip(times["numpy, pyqpanda3.core"], times["numpy"], strict=True)
    over, bound = statistics.median(both - numpy for both, numpy in pairs), 1e3 * IMPORT_GOAL
    verdict = "within" if over <= bound else "EXCEEDS"
    print(f"pyqpanda3.core over numpy: {over:.1f} ms (median of the rounds), {verdict} the bound of {bound:.0f} ms")
    return 0 if over <= bound else 1


if __name__ == "__main__":
    sys.exit(main())
