# Written by scripts/stubs.py from the extension module; change the bindings and run `make stubs`.
# mypy: disable-error-code="overload-cannot-match, overload-overlap"
# pyright: reportOverlappingOverload=false

"""
States, density matrices and unitaries as values, and distances between distributions and between states.

Conventions: qubit 0 is the least significant bit of an index, of rows and of columns. Arrays that go in are copied,
arrays that come out are copies.
"""

from __future__ import annotations

import collections.abc
import typing

import numpy
import numpy.typing

import pyqpanda3.core

__all__: list[str] = [
    "DensityMatrix",
    "KL_divergence",
    "Matrix",
    "StateSystemType",
    "StateVector",
    "Unitary",
    "hellinger_distance",
    "hellinger_fidelity",
    "state_fidelity",
]

class Matrix:
    """A dense complex matrix of any shape. A value: methods give new matrices."""

    __hash__: typing.ClassVar[None]  # type: ignore[assignment]

    def L2(self) -> complex:
        """The spectral norm, which is the largest singular value, as a complex number; 0 for an empty matrix."""

    def T(self) -> Matrix:
        """The transpose."""

    def __copy__(self) -> typing.Any:
        """An independent copy; attributes that were set on the object are shared."""

    def __deepcopy__(self, memo: dict[typing.Any, typing.Any]) -> typing.Any:
        """An independent copy; attributes that were set on the object are copied too."""

    def __eq__(self, other: object, /) -> bool:
        """Whether shapes and all elements are equal, without tolerance."""

    @typing.overload
    def __init__(self) -> None:
        """A matrix of shape (0, 0)."""

    @typing.overload
    def __init__(self, data: typing.Annotated[numpy.typing.ArrayLike, numpy.complex128]) -> None:
        """A copy of a two-dimensional array or list of rows of finite numbers; InvalidArgument otherwise."""

    def __reduce__(self) -> tuple[typing.Any, ...]: ...
    def __repr__(self) -> str: ...
    def __setstate__(self, arg0: typing.Any) -> None:
        """What pickle and copy call."""

    def __str__(self) -> str:
        """The values as numpy shows them."""

    def adjoint(self) -> Matrix:
        """The conjugate transpose."""

    def at(self, rowIdx: typing.SupportsIndex, colIdx: typing.SupportsIndex) -> complex:
        """One element, counted from 0. Raises IndexOutOfRange, NegativeValue."""

    def col_total(self) -> int:
        """The number of columns."""

    def hermitian_conjugate(self) -> Matrix:
        """The conjugate transpose."""

    def is_hermitian(self) -> bool:
        """Whether it is square and each element is within 1e-5 of the conjugate of its mirror image."""

    def ndarray(self) -> numpy.typing.NDArray[numpy.complex128]:
        """A copy as a complex128 array of shape (row_total, col_total)."""

    def row_total(self) -> int:
        """The number of rows."""

    def transpose(self) -> Matrix:
        """The transpose."""

