"""`QCloudService`: addresses and keys, backends, logging, several services side by side."""

import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest
from qcloud_support import ACCEPTED, DETAIL, KEY, RESOURCES, SUBMIT, Answer, ScriptedServer, detail, fixture

from pyqpanda3 import errors, qcloud
from pyqpanda3.core import H, QProg
from pyqpanda3.qcloud import JobStatus, LogLevel, LogOutput, QCloudBackend, QCloudJob, QCloudService


@pytest.mark.parametrize("key", ["", "a\r\nX-Evil: 1", "a\nb", "a\x00b", "tab\t", "\x7f"])
def test_bad_keys_are_refused(key: str, server: ScriptedServer) -> None:
    with pytest.raises(ValueError, match="api_key") as caught:
        QCloudService(key, server.url)
    assert "Evil" not in str(caught.value)


@pytest.mark.parametrize(
    "url", ["", "file:///etc/passwd", "ftp://host/", "gopher://host", "http://", "http://h\r\nX: y", "http://h?q=1"]
)
def test_other_addresses_are_refused(url: str) -> None:
    with pytest.raises(ValueError, match="url is"):
        QCloudService("K", url)


@pytest.mark.parametrize(
    "arguments", [{"connect_timeout": 0}, {"request_timeout": -1}, {"request_timeout": float("nan")}]
)
def test_bad_limits_are_refused(arguments: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=next(iter(arguments))):
        QCloudService("K", "http://h", **arguments)


def test_making_things_sends_nothing(server: ScriptedServer, service: QCloudService) -> None:
    assert service.backend("anything").name() == "anything"
    assert QCloudBackend("x").name() == "x"
    assert QCloudJob("J").job_id() == "J"
    assert service.job("J").job_id() == "J"
    assert repr(QCloudService("K")) == "<QCloudService(url='http://pyqanda-admin.qpanda.cn')>"
    assert not server.requests


@pytest.mark.parametrize("suffix", ["", "/", "/some/prefix", "/some/prefix/"])
def test_prefixes_are_kept_and_one_slash_dropped(suffix: str, server: ScriptedServer) -> None:
    path = suffix.removesuffix("/") + RESOURCES
    server.on(path, [])
    QCloudService("K", server.url + suffix).backends()
    QCloudService("K", server.url.removeprefix("http://") + suffix).backends()
    assert [request.path for request in server.requests] == [path, path]


def test_backends_follow_the_golden_file(server: ScriptedServer) -> None:
    golden = fixture("resources.json")
    server.on(RESOURCES, golden["answer"])
    assert QCloudService("KEY-1", server.url).backends() == golden["outcome"]
    (request,) = server.requests
    assert (request.method, request.path, request.text) == (golden["method"], golden["path"], "")
    assert {name: request.headers[name] for name in golden["headers"]} == golden["headers"]
    assert "task_mode" not in request.headers


def test_a_refusal_of_backends_is_reported(server: ScriptedServer, service: QCloudService) -> None:
    server.on(RESOURCES, {"success": False, "code": 7, "message": "key expired", "obj": None})
    with pytest.raises(RuntimeError, match=r"key expired \(code 7\)"):
        service.backends()
    server.on(RESOURCES, [{"machineType": 5, "onlineFlag": True}])
    with pytest.raises(RuntimeError, match=r"\[0\]\.sinanChipId"):
        service.backends()


def test_without_any_service_the_error_says_so() -> None:
    code = """
from pyqpanda3.qcloud import QCloudBackend, QCloudJob
for make in (lambda: QCloudJob("x"), lambda: QCloudBackend("x"), lambda: QCloudJob.cancel_task("x")):
    try:
        make()
    except RuntimeError as error:
        assert "QCloudService" in str(error), error
    else:
        raise SystemExit("no error")
"""
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)


def test_handmade_jobs_belong_to_the_last_service(server: ScriptedServer, service: QCloudService) -> None:
    server.on(DETAIL, detail("1"))
    early = QCloudJob("A")
    with ScriptedServer() as second:
        second.on(DETAIL, detail("2"))
        QCloudService("K2", second.url)
        assert QCloudJob("B").status() == JobStatus.COMPUTING
        assert early.status() == JobStatus.WAITING
        assert service.job("C").status() == JobStatus.WAITING
        assert second.requests[0].headers["Authorization"] == "oqcs_auth=K2"


