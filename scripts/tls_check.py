"""Tries TLS with an installed package: the authority named by the environment is trusted, any other server is refused.

A wheel brings its own TLS library, whose built-in path to the certificates is that of the machine it was built on.
"""

import http.server
import re
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import trustme
from fresh_environment import FreshEnvironment

CLIENT = """
import sys
from pyqpanda3.qcloud import QCloudService
try:
    print("answer", QCloudService("key", sys.argv[1]).backends())
except RuntimeError as error:
    print("refused", error)
"""


class EmptyList(http.server.BaseHTTPRequestHandler):
    """Answers everything with an empty list of machines."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"[]")

    def log_message(self, format: str, *arguments: object) -> None:
        pass


class QuietServer(http.server.ThreadingHTTPServer):
    def handle_error(self, request: object, client_address: object) -> None:
        """Handshakes that the client breaks off are what is tried here."""


@contextmanager
def tls_server(authority: trustme.CA) -> Iterator[str]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("localhost", "127.0.0.1").configure_cert(context)
    server = QuietServer(("127.0.0.1", 0), EmptyList)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"https://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def check(fresh: FreshEnvironment) -> None:
    authority = trustme.CA()
    file = Path(fresh.work) / "authority.pem"
    authority.cert_pem.write_to_path(str(file))
    with tls_server(authority) as url:
        trusted = fresh.run("-c", CLIENT, url, SSL_CERT_FILE=str(file))
        if not trusted.startswith("answer"):
            raise SystemExit(f"the authority in SSL_CERT_FILE was not used:\n{trusted}")
        stranger = fresh.run("-c", CLIENT, url)
        if not stranger.startswith("refused") or "certificate" not in stranger:
            raise SystemExit(f"a server with an unknown certificate was not refused as such:\n{stranger}")
        used = re.search(r"authorities were read from (\S+)", stranger)
        if used is None or not Path(used.group(1)).exists():
            raise SystemExit(f"the certificates of this system were not found:\n{stranger}")
