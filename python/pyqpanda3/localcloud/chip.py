"""The virtual chip: a 3 x 4 grid with calibration data, and its read-out noise.

All figures are made up, plausible for superconducting chips, and fixed, so that results are comparable from run to
run. Only the read-out fidelity acts on results; gates are exact.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any


@dataclass(frozen=True)
class QubitData:
    """Calibration of one qubit: fidelities as probabilities, frequency in MHz, T1 and T2 in microseconds."""

    single_gate_fidelity: float
    readout_fidelity: float
    frequency: float
    t1: float
    t2: float


@dataclass(frozen=True)
class Chip:
    """Topology and calibration. ``edges`` maps (smaller, larger) qubit to the fidelity of its CZ."""

    name: str
    qubits: tuple[QubitData, ...]
    edges: Mapping[tuple[int, int], float]
    compensate_angles: Mapping[tuple[int, int], tuple[float, float]]

    @property
    def size(self) -> int:
        return len(self.qubits)

    def neighbours(self, qubit: int) -> Iterator[tuple[int, float]]:
        """Coupled qubits with the fidelity of the coupling."""
        for (low, high), fidelity in self.edges.items():
            if qubit in (low, high):
                yield (high if qubit == low else low), fidelity


def _wave(index: int, step: float) -> float:
    """A fixed irregular number in [0, 1): makes the calibration look measured without a random generator."""
    return math.fmod((index + 1) * step, 1.0)


def _grid_edges(rows: int, columns: int) -> Iterator[tuple[int, int]]:
    for qubit in range(rows * columns):
        if (qubit + 1) % columns:
            yield qubit, qubit + 1
        if qubit + columns < rows * columns:
            yield qubit, qubit + columns


def _make_grid_chip(name: str, rows: int, columns: int) -> Chip:
    golden, root2, root3 = 0.6180339887, math.sqrt(2), math.sqrt(3)
    qubits = []
    for q in range(rows * columns):
        sublattice = (q // columns + q % columns) % 2  # neighbours lie in different frequency bands
        t1 = round(38 + 24 * _wave(q, golden), 2)
        qubits.append(
            QubitData(
                single_gate_fidelity=round(0.9981 + 0.0014 * _wave(q, root2), 5),
                readout_fidelity=round(0.965 + 0.02 * _wave(q, root3), 4),
                frequency=round(4350 + 380 * sublattice + 90 * _wave(q, golden * root2), 1),
                t1=t1,
                t2=round(t1 * (0.55 + 0.4 * _wave(q, root2 * root3)), 2),
            )
        )
    edges, angles = {}, {}
    for index, pair in enumerate(_grid_edges(rows, columns)):
        edges[pair] = round(0.981 + 0.013 * _wave(index, root2), 4)
        angles[pair] = (
            round(2 * math.pi * _wave(index, golden) - math.pi, 4),
            round(2 * math.pi * _wave(index, root3) - math.pi, 4),
        )
    return Chip(name, tuple(qubits), edges, angles)


VIRTUAL_CHIP = _make_grid_chip("virtual_chip_12", 3, 4)


def chip_info(chip: Chip) -> dict[str, Any]:
    """``obj`` of the answer to chipInfo. ``QGateClock`` is empty: its inner form is not published, and clients take
    the timings as 0 then."""
    return {
        "ChipID": chip.name,
        "QubitCount": chip.size,
        "HighFrequencyQubit": [q for q in range(chip.size) if chip.qubits[q].frequency > 4600],
        "AvailableQubits": list(range(chip.size)),
        "adjMatrix": {str(q): [{"v": v, "w": w} for v, w in chip.neighbours(q)] for q in range(chip.size)},
        "BasicQGate": ["RPhi", "CZ"],
        "CompensateAngle": {
            f"{a}-{b}": {str(a): first, str(b): second} for (a, b), (first, second) in chip.compensate_angles.items()
        },
        "QGateClock": [],
        "QubitParams": [
            {
                "qubitId": str(q),
                "SingleGateFidelity": data.single_gate_fidelity,
                "ReadoutFidelity": data.readout_fidelity,
                "Frequency": data.frequency,
                "T1": data.t1,
                "T2": data.t2,
            }
            for q, data in enumerate(chip.qubits)
        ],
    }


@lru_cache(maxsize=16)
def _ranked_blocks(size: int) -> tuple[tuple[int, ...], ...]:
    """All connected blocks of the virtual chip, best first by the fidelities inside."""
    chip = VIRTUAL_CHIP
    blocks = {frozenset((q,)) for q in range(chip.size)}
    for _ in range(size - 1):
        blocks = {block | {v} for block in blocks for q in block for v, _ in chip.neighbours(q) if v not in block}

    def loss(block: frozenset[int]) -> tuple[float, list[int]]:
        quality = math.prod(chip.qubits[q].single_gate_fidelity * chip.qubits[q].readout_fidelity for q in block)
        inside = [w for (a, b), w in chip.edges.items() if a in block and b in block]
        if inside:  # the mean coupling, once for each step of a spanning tree: a further coupling must not cost
            quality *= math.prod(inside) ** ((len(block) - 1) / len(inside))
        return -quality, sorted(block)

    return tuple(tuple(sorted(block)) for block in sorted(blocks, key=loss))


def best_qubit_blocks(size: int, count: int) -> list[list[int]]:
    """The ``count`` best connected blocks of ``size`` qubits of the virtual chip, best first."""
    return [list(block) for block in _ranked_blocks(size)[:count]]


def apply_readout_noise(
    counts: Mapping[int, int], bit_qubits: Sequence[int], chip: Chip = VIRTUAL_CHIP
) -> dict[int, int]:
    """Flips each measured bit of each shot with probability 1 - read-out fidelity of its qubit.

    ``bit_qubits[i]`` is the physical qubit behind bit i (bit 0 is the lowest). At most 62 bits."""
    import numpy as np

    if len(bit_qubits) > 62:
        raise ValueError(f"{len(bit_qubits)} classical bits are measured, the virtual chip reads at most 62")
    generator = np.random.default_rng()
    shots = np.repeat(np.fromiter(counts, dtype=np.int64), np.fromiter(counts.values(), dtype=np.int64))
    for bit, qubit in enumerate(bit_qubits):
        flips = generator.random(shots.size) >= chip.qubits[qubit].readout_fidelity
        shots ^= flips.astype(np.int64) << bit
    keys, numbers = np.unique(shots, return_counts=True)
    return dict(zip(keys.tolist(), numbers.tolist(), strict=True))
