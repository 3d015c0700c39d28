"""States, unitaries and matrices against numpy; what is refused; copies and pickles."""

from __future__ import annotations

import copy
import pickle
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings, strategies as st

from pyqpanda3 import errors
from pyqpanda3.core import BARRIER, CNOT, RESET, H, QCircuit, S, X, Z, random_qcircuit
from pyqpanda3.quantum_info import DensityMatrix, Matrix, StateSystemType, StateVector, Unitary

Array = npt.NDArray[np.complex128]
GATES = ["H", "S", "T", "RX", "RY", "RZ", "U3", "CNOT", "CZ", "RXX", "RZX", "ISWAP", "SWAP", "TOFFOLI"]
SEEDS = st.integers(0, 2**32 - 1)
QUBITS = st.integers(1, 5)


def random_state(seed: int, qubits: int) -> Array:
    rng = np.random.default_rng(seed)
    state = rng.normal(size=2**qubits) + 1j * rng.normal(size=2**qubits)
    return state / np.linalg.norm(state)


def random_density(seed: int, qubits: int) -> Array:
    rng = np.random.default_rng(seed)
    root = rng.normal(size=(2**qubits, 2**qubits)) + 1j * rng.normal(size=(2**qubits, 2**qubits))
    rho = root @ root.conj().T
    return rho / np.trace(rho)


def random_circuit(seed: int, qubits: int) -> QCircuit:
    gates = GATES if qubits > 2 else [gate for gate in GATES if gate != "TOFFOLI"]
    return random_qcircuit(list(range(qubits)), 6, gates[:7] if qubits == 1 else gates, seed=seed)


def full(circuit: QCircuit, qubits: int) -> Array:
    wide = QCircuit(qubits)
    wide << circuit
    return wide.matrix()


@settings(max_examples=60, deadline=None)
@given(seed=SEEDS, qubits=QUBITS)
def test_circuits_act_as_their_matrices(seed: int, qubits: int) -> None:
    state, rho, circuit = random_state(seed, qubits), random_density(seed, qubits), random_circuit(seed, qubits)
    unitary = full(circuit, qubits)
    vector, density = StateVector(state), DensityMatrix(rho)
    np.testing.assert_allclose(vector.evolve(circuit).ndarray(), unitary @ state, atol=1e-12)
    np.testing.assert_allclose(density.evolve(circuit).ndarray(), unitary @ rho @ unitary.conj().T, atol=1e-12)
    np.testing.assert_array_equal(vector.ndarray(), StateVector(state).ndarray())
    assert vector.update_by_evolve(circuit) is vector
    assert density.update_by_evolve(circuit) is density
    np.testing.assert_allclose(vector.ndarray(), unitary @ state, atol=1e-12)
    np.testing.assert_allclose(DensityMatrix(vector).ndarray(), vector.get_density_matrix().ndarray(), atol=1e-15)
    assert vector.is_valid()
    assert density.is_valid()
    assert density.purity() == pytest.approx(np.trace(rho @ rho), abs=1e-12)
    assert Unitary(circuit) == Unitary.from_matrix(circuit.matrix())
    np.testing.assert_allclose(Unitary(circuit).ndarray(), circuit.matrix(), atol=1e-12)


@settings(max_examples=40, deadline=None)
@given(seed=SEEDS, qubits=QUBITS)
def test_pure_density_matrices_give_their_state_back(seed: int, qubits: int) -> None:
    state = random_state(seed, qubits)
    found = np.array(DensityMatrix(StateVector(state)).to_statevector())
    assert found[0].imag == 0
    assert found[0].real > 0
    np.testing.assert_allclose(found, state * abs(state[0]) / state[0], atol=1e-9)


def test_a_large_state_needs_no_matrix() -> None:
    circuit = QCircuit()
    for q in range(20):
        circuit << H(q)
    state = StateVector(20).evolve(circuit)
    np.testing.assert_allclose(state.ndarray(), 2.0**-10, atol=1e-15)


