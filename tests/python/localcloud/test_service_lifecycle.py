"""Starting and stopping: the first line, signals, one server for a directory, the context manager."""

import os
import signal
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
from localcloud_support import RESOURCES, Client, Service, alive, eventually

from pyqpanda3 import localcloud


def serve(*options: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "pyqpanda3.localcloud", "serve", *options]
    return subprocess.run(command, capture_output=True, text=True, timeout=30, env={**os.environ, **environment})


def test_the_first_line_is_the_address_and_there_is_no_second(tmp_path: Path) -> None:
    service = Service(tmp_path / "data").start()
    print(f"ready after {service.seconds_to_start:.2f} s")
    assert service.url.startswith("http://127.0.0.1:")
    assert service.client.send(RESOURCES, method="GET").status == 200, "the address is printed before it answers"
    service.client.wait(service.client.submit())
    assert service.process is not None and service.process.stdout is not None
    service.process.terminate()
    assert service.process.stdout.read() == b""
    assert service.end() == 0


def test_it_starts_in_under_two_seconds(tmp_path: Path) -> None:
    times = []
    for _ in range(3):
        with Service(tmp_path / "data") as service:
            times.append(service.seconds_to_start)
    print("seconds to start:", [f"{seconds:.2f}" for seconds in times])
    assert min(times) < 2


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_it_soon_even_with_work_at_hand(tmp_path: Path, number: signal.Signals) -> None:
    service = Service(tmp_path / "data").start()
    for _ in range(4):
        service.client.submit("sleep 60")
    begin = time.monotonic()
    assert service.end(number) == 0
    assert time.monotonic() - begin < 5


def test_a_second_server_on_the_same_directory_refuses_to_start(tmp_path: Path) -> None:
    with Service(tmp_path / "data") as service:
        done = serve("--data-dir", str(service.data_dir), "--api-key", "k")
        assert done.returncode == 2
        assert done.stdout == ""
        assert f"in use by the server with process id {service.pid}" in done.stderr
        assert service.client.wait(service.client.submit())["taskState"] == "3"


@pytest.mark.parametrize(
    ("options", "word"),
    [
        (["--workers", "0"], "--workers is 0"),
        (["--api-key", "a b"], "printable ASCII"),
        (["--fault", "explode"], '"explode"'),
        (["--fault", "status:nth=x"], 'nth is "x"'),
        (["--log-file", "/nonexistent/log"], "/nonexistent/log"),
        (["--port", "70000"], "--port is 70000"),
        (["--queue-delay", "-1"], "--queue-delay is -1"),
        (["--host", "203.0.113.7"], "203.0.113.7"),
        (["--api-key-file", "/nonexistent/keys"], "/nonexistent/keys"),
    ],
)
def test_wrong_options_are_named(tmp_path: Path, options: list[str], word: str) -> None:
    done = serve("--data-dir", str(tmp_path), *options, PYQPANDA3_LOCALCLOUD_API_KEYS="k")
    assert done.returncode == 2
    assert word in done.stderr and "Traceback" not in done.stderr
    assert done.stdout == ""


def test_without_a_key_it_does_not_start(tmp_path: Path) -> None:
    done = serve("--data-dir", str(tmp_path), PYQPANDA3_LOCALCLOUD_API_KEYS="")
    assert done.returncode == 2 and "no API key" in done.stderr


def test_keys_come_from_a_file_too(tmp_path: Path) -> None:
    (tmp_path / "keys").write_text("file-key-1\nfile-key-2\n")
    with Service(tmp_path / "data", "--api-key-file", str(tmp_path / "keys")) as service:
        for key in ("file-key-1", "file-key-2"):
            assert isinstance(Client(service.url, key).send(RESOURCES, method="GET").json, list)


def test_data_live_in_the_state_directory(tmp_path: Path) -> None:
    environment = {**os.environ, "XDG_STATE_HOME": str(tmp_path)}
    command = [sys.executable, "-m", "pyqpanda3.localcloud", "serve", "--api-key", "k"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment) as process:
        assert process.stdout is not None
        assert process.stdout.readline().startswith(b"http://")
        assert (tmp_path / "pyqpanda3" / "localcloud" / "jobs.sqlite3").is_file()
        process.terminate()


def test_the_context_manager_yields_a_live_address_and_ends_the_service() -> None:
    with localcloud.serve(api_key="secret") as url:
        request = urllib.request.Request(url + RESOURCES, headers={"Authorization": "oqcs_auth=secret"})
        with urllib.request.urlopen(request, timeout=10) as answer:
            assert answer.status == 200
    with pytest.raises(OSError, match="refused"):
        urllib.request.urlopen(url + RESOURCES, timeout=10)


def test_the_context_manager_keeps_a_given_directory(tmp_path: Path) -> None:
    with localcloud.serve(api_key="secret", data_dir=tmp_path / "mine"):
        pass
    assert (tmp_path / "mine" / "jobs.sqlite3").is_file()


def test_the_context_manager_tells_why_the_service_did_not_start() -> None:
    with pytest.raises(RuntimeError, match="--workers is 0"), localcloud.serve(workers=0):
        pass


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_the_service_ends_with_the_process_that_opened_it(tmp_path: Path) -> None:
    code = (
        "import os, sys; from pyqpanda3 import localcloud\n"
        f"with localcloud.serve(data_dir={str(tmp_path / 'data')!r}) as url: print(url, flush=True); os._exit(1)"
    )
    subprocess.run([sys.executable, "-c", code], capture_output=True, timeout=30, check=False)
    owner = int((tmp_path / "data" / "lock").read_text())
    assert eventually(lambda: not alive(owner), 10)


def test_importing_loads_no_web_server_and_no_simulator() -> None:
    code = (
        "import sys, pyqpanda3.localcloud; print({'starlette', 'uvicorn', 'numpy', 'pyqpanda3.core'} & {*sys.modules})"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=30, check=True)
    assert done.stdout.strip() == "set()"


def test_a_missing_extra_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "sitecustomize.py").write_text("import sys; sys.modules['starlette'] = None\n")
    paths = os.pathsep.join(filter(None, [str(tmp_path), os.environ.get("PYTHONPATH")]))
    done = serve("--api-key", "k", PYTHONPATH=paths)
    assert done.returncode == 2
    assert "pip install 'pyqpanda3[server]'" in done.stderr and "Traceback" not in done.stderr
    monkeypatch.setitem(sys.modules, "uvicorn", None)
    with pytest.raises(ImportError, match="pyqpanda3\\[server\\]"), localcloud.serve():
        pass


def test_it_ends_while_its_workers_are_just_starting(tmp_path: Path) -> None:
    for pause in (0, 0.05, 0.1, 0.15, 0.2):
        service = Service(tmp_path / "data", "--workers", "3").start()
        time.sleep(pause)
        begin = time.monotonic()
        assert service.end() == 0
        assert time.monotonic() - begin < 5
