"""The job store alone: claims, fencing, epochs, and the record of executions."""

import sqlite3
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from pyqpanda3.localcloud.store import (
    Claim,
    DirectoryInUse,
    IdempotencyConflict,
    QueueFull,
    Store,
    lock_directory,
)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store(tmp_path)
    yield opened
    opened.close()


def add(
    store: Store, name: str, *, key: str | None = None, body: bytes = b"{}", due: float = 0.0, limit: int = 99
) -> str:
    return store.submit(name, "owner", body, body, key, due, limit)


def claim(store: Store) -> Claim:
    claimed = store.claim()
    assert isinstance(claimed, Claim)
    return claimed


def state(store: Store, task: str) -> str:
    view = store.view(task, "owner")
    assert view is not None
    return view.state


def test_jobs_are_claimed_in_order_once(store: Store) -> None:
    for name in "ABC":
        add(store, name)
    assert [claim(store).task_id for _ in range(3)] == ["A", "B", "C"]
    assert store.claim() is None


def test_concurrent_claims_never_share_a_job(store: Store) -> None:
    for index in range(60):
        add(store, f"T{index}")
    with ThreadPoolExecutor(8) as threads:
        claims = list(threads.map(lambda _: claim(store).task_id, range(60)))
    assert sorted(claims) == sorted(f"T{index}" for index in range(60))


def test_a_job_is_not_claimed_before_it_is_due(store: Store) -> None:
    due = time.time() + 0.2
    add(store, "A", due=due)
    assert store.claim() == pytest.approx(due)
    time.sleep(0.25)
    assert claim(store).task_id == "A"


def test_results_and_errors_are_kept(store: Store) -> None:
    add(store, "A")
    add(store, "B")
    assert store.finish(claim(store), b"results")
    assert store.fail(claim(store), "broken")
    first, second = store.view("A", "owner"), store.view("B", "owner")
    assert first is not None and (first.state, first.results, first.error) == ("finished", b"results", None)
    assert second is not None and (second.state, second.results, second.error) == ("failed", None, "broken")
    assert store.view("A", "someone else") is None


def test_a_final_state_is_written_once(store: Store) -> None:
    add(store, "A")
    held = claim(store)
    assert store.finish(held, b"1")
    assert not store.finish(held, b"2")
    assert not store.fail(held, "late")
    assert store.lose(held, "late", 3) == ""
    assert store.executions("A") == ["claimed", "finished"]


def test_an_older_token_is_fenced_off(store: Store) -> None:
    add(store, "A")
    old = claim(store)
    assert store.lose(old, "worker died", 3) == "queued"
    new = claim(store)
    assert new.token > old.token
    assert not store.finish(old, b"old")
    assert store.finish(new, b"new")
    view = store.view("A", "owner")
    assert view is not None and view.results == b"new"
    assert store.executions("A") == ["claimed", "lost", "claimed", "finished"]


def test_a_crashing_job_is_given_up(store: Store) -> None:
    add(store, "A")
    assert [store.lose(claim(store), "died", 3) for _ in range(3)] == ["queued", "queued", "failed"]
    view = store.view("A", "owner")
    assert view is not None and view.error == "died; given up after 3 attempts"
    assert store.claim() is None


def test_a_cancelled_job_cannot_be_finished(store: Store) -> None:
    add(store, "A")
    held = claim(store)
    assert store.cancel("A", "someone else") is None
    assert store.cancel("A", "owner") == "computing"
    assert not store.finish(held, b"late")
    assert store.cancel("A", "owner") == "cancelled"
    assert store.executions("A") == ["claimed", "cancelled"]


def test_a_new_server_takes_over_and_fences_the_old_one(tmp_path: Path) -> None:
    old = Store(tmp_path)
    for name in "ABC":
        add(old, name)
    held = [claim(old), claim(old)]
    new = Store(tmp_path)
    assert new.epoch == old.epoch + 1
    assert not old.finish(held[0], b"ghost"), "an old server must not end jobs from the moment the epoch is taken"
    assert new.take_over() == 2
    assert new.take_over() == 0
    assert not old.finish(held[0], b"ghost")
    assert [claim(new).task_id for _ in range(3)] == ["A", "B", "C"]
    assert not old.fail(held[1], "ghost")
    assert new.executions("A") == ["claimed", "lost", "claimed"]
    old.close()
    new.close()


def test_idempotency_is_enforced_by_the_database(store: Store, tmp_path: Path) -> None:
    assert add(store, "A", key="k") == "A"
    assert add(store, "B", key="k") == "A"
    with pytest.raises(IdempotencyConflict, match="A"):
        add(store, "C", key="k", body=b'{"other":1}')
    with sqlite3.connect(tmp_path / "jobs.sqlite3") as db, pytest.raises(sqlite3.IntegrityError):
        db.execute(
            "INSERT INTO jobs (task_id, owner, idempotency_key, request, request_hash, state, epoch, not_before,"
            " created_at) VALUES ('X', 'owner', 'k', x'', x'', 'queued', 1, 0, 0)"
        )
    db.close()


def test_open_jobs_are_counted_in_the_same_transaction(store: Store) -> None:
    def attempt(index: int) -> bool:
        try:
            add(store, f"T{index}", limit=5)
        except QueueFull:
            return False
        return True

    with ThreadPoolExecutor(8) as threads:
        assert sum(threads.map(attempt, range(40))) == 5


def test_executions_are_append_only(store: Store, tmp_path: Path) -> None:
    add(store, "A")
    store.finish(claim(store), b"")
    db = sqlite3.connect(tmp_path / "jobs.sqlite3")
    for statement in ("DELETE FROM executions", "UPDATE executions SET event = 'failed'"):
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            db.execute(statement)
    db.close()


def test_purging_forgets_old_jobs_but_not_their_executions(store: Store) -> None:
    add(store, "A")
    add(store, "B")
    store.finish(claim(store), b"x")
    assert store.purge(time.time() + 1) == 1
    assert store.view("A", "owner") is None
    assert state(store, "B") == "queued"
    assert store.executions("A") == ["claimed", "finished"]


def test_a_store_survives_reopening(tmp_path: Path) -> None:
    first = Store(tmp_path)
    add(first, "A")
    salt = first.salt
    first.close()
    second = Store(tmp_path)
    assert second.salt == salt
    assert claim(second).task_id == "A"
    second.close()


def test_the_write_is_durable_and_not_only_ordered(store: Store) -> None:
    assert store._writer.execute("PRAGMA journal_mode").fetchone()[0] == "wal"
    assert store._writer.execute("PRAGMA synchronous").fetchone()[0] == 2


def test_a_newer_schema_is_refused(tmp_path: Path) -> None:
    Store(tmp_path).close()
    with sqlite3.connect(tmp_path / "jobs.sqlite3") as db:
        db.execute("PRAGMA user_version = 99")
    db.close()
    with pytest.raises(RuntimeError, match="schema 99"):
        Store(tmp_path)


def test_a_directory_has_one_owner(tmp_path: Path) -> None:
    import os

    descriptor = lock_directory(tmp_path)
    with pytest.raises(DirectoryInUse, match=f"process id {os.getpid()}"):
        lock_directory(tmp_path)
    os.close(descriptor)
    os.close(lock_directory(tmp_path))