def test_ways_to_make_a_state() -> None:
    half = 0.5**0.5
    np.testing.assert_array_equal(StateVector().ndarray(), [1, 0])
    np.testing.assert_array_equal(StateVector(2).ndarray(), [1, 0, 0, 0])
    np.testing.assert_array_equal(StateVector({5: 1}).ndarray(), np.eye(8)[5])
    for data in ([half, 0, 0, half * 1j], [1, 0, 0, 1j], np.array([1, 0, 0, 1j]), np.array([[1], [0], [0], [1j]])):
        np.testing.assert_allclose(StateVector(data).ndarray(), [half, 0, 0, half * 1j], atol=1e-15)
    np.testing.assert_array_equal(StateVector(np.array([0, 2])).ndarray(), [0, 1])
    np.testing.assert_array_equal(StateVector(StateVector([0, 1])).ndarray(), [0, 1])
    np.testing.assert_array_equal(DensityMatrix(1).ndarray(), [[1, 0], [0, 0]])
    for rho in ([[0.5, 0.5j], [-0.5j, 0.5]], np.array([[0.5, 0.5j], [-0.5j, 0.5]])):
        np.testing.assert_array_equal(DensityMatrix(rho).ndarray(), rho)
    assert (StateVector(3).dim(), DensityMatrix(2).dim()) == (8, 4)
    assert StateVector([0, 1j]).at(1) == 1j
    assert DensityMatrix([[0.5, 0.5j], [-0.5j, 0.5]]).at(0, 1) == 0.5j
    assert DensityMatrix([[0.5, 0], [0, 0.5]]).to_statevector() == []


def test_arrays_are_copies() -> None:
    data = np.array([1, 0], dtype=complex)
    state = StateVector(data)
    data[:] = 7
    state.ndarray()[:] = 9
    np.testing.assert_array_equal(state.ndarray(), [1, 0])
    density, unitary, matrix = DensityMatrix(1), Unitary(QCircuit() << X(0)), Matrix(np.eye(2))
    for value in (density, unitary, matrix):
        before = value.ndarray()
        value.ndarray()[:] = 9
        np.testing.assert_array_equal(value.ndarray(), before)


@pytest.mark.parametrize("data", [[], [1, 0, 0], [0, 0], [float("nan"), 0], np.array([np.inf, 0]), np.eye(2), {}])
def test_what_is_no_state_vector(data: Any) -> None:
    with pytest.raises(errors.InvalidArgument, match="StateVector"):
        StateVector(data)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        ([[1, 0], [0, 1]], "trace"),
        ([[1.5, 0], [0, -0.5]], "negative eigenvalue"),
        ([[0.5, 1], [0, 0.5]], "Hermitian"),
        ([[0.5, 0.6], [0.6, 0.5]], "negative eigenvalue"),
        ([[float("nan"), 0], [0, 1]], "finite"),
        ([[0.5, 0], [1]], "equal length"),
        ([[0.5, 0]], "square"),
        (np.eye(3) / 3, "power of two"),
    ],
)
def test_what_is_no_density_matrix(data: Any, reason: str) -> None:
    with pytest.raises(errors.InvalidArgument, match=reason):
        DensityMatrix(data)


def test_numbers_out_of_range() -> None:
    for make in (StateVector, DensityMatrix):
        with pytest.raises(errors.NegativeValue):
            make(-1)
        with pytest.raises(TypeError):
            make(-1)
        with pytest.raises(MemoryError):
            make(60)
    with pytest.raises(errors.NegativeValue):
        StateVector({-1: 1})
    with pytest.raises(IndexError):
        StateVector(1).at(2)
    with pytest.raises(errors.NegativeValue):
        StateVector(1).at(-1)
    with pytest.raises(IndexError):
        DensityMatrix(1).at(0, 2)
    with pytest.raises(IndexError):
        Matrix(np.eye(2)).at(2, 0)
    with pytest.raises(errors.NegativeValue):
        Matrix(np.eye(2)).at(0, -1)


def test_circuits_that_do_not_fit() -> None:
    for state in (StateVector(1), DensityMatrix(1)):
        with pytest.raises(errors.InvalidArgument, match="2 qubits"):
            state.evolve(QCircuit() << X(1))
        with pytest.raises(errors.InvalidArgument, match="RESET"):
            state.update_by_evolve(QCircuit() << X(0) << RESET(0))
        assert state == type(state)(1)
        assert state.evolve(QCircuit() << BARRIER([0])) == state
    with pytest.raises(errors.InvalidArgument, match="RESET"):
        Unitary(QCircuit() << RESET(0))
    with pytest.raises(errors.InvalidArgument, match="unitary"):
        Unitary.from_matrix(np.ones((2, 2)))


