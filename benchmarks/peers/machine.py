"""What was measured on: the machine, its bounds, and the commit."""

from __future__ import annotations

import json
import os
import platform
import subprocess
import time
from pathlib import Path
from typing import Any

from .process import ROOT

#: Where `make bench` builds the program that measures the bounds.
BOUNDS_PROGRAM = ROOT / "build" / "bench" / "benchmarks" / "machine_bounds"


def _cpu_name() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        lines = []
    facts = {key.strip(): value.strip() for key, _, value in (line.partition(":") for line in lines)}
    name = facts.get("model name", platform.processor() or platform.machine())
    if "cpu family" in facts:
        name += f" (family {facts['cpu family']}, model {facts.get('model', '?')})"
    return name + (", AVX-512" if "avx512f" in facts.get("flags", "") else "")


def commit() -> str:
    """The commit, with a plus sign if files differ from it."""

    def git(*arguments: str) -> str:
        done = subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, text=True, check=False)
        return done.stdout.strip()

    return (git("rev-parse", "--short=10", "HEAD") or "unknown") + ("+" if git("status", "--porcelain") else "")


def bounds(threads: int) -> dict[str, Any] | None:
    """The machine's bounds with that many threads, None if the program has not been built."""
    if not BOUNDS_PROGRAM.exists():
        return None
    cpus = set(sorted(os.sched_getaffinity(0))[-threads:])
    done = subprocess.run(
        [str(BOUNDS_PROGRAM), str(threads)],
        capture_output=True,
        text=True,
        check=True,
        preexec_fn=lambda: os.sched_setaffinity(0, cpus),
    )
    return json.loads(done.stdout)


def describe(thread_counts: list[int]) -> dict[str, Any]:
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    probes = [probe for threads in thread_counts if (probe := bounds(threads))]
    return {
        "cpu": _cpu_name(),
        "processors": len(os.sched_getaffinity(0)),
        "memory_gib": round(memory / 2**30),
        "system": f"{platform.system()} {platform.machine()}, Python {platform.python_version()}",
        "probes": probes,
    }


def today() -> str:
    return time.strftime("%Y-%m-%d %H:%M UTC", time.gmtime())
