"""A service process under test and a small client for it, on the standard library alone."""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

HERE = Path(__file__).parent
FIXTURES = HERE.parents[1] / "fixtures" / "qcloud"
KEY = "test-key-1"
FAKE = "fake_executor:FakeExecutor"
SUBMIT = "/oqcs/task/origin/submit.json"
DETAIL = "/oqcs/task/origin/taskDetail.json"
CANCEL = "/oqcs/task/cancelTask.json"
CHIP_INFO = "/oqcs/task/origin/chipInfo.json"
RESOURCES = "/oqcs/task/getResourceList.json"
BLOCKS = "/oqcs/task/management/bestQubitBlocks.json"
BELL = "QINIT 2\nCREG 2\nH q[0]\nCNOT q[0],q[1]\nMEASURE q[0],c[0]\nMEASURE q[1],c[1]\n"


def fixture_data(name: str) -> dict[str, Any]:
    data: dict[str, Any] = json.loads((FIXTURES / f"{name}.json").read_text())
    return data


@dataclass
class Answer:
    status: int
    headers: http.client.HTTPMessage
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)


def submission(*programs: str, shots: int = 100, **members: Any) -> dict[str, Any]:
    """The body of a submit to full_amplitude."""
    configuration = {"shot": shots, "measure_type": 1}
    return {"QProg": list(programs or (BELL,)), "QMachineType": "0", "Configuration": configuration, **members}


class Client:
    """Plain HTTP, one connection for each request."""

    def __init__(self, url: str, key: str = KEY) -> None:
        self.address = urlsplit(url)
        self.key = key

    def send(
        self,
        path: str,
        body: Any = None,
        *,
        method: str = "POST",
        headers: dict[str, str] | None = None,
        timeout: float = 20,
    ) -> Answer:
        """``body`` as bytes goes out as it is, anything else as JSON."""
        assert self.address.hostname is not None
        connection = http.client.HTTPConnection(self.address.hostname, self.address.port, timeout=timeout)
        raw = body if isinstance(body, bytes) or body is None else json.dumps(body).encode()
        every = {"Authorization": f"oqcs_auth={self.key}", "Content-Type": "application/json", **(headers or {})}
        with contextlib.closing(connection):
            connection.request(method, path, raw, every)
            response = connection.getresponse()
            return Answer(response.status, response.headers, response.read())

    def submit(self, *programs: str, **members: Any) -> str:
        """The task id of an accepted submit."""
        answer = self.send(SUBMIT, submission(*programs, **members))
        assert answer.json["success"], answer.body
        task: str = answer.json["obj"]["taskId"]
        return task

    def detail(self, task: str) -> dict[str, Any]:
        answer = self.send(DETAIL, {"taskId": task}).json
        assert answer["success"], answer
        obj: dict[str, Any] = answer["obj"]
        return obj

    def wait(self, task: str, states: str = "34", timeout: float = 20) -> dict[str, Any]:
        """The detail once the task is in one of the states."""
        end = time.monotonic() + timeout
        while time.monotonic() < end:
            detail = self.detail(task)
            if detail["taskState"] in states:
                return detail
            time.sleep(0.02)
        raise AssertionError(f"task {task} is in state {detail['taskState']} after {timeout} s")


class Service:
    """``python -m pyqpanda3.localcloud serve`` on a data directory, with the executor of the tests."""

    def __init__(self, data_dir: Path, *options: str, executor: str | None = FAKE, keys: str = KEY) -> None:
        self.data_dir = data_dir
        self.options = options
        self.executor = executor
        self.keys = keys
        self.process: subprocess.Popen[bytes] | None = None
        self.url = ""
        self.seconds_to_start = 0.0

    def start(self) -> Service:
        command = [sys.executable, "-m", "pyqpanda3.localcloud", "serve", "--data-dir", str(self.data_dir)]
        command += [*(["--executor", self.executor] if self.executor else []), *self.options]
        path = os.pathsep.join(filter(None, [str(HERE), os.environ.get("PYTHONPATH")]))
        environment = {**os.environ, "PYTHONPATH": path, "PYQPANDA3_LOCALCLOUD_API_KEYS": self.keys}
        begin = time.monotonic()
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=log, env=environment)
        assert self.process.stdout is not None
        self.url = self.process.stdout.readline().decode().strip()
        self.seconds_to_start = time.monotonic() - begin
        assert self.url, self.log_text()
        return self

    @property
    def log(self) -> Path:
        return self.data_dir.parent / f"{self.data_dir.name}.log"

    def log_text(self) -> str:
        return self.log.read_text(errors="replace")

    @property
    def client(self) -> Client:
        return Client(self.url)

    @property
    def pid(self) -> int:
        assert self.process is not None
        return self.process.pid

    def end(self, number: signal.Signals = signal.SIGTERM) -> int:
        """Sends a signal and returns the exit code."""
        assert self.process is not None and self.process.stdout is not None
        if self.process.poll() is None:
            self.process.send_signal(number)
        try:
            return self.process.wait(10)
        finally:
            self.process.kill()
            self.process.wait()
            self.process.stdout.close()

    def __enter__(self) -> Service:
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.end()

    def rows(self, query: str, *parameters: Any) -> list[Any]:
        """Reads the job store from outside, for what the protocol does not show."""
        with contextlib.closing(sqlite3.connect(self.data_dir / "jobs.sqlite3", timeout=10)) as db:
            return db.execute(query, parameters).fetchall()

    def events(self, task: str) -> list[str]:
        rows = self.rows("SELECT event FROM executions WHERE task_id = ? ORDER BY seq", task)
        return [event for (event,) in rows]

    def children(self) -> list[int]:
        """Process ids of the workers (Linux)."""
        text = Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text()
        return [int(word) for word in text.split()]


def alive(pid: int) -> bool:
    """Whether the process runs (a zombie does not)."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    except (FileNotFoundError, ProcessLookupError):
        return False


def eventually(condition: Any, timeout: float = 10) -> bool:
    """Whether the condition comes true within the time."""
    end = time.monotonic() + timeout
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.02)
    return bool(condition())
