"""Every class and method of hamiltonian and quantum_info, with the types that users give and get."""

from __future__ import annotations

import copy
import pickle

import numpy as np
import numpy.typing as npt

from pyqpanda3.core import CNOT, H, QCircuit, QGate
from pyqpanda3.hamiltonian import Hamiltonian, PauliOperator, PauliTerm, PauliWithQbit
from pyqpanda3.quantum_info import (
    DensityMatrix,
    KL_divergence,
    Matrix,
    StateSystemType,
    StateVector,
    Unitary,
    hellinger_distance,
    hellinger_fidelity,
    state_fidelity,
)

ComplexArray = npt.NDArray[np.complex128]


def operators() -> PauliOperator:
    integers: dict[str, int] = {"X0": 1}
    made = [PauliOperator(), PauliOperator("X0 Z1"), PauliOperator({"X0 Y1": 1 + 2j, "": 0.5}), PauliOperator(integers)]
    made += [PauliOperator(["X0", "Z1"], [1, 2j]), PauliOperator(["XI"], [1.0], True), PauliOperator(made[1])]
    made += [PauliOperator([("XY", [0, 1], 0.5)]), PauliOperator(np.diag([1.0, -1.0])), PauliOperator([[0, 1], [1, 0]])]
    op: PauliOperator = made[2]
    op = (1 + op * 2 - made[1]) @ made[1] - 0.5j + op / 2
    op += made[1]
    op += 1
    op -= made[1]
    op -= 2.0
    op *= made[1]
    op *= 2
    op = 2 * -op - (3 - op) ** 2
    op = op.tensor(made[1]).tensor(1).simplify(tolerance=1e-9)
    assert op == copy.deepcopy(op) == pickle.loads(pickle.dumps(op)) == copy.copy(op)
    return PauliOperator({"X0 Y1": 1, "Z0": 2})


def operator_queries(op: PauliOperator) -> None:
    texts: list[str] = [str(op), repr(op), op.str_no_I(), op.str_without_I(), op.str_with_I(), op.str_with_I(False)]
    texts += [op.data_dict_str(), op.data_dict_str(is_coeff_complex=False, double_quote=False)]
    assert all(texts) and PauliOperator.from_dict_str(op.data_dict_str()) == op
    split: tuple[list[int], list[int]] = op.qubits()
    assert split == ([], [0, 1]) and op.max_qbit_idx() == 1
    plain: dict[str, float] = op.data_dict_float_coeff()
    full: dict[str, complex] = op.data_dict_complex_coeff()
    rows: list[tuple[str, list[int], complex]] = op.data_3tuple_list_complex_coeff()
    real_rows: list[tuple[str, list[int], float]] = op.data_3tuple_list_float_coeff()
    older: list[tuple[dict[int, str], complex]] = op.to_hamiltonian_pq2()
    assert len(plain) == len(full) == len(rows) == len(real_rows) == len(older) == len(op.terms())
    groups: list[PauliOperator] = op.group_commuting() + op.group_commuting(qubit_wise=True)
    pairs: list[tuple[QCircuit, complex]] = op.to_qcircuits()
    assert groups and pairs
    matrix: ComplexArray = op.matrix()
    applied: ComplexArray = op.apply([1, 0, 0, 0])
    value: complex = op.expectation(np.array([1, 0, 0, 0]))
    assert np.allclose(matrix[:, 0], applied) and value == 2


def terms(op: PauliOperator) -> None:
    term: PauliTerm = op.terms()[0]
    letters: list[PauliWithQbit] = term.paulis()
    coefficient: complex = term.coef()
    circuit: QCircuit = term.to_qcircuit()
    assert coefficient == 1 and circuit.size() and term.max_qbit_idx() == 1 and term.qubits() == ([], [0, 1])
    short: tuple[tuple[str, complex], tuple[str, float]] = (
        term.data_2tuple_complex_coeff(),
        term.data_2tuple_float_coeff(),
    )
    long: tuple[str, list[int], complex] = term.data_3tuple_complex_coeff()
    real: tuple[str, list[int], float] = term.data_3tuple_float_coeff()
    assert short[0][0] == short[1][0] and long[:2] == real[:2]
    letter = letters[0]
    gate: QGate = letter.to_qgate()
    assert (letter.pauli_char(), letter.qbit(), gate.name()) == ("X", 0, "X")
    assert [letter.is_I(), letter.is_X(), letter.is_Y(), letter.is_Z()] == [False, True, False, False]


