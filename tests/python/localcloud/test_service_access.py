"""Keys: who is let in, whose jobs are whose, and that no key is written anywhere."""

import pytest
from localcloud_support import CANCEL, DETAIL, RESOURCES, SUBMIT, Client, Service, submission


@pytest.mark.parametrize("key", ["wrong", "", "test-key-1x", "test-key-", "test-key-1\u00e9"])
def test_a_wrong_key_is_answered_in_the_envelope(client: Client, key: str) -> None:
    stranger = Client(f"http://{client.address.netloc}", key)
    for path, body, method in ((SUBMIT, submission(), "POST"), (DETAIL, {}, "POST"), (RESOURCES, None, "GET")):
        answer = stranger.send(path, body, method=method)
        assert answer.status == 200
        assert answer.json["success"] is False
        assert "API key" in answer.json["message"]


@pytest.mark.parametrize("header", ["", "oqcs_auth=", "test-key-1", "Bearer test-key-1", "oqcs_auth =test-key-1"])
def test_the_authorization_header_has_one_form(client: Client, header: str) -> None:
    answer = client.send(DETAIL, {}, headers={"Authorization": header})
    assert answer.json["success"] is False and "API key" in answer.json["message"]


def test_jobs_belong_to_the_key_that_submitted_them(client: Client) -> None:
    other = Client(f"http://{client.address.netloc}", "test-key-2")
    task = client.submit("sleep 0.3")
    for path in (DETAIL, CANCEL):
        answer = other.send(path, {"taskId": task}).json
        assert answer["success"] is False and "no such task" in answer["message"]
    assert client.wait(task)["taskState"] == "3"


def test_idempotency_keys_of_two_owners_do_not_meet(client: Client) -> None:
    other = Client(f"http://{client.address.netloc}", "test-key-2")
    headers = {"Idempotency-Key": "shared"}
    first = client.send(SUBMIT, submission(), headers=headers).json["obj"]["taskId"]
    second = other.send(SUBMIT, submission(), headers=headers).json["obj"]["taskId"]
    assert first != second


def test_keys_are_in_no_file_and_no_log(service: Service) -> None:
    service.client.submit()
    Client(service.url, "wrong-key-7").send(DETAIL, {})
    assert "no permission" in service.log_text()
    for path in [service.log, *service.data_dir.iterdir()]:
        content = path.read_bytes()
        assert b"test-key" not in content and b"wrong-key" not in content, path


def test_data_are_for_the_user_alone(service: Service) -> None:
    assert service.data_dir.stat().st_mode & 0o077 == 0
    assert (service.data_dir / "jobs.sqlite3").stat().st_mode & 0o077 == 0
