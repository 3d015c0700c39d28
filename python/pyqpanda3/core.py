"""Quantum circuits, programs and their simulation.

Conventions: qubit 0 is the least significant bit of a state index; bit strings have the highest bit on the left; angles
are in radians.
"""

import sys as _sys
from typing import Any as _Any

from pyqpanda3 import _core, _older_names, _simd as simd
from pyqpanda3._core import *  # noqa: F403
from pyqpanda3.errors import (
    BackendUnavailableError as BackendUnavailableError,
    InvalidPrecisionError as InvalidPrecisionError,
    PrecisionConversionError as PrecisionConversionError,
    UnsupportedPrecisionError as UnsupportedPrecisionError,
    UnsupportedSIMDBackendError as UnsupportedSIMDBackendError,
)

__all__ = [
    *sorted(name for name in vars(_core) if not name.startswith("_")),
    "BackendUnavailableError",
    "InvalidPrecisionError",
    "PrecisionConversionError",
    "UnsupportedPrecisionError",
    "UnsupportedSIMDBackendError",
    "simd",
]

_sys.modules[f"{__name__}.simd"] = simd  # so that `import pyqpanda3.core.simd` finds it

_older_names.advise_classes(_core)


def __getattr__(name: str) -> _Any:
    return _older_names.missing(__name__, name)
