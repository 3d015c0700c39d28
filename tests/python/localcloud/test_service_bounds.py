"""What does not fit or does not parse is refused with a text that names it, and never with a server error."""

import json
import socket
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from localcloud_support import BLOCKS, CANCEL, CHIP_INFO, DETAIL, SUBMIT, Client, Service, eventually, submission

LIMIT = 200_000  # the --max-body of the shared service


def raw_exchange(client: Client, head: str, body: bytes, *, timeout: float = 10) -> bytes:
    """Sends bytes as they are and returns all that comes back."""
    with socket.create_connection((client.address.hostname, client.address.port), timeout=timeout) as sock:
        sock.sendall(head.encode() + body)
        received = b""
        while chunk := sock.recv(65536):
            received += chunk
            if b"\r\n\r\n" in received and received.rstrip().endswith(b"}"):
                break
        return received


def test_a_body_at_the_limit_passes_and_one_beyond_does_not(client: Client) -> None:
    fixed = len(json.dumps(submission("")))
    assert client.send(SUBMIT, submission("x" * (LIMIT - fixed))).json["success"] is True
    answer = client.send(SUBMIT, submission("x" * (LIMIT - fixed + 1)))
    assert answer.status == 413
    assert answer.json["success"] is False and str(LIMIT) in answer.json["message"]


def test_a_declared_length_is_refused_before_the_body_arrives(client: Client) -> None:
    head = (
        f"POST {SUBMIT} HTTP/1.1\r\nHost: x\r\nAuthorization: oqcs_auth=test-key-1\r\nContent-Length: 99999999999\r\n"
    )
    answer = raw_exchange(client, head + "\r\n", b'{"QProg":')
    assert answer.startswith(b"HTTP/1.1 413")


