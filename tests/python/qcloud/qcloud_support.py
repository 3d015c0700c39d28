"""A scripted cloud service on loopback, and what the tests of the client share."""

import json
import ssl
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import TracebackType
from typing import Any

FIXTURES = Path(__file__).parents[2] / "fixtures" / "qcloud"

RESOURCES = "/oqcs/task/getResourceList.json"
SUBMIT = "/oqcs/task/origin/submit.json"
DETAIL = "/oqcs/task/origin/taskDetail.json"
CANCEL = "/oqcs/task/cancelTask.json"

KEY = "SECRET-KEY-1"
BELL = "QINIT 2\nCREG 2\nH q[0]\nCNOT q[0],q[1]\nMEASURE q[0],c[0]\nMEASURE q[1],c[1]\n"
BARE = "QINIT 2\nCREG 1\nH q[0]\nCNOT q[0],q[1]\n"
ACCEPTED = {"success": True, "code": 10000, "message": "success", "obj": {"taskId": "J1"}}


def fixture(name: str) -> Any:
    return json.loads((FIXTURES / name).read_text(encoding="utf-8"))


def detail(state: str = "3", **members: Any) -> dict[str, Any]:
    """An answer of taskDetail."""
    obj = {"taskId": "J1", "taskState": state, **members}
    return {"success": True, "code": 10000, "message": "success", "obj": obj}


def table(keys: list[str], values: list[Any]) -> str:
    return json.dumps({"key": keys, "value": values})


@dataclass
class Request:
    method: str
    path: str
    headers: dict[str, str]
    text: str

    @property
    def body(self) -> Any:
        return json.loads(self.text)


@dataclass
class Answer:
    """An HTTP answer; `raw` replaces everything else, and the connection is closed after it."""

    body: bytes | str | Any = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    raw: bytes | None = None
    delay: float = 0.0

    def data(self) -> bytes:
        if isinstance(self.body, bytes):
            return self.body
        text = self.body if isinstance(self.body, str) else json.dumps(self.body)
        return text.encode()


Step = Answer | dict[str, Any] | list[Any] | Callable[[Request], Answer]


class ScriptedServer:
    """Answers each path by its next step, and by its last one for ever; 404 without a script."""

    def __init__(self, tls: ssl.SSLContext | None = None) -> None:
        self._scheme = "http" if tls is None else "https"
        self.requests: list[Request] = []
        self.connections = 0
        self._steps: dict[str, list[Step]] = {}
        self._lock = threading.Lock()
        self._closing = threading.Event()
        outer = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def setup(self) -> None:
                with outer._lock:
                    outer.connections += 1
                super().setup()

            def do_GET(self) -> None:
                outer._serve(self)

            do_POST = do_GET

            def log_message(self, *args: Any) -> None:
                pass

        class Server(ThreadingHTTPServer):
            daemon_threads = True

            def handle_error(self, request: Any, client_address: Any) -> None:
                pass  # clients that go away are part of the tests

        self._server = Server(("127.0.0.1", 0), Handler)
        if tls is not None:
            self._server.socket = tls.wrap_socket(self._server.socket, server_side=True, do_handshake_on_connect=False)
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)

    @property
    def url(self) -> str:
        return f"{self._scheme}://127.0.0.1:{self._server.server_address[1]}"

    def on(self, path: str, *steps: Step) -> "ScriptedServer":
        self._steps[path] = list(steps)
        return self

    def seen(self, path: str) -> list[Request]:
        with self._lock:
            return [request for request in self.requests if request.path == path]

    def _serve(self, handler: BaseHTTPRequestHandler) -> None:
        length = int(handler.headers.get("Content-Length") or 0)
        text = handler.rfile.read(length).decode()
        request = Request(handler.command, handler.path, dict(handler.headers.items()), text)
        with self._lock:
            self.requests.append(request)
            steps = self._steps.get(handler.path, [Answer("no script", 404)])
            step = steps.pop(0) if len(steps) > 1 else steps[0]
        answer = step(request) if callable(step) else step
        if not isinstance(answer, Answer):
            answer = Answer(answer)
        if answer.delay:
            self._closing.wait(answer.delay)
        self._send(handler, answer)

    @staticmethod
    def _send(handler: BaseHTTPRequestHandler, answer: Answer) -> None:
        if answer.raw is not None:
            handler.wfile.write(answer.raw)
            handler.close_connection = True
            return
        data = answer.data()
        handler.send_response(answer.status)
        for name, value in answer.headers.items():
            handler.send_header(name, value)
        handler.send_header("Content-Length", str(len(data)))
        handler.end_headers()
        handler.wfile.write(data)

    def __enter__(self) -> "ScriptedServer":
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._closing.set()
        self._server.shutdown()
        self._server.server_close()


def when(condition: Callable[[], object], answer: Any) -> Callable[[Request], Answer]:
    """A step that answers when the condition has come true. Gives up after 30 seconds, which no test needs."""

    def step(_: Request) -> Answer:
        end = time.monotonic() + 30
        while not condition() and time.monotonic() < end:
            time.sleep(0.005)
        return answer if isinstance(answer, Answer) else Answer(answer)

    return step
