"""Every knob of the local cloud service, with its default. Read from the command line by ``__main__``; nothing else
reads the environment."""

from __future__ import annotations

import importlib.util
import os
from dataclasses import dataclass, field
from pathlib import Path

KEYS_VARIABLE = "PYQPANDA3_LOCALCLOUD_API_KEYS"
DEFAULT_EXECUTOR = "pyqpanda3.localcloud.executor:CoreExecutor"


@dataclass(frozen=True)
class Limits:
    """What the service refuses. All counts are inclusive maxima."""

    body_bytes: int = 32 * 1024 * 1024
    body_seconds: float = 60.0
    shots: int = 1_000_000
    programs: int = 1000
    open_jobs_per_key: int = 1000
    qubits: int = 30
    probability_qubits: int = 20
    amplitudes: int = 4096
    tomography_qubits: int = 6
    job_seconds: float = 600.0
    crashes: int = 3
    connections: int = 512


@dataclass(frozen=True)
class Settings:
    """One running service. ``queue_delay`` and ``run_delay`` are seconds added to every job, for demos and tests."""

    api_keys: tuple[str, ...] = field(repr=False)
    data_dir: Path
    host: str = "127.0.0.1"
    port: int = 0
    workers: int = 2
    limits: Limits = field(default_factory=Limits)
    queue_delay: float = 0.0
    run_delay: float = 0.0
    keep_days: float = 30.0
    faults: tuple[str, ...] = ()
    executor: str = DEFAULT_EXECUTOR
    stop_with_stdin: bool = False


def default_data_dir() -> Path:
    """``$XDG_STATE_HOME/pyqpanda3/localcloud``; a relative XDG_STATE_HOME is ignored, as its specification asks."""
    state = os.environ.get("XDG_STATE_HOME", "")
    base = Path(state) if Path(state).is_absolute() else Path.home() / ".local" / "state"
    return base / "pyqpanda3" / "localcloud"


def missing_extra() -> str:
    """What to tell a user who lacks the web server, or "" if it is there."""
    if all(importlib.util.find_spec(name) is not None for name in ("starlette", "uvicorn")):
        return ""
    return "the local cloud service needs starlette and uvicorn: pip install 'pyqpanda3[server]'"