def test_equality() -> None:
    assert StateVector([1, 0]) == StateVector([1, 1e-7])
    assert StateVector([1, 0]) != StateVector([1, 1e-3])
    assert StateVector([1, 0]) != StateVector([-1, 0])
    assert StateVector(1) != StateVector(2)
    assert StateVector(1) != 3
    assert DensityMatrix(1) == DensityMatrix(StateVector([-1, 0]))
    assert DensityMatrix(1) != DensityMatrix(2)
    assert Unitary(QCircuit() << X(0)) == Unitary(QCircuit() << H(0) << Z(0) << H(0))
    assert Unitary(QCircuit() << X(0)) != Unitary(QCircuit() << Z(0))
    assert Matrix(np.eye(2)) == Matrix(np.eye(2))
    assert Matrix(np.eye(2)) != Matrix(np.eye(2) + 1e-9)
    assert Matrix(np.eye(2)) != Matrix(np.eye(3))


VALUES = [
    StateVector([0.6, 0.8j]),
    DensityMatrix([[0.25, 0.1j], [-0.1j, 0.75]]),
    Unitary(QCircuit() << H(0) << S(1) << CNOT(0, 1)),
    Matrix(np.array([[1, 2j, 3]])),
    Matrix(),
]


@pytest.mark.parametrize("value", VALUES, ids=lambda value: type(value).__name__)
def test_copies_and_pickles(value: Any) -> None:
    twins = [copy.copy(value), copy.deepcopy(value)]
    twins += [pickle.loads(pickle.dumps(value, protocol)) for protocol in range(pickle.HIGHEST_PROTOCOL + 1)]
    for twin in twins:
        assert type(twin) is type(value)
        assert twin is not value
        assert twin == value
        np.testing.assert_array_equal(twin.ndarray(), value.ndarray())


def test_texts_show_the_numbers() -> None:
    assert str(StateVector([0.6, 0.8j])) == str(np.array([0.6, 0.8j]))
    assert repr(StateVector(1)) == "StateVector([1.+0.j, 0.+0.j])"
    for value in VALUES:
        assert repr(value).startswith(type(value).__name__)
        assert str(value) == str(value.ndarray())


def test_order_of_qubits() -> None:
    assert int(StateSystemType.Q2Q1Q0) == 1
    unitary = Unitary(QCircuit() << X(0) << S(1), StateSystemType.Q2Q1Q0).ndarray()
    np.testing.assert_allclose(unitary, np.kron(np.diag([1, 1j]), [[0, 1], [1, 0]]), atol=1e-15)
    np.testing.assert_array_equal(Unitary(QCircuit()).ndarray(), [[1]])


@settings(max_examples=60, deadline=None)
@given(seed=SEEDS, rows=st.integers(1, 9), cols=st.integers(1, 9))
def test_matrices_agree_with_numpy(seed: int, rows: int, cols: int) -> None:
    rng = np.random.default_rng(seed)
    data = rng.normal(size=(rows, cols)) + 1j * rng.normal(size=(rows, cols))
    matrix = Matrix(data)
    assert (matrix.row_total(), matrix.col_total()) == (rows, cols)
    np.testing.assert_array_equal(matrix.ndarray(), data)
    np.testing.assert_array_equal(matrix.T().ndarray(), data.T)
    np.testing.assert_array_equal(matrix.transpose().ndarray(), data.T)
    np.testing.assert_array_equal(matrix.adjoint().ndarray(), data.conj().T)
    np.testing.assert_array_equal(matrix.hermitian_conjugate().ndarray(), data.conj().T)
    assert matrix.at(rows - 1, cols - 1) == data[-1, -1]
    assert matrix.L2() == pytest.approx(np.linalg.norm(data, 2), rel=1e-12)
    assert not matrix.is_hermitian() or rows == cols == 1
    assert Matrix(data @ data.conj().T).is_hermitian()


def test_what_is_no_matrix() -> None:
    for data in ([1, 2], np.zeros((2, 2, 2)), [[float("inf")]]):
        with pytest.raises(errors.InvalidArgument):
            Matrix(data)
    with pytest.raises(TypeError):
        Matrix([[1, 2], [3]])
    assert Matrix().ndarray().shape == (0, 0)
    assert Matrix([[1, 2], [3, 4]]).at(1, 0) == 3
