"""Cancelling ends a task in every state, once."""

from pathlib import Path

import pytest
from localcloud_support import CANCEL, SUBMIT, Service, fixture_data, submission


def test_a_waiting_task_ends_at_once(service: Service) -> None:
    client = service.client
    running = [client.submit("sleep 0.5") for _ in range(2)]
    waiting = client.submit()
    answer = client.send(CANCEL, {"taskId": waiting}).json
    assert answer["success"] is fixture_data("cancel")["cases"][0]["outcome"]
    detail = client.detail(waiting)
    assert (detail["taskState"], detail["errInfo"]) == ("4", "cancelled")
    for task in running:
        client.wait(task)
    assert service.events(waiting) == ["cancelled"]


def test_a_running_task_is_stopped_and_its_worker_replaced(service: Service) -> None:
    client = service.client
    tasks = [client.submit("sleep 60") for _ in range(2)]
    for task in tasks:
        client.wait(task, "2")
        assert client.send(CANCEL, {"taskId": task}).json["success"] is True
        assert client.detail(task)["errInfo"] == "cancelled"
    assert client.wait(client.submit(), timeout=10)["taskState"] == "3"
    for task in tasks:
        assert service.events(task) == ["claimed", "cancelled"]
        assert client.detail(task)["taskState"] == "4"


@pytest.mark.parametrize("program", ["bell", "fail me"])
def test_a_final_task_stays_as_it_is(service: Service, program: str) -> None:
    client = service.client
    task = client.submit(program)
    before = client.wait(task)
    answer = client.send(CANCEL, {"taskId": task})
    assert answer.status == 200
    assert answer.json["success"] is False and "already" in answer.json["message"]
    assert client.detail(task) == before


def test_cancelling_twice_is_refused_the_second_time(service: Service) -> None:
    client = service.client
    task = client.submit("sleep 30")
    outcomes = [client.send(CANCEL, {"taskId": task}).json["success"] for _ in range(2)]
    assert outcomes == [True, False]


def test_a_task_in_the_artificial_delays_can_be_cancelled(tmp_path: Path) -> None:
    with Service(tmp_path / "data", "--queue-delay", "0.3", "--run-delay", "30") as service:
        queued = service.client.submit()
        assert service.client.detail(queued)["taskState"] == "5"
        assert service.client.send(CANCEL, {"taskId": queued}).json["success"] is True
        delayed = service.client.submit()
        service.client.wait(delayed, "2")
        assert service.client.send(CANCEL, {"taskId": delayed}).json["success"] is True
        assert service.client.detail(delayed)["errInfo"] == "cancelled"


def test_an_idempotent_resend_after_a_cancel_does_not_revive_the_job(service: Service) -> None:
    headers = {"Idempotency-Key": "cancelled-one"}
    task = service.client.send(SUBMIT, submission("sleep 30"), headers=headers).json["obj"]["taskId"]
    service.client.send(CANCEL, {"taskId": task})
    again = service.client.send(SUBMIT, submission("sleep 30"), headers=headers).json["obj"]["taskId"]
    assert again == task and service.client.detail(task)["errInfo"] == "cancelled"
