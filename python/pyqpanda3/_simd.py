"""Which vector instructions the simulators use, as ``pyqpanda3.core.simd``.

``capabilities()`` tells what this build and this machine offer, ``set_preference(name)`` chooses. The choice changes
the speed of runs, and results only by rounding.
"""

from pyqpanda3._core import _simd
from pyqpanda3._core._simd import *  # noqa: F403

__all__ = sorted(name for name in vars(_simd) if not name.startswith("_"))
