"""Pictures for the documentation, as SVG: time against size, and the roofline."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

from .costs import gate_by_gate
from .engines import ENGINES, ORIGINAL, OURS
from .rows import ROWS, SCALING_ROWS
from .verdicts import seconds
from .workloads import make_circuit

#: One colour for each engine in all pictures; told apart with colour blindness too.
COLOURS = {
    OURS: "#d62728",
    ORIGINAL: "#444444",
    "aer": "#6929c4",
    "qulacs": "#1192e8",
    "lightning": "#b28600",
    "quest": "#009d9a",
    "qsim": "#9f9f9f",
}
MARKERS = {OURS: "o", ORIGINAL: "s", "aer": "^", "qulacs": "v", "lightning": "D", "quest": "P", "qsim": "x"}
#: Rows whose circuits are in the roofline.
ROOFLINE_CIRCUITS = ("rand", "qft", "qv")
LABELS = {"rand": "random layers", "qft": "QFT", "qv": "quantum volume"}


def _figure() -> tuple[Any, Any]:
    import matplotlib

    matplotlib.use("svg")
    # Text stays text, and equal figures make equal files.
    matplotlib.rcParams.update({"svg.fonttype": "none", "svg.hashsalt": "pyqpanda3", "font.size": 9})
    from matplotlib import pyplot

    figure, axes = pyplot.subplots(figsize=(7, 4.6), layout="constrained")
    axes.grid(True, which="major", color="#dddddd", linewidth=0.6)
    axes.spines[["top", "right"]].set_visible(False)
    return figure, axes


def _save(figure: Any, path: Path) -> None:
    from matplotlib import pyplot

    figure.savefig(path, metadata={"Date": None})
    pyplot.close(figure)
    # matplotlib leaves blanks at ends of lines.
    text = path.read_text(encoding="utf-8")
    path.write_text("\n".join(line.rstrip() for line in text.splitlines()) + "\n", encoding="utf-8")


def _style(engine: str) -> dict[str, Any]:
    ours = engine == OURS
    return {
        "color": COLOURS.get(engine, "#888888"),
        "marker": MARKERS.get(engine, "."),
        "markersize": 5 if ours else 4,
        "linewidth": 2.2 if ours else 1.1,
        "zorder": 3 if ours else 2,
        "label": ENGINES[engine].title,
    }


def _probe(results: dict[str, Any], threads: int) -> dict[str, Any] | None:
    return next((p for p in results["machine"].get("probes", []) if p["threads"] == threads), None)


def scaling_plot(results: dict[str, Any], path: Path) -> bool:
    """Time for each gate of random layers against the number of qubits, with one pass over memory beside it. False if
    the results have no such rows."""
    run = next((run for run in results["runs"] if any(row.key in run["rows"] for row in SCALING_ROWS)), None)
    if run is None:
        return False
    figure, axes = _figure()
    for engine in run["versions"]:
        points = []
        for row in SCALING_ROWS:
            cell = run["rows"].get(row.key, {}).get(engine)
            if (time := seconds(cell, run["threads"])) is not None:
                points.append((row.qubits, time / len(make_circuit(row.circuit, row.qubits))))
        if points:
            axes.plot(*zip(*points, strict=True), **_style(engine))
    if probe := _probe(results, run["threads"]):
        passes = [(entry["qubits"], entry["update_seconds"]) for entry in probe["passes"]]
        axes.plot(*zip(*passes, strict=True), color="black", linestyle=":", label="one pass over the state")
    axes.set_yscale("log")
    axes.set_xticks([row.qubits for row in SCALING_ROWS])
    axes.set_xlabel("qubits")
    axes.set_ylabel("seconds a gate")
    axes.set_title(f"Random layers, {run['threads']} thread{'s' if run['threads'] > 1 else ''}")
    axes.legend(frameon=False)
    _save(figure, path)
    return True


def _draw_roofs(axes: Any, probe: dict[str, Any]) -> None:
    """The bounds: a slope for each memory, up to the rate of multiply-adds."""
    peak, (left, right) = probe["fma_gflops"], axes.get_xlim()
    for qubits, place in ((14, "second-level cache"), (20, "shared cache"), (26, "main memory")):
        entry = next((e for e in probe["passes"] if e["qubits"] == qubits), None)
        if entry is None:
            continue
        rate = entry["update_gbps"]
        knee = peak / rate
        axes.plot([left, knee], [left * rate, peak], color="black", linewidth=1)
        (x0, y0), (x1, y1) = axes.transData.transform([(left, left * rate), (knee, peak)])
        axes.text(
            left * 1.1,
            left * 1.1 * rate * 1.06,
            f"{place}, {rate:.0f} GB/s",
            fontsize=7,
            rotation=math.degrees(math.atan2(y1 - y0, x1 - x0)),
            rotation_mode="anchor",
        )
    axes.plot([left, right], [peak, peak], color="black", linewidth=1)
    axes.text(right / 1.1, peak * 1.06, f"{peak:.0f} GFLOP/s of multiply-adds", ha="right", fontsize=7)


def roofline_plot(results: dict[str, Any], path: Path) -> bool:
    """Rates of operations against operations for each byte, gate by gate (see `costs`), below the machine's bounds.
    Points above the slope of a memory were computed with fewer passes than gates. False without bounds or points."""
    run = results["runs"][0]
    probe = _probe(results, run["threads"])
    if probe is None:
        return False
    points = []
    for row in ROWS:
        if row.kind != "state" or row.circuit not in ROOFLINE_CIRCUITS or row.qubits < 16:
            continue
        cost = gate_by_gate(row.qubits, make_circuit(row.circuit, row.qubits))
        for engine in (ORIGINAL, OURS):
            time = seconds(run["rows"].get(row.key, {}).get(engine), run["threads"])
            if time is not None:
                points.append((row, engine, cost.intensity, cost.operations / time / 1e9))
    if not points:
        return False
    figure, axes = _figure()
    axes.set(xscale="log", yscale="log", xlim=(0.08, 12), ylim=(1, 1.6 * probe["fma_gflops"]))
    figure.draw_without_rendering()  # places the axes, on which the angle of slopes depends
    _draw_roofs(axes, probe)
    shapes = dict(zip(ROOFLINE_CIRCUITS, ("o", "s", "^"), strict=True))
    for row, engine, intensity, rate in points:
        axes.plot(
            intensity,
            rate,
            shapes[row.circuit],
            color=COLOURS[engine],
            markersize=5,
            markerfacecolor=COLOURS[engine] if engine == OURS else "white",
        )
        if engine == OURS:
            axes.annotate(str(row.qubits), (intensity, rate), (5, -3), textcoords="offset points", fontsize=7)
    from matplotlib.lines import Line2D

    handles = [Line2D([], [], color="grey", marker=shapes[c], linestyle="", label=LABELS[c]) for c in ROOFLINE_CIRCUITS]
    handles += [
        Line2D([], [], color=COLOURS[e], marker=".", linestyle="", label=ENGINES[e].title) for e in (OURS, ORIGINAL)
    ]
    axes.legend(handles=handles, frameon=False, loc="lower right")
    axes.set_xlabel("floating point operations for each byte, each gate a pass of its own")
    axes.set_ylabel("10^9 operations a second")
    axes.set_title(f"Roofline, {run['threads']} thread{'s' if run['threads'] > 1 else ''}; numbers are qubits")
    _save(figure, path)
    return True
