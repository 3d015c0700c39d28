"""Blocking calls release the interpreter lock, answer Ctrl-C, and survive fork."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable

import pytest
from qcloud_support import ACCEPTED, DETAIL, RESOURCES, SUBMIT, Answer, ScriptedServer, Ticker, detail

from pyqpanda3.core import H, QProg
from pyqpanda3.qcloud import JobStatus, QCloudService

BLOCKING: dict[str, Callable[[QCloudService], object]] = {
    "result": lambda service: service.job("T").result(),
    "status": lambda service: service.job("T").status(),
    "query": lambda service: service.job("T").query(),
    "run": lambda service: service.backend("full_amplitude").run(QProg() << H(0), 1),
    "backends": lambda service: service.backends(),
}


@pytest.mark.parametrize("name", BLOCKING)
def test_other_threads_run_meanwhile(name: str, server: ScriptedServer, service: QCloudService) -> None:
    server.on(DETAIL, Answer(detail("3"), delay=0.5)).on(SUBMIT, Answer(ACCEPTED, delay=0.5))
    server.on(RESOURCES, Answer([], delay=0.5))
    with Ticker() as ticker:
        BLOCKING[name](service)
    assert ticker.ticks > 25  # 50 at best


def test_other_threads_run_between_polls(server: ScriptedServer, service: QCloudService) -> None:
    server.on(DETAIL, detail("1"), detail("3"))
    with Ticker() as ticker:
        service.job("T").result()
    assert ticker.ticks > 20


CTRL_C = """
import sys, time
from pyqpanda3.core import H, QProg
from pyqpanda3.qcloud import QCloudService
service = QCloudService("K", sys.argv[1])
calls = {
    "result": lambda: service.job("T").result(),
    "status": lambda: service.job("T").status(),
    "run": lambda: service.backend("full_amplitude").run(QProg() << H(0), 1),
}
print("ready", flush=True)
try:
    calls[sys.argv[2]]()
except KeyboardInterrupt:
    print(time.time(), flush=True)
"""


def _interrupted_after(url: str, call: str) -> float:
    """Seconds from SIGINT to KeyboardInterrupt."""
    with subprocess.Popen([sys.executable, "-c", CTRL_C, url, call], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            assert process.stdout.readline() == "ready\n"
            time.sleep(0.5)
            sent = time.time()
            process.send_signal(signal.SIGINT)
            caught = process.stdout.readline()
            process.wait(timeout=20)
        finally:
            process.kill()
    assert caught, "the call was not interrupted"
    return float(caught) - sent


@pytest.mark.parametrize("call", ["result", "status", "run"])
def test_ctrl_c_during_a_transfer(call: str, server: ScriptedServer) -> None:
    server.on(DETAIL, Answer(detail("3"), delay=30)).on(SUBMIT, Answer(ACCEPTED, delay=30))
    assert _interrupted_after(server.url, call) < 0.2


def test_ctrl_c_between_polls(server: ScriptedServer) -> None:
    server.on(DETAIL, Answer(detail("1"), headers={"X-QP-Poll-Ms": "30000"}))
    assert _interrupted_after(server.url, "result") < 0.2


def test_signal_handlers_run_and_the_call_goes_on(server: ScriptedServer, service: QCloudService) -> None:
    server.on(DETAIL, Answer(detail("3"), delay=0.6))
    handled: list[float] = []
    start = time.monotonic()
    old = signal.signal(signal.SIGUSR1, lambda *_: handled.append(time.monotonic() - start))
    timer = threading.Timer(0.2, os.kill, (os.getpid(), signal.SIGUSR1))
    try:
        timer.start()
        assert service.job("T").status() == JobStatus.FINISHED
    finally:
        timer.join()
        signal.signal(signal.SIGUSR1, old)
    assert len(handled) == 1 and handled[0] < 0.45


def test_many_threads_share_a_service(server: ScriptedServer, service: QCloudService) -> None:
    server.on(DETAIL, Answer(detail("2"), headers={"X-QP-Poll-Ms": "10"}, delay=0.01), detail("3"))
    failures: list[BaseException] = []

    def work() -> None:
        try:
            for _ in range(10):
                assert service.job("T").result(timeout=20).job_status() == JobStatus.FINISHED
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=work) for _ in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failures


FORK = """
import os, sys
from pyqpanda3.qcloud import QCloudService
service = QCloudService("K", sys.argv[1])
service.backends()
child = os.fork()
if child == 0:
    service.backends()
    os._exit(0)
assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
service.backends()
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")
def test_a_forked_child_opens_its_own_connection(server: ScriptedServer) -> None:
    server.on(RESOURCES, [])
    subprocess.run([sys.executable, "-c", FORK, server.url], check=True, timeout=60)
    assert len(server.requests) == 3
    assert server.connections == 2
