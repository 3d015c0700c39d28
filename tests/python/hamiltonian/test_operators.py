"""Texts, data, views and refusals of operators."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from pyqpanda3 import errors
from pyqpanda3.hamiltonian import Hamiltonian, PauliOperator


@pytest.fixture
def sample() -> PauliOperator:
    return PauliOperator({"X0 Y3": 1 + 2j, "": 2.5, "Z1 I6": -1})


def test_texts() -> None:
    for cls in (PauliOperator, Hamiltonian):
        made = cls({"X0 Y1": 1 + 2j, "Z0": -1j, "": 1 / 3})
        text = "{ qubit_total = 2, pauli_with_coef_s = { 'X0 Y1 ':1 + 2j, 'Z0 ':0 -1j, '':0.333333 + 0j, } }"
        assert str(made) == made.str_no_I() == made.str_without_I() == text
        letters = "{ qubit_total = 2, paulis = [ 'YX', 'IZ', 'II', ], coefs = [ 1 + 2j, 0 -1j, 0.333333 + 0j, ] }"
        assert made.str_with_I() == letters
        assert made.str_with_I(False) == letters.replace("'YX', 'IZ'", "'XY', 'ZI'")
        assert repr(made) == cls.__name__ + "({'X0 Y1': (1+2j), 'Z0': (0-1j), '': 0.3333333333333333})"
        assert repr(cls()) == cls.__name__ + "({})"
        assert repr(0 * cls("Z4")) == f"0 * {cls.__name__}({{'I4': 1}})"
        assert str(cls()) == "{ qubit_total = 1, pauli_with_coef_s = { } }"
        many = cls([(letter, [qubit], 1) for qubit in range(400) for letter in "XYZ"])
        assert repr(many) == f"<{cls.__name__} of 1200 terms on 400 qubits>"


def test_data(sample: PauliOperator) -> None:
    assert sample.data_3tuple_list_complex_coeff() == [("XY", [0, 3], 1 + 2j), ("", [], 2.5), ("Z", [1], -1)]
    assert sample.data_3tuple_list_float_coeff() == [("XY", [0, 3], 1.0), ("", [], 2.5), ("Z", [1], -1.0)]
    assert sample.data_dict_float_coeff() == {"X0 Y3": 1.0, "": 2.5, "Z1": -1.0}
    assert list(sample.data_dict_complex_coeff().items()) == [("X0 Y3", 1 + 2j), ("", 2.5), ("Z1", -1)]
    assert sample.data_dict_str(False, False) == (
        "'X0 Y3':1.000000000000000000,'':2.500000000000000000,'Z1':-1.000000000000000000"
    )
    assert sample.qubits() == ([2, 4, 5, 6], [0, 1, 3])
    assert sample.max_qbit_idx() == 6
    rest = {2: "I", 4: "I", 5: "I", 6: "I"}
    assert sample.to_hamiltonian_pq2()[0] == ({0: "X", 1: "I", 3: "Y", **rest}, 1 + 2j)


def test_terms(sample: PauliOperator) -> None:
    term = sample.terms()[0]
    sample += PauliOperator({"X0 Y3": 5})  # the term is as it was
    assert term.coef() == 1 + 2j
    assert [(p.qbit(), p.pauli_char(), p.is_I(), p.is_X(), p.is_Y(), p.is_Z()) for p in term.paulis()] == [
        (0, "X", False, True, False, False),
        (3, "Y", False, False, True, False),
    ]
    assert term.qubits() == ([1, 2, 4, 5, 6], [0, 3])
    assert term.max_qbit_idx() == 6
    assert term.data_3tuple_complex_coeff() == ("XY", [0, 3], 1 + 2j)
    assert term.data_2tuple_complex_coeff() == ("X0 Y3", 1 + 2j)
    assert term.data_3tuple_float_coeff() == ("XY", [0, 3], 1.0)
    assert term.data_2tuple_float_coeff() == ("X0 Y3", 1.0)
    assert term.to_qcircuit().count_ops() == {"X": 1, "Y": 1, "I": 5}
    assert term.paulis()[1].to_qgate().name() == "Y"
    assert repr(term) == "<PauliTerm 'X0 Y3': (1+2j)>"
    assert repr(term.paulis()[0]) == "<PauliWithQbit X0>"
    assert [coef for _, coef in sample.to_qcircuits()] == [term.coef() for term in sample]
    assert len(sample) == len(list(sample)) == 3


def test_numbers_of_any_kind_are_coefficients() -> None:
    x = PauliOperator({"X": 2})
    for two in (2, 2.0, 2 + 0j, np.float64(2), np.float32(2), np.int64(2), np.complex128(2)):
        assert PauliOperator({"X": two}) == x
        assert two * PauliOperator("X") == x
        assert PauliOperator("X") * two == x
    assert PauliOperator(["X", "Y"], np.array([1, 2])) == PauliOperator({"X": 1, "Y": 2})
    assert PauliOperator(("X", "Y"), (1, 2)) == PauliOperator({"X": 1, "Y": 2})
    assert PauliOperator([[1, 0], [0, -1]]) == PauliOperator("Z")
    assert PauliOperator(np.array([[0, -1j], [1j, 0]])) == PauliOperator("Y")
    with pytest.raises(TypeError):
        2 @ x
    with pytest.raises(TypeError):
        x + None
    with pytest.raises(TypeError):
        x * "2"
    with pytest.raises(TypeError):
        PauliOperator(None)


@pytest.mark.parametrize(
    ("key", "column"),
    [
        ("x0", 1),
        ("X0Y1", 3),
        ("XY", 2),
        ("X 0", 3),
        ("X0,Y1", 3),
        ("X0\tY1", 3),
        ("X-1", 2),
        ("X1.5", 3),
        ("Q0", 1),
        ("X0 ", None),
        ("X99999999999", 2),
        ("X" + "9" * 1000, 2),
        ("X16777216", 2),
        ("X0 \u00e9", 4),
    ],
)
def test_keys_are_read_or_refused(key: str, column: int | None) -> None:
    for make in (
        PauliOperator,
        Hamiltonian,
        lambda key: PauliOperator({key: 1}),
        lambda key: PauliOperator([key], [1]),
    ):
        if column is None:
            make(key)
            continue
        with pytest.raises(errors.ParseError) as caught:
            make(key)
        assert (caught.value.line, caught.value.column) == (1, column)
        assert isinstance(caught.value, RuntimeError)


WRONG: list[tuple[Callable[[], Any], type[Exception], str]] = [
    (lambda: PauliOperator(["X0", "Y0"], [1]), errors.InvalidArgument, "2 entries .* 1"),
    (lambda: PauliOperator(["X0"], [1, 2]), errors.InvalidArgument, "1 entries .* 2"),
    (lambda: Hamiltonian(["X"], [1, 2], True), errors.InvalidArgument, "1 entries .* 2"),
    (lambda: PauliOperator(["X Y"], [1], True), errors.ParseError, "X Y"),
    (lambda: PauliOperator([("XX", [0], 1)]), errors.InvalidArgument, "2 letters for 1 qubits"),
    (lambda: PauliOperator([("X", [-1], 1)]), errors.NegativeValue, "-1"),
    (lambda: PauliOperator([("X", [2**40], 1)]), errors.InvalidArgument, "1099511627776"),
    (lambda: PauliOperator({"X0": float("nan")}), errors.InvalidArgument, "nan"),
    (lambda: PauliOperator({"X0": complex(0, float("inf"))}), errors.InvalidArgument, "inf"),
    (lambda: PauliOperator({"X0": 10**400}), errors.InvalidArgument, "'X0' is beyond"),
    (lambda: PauliOperator({"X0": "1"}), TypeError, "'X0' must be a number, got str"),
    (lambda: PauliOperator({1: 1}), TypeError, "got 1"),
    (lambda: PauliOperator({"X\ud800": 1}), TypeError, "Pauli strings"),
    (lambda: PauliOperator(np.eye(3)), errors.InvalidArgument, "3 x 3"),
    (lambda: PauliOperator(np.ones((2, 4))), errors.InvalidArgument, "2 x 4"),
    (lambda: PauliOperator(np.ones((1, 1))), errors.InvalidArgument, "1 x 1"),
    (lambda: PauliOperator(np.ones(4)), errors.InvalidArgument, "two dimensions"),
    (lambda: PauliOperator(np.full((2, 2), np.nan)), errors.InvalidArgument, "nan"),
    (lambda: PauliOperator("X") / 0, errors.InvalidArgument, "division"),
    (lambda: PauliOperator("X") * float("inf"), errors.InvalidArgument, "inf"),
    (lambda: PauliOperator("X") ** -1, errors.NegativeValue, "-1"),
    (lambda: PauliOperator("X").tensor(-1), errors.NegativeValue, "-1"),
    (lambda: PauliOperator("X").simplify(-0.5), errors.InvalidArgument, "-0.5"),
    (lambda: PauliOperator("X").simplify(float("nan")), errors.InvalidArgument, "nan"),
    (lambda: PauliOperator("X2").apply(np.ones(4)), errors.InvalidArgument, "m >= 3"),
    (lambda: PauliOperator("X").apply(np.ones(3)), errors.InvalidArgument, "got 3"),
    (lambda: PauliOperator("X").expectation(np.ones((2, 2))), errors.InvalidArgument, "one dimension"),
    (lambda: PauliOperator("X40").matrix(), errors.ResourceExhausted, "41 qubits"),
    (lambda: PauliOperator({"X": 1, "Z": 1}).tensor(60), errors.ResourceExhausted, "terms"),
    (lambda: PauliOperator.from_dict_str("{'X0': 1"), errors.ParseError, "column 9"),
]


@pytest.mark.parametrize(("make", "error", "message"), WRONG)
def test_wrong_values_are_refused(make: Callable[[], Any], error: type[Exception], message: str) -> None:
    with pytest.raises(error, match=message):
        make()


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_pickling(protocol: int, sample: PauliOperator) -> None:
    for made in (sample, Hamiltonian(sample), PauliOperator(), 0 * PauliOperator("Z70")):
        again = pickle.loads(pickle.dumps(made, protocol))
        assert type(again) is type(made)
        assert again == made
    with pytest.raises(TypeError, match="PauliTerm"):
        pickle.dumps(sample.terms()[0], protocol)


def test_archives_are_not_trusted(sample: PauliOperator) -> None:
    (width, masks, coefs), attributes = sample.__reduce__()[2]
    for state in ((0, masks, coefs), (1, masks, coefs), (width, masks[:-8], coefs), (width, masks[:-1], coefs)):
        with pytest.raises(errors.InvalidArgument):
            PauliOperator.__new__(PauliOperator).__setstate__((state, attributes))


def test_subclasses_work() -> None:
    class Model(PauliOperator):
        pass

    model = Model({"X0": 1})
    assert model == PauliOperator("X")
    assert type(model + 1) is PauliOperator
    assert len(model) == 1
