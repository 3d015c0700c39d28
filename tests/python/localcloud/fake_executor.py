"""An executor for tests of everything but the simulation: the program is a line of commands.

``sleep S``, ``fail TEXT``, ``crash`` (ends the worker as a segmentation fault would), ``crash-once PATH``, ``wide N``
(N outcomes); anything else is a Bell pair. Found by the service through PYTHONPATH and ``--executor``.
"""

import os
import signal
import time
from pathlib import Path

from pyqpanda3.localcloud.executor import JobError
from pyqpanda3.localcloud.protocol import Outcome, ProgramResult
from pyqpanda3.localcloud.requests import Submission
from pyqpanda3.localcloud.settings import Limits


def _die() -> None:
    os.kill(os.getpid(), signal.SIGSEGV)


class FakeExecutor:
    """Knows no quantum mechanics."""

    def warm_up(self) -> dict[str, bool]:
        return {"noise": False}

    def execute(self, job: Submission, limits: Limits) -> Outcome:
        return Outcome([self._one(text, job.shots) for text in job.programs])

    def _one(self, text: str, shots: int) -> ProgramResult:
        command, _, rest = text.partition(" ")
        if command == "sleep":
            time.sleep(float(rest))
        elif command == "fail":
            raise JobError(rest)
        elif command == "bug":
            raise KeyError(rest)
        elif command == "crash":
            _die()
        elif command == "crash-once" and not Path(rest).exists():
            Path(rest).touch()
            _die()
        elif command == "wide":
            number = int(rest)
            return ProgramResult(30, range(number), [1 / number] * number, [1] * number)
        return ProgramResult(2, [0, 3], [0.5, 0.5], [shots // 2, shots - shots // 2])


class BrokenExecutor:
    """A worker that cannot start."""

    def warm_up(self) -> dict[str, bool]:
        raise ImportError("no such engine")
