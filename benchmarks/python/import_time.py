"""What `import pyqpanda3.core` costs over `import numpy`, against the bound of 60 ms.

    python benchmarks/python/import_time.py [--rounds N]

Every round starts one fresh interpreter for each case, one after another, so that other work on the machine meets all
of them alike; medians over the rounds are printed. The exit status is 1 if the bound is exceeded.
"""

import argparse
import statistics
import subprocess
import sys

BOUND_MS = 60.0
CASES = {
    "nothing": "",
    "numpy": "import numpy",
    "numpy, pyqpanda3.core": "import numpy, pyqpanda3.core",
    "pyqpanda3": "import pyqpanda3",
    "pyqpanda3.core": "import pyqpanda3.core",
    "pyqpanda3.qcloud": "import pyqpanda3.qcloud",
}
# The clock runs inside, around the import alone: starting the interpreter is not part of it.
PROGRAM = "from time import perf_counter as now; t = now(); {}\nprint((now() - t) * 1000)"


def milliseconds(statement: str) -> float:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM.format(statement or "pass")], capture_output=True, text=True, check=True
    )
    return float(done.stdout)


def measure(rounds: int) -> dict[str, list[float]]:
    times: dict[str, list[float]] = {name: [] for name in CASES}
    for _ in range(rounds + 1):
        for name, statement in CASES.items():
            times[name].append(milliseconds(statement))
    return {name: values[1:] for name, values in times.items()}  # the first round fills the caches of the disk


def main() -> int:
    parser = argparse.ArgumentParser(description="Measures how long imports take.")
    parser.add_argument(
        "--rounds", type=int, default=25, help="interpreters started for each case (default %(default)s)"
    )
    times = measure(parser.parse_args().rounds)
    print(f"{'import':24}{'median ms':>12}{'fastest ms':>12}")
    for name, values in times.items():
        print(f"{name:24}{statistics.median(values):12.1f}{min(values):12.1f}")
    pairs = zip(times["numpy, pyqpanda3.core"], times["numpy"], strict=True)
    over = statistics.median(both - numpy for both, numpy in pairs)
    verdict = "within" if over <= BOUND_MS else "EXCEEDS"
    print(f"pyqpanda3.core over numpy: {over:.1f} ms (median of the rounds), {verdict} the bound of {BOUND_MS:.0f} ms")
    return 0 if over <= BOUND_MS else 1


if __name__ == "__main__":
    sys.exit(main())
