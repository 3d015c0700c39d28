"""Starts the service as a child process for the length of a ``with`` block."""

from __future__ import annotations

import contextlib
import os
import site
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path

from .auth import check_key
from .settings import KEYS_VARIABLE, missing_extra

_STOP_SECONDS = 10.0


@contextlib.contextmanager
def serve(
    api_key: str = "local",
    *,
    data_dir: str | os.PathLike[str] | None = None,
    workers: int = 2,
    queue_delay: float = 0.0,
    run_delay: float = 0.0,
    options: Sequence[str] = (),
    start_timeout: float = 30.0,
) -> Iterator[str]:
    """Runs the local cloud service and yields its URL; the service ends with the block.

    Args:
        api_key: the key clients have to present. It does not appear on the command line.
        data_dir: where jobs are kept; a temporary directory that goes away with the service unless given.
        workers: how many jobs run at a time.
        queue_delay: seconds every job waits before it may run.
        run_delay: seconds every job runs longer than it has to.
        options: further options of ``python -m pyqpanda3.localcloud serve``.
        start_timeout: seconds to wait for the service to accept requests.

    Raises:
        ImportError: the extra ``server`` is not installed.
        RuntimeError: the service did not start; the text holds what it said.
    """
    missing = missing_extra()
    if missing:
        raise ImportError(missing)
    check_key(api_key)
    with contextlib.ExitStack() as stack:
        home = stack.enter_context(tempfile.TemporaryDirectory(prefix="pyqpanda3-localcloud-"))
        directory = Path(home) / "data" if data_dir is None else Path(data_dir)
        log = Path(home) / "log"
        command = [sys.executable, "-m", "pyqpanda3.localcloud", "serve", "--data-dir", str(directory)]
        command += ["--workers", str(workers), "--stop-with-stdin"]
        command += ["--queue-delay", str(queue_delay), "--run-delay", str(run_delay), *options]
        with log.open("wb") as errors:
            process = subprocess.Popen(
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=errors, env=_environment(api_key)
            )
        stack.callback(_stop, process)
        url = _first_line(process, start_timeout)
        if not url:
            _stop(process)
            said = log.read_text(errors="replace").strip()[-4000:]
            raise RuntimeError(f"the local cloud service did not start (exit code {process.returncode}): {said}")
        yield url


def _environment(api_key: str) -> dict[str, str]:
    """The child's environment: the key, and the way to this very package if it is not simply installed."""
    environment = {**os.environ, KEYS_VARIABLE: api_key}
    home = Path(str(sys.modules[__name__.partition(".")[0]].__file__)).parents[1]
    if home not in map(Path, [*site.getsitepackages(), site.getusersitepackages()]):
        environment["PYTHONPATH"] = os.pathsep.join(filter(None, [str(home), environment.get("PYTHONPATH")]))
    return environment


def _first_line(process: subprocess.Popen[bytes], timeout: float) -> str:
    """The URL the child prints, or "" if it ends or the time runs out first."""
    lines: list[bytes] = []
    assert process.stdout is not None
    reader = threading.Thread(target=lambda: lines.append(process.stdout.readline()), daemon=True)  # type: ignore[union-attr]
    reader.start()
    reader.join(timeout)
    return lines[0].decode().strip() if lines else ""


def _stop(process: subprocess.Popen[bytes]) -> None:
    """Ends the child: asks first, insists after a while."""
    if process.poll() is None:
        process.terminate()
        try:
            process.wait(_STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
    process.wait()
    for stream in (process.stdin, process.stdout):
        if stream is not None:
            stream.close()
