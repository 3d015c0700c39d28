"""From a file to a finished cloud job: reads an OriginIR program, sends it to a cloud service, follows the job, and
shows what came back as a table, with bars, and as a picture.

    python examples/demo.py [--program NAME | --all] [--url URL --api-key KEY]

Without --url a local cloud service is started on a free port of this machine and stopped at the end.
"""

import argparse
import contextlib
import os
import re
import secrets
import shutil
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType

from pyqpanda3 import localcloud
from pyqpanda3.core import QProg
from pyqpanda3.qcloud import JobStatus, QCloudJob, QCloudResult, QCloudService

HERE = Path(__file__).resolve().parent
TITLES = {
    "grover": "Grover search for the item 1011 among 16",
    "phase_estimation": "Phase estimation of 1/3 of a turn with the quantum Fourier transform",
    "variational_ansatz": "Hardware-efficient ansatz near the ground state of an Ising chain",
}
POLL_SECONDS = 0.1
# The local service would finish these programs before one could look: each state is shown for a moment.
SHOWN_SECONDS = 0.5
ROWS = 16


class Progress:
    """One line that tells the states a job went through; on a terminal it lives, elsewhere each state is a line."""

    def __init__(self) -> None:
        self._live = sys.stdout.isatty()
        self._frames = "⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏" if can_print("⠋") else "|/-\\"
        self._started = time.monotonic()
        self._states: list[tuple[str, float]] = []
        self._ticks = 0

    def __enter__(self) -> "Progress":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._live:
            print(f"\r\033[K  {'-' if error else '='} {self._way()}", flush=True)

    def show(self, status: JobStatus) -> None:
        elapsed = time.monotonic() - self._started
        if not self._states or self._states[-1][0] != status.name:
            self._states.append((status.name, elapsed))
            if not self._live:
                print(f"  {elapsed:6.2f} s  {status.name}", flush=True)
        if self._live:
            frame = self._frames[self._ticks % len(self._frames)]
            self._ticks += 1
            print(f"\r\033[K  {frame} {self._way()}  {elapsed:.1f} s", end="", flush=True)

    def _way(self) -> str:
        return " > ".join(f"{name} {since:.1f} s" for name, since in self._states)


def can_print(text: str) -> bool:
    try:
        text.encode(sys.stdout.encoding or "ascii")
    except UnicodeEncodeError:
        return False
    return True


def screen_width() -> int:
    return max(60, min(shutil.get_terminal_size((100, 24)).columns, 120))


def follow(job: QCloudJob) -> QCloudResult:
    """Shows the job's states until it is finished or failed."""
    with Progress() as progress:
        while True:
            status = job.status()
            progress.show(status)
            if status in (JobStatus.FINISHED, JobStatus.FAILED):
                break
            time.sleep(POLL_SECONDS)
    result = job.result()
    if result.job_status() != JobStatus.FINISHED:
        raise RuntimeError(f"job {job.job_id()} failed: {result.error_message()}")
    return result


def folded(drawing: str, width: int) -> str:
    """A drawn program in groups of lines of at most `width` characters, cut between its boxes."""
    groups = re.split(r"\n[ \n]*\n", drawing.rstrip().lstrip("\n"))
    return "\n\n".join(part for group in groups for part in folded_group(group.split("\n"), width))


def folded_group(lines: list[str], width: int) -> Iterator[str]:
    longest = max(map(len, lines))
    lines = [line.ljust(longest) for line in lines]
    label = max(line.find("|0>") for line in lines) + 3
    # Between two boxes there is nothing but the wires: those of qubits single, those of bits double.
    wires = [" ─═" if line[:label].strip() else " " for line in lines]
    while len(lines[0]) > width:
        free = [
            at for at in range(label + 1, width) if all(row[at] in wire for row, wire in zip(lines, wires, strict=True))
        ]
        if not free:
            break
        yield "\n".join(line[: free[-1]].rstrip() for line in lines)
        lines = [line[:label] + line[free[-1] :] for line in lines]
    yield "\n".join(line.rstrip() for line in lines)


