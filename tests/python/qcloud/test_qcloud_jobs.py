"""`QCloudJob`: questions, waiting, faults on the way, cancellation."""

import gzip
import json
import time
from typing import Any

import pytest
from qcloud_support import (
    ACCEPTED,
    CANCEL,
    DETAIL,
    RESOURCES,
    SUBMIT,
    Answer,
    ScriptedServer,
    Step,
    detail,
    fixture,
    table,
)

from pyqpanda3 import errors
from pyqpanda3.core import H, QCircuit, QProg, measure
from pyqpanda3.qcloud import JobStatus, QCloudJob, QCloudResult, QCloudService

SOON = {"X-QP-Poll-Ms": "20"}
TABLES: dict[str, Any] = {
    "taskResult": [table(["0x0", "0x1"], [0.5, 0.5])],
    "probCount": [table(["0x0", "0x1"], [500, 500])],
    "measureQubitSize": [1],
}
DONE = detail("3", **TABLES)


def soon(state: str) -> Answer:
    """An answer that asks to be polled again at once."""
    return Answer(detail(state), headers=SOON)


def test_the_documented_life_of_a_job(server: ScriptedServer) -> None:
    server.on(SUBMIT, ACCEPTED).on(DETAIL, soon("1"), soon("5"), soon("2"), DONE)
    circuit = QCircuit(2)
    circuit << H(0)
    prog = QProg()
    prog << circuit << measure([0], [0])
    service = QCloudService(api_key="KEY", url=server.url)
    backend = service.backend("origin_simulation")
    job = backend.run(prog, shots=1000)
    assert job.job_id() == "J1"
    assert job.status() == JobStatus.WAITING
    result = job.result()
    assert isinstance(result, QCloudResult)
    assert result.get_probs() == {"0": 0.5, "1": 0.5}
    assert result.get_counts() == {"0": 500, "1": 500}


def test_questions_follow_the_golden_file(server: ScriptedServer) -> None:
    golden = fixture("detail-request.json")
    server.on(DETAIL, DONE)
    job = QCloudService("KEY-1", server.url).job("T")
    job.query()
    job.query(keys=["qprog", "mappingQubit"])
    job.query(keys=("qprog", "mappingQubit"))
    job.query("qprog")
    job.query(key="qprog")
    job.query([])
    job.result(key="qprog")
    job.status()
    bodies = [request.body for request in server.requests]
    plain, both = golden["bodies"]
    one = {"taskId": "T", "keys": ["qprog"]}
    assert bodies == [plain, both, both, one, one, plain, one, plain]
    for request in server.requests:
        assert (request.method, request.path) == (golden["method"], golden["path"])
        for header, value in golden["headers"].items():
            assert request.headers[header] == value


@pytest.mark.parametrize(
    "arguments", [{"keys": ["a"], "key": "b"}, {"keys": [], "key": "b"}, {"keys": 5}, {"keys": [5]}, {"key": ["a"]}]
)
def test_wrong_keys_are_refused(arguments: dict[str, Any], server: ScriptedServer, service: QCloudService) -> None:
    for ask in (service.job("T").query, service.job("T").result):
        with pytest.raises(ValueError, match="key"):
            ask(**arguments)
    assert not server.requests


def test_empty_id(server: ScriptedServer, service: QCloudService) -> None:
    with pytest.raises(RuntimeError, match="job_id is empty"):
        QCloudJob("").job_id()
    for ask in (QCloudJob("").status, QCloudJob("").result, QCloudJob("").cancel, lambda: QCloudJob.cancel_task("")):
        with pytest.raises(RuntimeError, match="empty"):
            ask()
    assert not server.requests


def test_cancel_follows_the_golden_file(server: ScriptedServer) -> None:
    golden = fixture("cancel.json")
    job = QCloudService("KEY-1", server.url).job("T")
    for case in golden["cases"]:
        server.on(CANCEL, case["answer"])
        for cancel in (job.cancel, lambda: QCloudJob.cancel_task("T")):
            if case["outcome"] == "RuntimeError":
                with pytest.raises(RuntimeError, match="cancelTask answer: member success is missing"):
                    cancel()
            else:
                assert cancel() is case["outcome"]
    for request in server.requests:
        assert request.body == golden["body"]
        assert {name: request.headers[name] for name in golden["headers"]} == golden["headers"]


