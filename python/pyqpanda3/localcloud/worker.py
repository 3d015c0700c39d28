"""A worker process: reads jobs from its standard input, runs them, writes outcomes to its standard output.

It has no access to the job store, so whatever becomes of it, it cannot end a job; and it ends with its server: the
kernel kills it where that can be asked for, else it watches its parent, and it leaves when its input closes.
Started as ``python -m pyqpanda3.localcloud.worker <server's process id> <executor> <limits as JSON>``.
"""

from __future__ import annotations

import contextlib
import ctypes
import json
import logging
import os
import signal
import sys
import threading
import time
from pathlib import Path
from typing import BinaryIO

from . import frames
from .executor import Executor, failure_text, load
from .protocol import result_members
from .requests import read_submit
from .settings import Limits

_PR_SET_PDEATHSIG = 1
log = logging.getLogger("pyqpanda3.localcloud.worker")


def _die_with(parent: int) -> None:
    """Binds the life of this process to that of the server."""
    bound = False
    if sys.platform == "linux":
        with contextlib.suppress(OSError, AttributeError):
            bound = ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0) == 0
    if os.getppid() != parent:  # the server ended before the line above
        os._exit(0)
    if not bound:
        threading.Thread(target=_watch, args=(parent,), daemon=True).start()


def _watch(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(0.5)
    os._exit(0)


def _prefer_as_oom_victim() -> None:
    """When memory runs out the kernel should end the job that asked for it, not the server."""
    with contextlib.suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text("800")


def _take_over_streams() -> tuple[BinaryIO, BinaryIO]:
    """The message streams. File descriptor 1 then leads to standard error: prints of libraries spoil no message."""
    jobs = os.fdopen(os.dup(0), "rb")
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    with Path(os.devnull).open("rb") as nothing:
        os.dup2(nothing.fileno(), 0)
    return jobs, answers


def _run(executor: Executor, request: bytes, limits: Limits) -> tuple[dict[str, object], bytes]:
    try:
        outcome = executor.execute(read_submit(request, limits), limits)
        return {"ok": True}, result_members(outcome).encode()
    except Exception as error:
        log.info("job failed: %s", failure_text(error), exc_info=log.isEnabledFor(logging.DEBUG))
        return {"ok": False, "error": failure_text(error)}, b""


def main(parent: int, executor_name: str, limits: Limits) -> int:
    """Serves jobs until the input closes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group; the server decides when to end
    _die_with(parent)
    _prefer_as_oom_victim()
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    jobs, answers = _take_over_streams()
    try:
        executor = load(executor_name)
        ready: dict[str, object] = {"ok": True, "capabilities": executor.warm_up()}
    except Exception as error:
        ready = {"ok": False, "error": f"{type(error).__name__}: {error}"}
    answers.write(frames.encode(ready))
    answers.flush()
    while ready["ok"]:
        try:
            _, request = frames.read(jobs)
        except EOFError:
            break
        header, blob = _run(executor, request, limits)
        try:
            answers.write(frames.encode(header, blob))
            answers.flush()
        except BrokenPipeError:
            break
    return 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), sys.argv[2], Limits(**json.loads(sys.argv[3]))))
