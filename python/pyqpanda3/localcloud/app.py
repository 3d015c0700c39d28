"""The HTTP face of the service: routes -> checks -> one durable transaction -> acknowledgement.

Every answer is HTTP 200 with the protocol's envelope, whether it succeeds or not; the exceptions are 413, 429 and 503.
"""

from __future__ import annotations

import asyncio
import contextlib
import gzip
import hashlib
import logging
import time
import uuid
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp

from . import backends, protocol, requests
from .auth import Keys
from .body import Refusal, read_body
from .faults import FaultMiddleware, parse_fault
from .pool import WorkerPool
from .protocol import BAD_REQUEST, CONFLICT, INTERNAL, NO_PERMISSION, OVERLOAD, UNKNOWN_TASK, Refused
from .requests import Machine
from .settings import Settings
from .store import FINAL_STATES, IdempotencyConflict, JobView, QueueFull, Store, StoreUnavailable

log = logging.getLogger("pyqpanda3.localcloud.app")

_GZIP_FROM = 64 * 1024
_LARGE = 256 * 1024
_WIRE_STATE = {"computing": protocol.COMPUTING, "finished": protocol.FINISHED}


@dataclass
class Call:
    """One request after authentication. Handlers add headers to ``headers``."""

    request: Request
    owner: str
    raw: bytes
    headers: dict[str, str] = field(default_factory=dict)


Handler = Callable[[Call], Awaitable[bytes]]


