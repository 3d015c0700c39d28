"""API keys: who may use the service, and under which name their jobs are kept.

Keys are compared in constant time and never stored or logged; the store knows an owner by a salted, stretched hash.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Sequence

_PREFIX = "oqcs_auth="
_ROUNDS = 20_000


class Keys:
    """The accepted API keys."""

    def __init__(self, keys: Sequence[str], salt: bytes) -> None:
        self._keys = [key.encode() for key in keys]
        self._salt = salt
        self._owners: dict[int, str] = {}

    def owner(self, authorization: str) -> str | None:
        """The owner's name for the value of an Authorization header, or None if its key is not accepted."""
        if not authorization.startswith(_PREFIX):
            return None
        presented = authorization[len(_PREFIX) :].encode(errors="surrogatepass")
        found = None
        for index, key in enumerate(self._keys):  # all keys, so that the time tells nothing about which matched
            if hmac.compare_digest(presented, key):
                found = index
        return None if found is None else self._owner(found)

    def _owner(self, index: int) -> str:
        if index not in self._owners:
            self._owners[index] = hashlib.pbkdf2_hmac("sha256", self._keys[index], self._salt, _ROUNDS).hex()
        return self._owners[index]


def check_key(key: str) -> str:
    """The key, if it can travel in a header; ValueError otherwise (its text does not repeat the key)."""
    if not key or not all(33 <= ord(char) <= 126 for char in key):
        raise ValueError("an API key must be one or more printable ASCII characters without blanks")
    return key
