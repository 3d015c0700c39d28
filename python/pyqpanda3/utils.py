"""Programs as bytes: OriginBIS, which keeps everything, and the communication format, which quantum chips are sent.

OriginBIS round trips are exact. The communication format has 256 qubits, gates and measurements, and angles in steps of
2 pi / 65536. ``docs/binary_formats.md`` describes both.
"""

from typing import NoReturn

from pyqpanda3._core import _utils
from pyqpanda3._core._utils import *  # noqa: F403

__all__ = sorted(name for name in vars(_utils) if not name.startswith("_"))

_VARIATIONAL = frozenset(
    {
        "convert_originbis_to_vqcircuit",
        "convert_vqc_with_run_config_bytes_to_config",
        "convert_vqc_with_run_config_bytes_to_vqcircuit",
        "convert_vqcircuit_to_originbis",
        "convert_vqcircuit_with_run_config_to_bytes",
    }
)


def __getattr__(name: str) -> NoReturn:
    if name in _VARIATIONAL:
        raise AttributeError(
            f"module {__name__!r}: {name!r} belongs to variational circuits (pyqpanda3.vqcircuit), "
            "which are not part of this release"
        )
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