def test_cancel_is_sent_once(server: ScriptedServer, service: QCloudService) -> None:
    server.on(CANCEL, Answer("busy", 503))
    with pytest.raises(errors.ServiceError):
        service.job("T").cancel()
    assert len(server.requests) == 1


def test_updates_are_reported_in_order(server: ScriptedServer, service: QCloudService) -> None:
    server.on(DETAIL, soon("1"), soon("5"), soon("2"), DONE)
    seen: list[JobStatus] = []
    service.job("T").result(on_update=seen.append)
    assert seen == [JobStatus.WAITING, JobStatus.QUEUING, JobStatus.COMPUTING, JobStatus.FINISHED]


def test_exceptions_of_on_update_pass(server: ScriptedServer, service: QCloudService) -> None:
    server.on(DETAIL, soon("1"))

    def stop(status: JobStatus) -> None:
        raise ZeroDivisionError(status.name)

    with pytest.raises(ZeroDivisionError, match="WAITING"):
        service.job("T").result(on_update=stop)
    with pytest.raises(ValueError, match="on_update"):
        service.job("T").result(on_update=5)  # type: ignore[arg-type]


def test_failed_jobs_return_a_result(server: ScriptedServer, service: QCloudService) -> None:
    server.on(DETAIL, detail("4", errInfo="boom"))
    result = service.job("T").result()
    assert result.job_status() == JobStatus.FAILED
    assert result.error_message() == "qcloud task T run failed: boom"
    assert service.job("T").status() == JobStatus.FAILED


def test_result_timeout_leaves_the_job_alone(server: ScriptedServer, service: QCloudService) -> None:
    server.on(DETAIL, detail("2"))
    start = time.monotonic()
    with pytest.raises(
        TimeoutError, match=r"job T was not finished within 0\.6 s.*COMPUTING.*the job goes on"
    ) as caught:
        service.job("T").result(timeout=0.6)
    assert isinstance(caught.value, errors.Timeout)
    assert isinstance(caught.value, RuntimeError)
    assert time.monotonic() - start > 0.5
    assert {request.path for request in server.requests} == {DETAIL}
    server.on(DETAIL, DONE)
    assert service.job("T").result(timeout=10).job_status() == JobStatus.FINISHED


@pytest.mark.parametrize("timeout", [-1, float("nan")])
def test_wrong_timeouts_are_refused(timeout: float, server: ScriptedServer, service: QCloudService) -> None:
    for ask in (service.job("T").status, service.job("T").result, service.job("T").cancel, service.backends):
        with pytest.raises(ValueError, match="timeout is"):
            ask(timeout=timeout)
    assert not server.requests


def test_a_silent_server_ends_in_timeout_error(server: ScriptedServer) -> None:
    server.on(DETAIL, Answer(DONE, delay=30)).on(SUBMIT, Answer(ACCEPTED, delay=30))
    service = QCloudService("K", server.url, request_timeout=0.3)
    for ask in (service.job("T").status, lambda: service.backend("full_amplitude").run(QProg() << H(0), 1)):
        with pytest.raises(TimeoutError, match=r"0\.3 s"):
            ask()
    with pytest.raises(TimeoutError, match="job T was not finished"):
        service.job("T").result(timeout=0.8)
    with pytest.raises(TimeoutError):
        QCloudService("K", server.url).job("T").status(timeout=0.2)


