# Written by scripts/stubs.py from the extension module; change the bindings and run `make stubs`.
# mypy: disable-error-code="overload-cannot-match, overload-overlap"
# pyright: reportOverlappingOverload=false

"""
Sums of products of Pauli matrices: operators for expectation values and for algebra.

Conventions: a key such as ``"X0 Z2"`` names letters and their qubits; qubit 0 is the least significant bit of matrix
and state indices; terms keep the order in which they first appeared.
"""

from __future__ import annotations

import collections.abc
import typing

import numpy
import numpy.typing

import pyqpanda3.core

__all__: list[str] = ["Hamiltonian", "PauliOperator", "PauliTerm", "PauliWithQbit"]

class PauliWithQbit:
    """A letter of a term and its qubit."""

    def __reduce__(self) -> tuple[typing.Any, ...]: ...
    def __repr__(self) -> str: ...
    def is_I(self) -> bool:
        """Whether the letter is I."""

    def is_X(self) -> bool:
        """Whether the letter is X."""

    def is_Y(self) -> bool:
        """Whether the letter is Y."""

    def is_Z(self) -> bool:
        """Whether the letter is Z."""

    def pauli_char(self) -> str:
        """The letter."""

    def qbit(self) -> int:
        """The qubit."""

    def to_qgate(self) -> pyqpanda3.core.QGate:
        """The gate of that name on the qubit."""

class PauliTerm:
    """A term of an operator as it was when asked for: letters other than I by ascending qubit, and a
    coefficient.
    """

    def __reduce__(self) -> tuple[typing.Any, ...]: ...
    def __repr__(self) -> str: ...
    def coef(self) -> complex:
        """The coefficient."""

    def data_2tuple_complex_coeff(self) -> tuple[str, complex]:
        """('X0 Z2', coefficient)."""

    def data_2tuple_float_coeff(self) -> tuple[str, float]:
        """('X0 Z2', real part of the coefficient)."""

    def data_3tuple_complex_coeff(self) -> tuple[str, list[int], complex]:
        """(letters, qubits, coefficient)."""

    def data_3tuple_float_coeff(self) -> tuple[str, list[int], float]:
        """(letters, qubits, real part of the coefficient)."""

    def max_qbit_idx(self) -> int:
        """The number of qubits of the operator - 1."""

    def paulis(self) -> list[PauliWithQbit]:
        """The letters other than I, by ascending qubit."""

    def qubits(self) -> tuple[list[int], list[int]]:
        """(qubits of the operator with I in this term, the others), ascending."""

    def to_qcircuit(self) -> pyqpanda3.core.QCircuit:
        """A gate for each qubit of the operator, I included, without the coefficient."""

