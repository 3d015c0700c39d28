"""TLS: certificates are verified, and a file of trusted ones can be named."""

import shutil
import ssl
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from qcloud_support import DETAIL, RESOURCES, ScriptedServer, detail

from pyqpanda3 import errors
from pyqpanda3.qcloud import QCloudService

pytestmark = pytest.mark.skipif(shutil.which("openssl") is None, reason="needs the openssl command")


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A certificate for 127.0.0.1 that nobody has signed, and its key."""
    folder = tmp_path_factory.mktemp("tls")
    cert, key = folder / "cert.pem", folder / "key.pem"
    subject = ["-subj", "/CN=loopback", "-addext", "subjectAltName=IP:127.0.0.1"]
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-keyout", str(key)]
    subprocess.run([*command, "-out", str(cert), *subject], check=True, capture_output=True, timeout=60)
    return cert, key


@pytest.fixture
def tls_server(certificate: tuple[Path, Path]) -> Iterator[ScriptedServer]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*certificate)
    with ScriptedServer(context) as server:
        yield server


def test_an_unknown_certificate_is_refused_at_once(tls_server: ScriptedServer) -> None:
    service = QCloudService("K", tls_server.url)
    for ask in (service.backends, service.job("T").result):
        with pytest.raises(errors.NetworkError, match="certificate"):
            ask()
    assert not tls_server.requests


def test_a_named_certificate_is_trusted(tls_server: ScriptedServer, certificate: tuple[Path, Path]) -> None:
    tls_server.on(RESOURCES, []).on(DETAIL, detail("3"))
    service = QCloudService("K", tls_server.url, ca_file=str(certificate[0]))
    assert service.backends()
    assert service.job("T").result().job_status().name == "FINISHED"


def test_the_environment_names_certificates(
    tls_server: ScriptedServer, certificate: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate[0]))
    tls_server.on(RESOURCES, [])
    assert QCloudService("K", tls_server.url).backends()


def test_a_certificate_for_another_host_is_refused(tls_server: ScriptedServer, certificate: tuple[Path, Path]) -> None:
    url = tls_server.url.replace("127.0.0.1", "localhost")
    with pytest.raises(errors.NetworkError):
        QCloudService("K", url, ca_file=str(certificate[0])).backends(timeout=5)
    assert not tls_server.requests


def test_a_missing_certificate_file_is_an_error(tls_server: ScriptedServer, tmp_path: Path) -> None:
    with pytest.raises(errors.NetworkError, match="nothing here"):
        QCloudService("K", tls_server.url, ca_file=str(tmp_path / "nothing here.pem")).backends()
