"""Blocking calls release the interpreter lock, answer Ctrl-C, and survive fork."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable

import pytest
from interruption import Ticker
from qcloud_support import ACCEPTED, DETAIL, RESOURCES, SUBMIT, Answer, Request, ScriptedServer, detail, when

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
    with Ticker() as ticker:
        for path, answer in ((DETAIL, detail("3")), (SUBMIT, ACCEPTED), (RESOURCES, [])):
            server.on(path, when(lambda: ticker.ticks >= 10, answer))
        BLOCKING[name](service)
        assert ticker.ticks >= 10


def test_other_threads_run_between_polls(server: ScriptedServer, service: QCloudService) -> None:
    server.on(DETAIL, detail("1"), detail("3"))
    with Ticker() as ticker:
        service.job("T").result()
    assert ticker.ticks > 5  # about 100 at best


CTRL_C = """
import sys
from pyqpanda3.core import H, QProg
from pyqpanda3.qcloud import QCloudService
service = QCloudService("K", sys.argv[1])
calls = {
    "result": lambda: service.job("T").result(),
    "status": lambda: service.job("T").status(),
    "run": lambda: service.backend("full_amplitude").run(QProg() << H(0), 1),
}
try:
    calls[sys.argv[2]]()
except KeyboardInterrupt:
    print("stopped", flush=True)
"""


def _assert_ctrl_c_stops(call: str, server: ScriptedServer) -> None:
    """The signal comes when the first request has arrived, and the call ends though the server takes 30 seconds."""
    command = [sys.executable, "-c", CTRL_C, server.url, call]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            while not server.requests and process.poll() is None:
                time.sleep(0.01)
            sent = time.monotonic()
            process.send_signal(signal.SIGINT)
            assert process.stdout.readline() == "stopped\n"
            assert time.monotonic() - sent < 15  # promised: 0.2
            process.wait(timeout=20)
        finally:
            process.kill()


@pytest.mark.parametrize("call", ["result", "status", "run"])
def test_ctrl_c_during_a_transfer(call: str, server: ScriptedServer) -> None:
    server.on(DETAIL, Answer(detail("3"), delay=30)).on(SUBMIT, Answer(ACCEPTED, delay=30))
    _assert_ctrl_c_stops(call, server)


def test_ctrl_c_between_polls(server: ScriptedServer) -> None:
    server.on(DETAIL, Answer(detail("1"), headers={"X-QP-Poll-Ms": "30000"}))
    _assert_ctrl_c_stops("result", server)


def test_signal_handlers_run_and_the_call_goes_on(server: ScriptedServer, service: QCloudService) -> None:
    handled: list[int] = []
    handled_before_the_answer: list[int] = []

    def answer(request: Request) -> Answer:
        os.kill(os.getpid(), signal.SIGUSR1)
        reply = when(lambda: handled, detail("3"))(request)
        handled_before_the_answer.extend(handled)
        return reply

    server.on(DETAIL, answer)
    old = signal.signal(signal.SIGUSR1, lambda number, _: handled.append(number))
    try:
        assert service.job("T").status(timeout=60) == JobStatus.FINISHED
    finally:
        signal.signal(signal.SIGUSR1, old)
    assert handled == handled_before_the_answer == [signal.SIGUSR1]


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
