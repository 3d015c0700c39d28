"""CPUQVM.plan: what it says holds for any program, and what runs by it is right."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st

from pyqpanda3.core import (
    CNOT,
    CP,
    CPUQVM,
    RX,
    RZ,
    SWAP,
    ExecutionPlan,
    GateType,
    H,
    NoiseModel,
    Oracle,
    QGate,
    QProg,
    T,
    X,
    depolarizing_error,
    measure,
    pauli_x_error,
)
from pyqpanda3.errors import ResourceExhausted

DIAGONAL = {"phase", "diagonal"}


@st.composite
def programs(draw: st.DrawFn, most_qubits: int = 20) -> QProg:
    """Gates of all kinds on a register of up to `most_qubits` qubits."""
    qubits = draw(st.integers(2, most_qubits))
    qubit = st.integers(0, qubits - 1)
    angle = st.floats(-7, 7)
    pair = st.lists(qubit, min_size=2, max_size=2, unique=True)
    some = st.lists(qubit, min_size=1, max_size=min(5, qubits), unique=True)
    gate = st.one_of(
        st.builds(H, qubit),
        st.builds(T, qubit),
        st.builds(RX, qubit, angle),
        st.builds(RZ, qubit, angle),
        pair.map(lambda p: CNOT(*p)),
        pair.map(lambda p: SWAP(*p)),
        st.builds(lambda p, a: CP(*p, a), pair, angle),
        some.map(lambda qs: X(qs[0]).control(qs[1:]) if qs[1:] else X(qs[0])),
        pair.map(lambda p: Oracle(p, np.array([[1, 0, 0, 0], [0, 0.6, 0.8j, 0], [0, 0.8j, 0.6, 0], [0, 0, 0, 1]]))),
    )
    gates: list[QGate] = draw(st.lists(gate, max_size=60))
    return QProg(qubits) << gates


def check(plan: ExecutionPlan) -> None:
    gates = [gate for sweep in plan.sweeps for group in sweep.groups for gate in group.gates]
    assert len(gates) == plan.planned_gates <= plan.program_gates
    assert plan.flops == pytest.approx(sum(gate.flops for gate in gates))
    moved = 0
    for sweep in plan.sweeps:
        assert sweep.tiles << len(sweep.qubits) == 1 << plan.num_qubits
        assert sweep.is_gathered == (sweep.qubits != list(range(len(sweep.qubits))))
        moved += 2 * plan.state_bytes if sweep.tiles > 1 else 0
        for group in sweep.groups:
            assert group.gates and set(group.qubits) <= set(sweep.qubits)
            for gate in group.gates:
                assert not set(gate.controls) & set(gate.targets)
                if gate.kernel not in DIAGONAL:
                    assert gate.targets and set(gate.targets) <= set(group.qubits)
    assert plan.bytes_moved == moved


@settings(max_examples=200, deadline=None)
@given(programs())
def test_a_plan_holds_every_gate_where_it_fits(prog: QProg) -> None:
    plan = CPUQVM().plan(prog, 0)
    check(plan)
    assert plan.operations_per_shot == 0
    assert plan.num_qubits == prog.qubits_num()
    assert str(plan).count("sweep ") >= min(len(plan.sweeps), 32)


def applied(prog: QProg) -> np.ndarray:
    """The state by numpy, gate by gate, from the matrices of the gates alone."""
    count = prog.qubits_num()
    state = np.zeros(2**count, complex)
    state[0] = 1
    index = np.arange(2**count)
    for gate in prog.operations():
        assert isinstance(gate, QGate)
        controls, targets = list(gate.control_qubits()), list(gate.target_qubits())
        matrix = np.asarray(gate.matrix(expanded=False))  # the first target is the most significant
        chosen = np.all([index >> q & 1 == 1 for q in controls], axis=0) if controls else np.ones(index.shape, bool)
        base = index[chosen & np.all([index >> q & 1 == 0 for q in targets], axis=0)]
        rows = np.array(
            [
                base + sum((value >> i & 1) << q for i, q in enumerate(targets[::-1]))
                for value in range(2 ** len(targets))
            ]
        )
        state[rows] = matrix @ state[rows]
    return state


@settings(max_examples=60, deadline=None)
@given(programs(most_qubits=14))
def test_what_runs_by_a_plan_agrees_with_gate_by_gate(prog: QProg) -> None:
    machine = CPUQVM()
    machine.run(prog, 0)
    assert np.abs(machine.current_state() - applied(prog)).max() < 1e-12


def test_noise_and_measurements_leave_less_to_do_once() -> None:
    prog = QProg(9) << [H(q) for q in range(9)] << measure(0, 0) << H(0) << measure(0, 0)
    assert CPUQVM().plan(prog, 10).operations_per_shot == 2
    assert CPUQVM().plan(prog, 0).operations_per_shot == 0
    model = NoiseModel()
    model.add_all_qubit_quantum_error(depolarizing_error(0.1), GateType.H)
    noisy = CPUQVM().plan(prog, 10, model)
    assert noisy.operations_per_shot > 10 and noisy.sweeps[0].groups[0].gates[0].kernel == "dense"


def test_noise_lines_tell_what_shots_share() -> None:
    prog = QProg(12)
    for _ in range(4):
        prog << [H(q) for q in range(12)] << [X(q) for q in range(12)]
    model = NoiseModel()
    model.add_all_qubit_quantum_error(pauli_x_error(0.001), GateType.X)
    plan = CPUQVM().plan(prog << measure(0, 0), 100, model)
    assert sum(line.error_sites for line in plan.noise_lines) == 48
    for line in plan.noise_lines:
        assert line.survival == pytest.approx(0.999**line.error_sites, rel=1e-12)
        assert 0 < line.merged_gates <= line.gates
    first = plan.noise_lines[0]
    assert first.merged_gates < first.gates
    assert f"noise line 1: {first.gates} gates, {first.merged_gates} after merging" in str(plan)
    assert CPUQVM().plan(prog, 100).noise_lines == []


def test_bad_arguments_are_refused() -> None:
    with pytest.raises(TypeError, match="-1"):
        CPUQVM().plan(QProg(2), -1)
    with pytest.raises(ResourceExhausted, match="60 qubits"):
        CPUQVM().plan(QProg(60))
    machine = CPUQVM()
    machine.init_state([1, 0])
    with pytest.raises(ValueError, match="initial state"):
        machine.plan(QProg(2) << H(1))
