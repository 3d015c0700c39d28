"""Messages between server and worker: a small JSON header and a blob, both with their lengths in front."""

from __future__ import annotations

import asyncio
import json
import struct
from typing import Any, BinaryIO

_LENGTHS = struct.Struct(">IQ")


def encode(header: dict[str, Any], blob: bytes = b"") -> bytes:
    """One message."""
    text = json.dumps(header).encode()
    return _LENGTHS.pack(len(text), len(blob)) + text + blob


async def read_async(stream: asyncio.StreamReader) -> tuple[dict[str, Any], bytes]:
    """The next message; IncompleteReadError when the other side ended."""
    header_size, blob_size = _LENGTHS.unpack(await stream.readexactly(_LENGTHS.size))
    header = json.loads(await stream.readexactly(header_size))
    return header, await stream.readexactly(blob_size)


def read(stream: BinaryIO) -> tuple[dict[str, Any], bytes]:
    """The next message; EOFError when the other side ended."""
    header_size, blob_size = _LENGTHS.unpack(_exactly(stream, _LENGTHS.size))
    header = json.loads(_exactly(stream, header_size))
    return header, _exactly(stream, blob_size)


def _exactly(stream: BinaryIO, size: int) -> bytes:
    data = stream.read(size)
    if len(data) < size:
        raise EOFError
    return data
