"""Reads request bodies within bounds, and turns away larger ones without keeping what they hold."""

from __future__ import annotations

import asyncio
import time

from starlette.requests import ClientDisconnect, Request
from starlette.types import Message, Receive, Scope, Send

from .protocol import OVERLOAD, Refused
from .settings import Limits

_DRAIN_SECONDS = 2.0
_DRAIN_BYTES = 256 * 1024 * 1024


def _too_large(limit: int) -> Refused:
    return Refused(OVERLOAD, f"the request body is larger than the {limit} bytes this service takes", status=413)


async def read_body(request: Request, limits: Limits) -> bytes:
    """The whole body. Refused with 413 as soon as it is known to be too large, with 408-like text when too slow."""
    declared = request.headers.get("content-length", "")
    if declared.isdigit() and int(declared) > limits.body_bytes:
        raise _too_large(limits.body_bytes)
    try:
        return await asyncio.wait_for(_collect(request, limits.body_bytes), limits.body_seconds)
    except asyncio.TimeoutError:
        raise Refused(OVERLOAD, f"the request body did not arrive within {limits.body_seconds:g} s") from None


async def _collect(request: Request, limit: int) -> bytes:
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > limit:
            raise _too_large(limit)
    return bytes(body)


class Refusal:
    """An answer given before the request body was read to its end.

    The answer goes out whole at once. Then what the client still sends is thrown away for a moment before the
    connection closes: closing at once would reset it, and a client busy sending would never see the answer."""

    def __init__(self, status: int, headers: dict[str, str], body: bytes) -> None:
        self._status, self._body = status, body
        self._headers = {**headers, "content-length": str(len(body)), "connection": "close"}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = [(name.lower().encode(), value.encode()) for name, value in self._headers.items()]
        await send({"type": "http.response.start", "status": self._status, "headers": headers})
        await send({"type": "http.response.body", "body": self._body, "more_body": True})
        await _drain(receive)
        await send({"type": "http.response.body", "body": b"", "more_body": False})


async def _drain(receive: Receive) -> None:
    end, seen = time.monotonic() + _DRAIN_SECONDS, 0
    while seen < _DRAIN_BYTES:
        try:
            message: Message = await asyncio.wait_for(receive(), max(0.0, end - time.monotonic()))
        except (asyncio.TimeoutError, ClientDisconnect):
            return
        seen += len(message.get("body", b""))
        if message["type"] != "http.request" or not message.get("more_body"):
            return
