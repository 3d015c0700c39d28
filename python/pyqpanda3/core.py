"""Quantum circuits, programs and their simulation.

Conventions: qubit 0 is the least significant bit of a state index; bit strings have the highest bit on the left; angles
are in radians.
"""

from pyqpanda3 import _core
from pyqpanda3._core import *  # noqa: F403
from pyqpanda3.errors import (
    InvalidPrecisionError as InvalidPrecisionError,
    UnsupportedPrecisionError as UnsupportedPrecisionError,
)

__all__ = [
    *sorted(name for name in vars(_core) if not name.startswith("_")),
    "InvalidPrecisionError",
    "UnsupportedPrecisionError",
]
