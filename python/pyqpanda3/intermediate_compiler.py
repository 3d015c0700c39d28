"""Programs from and to text: OriginIR and OpenQASM 2.

Conventions: several registers of an OpenQASM text are concatenated in order of declaration, qubits and bits apart;
numbers are written in fixed notation. ``docs/text_formats.md`` tells what is read and written.
"""

from pyqpanda3._core import _intermediate_compiler
from pyqpanda3._core._intermediate_compiler import *  # noqa: F403

__all__ = sorted(name for name in vars(_intermediate_compiler) if not name.startswith("_"))
