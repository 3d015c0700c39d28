"""The engines that are compared: what each is called, where it is installed, and which adapter drives it."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module

from .base import Adapter, Unsupported

__all__ = ["DEFAULT", "ENGINES", "ORIGINAL", "OURS", "Adapter", "Engine", "Unsupported", "make_adapter"]


@dataclass(frozen=True)
class Engine:
    """One column of the table."""

    title: str
    adapter: str  #: class of this package, `module:Class`
    venv: str | None  #: folder below that of the peers; None: the interpreter that runs the harness
    imports: str  #: statement that makes it ready to use
    variant: str = ""
    double: bool = True  #: computes in double precision


OURS, ORIGINAL = "ours", "original"
_QPANDA, _QULACS, _AER = "qpanda:QPandaAdapter", "qulacs:QulacsAdapter", "aer:AerAdapter"
_IMPORT_QPANDA, _IMPORT_AER = "import numpy, pyqpanda3.core", "import qiskit, qiskit_aer"

ENGINES = {
    OURS: Engine("ours", _QPANDA, None, _IMPORT_QPANDA),
    ORIGINAL: Engine("pyqpanda3 (original)", _QPANDA, "pq3", _IMPORT_QPANDA),
    "aer": Engine("qiskit-aer", _AER, "aer", _IMPORT_AER),
    "qulacs": Engine("qulacs", _QULACS, "qulacs", "import qulacs"),
    "lightning": Engine(
        "lightning",
        "lightning:LightningAdapter",
        "lightning",
        "import pennylane; pennylane.device('lightning.qubit', wires=2)",
    ),
    "quest": Engine("QuEST", "quest:QuestAdapter", "quest", "import pyquest"),
    "qsim": Engine("qsim (f32)", "qsim:QsimAdapter", "qsim", "import cirq, qsimcirq", double=False),
    # Not in the table unless they are asked for.
    "ours-f32": Engine("ours (f32)", _QPANDA, None, _IMPORT_QPANDA, variant="f32", double=False),
    "aer-nofuse": Engine("qiskit-aer, no fusion", _AER, "aer", _IMPORT_AER, variant="nofuse"),
    "qulacs-opt3": Engine("qulacs, optimizer", _QULACS, "qulacs", "import qulacs", variant="opt3"),
}
DEFAULT = (OURS, ORIGINAL, "aer", "qulacs", "lightning", "quest", "qsim")


def make_adapter(name: str, threads: int) -> Adapter:
    """The adapter of that engine; imports the engine, so only in the interpreter that has it."""
    engine = ENGINES[name]
    module, _, kind = engine.adapter.partition(":")
    return getattr(import_module(f"{__name__}.{module}"), kind)(engine.variant, threads)