def test_a_chunked_body_is_refused_while_it_streams(client: Client) -> None:
    """No length is declared, the body never ends: the refusal comes as soon as the limit is passed."""
    head = f"POST {SUBMIT} HTTP/1.1\r\nHost: x\r\nAuthorization: oqcs_auth=test-key-1\r\nTransfer-Encoding: chunked\r\n"
    chunk = b"8000\r\n" + b"x" * 0x8000 + b"\r\n"
    answer = raw_exchange(client, head + "\r\n", chunk * (LIMIT // 0x8000 + 1))
    assert answer.startswith(b"HTTP/1.1 413")


def test_a_client_that_sends_on_still_reads_the_refusal(client: Client) -> None:
    answer = client.send(SUBMIT, b"x" * (20 * 1024 * 1024))
    assert answer.status == 413


@pytest.mark.parametrize("path", [SUBMIT, DETAIL, CANCEL, CHIP_INFO, BLOCKS])
@pytest.mark.parametrize(
    ("body", "word"),
    [
        (b"", "not JSON"),
        (b"{", "not JSON"),
        (b"\xff\xfe", "UTF-8"),
        (b"[1]", "object"),
        (b"null", "object"),
        (b'{"a": NaN}', "NaN"),
        (b"[" * 100_000, "nested"),
        (b'{"a": ' + b"9" * 10_000 + b"}", ""),
        (b"{}", "missing"),
    ],
)
def test_malformed_bodies_are_refused_in_the_envelope(client: Client, path: str, body: bytes, word: str) -> None:
    answer = client.send(path, body)
    assert answer.status == 200
    assert answer.json["success"] is False
    assert word in answer.json["message"] and "internal" not in answer.json["message"]


def changed(**configuration: Any) -> dict[str, Any]:
    body = submission()
    body["Configuration"] |= configuration
    return body


@pytest.mark.parametrize(
    ("body", "start"),
    [
        (submission(QProg="text"), 'QProg is "text", expected array'),
        (submission(QProg=[]), "QProg holds 0 programs"),
        (submission(QProg=[1]), "QProg[0] is 1"),
        (submission(QProg=[" \n"]), 'QProg[0] is " \\n"'),
        (submission("H q[0]\ud800"), 'QProg[0] is "H q[0]\\ud800"'),
        (submission(QProg=["a"] * 1001), "QProg holds 1001 programs"),
        (submission(QMachineType="9"), 'QMachineType is "9"'),
        (submission(QMachineType=[]), "QMachineType is []"),
        (submission(QMachineType=True), "QMachineType is true"),
        (submission(Configuration=None), "Configuration is null"),
        (submission(batchNo=1), "batchNo is 1, expected string"),
        (submission(taskFrom="4"), 'taskFrom is "4", expected integer'),
        (submission(qubitNum=True), "qubitNum is true, expected integer"),
        (submission(QMachineType="5"), "ChipID is missing"),
        (submission(QMachineType="5", ChipID=72), "ChipID is 72, expected string"),
        (submission("a", "b", QMachineType="3"), "QProg holds 2 programs, expected one"),
        (changed(shot=0), "Configuration.shot is 0, expected 1 to 1000000"),
        (changed(shot=-5), "Configuration.shot is -5"),
        (changed(shot=1_000_001), "Configuration.shot is 1000001"),
        (changed(shot=10**30), "Configuration.shot is 1000000"),
        (changed(shot=1.5), "Configuration.shot is 1.5, expected integer"),
        (changed(shot=True), "Configuration.shot is true, expected integer"),
        (changed(measure_type="2"), 'Configuration.measure_type is "2"'),
        (changed(measure_type=2, qubits=[]), "Configuration.qubits is []"),
        (changed(measure_type=2, qubits=[0, 0]), "Configuration.qubits is [0, 0]"),
        (changed(measure_type=2, qubits=[-1]), "Configuration.qubits is [-1]"),
        (changed(measure_type=2, qubits=list(range(21))), "Configuration.qubits lists 21 qubits"),
    ],
)
def test_wrong_members_are_named_with_their_value(client: Client, body: dict[str, Any], start: str) -> None:
    answer = client.send(SUBMIT, body)
    assert answer.status == 200
    assert answer.json["success"] is False
    assert answer.json["message"].startswith(start), answer.json["message"]


@pytest.mark.parametrize("amplitude", ["", "-1", "01", "0010", "1.0", "x", " 1", "1\n", "0b2", "9" * 41, 3, None])
def test_amplitudes_are_indices_as_text(client: Client, amplitude: Any) -> None:
    body = submission(QMachineType="2", Configuration={"Amplitude": ["0", amplitude]})
    answer = client.send(SUBMIT, body).json
    assert answer["success"] is False
    assert answer["message"].startswith("Configuration.Amplitude[1] is")


@pytest.mark.parametrize(
    ("entry", "start"),
    [
        (["NO_SUCH", 0.1], 'Configuration.noisemodel.single_gate[0] is "NO_SUCH"'),
        (["BITFLIP_KRAUS_OPERATOR", 0.1, 0.2], "Configuration.noisemodel.single_gate is"),
        (["BITFLIP_KRAUS_OPERATOR", 1.5], "Configuration.noisemodel.single_gate[1] is 1.5"),
        (["BITFLIP_KRAUS_OPERATOR", "x"], "Configuration.noisemodel.single_gate is"),
        (["DECOHERENCE_KRAUS_OPERATOR", 0.1], "Configuration.noisemodel.single_gate is"),
        ("text", 'Configuration.noisemodel.single_gate is "text"'),
    ],
)
def test_noise_is_checked(client: Client, entry: Any, start: str) -> None:
    body = submission(QMachineType="1", Configuration={"shot": 1, "noisemodel": {"single_gate": entry}})
    answer = client.send(SUBMIT, body).json
    assert answer["message"].startswith(start), answer["message"]


def test_open_jobs_of_a_key_are_bounded(tmp_path: Path) -> None:
    with Service(tmp_path / "data", "--max-open-jobs", "3", keys="test-key-1 test-key-2") as service:
        tasks = [service.client.submit("sleep 1") for _ in range(3)]
        answer = service.client.send(SUBMIT, submission())
        assert answer.status == 429
        assert int(answer.headers["Retry-After"]) >= 1
        assert answer.json["success"] is False and "limit is 3" in answer.json["message"]
        Client(service.url, "test-key-2").submit()
        for task in tasks:
            service.client.send(CANCEL, {"taskId": task})
        service.client.submit()


def test_a_job_over_its_time_limit_fails_and_the_next_one_runs(tmp_path: Path) -> None:
    with Service(tmp_path / "data", "--job-timeout", "0.5", "--workers", "1") as service:
        slow, quick = service.client.submit("sleep 60"), service.client.submit()
        assert service.client.wait(slow)["errInfo"] == "the time limit of 0.5 s was exceeded"
        assert service.client.wait(quick)["taskState"] == "3"


def test_a_crash_is_tried_again_and_a_crashing_program_given_up(tmp_path: Path) -> None:
    with Service(tmp_path / "data", "--workers", "1") as service:
        once = service.client.submit(f"crash-once {tmp_path / 'crashed'}")
        always = service.client.submit("crash")
        assert service.client.wait(once)["taskState"] == "3"
        assert service.events(once) == ["claimed", "lost", "claimed", "finished"]
        detail = service.client.wait(always)
        assert detail["taskState"] == "4"
        assert detail["errInfo"] == "the worker was ended by SIGSEGV; given up after 3 attempts"
        assert service.events(always) == ["claimed", "lost"] * 2 + ["claimed", "failed"]
        assert service.client.wait(service.client.submit())["taskState"] == "3"


def test_a_store_that_cannot_be_written_is_an_overload_not_an_error(tmp_path: Path) -> None:
    with Service(tmp_path / "data") as service:
        running = service.client.submit("sleep 0.3")
        service.client.wait(running, "2")
        blocker = sqlite3.connect(service.data_dir / "jobs.sqlite3", isolation_level=None)
        blocker.execute("BEGIN IMMEDIATE")
        answer = service.client.send(SUBMIT, submission())
        assert answer.status == 503 and answer.json["success"] is False
        assert int(answer.headers["Retry-After"]) >= 1
        assert service.client.detail(running)["taskState"] == "2", "reading goes on meanwhile"
        blocker.execute("ROLLBACK")
        blocker.close()
        assert service.client.wait(running)["taskState"] == "3", "a result is kept until it can be written"
        service.client.submit()


def test_workers_that_do_not_start_are_named_at_submit(tmp_path: Path) -> None:
    with Service(tmp_path / "data", executor="fake_executor:BrokenExecutor") as service:

        def refused() -> bool:
            answer = service.client.send(SUBMIT, submission()).json
            return answer["success"] is False and "ImportError: no such engine" in answer["message"]

        assert eventually(refused)
