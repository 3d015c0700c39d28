"""Which backends there are: the names a client may run on, what getResourceList shows, what chipInfo answers."""

from __future__ import annotations

from typing import Any

from . import chip
from .protocol import UNKNOWN_CHIP, Refused

#: A chip on the wire, but noiseless and without calibration data: a simulator reached by name.
ORIGIN_SIMULATION = "origin_simulation"
CALIBRATED = {chip.VIRTUAL_CHIP.name: chip.VIRTUAL_CHIP}
CHIP_NAMES = (*CALIBRATED, ORIGIN_SIMULATION)
SIMULATORS = ("full_amplitude", "partial_amplitude", "single_amplitude")
_CHIP = 5


def resource_list() -> list[dict[str, Any]]:
    """The answer of getResourceList: only backends that answer chipInfo in full."""
    return [{"machineType": _CHIP, "onlineFlag": True, "sinanChipId": name} for name in CALIBRATED]


def check_chip(name: str) -> None:
    """Refuses a name on which nothing can run."""
    if name not in CHIP_NAMES:
        known = ", ".join(CHIP_NAMES)
        raise Refused(UNKNOWN_CHIP, f'ChipID is "{name[:60]}", which this service does not have; its chips: {known}')


def _calibrated(name: str) -> chip.Chip:
    check_chip(name)
    if name not in CALIBRATED:
        raise Refused(UNKNOWN_CHIP, f'"{name}" is a simulator without noise: it has no topology or calibration data')
    return CALIBRATED[name]


def chip_info(name: str) -> dict[str, Any]:
    """``obj`` of chipInfo."""
    return chip.chip_info(_calibrated(name))


def best_qubit_blocks(name: str, qubit_num: int, label: int, block_num: int) -> dict[str, Any]:
    """``obj`` of bestQubitBlocks. ``label`` is given back as it came; the chip has one labelling only."""
    target = _calibrated(name)
    if qubit_num > target.size:
        raise Refused(UNKNOWN_CHIP, f"qubitNum is {qubit_num}, {name} has {target.size} qubits")
    return {
        "ChipID": name,
        "Label": label,
        "QubitNum": qubit_num,
        "QubitBlockNum": block_num,
        "QubitBlocks": chip.best_qubit_blocks(qubit_num, block_num),
    }


def qubit_limit(name: str, default: int) -> int:
    """How many qubits a program on the chip ``name`` may use."""
    return CALIBRATED[name].size if name in CALIBRATED else default
