"""Every function and method of simulation and noise, with the types that users give and get."""

from __future__ import annotations

import copy

import numpy as np
import numpy.typing as npt

from pyqpanda3 import core
from pyqpanda3.core import (
    CPUQVM,
    ExecutionPlan,
    GateType,
    H,
    Karus,
    NoiseModel,
    NoiseOpType,
    PlannedGate,
    PlannedGroup,
    PlannedNoiseLine,
    PlannedSweep,
    QCircuit,
    QProg,
    QResult,
    QuantumError,
    SimulatorCapabilities,
    amplitude_damping_error,
    decoherence_error,
    depolarizing_error,
    expval_hamiltonian,
    expval_pauli_operator,
    measure,
    pauli_x_error,
    pauli_y_error,
    pauli_z_error,
    phase_damping_error,
    release_memory,
    simd,
    simulator_capabilities,
)
from pyqpanda3.hamiltonian import Hamiltonian, PauliOperator


def errors() -> QuantumError:
    named: list[QuantumError] = [pauli_x_error(0.1), pauli_y_error(0.1), pauli_z_error(0.1), depolarizing_error(0.1)]
    named += [amplitude_damping_error(0.1), phase_damping_error(0.1), decoherence_error(10, 8, np.float64(0.5))]
    labelled = QuantumError({"I": 0.9, "X": 0.1})
    integers: dict[str, int] = {"I": 1}
    given = [QuantumError(), QuantumError(integers), QuantumError([[1, 0, 0, 0], [0, 0, 0, 1]])]
    both: QuantumError = labelled.tensor(named[0]).compose(labelled.expand(named[1]))
    kind: NoiseOpType = both.error_type()
    assert kind == NoiseOpType.NOISE != NoiseOpType.KARUS_MATRIICES and int(kind) == kind.value and kind.name
    assert both.qubit_num() == 2 and len(given) == 3
    circuit: QCircuit = labelled.error_circuit([3])
    channel: Karus = named[4].error_karus([3])
    assert circuit.size() <= 1 and channel.qubits() == [3]
    return labelled


def models(error: QuantumError) -> NoiseModel:
    model = NoiseModel()
    model.add_all_qubit_quantum_error(error, GateType.H)
    model.add_all_qubit_quantum_error(error, [GateType.X, GateType.Y])
    model.add_quantum_error(error, GateType.H, [0])
    model.add_quantum_error(error, [GateType.H], [1])
    model.add_read_out_error([[0.9, 0.1], [0.2, 0.8]], 0)
    model.add_all_qubit_read_out_error([[1, 0], [0, 1]])
    copies: list[NoiseModel] = [NoiseModel(model), model.copy(), copy.copy(model), copy.deepcopy(model)]
    assert all(other.is_enabled() for other in copies)
    return model


def runs(model: NoiseModel) -> None:
    machine = CPUQVM(precision="float64")
    precisions: tuple[str, ...] = machine.supported_precisions
    assert machine.precision in precisions
    prog = QProg() << H(0) << measure(0, 0)
    machine.run(prog, 100)
    machine.run(prog, shots=100, model=model, seed=1, threads=2, time_limit=10)
    result: QResult = machine.result()
    counts: dict[str, int] = result.get_counts()
    assert sum(counts.values()) == result.shots() == 100
    exact = CPUQVM("float32", threads=1)
    exact.threads = exact.threads + 1
    exact.init_state([1, 0])
    exact.init_state(np.array([1, 0]))
    exact.init_state()
    exact.run(QProg() << H(0), 0)
    outcome = exact.result()
    probabilities: dict[str, float] = outcome.get_prob_dict([0])
    listed: list[float] = outcome.get_prob_list(qubits=[0])
    state: list[complex] = outcome.get_state_vector()
    array: npt.NDArray[np.complexfloating] = outcome.state_array()
    assert len(probabilities) == len(listed) == len(state) == len(array) == 2
    outcome.print_results()
    assert QResult().get_counts() == {} and exact.current_state() is not None


