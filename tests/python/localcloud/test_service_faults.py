"""Faults on purpose: options of the service that tests of clients stand on."""

import http.client
import time
from pathlib import Path

import pytest
from localcloud_support import DETAIL, RESOURCES, SUBMIT, Service, submission

from pyqpanda3.localcloud.faults import parse_fault


def test_status_before_and_after_the_service_acts(tmp_path: Path) -> None:
    before, after = "status:code=503,nth=1,path=submit", "status:code=502,nth=2,path=submit,when=after"
    with Service(tmp_path / "data", "--fault", before, "--fault", after) as service:
        headers = {"Idempotency-Key": "x"}
        answers = [service.client.send(SUBMIT, submission(), headers=headers) for _ in range(3)]
        assert [answer.status for answer in answers] == [503, 502, 200]
        assert answers[0].json["success"] is False
        assert service.rows("SELECT count(*) FROM jobs") == [(1,)]
        assert service.client.send(RESOURCES, method="GET").status == 200


def test_a_truncated_answer_ends_the_connection(tmp_path: Path) -> None:
    with Service(tmp_path / "data", "--fault", "truncate:path=taskDetail,first=2") as service:
        task = service.client.submit()
        for _ in range(2):
            with pytest.raises(http.client.IncompleteRead):
                service.client.send(DETAIL, {"taskId": task})
        assert service.client.detail(task)["taskId"] == task
        assert "Traceback" not in service.log_text()


def test_a_slow_answer_comes_late(tmp_path: Path) -> None:
    with Service(tmp_path / "data", "--fault", "delay:seconds=1.5,every=2") as service:
        times = []
        for _ in range(4):
            begin = time.monotonic()
            service.client.send(RESOURCES, method="GET")
            times.append(time.monotonic() - begin)
        assert times[1] >= 1.5 and times[3] >= 1.5
        assert times[0] < 1.5 and times[2] < 1.5


def test_delays_of_queue_and_run_show_in_the_states(tmp_path: Path) -> None:
    with Service(tmp_path / "data", "--queue-delay", "0.4", "--run-delay", "0.4") as service:
        begin = time.monotonic()
        task = service.client.submit()
        assert service.client.detail(task)["taskState"] == "5"
        service.client.wait(task, "2")
        assert time.monotonic() - begin >= 0.4
        service.client.wait(task, "3")
        assert time.monotonic() - begin >= 0.8


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("", "kind"),
        ("explode", "explode"),
        ("status:seconds=1", "seconds"),
        ("status:code=x", "code"),
        ("status:code=700", "700"),
        ("status:when=never", "never"),
        ("delay:nth", "nth"),
    ],
)
def test_a_wrong_fault_is_named(text: str, word: str) -> None:
    with pytest.raises(ValueError, match=word):
        parse_fault(text)


def test_counting_is_by_matching_requests() -> None:
    fault = parse_fault("status:every=3,path=b")
    assert [fault.hits(path) for path in ("a", "b", "b", "a", "b", "b", "b", "b")] == [
        False, False, False, False, True, False, False, True,
    ]  # fmt: skip