def bar(length: float) -> str:
    """A bar of so many characters, to an eighth of one where the output can show that."""
    if not can_print("█"):
        return "#" * round(length)
    eighths = round(8 * length)
    return "█" * (eighths // 8) + ("", "▏", "▎", "▍", "▌", "▋", "▊", "▉")[eighths % 8]


def print_table(probabilities: dict[str, float]) -> None:
    """The most probable outcomes first; a full bar is the largest probability."""
    ranked = sorted(probabilities.items(), key=lambda row: (-row[1], row[0]))
    shown = ranked[:ROWS]
    digits = max(len("outcome"), *(len(bits) for bits, _ in shown))
    room = screen_width() - digits - 18
    largest = shown[0][1] or 1.0
    print(f"  {'outcome':>{digits}}  probability")
    for bits, probability in shown:
        print(f"  {bits:>{digits}}  {probability:11.4f}  {bar(room * probability / largest)}".rstrip())
    rest = ranked[ROWS:]
    if rest:
        print(f"  {'others':>{digits}}  {sum(p for _, p in rest):11.4f}  ({len(rest)} outcomes)")


def write_picture(probabilities: dict[str, float], title: str, path: Path) -> bool:
    """Writes a bar chart as PNG; False when matplotlib, an optional extra, is not installed."""
    try:
        import matplotlib
    except ModuleNotFoundError:
        return False
    matplotlib.use("Agg")
    from matplotlib import pyplot

    outcomes = sorted(probabilities)
    figure, axes = pyplot.subplots(figsize=(max(6.0, 0.32 * len(outcomes) + 2.0), 4.0), layout="constrained")
    best = max(outcomes, key=lambda bits: probabilities[bits])
    colours = ["#c44e52" if bits == best else "#4c72b0" for bits in outcomes]
    axes.bar(outcomes, [probabilities[bits] for bits in outcomes], color=colours)
    axes.set(title=title, xlabel="outcome, highest bit first", ylabel="probability")
    axes.tick_params(axis="x", rotation=90)
    axes.spines[["top", "right"]].set_visible(False)
    path.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(path, dpi=150)
    pyplot.close(figure)
    return True


def run_program(service: QCloudService, name: str, backend: str, shots: int, folder: Path) -> None:
    source = HERE / f"{name}.originir"
    prog = QProg(source.read_text(encoding="utf-8"))
    gates = sum(prog.count_ops().values())
    print(f"\n{TITLES[name]}")
    print(f"  {source.name}: {prog.qubits_num()} qubits, {gates} gates, depth {prog.depth()}")
    drawing = folded(str(prog), screen_width())
    print(f"\n{drawing}" if can_print(drawing) else "  (no drawing: it needs an output in UTF-8)")
    job = service.backend(backend).run(prog, shots=shots)
    print(f"\n  job {job.job_id()}: {shots} shots on {backend}", flush=True)
    probabilities = follow(job).get_probs()
    print()
    print_table(probabilities)
    picture = folder / f"{name}.png"
    if write_picture(probabilities, TITLES[name], picture):
        print(f"  picture: {os.path.relpath(picture)}")
    else:
        print("  no picture: matplotlib is not installed (pip install 'pyqpanda3[draw]')")


@contextlib.contextmanager
def service_of(options: argparse.Namespace) -> Iterator[QCloudService]:
    """The service at --url, or one of our own that lives as long as the block."""
    if options.url:
        print(f"cloud service at {options.url}")
        yield QCloudService(options.api_key, options.url)
        return
    key = secrets.token_hex(16)
    shown = ("--queue-delay", str(SHOWN_SECONDS), "--run-delay", str(SHOWN_SECONDS))
    with localcloud.serve(api_key=key, options=shown) as url:
        print(f"local cloud service at {url}")
        yield QCloudService(key, url)
    print("\nlocal cloud service stopped")


def parse(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="demo.py", description="Runs an OriginIR program on a cloud service and shows its results."
    )
    parser.add_argument("--program", choices=TITLES, default="grover", help="what to run (default: grover)")
    parser.add_argument("--all", action="store_true", help="run all three programs")
    parser.add_argument("--shots", type=int, default=1000, help="repetitions of each program (default: 1000)")
    parser.add_argument("--backend", default="full_amplitude", help="default: full_amplitude")
    parser.add_argument("--url", help="a running service; without it one is started for the demo")
    parser.add_argument("--api-key", default=os.environ.get("PYQPANDA3_API_KEY"), help="default: $PYQPANDA3_API_KEY")
    parser.add_argument("--out", type=Path, default=Path("out"), help="folder of the pictures (default: out)")
    options = parser.parse_args(arguments)
    if options.url and not options.api_key:
        parser.error("--url needs --api-key, or PYQPANDA3_API_KEY in the environment")
    if options.shots < 1:
        parser.error(f"--shots is {options.shots}; at least 1 is needed")
    return options


def main(arguments: list[str] | None = None) -> int:
    options = parse(arguments)
    try:
        with service_of(options) as service:
            for name in TITLES if options.all else [options.program]:
                run_program(service, name, options.backend, options.shots, options.out)
    except KeyboardInterrupt:
        print("\ninterrupted", file=sys.stderr)
        return 130
    except (RuntimeError, OSError) as error:
        print(f"\ndemo failed: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
