"""Names of the gate noise of machine type 1 as they travel, and what each means.

The one table for both sides of the service: requests are checked against it, the executor builds errors from it.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class NoiseKind:
    """``factory`` is the function of ``pyqpanda3.core`` that makes the error from ``parameters``."""

    factory: str
    parameters: tuple[str, ...] = ("probability",)


#: Two names lack an E ("OPRATOR"): that is how clients in the field spell them. The right spelling is taken as well.
WIRE_NAMES: dict[str, NoiseKind] = {
    "BITFLIP_KRAUS_OPERATOR": NoiseKind("pauli_x_error"),
    "BIT_PHASE_FLIP_OPRATOR": NoiseKind("pauli_y_error"),
    "BIT_PHASE_FLIP_OPERATOR": NoiseKind("pauli_y_error"),
    "DAMPING_KRAUS_OPERATOR": NoiseKind("amplitude_damping_error"),
    "DECOHERENCE_KRAUS_OPERATOR": NoiseKind("decoherence_error", ("T1", "T2", "gate time")),
    "DEPHASING_KRAUS_OPERATOR": NoiseKind("pauli_z_error"),
    "DEPOLARIZING_KRAUS_OPERATOR": NoiseKind("depolarizing_error"),
    "PHASE_DAMPING_OPRATOR": NoiseKind("phase_damping_error"),
    "PHASE_DAMPING_OPERATOR": NoiseKind("phase_damping_error"),
}


@dataclass(frozen=True)
class NoiseSpec:
    """One error for all gates of one arity."""

    kind: NoiseKind
    values: tuple[float, ...]


#: Gate types (names of ``core.GateType``) that carry the error, by the number of qubits they act on.
SINGLE_GATES = (
    "I", "X", "Y", "Z", "X1", "Y1", "Z1", "H", "T", "S", "P", "RX", "RY", "RZ", "RPHI", "U1", "U2", "U3", "U4",
)  # fmt: skip
DOUBLE_GATES = ("CU", "CNOT", "CZ", "CP", "RXX", "RYY", "RZZ", "RZX", "ISWAP", "SQISWAP", "SWAP", "MS")
