"""Faults on purpose, for demos and for tests of clients: errors, cut answers, slow answers.

A fault is written as ``kind:name=value,...``. Kinds: ``status`` (``code``, default 503; ``when`` is ``before`` the
service sees the request, the default, or ``after`` it has acted on it), ``truncate`` (``keep`` bytes of the body,
default half, then the connection closes), ``delay`` (``seconds``, default 1). Which requests: ``nth`` (from 1),
``every``, or ``first`` (the first so many); ``path`` is part of the address. Without these: all requests.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from .protocol import OVERLOAD, Refused, refusal


class CutConnection(Exception):
    """Raised into the server on purpose: it closes the connection in the middle of an answer."""


@dataclass
class Fault:
    """One rule with its own count of the requests it concerns."""

    kind: str
    code: int = 503
    when: str = "before"
    keep: int = -1
    seconds: float = 1.0
    nth: int = 0
    every: int = 0
    first: int = 0
    path: str = ""
    seen: int = 0

    def hits(self, path: str) -> bool:
        """Counts the request and tells whether it is to be disturbed."""
        if self.path not in path:
            return False
        self.seen += 1
        if self.nth or self.every or self.first:
            by_every = bool(self.every) and self.seen % self.every == 0
            return self.seen == self.nth or by_every or self.seen <= self.first
        return True


_NAMES: dict[str, dict[str, type]] = {
    "status": {"code": int, "when": str},
    "truncate": {"keep": int},
    "delay": {"seconds": float},
}
_CHOICE: dict[str, type] = {"nth": int, "every": int, "first": int, "path": str}


def parse_fault(text: str) -> Fault:
    """A fault from its text; ValueError tells what is wrong."""
    kind, _, rest = text.partition(":")
    if kind not in _NAMES:
        raise ValueError(f'fault "{text}": the kind is "{kind}", expected one of {", ".join(_NAMES)}')
    names = {**_NAMES[kind], **_CHOICE}
    values: dict[str, Any] = {}
    for part in filter(None, rest.split(",")):
        name, _, value = part.partition("=")
        if name not in names:
            raise ValueError(f'fault "{text}": "{name}" is unknown, expected one of {", ".join(names)}')
        try:
            values[name] = names[name](value)
        except ValueError:
            raise ValueError(f'fault "{text}": {name} is "{value}", expected {names[name].__name__}') from None
    fault = Fault(kind, **values)
    if fault.when not in ("before", "after"):
        raise ValueError(f'fault "{text}": when is "{fault.when}", expected before or after')
    if not 200 <= fault.code <= 599:
        raise ValueError(f'fault "{text}": code is {fault.code}, expected 200 to 599')
    return fault


class FaultMiddleware:
    """Applies the first fault that concerns a request; all others only count it."""

    def __init__(self, app: ASGIApp, faults: Sequence[Fault]) -> None:
        self._app = app
        self._faults = faults

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        hits = [fault for fault in self._faults if fault.hits(scope["path"])]
        if not hits:
            await self._app(scope, receive, send)
            return
        fault = hits[0]
        if fault.kind == "delay":
            await asyncio.sleep(fault.seconds)
            await self._app(scope, receive, send)
        elif fault.kind == "truncate":
            await self._app(scope, receive, _Cutter(send, fault.keep))
        else:
            await self._status(fault, scope, receive, send)

    async def _status(self, fault: Fault, scope: Scope, receive: Receive, send: Send) -> None:
        if fault.when == "after":
            await self._app(scope, receive, _swallow)
        else:
            while (await receive()).get("more_body"):
                pass
        body = refusal(Refused(OVERLOAD, f"injected fault: HTTP status {fault.code}"))
        headers = [(b"content-type", b"application/json"), (b"content-length", str(len(body)).encode())]
        await send({"type": "http.response.start", "status": fault.code, "headers": headers})
        await send({"type": "http.response.body", "body": body})


async def _swallow(message: Message) -> None:
    """Takes the place of ``send`` where the real answer is to be lost."""


class _Cutter:
    """A ``send`` that lets only the first bytes of a body through, under the length of the whole."""

    def __init__(self, send: Send, keep: int) -> None:
        self._send, self._keep = send, keep

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.body":
            body = message.get("body", b"")
            keep = len(body) // 2 if self._keep < 0 else min(self._keep, max(0, len(body) - 1))
            await self._send({"type": "http.response.body", "body": body[:keep], "more_body": True})
            raise CutConnection
        await self._send(message)
