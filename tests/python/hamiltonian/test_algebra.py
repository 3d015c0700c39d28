"""Random operators against dense matrices made by Kronecker products."""

from __future__ import annotations

import copy
import pickle

import numpy as np
import pytest
from hypothesis import given, strategies as st
from pauli_reference import COEFFICIENTS, QUBITS, Terms, dense, key, terms

from pyqpanda3.hamiltonian import Hamiltonian, PauliOperator

PAIRS = QUBITS.flatmap(lambda n: st.tuples(st.just(n), terms(n), terms(n)))
Operator = type[PauliOperator] | type[Hamiltonian]


def operator(cls: Operator, listed: Terms, num_qubits: int) -> PauliOperator | Hamiltonian:
    """On that many qubits, whatever vanishes."""
    nothing = 0 * cls({f"I{num_qubits - 1}": 1})
    return cls([letters for letters, _ in listed], [coef for _, coef in listed], False) + nothing


@pytest.mark.parametrize("cls", [PauliOperator, Hamiltonian])
@given(PAIRS, COEFFICIENTS)
def test_sums_and_products_are_those_of_matrices(
    cls: Operator, pair: tuple[int, Terms, Terms], scalar: complex
) -> None:
    num_qubits, first, second = pair
    a, b = operator(cls, first, num_qubits), operator(cls, second, num_qubits)
    x, y, one = dense(first, num_qubits), dense(second, num_qubits), np.eye(2**num_qubits)
    for got, expected in [
        (a + b, x + y),
        (a - b, x - y),
        (a * b, x @ y),
        (a @ b, x @ y),
        (-a, -x),
        (a + scalar, x + scalar * one),
        (scalar + a, x + scalar * one),
        (a - scalar, x - scalar * one),
        (scalar - a, scalar * one - x),
        (a * scalar, scalar * x),
        (scalar * a, scalar * x),
        (a**3, x @ x @ x),
        (a**0, one),
    ]:
        assert np.allclose(got.matrix(), expected, atol=1e-11, rtol=1e-12)
    if abs(scalar) > 1e-3:
        assert np.allclose((a / scalar).matrix(), x / scalar, atol=1e-11)


@given(PAIRS)
def test_tensor_puts_operators_side_by_side(pair: tuple[int, Terms, Terms]) -> None:
    num_qubits, first, second = pair
    a, b = operator(PauliOperator, first, num_qubits), operator(PauliOperator, second, num_qubits)
    expected = np.kron(dense(second, num_qubits), dense(first, num_qubits))
    assert np.allclose(a.tensor(b).matrix(), expected, atol=1e-11)
    assert a.tensor(2) == a.tensor(a)
    assert a.tensor(0) == a.tensor(1) == a
    h = Hamiltonian(a)
    assert h.update_by_tensor(Hamiltonian(b)) is h
    assert h.pauli_operator() == a.tensor(b)


@given(PAIRS)
def test_in_place_forms_change_the_object(pair: tuple[int, Terms, Terms]) -> None:
    num_qubits, first, second = pair
    for cls in (PauliOperator, Hamiltonian):
        a, b = operator(cls, first, num_qubits), operator(cls, second, num_qubits)
        changed = alias = cls(a)
        before = cls(changed)
        changed += b
        changed -= 2
        changed *= b
        assert changed is alias
        assert changed == (a + b - 2) * b
        assert before == a


@given(QUBITS.flatmap(lambda n: st.tuples(st.just(n), terms(n, 20))))
def test_forms_of_one_operator_agree(drawn: tuple[int, Terms]) -> None:
    num_qubits, listed = drawn
    whole = operator(PauliOperator, listed, num_qubits)
    assert np.allclose(whole.matrix(), dense(listed, num_qubits), atol=1e-12)
    strings = [letters[::-1] for letters, _ in listed]
    coefs = [coef for _, coef in listed]
    keys = [key(letters) for letters, _ in listed]
    qubits = list(range(num_qubits))
    for other in (
        PauliOperator(strings, coefs, True),
        PauliOperator(keys, coefs),
        PauliOperator([(letters, qubits, coef) for letters, coef in listed]),
    ):
        assert other.data_dict_complex_coeff() == whole.data_dict_complex_coeff()
    assert np.allclose(PauliOperator(whole.matrix()).matrix(), whole.matrix(), atol=1e-12)
    for reader in (PauliOperator.from_dict_str, lambda text: PauliOperator(eval("{" + text + "}"))):
        assert reader(whole.data_dict_str()).data_dict_complex_coeff() == whole.data_dict_complex_coeff()
    for cls in (PauliOperator, Hamiltonian):
        made = cls(whole)
        for again in (eval(repr(made)), copy.copy(made), copy.deepcopy(made), pickle.loads(pickle.dumps(made))):
            assert type(again) is cls
            assert again == made
            assert again is not made


