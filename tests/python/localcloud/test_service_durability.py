"""An acknowledged job ends exactly once, whatever is killed in between."""

import os
import random
import signal
import sys
import threading
import time
from pathlib import Path

import pytest
from localcloud_support import SUBMIT, Service, alive, eventually, submission

KILLS = 6


class Submitter(threading.Thread):
    """Submits small jobs as fast as it can, each under its own idempotency key, and remembers what was acknowledged."""

    def __init__(self, service: Service, number: int) -> None:
        super().__init__(daemon=True)
        self.service = service
        self.number = number
        self.acknowledged: dict[str, str] = {}
        self.stop = threading.Event()

    def run(self) -> None:
        count = 0
        while not self.stop.is_set():
            key = f"{self.number}-{count}"
            try:
                answer = self.service.client.send(
                    SUBMIT, submission("sleep 0.02"), headers={"Idempotency-Key": key}, timeout=5
                )
            except (OSError, ValueError, AttributeError):  # the server is down: the same submit goes out again
                time.sleep(0.02)
                continue
            except Exception as error:
                if type(error).__module__ != "http.client":
                    raise
                continue
            if answer.status == 200 and answer.json["success"]:
                self.acknowledged[key] = answer.json["obj"]["taskId"]
                count += 1
            time.sleep(0.04)


def test_every_acknowledged_job_finishes_exactly_once_through_kills(tmp_path: Path) -> None:
    service = Service(tmp_path / "data", "--max-open-jobs", "100000").start()
    submitters = [Submitter(service, number) for number in range(3)]
    for submitter in submitters:
        submitter.start()
    chance = random.Random(20)
    for _ in range(KILLS):
        time.sleep(chance.uniform(0.05, 0.9))
        service.end(signal.SIGKILL)
        service.start()
    time.sleep(0.3)
    for submitter in submitters:
        submitter.stop.set()
        submitter.join(10)
    tasks = {task for submitter in submitters for task in submitter.acknowledged.values()}
    assert len(tasks) == sum(len(submitter.acknowledged) for submitter in submitters) > 50
    assert eventually(lambda: service.rows("SELECT 1 FROM jobs WHERE state NOT IN ('finished')") == [], 30)
    assert all(service.client.detail(task)["taskState"] == "3" for task in tasks)
    counted = dict(
        service.rows(
            "SELECT task_id, count(*) FROM executions WHERE event IN ('finished', 'failed', 'cancelled')"
            " GROUP BY task_id"
        )
    )
    assert service.end() == 0
    assert {task: counted.get(task, 0) for task in tasks} == dict.fromkeys(tasks, 1)
    # At most the one submit in flight at a kill can be stored without an acknowledgement, and it was sent again.
    assert set(counted) == tasks
    assert any("lost" in service.events(task) for task in tasks), "no kill met a running job: the test tests nothing"


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_workers_do_not_outlive_a_killed_server(tmp_path: Path) -> None:
    service = Service(tmp_path / "data").start()
    task = service.client.submit("sleep 60")
    service.client.wait(task, "2")
    workers = service.children()
    assert len(workers) == 2
    service.end(signal.SIGKILL)
    assert eventually(lambda: not any(alive(pid) for pid in workers), 2)


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_a_killed_worker_costs_an_attempt_and_no_job(tmp_path: Path) -> None:
    with Service(tmp_path / "data", "--workers", "1") as service:
        task = service.client.submit("sleep 0.5")
        service.client.wait(task, "2")
        (worker,) = service.children()
        os.kill(worker, signal.SIGKILL)
        assert service.client.wait(task)["taskState"] == "3"
        assert service.events(task) == ["claimed", "lost", "claimed", "finished"]


def test_a_running_job_survives_an_orderly_restart(tmp_path: Path) -> None:
    service = Service(tmp_path / "data").start()
    task = service.client.submit("sleep 0.6")
    service.client.wait(task, "2")
    assert service.end() == 0
    with service:
        assert service.client.wait(task)["taskState"] == "3"
        assert service.events(task) == ["claimed", "lost", "claimed", "finished"]
