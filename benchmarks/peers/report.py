"""Tables in markdown from results."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from .engines import ENGINES, ORIGINAL, OURS
from .rows import COPIES_MUST, IMPORT_GOAL, IMPORT_MUST, SPEEDUP_GOAL, SPEEDUP_MUST, Row
from .verdicts import Verdict, judge, seconds, speedups

UNITS = (("s", 1.0), ("ms", 1e-3), ("µs", 1e-6), ("ns", 1e-9))


def three_digits(value: float) -> str:
    """`123`, `12.3`, `1.23`; never with an exponent."""
    return f"{value:.0f}" if value >= 99.95 else f"{value:.1f}" if value >= 9.995 else f"{value:.2f}"


def time_text(value: float | None) -> str:
    """`12.3 ms`; `-` for None."""
    if value is None:
        return "-"
    unit, size = next((u for u in UNITS if value >= u[1]), UNITS[-1])
    return f"{three_digits(value / size)} {unit}"


def ratio_text(value: float | None) -> str:
    return "-" if value is None else f"{value:.3f}" if value < 0.1 else three_digits(value)


def table(header: list[str], lines: Iterable[list[str]]) -> str:
    rows = [header, ["---"] * len(header), *lines]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in rows)


def _targets(row: Row, threads: int) -> tuple[str, str]:
    if row.kind == "import":
        return f"{1e3 * IMPORT_MUST:.0f} ms", f"{1e3 * IMPORT_GOAL:.0f} ms over numpy"
    if row.kind == "memory":
        return f"{COPIES_MUST} / {COPIES_MUST}", ""
    if threads != 1:
        return "", ""
    return tuple("" if value is None else str(value) for value in (row.must, row.goal))  # type: ignore[return-value]


def verdict_line(verdict: Verdict, threads: int) -> list[str]:
    must, goal = _targets(verdict.row, threads)
    peer = f" ({ENGINES[verdict.peer].title})" if verdict.peer else ""
    return [
        verdict.row.title,
        f"`{verdict.row.key}`",
        must,
        goal,
        time_text(verdict.ours) if verdict.row.kind != "memory" else "",
        ratio_text(verdict.to_original),
        ratio_text(verdict.to_peer) + peer,
        verdict.word + (f": {verdict.reason}" if verdict.reason else ""),
    ]


def _cell_text(cell: dict[str, Any] | None, base: float | None, threads: int) -> str:
    if not cell:
        return "-"
    if "run" in cell:
        return f"{cell['run']:.2f} / {cell['fetch']:.2f}"
    if "error" in cell:
        return "too slow" if "slow" in cell["error"] or "longer" in cell["error"] else "error"
    time = seconds(cell, threads)
    if time is None:
        return "wrong result"
    return time_text(time) + (f" ({ratio_text(time / base)})" if base else "")


def run_report(rows: list[Row], run: dict[str, Any]) -> str:
    """The verdicts and the times of one number of threads."""
    threads, measured = run["threads"], [row for row in rows if row.key in run["rows"]]
    judged = [judge(row, run["rows"], threads) for row in measured]
    count = {word: sum(v.word == word for v in judged) for word in ("goal", "must", "missed", "undecided")}
    engines = [name for name in ENGINES if name in run["versions"]]
    order = [name for name in (ORIGINAL, *engines) if name in engines]
    order = list(dict.fromkeys([OURS, *order])) if OURS in engines else list(dict.fromkeys(order))
    lines = []
    for row in measured:
        cells = run["rows"][row.key]
        base = seconds(cells.get(ORIGINAL), threads)
        lines.append([row.title, *(_cell_text(cells.get(name), base, threads) for name in order)])
    clock = "processor time" if threads == 1 else "time by the clock"
    parts = [
        f"### {threads} thread{'s' if threads > 1 else ''}",
        f"Medians of {run['rounds']} rounds, {clock}. Goal reached in {count['goal']} rows, "
        f"must in {count['must']}, missed in {count['missed']}"
        + (f", undecided in {count['undecided']}" if count["undecided"] else "")
        + ".",
        table(
            ["workload", "row", "must", "goal", "ours", "to the original", "to the best peer", "verdict"],
            [verdict_line(verdict, threads) for verdict in judged],
        ),
        "All engines; in brackets the ratio to the original.",
        table(["workload", *(ENGINES[name].title for name in order)], lines),
        "Versions: " + "; ".join(f"{ENGINES[name].title} {run['versions'][name]}" for name in order) + ".",
    ]
    if run["missing"]:
        missing = "; ".join(f"{ENGINES[name].title} ({reason})" for name, reason in run["missing"].items())
        parts.append(f"Left out: {missing}.")
    return "\n\n".join(parts)


def machine_text(machine: dict[str, Any]) -> str:
    """What was measured on, and its bounds."""
    parts = [f"{machine['cpu']}, {machine['processors']} processors, {machine['memory_gib']} GiB; {machine['system']}."]
    for probe in machine.get("probes", []):
        large = max(probe["passes"], key=lambda entry: entry["bytes"])
        parts.append(
            f"{probe['threads']} thread{'s' if probe['threads'] > 1 else ''}: {probe['fma_gflops']:.0f} GFLOP/s of "
            f"fused multiply-adds in double precision, {large['update_gbps']:.1f} GB/s updating "
            f"{large['bytes'] >> 20} MiB in place, "
            + (f"{large['write_gbps']:.1f} GB/s writing it, " if "write_gbps" in large else "")
            + f"{large['triad_gbps']:.1f} GB/s in a triad."
        )
    return " ".join(parts)


def full_report(rows: list[Row], results: dict[str, Any]) -> str:
    """Everything, as markdown."""
    parts = [f"Measured {results['date']} at commit {results['commit']} with `{results['command']}`."]
    parts.append(machine_text(results["machine"]))
    parts += [run_report(rows, run) for run in results["runs"] if run["rows"]]
    alone = results.get("alone")
    if found := speedups(rows, alone or results):
        parts.append("### Two threads against one")
        how = f", our engine alone (`{alone['command']}`)" if alone else ""
        parts.append(f"Times as fast with two threads, by the clock{how}; must {SPEEDUP_MUST}, goal {SPEEDUP_GOAL}.")
        parts.append(
            table(
                ["workload", "faster", "verdict"],
                [[s.row.title, f"{s.factor:.2f}x", f"{s.word}: {s.reason}" if s.reason else s.word] for s in found],
            )
        )
    return "\n\n".join(parts) + "\n"