def hamiltonians(op: PauliOperator) -> None:
    made = [Hamiltonian(), Hamiltonian(op), Hamiltonian("Z0"), Hamiltonian({"X0": 1}), Hamiltonian(["X0"], [1])]
    made += [Hamiltonian(["X"], [1], False), Hamiltonian([("X", [0], 1)]), Hamiltonian(np.eye(2)), Hamiltonian(made[1])]
    total: Hamiltonian = 2 * made[1] @ made[2] + 1 - (made[3] - 0.5) * made[2] - (-made[4]) / 2
    total += made[2]
    total -= made[2]
    total *= made[2]
    inner: PauliOperator = total.pauli_operator()
    assert total == Hamiltonian(inner)
    grown: Hamiltonian = total.tensor(made[2]).tensor(1).simplify()
    grown = grown.update_by_tensor(made[2])
    grown = made[2].update_by_tensor(2)
    texts: list[str] = [grown.str_no_I(), grown.str_without_I(), grown.str_with_I(True), str(grown)]
    older: list[tuple[dict[int, str], complex]] = grown.to_hamiltonian_pq2()
    matrix: ComplexArray = grown.matrix()
    applied: ComplexArray = grown.apply([1, 0, 0, 0])
    value: complex = grown.expectation([1, 0, 0, 0])
    assert all(texts) and older and np.allclose(matrix[:, 0], applied) and value == 1


def states() -> None:
    circuit = QCircuit(2) << H(0) << CNOT(0, 1)
    made = [
        StateVector(),
        StateVector(2),
        StateVector({0: 1}),
        StateVector([1, 0, 0, 0]),
        StateVector(np.array([1, 0])),
    ]
    state: StateVector = StateVector(made[1]).evolve(circuit)
    amplitudes: ComplexArray = state.ndarray()
    assert state.dim() == len(amplitudes) == 4 and state.is_valid() and abs(state.purity() - 1) < 1e-12
    amplitude: complex = state.at(3)
    matrix: Matrix = state.get_density_matrix()
    assert matrix.at(0, 0) and amplitude and state == made[1].update_by_evolve(circuit) and str(state)
    mixed = [DensityMatrix(), DensityMatrix(1), DensityMatrix(state), DensityMatrix([[1, 0], [0, 0]])]
    density = DensityMatrix(DensityMatrix(np.diag([0.5, 0.5])))
    density = density.evolve(QCircuit(1) << H(0)).update_by_evolve(QCircuit(1) << H(0))
    flat: list[complex] = mixed[2].to_statevector()
    entries: ComplexArray = density.ndarray()
    entry: complex = density.at(0, 1)
    assert flat and entries.shape == (2, 2) and density.dim() == 2 and density.is_valid() and str(density)
    assert abs(density.purity() - 0.5) < 1e-12 and abs(entry) < 1e-12 and density == DensityMatrix(density)
    fidelity: float = abs(state_fidelity(state, state))
    assert abs(fidelity - 1) < 1e-9


def matrices() -> None:
    matrix = Matrix(np.array([[0, 1j], [-1j, 0]]))
    turned: list[Matrix] = [matrix.transpose(), matrix.T(), matrix.hermitian_conjugate(), matrix.adjoint(), Matrix()]
    shape: tuple[int, int] = (matrix.row_total(), matrix.col_total())
    norm: complex = matrix.L2()
    entries: ComplexArray = matrix.ndarray()
    assert shape == entries.shape and norm and matrix.is_hermitian() and matrix == turned[2] and str(matrix)
    unitary = Unitary(QCircuit(1) << H(0), StateSystemType.Q2Q1Q0)
    own: ComplexArray = unitary.ndarray()
    assert Unitary.from_matrix([[0, 1], [1, 0]]) == Unitary.from_matrix(np.array([[0, 1], [1, 0]]))
    assert own.shape == (2, 2) and unitary == Unitary(QCircuit(1) << H(0)) and str(unitary)
    assert int(StateSystemType.Q2Q1Q0) == StateSystemType.Q2Q1Q0.value == 1 and StateSystemType.Q2Q1Q0.name


def distances() -> None:
    p: dict[str, float] = {"0": 0.5, "1": 0.5}
    numbered: dict[int, float] = {0: 0.5, 1: 0.5}
    found: list[float] = [hellinger_distance(p, p), hellinger_distance(numbered, numbered)]
    found += [1 - hellinger_fidelity(p, p), 1 - hellinger_fidelity(numbered, numbered)]
    found.append(KL_divergence([0.5, 0.5], [0.5, 0.5]))
    found.append(KL_divergence(lambda x: 1.0, lambda x: 1.0, 0.0, 1.0, dx=0.01))
    assert all(abs(value) < 1e-9 for value in found)


def main() -> None:
    op = operators()
    operator_queries(op)
    terms(op)
    hamiltonians(op)
    states()
    matrices()
    distances()


main()