def test_two_services_never_mix(server: ScriptedServer) -> None:
    rounds = 25
    with ScriptedServer() as other:
        servers = [server, other]
        services = []
        for number, scripted in enumerate(servers):
            scripted.on(SUBMIT, {"success": True, "obj": {"taskId": f"J{number}"}}).on(DETAIL, detail("3"))
            services.append(QCloudService(f"KEY{number}", scripted.url))
        wrong: list[str] = []

        def work(number: int) -> None:
            for _ in range(rounds):
                job = services[number].backend("full_amplitude").run(QProg() << H(0), 1)
                job.result()
                if job.job_id() != f"J{number}":
                    wrong.append(job.job_id())

        threads = [threading.Thread(target=work, args=(number % 2,)) for number in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert not wrong
        for number, scripted in enumerate(servers):
            assert len(scripted.requests) == 4 * rounds
            assert {request.headers["Authorization"] for request in scripted.requests} == {f"oqcs_auth=KEY{number}"}


def test_the_key_is_never_shown(
    server: ScriptedServer, service: QCloudService, capfd: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    log = tmp_path / "cloud.log"
    service.setup_logging(LogOutput.FILE, str(log), LogLevel.CLOUD_DEBUG)
    echo = f"you sent oqcs_auth={KEY}\x1b[31m\nfake line"
    server.on(RESOURCES, Answer(echo, 401), Answer(echo), {"success": False, "message": echo})
    server.on(SUBMIT, ACCEPTED).on(DETAIL, Answer(echo, 403))
    texts = [repr(service), repr(service.backend("b")), repr(service.job("j"))]
    for _ in range(3):
        with pytest.raises(errors.ServiceError) as caught:
            service.backends()
        texts.append(str(caught.value))
    job = service.backend("full_amplitude").run(QProg() << H(0), 1)
    with pytest.raises(errors.ServiceError) as caught:
        job.result()
    texts.append(str(caught.value))
    logged = log.read_text(encoding="utf-8")
    assert "submit.json: status 200" in logged
    assert "job J1 accepted" in logged
    assert all(line[:2] == "20" for line in logged.splitlines())  # nobody else's line ends
    for text in [*texts, logged]:
        assert KEY not in text
        assert "\x1b" not in text
    assert all(server.url.removeprefix("http://") in text for text in texts)
    assert capfd.readouterr() == ("", "")


def test_nothing_is_printed_until_logging_is_set_up(
    server: ScriptedServer, service: QCloudService, capfd: pytest.CaptureFixture[str]
) -> None:
    server.on(RESOURCES, [])
    service.backends()
    with pytest.raises(RuntimeError):
        service.backend("full_amplitude").run(QProg() << H(0), "0")
    with pytest.raises(RuntimeError):
        service.job("x").status()
    assert capfd.readouterr() == ("", "")
    service.setup_logging()
    service.backends()
    out, err = capfd.readouterr()
    assert out == ""
    assert "INFO" in err and "getResourceList.json: status 200" in err
    service.setup_logging(level=LogLevel.CLOUD_WARNING)
    service.backends()
    assert capfd.readouterr() == ("", "")


def test_logging_is_per_service(
    server: ScriptedServer, service: QCloudService, capfd: pytest.CaptureFixture[str]
) -> None:
    server.on(RESOURCES, [])
    QCloudService("K", server.url).setup_logging(qcloud.CONSOLE)
    service.backends()
    assert capfd.readouterr().err == ""


def test_log_file_has_a_default_name_and_grows(
    server: ScriptedServer, service: QCloudService, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    server.on(RESOURCES, [])
    for _ in range(2):
        service.setup_logging(LogOutput.FILE)
        service.backends()
    (log,) = tmp_path.iterdir()
    assert log.name.startswith("QCloudService-") and log.suffix == ".log"
    assert len(log.read_text(encoding="utf-8").splitlines()) == 2
    with pytest.raises(ValueError, match="file_path"):
        service.setup_logging(LogOutput.FILE, str(tmp_path / "no" / "such" / "folder.log"))


def test_loopback_is_reached_past_a_proxy(
    server: ScriptedServer, service: QCloudService, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    monkeypatch.delenv("no_proxy", raising=False)
    monkeypatch.delenv("NO_PROXY", raising=False)
    server.on(RESOURCES, [])
    assert service.backends()


def test_an_unknown_certificate_is_refused(server: ScriptedServer) -> None:
    # The plain server does not speak TLS: the handshake fails, and nothing falls back to plain text.
    service = QCloudService("K", server.url.replace("http://", "https://"))
    with pytest.raises(ConnectionError):
        service.job("T").cancel()
    assert not server.requests
