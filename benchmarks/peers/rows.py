"""The rows of the comparison, and what is asked of this package in each.

`must` and `goal` are times as fractions of the original's, with one thread (1.0: as long as the original). Beyond that
a row must be ahead of every other engine that computes in double precision: see `verdicts`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fnmatch import fnmatchcase


@dataclass(frozen=True)
class Row:
    key: str  #: what `--rows` matches
    title: str
    kind: str  #: state, counts, rebuild, noise, expectation, build, bulk, import or memory: see `worker`
    circuit: str = ""  #: name in `workloads.CIRCUITS`
    qubits: int = 0
    amount: int = 0  #: shots, terms or gates
    must: float | None = None
    goal: float | None = None
    compared_with: str = ""  #: key of the row whose times of other engines count, where it is not this one

    @property
    def state_bytes(self) -> int:
        """Of one state vector in double precision; 0 where there is none."""
        return 16 << self.qubits if self.circuit else 0


#: Weight of the maximally mixed state after one-qubit and two-qubit gates in the row with noise.
NOISE = (1e-3, 1e-2)
#: Seconds: importing numpy and the package must take at most this, and should take this over numpy alone.
IMPORT_MUST, IMPORT_GOAL = 0.150, 0.030
#: Peak memory in states after a run and after fetching it into numpy; the rest of the process is in the tolerance.
COPIES_MUST = 1.05
#: Time of one thread over time of two, from SPEEDUP_QUBITS qubits on.
SPEEDUP_MUST, SPEEDUP_GOAL, SPEEDUP_QUBITS = 1.6, 1.8, 20
#: Seconds below which a run is over before a thread of its own would pay: starting and joining one takes a tenth of it.
SPEEDUP_SHORT = 1e-3
#: Fraction of the best peer's time that counts as being ahead of it.
AHEAD = 0.95


def _states(circuit: str, title: str, targets: dict[int, tuple[float | None, float | None]]) -> list[Row]:
    return [
        Row(f"{circuit}-{n}", f"{title} n={n}", "state", circuit, n, must=must, goal=goal)
        for n, (must, goal) in targets.items()
    ]


ROWS: list[Row] = [
    *_states(
        "rand",
        "random layers",
        {4: (0.5, 0.3), 10: (0.15, 0.05), 16: (0.2, 0.1), 20: (0.25, 0.15), 22: (0.25, 0.15), 24: (0.25, 0.15)},
    ),
    *_states("qft", "QFT", dict.fromkeys((16, 20, 22, 24), (0.25, 0.12))),
    *_states("qv", "quantum volume", dict.fromkeys((16, 20, 22, 24), (0.4, 0.2))),
    *_states("ghz", "GHZ", {16: (0.1, 0.05), 20: (0.3, 0.1), 24: (0.3, 0.1)}),
    *_states("grover", "Grover", dict.fromkeys((16, 20), (None, None))),
    Row("short-run", "4 qubits, 20 gates, 1000 shots", "counts", "short", 4, 1000, 0.3, 0.15),
    Row("short-rebuild", "the same, building the circuit too", "rebuild", "short", 4, 1000, None, None),
    Row("sampling", "20 qubits, 10^6 shots", "counts", "shallow", 20, 10**6, None, None),
    Row("expectation", "expectation, 20 qubits, 100 terms", "expectation", "shallow", 20, 100, 0.3, 0.1),
    Row("midway", "mid-circuit measurement, 8 qubits, 10^4 shots", "counts", "midway", 8, 10**4, 0.5, 0.2),
    Row("noise", "noise, 12 qubits, 1000 shots", "noise", "noisy", 12, 1000, 0.25, 0.12),
    Row("build-5", "build 10^5 gates from Python", "build", "", 20, 10**5, 0.6, 0.3),
    Row("build-6", "build 10^6 gates from Python", "build", "", 20, 10**6, 0.6, 0.3),
    Row("build-bulk", "the same from arrays, in bulk", "bulk", "", 20, 10**6, None, 0.02, compared_with="build-6"),
    Row("import", "import, with numpy", "import"),
    Row("memory", "peak memory in states, after a run / fetched, n=24", "memory", "shallow", 24),
    Row("memory-30", "the same, n=30 (16 GiB; with --max-qubits 30)", "memory", "shallow", 30),
]

#: Where the picture of time against size is taken.
SCALING_SIZES = range(4, 29, 2)
SCALING_ROWS = [Row(f"scaling-{n}", f"random layers n={n}", "state", "rand", n) for n in SCALING_SIZES]


def chosen(rows: Iterable[Row], patterns: list[str], max_qubits: int) -> list[Row]:
    """The rows of at most `max_qubits` whose keys match one of the patterns (`rand-*`); ValueError if none does."""
    found = [row for row in rows if row.qubits <= max_qubits and any(fnmatchcase(row.key, p) for p in patterns)]
    if not found:
        raise ValueError(f"no row matches {', '.join(patterns)} with at most {max_qubits} qubits; keys: {keys(ROWS)}")
    return found


def keys(rows: Iterable[Row]) -> str:
    return ", ".join(row.key for row in rows)
