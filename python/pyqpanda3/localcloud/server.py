"""One server process: takes the data directory, binds the socket, serves until told to stop."""

from __future__ import annotations

import logging
import os
import signal
import socket
import sys
import threading
from types import FrameType

import uvicorn

from .app import build_app
from .faults import CutConnection
from .settings import Settings
from .store import Store, lock_directory

log = logging.getLogger("pyqpanda3.localcloud.server")
_BACKLOG = 512
_GRACE_SECONDS = 2
_HARD_STOP_SECONDS = 7.0


def _bind(host: str, port: int) -> socket.socket:
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    family, kind, proto, _, address = found[0]
    sock = socket.socket(family, kind, proto)
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        sock.bind(address)
    except OSError as error:
        sock.close()
        raise OSError(error.errno, f"cannot listen on {host} port {port}: {error.strerror}") from None
    return sock


def _url(sock: socket.socket) -> str:
    host, port = sock.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


class StartFailed(RuntimeError):
    """The server came up to the point of serving and failed there; its log has the reason."""


class _Server(uvicorn.Server):
    """Says its address on standard output once it accepts requests."""

    url = ""

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets=sockets)
        if self.started:
            log.info("serving url=%s pid=%d", self.url, os.getpid())
            print(self.url, flush=True)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        timer = threading.Timer(_HARD_STOP_SECONDS, _hard_stop)
        timer.daemon = True
        timer.start()
        await super().shutdown(sockets=sockets)


def _hard_stop() -> None:
    """Ends a server that does not manage to end. Nothing is lost: what was acknowledged is on the disk."""
    log.error("not stopped after %g s: ending at once", _HARD_STOP_SECONDS)
    os._exit(1)


def _stop_with_stdin(server: uvicorn.Server) -> None:
    """Ends the server when its standard input closes, that is with the process that started it."""
    while os.read(0, 4096):
        pass
    server.should_exit = True


def _quiet_cuts(record: logging.LogRecord) -> bool:
    return not (record.exc_info and isinstance(record.exc_info[1], CutConnection))


def run(settings: Settings) -> None:
    """Serves until SIGTERM or SIGINT. DirectoryInUse, StartFailed or OSError if it cannot start."""
    lock = lock_directory(settings.data_dir)
    store = Store(settings.data_dir)
    sock = _bind(settings.host, settings.port)
    config = uvicorn.Config(
        build_app(settings, store),
        loop="asyncio",
        http="h11",
        ws="none",
        lifespan="on",
        log_config=None,
        access_log=False,
        server_header=False,
        backlog=_BACKLOG,
        limit_concurrency=settings.limits.connections,
        timeout_keep_alive=30,
        timeout_graceful_shutdown=_GRACE_SECONDS,
    )
    logging.getLogger("uvicorn.error").addFilter(_quiet_cuts)
    server = _Server(config)
    server.url = _url(sock)

    def stop(number: int, frame: FrameType | None) -> None:
        server.should_exit = True

    # uvicorn has its own handlers while it runs and raises the signal again afterwards: these make it an orderly end.
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, stop)
    if settings.stop_with_stdin:
        threading.Thread(target=_stop_with_stdin, args=(server,), daemon=True).start()
    if not settings.host.startswith("127.") and settings.host not in ("localhost", "::1"):
        log.warning("host=%s: reachable from other machines, and HTTP without TLS shows API keys", settings.host)
    try:
        server.run(sockets=[sock])
    finally:
        store.close()
        os.close(lock)
    if not server.started:
        raise StartFailed("the service did not start; its log tells why")
    log.info("stopped")
    sys.stdout.flush()