class PauliOperator:
    """A sum of products of Pauli matrices with complex coefficients.

    Qubit 0 is the least significant bit of matrix and state indices. The number of qubits is the highest one
    mentioned + 1, at least 1. Terms keep the order of first appearance; equal ones are merged; those whose
    coefficient is exactly 0 vanish.
    """

    __hash__: typing.ClassVar[None]  # type: ignore[assignment]

    @staticmethod
    def from_dict_str(dict_str: str) -> PauliOperator:
        """Reads what data_dict_str() writes, or a Python dict of numbers as text. Raises ParseError for other texts."""

    @typing.overload
    def __add__(self, other: PauliOperator) -> PauliOperator:
        """The sum; equal terms are merged, and vanish where they cancel exactly."""

    @typing.overload
    def __add__(self, num: complex | typing.SupportsComplex | typing.SupportsFloat) -> PauliOperator:
        """Adds num times the identity."""

    def __copy__(self) -> typing.Any:
        """An independent copy; attributes that were set on the object are shared."""

    def __deepcopy__(self, memo: dict[typing.Any, typing.Any]) -> typing.Any:
        """An independent copy; attributes that were set on the object are copied too."""

    def __eq__(self, other: object, /) -> bool:
        """The same number of qubits, and the same terms with equal coefficients in any order."""

    @typing.overload
    def __iadd__(self, other: PauliOperator) -> PauliOperator:
        """Adds in place."""

    @typing.overload
    def __iadd__(self, num: complex | typing.SupportsComplex | typing.SupportsFloat) -> PauliOperator:
        """Adds num times the identity in place."""

    @typing.overload
    def __imul__(self, other: PauliOperator) -> PauliOperator:
        """Multiplies in place, the other one on the right."""

    @typing.overload
    def __imul__(self, scalar: complex | typing.SupportsComplex | typing.SupportsFloat) -> PauliOperator:
        """Multiplies all coefficients in place."""

    @typing.overload
    def __init__(self) -> None:
        """0, on one qubit."""

    @typing.overload
    def __init__(self, pauli_operator: PauliOperator) -> None:
        """The same terms; an independent copy."""

    @typing.overload
    def __init__(self, pauli: str) -> None:
        """One term with coefficient 1, such as 'X', 'X0 Z2'."""

    @typing.overload
    def __init__(
        self, pauli_with_coef_s: collections.abc.Mapping[str, complex | typing.SupportsComplex | typing.SupportsFloat]
    ) -> None:
        """Keys and coefficients: {'X0 Z2': 1.5, '': 2j}.

        A key has letters I, X, Y, Z with their qubits, separated by blanks, in any order. A qubit named twice
        multiplies from left to right ('X0 Y0' is i Z0), a letter without number means qubit 0, I only mentions its
        qubit, '' is the identity. Raises ParseError for other texts, InvalidArgument for NaN or infinity.
        """

    @typing.overload
    def __init__(
        self,
        paulis: collections.abc.Sequence[str],
        coefs: collections.abc.Sequence[complex | typing.SupportsComplex | typing.SupportsFloat],
    ) -> None:
        """Keys as in the dict, and the coefficient of each. Raises InvalidArgument for lists of different length."""

    @typing.overload
    def __init__(
        self,
        paulis: collections.abc.Sequence[str],
        coefs: collections.abc.Sequence[complex | typing.SupportsComplex | typing.SupportsFloat],
        AB_is_A1_B0: bool,
    ) -> None:
        """Strings with one letter for each qubit, such as 'XIZ', and their coefficients.

        `AB_is_A1_B0`: with True the rightmost letter belongs to qubit 0, with False the leftmost. Raises ParseError
        for other characters, also blanks, and InvalidArgument for lists of different length.
        """

    @typing.overload
    def __init__(
        self,
        paulis_qbits_coef__s: collections.abc.Sequence[
            tuple[
                str,
                collections.abc.Sequence[typing.SupportsIndex],
                complex | typing.SupportsComplex | typing.SupportsFloat,
            ]
        ],
    ) -> None:
        """Tuples of letters, their qubits and a coefficient: [('XZ', [0, 2], 1.5)]. A qubit listed twice multiplies.
        Raises InvalidArgument unless there is a letter for each qubit.
        """

    @typing.overload
    def __init__(self, mat: typing.Annotated[numpy.typing.ArrayLike, numpy.complex128]) -> None:
        """The decomposition of a real or complex matrix of shape (2^n, 2^n), n >= 1; qubit 0 is the least significant
        bit of an index. What is below the rounding error of the decomposition counts as 0. O(4^n n).
        """

    @typing.overload
    def __isub__(self, other: PauliOperator) -> PauliOperator:
        """Subtracts in place."""

    @typing.overload
    def __isub__(self, num: complex | typing.SupportsComplex | typing.SupportsFloat) -> PauliOperator:
        """Subtracts num times the identity in place."""

    def __iter__(self) -> collections.abc.Iterator[PauliTerm]:
        """The terms in order, as they are now."""

    def __len__(self) -> int:
        """The number of terms."""

    def __matmul__(self, other: PauliOperator) -> PauliOperator:
        """The same as `*` between operators."""

    @typing.overload
    def __mul__(self, other: PauliOperator) -> PauliOperator:
        """The product of operators, this one on the left."""

    @typing.overload
    def __mul__(self, scalar: complex | typing.SupportsComplex | typing.SupportsFloat) -> PauliOperator:
        """All coefficients times a number."""

    def __neg__(self) -> PauliOperator:
        """All coefficients negated."""

    def __pow__(self, n: typing.SupportsIndex) -> PauliOperator:
        """The n-th power, n >= 0 (NegativeValue otherwise); the 0th is the identity. An addition of this package."""

    def __radd__(self, num: complex | typing.SupportsComplex | typing.SupportsFloat) -> PauliOperator:
        """Adds num times the identity."""

    def __reduce__(self) -> tuple[typing.Any, ...]: ...
    def __repr__(self) -> str:
        """An expression that makes the operator again; a summary beyond 1000 terms."""

    def __rmul__(self, scalar: complex | typing.SupportsComplex | typing.SupportsFloat) -> PauliOperator:
        """All coefficients times a number."""

    def __rsub__(self, num: complex | typing.SupportsComplex | typing.SupportsFloat) -> PauliOperator:
        """num times the identity minus this."""

    def __setstate__(self, arg0: typing.Any) -> None:
        """What pickle and copy call."""

    def __str__(self) -> str:
        """The same as str_no_I()."""

    @typing.overload
    def __sub__(self, other: PauliOperator) -> PauliOperator:
        """The difference."""

    @typing.overload
    def __sub__(self, num: complex | typing.SupportsComplex | typing.SupportsFloat) -> PauliOperator:
        """Subtracts num times the identity."""

    def __truediv__(self, scalar: complex | typing.SupportsComplex | typing.SupportsFloat) -> PauliOperator:
        """All coefficients divided by a number; InvalidArgument for 0. An addition of this package."""

    def apply(
        self, state: typing.Annotated[numpy.typing.ArrayLike, numpy.complex128]
    ) -> numpy.typing.NDArray[numpy.complex128]:
        """The operator applied to a state, without a matrix: an array of 2^m complex numbers in, one out; m is at
        least the number of qubits, on further ones it is the identity. An addition of this package.
        """

    def data_3tuple_list_complex_coeff(self) -> list[tuple[str, list[int], complex]]:
        """For each term (letters, qubits, coefficient)."""

    def data_3tuple_list_float_coeff(self) -> list[tuple[str, list[int], float]]:
        """For each term (letters, qubits, real part of the coefficient)."""

    def data_dict_complex_coeff(self) -> dict[str, complex]:
        """{'X0 Z2': coefficient}."""

    def data_dict_float_coeff(self) -> dict[str, float]:
        """{'X0 Z2': real part of the coefficient}."""

    def data_dict_str(self, is_coeff_complex: bool = True, double_quote: bool = True) -> str:
        """The terms as text, `"X0 Z2":1.500000000000000000+0.000000000000000000j,...`, exactly. Without
        `is_coeff_complex` real parts only; without `double_quote` in single quotes.
        """

    def expectation(self, state: typing.Annotated[numpy.typing.ArrayLike, numpy.complex128]) -> complex:
        """<state|operator|state> for an array of 2^m complex numbers, as in apply(); complex where coefficients are.
        The state is not normalised. An addition of this package.
        """

    def group_commuting(self, qubit_wise: bool = False) -> list[PauliOperator]:
        """Operators that add up to this one, each of terms that commute with one another: as whole products, or with
        `qubit_wise` on every qubit by itself, so that one choice of bases measures them all. Each term joins the
        first group it fits.
        """

    def matrix(self) -> numpy.typing.NDArray[numpy.complex128]:
        """The matrix of shape (2^n, 2^n), complex128; qubit 0 is the least significant bit of an index.

        Raises ResourceExhausted, before it is allocated, if it does not fit into memory.
        """

    def max_qbit_idx(self) -> int:
        """The number of qubits - 1."""

    def qubits(self) -> tuple[list[int], list[int]]:
        """(qubits with I in all terms, the others), ascending."""

    def simplify(self, tolerance: typing.SupportsFloat = 1e-12) -> PauliOperator:
        """A copy without the terms whose coefficient has an absolute value of at most `tolerance`. An addition of
        this package.
        """

    def str_no_I(self) -> str:
        """The terms without I: `{ qubit_total = 1, pauli_with_coef_s = { 'X0 ':1 + 0j, } }`."""

    def str_with_I(self, AB_is_A1_B0: bool = True) -> str:
        """The terms with a letter for every qubit; `AB_is_A1_B0`: qubit 0 is the rightmost letter, else the leftmost."""

    def str_without_I(self) -> str:
        """The same as str_no_I()."""

    @typing.overload
    def tensor(self, other: PauliOperator) -> PauliOperator:
        """Both side by side: the qubits of `other` are moved up by the number of qubits of this one."""

    @typing.overload
    def tensor(self, n: typing.SupportsIndex) -> PauliOperator:
        """n copies side by side; for 0 and 1 the operator itself. NegativeValue below 0."""

    def terms(self) -> list[PauliTerm]:
        """The terms in order."""

    def to_hamiltonian_pq2(self) -> list[tuple[dict[int, str], complex]]:
        """For each term the letters of all qubits as {qubit: letter}, and the coefficient."""

    def to_qcircuits(self) -> list[tuple[pyqpanda3.core.QCircuit, complex]]:
        """For each term a circuit with a gate for each qubit, I included, and the coefficient."""

