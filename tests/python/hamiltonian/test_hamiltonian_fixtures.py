"""Golden operators: terms, qubits and matrices of expressions."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from pyqpanda3.hamiltonian import Hamiltonian, PauliOperator

RECORDS = json.loads((Path(__file__).parents[2] / "fixtures" / "compile" / "pauli.json").read_text())


def test_the_fixtures_are_there() -> None:
    assert len(RECORDS) == 10


def built(expression: Any) -> Any:
    if isinstance(expression, dict):
        return PauliOperator({key: complex(*np.atleast_1d(coef)) for key, coef in expression.items()})
    if not isinstance(expression, list):
        return expression
    name, *arguments = expression
    if name == "lists":
        strings, coefs, flag = arguments
        return PauliOperator(strings, [complex(*coef) for coef in coefs], flag)
    if name == "tuples":
        return PauliOperator([(letters, qubits, complex(*coef)) for letters, qubits, coef in arguments[0]])
    left, right = (built(argument) for argument in arguments)
    if name == "tensor":
        return left.tensor(right)
    return {"add": lambda: left + right, "sub": lambda: left - right, "mul": lambda: left * right}[name]()


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record["id"])
@pytest.mark.parametrize("as_hamiltonian", [False, True])
def test_expressions(record: dict[str, Any], as_hamiltonian: bool) -> None:
    operator = built(record["expr"])
    expected = record["expect"]
    if as_hamiltonian:
        operator = Hamiltonian(operator)
        assert operator.pauli_operator() == built(record["expr"])
    else:
        assert operator.data_dict_complex_coeff() == {key: complex(*coef) for key, coef in expected["terms"].items()}
        assert [list(part) for part in operator.qubits()] == expected["qubits"]
        assert operator.max_qbit_idx() == expected["max"]
        if "data" in expected:
            assert [
                [letters, qubits, [coef.real, coef.imag]]
                for letters, qubits, coef in (operator.data_3tuple_list_complex_coeff())
            ] == expected["data"]
    if "text" in expected:
        assert str(operator) == expected["text"]
        assert [operator.str_with_I(True), operator.str_with_I(False)] == expected["with_I"]
    if "matrix" in expected:
        # The golden matrices are transposed: in them Y has the sign of its conjugate.
        matrix = np.array([[complex(*value) for value in row] for row in expected["matrix"]]).T
        assert np.array_equal(operator.matrix(), matrix)
        assert type(operator)(matrix) == operator
