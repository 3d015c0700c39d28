"""States, density matrices and unitaries as values, and distances between distributions and between states.

Conventions: qubit 0 is the least significant bit of an index, of rows and of columns. Arrays that go in are copied,
arrays that come out are copies.
"""

from pyqpanda3._core import _quantum_info
from pyqpanda3._core._quantum_info import *  # noqa: F403

__all__ = sorted(name for name in vars(_quantum_info) if not name.startswith("_"))
