"""Quantum circuits, programs and their simulation.

Conventions: qubit 0 is the least significant bit of a state index; bit strings have the highest bit on the left; angles
are in radians.
"""

import sys as _sys

from pyqpanda3 import _core, _simd as simd
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