class Hamiltonian:
    """A PauliOperator under the name that expectation values ask for; it need not be Hermitian."""

    __hash__: typing.ClassVar[None]  # type: ignore[assignment]

    @typing.overload
    def __add__(self, other: Hamiltonian) -> Hamiltonian:
        """The sum; equal terms are merged, and vanish where they cancel exactly."""

    @typing.overload
    def __add__(self, num: complex | typing.SupportsComplex | typing.SupportsFloat) -> Hamiltonian:
        """Adds num times the identity."""

    def __copy__(self) -> typing.Any:
        """An independent copy; attributes that were set on the object are shared."""

    def __deepcopy__(self, memo: dict[typing.Any, typing.Any]) -> typing.Any:
        """An independent copy; attributes that were set on the object are copied too."""

    def __eq__(self, other: object, /) -> bool:
        """The same number of qubits, and the same terms with equal coefficients in any order."""

    @typing.overload
    def __iadd__(self, other: Hamiltonian) -> Hamiltonian:
        """Adds in place."""

    @typing.overload
    def __iadd__(self, num: complex | typing.SupportsComplex | typing.SupportsFloat) -> Hamiltonian:
        """Adds num times the identity in place."""

    @typing.overload
    def __imul__(self, other: Hamiltonian) -> Hamiltonian:
        """Multiplies in place, the other one on the right."""

    @typing.overload
    def __imul__(self, scalar: complex | typing.SupportsComplex | typing.SupportsFloat) -> Hamiltonian:
        """Multiplies all coefficients in place."""

    @typing.overload
    def __init__(self) -> None:
        """0, on one qubit."""

    @typing.overload
    def __init__(self, other: Hamiltonian) -> None:
        """An independent copy."""

    @typing.overload
    def __init__(self, pauli_operator: PauliOperator) -> None:
        """The same terms; an independent copy."""

    @typing.overload
    def __init__(self, pauli: str) -> None:
        """One term with coefficient 1, such as 'X', 'X0 Z2'."""

    @typing.overload
    def __init__(
        self, pauli_with_coef_s: collections.abc.Mapping[str, complex | typing.SupportsComplex | typing.SupportsFloat]
    ) -> None:
        """Keys and coefficients: {'X0 Z2': 1.5, '': 2j}.

        A key has letters I, X, Y, Z with their qubits, separated by blanks, in any order. A qubit named twice
        multiplies from left to right ('X0 Y0' is i Z0), a letter without number means qubit 0, I only mentions its
        qubit, '' is the identity. Raises ParseError for other texts, InvalidArgument for NaN or infinity.
        """

    @typing.overload
    def __init__(
        self,
        paulis: collections.abc.Sequence[str],
        coefs: collections.abc.Sequence[complex | typing.SupportsComplex | typing.SupportsFloat],
    ) -> None:
        """Keys as in the dict, and the coefficient of each. Raises InvalidArgument for lists of different length."""

    @typing.overload
    def __init__(
        self,
        paulis: collections.abc.Sequence[str],
        coefs: collections.abc.Sequence[complex | typing.SupportsComplex | typing.SupportsFloat],
        AB_is_A1_B0: bool = True,
    ) -> None:
        """Strings with one letter for each qubit, such as 'XIZ', and their coefficients.

        `AB_is_A1_B0`: with True the rightmost letter belongs to qubit 0, with False the leftmost. Raises ParseError
        for other characters, also blanks, and InvalidArgument for lists of different length.
        """

    @typing.overload
    def __init__(
        self,
        paulis_qbits_coef__s: collections.abc.Sequence[
            tuple[
                str,
                collections.abc.Sequence[typing.SupportsIndex],
                complex | typing.SupportsComplex | typing.SupportsFloat,
            ]
        ],
    ) -> None:
        """Tuples of letters, their qubits and a coefficient: [('XZ', [0, 2], 1.5)]. A qubit listed twice multiplies.
        Raises InvalidArgument unless there is a letter for each qubit.
        """

    @typing.overload
    def __init__(self, mat: typing.Annotated[numpy.typing.ArrayLike, numpy.complex128]) -> None:
        """The decomposition of a real or complex matrix of shape (2^n, 2^n), n >= 1; qubit 0 is the least significant
        bit of an index. What is below the rounding error of the decomposition counts as 0. O(4^n n).
        """

    @typing.overload
    def __isub__(self, other: Hamiltonian) -> Hamiltonian:
        """Subtracts in place."""

    @typing.overload
    def __isub__(self, num: complex | typing.SupportsComplex | typing.SupportsFloat) -> Hamiltonian:
        """Subtracts num times the identity in place."""

    def __iter__(self) -> collections.abc.Iterator[PauliTerm]:
        """The terms in order, as they are now."""

    def __len__(self) -> int:
        """The number of terms."""

    def __matmul__(self, other: Hamiltonian) -> Hamiltonian:
        """The same as `*` between operators."""

    @typing.overload
    def __mul__(self, other: Hamiltonian) -> Hamiltonian:
        """The product of operators, this one on the left."""

    @typing.overload
    def __mul__(self, scalar: complex | typing.SupportsComplex | typing.SupportsFloat) -> Hamiltonian:
        """All coefficients times a number."""

    def __neg__(self) -> Hamiltonian:
        """All coefficients negated."""

    def __pow__(self, n: typing.SupportsIndex) -> Hamiltonian:
        """The n-th power, n >= 0 (NegativeValue otherwise); the 0th is the identity. An addition of this package."""

    def __radd__(self, num: complex | typing.SupportsComplex | typing.SupportsFloat) -> Hamiltonian:
        """Adds num times the identity."""

    def __reduce__(self) -> tuple[typing.Any, ...]: ...
    def __repr__(self) -> str:
        """An expression that makes the operator again; a summary beyond 1000 terms."""

    def __rmul__(self, scalar: complex | typing.SupportsComplex | typing.SupportsFloat) -> Hamiltonian:
        """All coefficients times a number."""

    def __rsub__(self, num: complex | typing.SupportsComplex | typing.SupportsFloat) -> Hamiltonian:
        """num times the identity minus this."""

    def __setstate__(self, arg0: typing.Any) -> None:
        """What pickle and copy call."""

    def __str__(self) -> str:
        """The same as str_no_I()."""

    @typing.overload
    def __sub__(self, other: Hamiltonian) -> Hamiltonian:
        """The difference."""

    @typing.overload
    def __sub__(self, num: complex | typing.SupportsComplex | typing.SupportsFloat) -> Hamiltonian:
        """Subtracts num times the identity."""

    def __truediv__(self, scalar: complex | typing.SupportsComplex | typing.SupportsFloat) -> Hamiltonian:
        """All coefficients divided by a number; InvalidArgument for 0. An addition of this package."""

    def apply(
        self, state: typing.Annotated[numpy.typing.ArrayLike, numpy.complex128]
    ) -> numpy.typing.NDArray[numpy.complex128]:
        """The operator applied to a state, without a matrix: an array of 2^m complex numbers in, one out; m is at
        least the number of qubits, on further ones it is the identity. An addition of this package.
        """

    def expectation(self, state: typing.Annotated[numpy.typing.ArrayLike, numpy.complex128]) -> complex:
        """<state|operator|state> for an array of 2^m complex numbers, as in apply(); complex where coefficients are.
        The state is not normalised. An addition of this package.
        """

    def matrix(self) -> numpy.typing.NDArray[numpy.complex128]:
        """The matrix of shape (2^n, 2^n), complex128; qubit 0 is the least significant bit of an index.

        Raises ResourceExhausted, before it is allocated, if it does not fit into memory.
        """

    def pauli_operator(self) -> PauliOperator:
        """The same terms as a PauliOperator; an independent copy."""

    def simplify(self, tolerance: typing.SupportsFloat = 1e-12) -> Hamiltonian:
        """A copy without the terms whose coefficient has an absolute value of at most `tolerance`. An addition of
        this package.
        """

    def str_no_I(self) -> str:
        """The terms without I: `{ qubit_total = 1, pauli_with_coef_s = { 'X0 ':1 + 0j, } }`."""

    def str_with_I(self, AB_is_A1_B0: bool = True) -> str:
        """The terms with a letter for every qubit; `AB_is_A1_B0`: qubit 0 is the rightmost letter, else the leftmost."""

    def str_without_I(self) -> str:
        """The same as str_no_I()."""

    @typing.overload
    def tensor(self, other: Hamiltonian) -> Hamiltonian:
        """Both side by side: the qubits of `other` are moved up by the number of qubits of this one."""

    @typing.overload
    def tensor(self, n: typing.SupportsIndex) -> Hamiltonian:
        """n copies side by side; for 0 and 1 the operator itself. NegativeValue below 0."""

    def to_hamiltonian_pq2(self) -> list[tuple[dict[int, str], complex]]:
        """For each term the letters of all qubits as {qubit: letter}, and the coefficient."""

    @typing.overload
    def update_by_tensor(self, other: Hamiltonian) -> Hamiltonian:
        """tensor(other) in place."""

    @typing.overload
    def update_by_tensor(self, n: typing.SupportsIndex) -> Hamiltonian:
        """tensor(n) in place."""