def plans(model: NoiseModel) -> None:
    prog = QProg(18) << [H(q) for q in range(18)]
    plan: ExecutionPlan = CPUQVM().plan(prog, shots=10, model=model)
    lines: list[PlannedNoiseLine] = plan.noise_lines
    assert all(line.gates and line.merged_gates and line.error_sites and line.survival <= 1 for line in lines)
    plan = CPUQVM().plan(prog)
    numbers: list[int] = [plan.num_qubits, plan.state_bytes, plan.program_gates, plan.planned_gates]
    assert all(numbers) and plan.operations_per_shot == 0 and plan.flops > 0 and plan.bytes_moved > 0
    texts: list[str] = [plan.precision, plan.backend, plan.text(max_sweeps=1), str(plan), repr(plan)]
    assert all(texts)
    sweeps: list[PlannedSweep] = plan.sweeps
    groups: list[PlannedGroup] = sweeps[0].groups
    gates: list[PlannedGate] = groups[0].gates
    qubits: list[int] = sweeps[0].qubits + groups[0].qubits + gates[0].controls + gates[0].targets
    assert qubits and sweeps[0].tiles and not sweeps[0].is_gathered and gates[0].kernel and gates[0].flops


def expectations(model: NoiseModel) -> None:
    prog = QProg() << H(0)
    op, hamiltonian = PauliOperator({"X0": 1}), Hamiltonian({"X0": 1})
    machine = CPUQVM()
    values: list[float] = [machine.expval_pauli_operator(prog, op), machine.expval_hamiltonian(prog, hamiltonian)]
    values += [expval_pauli_operator(prog, op), expval_hamiltonian(prog, hamiltonian, used_threads=1, backend="CPU")]
    assert all(abs(value - 1) < 1e-12 for value in values)
    noisy: float = machine.expval_pauli_operator(prog, op, 50, model, seed=1, threads=1, time_limit=10)
    noisy = machine.expval_hamiltonian(prog, hamiltonian, shots=50, noise_model=model, seed=1)
    noisy = expval_pauli_operator(prog, op, 50, model, 1, "CPU", [1, 0], seed=1, time_limit=10)
    noisy = expval_hamiltonian(prog, hamiltonian, shots=50, model=model, init_state=[1, 0], seed=1)
    assert -1 <= noisy <= 1


def memory() -> None:
    kept: int = release_memory()
    assert kept >= release_memory() == 0


def capabilities() -> None:
    every: list[SimulatorCapabilities] = simulator_capabilities()
    one: SimulatorCapabilities = simulator_capabilities("CPUQVM")
    assert one.name in [row.name for row in every] and one.available
    texts: tuple[str, ...] = (*one.supported_precisions, one.default_precision, one.simd_domain)
    offered: simd.SIMDCapabilities = simd.capabilities()
    texts += (offered.architecture, *offered.compiled_backends, *offered.available_backends)
    texts += (offered.active_backend, offered.default_backend)
    assert all(texts) and offered.fallback_reason == ""
    simd.set_preference(offered.default_backend, strict=True)
    assert simd.active_backend() == offered.default_backend


def refusals() -> None:
    kinds: list[type[Exception]] = [core.InvalidPrecisionError, core.UnsupportedPrecisionError]
    kinds += [core.BackendUnavailableError, core.UnsupportedSIMDBackendError, core.PrecisionConversionError]
    assert issubclass(kinds[0], ValueError) and issubclass(core.BackendUnavailableError, RuntimeError)
    try:
        CPUQVM("quadruple")
    except core.InvalidPrecisionError as error:
        assert "quadruple" in str(error)
    assert len(kinds) == 5


def main() -> None:
    model = models(errors())
    runs(model)
    plans(model)
    expectations(model)
    capabilities()
    refusals()


main()