@given(QUBITS.flatmap(lambda n: st.tuples(st.just(n), terms(n, 20))), st.integers(0, 2), st.integers(0, 2**32 - 1))
def test_states_need_no_matrix(drawn: tuple[int, Terms], further: int, seed: int) -> None:
    num_qubits, listed = drawn
    rng = np.random.default_rng(seed)
    state = rng.normal(size=2 ** (num_qubits + further)) + 1j * rng.normal(size=2 ** (num_qubits + further))
    matrix = np.kron(np.eye(2**further), dense(listed, num_qubits))
    for cls in (PauliOperator, Hamiltonian):
        made = operator(cls, listed, num_qubits)
        assert np.allclose(made.apply(state), matrix @ state, atol=1e-11)
        assert abs(made.expectation(state) - state.conj() @ matrix @ state) < 1e-10


@given(QUBITS.flatmap(lambda n: st.tuples(st.just(n), terms(n, 20))), st.booleans())
def test_groups_commute_and_add_up(drawn: tuple[int, Terms], qubit_wise: bool) -> None:
    num_qubits, listed = drawn
    whole = operator(PauliOperator, listed, num_qubits)
    groups = whole.group_commuting(qubit_wise)
    assert sum(groups, operator(PauliOperator, [], num_qubits)) == whole
    for group in groups:
        letters = [{p.qbit(): p.pauli_char() for p in term.paulis()} for term in group]
        for one in letters:
            for other in letters:
                differing = sum(one[qubit] != other[qubit] for qubit in one.keys() & other.keys())
                assert differing == 0 if qubit_wise else differing % 2 == 0


def test_terms_that_commute_only_as_products_share_a_group() -> None:
    bell = PauliOperator({"X0 X1": 1, "Y0 Y1": 2, "Z0 Z1": 3})
    assert len(bell.group_commuting()) == 1
    assert len(bell.group_commuting(qubit_wise=True)) == 3


def test_what_cancels_exactly_vanishes_and_nothing_else() -> None:
    left = PauliOperator({"X0": 0.1}) + PauliOperator({"X0": 0.2}) - PauliOperator({"X0": 0.3})
    assert len(left) == 1
    assert len(left.simplify()) == 0
    assert len(left.simplify(tolerance=0)) == 1
    assert (left - left).max_qbit_idx() == 0
    assert PauliOperator({"X0": 1, "Y5": 0}).max_qbit_idx() == 0
    assert (0 * PauliOperator({"Y5": 1})).max_qbit_idx() == 5


def test_width_is_part_of_equality() -> None:
    assert PauliOperator({"X0": 1}) != PauliOperator({"X0 I1": 1})
    assert PauliOperator({"X0": 1, "Z1": 2}) == PauliOperator({"Z1": 2, "X0": 1})
    assert (PauliOperator({"X0": 1}) == 1) is False
    assert (PauliOperator({"X0": 1}) == Hamiltonian({"X0": 1})) is False
    for value in (PauliOperator(), Hamiltonian()):
        with pytest.raises(TypeError, match="unhashable"):
            hash(value)


def test_a_hundred_thousand_terms() -> None:
    rng = np.random.default_rng(5)
    qubits = 40

    def drawn() -> dict[str, complex]:
        rows = rng.integers(0, 4, (100_000, qubits))
        return {
            " ".join(f"{'IXYZ'[k]}{q}" for q, k in enumerate(row) if k): complex(i + 1) for i, row in enumerate(rows)
        }

    first, second = drawn(), drawn()
    a, b = PauliOperator(first), PauliOperator(second)
    assert len(a) == len(first) == 100_000
    assert a.data_dict_complex_coeff() == first
    total = a + b
    assert len(total) == 200_000
    assert total - b == a
    few = PauliOperator({"X0 Y7": 2, "Z39": 1j})
    product = a * few
    assert len(product) == 200_000
    assert product * PauliOperator({"X0 Y7": 1}) == a * (few * PauliOperator({"X0 Y7": 1}))
    assert pickle.loads(pickle.dumps(a)) == a
