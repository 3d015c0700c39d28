"""The workers of one server: starts them, feeds them claimed jobs, and writes down how each job ended.

One task per worker process ("slot"). Only this process writes to the store; a worker that dies, hangs or is told to
stop is killed and replaced, and the fencing token of its claim decides whether anything it said still counts.
"""

from __future__ import annotations

import asyncio
import contextlib
import dataclasses
import json
import logging
import os
import signal
import sys
import time
from asyncio.subprocess import PIPE, Process
from collections.abc import Callable
from typing import ParamSpec, TypeVar

from . import frames
from .settings import Settings
from .store import Claim, Store, StoreUnavailable

log = logging.getLogger("pyqpanda3.localcloud.pool")
_P = ParamSpec("_P")
_T = TypeVar("_T")


class WorkerDied(Exception):
    """The worker ended in the middle of a job."""


class WorkerPool:
    """``await start()`` once, ``await stop()`` at the end; ``wake()`` after each submit."""

    def __init__(self, store: Store, settings: Settings) -> None:
        self._store = store
        self._settings = settings
        self._wakes = [asyncio.Event() for _ in range(settings.workers)]
        self._slots: list[asyncio.Task[None]] = []
        self._running: dict[str, asyncio.Event] = {}
        self._cancelled_early: set[str] = set()
        self._first_ready = asyncio.Event()
        self._capabilities: dict[str, bool] = {}
        self.start_error = ""

    @property
    def size(self) -> int:
        return self._settings.workers

    async def start(self) -> None:
        self._slots = [asyncio.create_task(self._keep(wake)) for wake in self._wakes]

    async def stop(self) -> None:
        """Kills the workers. Jobs they had are left computing and go back to the queue at the next start."""
        pending = set(self._slots)
        while pending:  # again and again: before Python 3.12 a wait_for that is just ending swallows a cancellation
            for slot in pending:
                slot.cancel()
            _, pending = await asyncio.wait(pending, timeout=0.2)

    def wake(self) -> None:
        """Tells idle workers that there may be a job."""
        for wake in self._wakes:
            wake.set()

    def cancel(self, task_id: str) -> None:
        """Stops a job that the store has marked as cancelled while it was computing."""
        if task_id in self._running:
            self._running[task_id].set()
        else:  # claimed, but its slot has not come to run it yet
            self._cancelled_early.add(task_id)

    async def supports(self, capability: str) -> bool:
        """Whether the workers can do this; waits for the first of them to be ready."""
        with contextlib.suppress(asyncio.TimeoutError):
            await asyncio.wait_for(self._first_ready.wait(), 10)
        return self._capabilities.get(capability, False)

    async def _keep(self, wake: asyncio.Event) -> None:
        while True:
            try:
                await self._slot(wake)
            except Exception:
                log.exception("fault in the worker pool; the slot starts again")
                await asyncio.sleep(1)

    async def _slot(self, wake: asyncio.Event) -> None:
        process: Process | None = None
        try:
            while True:
                if process is None or process.returncode is not None:
                    process = await self._spawn()
                wake.clear()
                claim = await self._insist(self._store.claim)
                if isinstance(claim, Claim):
                    await self._run(process, claim)
                    continue
                pause = None if claim is None else max(0.005, claim - time.time())
                with contextlib.suppress(asyncio.TimeoutError):
                    await asyncio.wait_for(wake.wait(), pause)
        finally:
            if process is not None:
                await _kill(process)

    async def _spawn(self) -> Process:
        """A worker that is ready; tries again, ever slower, while none starts."""
        limits = json.dumps(dataclasses.asdict(self._settings.limits))
        arguments = (str(os.getpid()), self._settings.executor, limits)
        pause = 0.5
        while True:
            process = await asyncio.create_subprocess_exec(
                sys.executable, "-m", f"{__package__}.worker", *arguments, stdin=PIPE, stdout=PIPE
            )
            try:
                assert process.stdout is not None
                ready, _ = await asyncio.wait_for(frames.read_async(process.stdout), 60)
            except (asyncio.IncompleteReadError, asyncio.TimeoutError):
                ready = {"ok": False, "error": "the process ended or hung while starting"}
            except BaseException:
                await _kill(process)
                raise
            if ready["ok"]:
                log.info("worker ready pid=%d", process.pid)
                self.start_error, self._capabilities = "", ready["capabilities"]
                self._first_ready.set()
                return process
            self.start_error = ready["error"]
            log.error("worker does not start: %s", self.start_error)
            await _kill(process)
            await asyncio.sleep(pause)
            pause = min(30.0, pause * 2)

    async def _run(self, process: Process, claim: Claim) -> None:
        stop = self._running[claim.task_id] = asyncio.Event()
        try:
            if claim.task_id in self._cancelled_early:
                self._cancelled_early.discard(claim.task_id)
                return
            log.info("job computing task=%s token=%d worker=%d", claim.task_id, claim.token, process.pid)
            if await _happens(stop, self._settings.run_delay):
                return
            await self._execute(process, claim, stop)
        except Exception as error:
            await self._insist(self._store.fail, claim, f"internal error of the service: {type(error).__name__}")
            raise
        finally:
            del self._running[claim.task_id]

    async def _execute(self, process: Process, claim: Claim, stop: asyncio.Event) -> None:
        limit = self._settings.limits.job_seconds
        answer = asyncio.create_task(_ask(process, claim.request))
        stopped = asyncio.create_task(stop.wait())
        try:
            await asyncio.wait({answer, stopped}, timeout=limit, return_when=asyncio.FIRST_COMPLETED)
            if answer.done():
                await self._settle(process, claim, answer)
                return
            await _kill(process)
            if stop.is_set():
                log.info("job cancelled while computing task=%s", claim.task_id)
            else:
                await self._insist(self._store.fail, claim, f"the time limit of {limit:g} s was exceeded")
                log.warning("job over time limit task=%s seconds=%g", claim.task_id, limit)
        finally:
            for task in (answer, stopped):
                task.cancel()
            await asyncio.gather(answer, stopped, return_exceptions=True)

    async def _settle(
        self, process: Process, claim: Claim, answer: asyncio.Task[tuple[dict[str, object], bytes]]
    ) -> None:
        try:
            header, results = answer.result()
        except WorkerDied:
            reason = await _death(process)
            state = await self._insist(self._store.lose, claim, reason, self._settings.limits.crashes)
            log.warning("worker died task=%s reason=%r job=%s", claim.task_id, reason, state or "already ended")
            return
        if header["ok"]:
            kept = await self._insist(self._store.finish, claim, results)
        else:
            kept = await self._insist(self._store.fail, claim, str(header["error"]))
        log.info("job ended task=%s ok=%s kept=%s bytes=%d", claim.task_id, header["ok"], kept, len(results))

    async def _insist(self, action: Callable[_P, _T], *args: _P.args, **kwargs: _P.kwargs) -> _T:
        """A store operation, repeated while the disk is full or busy: a job must not hang in "computing" for that."""
        while True:
            try:
                return await asyncio.to_thread(action, *args, **kwargs)
            except StoreUnavailable as error:
                log.error("job store: %s; trying again", error)
                await asyncio.sleep(1)


