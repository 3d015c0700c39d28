"""The job store: the only file with SQL.

A job is a row that moves queued -> computing -> finished | failed | cancelled, and leaves a final state never. A claim
hands out a fencing token; a final state is written only under the token and the server epoch of the claim, in the same
transaction as its record in the append-only table ``executions``. One process at a time owns a data directory (lock
file); each takes the next epoch, and with it every job an earlier owner left computing.
"""

from __future__ import annotations

import fcntl
import os
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

SCHEMA_VERSION = 1
FINAL_STATES = ("finished", "failed", "cancelled")
CANCELLED = "cancelled"
#: Raised by every operation while the disk is full, busy or gone.
StoreUnavailable = sqlite3.OperationalError

_SCHEMA = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value) WITHOUT ROWID;
CREATE TABLE jobs (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  task_id TEXT NOT NULL UNIQUE,
  owner TEXT NOT NULL,
  idempotency_key TEXT,
  request BLOB NOT NULL,
  request_hash BLOB NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('queued', 'computing', 'finished', 'failed', 'cancelled')),
  token INTEGER NOT NULL DEFAULT 0,
  epoch INTEGER NOT NULL,
  crashes INTEGER NOT NULL DEFAULT 0,
  not_before REAL NOT NULL,
  created_at REAL NOT NULL,
  started_at REAL,
  finished_at REAL,
  error TEXT
);
CREATE UNIQUE INDEX jobs_idempotency ON jobs (owner, idempotency_key) WHERE idempotency_key IS NOT NULL;
CREATE INDEX jobs_queue ON jobs (state, seq);
CREATE INDEX jobs_owner ON jobs (owner, state);
CREATE TABLE results (task_id TEXT PRIMARY KEY REFERENCES jobs (task_id) ON DELETE CASCADE, body BLOB NOT NULL);
CREATE TABLE executions (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  task_id TEXT NOT NULL,
  token INTEGER NOT NULL,
  epoch INTEGER NOT NULL,
  event TEXT NOT NULL CHECK (event IN ('claimed', 'lost', 'finished', 'failed', 'cancelled')),
  at REAL NOT NULL,
  detail TEXT
);
CREATE INDEX executions_task ON executions (task_id);
CREATE TRIGGER executions_no_update BEFORE UPDATE ON executions BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER executions_no_delete BEFORE DELETE ON executions BEGIN SELECT RAISE(ABORT, 'append-only'); END;
"""


class DirectoryInUse(RuntimeError):
    """Another server owns the data directory."""


class IdempotencyConflict(RuntimeError):
    """An idempotency key came again with another body."""


class QueueFull(RuntimeError):
    """The owner has as many open jobs as the service allows."""


@dataclass(frozen=True)
class Claim:
    """The right to run a job once. ``token`` fences: only the newest claim of a job may end it."""

    task_id: str
    token: int
    request: bytes


@dataclass(frozen=True)
class JobView:
    """What a query sees. ``results`` is only loaded for finished jobs; ``ahead`` counts queued jobs before this one."""

    task_id: str
    state: str
    error: str | None
    created_at: float
    started_at: float | None
    finished_at: float | None
    not_before: float
    ahead: int
    results: bytes | None


def lock_directory(data_dir: Path) -> int:
    """Takes the lock of ``data_dir`` for the life of the process and returns its file descriptor.

    The descriptor is not inherited by child processes, so the lock ends with the server, however it ends."""
    data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = data_dir / "lock"
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        holder = os.read(descriptor, 32).decode(errors="replace").strip()
        os.close(descriptor)
        raise DirectoryInUse(
            f"data directory {data_dir} is in use by the server with process id {holder or 'unknown'}; "
            "stop that server or choose another directory with --data-dir"
        ) from None
    os.ftruncate(descriptor, 0)
    os.write(descriptor, f"{os.getpid()}\n".encode())
    return descriptor


class Store:
    """Thread-safe: writes go through one connection under a lock, reads through another one (WAL lets both run)."""

    def __init__(self, data_dir: Path) -> None:
        data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
        path = data_dir / "jobs.sqlite3"
        self._write_lock, self._read_lock = threading.Lock(), threading.Lock()
        path.touch(mode=0o600)  # SQLite gives the files beside it the same permissions
        self._writer = self._connect(path)
        try:
            self._create()
        except BaseException:
            self._writer.close()
            raise
        self._reader = self._connect(path)
        with self._transaction() as db:
            db.execute("UPDATE meta SET value = value + 1 WHERE name = 'epoch'")
            self.epoch: int = self._meta("epoch")
        self.salt: bytes = self._meta("salt")

    @staticmethod
    def _connect(path: Path) -> sqlite3.Connection:
        db = sqlite3.connect(path, isolation_level=None, check_same_thread=False, timeout=2)
        db.row_factory = sqlite3.Row
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA synchronous = FULL")  # an acknowledged job survives a power cut, not only a crash
        db.execute("PRAGMA foreign_keys = ON")
        return db

    def _meta(self, name: str) -> Any:
        return self._writer.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()[0]

    def _create(self) -> None:
        with self._transaction() as db:
            version = db.execute("PRAGMA user_version").fetchone()[0]
            if version == SCHEMA_VERSION:
                return
            if version:
                raise RuntimeError(f"the job store has schema {version}, this service reads {SCHEMA_VERSION}")
            for statement in _split(_SCHEMA):
                db.execute(statement)
            db.execute("INSERT INTO meta VALUES ('epoch', 0), ('salt', ?)", (os.urandom(16),))
            db.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        with self._write_lock:
            self._writer.execute("BEGIN IMMEDIATE")
            try:
                yield self._writer
            except BaseException:
                self._writer.execute("ROLLBACK")
                raise
            self._writer.execute("COMMIT")

    def _record(self, db: sqlite3.Connection, task_id: str, token: int, event: str, detail: str | None = None) -> None:
        db.execute(
            "INSERT INTO executions (task_id, token, epoch, event, at, detail) VALUES (?, ?, ?, ?, ?, ?)",
            (task_id, token, self.epoch, event, time.time(), detail),
        )

    def take_over(self) -> int:
        """Puts every job that an earlier server left computing back into the queue; returns how many."""
        with self._transaction() as db:
            left = db.execute(
                "SELECT task_id, token FROM jobs WHERE state = 'computing' AND epoch < ?", (self.epoch,)
            ).fetchall()
            for row in left:
                self._record(db, row["task_id"], row["token"], "lost", "the server ended")
            db.execute(
                "UPDATE jobs SET state = 'queued', token = token + 1, epoch = ?"
                " WHERE state = 'computing' AND epoch < ?",
                (self.epoch, self.epoch),
            )
            return len(left)

    def submit(
        self,
        task_id: str,
        owner: str,
        request: bytes,
        request_hash: bytes,
        idempotency_key: str | None,
        not_before: float,
        open_limit: int,
    ) -> str:
        """Makes a job durable and returns its task id: that of an earlier submit if the idempotency key came before.

        Raises IdempotencyConflict (same key, other body) or QueueFull; then nothing was stored."""
        with self._transaction() as db:
            if idempotency_key is not None:
                known = db.execute(
                    "SELECT task_id, request_hash FROM jobs WHERE owner = ? AND idempotency_key = ?",
                    (owner, idempotency_key),
                ).fetchone()
                if known is not None:
                    if known["request_hash"] != request_hash:
                        raise IdempotencyConflict(known["task_id"])
                    return str(known["task_id"])
            (opened,) = db.execute(
                "SELECT count(*) FROM jobs WHERE owner = ? AND state IN ('queued', 'computing')", (owner,)
            ).fetchone()
            if opened >= open_limit:
                raise QueueFull(f"{opened} jobs of this key are waiting or running, the limit is {open_limit}")
            db.execute(
                "INSERT INTO jobs (task_id, owner, idempotency_key, request, request_hash, state, epoch, not_before,"
                " created_at) VALUES (?, ?, ?, ?, ?, 'queued', ?, ?, ?)",
                (task_id, owner, idempotency_key, request, request_hash, self.epoch, not_before, time.time()),
            )
            return task_id

    def claim(self) -> Claim | float | None:
        """Claims the oldest job that is due. Without one: the time the next becomes due, or None for an empty queue."""
        with self._transaction() as db:
            now = time.time()
            row = db.execute(
                "SELECT task_id, token, request FROM jobs WHERE state = 'queued' AND not_before <= ?"
                " ORDER BY seq LIMIT 1",
                (now,),
            ).fetchone()
            if row is None:
                (due,) = db.execute("SELECT min(not_before) FROM jobs WHERE state = 'queued'").fetchone()
                return None if due is None else float(due)
            token = row["token"] + 1
            db.execute(
                "UPDATE jobs SET state = 'computing', token = ?, epoch = ?, started_at = ? WHERE task_id = ?",
                (token, self.epoch, now, row["task_id"]),
            )
            self._record(db, row["task_id"], token, "claimed")
            return Claim(row["task_id"], token, row["request"])

    def _end(self, claim: Claim, state: str, error: str | None, results: bytes | None) -> bool:
        with self._transaction() as db:
            changed = db.execute(
                "UPDATE jobs SET state = ?, error = ?, finished_at = ?"
                " WHERE task_id = ? AND state = 'computing' AND token = ? AND epoch = ?"
                " AND epoch = (SELECT value FROM meta WHERE name = 'epoch')",
                (state, error, time.time(), claim.task_id, claim.token, self.epoch),
            ).rowcount
            if changed != 1:
                return False
            if results is not None:
                db.execute("INSERT INTO results VALUES (?, ?)", (claim.task_id, results))
            self._record(db, claim.task_id, claim.token, state, error)
            return True

    def finish(self, claim: Claim, results: bytes) -> bool:
        """Ends a job with results. False, and nothing changed, if the claim no longer holds: the job was cancelled or
        lost, or another server has taken over."""
        return self._end(claim, "finished", None, results)

    def fail(self, claim: Claim, error: str) -> bool:
        """Ends a job as failed; False as for ``finish``."""
        return self._end(claim, "failed", error, None)

    def lose(self, claim: Claim, reason: str, crash_limit: int) -> str:
        """Gives up a claim whose worker died: back to the queue, or failed at the ``crash_limit``-th time.

        Returns the job's new state, or "" if the claim no longer held."""
        with self._transaction() as db:
            row = db.execute(
                "SELECT crashes FROM jobs WHERE task_id = ? AND state = 'computing' AND token = ? AND epoch = ?",
                (claim.task_id, claim.token, self.epoch),
            ).fetchone()
            if row is None:
                return ""
            crashes = row["crashes"] + 1
            final = crashes >= crash_limit
            error = f"{reason}; given up after {crashes} attempts" if final else None
            db.execute(
                "UPDATE jobs SET state = ?, token = token + 1, crashes = ?, error = ?, finished_at = ?"
                " WHERE task_id = ?",
                ("failed" if final else "queued", crashes, error, time.time() if final else None, claim.task_id),
            )
            self._record(db, claim.task_id, claim.token, "failed" if final else "lost", error or reason)
            return "failed" if final else "queued"

    def cancel(self, task_id: str, owner: str) -> str | None:
        """Cancels a waiting or running job. Returns its state before, or None if the owner has no such job; a job in
        a final state is left alone."""
        with self._transaction() as db:
            row = db.execute(
                "SELECT state, token FROM jobs WHERE task_id = ? AND owner = ?", (task_id, owner)
            ).fetchone()
            if row is None:
                return None
            if row["state"] not in FINAL_STATES:
                db.execute(
                    "UPDATE jobs SET state = 'cancelled', token = token + 1, error = ?, finished_at = ?"
                    " WHERE task_id = ?",
                    (CANCELLED, time.time(), task_id),
                )
                self._record(db, task_id, row["token"], "cancelled")
            return str(row["state"])

    def view(self, task_id: str, owner: str) -> JobView | None:
        """The job as its owner sees it, or None."""
        with self._read_lock:
            row = self._reader.execute(
                "SELECT seq, task_id, state, error, created_at, started_at, finished_at, not_before, body"
                " FROM jobs LEFT JOIN results USING (task_id) WHERE task_id = ? AND owner = ?",
                (task_id, owner),
            ).fetchone()
            if row is None:
                return None
            ahead = 0
            if row["state"] == "queued":
                (ahead,) = self._reader.execute(
                    "SELECT count(*) FROM jobs WHERE state = 'queued' AND seq < ?", (row["seq"],)
                ).fetchone()
        times = (row["created_at"], row["started_at"], row["finished_at"], row["not_before"])
        return JobView(row["task_id"], row["state"], row["error"], *times, ahead, row["body"])

    def executions(self, task_id: str) -> list[str]:
        """The recorded events of a job, oldest first."""
        with self._read_lock:
            rows = self._reader.execute("SELECT event FROM executions WHERE task_id = ? ORDER BY seq", (task_id,))
            return [row["event"] for row in rows]

    def purge(self, before: float) -> int:
        """Deletes jobs and results that ended before the given time; ``executions`` stays. Returns how many."""
        with self._transaction() as db:
            return db.execute("DELETE FROM jobs WHERE finished_at < ?", (before,)).rowcount

    def close(self) -> None:
        """Closes both connections; the write-ahead log is folded into the database."""
        with self._write_lock, self._read_lock:
            self._reader.close()
            self._writer.close()


def _split(script: str) -> Iterator[str]:
    """Statements of a script (``executescript`` would commit the open transaction)."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
