"""Compares random circuits of up to eight qubits with the dense reference of the tests, on all processors.

    python scripts/nightly.py [--circuits N] [--first SEED] [--processes P] [--evidence]

Circuit number k is the same on every machine. With --evidence the result is written to
docs/evidence/random_circuits.log. The exit status is 1 if any number differs by more than the tests allow.
"""

import argparse
import multiprocessing
import os
import platform
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import numpy as np

import pyqpanda3

ROOT = Path(__file__).resolve().parent.parent
EVIDENCE = ROOT / "docs" / "evidence" / "random_circuits.log"
sys.path.insert(0, str(ROOT / "tests" / "python" / "core"))

from random_circuits import TOLERANCE, Differences, compare  # noqa: E402

#: Those below it run in `make test`.
FIRST = 1_000_000
SHOWN_FAILURES = 20


def commit() -> str:
    done = subprocess.run(
        ["git", "rev-parse", "--short=10", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    return done.stdout.strip() or "unknown"


def compare_all(seeds: range, processes: int) -> list[Differences]:
    found: list[Differences] = []
    # Fresh processes: threads of the simulator and forks do not go together.
    with multiprocessing.get_context("spawn").Pool(processes) as pool:
        for differences in pool.imap_unordered(compare, seeds, chunksize=200):
            found.append(differences)
            if len(found) % 10_000 == 0:
                print(f"{len(found)} circuits, worst difference {max(d.worst() for d in found):.1e}", flush=True)
    return found


def report(found: list[Differences], options: argparse.Namespace, seconds: float) -> str:
    failures = sorted((d for d in found if not d.worst() < TOLERANCE), key=lambda d: d.seed)
    sizes = Counter(d.qubits for d in found)
    last = options.first + options.circuits - 1
    lines = [
        f'command     make nightly ARGS="--circuits {options.circuits} --first {options.first} --evidence"',
        f"date        {time.strftime('%Y-%m-%d %H:%M UTC', time.gmtime())}",
        f"commit      {commit()}; pyqpanda3 {pyqpanda3.__version__}",
        f"platform    {platform.machine()}, Python {platform.python_version()}, numpy {np.__version__}",
        f"circuits    {len(found):,} (numbers {options.first} to {last}) in {seconds:.0f} s".replace(",", " "),
        f"qubits      {', '.join(f'{n}: {sizes[n]}' for n in sorted(sizes))}",
        f"compared    QCircuit.matrix(), and the state of CPUQVM from a random start; every number, within {TOLERANCE}",
        f"largest     matrix {max(d.matrix for d in found):.2e}, state {max(d.state for d in found):.2e}",
        f"failures    {len(failures) or 'none'}",
    ]
    lines += [f"  number {d.seed}: matrix {d.matrix:.2e}, state {d.state:.2e}" for d in failures[:SHOWN_FAILURES]]
    return "\n".join(lines) + "\n"


def main() -> int:
    parser = argparse.ArgumentParser(description="Compares random circuits with the dense reference.")
    parser.add_argument("--circuits", type=int, default=100_000, help="how many (default %(default)s)")
    parser.add_argument("--first", type=int, default=FIRST, help="number of the first one (default %(default)s)")
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1, help="default: all processors")
    parser.add_argument("--evidence", action="store_true", help="write docs/evidence/random_circuits.log")
    options = parser.parse_args()
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
        os.environ[name] = "1"  # one process a processor already

    began = time.monotonic()
    found = compare_all(range(options.first, options.first + options.circuits), options.processes)
    text = report(found, options, time.monotonic() - began)
    print(text, end="")
    if options.evidence:
        EVIDENCE.parent.mkdir(parents=True, exist_ok=True)
        EVIDENCE.write_text(text, encoding="utf-8")
    return 0 if all(d.worst() < TOLERANCE for d in found) else 1


if __name__ == "__main__":
    sys.exit(main())
