# Written by scripts/stubs.py from the extension module; change the bindings and run `make stubs`.
# mypy: disable-error-code="overload-cannot-match, overload-overlap"
# pyright: reportOverlappingOverload=false

"""
Which vector instructions the simulators use, as ``pyqpanda3.core.simd``.

``capabilities()`` tells what this build and this machine offer, ``set_preference(name)`` chooses. The choice changes
the speed of runs, and results only by rounding.
"""

from __future__ import annotations

import typing

__all__: list[str] = ["SIMDCapabilities", "active_backend", "capabilities", "set_preference"]

class SIMDCapabilities:
    """The sets of vector instructions that the kernels are compiled for, and which of them is used. A snapshot.

    Names, narrowest first: 'scalar', 'sse2', 'avx2', 'avx512' on x86_64; 'scalar', 'neon' on aarch64.
    """

    __hash__: typing.ClassVar[None]  # type: ignore[assignment]

    def __eq__(self, other: object, /) -> bool:
        """Whether all facts are equal."""

    def __reduce__(self) -> tuple[typing.Any, ...]: ...
    def __repr__(self: SIMDCapabilities) -> str: ...
    @property
    def active_backend(self) -> str:
        """What runs that start now use."""

    @property
    def architecture(self) -> str:
        """'x86_64', 'aarch64' or 'unknown'."""

    @property
    def available_backends(self) -> tuple[str, ...]:
        """Those of them that this machine can run."""

    @property
    def compiled_backends(self) -> tuple[str, ...]:
        """The backends that this build has kernels for."""

    @property
    def default_backend(self) -> str:
        """What is used unless set_preference() was called."""

    @property
    def fallback_reason(self) -> str:
        """Why the preferred backend is not the active one; '' if it is."""

def active_backend() -> str:
    """The name of the backend that runs that start now use."""

def capabilities() -> SIMDCapabilities:
    """What this build and this machine offer, as SIMDCapabilities."""

def set_preference(backend: str, strict: bool = False) -> None:
    """Chooses the backend of later runs of all simulators in this process.

    `backend`: a name of SIMDCapabilities.available_backends, or 'auto' for the default; upper and lower case are
    the same. If it is not there: with `strict`, UnsupportedSIMDBackendError (a RuntimeError) is raised and the
    choice stays as it is; without, the default is used and SIMDCapabilities.fallback_reason says why.
    """