class StateVector:
    """A pure state of n qubits: 2^n amplitudes of norm 1. A value: methods give new objects, but update_by_evolve.

    Qubit 0 is the least significant bit of an index.
    """

    __hash__: typing.ClassVar[None]  # type: ignore[assignment]

    def __copy__(self) -> typing.Any:
        """An independent copy; attributes that were set on the object are shared."""

    def __deepcopy__(self, memo: dict[typing.Any, typing.Any]) -> typing.Any:
        """An independent copy; attributes that were set on the object are copied too."""

    def __eq__(self, other: object, /) -> bool:
        """Whether dimensions are equal and amplitudes are within 1e-5; a global phase makes a difference."""

    @typing.overload
    def __init__(self) -> None:
        """|0> of one qubit."""

    @typing.overload
    def __init__(self, other: StateVector) -> None:
        """A copy."""

    @typing.overload
    def __init__(self, qbit_total: typing.SupportsIndex) -> None:
        """|0...0> of that many qubits. Raises NegativeValue; ResourceExhausted if it does not fit into memory."""

    @typing.overload
    def __init__(
        self, data: collections.abc.Mapping[int, complex | typing.SupportsComplex | typing.SupportsFloat]
    ) -> None:
        """Amplitudes by index, others being 0, of the smallest register that has all indices; normalised."""

    @typing.overload
    def __init__(self, data: typing.Annotated[numpy.typing.ArrayLike, numpy.complex128]) -> None:
        """2^n amplitudes, shape (2^n,) or (2^n, 1), which are copied and divided by their norm. Raises InvalidArgument
        for another number, for infinities and nan, and if all are 0.
        """

    @typing.overload
    def __init__(self, data: collections.abc.Sequence[complex | typing.SupportsComplex | typing.SupportsFloat]) -> None:
        """The same from a list."""

    def __reduce__(self) -> tuple[typing.Any, ...]: ...
    def __repr__(self) -> str: ...
    def __setstate__(self, arg0: typing.Any) -> None:
        """What pickle and copy call."""

    def __str__(self) -> str:
        """The values as numpy shows them."""

    def at(self, idx: typing.SupportsIndex) -> complex:
        """One amplitude. Raises IndexOutOfRange, NegativeValue."""

    def dim(self) -> int:
        """The number of amplitudes, 2^n."""

    def evolve(self, circuit: pyqpanda3.core.QCircuit) -> StateVector:
        """A new state: U |psi> for the circuit's unitary U, without making its matrix.

        The circuit may use fewer qubits than the state has, not more (InvalidArgument), and must have no RESET.
        """

    def get_density_matrix(self) -> Matrix:
        """|psi><psi|, a Matrix of shape (2^n, 2^n). Raises ResourceExhausted if it does not fit into memory."""

    def is_valid(self) -> bool:
        """Whether the norm is 1 within 1e-5; always so."""

    def ndarray(self) -> numpy.typing.NDArray[numpy.complex128]:
        """The amplitudes, a copy as a complex128 array of shape (2^n,)."""

    def purity(self) -> complex:
        """1 up to rounding, as a complex number."""

    def update_by_evolve(self, circuit: pyqpanda3.core.QCircuit) -> StateVector:
        """The same in place; returns this object. After an exception the state is as it was."""

class DensityMatrix:
    """A mixed state of n qubits: a Hermitian matrix of shape (2^n, 2^n) with trace 1 and no negative eigenvalue. A
    value: methods give new objects, but update_by_evolve.

    Qubit 0 is the least significant bit of row and column numbers.
    """

    __hash__: typing.ClassVar[None]  # type: ignore[assignment]

    def __copy__(self) -> typing.Any:
        """An independent copy; attributes that were set on the object are shared."""

    def __deepcopy__(self, memo: dict[typing.Any, typing.Any]) -> typing.Any:
        """An independent copy; attributes that were set on the object are copied too."""

    def __eq__(self, other: object, /) -> bool:
        """Whether dimensions are equal and elements are within 1e-5."""

    @typing.overload
    def __init__(self) -> None:
        """|0><0| of one qubit."""

    @typing.overload
    def __init__(self, other: DensityMatrix) -> None:
        """A copy."""

    @typing.overload
    def __init__(self, other: StateVector) -> None:
        """|psi><psi|."""

    @typing.overload
    def __init__(self, qbit_total: typing.SupportsIndex) -> None:
        """|0...0><0...0| of that many qubits. Raises NegativeValue; ResourceExhausted if it does not fit into memory."""

    @typing.overload
    def __init__(self, data: typing.Annotated[numpy.typing.ArrayLike, numpy.complex128]) -> None:
        """A copy of an array of shape (2^n, 2^n). Raises InvalidArgument, saying what is wrong, unless it is Hermitian,
        has trace 1 and no negative eigenvalue, each within 1e-5.
        """

    @typing.overload
    def __init__(
        self,
        data: collections.abc.Sequence[
            collections.abc.Sequence[complex | typing.SupportsComplex | typing.SupportsFloat]
        ],
    ) -> None:
        """The same from a list of rows."""

    def __reduce__(self) -> tuple[typing.Any, ...]: ...
    def __repr__(self) -> str: ...
    def __setstate__(self, arg0: typing.Any) -> None:
        """What pickle and copy call."""

    def __str__(self) -> str:
        """The values as numpy shows them."""

    def at(self, row_idx: typing.SupportsIndex, col_idx: typing.SupportsIndex) -> complex:
        """One element. Raises IndexOutOfRange, NegativeValue."""

    def dim(self) -> int:
        """The number of rows, 2^n."""

    def evolve(self, circuit: pyqpanda3.core.QCircuit) -> DensityMatrix:
        """A new state: U rho U^dagger for the circuit's unitary U.

        The circuit may use fewer qubits than the state has, not more (InvalidArgument), and must have no RESET.
        """

    def is_valid(self) -> bool:
        """Whether it is a density matrix within 1e-5; always so."""

    def ndarray(self) -> numpy.typing.NDArray[numpy.complex128]:
        """A copy as a complex128 array of shape (2^n, 2^n)."""

    def purity(self) -> complex:
        """The trace of the square, as a complex number: 1 for a pure state, 2^-n for the completely mixed one."""

    def to_statevector(self) -> list[complex]:
        """The 2^n amplitudes of a pure state, the first that is not 0 being positive; an empty list for a mixed state
        (purity below 1 by more than 1e-5).
        """

    def update_by_evolve(self, circuit: pyqpanda3.core.QCircuit) -> DensityMatrix:
        """The same in place; returns this object. After an exception the state is as it was."""

