"""Expectation values of programs against dense matrices and density matrices."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st
from interruption import assert_ctrl_c_stops
from pauli_reference import Terms, dense, terms

from pyqpanda3 import errors
from pyqpanda3.core import (
    CNOT,
    CPUQVM,
    RESET,
    RY,
    U3,
    GateType,
    H,
    NoiseModel,
    QProg,
    X,
    amplitude_damping_error,
    depolarizing_error,
    expval_hamiltonian,
    expval_pauli_operator,
    measure,
    qif,
)
from pyqpanda3.hamiltonian import Hamiltonian, PauliOperator

#: A correct average misses a bound of that many standard deviations for one seed in a million.
DEVIATIONS = 4.9


def scrambled(num_qubits: int, seed: int) -> QProg:
    rng = np.random.default_rng(seed)
    prog = QProg(num_qubits)
    for _ in range(2):
        for qubit in range(num_qubits):
            prog << U3(qubit, *(float(angle) for angle in rng.uniform(-3, 3, 3)))
        for qubit in range(num_qubits - 1):
            prog << CNOT(qubit, qubit + 1)
    return prog


def state_of(prog: QProg) -> np.ndarray:
    machine = CPUQVM()
    machine.run(prog, 0)
    return machine.result().state_array()


def operator(listed: Terms) -> PauliOperator:
    return PauliOperator([letters for letters, _ in listed], [coef for _, coef in listed], False)


@settings(deadline=None)
@given(st.integers(1, 5).flatmap(lambda n: st.tuples(st.just(n), terms(n, 12))), st.integers(0, 2**31))
def test_values_are_those_of_matrices(drawn: tuple[int, Terms], seed: int) -> None:
    num_qubits, listed = drawn
    prog = scrambled(num_qubits, seed)
    state = state_of(prog)
    real = [(letters, complex(coef.real)) for letters, coef in listed]  # imaginary parts do not count
    expected = (state.conj() @ dense(real, num_qubits) @ state).real
    op = operator(listed)
    machine = CPUQVM()
    assert machine.expval_pauli_operator(prog, op) == pytest.approx(expected, abs=1e-12)
    assert machine.expval_hamiltonian(prog, Hamiltonian(op), shots=0) == pytest.approx(expected, abs=1e-12)
    assert expval_pauli_operator(prog, op) == pytest.approx(expected, abs=1e-12)
    assert expval_hamiltonian(prog, Hamiltonian(op)) == pytest.approx(expected, abs=1e-12)
    assert CPUQVM("float32").expval_pauli_operator(prog, op) == pytest.approx(expected, abs=1e-4)


def test_arguments_have_the_documented_names() -> None:
    prog, z = QProg(1), PauliOperator("Z")
    value = expval_pauli_operator(
        prog=prog,
        pauli_operator=z,
        shots=2,
        model=NoiseModel(),
        used_threads=1,
        backend="CPU",
        init_state=[0, 1],
        seed=1,
        time_limit=10,
    )
    assert value == -1
    hamiltonian = Hamiltonian("Z")
    assert expval_hamiltonian(prog=prog, hamiltonian=hamiltonian, init_state=np.array([0, 1])) == -1
    machine = CPUQVM()
    assert machine.expval_hamiltonian(prog=prog, hamiltonian=hamiltonian, shots=1, noise_model=NoiseModel()) == 1
    assert machine.expval_pauli_operator(prog=prog, pauli_operator=z, shots=1, seed=1, threads=1, time_limit=10) == 1


def test_final_measurements_do_not_matter() -> None:
    prog = QProg()
    prog << H(0) << CNOT(0, 1) << measure([0, 1], [0, 1])
    assert CPUQVM().expval_pauli_operator(prog, PauliOperator({"X0 X1": 1, "Z0 Z1": 1})) == pytest.approx(2)


def test_what_depends_on_chance_is_averaged() -> None:
    reset, branch = QProg(), QProg()
    reset << RY(0, 1.0) << CNOT(0, 1) << RESET(0)
    branch << RY(0, 1.0) << measure(0, 0) << qif([0]).then(QProg() << X(1)).qendif()
    bound = DEVIATIONS * np.sin(1.0) / 100
    machine = CPUQVM()
    for prog in (reset, branch):
        value = machine.expval_pauli_operator(prog, PauliOperator("Z1"), 10_000, seed=5)
        assert value == pytest.approx(np.cos(1.0), abs=bound)
        with pytest.raises(errors.InvalidArgument, match="shots"):
            machine.expval_pauli_operator(prog, PauliOperator("Z1"), 0)


def test_noise_agrees_with_the_exact_channel() -> None:
    noise = NoiseModel()
    noise.add_all_qubit_quantum_error(depolarizing_error(0.3), GateType.RY)
    noise.add_all_qubit_quantum_error(amplitude_damping_error(0.2), GateType.X)
    noise.add_read_out_error([[0.9, 0.1], [0.2, 0.8]], 0)
    prog = QProg()
    prog << RY(0, 0.8) << X(0)
    # RY, then the Bloch vector shrinks by 1 - p, X turns it, damping moves it towards |0>.
    x, z = 0.7 * np.sin(0.8), -0.7 * np.cos(0.8)
    x, z = np.sqrt(0.8) * x, 0.8 * z + 0.2
    shots = 20_000
    for letter, exact in (("X", x), ("Z", z)):
        expected = 0.7 * exact + 0.1  # as it is read
        value = CPUQVM().expval_pauli_operator(prog, PauliOperator(letter), shots, noise, seed=3)
        assert value == pytest.approx(expected, abs=DEVIATIONS * 0.7 / np.sqrt(shots))
        again = expval_pauli_operator(prog, PauliOperator(letter), shots, noise, seed=3)
        assert again == value


@pytest.mark.parametrize("num_qubits", [3, 15])
def test_threads_do_not_change_a_bit(num_qubits: int) -> None:
    noise = NoiseModel()
    noise.add_all_qubit_quantum_error(depolarizing_error(0.1), GateType.CNOT)
    prog = scrambled(num_qubits, 1)
    rng = np.random.default_rng(1)
    strings = ["".join(rng.choice(list("IXYZ"), num_qubits)) for _ in range(15)]
    op = PauliOperator(strings, rng.normal(size=15).tolist(), True)
    shots = 200 if num_qubits < 10 else 3
    machine = CPUQVM()
    exact = {machine.expval_pauli_operator(prog, op, threads=threads) for threads in (1, 2, 4)}
    noisy = {machine.expval_pauli_operator(prog, op, shots, noise, seed=2, threads=n) for n in (1, 2, 4)}
    assert len(exact) == len(noisy) == 1


def test_the_initial_state_counts_and_results_stay() -> None:
    machine = CPUQVM()
    machine.init_state(np.array([0, 1]))
    assert machine.expval_pauli_operator(QProg(1), PauliOperator("Z")) == -1
    with pytest.raises(errors.InvalidArgument, match="1 qubits, the program has 2"):
        machine.expval_pauli_operator(QProg(2), PauliOperator("Z"))
    machine.init_state()
    machine.run(QProg() << X(0) << measure(0, 0), 10)
    machine.expval_pauli_operator(QProg() << H(0), PauliOperator("X"))
    assert machine.result().get_counts() == {"1": 10}


def test_wrong_arguments_are_refused() -> None:
    prog, z = QProg(1), PauliOperator("Z")
    for backend in ("GPU", "cpu", ""):
        with pytest.raises(RuntimeError, match=f"'{backend}'"):
            expval_pauli_operator(prog, z, backend=backend)
    with pytest.raises(TypeError):
        expval_pauli_operator(prog, z, -1)
    with pytest.raises(TypeError):
        expval_pauli_operator(prog, z, used_threads=-1)
    with pytest.raises(RuntimeError, match="sum to 2"):
        expval_pauli_operator(prog, z, init_state=[1, 1])
    with pytest.raises(RuntimeError, match="power of two"):
        expval_pauli_operator(prog, z, init_state=[1, 0, 0])
    with pytest.raises(RuntimeError, match="2 qubits"):
        expval_pauli_operator(prog, z, init_state=[1, 0, 0, 0])
    with pytest.raises(TypeError):
        expval_hamiltonian(prog, z)
    with pytest.raises(MemoryError):
        expval_pauli_operator(QProg(50), z)
    with pytest.raises(TimeoutError):
        expval_pauli_operator(prog, z, time_limit=0)


def test_ctrl_c_stops_long_values() -> None:
    rng = np.random.default_rng(1)
    prog = scrambled(14, 1)

    def make_call(size: int) -> Callable[[], float]:
        strings = ["".join(row) for row in rng.choice(list("IXYZ"), (2**size, 14))]
        return partial(CPUQVM().expval_pauli_operator, prog, PauliOperator(strings, [1.0] * len(strings), True))

    assert_ctrl_c_stops(make_call)
