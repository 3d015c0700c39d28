"""`python -m benchmarks.peers`: measures, judges, and writes tables and pictures. `make bench` runs it."""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
import time
from pathlib import Path
from typing import Any

from .engines import DEFAULT, ENGINES, OURS
from .machine import commit, describe, today
from .measure import Bench, Plan, say
from .plots import roofline_plot, scaling_plot
from .process import ROOT
from .report import full_report
from .rows import ROWS, SCALING_ROWS, Row, chosen, keys

PAGE = ROOT / "docs" / "benchmarks.md"
IMAGES = ROOT / "docs" / "images"
#: What --publish replaces in the page.
MEASURED = re.compile(r"(<!-- measured -->\n).*(<!-- end of measured -->)", re.DOTALL)


def numbers(text: str) -> list[int]:
    return [int(word) for word in text.split(",")]


def words(text: str) -> list[str]:
    return [word for word in text.split(",") if word]


def options(arguments: list[str] | None = None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="make bench", description="Compares simulators on the same workloads.", epilog=f"Rows: {keys(ROWS)}."
    )
    parser.add_argument("--rows", type=words, default=["*"], help="comma list of patterns (default: all)")
    parser.add_argument("--max-qubits", type=int, default=28, help="leaves larger rows out (default %(default)s)")
    parser.add_argument("--threads", type=numbers, default=[1], help="comma list, e.g. 1,2 (default 1)")
    parser.add_argument("--rounds", type=int, default=5, help="over all engines (default %(default)s)")
    parser.add_argument(
        "--engines", type=words, default=list(DEFAULT), help=f"of {','.join(ENGINES)} (default: {','.join(DEFAULT)})"
    )
    parser.add_argument(
        "--venvs",
        type=Path,
        default=os.environ.get("PEERS_VENVS"),
        help="folder that benchmarks/peers/setup.sh made (default: $PEERS_VENVS)",
    )
    parser.add_argument("--scaling", action="store_true", help="also time against size, 4 to 28 qubits: a picture")
    parser.add_argument("--slow", type=float, default=4.0, help="seconds; longer calls run once (default %(default)s)")
    parser.add_argument("--limit", type=float, default=180.0, help="seconds for one request (default %(default)s)")
    parser.add_argument("--out", type=Path, default=ROOT / "build" / "bench-results", help="folder for what is written")
    parser.add_argument(
        "--report", type=words, help="measure nothing; report these results (JSON files; rows of later ones replace)"
    )
    parser.add_argument("--publish", action="store_true", help="put the tables and pictures into docs/")
    found = parser.parse_args(arguments)
    unknown = [name for name in found.engines if name not in ENGINES]
    if unknown:
        parser.error(f"unknown engines {', '.join(unknown)}; known are {', '.join(ENGINES)}")
    if min(found.threads) < 1 or max(found.threads) > len(os.sched_getaffinity(0)):
        parser.error(f"--threads: between 1 and {len(os.sched_getaffinity(0))} processors can be used here")
    if found.rounds < 1:
        parser.error(f"--rounds: at least 1, not {found.rounds}")
    try:
        rows = ROWS + (SCALING_ROWS if any(word.startswith("scaling-") for word in found.rows) else [])
        found.chosen = chosen(rows, found.rows, found.max_qubits)
    except ValueError as error:
        parser.error(str(error))
    return found


def command_line(arguments: list[str]) -> str:
    """What to type for the same measurement, without folders of this machine."""
    kept: list[str] = []
    rest = iter(arguments)
    for word in rest:
        name, equals, _ = word.partition("=")
        if name not in ("--venvs", "--out"):
            kept.append(word)
        elif not equals:
            next(rest, None)
    return "make bench" + (f' ARGS="{" ".join(kept)}"' if kept else "")


def measure(opts: argparse.Namespace) -> dict[str, Any]:
    """Everything that was asked for, as the dictionary that is written as JSON."""
    command = command_line(sys.argv[1:])
    results: dict[str, Any] = {
        "date": today(),
        "commit": commit(),
        "command": command,
        "machine": describe(opts.threads),
        "runs": [],
    }
    plan = Plan(opts.rounds, opts.slow, opts.limit)
    for threads in opts.threads:
        bench = Bench(opts.engines, opts.venvs, threads, plan)
        rows: list[Row] = list(opts.chosen)
        if opts.scaling and threads == opts.threads[0]:
            rows += chosen(SCALING_ROWS, ["*"], opts.max_qubits)
        interrupted = False
        try:
            for row in rows:
                bench.run(row)
        except KeyboardInterrupt:
            interrupted = True
            say("interrupted; what was measured is reported")
        finally:
            bench.close()
        facts = {"threads": threads, "rounds": plan.rounds, "versions": bench.versions, "missing": bench.missing}
        results["runs"].append(facts | {"rows": bench.results})
        if interrupted:
            break
    return results


def merged(parts: list[dict[str, Any]]) -> dict[str, Any]:
    """The first results, with the rows of the others in place of its own or beside them. Results of our engine alone
    with one and with two threads replace nothing: they tell how much faster two are, undisturbed by those of others."""
    results = parts[0]
    for part in parts[1:]:
        if {run["threads"] for run in part["runs"] if set(run["versions"]) == {OURS}} >= {1, 2}:
            results["alone"] = {"command": part["command"], "runs": part["runs"]}
            continue
        results["command"] += f"` and `{part['command']}"
        for run in part["runs"]:
            same = next((known for known in results["runs"] if known["threads"] == run["threads"]), None)
            if same is None:
                results["runs"].append(run)
            else:
                same["rows"] |= run["rows"]
    return results


def publish(text: str, results: dict[str, Any]) -> None:
    """Puts the report into the page between its marks, and the pictures beside it."""
    page = PAGE.read_text(encoding="utf-8")
    if not MEASURED.search(page):
        raise SystemExit(f"{PAGE.name} has no marks to put results between")
    PAGE.write_text(MEASURED.sub(lambda marks: f"{marks[1]}\n{text}\n{marks[2]}", page), encoding="utf-8")
    IMAGES.mkdir(exist_ok=True)
    draw(results, IMAGES)


def draw(results: dict[str, Any], folder: Path) -> None:
    for name, plot in (("scaling.svg", scaling_plot), ("roofline.svg", roofline_plot)):
        if plot(results, folder / name):
            say(f"wrote {name}")


def main() -> int:
    opts = options()
    began = time.monotonic()
    if opts.report:
        results = merged([json.loads(Path(name).read_text(encoding="utf-8")) for name in opts.report])
    else:
        results = measure(opts)
        say(f"measured in {time.monotonic() - began:.0f} s")
    opts.out.mkdir(parents=True, exist_ok=True)
    if not opts.report:
        (opts.out / "results.json").write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")
    text = full_report(ROWS, results)
    (opts.out / "report.md").write_text(text, encoding="utf-8")
    draw(results, opts.out)
    if opts.publish:
        publish(text, results)
    print(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