class StateSystemType:
    """The order of qubits in indices.

    Members:

      Q2Q1Q0 : Qubit 0 is the least significant bit.
    """

    Q2Q1Q0: typing.ClassVar[StateSystemType]
    __members__: typing.ClassVar[dict[str, StateSystemType]]

    def __eq__(self, other: object, /) -> bool: ...
    def __getstate__(self) -> int: ...
    def __hash__(self) -> int: ...
    def __index__(self) -> int: ...
    def __init__(self, value: typing.SupportsIndex) -> None: ...
    def __int__(self) -> int: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __reduce__(self) -> tuple[typing.Any, ...]: ...
    def __repr__(self) -> str: ...
    def __setstate__(self, state: typing.Any) -> None: ...
    def __str__(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def value(self) -> int: ...

class Unitary:
    """The unitary of a circuit, a matrix of shape (2^r, 2^r). A value."""

    __hash__: typing.ClassVar[None]  # type: ignore[assignment]

    @staticmethod
    def from_matrix(matrix: typing.Annotated[numpy.typing.ArrayLike, numpy.complex128]) -> Unitary:
        """From an array of shape (2^r, 2^r) that is unitary within 1e-8; InvalidArgument otherwise. An addition of this
        package.
        """

    def __copy__(self) -> typing.Any:
        """An independent copy; attributes that were set on the object are shared."""

    def __deepcopy__(self, memo: dict[typing.Any, typing.Any]) -> typing.Any:
        """An independent copy; attributes that were set on the object are copied too."""

    def __eq__(self, other: object, /) -> bool:
        """Whether dimensions are equal and elements are within 1e-10; a global phase makes a difference."""

    def __init__(
        self, qcircuit: pyqpanda3.core.QCircuit, system_type: StateSystemType = StateSystemType.Q2Q1Q0
    ) -> None:
        """The unitary of a circuit whose register has r qubits, 0 up to the highest that it uses. Raises InvalidArgument
        for a circuit with RESET; ResourceExhausted if 4^r numbers do not fit into memory.
        """

    def __reduce__(self) -> tuple[typing.Any, ...]: ...
    def __repr__(self) -> str: ...
    def __setstate__(self, arg0: typing.Any) -> None:
        """What pickle and copy call."""

    def __str__(self) -> str:
        """The values as numpy shows them."""

    def ndarray(self) -> numpy.typing.NDArray[numpy.complex128]:
        """A copy as a complex128 array of shape (2^r, 2^r)."""

@typing.overload
def KL_divergence(
    p: collections.abc.Sequence[typing.SupportsFloat], q: collections.abc.Sequence[typing.SupportsFloat]
) -> float:
    """The sum of p ln(p / q) over two lists of probabilities of equal length; infinite if some p > 0 has q = 0. Raises
    InvalidArgument for probabilities that are negative or do not sum to 1 within 1e-6.
    """

@typing.overload
def KL_divergence(
    p_pdf: collections.abc.Callable[[float], typing.SupportsFloat],
    q_pdf: collections.abc.Callable[[float], typing.SupportsFloat],
    x_start: typing.SupportsFloat,
    x_end: typing.SupportsFloat,
    dx: typing.SupportsFloat = 0.0001,
) -> float:
    """The integral of p ln(p / q) from x_start to x_end of two densities, by the trapezoidal rule with steps of at most
    dx; infinite if p > 0 where q = 0. Raises InvalidArgument unless x_start <= x_end and dx > 0, and where a density
    is negative or not finite.
    """

@typing.overload
def hellinger_distance(
    p: collections.abc.Mapping[int, typing.SupportsFloat], q: collections.abc.Mapping[int, typing.SupportsFloat]
) -> float:
    """sqrt(1 - sum of sqrt(p q)) of two distributions, outcome to probability: 0 if they are equal, 1 if they share no
    outcome. A missing outcome has probability 0. Raises InvalidArgument for probabilities that are negative or do
    not sum to 1 within 1e-6.
    """

@typing.overload
def hellinger_distance(
    p: collections.abc.Mapping[str, typing.SupportsFloat], q: collections.abc.Mapping[str, typing.SupportsFloat]
) -> float:
    """sqrt(1 - sum of sqrt(p q)) of two distributions, outcome to probability: 0 if they are equal, 1 if they share no
    outcome. A missing outcome has probability 0. Raises InvalidArgument for probabilities that are negative or do
    not sum to 1 within 1e-6.
    """

@typing.overload
def hellinger_fidelity(
    p: collections.abc.Mapping[int, typing.SupportsFloat], q: collections.abc.Mapping[int, typing.SupportsFloat]
) -> float:
    """(sum of sqrt(p q))^2 of two distributions: 1 if they are equal, 0 if they share no outcome. Arguments as in
    hellinger_distance.
    """

@typing.overload
def hellinger_fidelity(
    p: collections.abc.Mapping[str, typing.SupportsFloat], q: collections.abc.Mapping[str, typing.SupportsFloat]
) -> float:
    """(sum of sqrt(p q))^2 of two distributions: 1 if they are equal, 0 if they share no outcome. Arguments as in
    hellinger_distance.
    """

@typing.overload
def state_fidelity(matrix1: DensityMatrix, matrix2: DensityMatrix, validate: bool = True) -> float:
    """|<a|b>|^2 for two states, <a|rho|a> for a state and a density matrix, (tr sqrt(sqrt(rho) sigma sqrt(rho)))^2 for
    two density matrices: 1 if they are equal, 0 if they are orthogonal.

    States are lists of 2^n amplitudes, density matrices lists of rows. Raises InvalidArgument for dimensions that
    differ and, with `validate`, for what is no state (norm or trace 1 within 1e-6 and 1e-5).
    """

@typing.overload
def state_fidelity(matrix: DensityMatrix, state: StateVector, validate: bool = True) -> float:
    """|<a|b>|^2 for two states, <a|rho|a> for a state and a density matrix, (tr sqrt(sqrt(rho) sigma sqrt(rho)))^2 for
    two density matrices: 1 if they are equal, 0 if they are orthogonal.

    States are lists of 2^n amplitudes, density matrices lists of rows. Raises InvalidArgument for dimensions that
    differ and, with `validate`, for what is no state (norm or trace 1 within 1e-6 and 1e-5).
    """

@typing.overload
def state_fidelity(state: StateVector, matrix: DensityMatrix, validate: bool = True) -> float:
    """|<a|b>|^2 for two states, <a|rho|a> for a state and a density matrix, (tr sqrt(sqrt(rho) sigma sqrt(rho)))^2 for
    two density matrices: 1 if they are equal, 0 if they are orthogonal.

    States are lists of 2^n amplitudes, density matrices lists of rows. Raises InvalidArgument for dimensions that
    differ and, with `validate`, for what is no state (norm or trace 1 within 1e-6 and 1e-5).
    """

@typing.overload
def state_fidelity(state1: StateVector, state2: StateVector, validate: bool = True) -> float:
    """|<a|b>|^2 for two states, <a|rho|a> for a state and a density matrix, (tr sqrt(sqrt(rho) sigma sqrt(rho)))^2 for
    two density matrices: 1 if they are equal, 0 if they are orthogonal.

    States are lists of 2^n amplitudes, density matrices lists of rows. Raises InvalidArgument for dimensions that
    differ and, with `validate`, for what is no state (norm or trace 1 within 1e-6 and 1e-5).
    """

@typing.overload
def state_fidelity(
    matrix1: collections.abc.Sequence[
        collections.abc.Sequence[complex | typing.SupportsComplex | typing.SupportsFloat]
    ],
    matrix2: collections.abc.Sequence[
        collections.abc.Sequence[complex | typing.SupportsComplex | typing.SupportsFloat]
    ],
    validate: bool = True,
) -> float:
    """|<a|b>|^2 for two states, <a|rho|a> for a state and a density matrix, (tr sqrt(sqrt(rho) sigma sqrt(rho)))^2 for
    two density matrices: 1 if they are equal, 0 if they are orthogonal.

    States are lists of 2^n amplitudes, density matrices lists of rows. Raises InvalidArgument for dimensions that
    differ and, with `validate`, for what is no state (norm or trace 1 within 1e-6 and 1e-5).
    """

@typing.overload
def state_fidelity(
    matrix: collections.abc.Sequence[collections.abc.Sequence[complex | typing.SupportsComplex | typing.SupportsFloat]],
    state: collections.abc.Sequence[complex | typing.SupportsComplex | typing.SupportsFloat],
    validate: bool = True,
) -> float:
    """|<a|b>|^2 for two states, <a|rho|a> for a state and a density matrix, (tr sqrt(sqrt(rho) sigma sqrt(rho)))^2 for
    two density matrices: 1 if they are equal, 0 if they are orthogonal.

    States are lists of 2^n amplitudes, density matrices lists of rows. Raises InvalidArgument for dimensions that
    differ and, with `validate`, for what is no state (norm or trace 1 within 1e-6 and 1e-5).
    """

@typing.overload
def state_fidelity(
    state: collections.abc.Sequence[complex | typing.SupportsComplex | typing.SupportsFloat],
    matrix: collections.abc.Sequence[collections.abc.Sequence[complex | typing.SupportsComplex | typing.SupportsFloat]],
    validate: bool = True,
) -> float:
    """|<a|b>|^2 for two states, <a|rho|a> for a state and a density matrix, (tr sqrt(sqrt(rho) sigma sqrt(rho)))^2 for
    two density matrices: 1 if they are equal, 0 if they are orthogonal.

    States are lists of 2^n amplitudes, density matrices lists of rows. Raises InvalidArgument for dimensions that
    differ and, with `validate`, for what is no state (norm or trace 1 within 1e-6 and 1e-5).
    """

@typing.overload
def state_fidelity(
    state1: collections.abc.Sequence[complex | typing.SupportsComplex | typing.SupportsFloat],
    state2: collections.abc.Sequence[complex | typing.SupportsComplex | typing.SupportsFloat],
    validate: bool = True,
) -> float:
    """|<a|b>|^2 for two states, <a|rho|a> for a state and a density matrix, (tr sqrt(sqrt(rho) sigma sqrt(rho)))^2 for
    two density matrices: 1 if they are equal, 0 if they are orthogonal.

    States are lists of 2^n amplitudes, density matrices lists of rows. Raises InvalidArgument for dimensions that
    differ and, with `validate`, for what is no state (norm or trace 1 within 1e-6 and 1e-5).
    """
