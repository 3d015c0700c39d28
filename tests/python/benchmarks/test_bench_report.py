"""Verdicts and tables from times that are made up."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from benchmarks.peers.__main__ import MEASURED, PAGE, command_line, merged, options
from benchmarks.peers.engines import DEFAULT, ENGINES
from benchmarks.peers.measure import compare
from benchmarks.peers.plots import roofline_plot, scaling_plot
from benchmarks.peers.process import UNWANTED_VARIABLES, Worker, environment, interpreter
from benchmarks.peers.report import full_report, ratio_text, time_text
from benchmarks.peers.rows import ROWS, SCALING_ROWS, Row
from benchmarks.peers.verdicts import best_double_peer, judge, seconds, speedups

RAND = Row("rand-16", "random layers n=16", "state", "rand", 16, must=0.2, goal=0.1)
GROVER = Row("grover-16", "Grover n=16", "state", "grover", 16)


def cell(time: float, **more: Any) -> dict[str, Any]:
    return {"wall": 2 * time, "cpu": time, "agrees": True, **more}


def cells(ours: float, **others: float) -> dict[str, dict[str, Any]]:
    return {"ours": cell(ours)} | {name: cell(time) for name, time in others.items()}


def test_the_clock_is_that_of_the_processor_with_one_thread_only() -> None:
    assert seconds(cell(1.0), 1) == 1.0
    assert seconds(cell(1.0), 2) == 2.0
    assert seconds({"wall": 3.0}, 1) == 3.0
    assert seconds({"error": "no"}, 1) is None and seconds(None, 1) is None
    assert seconds(cell(1.0, agrees=False), 1) is None


def test_the_best_peer_is_another_engine_in_double_precision() -> None:
    found = best_double_peer(cells(0.1, original=0.2, qsim=0.3, aer=2.0, lightning=1.0), 1)
    assert found == ("lightning", 1.0)
    assert best_double_peer(cells(0.1, original=0.2, qsim=0.3), 1) == (None, None)


@pytest.mark.parametrize(
    ("ours", "others", "word"),
    [
        (0.09, {"original": 1.0, "lightning": 0.5}, "goal"),
        (0.15, {"original": 1.0, "lightning": 0.5}, "must"),
        (0.25, {"original": 1.0, "lightning": 0.5}, "missed"),
        (0.15, {"original": 1.0, "lightning": 0.15}, "missed"),  # level with a peer is not ahead of it
        (0.14, {"original": 1.0, "lightning": 0.15}, "must"),
        (0.14, {"original": 1.0, "qsim": 0.05}, "must"),  # single precision is only reported
        (0.09, {"lightning": 0.15}, "must"),  # no goal without the original
        (0.09, {}, "undecided"),
    ],
)
def test_verdicts_on_times(ours: float, others: dict[str, float], word: str) -> None:
    assert judge(RAND, {RAND.key: cells(ours, **others)}, 1).word == word


def test_a_verdict_says_by_what_it_was_missed() -> None:
    verdict = judge(RAND, {RAND.key: cells(0.3, original=1.0, lightning=0.1)}, 1)
    assert verdict.reason == "over the limit by lightning 3.16x, the original 1.50x"
    assert verdict.to_original == pytest.approx(0.3) and verdict.to_peer == pytest.approx(3.0)


def test_with_two_threads_one_has_to_be_ahead_of_all() -> None:
    assert judge(RAND, {RAND.key: cells(0.9, original=1.0, aer=1.0)}, 2).word == "goal"
    assert judge(RAND, {RAND.key: cells(1.1, original=1.0, aer=2.0)}, 2).word == "missed"


def test_rows_without_a_fraction_ask_for_being_ahead() -> None:
    assert judge(GROVER, {GROVER.key: cells(0.5, original=1.0, aer=0.9)}, 1).word == "goal"
    assert judge(GROVER, {GROVER.key: cells(0.89, original=1.0, aer=0.9)}, 1).word == "missed"
    assert judge(GROVER, {GROVER.key: cells(1.5, original=1.0, aer=2.0)}, 1).word == "missed"


def test_a_row_can_be_compared_with_another_one() -> None:
    bulk = next(row for row in ROWS if row.kind == "bulk")
    times = {bulk.key: {"ours": cell(0.01)}, bulk.compared_with: cells(9.0, original=1.0, qulacs=0.5)}
    verdict = judge(bulk, times, 1)
    assert (verdict.word, verdict.to_original, verdict.to_peer) == ("goal", pytest.approx(0.01), pytest.approx(0.02))
    assert bulk.compared_with in {row.key for row in ROWS}


def test_wrong_results_are_not_fast() -> None:
    found = {"ours": cell(0.01, agrees=False), "original": cell(1.0)}
    verdict = judge(RAND, {RAND.key: found}, 1)
    assert (verdict.word, verdict.reason) == ("missed", "wrong result")


@pytest.mark.parametrize(("ours", "numpy", "word"), [(0.10, 0.08, "goal"), (0.12, 0.08, "must"), (0.2, 0.19, "missed")])
def test_verdicts_on_imports(ours: float, numpy: float, word: str) -> None:
    row = next(row for row in ROWS if row.kind == "import")
    assert judge(row, {row.key: {"ours": cell(ours, numpy={"wall": 1.0, "cpu": numpy})}}, 1).word == word


@pytest.mark.parametrize(("run", "fetch", "word"), [(1.0, 1.04, "goal"), (1.0, 2.0, "missed"), (1.1, 1.1, "missed")])
def test_verdicts_on_memory(run: float, fetch: float, word: str) -> None:
    row = next(row for row in ROWS if row.kind == "memory")
    assert judge(row, {row.key: {"ours": {"run": run, "fetch": fetch}}}, 1).word == word


def results() -> dict[str, Any]:
    timed = [row for row in ROWS if row.kind not in ("import", "memory")]
    rows: dict[str, Any] = {row.key: cells(0.1, original=1.0, lightning=0.5, qsim=0.2) for row in timed}
    rows |= {row.key: cells(0.1 * 2**row.qubits, original=2.0**row.qubits) for row in SCALING_ROWS}
    rows["import"] = {"ours": cell(0.1, numpy=cell(0.08)), "original": cell(0.5)}
    rows["memory"] = {"ours": {"run": 1.0, "fetch": 1.0}, "original": {"run": 1.0, "fetch": 4.5}}
    rows["memory-30"] = {"ours": {"run": 1.0, "fetch": 1.0}}
    rows["rand-24"]["lightning"] = {"error": "took longer than 180 s"}
    two = {row.key: {"ours": {"wall": 0.1, "cpu": 0.2, "agrees": True}} for row in ROWS if row.kind == "state"}
    versions = dict.fromkeys(("ours", "original", "lightning", "qsim"), "1.2.3")
    passes = [
        {
            "qubits": n,
            "bytes": 16 << n,
            "update_seconds": 1e-9 * 2**n,
            "write_seconds": 0.5e-9 * 2**n,
            "update_gbps": 40.0,
            "write_gbps": 35.0,
            "triad_gbps": 30.0,
        }
        for n in (14, 20, 26)
    ]
    probe = {"threads": 1, "fma_gflops": 100.0, "passes": passes}
    return {
        "date": "2026-01-01 00:00 UTC",
        "commit": "0123456789",
        "command": "make bench",
        "machine": {"cpu": "a CPU", "processors": 2, "memory_gib": 24, "system": "Linux", "probes": [probe]},
        "runs": [
            {"threads": 1, "rounds": 5, "versions": versions, "missing": {"aer": "not on this machine"}, "rows": rows},
            {"threads": 2, "rounds": 5, "versions": {"ours": "1.2.3"}, "missing": {}, "rows": two},
        ],
    }


def test_speedups_by_the_clock() -> None:
    found = {s.row.key: s for s in speedups(ROWS, results())}
    assert "rand-16" not in found
    assert found["rand-20"].factor == pytest.approx(2.0) and found["rand-20"].word == "goal"
    only_one = results()
    del only_one["runs"][1]
    assert speedups(ROWS, only_one) == []


def test_speedups_that_cannot_be() -> None:
    some = results()
    one, two = (run["rows"] for run in some["runs"])
    for key, (before, after) in {"ghz-20": (3e-4, 4e-4), "ghz-24": (3e-3, 2.9e-3), "qv-24": (0.02, 0.018)}.items():
        one[key]["ours"]["wall"], two[key]["ours"]["wall"] = before, after
    passes = [{"qubits": 24, "bytes": 16 << 24, "write_seconds": 2.7e-3}]
    some["machine"]["probes"].append({"threads": 2, "fma_gflops": 200.0, "passes": passes})
    found = {s.row.key: s for s in speedups(ROWS, some)}
    assert (found["ghz-20"].word, found["ghz-20"].reason) == ("short", "0.30 ms with one thread")
    assert found["ghz-24"].word == "bound" and "takes two 2.70 ms" in found["ghz-24"].reason
    assert (found["qv-24"].word, found["qv-24"].reason) == ("missed", "")
    del some["machine"]["probes"][-1]
    assert {s.row.key: s for s in speedups(ROWS, some)}["ghz-24"].word == "missed"  # not known to be at a bound


def test_parts_of_results_are_put_together() -> None:
    base, more, alone = results(), results(), results()
    more["command"], alone["command"] = "the second", "alone"
    more["runs"] = [more["runs"][0] | {"rows": {"rand-16": cells(1.25, original=100.0)}}]
    for run in alone["runs"]:
        run["versions"] = {"ours": "1"}
        run["rows"] = {"rand-20": {"ours": cell(1.7 / run["threads"] ** 0.5)}}
    found = merged([base, more, alone])
    assert found["command"].endswith("the second")
    assert found["runs"][0]["rows"]["rand-16"]["ours"]["cpu"] == 1.25
    assert found["runs"][0]["rows"].keys() > {"rand-16"}
    text = full_report(ROWS, found)
    assert "our engine alone (`alone`)" in text and "1.41x" in text


def test_the_report_has_a_line_for_each_row_and_says_what_is_missing() -> None:
    text = full_report(ROWS, json.loads(json.dumps(results())))
    first = text.split("### 2 threads")[0]
    for row in ROWS:
        assert f"| {row.title} | `{row.key}` |" in first
    assert "| random layers n=16 | `rand-16` | 0.2 | 0.1 | 100 ms | 0.10 | 0.20 (lightning) | goal |" in first
    assert "Left out: qiskit-aer (not on this machine)." in first
    assert "too slow" in first and "1.00 / 4.50" in first
    assert "| random layers n=24 | 2.00x | goal |" in text
    assert all(line.count("|") == 9 for line in first.splitlines() if "| `" in line)


def test_pictures_are_drawn(tmp_path: Path) -> None:
    pytest.importorskip("matplotlib")
    for plot in (scaling_plot, roofline_plot):
        assert plot(results(), tmp_path / "first.svg") and plot(results(), tmp_path / "second.svg")
        picture = (tmp_path / "first.svg").read_text(encoding="utf-8")
        assert "<svg" in picture and picture == (tmp_path / "second.svg").read_text(encoding="utf-8")
    without = results()
    without["machine"]["probes"] = []
    without["runs"][0]["rows"] = {}
    assert not scaling_plot(without, tmp_path / "none.svg") and not roofline_plot(without, tmp_path / "none.svg")


def test_texts_of_numbers() -> None:
    times = [time_text(t) for t in (1.234, 0.01234, 123e-6, 5e-9, None)]
    assert times == ["1.23 s", "12.3 ms", "123 µs", "5.00 ns", "-"]
    assert [ratio_text(r) for r in (0.0123, 0.5, 12.34, 123.4, None)] == ["0.012", "0.50", "12.3", "123", "-"]


def state_cell(probes: list[float], **more: float) -> dict[str, Any]:
    return {"probes": probes, "norm": 1.0, **more}


def test_engines_that_disagree_are_found() -> None:
    found = {
        "ours": state_cell([0.1, 0.2]),
        "aer": state_cell([0.1, 0.2]),
        "qulacs": state_cell([0.1, 0.3]),
        "qsim": state_cell([0.1, 0.20001]),
        "quest": {"error": "broken"},
    }
    compare(RAND, found)
    assert {name: c.get("agrees") for name, c in found.items()} == {
        "ours": True,
        "aer": True,
        "qulacs": False,
        "qsim": True,
        "quest": None,
    }
    found = {"ours": state_cell([0.1], fidelity=0.9), "aer": state_cell([0.1], fidelity=1.0)}
    compare(RAND, found)
    assert not found["ours"]["agrees"] and found["aer"]["agrees"]
    counts = Row("short-run", "", "counts", "short", 4, 1000)
    found = {
        "ours": {"shots": 1000, "ones": [0.5, 0.1]},
        "aer": {"shots": 1000, "ones": [0.52, 0.09]},
        "qulacs": {"shots": 1000, "ones": [0.49, 0.9]},
        "qsim": {"shots": 999, "ones": [0.5, 0.1]},
    }
    compare(counts, found)
    assert [c["agrees"] for c in found.values()] == [True, True, False, False]


def test_workers_get_an_environment_of_their_own(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in UNWANTED_VARIABLES:
        monkeypatch.setenv(name, "x")
    found = environment(1)
    assert not set(UNWANTED_VARIABLES) & found.keys()
    assert {"OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE"} <= set(UNWANTED_VARIABLES)
    assert found["OMP_NUM_THREADS"] == found["BENCH_THREADS"] == "1" and found["BENCH_CPUS"].isdigit()


def test_engines_that_are_not_installed_have_no_interpreter(tmp_path: Path) -> None:
    assert interpreter("ours", None) is not None
    assert interpreter("aer", tmp_path) is None and interpreter("aer", None) is None
    assert set(DEFAULT) <= ENGINES.keys()


def test_a_worker_answers_and_ends() -> None:
    python = interpreter("ours", None)
    assert python is not None
    worker = Worker("ours", python, 1)
    assert worker.hello["ok"], worker.hello
    assert worker.ask(60, "prepare", kind="state", circuit="ghz", qubits=3, amount=0)["gates"] == 3
    assert worker.ask(60, "check")["fidelity"] == pytest.approx(1.0)
    assert "unknown" in worker.ask(60, "prepare", kind="tea", circuit="", qubits=3, amount=0)["error"]
    worker.close()
    assert not worker.alive
    assert worker.ask(60, "check") == {"ok": False, "error": "the process ended"}


def test_options_are_checked(capsys: pytest.CaptureFixture[str]) -> None:
    assert [row.key for row in options(["--rows", "ghz-16,import", "--threads", "1"]).chosen] == ["ghz-16", "import"]
    for wrong in (["--engines", "abacus"], ["--threads", "0"], ["--rows", "tea"], ["--rounds", "0"]):
        with pytest.raises(SystemExit):
            options(wrong)
    assert "abacus" in capsys.readouterr().err


def test_the_command_names_no_folder_of_the_machine() -> None:
    words = ["--rounds", "3", "--venvs", "/a/b", "--out=/c", "--publish"]
    assert command_line(words) == 'make bench ARGS="--rounds 3 --publish"'
    assert command_line([]) == "make bench"


def test_the_page_has_a_place_for_results() -> None:
    assert MEASURED.search(PAGE.read_text(encoding="utf-8"))