class Api:
    """The six endpoints."""

    def __init__(self, settings: Settings, store: Store, pool: WorkerPool) -> None:
        self._settings = settings
        self._limits = settings.limits
        self._store = store
        self._pool = pool
        self._keys = Keys(settings.api_keys, store.salt)

    def routes(self) -> list[Route]:
        table: list[tuple[str, str, Handler]] = [
            ("GET", "/oqcs/task/getResourceList.json", self.resources),
            ("POST", "/oqcs/task/origin/chipInfo.json", self.chip_info),
            ("POST", "/oqcs/task/management/bestQubitBlocks.json", self.best_qubit_blocks),
            ("POST", "/oqcs/task/origin/submit.json", self.submit),
            ("POST", "/oqcs/task/origin/taskDetail.json", self.task_detail),
            ("POST", "/oqcs/task/cancelTask.json", self.cancel),
        ]
        return [Route(path, self._endpoint(handler), methods=[method]) for method, path, handler in table]

    def _endpoint(self, handler: Handler) -> Callable[[Request], Awaitable[Any]]:
        async def endpoint(request: Request) -> Any:
            call = Call(request, "", b"")
            read = False
            try:
                call.owner = self._authenticate(request)
                call.raw = await read_body(request, self._limits)
                read = True
                return await _response(call, await handler(call))
            except ClientDisconnect:
                return Response(status_code=200)  # nobody is there to read it
            except Exception as error:
                refused = _as_refused(error, request)
                headers = {"Content-Type": "application/json", **call.headers}
                if refused.retry_after is not None:
                    headers["Retry-After"] = str(refused.retry_after)
                body = protocol.refusal(refused)
                return Response(body, refused.status, headers) if read else Refusal(refused.status, headers, body)

        return endpoint

    def _authenticate(self, request: Request) -> str:
        owner = self._keys.owner(request.headers.get("authorization", ""))
        if owner is None:
            raise Refused(NO_PERMISSION, "no permission: the API key is not accepted by this service")
        return owner

    async def resources(self, call: Call) -> bytes:
        return protocol.dumps(backends.resource_list()).encode()

    async def chip_info(self, call: Call) -> bytes:
        body = requests.read_object(call.raw)
        return protocol.envelope(backends.chip_info(requests.member(body, "ChipID", str)))

    async def best_qubit_blocks(self, call: Call) -> bytes:
        body = requests.read_object(call.raw)
        chip_id = requests.member(body, "chipId", str)
        size = requests.integer(body, "qubitNum", 1, 10_000)
        label = requests.integer(body, "label", -(2**31), 2**31 - 1)
        count = requests.integer(body, "qubitBlockNum", 1, 10_000)
        found = await asyncio.to_thread(backends.best_qubit_blocks, chip_id, size, label, count)
        return protocol.envelope(found)

    async def submit(self, call: Call) -> bytes:
        key = call.request.headers.get("idempotency-key")
        if key is not None and not 1 <= len(key) <= 255:
            raise Refused(BAD_REQUEST, f"Idempotency-Key has {len(key)} characters, expected 1 to 255")
        await self._check_submission(call.raw)
        due = time.time() + self._settings.queue_delay
        digest = hashlib.sha256(call.raw).digest()
        task_id = await asyncio.to_thread(
            self._store.submit,
            uuid.uuid4().hex.upper(),
            call.owner,
            call.raw,
            digest,
            key,
            due,
            self._limits.open_jobs_per_key,
        )
        log.info("job accepted task=%s owner=%s bytes=%d", task_id, call.owner[:8], len(call.raw))
        self._pool.wake()
        call.headers["X-QP-Poll-Ms"] = "20"
        return protocol.envelope({"taskId": task_id})

    async def _check_submission(self, raw: bytes) -> None:
        if len(raw) > _LARGE:  # off the event loop, so that others are answered meanwhile
            job = await asyncio.to_thread(requests.read_submit, raw, self._limits)
        else:
            job = requests.read_submit(raw, self._limits)
        if job.chip:
            backends.check_chip(job.chip)
        if job.machine is Machine.NOISE and not await self._pool.supports("noise"):
            raise Refused(BAD_REQUEST, 'QMachineType "1": gate noise is not available in this installation')
        if self._pool.start_error:
            raise Refused(INTERNAL, f"this service cannot run jobs, its workers do not start: {self._pool.start_error}")

    async def task_detail(self, call: Call) -> bytes:
        task_id = requests.task_id(requests.read_object(call.raw))
        view = await asyncio.to_thread(self._store.view, _plain(task_id), call.owner)
        if view is None:
            raise Refused(UNKNOWN_TASK, f'taskId is "{task_id[:60]}", no such task of this API key')
        if view.state not in FINAL_STATES:
            call.headers["X-QP-Poll-Ms"] = str(_poll_ms(view))
        return protocol.task_detail(self._state_members(view), view.results)

    def _state_members(self, view: JobView) -> dict[str, Any]:
        members: dict[str, Any] = {"taskId": view.task_id, "taskState": str(self._wire_state(view))}
        if view.error is not None:
            members["errInfo"] = view.error
        stamps = [(protocol.QUEUING, view.created_at), (protocol.COMPUTING, view.started_at)]
        stamps.append((_WIRE_STATE.get(view.state, protocol.FAILED), view.finished_at))
        members["aioTimeStamp"] = "".join(f"{state}:{_ms(at)};" for state, at in stamps if at is not None)
        if view.started_at is not None:
            members["startTime"] = _ms(view.started_at)
        if view.finished_at is not None:
            members["totalTime"] = _ms(view.finished_at - view.created_at)
        return members

    def _wire_state(self, view: JobView) -> int:
        """5 while the job stands behind others (or behind the artificial delay), 1 while it is next for a worker."""
        if view.state == "queued":
            behind = view.ahead >= self._pool.size or view.not_before > time.time()
            return protocol.QUEUING if behind else protocol.WAITING
        return _WIRE_STATE.get(view.state, protocol.FAILED)

    async def cancel(self, call: Call) -> bytes:
        task_id = requests.task_id(requests.read_object(call.raw))
        before = await asyncio.to_thread(self._store.cancel, _plain(task_id), call.owner)
        if before is None:
            raise Refused(UNKNOWN_TASK, f'taskId is "{task_id[:60]}", no such task of this API key')
        if before in FINAL_STATES:
            raise Refused(CONFLICT, f"task {task_id} cannot be cancelled, it is {before} already")
        if before == "computing":
            self._pool.cancel(task_id)
        log.info("job cancelled task=%s while=%s", task_id, before)
        return protocol.envelope({"taskId": task_id})


