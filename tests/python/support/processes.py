"""Child processes."""

from __future__ import annotations

import os
import signal
import time

import pytest


def join(child: int) -> None:
    """Waits for a child process that must end well."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        pid, status = os.waitpid(child, os.WNOHANG)
        if pid:
            assert status == 0
            return
        time.sleep(0.02)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    pytest.fail("a forked child hangs in its run")
