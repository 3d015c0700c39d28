"""Services shared by tests; a test that needs another set of options starts its own."""

from collections.abc import Iterator

import pytest
from localcloud_support import Client, Service

pytest.importorskip("starlette", reason="the extra [server] is not installed")
pytest.importorskip("uvicorn", reason="the extra [server] is not installed")


@pytest.fixture(scope="session")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """A service with the fake executor, two workers, two keys and a small body limit."""
    data_dir = tmp_path_factory.mktemp("localcloud") / "data"
    with Service(data_dir, "--max-body", "200000", "--max-open-jobs", "20", keys="test-key-1 test-key-2") as running:
        yield running


@pytest.fixture
def client(service: Service) -> Client:
    return service.client


@pytest.fixture(scope="session")
def core_service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """A service that runs jobs on the simulator of this package."""
    with Service(tmp_path_factory.mktemp("localcloud") / "data", executor=None) as running:
        yield running