TRANSIENT: list[tuple[str, Step]] = [
    ("closed", Answer(raw=b"")),
    ("short", Answer(raw=b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{")),
    ("short without length", Answer(raw=b"HTTP/1.1 200 OK\r\n\r\n" + json.dumps(DONE).encode()[:-20])),
    ("empty", Answer(b"")),
    ("500", Answer("oops", 500)),
    ("502", Answer("<html>gateway</html>", 502)),
    ("503", Answer("busy", 503, {"Retry-After": "0"})),
    ("429", Answer("slow down", 429, {"Retry-After": "0"})),
]


@pytest.mark.parametrize("fault", [step for _, step in TRANSIENT], ids=[name for name, _ in TRANSIENT])
def test_waiting_survives_faults(fault: Step, server: ScriptedServer, service: QCloudService) -> None:
    server.on(DETAIL, soon("1"), fault, soon("2"), fault, DONE)
    assert service.job("T").result(timeout=30).get_counts() == {"0": 500, "1": 500}
    assert len(server.requests) == 5


def test_waiting_survives_a_server_that_goes_away(server: ScriptedServer) -> None:
    with ScriptedServer() as short_lived:
        url = short_lived.url
        short_lived.on(DETAIL, soon("1"))
        assert QCloudService("K", url).job("T").status() == JobStatus.WAITING
    with pytest.raises(TimeoutError, match="the job goes on"):
        QCloudService("K", url).job("T").result(timeout=0.7)
    with pytest.raises(ConnectionError) as caught:
        QCloudService("K", url).job("T").status(timeout=0.4)
    assert isinstance(caught.value, errors.NetworkError)
    assert url in str(caught.value)


@pytest.mark.parametrize("status", [302, 400, 401, 403, 404])
def test_hopeless_answers_are_raised_at_once(status: int, server: ScriptedServer, service: QCloudService) -> None:
    server.on(DETAIL, Answer("no way", status, {"Location": "/elsewhere"})).on(RESOURCES, Answer("no way", status))
    for ask in (service.job("T").result, service.job("T").status, service.job("T").query):
        with pytest.raises(RuntimeError, match=f"HTTP status {status}.*no way") as caught:
            ask()
        assert caught.value.http_status == status  # type: ignore[attr-defined]
        assert server.url + DETAIL in str(caught.value)
    assert len(server.requests) == 3


def test_questions_are_asked_up_to_three_times(server: ScriptedServer, service: QCloudService) -> None:
    server.on(DETAIL, Answer("busy", 503, {"Retry-After": "0"}), Answer(raw=b""), DONE)
    assert service.job("T").status() == JobStatus.FINISHED
    assert len(server.requests) == 3
    server.on(DETAIL, Answer("busy", 503, {"Retry-After": "0"}))
    with pytest.raises(RuntimeError, match="503"):
        service.job("T").status()
    assert len(server.requests) == 6


def test_retry_after_is_obeyed(server: ScriptedServer, service: QCloudService) -> None:
    server.on(DETAIL, Answer("slow down", 429, {"Retry-After": "1"}), DONE)
    start = time.monotonic()
    service.job("T").result()
    assert time.monotonic() - start > 0.95


def test_one_connection_serves_all_polls(server: ScriptedServer, service: QCloudService) -> None:
    server.on(DETAIL, *[soon("1")] * 10, DONE)
    service.job("T").result()
    assert len(server.requests) == 11
    assert server.connections == 1


def test_compressed_answers_are_read(server: ScriptedServer, service: QCloudService) -> None:
    data = gzip.compress(json.dumps(DONE).encode())
    server.on(DETAIL, Answer(data, headers={"Content-Encoding": "gzip"}))
    assert service.job("T").result().get_probs() == {"0": 0.5, "1": 0.5}


def test_oversized_answers_are_refused(server: ScriptedServer) -> None:
    service = QCloudService("K", server.url, max_answer_bytes=10_000)
    plain = json.dumps(detail("3", note="x" * 20_000)).encode()
    for answer in (Answer(plain), Answer(gzip.compress(plain), headers={"Content-Encoding": "gzip"})):
        server.on(DETAIL, answer)
        with pytest.raises(errors.ServiceError, match="limit of 10000 bytes"):
            service.job("T").result()


def test_a_large_result(server: ScriptedServer, service: QCloudService) -> None:
    keys = [hex(i) for i in range(200_000)]
    server.on(DETAIL, detail("3", probCount=[table(keys, [1] * len(keys))], measureQubitSize=[18]))
    counts = service.job("T").result().get_counts()
    assert len(counts) == 200_000
    assert counts[format(199_999, "018b")] == 1
