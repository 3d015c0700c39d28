"""The command ``python -m pyqpanda3.localcloud serve``."""

from __future__ import annotations

import argparse
import dataclasses
import logging
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from .auth import check_key
from .settings import KEYS_VARIABLE, Limits, Settings, default_data_dir, missing_extra


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m pyqpanda3.localcloud", description="A self-hosted cloud service.")
    serve = parser.add_subparsers(dest="command", required=True).add_parser(
        "serve", help="serve the qcloud job protocol", formatter_class=argparse.ArgumentDefaultsHelpFormatter
    )
    add = serve.add_argument
    add("--host", default="127.0.0.1", help="address to listen on; anything but loopback is open to the network")
    add("--port", type=int, default=0, help="port to listen on; 0 lets the system choose")
    add("--api-key", action="append", default=[], metavar="KEY", help="an accepted key; may be repeated")
    add("--api-key-file", type=Path, help="file with one accepted key a line")
    add("--data-dir", type=Path, default=default_data_dir(), help="where jobs are kept")
    add("--workers", type=int, default=Settings.workers, help="worker processes, that is jobs run at a time")
    add("--max-body", type=int, default=Limits.body_bytes, metavar="BYTES", help="largest request body")
    add("--max-shots", type=int, default=Limits.shots, help="most shots of one job")
    add("--max-qubits", type=int, default=Limits.qubits, help="most qubits of a program on a simulator")
    add("--max-open-jobs", type=int, default=Limits.open_jobs_per_key, help="most unfinished jobs of one key")
    add("--job-timeout", type=float, default=Limits.job_seconds, metavar="SECONDS", help="time limit of one job")
    add("--queue-delay", type=float, default=0.0, metavar="SECONDS", help="lets every job wait before it may run")
    add("--run-delay", type=float, default=0.0, metavar="SECONDS", help="makes every job run longer")
    add("--keep-days", type=float, default=Settings.keep_days, help="forget jobs this long after their end")
    add("--fault", action="append", default=[], metavar="SPEC", help="disturb answers, see docs/localcloud.md")
    add("--log-level", default="INFO", choices=("DEBUG", "INFO", "WARNING", "ERROR"))
    add("--log-file", type=Path, help="log there instead of to standard error")
    add("--executor", default=Settings.executor, help="module:class that runs the jobs, for tests")
    add("--stop-with-stdin", action="store_true", help="end when standard input closes")
    return parser


def _api_keys(arguments: argparse.Namespace) -> tuple[str, ...]:
    keys = list(arguments.api_key)
    if arguments.api_key_file is not None:
        keys += arguments.api_key_file.read_text(encoding="utf-8").split()
    keys += os.environ.get(KEYS_VARIABLE, "").split()
    if not keys:
        raise ValueError(
            f"no API key: give --api-key or --api-key-file, or set {KEYS_VARIABLE} (keys divided by blanks)"
        )
    return tuple(check_key(key) for key in keys)


def _settings(arguments: argparse.Namespace) -> Settings:
    positive = ("workers", "max_body", "max_shots", "max_qubits", "max_open_jobs", "job_timeout")
    for name in positive:
        if getattr(arguments, name) <= 0:
            raise ValueError(f"--{name.replace('_', '-')} is {getattr(arguments, name)}, expected more than 0")
    for name in ("queue_delay", "run_delay", "keep_days"):
        if not getattr(arguments, name) >= 0:
            raise ValueError(f"--{name.replace('_', '-')} is {getattr(arguments, name)}, expected 0 or more")
    if not 0 <= arguments.port <= 65535:
        raise ValueError(f"--port is {arguments.port}, expected 0 to 65535")
    limits = dataclasses.replace(
        Limits(),
        body_bytes=arguments.max_body,
        shots=arguments.max_shots,
        qubits=arguments.max_qubits,
        open_jobs_per_key=arguments.max_open_jobs,
        job_seconds=arguments.job_timeout,
    )
    return Settings(
        api_keys=_api_keys(arguments),
        data_dir=arguments.data_dir,
        host=arguments.host,
        port=arguments.port,
        workers=arguments.workers,
        limits=limits,
        queue_delay=arguments.queue_delay,
        run_delay=arguments.run_delay,
        keep_days=arguments.keep_days,
        faults=tuple(arguments.fault),
        executor=arguments.executor,
        stop_with_stdin=arguments.stop_with_stdin,
    )


def main(argv: Sequence[str] | None = None) -> int:
    """Runs the command and returns its exit code: 0 after an orderly end, 2 if the service cannot start."""
    arguments = _parser().parse_args(argv)
    missing = missing_extra()
    if missing:
        print(f"error: {missing}", file=sys.stderr)
        return 2
    from . import faults, server
    from .store import DirectoryInUse, StoreUnavailable

    try:
        logging.basicConfig(
            level=arguments.log_level,
            filename=arguments.log_file,
            format="%(asctime)s %(levelname)s %(name)s %(message)s",
        )
        settings = _settings(arguments)
        for fault in settings.faults:
            faults.parse_fault(fault)
        server.run(settings)
    except (ValueError, OSError, DirectoryInUse, StoreUnavailable, server.StartFailed) as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
