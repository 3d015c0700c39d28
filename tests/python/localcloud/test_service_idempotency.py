"""One Idempotency-Key is one job, however often and however concurrently the submit comes."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from localcloud_support import SUBMIT, Service, submission


def test_a_resent_submit_gives_the_same_task(service: Service) -> None:
    headers = {"Idempotency-Key": "resend-1"}
    answers = [service.client.send(SUBMIT, submission(), headers=headers).json for _ in range(3)]
    assert len({answer["obj"]["taskId"] for answer in answers}) == 1
    service.client.wait(answers[0]["obj"]["taskId"])
    again = service.client.send(SUBMIT, submission(), headers=headers).json
    assert again["obj"]["taskId"] == answers[0]["obj"]["taskId"]
    assert service.events(again["obj"]["taskId"]) == ["claimed", "finished"]


def test_concurrent_resends_make_one_job(service: Service) -> None:
    def send(index: int) -> str:
        headers = {"Idempotency-Key": f"concurrent-{index % 4}"}
        task: str = service.client.send(SUBMIT, submission(), headers=headers).json["obj"]["taskId"]
        return task

    with ThreadPoolExecutor(16) as threads:
        tasks = list(threads.map(send, range(64)))
    assert len(set(tasks)) == 4
    rows = service.rows("SELECT count(*) FROM jobs WHERE idempotency_key LIKE 'concurrent-%'")
    assert rows == [(4,)]


def test_the_same_key_with_another_body_is_refused(service: Service) -> None:
    headers = {"Idempotency-Key": "conflict"}
    first = service.client.send(SUBMIT, submission(shots=10), headers=headers).json
    second = service.client.send(SUBMIT, submission(shots=11), headers=headers)
    assert second.status == 200
    assert second.json["success"] is False
    assert "Idempotency-Key" in second.json["message"] and first["obj"]["taskId"] in second.json["message"]


def test_without_a_key_every_submit_is_a_job(service: Service) -> None:
    assert service.client.submit() != service.client.submit()


@pytest.mark.parametrize("key", ["", "x" * 256])
def test_keys_of_odd_length_are_refused(service: Service, key: str) -> None:
    answer = service.client.send(SUBMIT, submission(), headers={"Idempotency-Key": key}).json
    assert answer["success"] is False and "Idempotency-Key" in answer["message"]
