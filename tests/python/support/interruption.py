"""Calls that are stopped, or watched, while they run, on a machine of any speed.

The calls of a test are make_call(1)(), make_call(2)(), ...; each has to do about twice the work of the one before,
until one lasts long enough.
"""

from __future__ import annotations

import itertools
import operator
import os
import signal
import threading
import time
from collections.abc import Callable
from functools import partial
from typing import Any

MakeCall = Callable[[int], Callable[[], Any]]

#: Seconds of the thread's processor time after which a call is long enough to be judged. The project promises to
#: answer Ctrl-C within 0.2.
PATIENCE = 5.0
#: Seconds between the beginning of a call and Ctrl-C.
HEAD_START = 0.1


class Stop(Exception):
    pass


def _stop(*_: object) -> None:
    raise Stop


class _CtrlC:
    """Sends SIGINT once HEAD_START is over, unless the block has been left before."""

    def __enter__(self) -> _CtrlC:
        self.is_sent = False
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._send)
        self._thread.start()
        return self

    def _send(self) -> None:
        if not self._over.wait(HEAD_START):
            self.is_sent = True
            os.kill(os.getpid(), signal.SIGINT)

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()


def assert_ctrl_c_stops(make_call: MakeCall) -> None:
    """Ctrl-C ends the call, and not only when its work is done.

    To tell these two apart the calls have to be C functions, or functools.partial of such.
    """
    before = signal.signal(signal.SIGINT, _stop)
    try:
        for size in itertools.count(1):
            call = make_call(size)
            function = call.func if isinstance(call, partial) else call
            assert not hasattr(function, "__code__"), "Python code can be interrupted by itself"
            # All of it C: a call that ends by itself has its value in the list before Python code goes on.
            returned: list[Any] = []
            ctrl_c = _CtrlC()
            start = time.thread_time()
            try:
                with ctrl_c:
                    returned.extend(itertools.starmap(call, [()]))
                while ctrl_c.is_sent:
                    time.sleep(0.01)  # it is on its way
            except Stop:
                if not returned:
                    return
            # Also when the GIL was held all the time, so that nobody could send anything.
            took = time.thread_time() - start
            assert took < PATIENCE, f"the call took {took:.1f} s and ended by itself in spite of Ctrl-C"
    finally:
        signal.signal(signal.SIGINT, before)


def assert_other_threads_run(make_call: MakeCall, ticks: int = 5) -> None:
    """Another thread, which tries every 2 ms, gets to run during the call at least so often."""
    run = operator.methodcaller("__call__")
    for size in itertools.count(1):
        call = make_call(size)
        began = time.thread_time()
        with Ticker(0.002) as ticker:
            # All of it C, so that only the call itself can let other threads run between the two looks at the clock.
            start, _, end = map(run, [time.monotonic, call, time.monotonic])
        during = sum(start < moment < end for moment in ticker.moments)
        if during >= ticks:
            return
        took = time.thread_time() - began
        assert took < PATIENCE, f"another thread ran {during} times in {took:.1f} s"


class Ticker:
    """Notes when a thread of its own gets to run, every `pause` seconds at best."""

    def __init__(self, pause: float = 0.01) -> None:
        self.moments: list[float] = []
        self._pause = pause
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)

    def _run(self) -> None:
        while not self._over.wait(self._pause):
            self.moments.append(time.monotonic())

    @property
    def ticks(self) -> int:
        return len(self.moments)

    def __enter__(self) -> Ticker:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()
