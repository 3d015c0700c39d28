"""Quantum circuits, state vector simulation and cloud jobs: an open implementation of the pyqpanda3 interface.

``pyqpanda3.core`` builds and simulates programs, ``pyqpanda3.qcloud`` sends them to a cloud service,
``pyqpanda3.localcloud`` is such a service for this machine (extra ``[server]``), and ``pyqpanda3.errors`` holds the
exceptions. Importing the package loads none of them; the first use of an attribute does.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pyqpanda3 import (
        core as core,
        errors as errors,
        hamiltonian as hamiltonian,
        intermediate_compiler as intermediate_compiler,
        localcloud as localcloud,
        qcloud as qcloud,
        quantum_info as quantum_info,
        utils as utils,
    )
    from pyqpanda3.errors import Error as Error

    __version__: str

# localcloud is not listed: `from pyqpanda3 import *` has to work without its extra.
__all__ = ["Error", "core", "errors", "hamiltonian", "intermediate_compiler", "qcloud", "quantum_info", "utils"]

_SUBMODULES = frozenset(
    {"core", "errors", "hamiltonian", "intermediate_compiler", "localcloud", "qcloud", "quantum_info", "utils"}
)

# What programs written for the original may ask for; a clear word serves them better than "no attribute".
_NOT_BUILT = frozenset(
    {
        "InstructionScheduleItem",
        "draw_time_scheduling",
        "parse_instruction_schedule",
        "parse_instruction_schedules",
        "pilot_os",
        "pilot_service",
        "profiling",
        "transpilation",
        "visualization",
        "vqcircuit",
    }
)


def __getattr__(name: str) -> Any:
    value: Any
    if name in _SUBMODULES:
        return import_module(f"{__name__}.{name}")  # the import system keeps it as attribute of the package
    if name == "Error":
        value = import_module(f"{__name__}.errors").Error
    elif name == "__version__":
        value = import_module("importlib.metadata").version("pyqpanda3")
    elif name in _NOT_BUILT:
        raise AttributeError(f"module {__name__!r}: {name!r} is not part of this release")
    else:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *_SUBMODULES, "Error", "__version__"} - {"TYPE_CHECKING", "Any", "import_module"})
