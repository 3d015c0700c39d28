"""The programs of examples/ do what their comments say, and the demo shows it."""

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from pyqpanda3 import localcloud
from pyqpanda3.core import CPUQVM, QProg

EXAMPLES = Path(__file__).parents[3] / "examples"
DEMO = EXAMPLES / "demo.py"


def exact_probabilities(name: str) -> dict[str, float]:
    """The probabilities of the program's outcomes, without sampling: its measurements are left out."""
    text = (EXAMPLES / f"{name}.originir").read_text(encoding="utf-8")
    simulator = CPUQVM()
    simulator.run(QProg(re.sub(r"^MEASURE .*\n", "", text, flags=re.MULTILINE)), 1)
    return dict(simulator.result().get_prob_dict())


def run_demo(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(DEMO), *arguments], cwd=cwd, capture_output=True, text=True, timeout=120, check=False
    )


def test_grover_finds_the_marked_item() -> None:
    probabilities = exact_probabilities("grover")
    assert probabilities["1011"] == pytest.approx(0.9613, abs=1e-4)
    assert sum(probabilities.values()) == pytest.approx(1.0)


def test_phase_estimation_finds_the_nearest_fractions() -> None:
    counting: dict[str, float] = {}
    for bits, probability in exact_probabilities("phase_estimation").items():
        counting[bits[-5:]] = counting.get(bits[-5:], 0.0) + probability
    assert counting["01011"] == pytest.approx(0.6841, abs=1e-4)  # 11/32 = 0.344
    assert counting["01010"] == pytest.approx(0.1712, abs=1e-4)  # 10/32 = 0.313


def test_variational_ansatz_prefers_the_ordered_configurations() -> None:
    probabilities = exact_probabilities("variational_ansatz")
    best = sorted(probabilities, key=lambda bits: -probabilities[bits])[:2]
    assert set(best) == {"0000", "1111"}
    assert probabilities["0000"] == pytest.approx(0.2021, abs=1e-4)
    assert probabilities["1111"] == pytest.approx(0.2021, abs=1e-4)


def test_demo_runs_all_programs_and_writes_pictures(tmp_path: Path) -> None:
    done = run_demo("--all", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "local cloud service at http://127.0.0.1:" in done.stdout
    assert "local cloud service stopped" in done.stdout
    # Not a terminal: every state is a line of its own, and nothing moves the cursor.
    assert done.stdout.count("FINISHED") == 3
    assert "\033" not in done.stdout and "\r" not in done.stdout
    assert re.search(r"^ +1011 +0\.9\d+ +█+[▏▎▍▌▋▊▉]?$", done.stdout, re.MULTILINE)
    assert max(map(len, done.stdout.splitlines())) <= 100
    assert (
        done.stdout.count("┤H├") == 4 * 7 + 5
    )  # of Grover, and of phase estimation before its transform; none cut in two
    for name in ("grover", "phase_estimation", "variational_ansatz"):
        assert (tmp_path / "out" / f"{name}.png").read_bytes().startswith(b"\x89PNG")


def test_demo_prints_ascii_where_nothing_else_can_be_printed(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, str(DEMO)],
        cwd=tmp_path,
        env={**os.environ, "PYTHONIOENCODING": "ascii", "COLUMNS": "80"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert re.search(r"^ +1011 +0\.9\d+ +#+$", done.stdout, re.MULTILINE)


def test_demo_uses_a_running_service(tmp_path: Path) -> None:
    with localcloud.serve(api_key="demo-test-key") as url:
        done = run_demo("--url", url, "--api-key", "demo-test-key", cwd=tmp_path)
        assert done.returncode == 0, done.stderr
        assert f"cloud service at {url}" in done.stdout
        refused = run_demo("--url", url, "--api-key", "another-key", cwd=tmp_path)
    assert refused.returncode == 1
    assert "demo failed: " in refused.stderr
    assert "another-key" not in refused.stderr + refused.stdout


def test_demo_names_what_is_wrong_with_its_arguments(tmp_path: Path) -> None:
    assert "--url needs --api-key" in run_demo("--url", "http://127.0.0.1:1", cwd=tmp_path).stderr
    assert "--shots is 0" in run_demo("--shots", "0", cwd=tmp_path).stderr
    assert "invalid choice: 'shor'" in run_demo("--program", "shor", cwd=tmp_path).stderr


def children_of(process: int) -> list[int]:
    """The process ids below `process`, from the system's table."""
    found = []
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = status.read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
        except OSError:  # ended in between
            continue
        if int(fields[1]) == process:
            found += [int(status.parent.name), *children_of(int(status.parent.name))]
    return found


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="needs /proc to see which processes are left")
def test_interrupted_demo_leaves_no_process(tmp_path: Path) -> None:
    demo = subprocess.Popen(
        [sys.executable, "-u", str(DEMO)], cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert demo.stdout is not None
    for line in demo.stdout:
        if line.strip().startswith("job "):
            break
    service = children_of(demo.pid)
    assert service
    demo.send_signal(signal.SIGINT)
    assert demo.wait(timeout=15) == 130
    demo.communicate()
    deadline = time.monotonic() + 10
    while any(Path(f"/proc/{process}").exists() for process in service) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert [process for process in service if Path(f"/proc/{process}").exists()] == []
