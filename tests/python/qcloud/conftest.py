"""A scripted service for each test, reached without proxies."""

from collections.abc import Iterator

import pytest
from qcloud_support import KEY, ScriptedServer

from pyqpanda3.qcloud import QCloudService


@pytest.fixture
def server() -> Iterator[ScriptedServer]:
    with ScriptedServer() as scripted:
        yield scripted


@pytest.fixture
def service(server: ScriptedServer) -> QCloudService:
    return QCloudService(KEY, server.url)
