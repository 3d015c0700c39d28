"""The process that an engine runs in: `python -m benchmarks.peers.worker ENGINE`.

It reads requests as lines of JSON and answers each with one. What is timed of a state: from a native circuit to the
finished state, wherever the engine keeps it; whatever an engine optimizes within its call is part of that. Of counts
and expectation values: from the native circuit to what the user looks at.
"""

from __future__ import annotations

import gc
import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from .engines import Adapter, Unsupported, make_adapter
from .reference import reference_state
from .rows import NOISE
from .workloads import bits_of, make_circuit, measured, pauli_terms

PROBES = 17
CHECKED_QUBITS = 10  #: up to here whole states are compared with the reference


def peak_memory() -> int:
    """The most bytes this process has had in memory. Not ru_maxrss, which begins with what the parent had."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(1024 * int(line.split()[1]) for line in lines if line.startswith("VmHWM:"))


def probe_indices(size: int) -> np.ndarray:
    """Some indices that have few regularities."""
    index = np.linspace(0, size - 1, PROBES).astype(np.int64)
    return np.unique((index ^ (index >> 3)) % size)


def squared_norm(state: np.ndarray) -> float:
    """Summed in double precision, part by part: sums in single precision lose more than the engines do."""
    parts = (state[i : i + (1 << 20)].astype(np.complex128) for i in range(0, len(state), 1 << 20))
    return float(sum(np.vdot(part, part).real for part in parts))


class Session:
    """One engine and the workload it is at."""

    def __init__(self, engine: Adapter) -> None:
        self.engine = engine
        self.request: dict[str, Any] = {}
        self.call: Callable[[], Any] | None = None

    def prepare(self, kind: str, circuit: str, qubits: int, amount: int, **_: Any) -> dict[str, Any]:
        """Makes the native circuit and the call that will be timed."""
        self.release()
        self.request = {"kind": kind, "circuit": circuit, "qubits": qubits, "amount": amount}
        engine = self.engine
        ops = make_circuit(circuit, qubits) if circuit else []
        if kind == "state":
            native = engine.build(qubits, ops)
            self.call = lambda: engine.run(native, qubits)
        elif kind == "counts":
            self.call = engine.counts_call(qubits, measured(qubits, ops), amount)
        elif kind == "rebuild":
            self.call = lambda: engine.counts_call(qubits, measured(qubits, ops), amount)()
        elif kind == "noise":
            self.call = engine.noisy_counts_call(qubits, measured(qubits, ops), amount, NOISE)
        elif kind == "expectation":
            self.call = engine.expectation_call(qubits, ops, pauli_terms(qubits, amount))
        elif kind == "build":
            self.call = lambda: engine.build_gate_by_gate(qubits, amount)
        elif kind == "bulk":
            self.call = lambda: engine.build_in_bulk(qubits, amount)
        else:
            raise ValueError(f"kind of workload {kind!r} is unknown")
        return {"gates": len(ops) or amount}

    def check(self) -> dict[str, Any]:
        """One call, with the times it took and figures by which the engines are compared with one another."""
        assert self.call is not None
        began, worked = time.perf_counter(), time.process_time()
        result = self.call()
        facts: dict[str, Any] = {"wall": time.perf_counter() - began, "cpu": time.process_time() - worked}
        kind, qubits = self.request["kind"], self.request["qubits"]
        if kind == "state":
            state = self.engine.fetch(result, qubits)
            facts["norm"] = squared_norm(state)
            facts["probes"] = [float(abs(state[i])) for i in probe_indices(2**qubits)]
            if qubits <= CHECKED_QUBITS:
                reference = reference_state(qubits, make_circuit(self.request["circuit"], qubits))
                facts["fidelity"] = float(abs(np.vdot(reference, state)) ** 2)
        elif kind in ("counts", "rebuild", "noise"):
            bits = bits_of(measured(qubits, make_circuit(self.request["circuit"], qubits)))
            outcomes = self.engine.outcomes(result, bits)
            shots = sum(outcomes.values())
            facts["shots"] = shots
            facts["ones"] = [sum(s for key, s in outcomes.items() if key >> k & 1) / shots for k in range(bits)]
        elif kind == "expectation":
            facts["value"] = float(np.real(result))
        return facts

    def time(self, samples: int, batch: int) -> dict[str, Any]:
        """Seconds of a call, by the clock and of the processors, `samples` times; each the mean of `batch` calls.

        Where there are several samples a call comes before them: other engines have had caches and processors since.
        """
        assert self.call is not None
        wall, cpu = [], []
        gc.collect()
        if samples > 1:
            self.call()
        for _ in range(samples):
            result = None  # the last one is freed outside the clock
            began, worked = time.perf_counter(), time.process_time()
            for _ in range(batch):
                result = self.call()
            wall.append((time.perf_counter() - began) / batch)
            cpu.append((time.process_time() - worked) / batch)
        del result
        return {"wall": wall, "cpu": cpu}

    def memory(self, circuit: str, qubits: int) -> dict[str, Any]:
        """Peak memory in states of `qubits`, after a run and after the state is in numpy. For a fresh process."""
        engine = self.engine
        engine.fetch(engine.run(engine.build(4, make_circuit("ghz", 4)), 4), 4)  # loads what is loaded late
        native = engine.build(qubits, make_circuit(circuit, qubits))
        before = peak_memory()
        state = engine.run(native, qubits)
        after_run = peak_memory()
        float(abs(engine.fetch(state, qubits)[0]))
        of_state = 16 * 2**qubits
        return {"run": (after_run - before) / of_state, "fetch": (peak_memory() - before) / of_state}

    def release(self) -> dict[str, Any]:
        """Forgets the workload, and what the engine keeps of it."""
        self.call = None
        self.engine.release()
        gc.collect()
        return {}

    def answer(self, request: dict[str, Any]) -> dict[str, Any]:
        verb = request.pop("verb")
        if verb not in ("prepare", "check", "time", "memory", "release"):
            raise ValueError(f"request {verb!r} is unknown")
        return getattr(self, verb)(**request)


def main() -> None:
    out = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)  # engines may print; answers have a stream of their own

    def say(**answer: Any) -> None:
        out.write(json.dumps(answer) + "\n")
        out.flush()

    try:
        if cpus := os.environ.get("BENCH_CPUS"):
            os.sched_setaffinity(0, {int(cpu) for cpu in cpus.split(",")})
        engine = make_adapter(sys.argv[1], int(os.environ.get("BENCH_THREADS", "1")))
        session = Session(engine)
        say(ok=True, version=engine.version())
    except BaseException as error:
        say(ok=False, error=f"{type(error).__name__}: {error}")
        return
    for line in sys.stdin:
        try:
            say(ok=True, **session.answer(json.loads(line)))
        except Unsupported:
            say(ok=False, unsupported=True)
        except Exception as error:  # the next workload may be one that the engine can do
            say(ok=False, error=f"{type(error).__name__}: {error}"[:300])


if __name__ == "__main__":
    main()
