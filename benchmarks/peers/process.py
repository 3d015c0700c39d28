"""The harness's end of a worker: starting one under an engine's interpreter, and asking it."""

from __future__ import annotations

import contextlib
import json
import os
import select
import subprocess
import sys
from pathlib import Path
from typing import Any

from .engines import ENGINES

ROOT = Path(__file__).resolve().parents[2]
#: What engines read the number of threads from.
THREAD_VARIABLES = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "QULACS_NUM_THREADS")
#: Overrides for one machine's libraries, which would change what is measured.
UNWANTED_VARIABLES = ("OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE", "PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV")
#: Seconds in which an engine must be imported.
START_LIMIT = 180.0


def interpreter(engine: str, venvs: Path | None) -> Path | None:
    """The Python that has the engine, None if it is not on this machine."""
    venv = ENGINES[engine].venv
    if venv is None:
        return Path(sys.executable)
    python = venvs / venv / "bin" / "python" if venvs else None
    return python if python and python.exists() else None


def environment(threads: int) -> dict[str, str]:
    """For processes that run engines: `threads` threads on as many processors, the same ones for every engine."""
    kept = {name: value for name, value in os.environ.items() if name not in UNWANTED_VARIABLES}
    cpus = sorted(os.sched_getaffinity(0))[-threads:]
    return (
        kept
        | dict.fromkeys(THREAD_VARIABLES, str(threads))
        | {"BENCH_THREADS": str(threads), "BENCH_CPUS": ",".join(map(str, cpus))}
    )


class Worker:
    """One engine's process. A request that fails is answered; the process may have to be started again."""

    def __init__(self, engine: str, python: Path, threads: int) -> None:
        self.engine = engine
        self.process = subprocess.Popen(
            [str(python), "-m", "benchmarks.peers.worker", engine],
            cwd=ROOT,
            env=environment(threads),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        self.hello = self._answer(START_LIMIT)

    @property
    def alive(self) -> bool:
        return self.process.poll() is None

    def ask(self, limit: float, verb: str, **arguments: Any) -> dict[str, Any]:
        """The answer, with `ok`; `error` or `unsupported` where it is false. A worker that takes longer than `limit`
        seconds is killed."""
        assert self.process.stdin is not None
        if not self.alive:
            return {"ok": False, "error": "the process ended"}
        try:
            self.process.stdin.write(json.dumps({"verb": verb, **arguments}) + "\n")
            self.process.stdin.flush()
        except OSError:
            return {"ok": False, "error": "the process ended"}
        return self._answer(limit)

    def _answer(self, limit: float) -> dict[str, Any]:
        assert self.process.stdout is not None
        if not select.select([self.process.stdout], [], [], limit)[0]:
            self.process.kill()
            self.process.wait()
            return {"ok": False, "slow": True, "error": f"took longer than {limit:.0f} s"}
        line = self.process.stdout.readline()
        return json.loads(line) if line else {"ok": False, "error": "the process ended"}

    def close(self) -> None:
        """Ends the process; it has up to ten seconds for what it is at."""
        assert self.process.stdin is not None and self.process.stdout is not None
        with contextlib.suppress(OSError):
            self.process.stdin.close()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.process.stdout.close()