async def _ask(process: Process, request: bytes) -> tuple[dict[str, object], bytes]:
    """Sends a job and waits for its answer."""
    assert process.stdin is not None and process.stdout is not None
    try:
        process.stdin.write(frames.encode({}, request))
        await process.stdin.drain()
        return await frames.read_async(process.stdout)
    except (asyncio.IncompleteReadError, ConnectionError) as error:
        raise WorkerDied from error


async def _happens(event: asyncio.Event, seconds: float) -> bool:
    """Whether the event comes within the time."""
    if seconds > 0:
        with contextlib.suppress(asyncio.TimeoutError):
            await asyncio.wait_for(event.wait(), seconds)
    return event.is_set()


async def _kill(process: Process) -> None:
    if process.returncode is None:
        with contextlib.suppress(ProcessLookupError):
            process.kill()
    await process.wait()


async def _death(process: Process) -> str:
    """How a worker whose pipe closed came to its end."""
    await _kill_if_lingering(process)
    code = process.returncode or 0
    if code >= 0:
        return f"the worker ended with exit code {code}"
    name = signal.Signals(-code).name
    hint = " (killed: out of memory?)" if code == -signal.SIGKILL else ""
    return f"the worker was ended by {name}{hint}"


async def _kill_if_lingering(process: Process) -> None:
    try:
        await asyncio.wait_for(process.wait(), 2)
    except asyncio.TimeoutError:
        await _kill(process)