def _plain(text: str) -> str:
    """The text if the database can hold it; a lone surrogate can be no task id."""
    return text if text.isascii() else ""


def _ms(seconds: float) -> int:
    return round(seconds * 1000)


def _poll_ms(view: JobView) -> int:
    """When to ask again: soon for a young job, seldom for one that has been going on for long."""
    waited = time.time() - max(view.created_at, view.not_before)
    if waited < 0:
        return min(1000, max(20, _ms(-waited)))
    return min(1000, max(20, _ms(waited / 4)))


def _as_refused(error: Exception, request: Request) -> Refused:
    """The answer for anything a handler raised."""
    if isinstance(error, Refused):
        if error.code in (NO_PERMISSION, OVERLOAD):
            log.warning("refused %s: %s", request.url.path, error.message)
        return error
    if isinstance(error, IdempotencyConflict):
        text = f"Idempotency-Key was used before, with another body, for task {error}"
        return Refused(CONFLICT, text)
    if isinstance(error, QueueFull):
        return Refused(OVERLOAD, f"too many jobs: {error}", status=429, retry_after=1)
    if isinstance(error, StoreUnavailable):
        log.error("job store: %s", error)
        return Refused(OVERLOAD, "the job store cannot be written to at the moment", status=503, retry_after=2)
    log.error("internal error in %s", request.url.path, exc_info=error)
    return Refused(INTERNAL, "internal error of the service; its log tells more")


async def _response(call: Call, body: bytes) -> Response:
    headers = {"Content-Type": "application/json", "Vary": "Accept-Encoding", **call.headers}
    if len(body) >= _GZIP_FROM and _accepts_gzip(call.request.headers.get("accept-encoding", "")):
        body = await asyncio.to_thread(gzip.compress, body, 1)
        headers["Content-Encoding"] = "gzip"
    return Response(body, 200, headers)


def _accepts_gzip(header: str) -> bool:
    for part in header.lower().split(","):
        name, _, parameters = part.partition(";")
        if name.strip() in ("gzip", "*"):
            return parameters.replace(" ", "") not in ("q=0", "q=0.0", "q=0.00", "q=0.000")
    return False


async def _no_endpoint(request: Request, error: Exception) -> Any:
    text = f"this service has no endpoint {request.method} {request.url.path[:200]}"
    return Refusal(200, {"Content-Type": "application/json"}, protocol.refusal(Refused(BAD_REQUEST, text)))


class ServiceHeaders:
    """Puts the headers on every answer that tell what the service honours."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        async def send_with_headers(message: Any) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message["headers"], (b"idempotency-honoured", b"1")]
            await send(message)

        await self._app(scope, receive, send_with_headers if scope["type"] == "http" else send)


def build_app(settings: Settings, store: Store) -> ASGIApp:
    """The ASGI application; its lifespan runs the worker pool."""
    pool_holder: list[WorkerPool] = []

    @contextlib.asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        pool = pool_holder[0]
        taken = await asyncio.to_thread(store.take_over)
        if taken:
            log.warning("took over %d jobs an earlier server left computing", taken)
        await pool.start()
        purge = asyncio.create_task(_purge(store, settings.keep_days))
        try:
            yield
        finally:
            purge.cancel()
            await pool.stop()

    pool_holder.append(WorkerPool(store, settings))
    api = Api(settings, store, pool_holder[0])
    app: ASGIApp = Starlette(
        routes=api.routes(), lifespan=lifespan, exception_handlers={404: _no_endpoint, 405: _no_endpoint}
    )
    app = ServiceHeaders(app)
    if settings.faults:
        app = FaultMiddleware(app, [parse_fault(text) for text in settings.faults])
    return app


async def _purge(store: Store, keep_days: float) -> None:
    """Once an hour, forgets jobs that ended long ago."""
    while True:
        try:
            gone = await asyncio.to_thread(store.purge, time.time() - keep_days * 86400)
            if gone:
                log.info("forgot %d jobs older than %g days", gone, keep_days)
        except StoreUnavailable as error:
            log.error("job store: %s", error)
        await asyncio.sleep(3600)
