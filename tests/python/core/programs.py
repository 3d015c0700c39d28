"""Programs as plain data, the form of the fixtures, and how they are built with the library."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import strategies as st
from reference import GATES

from pyqpanda3 import core


def build_gate(op: dict) -> core.QGate:
    gate = getattr(core, op["g"])(*op["q"], *op["p"])
    if op.get("dag"):
        gate = gate.dagger()
    if op.get("ctl"):
        gate = gate.control(op["ctl"])
    return gate


def build_circuit(ops: Sequence[dict]) -> core.QCircuit:
    circuit = core.QCircuit()
    for op in ops:
        if "sub" in op:
            inner = build_circuit(op["sub"])
            if op.get("dag"):
                inner = inner.dagger()
            if op.get("ctl"):
                inner = inner.control(op["ctl"])
            circuit << inner
        else:
            circuit << build_gate(op)
    return circuit


angles = st.floats(-7, 7, allow_nan=False).map(lambda x: round(x, 6))


@st.composite
def gate_ops(draw: st.DrawFn, qubits: Sequence[int]) -> dict:
    """One gate on distinct qubits of the list, perhaps daggered, perhaps controlled."""
    names = sorted(name for name, (k, _, _) in GATES.items() if k <= len(qubits))
    name = draw(st.sampled_from(names))
    k, params, _ = GATES[name]
    order = draw(st.permutations(qubits))
    controls = draw(st.integers(0, min(2, len(qubits) - k)))
    return {
        "g": name,
        "q": list(order[:k]),
        "p": [draw(angles) for _ in range(params)],
        "dag": draw(st.booleans()),
        "ctl": list(order[k : k + controls]),
    }


@st.composite
def circuits(draw: st.DrawFn, qubits: Sequence[int], depth: int = 2, size: int = 8) -> list[dict]:
    """A list of operations on `qubits`, sub-circuits nested up to `depth`."""
    ops = []
    for _ in range(draw(st.integers(1, size))):
        if depth > 0 and len(qubits) > 1 and draw(st.integers(0, 3)) == 0:
            order = draw(st.permutations(qubits))
            controls = draw(st.integers(0, min(2, len(qubits) - 1)))
            inner = draw(circuits(order[controls:], depth=depth - 1, size=4))
            ops.append({"sub": inner, "dag": draw(st.booleans()), "ctl": list(order[:controls])})
        else:
            ops.append(draw(gate_ops(qubits)))
    return ops
