# Written by scripts/stubs.py from the extension module; change the bindings and run `make stubs`.
# mypy: disable-error-code="overload-cannot-match, overload-overlap"
# pyright: reportOverlappingOverload=false

"""
Quantum circuits, programs and their simulation.

Conventions: qubit 0 is the least significant bit of a state index; bit strings have the highest bit on the left; angles
are in radians.
"""

from __future__ import annotations

import collections.abc
import typing

import numpy
import numpy.typing

import pyqpanda3.hamiltonian
from pyqpanda3 import _simd as simd
from pyqpanda3.errors import (
    BackendUnavailableError as BackendUnavailableError,
    InvalidPrecisionError as InvalidPrecisionError,
    PrecisionConversionError as PrecisionConversionError,
    UnsupportedPrecisionError as UnsupportedPrecisionError,
    UnsupportedSIMDBackendError as UnsupportedSIMDBackendError,
)

__all__: list[str] = [
    "BARRIER",
    "CBit",
    "CNOT",
    "CP",
    "CPUQVM",
    "CR",
    "CRX",
    "CRY",
    "CRZ",
    "CU",
    "CZ",
    "DAGNode",
    "DAGQCircuit",
    "ECHO",
    "ExecutionPlan",
    "Gate",
    "GateType",
    "H",
    "I",
    "IDLE",
    "ISWAP",
    "Karus",
    "MS",
    "Measure",
    "MeasureNode",
    "NoiseModel",
    "NoiseOpType",
    "OpType",
    "Operation",
    "Oracle",
    "P",
    "PIC_TYPE",
    "PlannedGate",
    "PlannedGroup",
    "PlannedNoiseLine",
    "PlannedSweep",
    "QCircuit",
    "QElseif",
    "QElseifThen",
    "QGate",
    "QIf",
    "QIfThen",
    "QProg",
    "QResult",
    "QV",
    "QWhile",
    "QuantumError",
    "Qubit",
    "RESET",
    "RPHI",
    "RX",
    "RXX",
    "RY",
    "RYY",
    "RZ",
    "RZX",
    "RZZ",
    "S",
    "SQISWAP",
    "SWAP",
    "SimulatorCapabilities",
    "T",
    "TOFFOLI",
    "U1",
    "U2",
    "U3",
    "U4",
    "X",
    "X1",
    "Y",
    "Y1",
    "Z",
    "Z1",
    "amplitude_damping_error",
    "create_gate",
    "decoherence_error",
    "depolarizing_error",
    "direct_twirl",
    "draw_qprog",
    "expval_hamiltonian",
    "expval_pauli_operator",
    "measure",
    "pauli_x_error",
    "pauli_y_error",
    "pauli_z_error",
    "phase_damping_error",
    "qif",
    "qwhile",
    "random_qcircuit",
    "random_qprog",
    "release_memory",
    "set_print_options",
    "simulator_capabilities",
    "BackendUnavailableError",
    "InvalidPrecisionError",
    "PrecisionConversionError",
    "UnsupportedPrecisionError",
    "UnsupportedSIMDBackendError",
    "simd",
]

class GateType:
    """The kind of a gate. `int()` gives the number, `name` the word.

    Members:

      GATE_NOP

      GATE_UNDEFINED

      I : Identity.

      X : Pauli X, the bit flip.

      Y : Pauli Y.

      Z : Pauli Z, the phase flip.

      X1 : Rotation about X by pi/2.

      Y1 : Rotation about Y by pi/2.

      Z1 : Rotation about Z by pi/2.

      H : Hadamard.

      T : diag(1, e^{i pi/4}).

      S : diag(1, i).

      P : diag(1, e^{i theta}).

      RX : exp(-i theta/2 X).

      RY : exp(-i theta/2 Y).

      RZ : exp(-i theta/2 Z).

      RPHI : exp(-i theta/2 (cos phi X + sin phi Y)) on the qubit `control`.

      U1 : diag(1, e^{i theta}).

      U2 : U3(pi/2, theta, phi).

      U3 : [[cos(theta/2), -e^{i lambda} sin(theta/2)], [e^{i phi} sin(theta/2), e^{i (phi + lambda)} cos(theta/2)]].

      U4 : e^{i theta} RZ(phi) RY(lambda) RZ(gamma).

      CNOT : X on qubit2 where qubit1 is 1.

      CZ : diag(1, 1, 1, -1).

      CU : U4(theta, phi, lambda, gamma) on target where control is 1.

      CP : diag(1, 1, 1, e^{i theta}).

      MS : Moelmer-Soerensen: exp(-i pi/4 XX).

      RYY : exp(-i theta/2 YY).

      RXX : exp(-i theta/2 XX).

      RZZ : exp(-i theta/2 ZZ).

      RZX : exp(-i theta/2 Z X), Z on control and X on target.

      ISWAP : SWAP with a factor i on the exchanged states.

      SQISWAP : The square root of ISWAP.

      SWAP : Exchanges two qubits.

      ORACLE : A unitary given as a matrix, the first listed qubit as least significant bit.

      BARRIER : Keeps the order of what is on either side; no effect on the state.

      ECHO : Identity; the number is carried along for hardware.

      IDLE : Identity for a time, in nanoseconds.

      RESET : Sets the qubit to 0 (not unitary).

      TOFFOLI : X on qubit3 where qubit1 and qubit2 are 1.

      CRX : RX(theta) on target where control is 1.

      CRY : RY(theta) on target where control is 1.

      CRZ : RZ(theta) on target where control is 1.
    """

    BARRIER: typing.ClassVar[GateType]
    CNOT: typing.ClassVar[GateType]
    CP: typing.ClassVar[GateType]
    CRX: typing.ClassVar[GateType]
    CRY: typing.ClassVar[GateType]
    CRZ: typing.ClassVar[GateType]
    CU: typing.ClassVar[GateType]
    CZ: typing.ClassVar[GateType]
    ECHO: typing.ClassVar[GateType]
    GATE_NOP: typing.ClassVar[GateType]
    GATE_UNDEFINED: typing.ClassVar[GateType]
    H: typing.ClassVar[GateType]
    I: typing.ClassVar[GateType]
    IDLE: typing.ClassVar[GateType]
    ISWAP: typing.ClassVar[GateType]
    MS: typing.ClassVar[GateType]
    ORACLE: typing.ClassVar[GateType]
    P: typing.ClassVar[GateType]
    RESET: typing.ClassVar[GateType]
    RPHI: typing.ClassVar[GateType]
    RX: typing.ClassVar[GateType]
    RXX: typing.ClassVar[GateType]
    RY: typing.ClassVar[GateType]
    RYY: typing.ClassVar[GateType]
    RZ: typing.ClassVar[GateType]
    RZX: typing.ClassVar[GateType]
    RZZ: typing.ClassVar[GateType]
    S: typing.ClassVar[GateType]
    SQISWAP: typing.ClassVar[GateType]
    SWAP: typing.ClassVar[GateType]
    T: typing.ClassVar[GateType]
    TOFFOLI: typing.ClassVar[GateType]
    U1: typing.ClassVar[GateType]
    U2: typing.ClassVar[GateType]
    U3: typing.ClassVar[GateType]
    U4: typing.ClassVar[GateType]
    X: typing.ClassVar[GateType]
    X1: typing.ClassVar[GateType]
    Y: typing.ClassVar[GateType]
    Y1: typing.ClassVar[GateType]
    Z: typing.ClassVar[GateType]
    Z1: typing.ClassVar[GateType]
    __members__: typing.ClassVar[dict[str, GateType]]

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

class OpType:
    """What an Operation is.

    Members:

      Gate

      Measure
    """

    Gate: typing.ClassVar[OpType]
    Measure: typing.ClassVar[OpType]
    __members__: typing.ClassVar[dict[str, OpType]]

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

class Qubit:
    """The number of a qubit. Accepted wherever a qubit is given as an int."""

    def __copy__(self) -> typing.Any:
        """An independent copy; attributes that were set on the object are shared."""

    def __deepcopy__(self, memo: dict[typing.Any, typing.Any]) -> typing.Any:
        """An independent copy; attributes that were set on the object are copied too."""

    def __eq__(self, other: object, /) -> bool:
        """The same number."""

    def __hash__(self) -> int: ...
    def __index__(self) -> int: ...
    def __init__(self, qubit: typing.SupportsIndex) -> None: ...
    def __int__(self) -> int: ...
    def __reduce__(self) -> tuple[typing.Any, ...]: ...
    def __repr__(self) -> str: ...
    def __setstate__(self, arg0: typing.Any) -> None:
        """What pickle and copy call."""

    def get_qubit_addr(self) -> int:
        """The number, counted from 0."""

class CBit:
    """The number of a classical bit. Accepted wherever a bit is given as an int."""

    def __copy__(self) -> typing.Any:
        """An independent copy; attributes that were set on the object are shared."""

    def __deepcopy__(self, memo: dict[typing.Any, typing.Any]) -> typing.Any:
        """An independent copy; attributes that were set on the object are copied too."""

    def __eq__(self, other: object, /) -> bool:
        """The same number."""

    def __hash__(self) -> int: ...
    def __index__(self) -> int: ...
    def __init__(self, address: typing.SupportsIndex) -> None: ...
    def __int__(self) -> int: ...
    def __reduce__(self) -> tuple[typing.Any, ...]: ...
    def __repr__(self) -> str: ...
    def __setstate__(self, arg0: typing.Any) -> None:
        """What pickle and copy call."""

    def get_cbit_addr(self) -> int:
        """The number, counted from 0."""

class Operation:
    """Base of gates and measurements: qubits, controls and bits.

    Its attributes can be set; gates and measurements raise InvalidArgument for lists that do not fit them.
    """

    def __copy__(self) -> typing.Any:
        """An independent copy; attributes that were set on the object are shared."""

    def __deepcopy__(self, memo: dict[typing.Any, typing.Any]) -> typing.Any:
        """An independent copy; attributes that were set on the object are copied too."""

    def __eq__(self, other: object, /) -> bool:
        """Of the same class, with equal lists."""

    def __hash__(self) -> int:
        """Return hash(self)."""

    def __init__(self) -> None: ...
    def __reduce__(self) -> tuple[typing.Any, ...]: ...
    def __setstate__(self, arg0: typing.Any) -> None:
        """What pickle and copy call."""

    def is_controlled(self) -> bool:
        """True if there are control qubits."""

    @property
    def m_control_qubits(self) -> list[int]:
        """The control qubits."""

    @m_control_qubits.setter
    def m_control_qubits(self, arg1: collections.abc.Sequence[typing.SupportsIndex]) -> None: ...
    @property
    def m_measure_cbits(self) -> list[int]:
        """The bit measured into, as a list; empty for gates."""

    @m_measure_cbits.setter
    def m_measure_cbits(self, arg1: collections.abc.Sequence[typing.SupportsIndex]) -> None: ...
    @property
    def m_operation_type(self) -> OpType:
        """OpType.Gate or OpType.Measure."""

    @m_operation_type.setter
    def m_operation_type(self, arg1: OpType) -> None: ...
    @property
    def m_target_qubits(self) -> list[int]:
        """The target qubits; of a measurement, the qubit measured."""

    @m_target_qubits.setter
    def m_target_qubits(self, arg1: collections.abc.Sequence[typing.SupportsIndex]) -> None: ...

class QGate(Operation):
    """A gate on given qubits, made by the gate functions (`H(0)`, `CNOT(0, 1)`, ...).

    `dagger()`, `control()` and `power()` return new gates; `remap()`, `set_parameters()` and `clear_control()`
    change this one.
    """

    def __copy__(self) -> typing.Any:
        """An independent copy; attributes that were set on the object are shared."""

    def __deepcopy__(self, memo: dict[typing.Any, typing.Any]) -> typing.Any:
        """An independent copy; attributes that were set on the object are copied too."""

    def __eq__(self, other: object, /) -> bool:
        """The same type, dagger flag, qubits and controls in the same order, parameters and matrix. Gates with equal
        unitaries that are written differently are not equal.
        """

    def __hash__(self) -> int:
        """Return hash(self)."""

    def __reduce__(self) -> tuple[typing.Any, ...]: ...
    def __repr__(self) -> str: ...
    def __setstate__(self, arg0: typing.Any) -> None:
        """What pickle and copy call."""

    def clear_control(self) -> None:
        """Removes all control qubits."""

    @typing.overload
    def control(self, qubit: typing.SupportsIndex) -> QGate:
        """The gate with one more control qubit, behind those it has. A new gate.

        Raises InvalidArgument if the gate uses the qubit already.
        """

    @typing.overload
    def control(self, qubits: collections.abc.Sequence[typing.SupportsIndex]) -> QGate:
        """The gate with more control qubits, behind those it has. A new gate.

        Raises InvalidArgument if a qubit is used already.
        """

    def control_qubits(self) -> list[int]:
        """The control qubits."""

    def dagger(self) -> QGate:
        """The inverse gate: same name and parameters, marked as dagger. A new gate."""

    def gate_type(self) -> GateType:
        """The kind of gate. CRX, CRY, CRZ and TOFFOLI are RX, RY, RZ and X with controls."""

    def is_dagger(self) -> bool:
        """True if the gate is marked as dagger."""

    def matrix(self, expanded: bool = False) -> numpy.typing.NDArray[numpy.complex128]:
        """The unitary as a complex128 array of shape (2^k, 2^k).

        Without `expanded`: over the target qubits, the first listed one as MOST significant bit (RZX and ORACLE:
        least significant). With it: over all qubits of the gate, controls included, sorted by number, the
        smallest as least significant bit.

        Raises InvalidArgument for BARRIER and RESET.
        """

    def name(self) -> str:
        """The name of the gate, in capitals, without controls."""

    def parameters(self) -> list[float]:
        """The parameters as given, angles in radians."""

    def power(self, k: typing.SupportsFloat) -> QGate:
        """The k-th power on the principal branch (eigenphases in (-pi, pi]), with the same controls. A new gate:
        U4 for one qubit; rotations of two qubits keep their kind; others become ORACLE.

        Raises InvalidArgument for BARRIER and RESET.
        """

    def qubits(self) -> list[int]:
        """Control qubits, then target qubits."""

    def qubits_num(self) -> int:
        """How many qubits the gate acts on, controls included."""

    @typing.overload
    def remap(self, remap_qubits: collections.abc.Mapping[int, typing.SupportsIndex]) -> QGate:
        """Renames qubits in place and returns the gate; qubits not in the dict stay."""

    @typing.overload
    def remap(self, remap_qubits: collections.abc.Sequence[typing.SupportsIndex]) -> QGate:
        """Renames qubits in place and returns the gate: qubit q becomes entry q of the list.

        Raises IndexOutOfRange if the list is too short.
        """

    def set_parameters(self, params: collections.abc.Sequence[typing.SupportsFloat]) -> None:
        """Replaces the parameters.

        Raises InvalidArgument for a wrong number of them, NaN or infinity.
        """

    def target_qubits(self) -> list[int]:
        """The other qubits. A CNOT made by `CNOT(a, b)` lists both here."""

class MeasureNode(Operation):
    """A measurement of one qubit into one bit, made by `measure()`."""

    def __copy__(self) -> typing.Any:
        """An independent copy; attributes that were set on the object are shared."""

    def __deepcopy__(self, memo: dict[typing.Any, typing.Any]) -> typing.Any:
        """An independent copy; attributes that were set on the object are copied too."""

    def __eq__(self, other: object, /) -> bool:
        """The same qubit and the same bit."""

    def __hash__(self) -> int:
        """Return hash(self)."""

    def __reduce__(self) -> tuple[typing.Any, ...]: ...
    def __repr__(self) -> str: ...
    def __setstate__(self, arg0: typing.Any) -> None:
        """What pickle and copy call."""

class Karus:
    """A noise channel given by Kraus matrices, to be appended to a QProg: rho becomes the sum of K rho K†.

    It counts neither as a gate nor for depth, and OriginIR shows it as a comment. `CPUQVM` draws one of the matrices
    in each shot, by its probability in the state of that shot.
    """

    def __copy__(self) -> typing.Any:
        """An independent copy; attributes that were set on the object are shared."""

    def __deepcopy__(self, memo: dict[typing.Any, typing.Any]) -> typing.Any:
        """An independent copy; attributes that were set on the object are copied too."""

    def __eq__(self, other: object, /) -> bool:
        """Equal qubits in the same order, and equal matrices."""

    def __hash__(self) -> int:
        """Return hash(self)."""

    def __init__(
        self,
        qubits: collections.abc.Sequence[typing.SupportsIndex],
        matrices: collections.abc.Sequence[
            collections.abc.Sequence[complex | typing.SupportsComplex | typing.SupportsFloat]
        ],
    ) -> None:
        """`matrices`: square matrices of 2^k rows for k qubits (k = 1 .. 10), each given row by row as a flat list of
        4^k numbers; the first qubit is the least significant bit of rows and columns.

        Raises InvalidArgument (a RuntimeError and ValueError) if a qubit repeats, a size does not fit, or the sum of
        K†K is not the identity within 1e-6; NegativeValue (a TypeError) for a negative qubit.
        """

    def __reduce__(self) -> tuple[typing.Any, ...]: ...
    def __repr__(self) -> str: ...
    def __setstate__(self, arg0: typing.Any) -> None:
        """What pickle and copy call."""

    def karus_matrices(self) -> list[list[complex]]:
        """The matrices as given: flat lists, row by row."""

    def qubits(self) -> list[int]:
        """The qubits, least significant first."""

    @typing.overload
    def remap(self, remap_qubits: collections.abc.Sequence[typing.SupportsIndex]) -> Karus:
        """Renames qubits in place and returns the channel: qubit q becomes entry q of the list.

        Raises IndexOutOfRange if the list is too short, InvalidArgument if two qubits become one.
        """

    @typing.overload
    def remap(self, remap_qubits: collections.abc.Mapping[int, typing.SupportsIndex]) -> Karus:
        """Renames qubits in place and returns the channel; qubits not in the dict stay."""

class QCircuit:
    """A sequence of gates and circuits on qubits 0 .. n-1, where n is the larger of the number given at construction
    and the highest qubit used + 1.

    Operands are copied when they are appended. `dagger()` and `control()` return new circuits that share their
    contents at no cost; `clear_control()`, `clear()`, `set_name()` and `remap()` change this one.
    """

    def __bool__(self) -> bool:
        """True, also for an empty circuit."""

    def __copy__(self) -> typing.Any:
        """An independent copy; attributes that were set on the object are shared."""

    def __deepcopy__(self, memo: dict[typing.Any, typing.Any]) -> typing.Any:
        """An independent copy; attributes that were set on the object are copied too."""

    def __eq__(self, other: object, /) -> bool:
        """The same gates in the same order, with equal daggers, controls (in order), parameters and matrices, on the same
        number of qubits, however they are nested. Names do not matter.
        """

    def __hash__(self) -> int:
        """Return hash(self)."""

    @typing.overload
    def __init__(self) -> None: ...
    @typing.overload
    def __init__(self, qubits_num: typing.SupportsIndex) -> None:
        """A circuit on at least `qubits_num` qubits."""

    @typing.overload
    def __init__(self, circuit: QCircuit) -> None:
        """An independent copy."""

    def __iter__(self) -> collections.abc.Iterator[typing.Any]:
        """Iterates over operations() as they are now."""

    def __len__(self) -> int:
        """size(): the number of items at the top level."""

    @typing.overload
    def __lshift__(self, arg0: QGate) -> QCircuit:
        """Appends a gate and returns this circuit."""

    @typing.overload
    def __lshift__(self, arg0: QCircuit) -> QCircuit:
        """Appends a circuit and returns this circuit."""

    def __reduce__(self) -> tuple[typing.Any, ...]: ...
    def __repr__(self) -> str:
        """The circuit drawn with characters."""

    def __setstate__(self, arg0: typing.Any) -> None:
        """What pickle and copy call."""

    def __str__(self) -> str:
        """The circuit drawn with characters."""

    def _repr_svg_(self) -> str:
        """What notebooks show."""

    @typing.overload
    def append(self, gate: QGate) -> None:
        """Appends a gate."""

    @typing.overload
    def append(self, circuit: QCircuit) -> None:
        """Appends a circuit as one item, as it is now."""

    def append_gates(
        self,
        gates: GateType
        | str
        | collections.abc.Callable[..., QGate]
        | collections.abc.Sequence[GateType | str | collections.abc.Callable[..., QGate]],
        qubits: numpy.typing.ArrayLike,
        params: numpy.typing.ArrayLike | None = None,
    ) -> QCircuit:
        """Appends many gates at once and returns this object. An addition of this package.

        `gates`: a GateType, the name of a gate function or the function itself (RX, "RX" and GateType.RX are the
        same) for all gates, or a sequence with one of these for each. `qubits`: integers, the operands of one gate
        after those of the gate before, controls first: an array or sequence of shape (gates * operands,) or
        (gates, operands), or a sequence with one row for each gate. `params`: the parameters likewise, or one number
        that stands for all of them; None if there are none.

        >>> circuit = QCircuit().append_gates(H, range(3)).append_gates("CNOT", [[0, 1], [1, 2]])
        >>> circuit.append_gates([RX, CZ], [[0], [1, 2]], [0.5]).count_ops()
        {'CNOT': 2, 'CZ': 1, 'H': 3, 'RX': 1}

        Everything is checked first; nothing is appended when it raises. InvalidArgument (a RuntimeError and
        ValueError) for an unknown name, numbers of qubits or parameters that do not fit, a qubit that occurs twice in
        a gate or is too large, parameters that are not finite, and ORACLE and BARRIER; NegativeValue (a TypeError) for
        negative qubits; TypeError for what are no integers or numbers.
        """

    def clear(self) -> None:
        """Removes all items, controls, the dagger and the fixed number of qubits."""

    def clear_control(self) -> None:
        """Removes the controls of the circuit as a whole."""

    @typing.overload
    def control(self, qubits: collections.abc.Sequence[typing.SupportsIndex]) -> QCircuit:
        """The circuit under further control qubits. A new circuit.

        Raises InvalidArgument if a qubit is among qubits().
        """

    @typing.overload
    def control(self, qubits: typing.SupportsIndex) -> QCircuit:
        """The circuit under one more control qubit. A new circuit."""

    def control_qubits(self) -> list[int]:
        """The controls of the circuit as a whole."""

    def count_ops(self, only_q2: bool = False) -> dict[str, int]:
        """How often each gate occurs: name, with a `C` in front for each control -> number."""

    def dagger(self) -> QCircuit:
        """The inverse circuit. A new circuit."""

    def depth(self, only_q2: bool = False) -> int:
        """The number of layers when each gate is put as early as possible; `only_q2` counts two-qubit gates only."""

    def draw(
        self,
        output: str = "text",
        filename: typing.Any = None,
        scale: typing.SupportsFloat = 0.7,
        fold: typing.SupportsIndex = 30,
        with_logo: bool = False,
        with_gate_params: bool = False,
        line_length: typing.SupportsIndex = 100,
        NodeIter_first: typing.Any = None,
        NodeIter_second: typing.Any = None,
        console_encode_type: str = "utf8",
    ) -> typing.Any:
        """Draws it and returns the drawing; with `filename` it is written there too.

        `output`: 'text' and 'latex' as draw_qprog() makes them, 'svg' the text of an SVG picture, 'pic' or 'mpl' a
        matplotlib figure (`pip install 'pyqpanda3[draw]'`), whose file has the format that its name ends with, PNG if
        it has no ending. `scale`: size of pictures. `fold`: columns of a picture before it goes on below; 0 never.
        `with_gate_params`: parameters of gates. `with_logo`, `line_length`: as for draw_qprog(). The last three
        arguments change nothing.

        Raises InvalidArgument for an unknown `output` and for a file that cannot be written, ImportError without
        matplotlib.
        """

    def expand(self) -> QCircuit:
        """The same circuit as a flat list of gates. A new circuit."""

    def gate_operations(self, only_q2: bool = False) -> list[QGate]:
        """All gates in execution order, nested circuits resolved, daggers and controls applied.
        `only_q2`: only those on exactly two qubits, controls counted.
        """

    def get_register_size(self) -> int:
        """The number of qubits of the register."""

    def matrix(self) -> numpy.typing.NDArray[numpy.complex128]:
        """The unitary as a complex128 array of shape (2^n, 2^n), qubit 0 as least significant bit. BARRIER, ECHO and
        IDLE are identities. Raises InvalidArgument for RESET, ResourceExhausted (a MemoryError) beyond 14 qubits.
        """

    def name(self) -> str:
        """The name; `QCircuit_<number>` unless set."""

    def num_2q_gate(self) -> int:
        """The number of gates on exactly two qubits, controls counted."""

    def operations(self) -> list[QGate | QCircuit]:
        """The top-level items, QGate or QCircuit, in the order and form in which they were appended."""

    def originir(self, precision: typing.SupportsIndex = 8) -> str:
        """The circuit as OriginIR text, numbers with `precision` decimals."""

    def qubits(self) -> list[int]:
        """Control qubits, then 0 .. n-1 if n was given, then the others by first use."""

    @typing.overload
    def remap(self, remap_qubits: collections.abc.Sequence[typing.SupportsIndex]) -> QCircuit:
        """Renames qubits in place and returns the circuit: the i-th smallest of qubits() becomes entry i.

        Raises IndexOutOfRange if the list is too short, InvalidArgument if two qubits become one.
        """

    @typing.overload
    def remap(self, remap_qubits: collections.abc.Mapping[int, typing.SupportsIndex]) -> QCircuit:
        """Renames qubits in place and returns the circuit; qubits not in the dict stay."""

    def set_name(self, name: str) -> None:
        """Gives the circuit a name."""

    def size(self) -> int:
        """The number of items at the top level; a nested circuit counts as one."""

    def target_qubits(self) -> list[int]:
        """qubits() without the controls of the circuit."""

class QProg:
    """A program: gates, circuits, measurements, branches, loops and channels, in order.

    `prog << item` appends a copy of the item and returns the program, so calls can be chained. Bit strings
    in results have the highest bit on the left; qubit 0 is the least significant bit of a state index.
    """

    @staticmethod
    def from_originbis(originbis: bytes) -> None:
        """Raises Unsupported (a RuntimeError): use pyqpanda3.utils.convert_originbis_to_qprog(data)."""

    def __bool__(self) -> bool:
        """True, also without operations."""

    def __copy__(self) -> typing.Any:
        """An independent copy; attributes that were set on the object are shared."""

    def __deepcopy__(self, memo: dict[typing.Any, typing.Any]) -> typing.Any:
        """An independent copy; attributes that were set on the object are copied too."""

    def __eq__(self, other: object, /) -> bool:
        """The same operations in the same order on the same number of qubits, however they are nested: gates with equal
        daggers, controls (in order), parameters and matrices, measurements, channels, conditions, and the insides of
        branches and loops.
        """

    def __hash__(self) -> int:
        """Return hash(self)."""

    @typing.overload
    def __init__(self) -> None: ...
    @typing.overload
    def __init__(self, qubits_num: typing.SupportsIndex) -> None:
        """A program on at least `qubits_num` qubits."""

    @typing.overload
    def __init__(self, other: QProg) -> None:
        """An independent copy."""

    @typing.overload
    def __init__(self, originir_src: str, is_file: bool = False) -> None:
        """Reads OriginIR text, or with `is_file` the file of that name.

        Raises ParseError (a RuntimeError and ValueError) with `line` and `column`.
        """

    @typing.overload
    def __init__(self, node: QCircuit) -> None:
        """A program of one circuit."""

    def __iter__(self) -> collections.abc.Iterator[typing.Any]:
        """Iterates over operations() as they are now."""

    def __len__(self) -> int:
        """The number of operations()."""

    @typing.overload
    def __lshift__(self, arg0: QGate) -> QProg:
        """Appends a gate."""

    @typing.overload
    def __lshift__(self, arg0: QCircuit) -> QProg:
        """Appends a circuit as it is now."""

    @typing.overload
    def __lshift__(self, arg0: QProg) -> QProg:
        """Appends a program as it is now."""

    @typing.overload
    def __lshift__(self, arg0: MeasureNode) -> QProg:
        """Appends a measurement."""

    @typing.overload
    def __lshift__(self, arg0: Karus) -> QProg:
        """Appends a noise channel."""

    @typing.overload
    def __lshift__(self, arg0: collections.abc.Sequence[QGate]) -> QProg:
        """Appends gates in order."""

    @typing.overload
    def __lshift__(self, arg0: collections.abc.Sequence[QCircuit]) -> QProg:
        """Appends circuits in order."""

    @typing.overload
    def __lshift__(self, arg0: collections.abc.Sequence[QProg]) -> QProg:
        """Appends programs in order."""

    @typing.overload
    def __lshift__(self, arg0: collections.abc.Sequence[MeasureNode]) -> QProg:
        """Appends measurements in order."""

    @typing.overload
    def __lshift__(self, arg0: collections.abc.Sequence[Karus]) -> QProg:
        """Appends noise channels in order."""

    @typing.overload
    def __lshift__(self, arg0: QIf) -> None:
        """Raises InvalidArgument: the branch or loop is not finished."""

    @typing.overload
    def __lshift__(self, arg0: QIfThen) -> None:
        """Raises InvalidArgument: the branch or loop is not finished."""

    @typing.overload
    def __lshift__(self, arg0: QElseif) -> None:
        """Raises InvalidArgument: the branch or loop is not finished."""

    @typing.overload
    def __lshift__(self, arg0: QElseifThen) -> None:
        """Raises InvalidArgument: the branch or loop is not finished."""

    @typing.overload
    def __lshift__(self, arg0: QWhile) -> None:
        """Raises InvalidArgument: the branch or loop is not finished."""

    def __reduce__(self) -> tuple[typing.Any, ...]: ...
    def __repr__(self) -> str:
        """The program drawn with characters."""

    def __setstate__(self, arg0: typing.Any) -> None:
        """What pickle and copy call."""

    def __str__(self) -> str:
        """The program drawn with characters."""

    def _repr_svg_(self) -> str:
        """What notebooks show."""

    @typing.overload
    def append(self, gate: QGate) -> None:
        """Appends a gate."""

    @typing.overload
    def append(self, circuit: QCircuit) -> None:
        """Appends a circuit as it is now."""

    @typing.overload
    def append(self, prog: QProg) -> None:
        """Appends a program as it is now."""

    @typing.overload
    def append(self, measure: MeasureNode) -> None:
        """Appends a measurement."""

    @typing.overload
    def append(self, karus: Karus) -> None:
        """Appends a noise channel."""

    @typing.overload
    def append(self, gate_list: collections.abc.Sequence[QGate]) -> QProg:
        """Appends gates in order."""

    @typing.overload
    def append(self, circuit_list: collections.abc.Sequence[QCircuit]) -> QProg:
        """Appends circuits in order."""

    @typing.overload
    def append(self, prog_list: collections.abc.Sequence[QProg]) -> QProg:
        """Appends programs in order."""

    @typing.overload
    def append(self, measure_list: collections.abc.Sequence[MeasureNode]) -> QProg:
        """Appends measurements in order."""

    @typing.overload
    def append(self, karus_list: collections.abc.Sequence[Karus]) -> QProg:
        """Appends noise channels in order."""

    def append_gates(
        self,
        gates: GateType
        | str
        | collections.abc.Callable[..., QGate]
        | collections.abc.Sequence[GateType | str | collections.abc.Callable[..., QGate]],
        qubits: numpy.typing.ArrayLike,
        params: numpy.typing.ArrayLike | None = None,
    ) -> QProg:
        """Appends many gates at once and returns this object. An addition of this package.

        `gates`: a GateType, the name of a gate function or the function itself (RX, "RX" and GateType.RX are the
        same) for all gates, or a sequence with one of these for each. `qubits`: integers, the operands of one gate
        after those of the gate before, controls first: an array or sequence of shape (gates * operands,) or
        (gates, operands), or a sequence with one row for each gate. `params`: the parameters likewise, or one number
        that stands for all of them; None if there are none.

        >>> circuit = QCircuit().append_gates(H, range(3)).append_gates("CNOT", [[0, 1], [1, 2]])
        >>> circuit.append_gates([RX, CZ], [[0], [1, 2]], [0.5]).count_ops()
        {'CNOT': 2, 'CZ': 1, 'H': 3, 'RX': 1}

        Everything is checked first; nothing is appended when it raises. InvalidArgument (a RuntimeError and
        ValueError) for an unknown name, numbers of qubits or parameters that do not fit, a qubit that occurs twice in
        a gate or is too large, parameters that are not finite, and ORACLE and BARRIER; NegativeValue (a TypeError) for
        negative qubits; TypeError for what are no integers or numbers.
        """

    def cbits(self) -> list[int]:
        """The bits that are measured into, by first use."""

    def cbits_num(self) -> int:
        """The number of classical bits: highest used + 1."""

    def clear(self) -> None:
        """Removes everything, the fixed number of qubits too."""

    def count_ops(self, only_q2: bool = False) -> dict[str, int]:
        """How often each gate occurs: name, with a `C` in front for each control -> number."""

    def depth(self, only_q2: bool = False) -> int:
        """The number of layers of gates when each is put as early as possible; measurements do not count."""

    def draw(
        self,
        output: str = "text",
        filename: typing.Any = None,
        scale: typing.SupportsFloat = 0.7,
        fold: typing.SupportsIndex = 30,
        with_logo: bool = False,
        with_gate_params: bool = False,
        line_length: typing.SupportsIndex = 100,
        NodeIter_first: typing.Any = None,
        NodeIter_second: typing.Any = None,
        console_encode_type: str = "utf8",
    ) -> typing.Any:
        """Draws it and returns the drawing; with `filename` it is written there too.

        `output`: 'text' and 'latex' as draw_qprog() makes them, 'svg' the text of an SVG picture, 'pic' or 'mpl' a
        matplotlib figure (`pip install 'pyqpanda3[draw]'`), whose file has the format that its name ends with, PNG if
        it has no ending. `scale`: size of pictures. `fold`: columns of a picture before it goes on below; 0 never.
        `with_gate_params`: parameters of gates. `with_logo`, `line_length`: as for draw_qprog(). The last three
        arguments change nothing.

        Raises InvalidArgument for an unknown `output` and for a file that cannot be written, ImportError without
        matplotlib.
        """

    def flatten(self) -> QProg:
        """A copy in which nested circuits and programs are resolved."""

    def gate_operations(self, only_q2: bool = False) -> list[QGate]:
        """All gates in order, also those inside branches. `only_q2`: only those on exactly two qubits."""

    def get_measure_nodes(self) -> list[MeasureNode]:
        """The measurements in order."""

    def get_measure_qubits_cbits(self) -> list[tuple[Qubit, CBit]]:
        """The measurements as pairs (Qubit, CBit), in order."""

    def name(self) -> str:
        """`QProg_<number>`."""

    def operations(self) -> list[QGate | MeasureNode | Karus | QProg]:
        """Gates, measurements, channels (Karus), and a QProg for each branch or loop, in order; nested circuits and
        programs are resolved.
        """

    def originbis(self) -> None:
        """Raises Unsupported (a RuntimeError): use pyqpanda3.utils.convert_qprog_to_originbis(prog)."""

    def originir(self, precision: typing.SupportsIndex = 8) -> str:
        """The program as OriginIR text, numbers with `precision` decimals."""

    def qubits(self) -> list[int]:
        """The qubits by first use; 0 .. n-1 first if n was given."""

    def qubits_num(self) -> int:
        """The number of qubits: highest used + 1, or the number given if larger."""

    @typing.overload
    def remap(
        self,
        remap_qubits: collections.abc.Sequence[typing.SupportsIndex],
        remap_cbits: collections.abc.Sequence[typing.SupportsIndex] = [],
    ) -> QProg:
        """Renames in place and returns the program: the i-th smallest used qubit (bit) becomes entry i of its list;
        an empty list of bits leaves them. Raises IndexOutOfRange if a list is too short.
        """

    @typing.overload
    def remap(
        self,
        remap_qubits: collections.abc.Mapping[int, typing.SupportsIndex],
        remap_cbits: collections.abc.Mapping[int, typing.SupportsIndex] = {},
    ) -> QProg:
        """Renames in place and returns the program; what is not in the dicts stays."""

    def to_circuit(self) -> QCircuit:
        """The gates as a QCircuit; measurements and channels are dropped."""

class QIf:
    """`qif([...])`, to be followed by `.then(prog)`."""

    def __reduce__(self) -> tuple[typing.Any, ...]: ...
    def then(self, branch_qprog: QProg) -> QIfThen:
        """What runs if all bits are 1."""

class QIfThen:
    """A branch so far, to be ended by `.qelse(prog)` or `.qendif()`."""

    def __reduce__(self) -> tuple[typing.Any, ...]: ...
    def qelse(self, branch_qprog: QProg) -> QProg:
        """Ends the branch with what runs if no arm did; returns it as a QProg."""

    def qelseif(self, cbits: collections.abc.Sequence[typing.SupportsIndex]) -> QElseif:
        """A further arm, for when all these bits are 1."""

    def qendif(self) -> QProg:
        """Ends the branch; returns it as a QProg."""

class QElseif:
    """`.qelseif([...])`, to be followed by `.then(prog)`."""

    def __reduce__(self) -> tuple[typing.Any, ...]: ...
    def then(self, branch_qprog: QProg) -> QElseifThen:
        """What runs if all these bits are 1 and no arm before ran."""

class QElseifThen:
    """A branch so far, to be ended by `.qelse(prog)` or `.qendif()`."""

    def __reduce__(self) -> tuple[typing.Any, ...]: ...
    def qelse(self, branch_qprog: QProg) -> QProg:
        """Ends the branch with what runs if no arm did; returns it as a QProg."""

    def qelseif(self, cbits: collections.abc.Sequence[typing.SupportsIndex]) -> QElseif:
        """A further arm, for when all these bits are 1."""

    def qendif(self) -> QProg:
        """Ends the branch; returns it as a QProg."""

class QWhile:
    """`qwhile([...])`, to be followed by `.loop(prog)`."""

    def __reduce__(self) -> tuple[typing.Any, ...]: ...
    def loop(self, loop_body: QProg) -> QProg:
        """What runs as long as all bits are 1, at most 10000 times; returns the loop as a QProg."""

class DAGNode:
    """A vertex of a DAGQCircuit, or a node by itself.

    A vertex refers to its graph: it follows all changes, and changes the graph's edges. Its gate is
    handed out as a copy. A node that was made by itself, or whose graph dropped it, has its own gate,
    number and lists of neighbours.
    """

    def __init__(self, gate: QGate, index: typing.SupportsIndex) -> None:
        """A node by itself, with a copy of the gate. Raises NegativeValue for a negative index."""

    def __reduce__(self) -> tuple[typing.Any, ...]: ...
    def __repr__(self) -> str: ...
    def add_post_node(self, node: DAGNode) -> None:
        """In a graph: an edge from this node to `node`, as DAGQCircuit.add_edge makes it. A node by itself notes
        `node` in its own list. Raises InvalidArgument for a node of another graph and for a cycle.
        """

    def add_pre_node(self, node: DAGNode) -> None:
        """In a graph: an edge from `node` to this one, as DAGQCircuit.add_edge makes it. A node by itself notes
        `node` in its own list. Raises InvalidArgument for a node of another graph and for a cycle.
        """

    def get_index(self) -> int:
        """The number of the vertex; it changes with reallocate_index()."""

    def get_operation(self) -> QGate | MeasureNode:
        """A copy of the QGate or MeasureNode that the node stands for."""

    def get_post_nodes(self) -> list[DAGNode]:
        """The nodes right behind this one, in program order."""

    def get_pre_nodes(self) -> list[DAGNode]:
        """The nodes right before this one, in the order of its qubits."""

    def get_qgate(self) -> QGate:
        """A copy of the gate. Raises InvalidArgument if the node stands for a measurement."""

    def remove_edges(self) -> None:
        """Removes all edges of this node."""

    @typing.overload
    def remove_post_node(self, node: DAGNode) -> None:
        """Removes the edge from this node to `node`, if there is one."""

    @typing.overload
    def remove_post_node(self, node_index: typing.SupportsIndex) -> None:
        """Removes the edge from this node to the node of that number, if there is one."""

    @typing.overload
    def remove_pre_node(self, node: DAGNode) -> None:
        """Removes the edge from `node` to this one, if there is one."""

    @typing.overload
    def remove_pre_node(self, node_index: typing.SupportsIndex) -> None:
        """Removes the edge from the node of that number to this one, if there is one."""

class DAGQCircuit:
    """Gates (and measurements) as vertices of a directed acyclic graph, with edges along common qubits.

    Loading and appending add vertices without edges; build() makes the edges. Vertices have numbers,
    which stay until reallocate_index(), and a program order, in which lists are given. Additions of this
    package: measurements, len(), iteration over the vertices, ==, copy and pickle.
    """

    def __copy__(self) -> typing.Any:
        """An independent copy; attributes that were set on the object are shared."""

    def __deepcopy__(self, memo: dict[typing.Any, typing.Any]) -> typing.Any:
        """An independent copy; attributes that were set on the object are copied too."""

    def __eq__(self, other: object, /) -> bool:
        """Equal gates with equal numbers in the same program order, and equal edges."""

    def __hash__(self) -> int:
        """Return hash(self)."""

    @typing.overload
    def __init__(self) -> None: ...
    @typing.overload
    def __init__(self, other: DAGQCircuit) -> None:
        """An independent copy."""

    @typing.overload
    def __init__(self, circuit: QCircuit) -> None:
        """The gates of a circuit, without edges."""

    def __iter__(self) -> collections.abc.Iterator[DAGNode]:
        """The vertices in program order."""

    def __len__(self) -> int:
        """The number of vertices."""

    @typing.overload
    def __lshift__(self, arg0: QGate) -> DAGQCircuit:
        """Adds a gate behind all others, without edges, and returns this graph."""

    @typing.overload
    def __lshift__(self, arg0: MeasureNode) -> DAGQCircuit:
        """Adds a measurement behind all others, without edges, and returns this graph."""

    def __reduce__(self) -> tuple[typing.Any, ...]: ...
    def __repr__(self) -> str: ...
    def __setstate__(self, arg0: typing.Any) -> None:
        """What pickle and copy call."""

    @typing.overload
    def add_edge(self, src_node: DAGNode, target_node: DAGNode) -> None:
        """Orders one vertex before another. Raises InvalidArgument if that would close a cycle, or if a node is no
        vertex of this graph.
        """

    @typing.overload
    def add_edge(self, src_index: typing.SupportsIndex, target_index: typing.SupportsIndex) -> None:
        """Orders one vertex before another; nothing happens if the edge is there. The edge runs along those common
        qubits on which neither has a neighbour on that side yet, if there are any.

        Raises InvalidArgument if it would close a cycle, NegativeValue or IndexOutOfRange for wrong numbers.
        """

    @typing.overload
    def add_vertex(self, gate: QGate) -> int:
        """Adds a gate behind all others, without edges, and returns its number."""

    @typing.overload
    def add_vertex(self, gate: MeasureNode) -> int:
        """Adds a measurement behind all others, without edges, and returns its number."""

    def add_vertexs(self, gates: collections.abc.Sequence[QGate], is_remove_barrier: bool = False) -> None:
        """Adds gates in order, without edges; with `is_remove_barrier` all but BARRIER."""

    @typing.overload
    def append(self, gate: QGate) -> None:
        """Adds a gate behind all others, without edges."""

    @typing.overload
    def append(self, gate: MeasureNode) -> None:
        """Adds a measurement behind all others, without edges."""

    def build(self) -> None:
        """Replaces all edges: on each qubit, each vertex is joined to the next one in program order. Linear in the
        number of gates.
        """

    def clear(self) -> None:
        """Removes all vertices."""

    def edges(self) -> list[tuple[int, int]]:
        """All edges as (from, to), in program order; each pair once, also where it shares several qubits."""

    def from_circuit(self, circuit: QCircuit, using_only_q2_gate: bool = False) -> None:
        """Replaces the contents by the gates of a circuit, nested ones resolved, without edges; with
        `using_only_q2_gate` by those on exactly two qubits, controls counted.
        """

    def from_qprog(self, prog: QProg, using_only_q2_gate: bool = False, is_pilot: bool = False) -> None:
        """Replaces the contents by the gates and measurements of a program, without edges; with `using_only_q2_gate`
        by the gates on exactly two qubits. `is_pilot` makes no difference.

        Raises Unsupported (a RuntimeError) for branches, loops and Karus channels.
        """

    def gate_list(self) -> list[QGate]:
        """The gates in program order; measurements are left out."""

    def gates(self) -> list[QGate]:
        """The gates in program order; measurements are left out."""

    def get_back_node(self) -> list[int]:
        """The qubits of the last vertex in program order. Raises IndexOutOfRange if there is none."""

    def get_depth(self) -> int:
        """The number of layers."""

    def get_gate(self, gate_index: typing.SupportsIndex) -> QGate:
        """A copy of the gate of a vertex. Raises InvalidArgument if it is a measurement.

        Raises NegativeValue below 0, IndexOutOfRange if there is no such vertex.
        """

    def get_initial_front_layer_gates(self) -> list[QGate]:
        """The gates without predecessors; measurements are left out."""

    def get_num_gates(self) -> int:
        """The number of vertices."""

    def get_operation(self, node_index: typing.SupportsIndex) -> QGate | MeasureNode:
        """A copy of the QGate or MeasureNode that a vertex stands for.

        Raises NegativeValue below 0, IndexOutOfRange if there is no such vertex.
        """

    def get_vertex(self, node_index: typing.SupportsIndex) -> DAGNode:
        """The vertex of that number; the same object as long as it is held. It follows changes of the graph.

        Raises NegativeValue below 0, IndexOutOfRange if there is no such vertex.
        """

    def get_vertex_list(self) -> list[DAGNode]:
        """All vertices in program order."""

    def get_vertex_vec(self) -> list[DAGNode | None]:
        """Entry i is vertex number i, None if it was removed."""

    def in_degree(self, node_index: typing.SupportsIndex) -> int:
        """The number of vertices right before a vertex."""

    def in_edges(self, node_index: typing.SupportsIndex) -> list[list[int]]:
        """The edges into a vertex as [other, node_index], in the order of its qubits."""

    def in_neighbors(self, node_index: typing.SupportsIndex) -> list[int]:
        """Numbers of the vertices right before a vertex, in the order of its qubits."""

    def insert(self, index: typing.SupportsIndex, gates: collections.abc.Sequence[QGate]) -> None:
        """Adds gates, without edges and with new numbers, behind vertex number `index` in program order.

        Raises NegativeValue below 0, IndexOutOfRange if there is no such vertex.
        """

    def layers(self) -> list[list[int]]:
        """The vertices by layers, each in the first one behind all of its predecessors."""

    def longest_path(self) -> list[int]:
        """The numbers along a longest path; of several the one that ends first in program order and goes back
        along the first qubits of its gates.
        """

    def nodes(self) -> list[int]:
        """The numbers of the vertices in program order."""

    def operations(self) -> list[QGate | MeasureNode]:
        """What nodes() stand for, QGate or MeasureNode, in the same order."""

    def out_degree(self, node_index: typing.SupportsIndex) -> int:
        """The number of vertices right behind a vertex."""

    def out_edges(self, node_index: typing.SupportsIndex) -> list[list[int]]:
        """The edges out of a vertex as [node_index, other], in program order."""

    def out_neighbors(self, node_index: typing.SupportsIndex) -> list[int]:
        """Numbers of the vertices right behind a vertex, in program order."""

    def reallocate_index(self) -> None:
        """Numbers the vertices 0, 1, ... in program order."""

    def remove_back(self) -> None:
        """Removes the last vertex in program order, if there is one."""

    @typing.overload
    def remove_edge(self, src_node: DAGNode, target_node: DAGNode) -> None:
        """Removes an edge, if it is there."""

    @typing.overload
    def remove_edge(self, src_index: typing.SupportsIndex, target_index: typing.SupportsIndex) -> None:
        """Removes an edge, if it is there."""

    @typing.overload
    def remove_vertex(self, node: DAGNode) -> None:
        """Removes a vertex and joins its predecessor and its successor on each of its qubits. The node keeps its
        gate and number. Raises InvalidArgument if it is no vertex of this graph.
        """

    @typing.overload
    def remove_vertex(self, node_index: typing.SupportsIndex) -> None:
        """Removes a vertex and joins its predecessor and its successor on each of its qubits. Edges along no
        qubit go with it. Raises NegativeValue below 0, IndexOutOfRange if there is no such vertex.
        """

    def reserve_size(self, size: typing.SupportsIndex) -> None:
        """Makes room for that many vertices in all. Raises NegativeValue below 0."""

    def to_circuit(self) -> QCircuit:
        """The gates as a circuit, in program order or, where edges say otherwise, in one that follows them.

        Raises Unsupported (a RuntimeError) if there are measurements.
        """

    def to_qprog(self) -> QProg:
        """The gates and measurements as a program, in the same order."""

    def two_qubit_gate_nodes(self) -> list[int]:
        """The numbers of their vertices."""

    def two_qubit_gates(self) -> list[QGate]:
        """The gates on exactly two qubits, controls counted."""

class NoiseOpType:
    """How a QuantumError is given: by Kraus matrices or by Pauli strings.

    Members:

      KARUS_MATRIICES

      NOISE
    """

    KARUS_MATRIICES: typing.ClassVar[NoiseOpType]
    NOISE: typing.ClassVar[NoiseOpType]
    __members__: typing.ClassVar[dict[str, NoiseOpType]]

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

class QuantumError:
    """A noise channel on one or more qubits, as Kraus matrices or as Pauli strings with probabilities.

    The first qubit it acts on is the least significant bit of matrices and the RIGHTMOST letter of strings.
    """

    def __copy__(self) -> typing.Any:
        """An independent copy; attributes that were set on the object are shared."""

    def __deepcopy__(self, memo: dict[typing.Any, typing.Any]) -> typing.Any:
        """An independent copy; attributes that were set on the object are copied too."""

    def __eq__(self, other: object, /) -> bool:
        """Given in the same way, by matrices or by labels, with the same numbers."""

    def __hash__(self) -> int:
        """Return hash(self)."""

    @typing.overload
    def __init__(self) -> None:
        """The channel that does nothing, on one qubit."""

    @typing.overload
    def __init__(
        self,
        karus_matrices: collections.abc.Sequence[
            collections.abc.Sequence[complex | typing.SupportsComplex | typing.SupportsFloat]
        ],
    ) -> None:
        """Square matrices of 2^k rows, each given row by row as a flat list.

        Raises InvalidArgument unless the sum of K†K is the identity within 1e-6.
        """

    @typing.overload
    def __init__(self, probabilities: collections.abc.Mapping[str, typing.SupportsFloat]) -> None:
        """Pauli strings of the letters I, X, Y, Z, all of one length, and their probabilities.

        Raises InvalidArgument for other letters, unequal lengths, or probabilities that do not sum to 1 within 1e-6.
        """

    def __reduce__(self) -> tuple[typing.Any, ...]: ...
    def __setstate__(self, arg0: typing.Any) -> None:
        """What pickle and copy call."""

    def compose(self, quantum_error: QuantumError) -> QuantumError:
        """This error, then the other. A new error."""

    def error_circuit(self, qubits: collections.abc.Sequence[typing.SupportsIndex]) -> QCircuit:
        """One Pauli string drawn at random by its probability, as a circuit on `qubits`, the first one for the
        rightmost letter. Raises InvalidArgument for errors given by matrices or a wrong number of qubits.
        """

    def error_karus(self, qubits: collections.abc.Sequence[typing.SupportsIndex]) -> Karus:
        """The channel as a Karus on `qubits`, to be appended to a QProg; the first qubit is the least significant bit of
        the matrices and the rightmost letter of labels. Matrices are row by row, as given.

        Raises InvalidArgument for a wrong number of qubits, or one listed twice.
        """

    def error_type(self) -> NoiseOpType:
        """How it is given."""

    def expand(self, quantum_error: QuantumError) -> QuantumError:
        """Both errors side by side, this one on the less significant qubits. A new error."""

    def qubit_num(self) -> int:
        """The number of qubits it acts on."""

    def tensor(self, quantum_error: QuantumError) -> QuantumError:
        """Both errors side by side, this one on the more significant qubits. A new error."""

class NoiseModel:
    """Which errors follow which gates, and how measured bits are misread.

    An error belongs to the stored type of a gate, after which it acts: CRX counts as RX, TOFFOLI and any controlled
    X as X, CR as CP; daggers do not matter. A one-qubit error acts on each qubit of a gate on its own. Errors for
    particular qubits replace those for all qubits there; repeated additions add up in order.
    """

    def __copy__(self) -> typing.Any:
        """An independent copy; attributes that were set on the object are shared."""

    def __deepcopy__(self, memo: dict[typing.Any, typing.Any]) -> typing.Any:
        """An independent copy; attributes that were set on the object are copied too."""

    def __eq__(self, other: object, /) -> bool:
        """The same errors added in the same order."""

    def __hash__(self) -> int:
        """Return hash(self)."""

    @typing.overload
    def __init__(self) -> None: ...
    @typing.overload
    def __init__(self, other: NoiseModel) -> None:
        """An independent copy."""

    def __reduce__(self) -> tuple[typing.Any, ...]: ...
    def __setstate__(self, arg0: typing.Any) -> None:
        """What pickle and copy call."""

    @typing.overload
    def add_all_qubit_quantum_error(self, error: QuantumError, gate_type: GateType) -> None:
        """An error after gates of one type on any qubits."""

    @typing.overload
    def add_all_qubit_quantum_error(self, error: QuantumError, gate_types: collections.abc.Sequence[GateType]) -> None:
        """An error after gates of several types on any qubits."""

    def add_all_qubit_read_out_error(
        self, probs: collections.abc.Sequence[collections.abc.Sequence[typing.SupportsFloat]]
    ) -> None:
        """Misreading of every qubit: [[p(0|0), p(1|0)], [p(0|1), p(1|1)]], each row summing to 1."""

    @typing.overload
    def add_quantum_error(
        self, error: QuantumError, gate_type: GateType, qubits: collections.abc.Sequence[typing.SupportsIndex]
    ) -> None:
        """An error after gates of one type on particular qubits: each of the list for gates on one qubit, the pair (in
        any order) for gates on two. Raises InvalidArgument for a type that takes no noise.
        """

    @typing.overload
    def add_quantum_error(
        self,
        error: QuantumError,
        gate_types: collections.abc.Sequence[GateType],
        qubits: collections.abc.Sequence[typing.SupportsIndex],
    ) -> None:
        """The same for several types of gates."""

    def add_read_out_error(
        self,
        probs: collections.abc.Sequence[collections.abc.Sequence[typing.SupportsFloat]],
        qubit: typing.SupportsIndex,
    ) -> None:
        """Misreading of one qubit: [[p(0|0), p(1|0)], [p(0|1), p(1|1)]], p(read|true), each row summing to 1."""

    def copy(self) -> NoiseModel:
        """An independent copy."""

    def is_enabled(self) -> bool:
        """False for a model without any error."""

class QResult:
    """What a run leaves behind: a snapshot that later runs do not change.

    Exact (nothing measured, or 0 shots): probabilities of the state, over qubits; no counts. Sampled: counts, and
    counts / shots, over the classical bits measured into. Bit strings have the highest qubit or bit on the left;
    qubit 0 is the least significant bit of a state index: after X(0) on two qubits, index 1, string '01'.

    Copies share their contents. A pickle holds the state, 2^n amplitudes of 16 bytes (8 in float32).
    """

    def __copy__(self) -> typing.Any:
        """An independent copy; attributes that were set on the object are shared."""

    def __deepcopy__(self, memo: dict[typing.Any, typing.Any]) -> typing.Any:
        """An independent copy; attributes that were set on the object are copied too."""

    def __init__(self) -> None:
        """The result of no run; everything is empty."""

    def __reduce__(self) -> tuple[typing.Any, ...]: ...
    def __setstate__(self, arg0: typing.Any) -> None:
        """What pickle and copy call."""

    def _repr_html_(self) -> str:
        """What notebooks show: the most frequent or most probable outcomes."""

    def get_counts(self) -> dict[str, int]:
        """Shots by outcome; empty for an exact result."""

    def get_prob_dict(self, qubits: collections.abc.Sequence[typing.SupportsIndex] = []) -> dict[str, float]:
        """Probabilities by bit string; exact results list all outcomes, sampled ones those that were seen.
        `qubits` as in get_prob_list.
        """

    def get_prob_list(self, qubits: collections.abc.Sequence[typing.SupportsIndex] = []) -> list[float]:
        """Probabilities of all outcomes, in ascending order of the outcome as a number.

        With `qubits`: the marginal over those, the first listed qubit as the lowest bit. Raises InvalidArgument for
        a qubit outside the register or, in a sampled result, one that was not measured.
        """

    def get_state_vector(self) -> list[complex]:
        """The final state, before final measurements, as a list of 2^n complex numbers. Where what happens after a
        measurement depends on its outcome: the state of the last shot. `state_array()` is the same without a copy.
        """

    def print_results(self) -> None:
        """Prints a line `outcome: count` for each outcome."""

    def shots(self) -> int:
        """The number of shots of a sampled result, otherwise 0."""

    def state_array(self) -> numpy.typing.NDArray[typing.Any]:
        """The state as a read-only array of shape (2^n,), without copying it: complex128, or complex64 after a run in
        float32. An addition of this package.
        """

class CPUQVM:
    """The statevector simulator, on all processors that the process may use.

    `precision` is 'float64' (16 bytes an amplitude) or 'float32' (8 bytes an amplitude, results to
    about 6 digits). Probabilities and norms are summed in double precision in both.
    Runs release the GIL and answer Ctrl-C. Calls from several threads wait for one another.
    """

    def __init__(self, precision: str = "float64", threads: typing.SupportsIndex = 0) -> None:
        """`precision`: 'float64' or 'float32'. Raises UnsupportedPrecisionError for a known precision that is not
        offered ('exact'), InvalidPrecisionError for an unknown one (both are ValueErrors). An addition of this
        package: `threads`, see the property of that name.
        """

    def __reduce__(self) -> tuple[typing.Any, ...]: ...
    def current_state(self) -> typing.Any:
        """The state last reached or set, as a read-only array of shape (2^n,), complex128 or, in float32, complex64;
        of shape (0,) if there is none.
        """

    def expval_hamiltonian(
        self,
        prog: QProg,
        hamiltonian: pyqpanda3.hamiltonian.Hamiltonian,
        shots: typing.SupportsIndex = 1000,
        noise_model: NoiseModel = ...,
        seed: typing.SupportsIndex | None = None,
        threads: typing.SupportsIndex = 0,
        time_limit: typing.SupportsFloat | None = None,
    ) -> float:
        """The real part of the expectation value of an operator in the state that a program leaves.

        Exact, whatever `shots` is, unless chance decides about the state: with noise on gates, channels (Karus), resets,
        or measurements that later operations depend on, it is the mean over `shots` runs of the exact value in the state
        of each. Other measurements are skipped. Read-out errors are taken into account exactly. Qubits beyond the
        program's are 0. The result of the last run stays as it is. Additions of this package: `seed`, for equal values at
        any number of threads, and `time_limit` in seconds; `threads`, 0 for all processors.

        Raises NegativeValue (a TypeError) for negative shots, InvalidArgument for 0 shots where chance decides,
        and what run() raises.
        """

    def expval_pauli_operator(
        self,
        prog: QProg,
        pauli_operator: pyqpanda3.hamiltonian.PauliOperator,
        shots: typing.SupportsIndex = 1000,
        noise_model: NoiseModel = ...,
        seed: typing.SupportsIndex | None = None,
        threads: typing.SupportsIndex = 0,
        time_limit: typing.SupportsFloat | None = None,
    ) -> float:
        """The real part of the expectation value of an operator in the state that a program leaves.

        Exact, whatever `shots` is, unless chance decides about the state: with noise on gates, channels (Karus), resets,
        or measurements that later operations depend on, it is the mean over `shots` runs of the exact value in the state
        of each. Other measurements are skipped. Read-out errors are taken into account exactly. Qubits beyond the
        program's are 0. The result of the last run stays as it is. Additions of this package: `seed`, for equal values at
        any number of threads, and `time_limit` in seconds; `threads`, 0 for all processors.

        Raises NegativeValue (a TypeError) for negative shots, InvalidArgument for 0 shots where chance decides,
        and what run() raises.
        """

    @typing.overload
    def init_state(self, state: numpy.typing.NDArray[numpy.complex64]) -> None:
        """The same from an array of complex64."""

    @typing.overload
    def init_state(self, state: typing.Annotated[numpy.typing.ArrayLike, numpy.complex128]) -> None:
        """Makes later runs start from this state: an array of shape (2^n,) with the sum of squares within 1e-6 of 1
        (1e-5 in float32), which is copied and converted. The program run must have n qubits. Raises
        InvalidArgument for anything else.
        """

    @typing.overload
    def init_state(self) -> None:
        """Makes later runs start from |0...0>, as at first."""

    def plan(self, prog: QProg, shots: typing.SupportsIndex = 1, model: NoiseModel = ...) -> ExecutionPlan:
        """What run() does with this program, as an ExecutionPlan: which gates are merged, and in which passes over
        the state they are applied. Nothing is computed, and the state need not fit into memory. An addition of
        this package.

        Raises NegativeValue (a TypeError) for negative shots, and what run() raises for the program.
        """

    def result(self) -> QResult:
        """The result of the last run; empty before the first."""

    def run(
        self,
        prog: QProg,
        shots: typing.SupportsIndex,
        model: NoiseModel = ...,
        seed: typing.SupportsIndex | None = None,
        threads: typing.SupportsIndex = 0,
        time_limit: typing.SupportsFloat | None = None,
    ) -> None:
        """Runs a program and keeps the result for `result()`.

        `shots`: how often it is measured; with 0 measurements are skipped. Additions of this package: `seed`, for
        equal results at any number of threads; `threads`, 0 for as many as the property of that name says;
        `time_limit` in seconds, looked at every 20 ms or so (with 0 no run begins).

        Raises NegativeValue (a TypeError) for negative shots; InvalidArgument if the initial state has another
        number of qubits or a loop runs more than 10000 times; ResourceExhausted (a MemoryError), before anything is
        allocated, if the state does not fit; Timeout (a TimeoutError). The last result stays as it is then, but
        that one of more than 32 MiB that nobody else holds is dropped before a run begins.
        """

    @property
    def precision(self) -> str:
        """The precision of amplitudes."""

    @property
    def supported_precisions(self) -> tuple[str, ...]:
        """The precisions that the constructor takes."""

    @property
    def threads(self) -> int:
        """How many threads runs use that do not say themselves, at most 4096. 0, as at first: as many as the
        environment variable QPANDA3_NUM_THREADS says, or else as the process may use by CPU affinity and container
        limits. Results do not depend on it, and no thread outlives its run. An addition of this package.
        """

    @threads.setter
    def threads(self, arg1: typing.SupportsIndex) -> None: ...

class PlannedGate:
    """One gate as it is applied: several gates of the program may have become one."""

    def __reduce__(self) -> tuple[typing.Any, ...]: ...
    @property
    def controls(self) -> list[int]:
        """Qubits that have to be 1, ascending; of a phase all its qubits."""

    @property
    def flops(self) -> float:
        """Floating-point operations for the whole state."""

    @property
    def kernel(self) -> str:
        """'phase', 'flip', 'swap', 'diagonal' or 'dense'."""

    @property
    def targets(self) -> list[int]:
        """Qubits, the least significant of its matrix first."""

class PlannedGroup:
    """Gates applied one after the other to a block that fits into the first cache, for all blocks
    of a tile.
    """

    def __reduce__(self) -> tuple[typing.Any, ...]: ...
    @property
    def gates(self) -> list[PlannedGate]:
        """A list of PlannedGate, in the order in which they are applied."""

    @property
    def qubits(self) -> list[int]:
        """A block holds all combinations of these."""

class PlannedSweep:
    """A passage of the state through the second cache, tile by tile."""

    def __reduce__(self) -> tuple[typing.Any, ...]: ...
    @property
    def groups(self) -> list[PlannedGroup]:
        """A list of PlannedGroup."""

    @property
    def is_gathered(self) -> bool:
        """Whether the amplitudes of a tile are copied together and back, not being consecutive."""

    @property
    def qubits(self) -> list[int]:
        """A tile holds all combinations of these."""

    @property
    def tiles(self) -> int:
        """How many there are; 1 if the whole state is one."""

class PlannedNoiseLine:
    """Gates with errors between them that do not depend on the state (Pauli channels). Each shot draws where it
    meets the next error; those without one share the line as a whole, its gates merged as if there were no noise.
    """

    def __reduce__(self) -> tuple[typing.Any, ...]: ...
    @property
    def error_sites(self) -> int:
        """Places where an error may happen."""

    @property
    def gates(self) -> int:
        """Gates of the program."""

    @property
    def merged_gates(self) -> int:
        """Gates of the line as a whole."""

    @property
    def survival(self) -> float:
        """The probability that none does."""

class ExecutionPlan:
    """The plan of a program on a state vector, see CPUQVM.plan(). `print(plan)` shows it. An addition of this package."""

    def __reduce__(self) -> tuple[typing.Any, ...]: ...
    def __repr__(self) -> str: ...
    def __str__(self) -> str: ...
    def text(self, max_sweeps: typing.SupportsIndex = 32) -> str:
        """The plan for people: a line for each sweep and each group of gates, the first `max_sweeps` sweeps."""

    @property
    def backend(self) -> str:
        """The set of vector instructions, see core.simd."""

    @property
    def bytes_moved(self) -> float:
        """Bytes between memory and the second cache, at most; 0 if the whole state is one tile."""

    @property
    def flops(self) -> float:
        """Floating-point operations of the sweeps."""

    @property
    def noise_lines(self) -> list[PlannedNoiseLine]:
        """A list of PlannedNoiseLine: of what shots run, in the order of the text."""

    @property
    def num_qubits(self) -> int:
        """Qubits of the program's register."""

    @property
    def operations_per_shot(self) -> int:
        """Gates, measurements, channels and jumps that each shot runs; 0 if nothing depends on chance but the
        outcomes of final measurements.
        """

    @property
    def planned_gates(self) -> int:
        """Gates after merging."""

    @property
    def precision(self) -> str:
        """'float64' or 'float32'."""

    @property
    def program_gates(self) -> int:
        """Gates of the program, nested circuits resolved, without those that act as the identity."""

    @property
    def state_bytes(self) -> int:
        """Bytes of one copy of the state."""

    @property
    def sweeps(self) -> list[PlannedSweep]:
        """A list of PlannedSweep: what runs once, the gates before chance comes in."""

class PIC_TYPE:
    """The forms of drawings that draw_qprog() makes.

    Members:

      TEXT : Characters, one line of boxes for each qubit.

      LATEX : A LaTeX document for the package qcircuit.
    """

    LATEX: typing.ClassVar[PIC_TYPE]
    TEXT: typing.ClassVar[PIC_TYPE]
    __members__: typing.ClassVar[dict[str, PIC_TYPE]]

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

class SimulatorCapabilities:
    """What one simulator of this build offers; see simulator_capabilities()."""

    __hash__: typing.ClassVar[None]  # type: ignore[assignment]

    def __eq__(self, other: object, /) -> bool:
        """Whether all facts are equal."""

    def __reduce__(self) -> tuple[typing.Any, ...]: ...
    def __repr__(self) -> str: ...
    @property
    def available(self) -> bool:
        """Whether one can be made on this machine."""

    @property
    def default_precision(self) -> str:
        """The precision it computes in if none is given."""

    @property
    def name(self) -> str:
        """The name of the class."""

    @property
    def simd_domain(self) -> str:
        """What its kernels work on: 'StateVector', 'Density', 'Amplitude', 'Tensor', 'Sparse', or
        'NotApplicable' for a simulator without vector kernels.
        """

    @property
    def supported_precisions(self) -> tuple[str, ...]:
        """The precisions that its constructor takes."""

def BARRIER(qubits: collections.abc.Sequence[typing.SupportsIndex]) -> QGate:
    """Keeps the order of what is on either side; no effect on the state.

    Qubits are distinct numbers from 0; angles are finite, in radians. Raises NegativeValue (a
    TypeError) for a negative qubit, InvalidArgument (a RuntimeError and ValueError) for other bad values.
    """

def CNOT(qubit1: typing.SupportsIndex, qubit2: typing.SupportsIndex) -> QGate:
    """X on qubit2 where qubit1 is 1.

    Qubits are distinct numbers from 0; angles are finite, in radians. Raises NegativeValue (a
    TypeError) for a negative qubit, InvalidArgument (a RuntimeError and ValueError) for other bad values.
    """

def CP(control: typing.SupportsIndex, target: typing.SupportsIndex, theta: typing.SupportsFloat) -> QGate:
    """diag(1, 1, 1, e^{i theta}).

    Qubits are distinct numbers from 0; angles are finite, in radians. Raises NegativeValue (a
    TypeError) for a negative qubit, InvalidArgument (a RuntimeError and ValueError) for other bad values.
    """

def CR(control: typing.SupportsIndex, target: typing.SupportsIndex, theta: typing.SupportsFloat) -> QGate:
    """diag(1, 1, 1, e^{i theta}); another name for CP.

    Qubits are distinct numbers from 0; angles are finite, in radians. Raises NegativeValue (a
    TypeError) for a negative qubit, InvalidArgument (a RuntimeError and ValueError) for other bad values.
    """

def CRX(control: typing.SupportsIndex, target: typing.SupportsIndex, theta: typing.SupportsFloat) -> QGate:
    """RX(theta) on target where control is 1.

    Qubits are distinct numbers from 0; angles are finite, in radians. Raises NegativeValue (a
    TypeError) for a negative qubit, InvalidArgument (a RuntimeError and ValueError) for other bad values.
    """

def CRY(control: typing.SupportsIndex, target: typing.SupportsIndex, theta: typing.SupportsFloat) -> QGate:
    """RY(theta) on target where control is 1.

    Qubits are distinct numbers from 0; angles are finite, in radians. Raises NegativeValue (a
    TypeError) for a negative qubit, InvalidArgument (a RuntimeError and ValueError) for other bad values.
    """

def CRZ(control: typing.SupportsIndex, target: typing.SupportsIndex, theta: typing.SupportsFloat) -> QGate:
    """RZ(theta) on target where control is 1.

    Qubits are distinct numbers from 0; angles are finite, in radians. Raises NegativeValue (a
    TypeError) for a negative qubit, InvalidArgument (a RuntimeError and ValueError) for other bad values.
    """

def CU(
    control: typing.SupportsIndex,
    target: typing.SupportsIndex,
    theta: typing.SupportsFloat,
    phi: typing.SupportsFloat,
    lambda_: typing.SupportsFloat,
    gamma: typing.SupportsFloat,
) -> QGate:
    """U4(theta, phi, lambda, gamma) on target where control is 1.

    Qubits are distinct numbers from 0; angles are finite, in radians. Raises NegativeValue (a
    TypeError) for a negative qubit, InvalidArgument (a RuntimeError and ValueError) for other bad values.
    """

def CZ(qubit1: typing.SupportsIndex, qubit2: typing.SupportsIndex) -> QGate:
    """diag(1, 1, 1, -1).

    Qubits are distinct numbers from 0; angles are finite, in radians. Raises NegativeValue (a
    TypeError) for a negative qubit, InvalidArgument (a RuntimeError and ValueError) for other bad values.
    """

def ECHO(qubit: typing.SupportsIndex, param: typing.SupportsFloat = 0.0) -> QGate:
    """Identity; the number is carried along for hardware.

    Qubits are distinct numbers from 0; angles are finite, in radians. Raises NegativeValue (a
    TypeError) for a negative qubit, InvalidArgument (a RuntimeError and ValueError) for other bad values.
    """

def H(qubit: typing.SupportsIndex) -> QGate:
    """Hadamard.

    Qubits are distinct numbers from 0; angles are finite, in radians. Raises NegativeValue (a
    TypeError) for a negative qubit, InvalidArgument (a RuntimeError and ValueError) for other bad values.
    """

def I(qubit: typing.SupportsIndex) -> QGate:
    """Identity.

    Qubits are distinct numbers from 0; angles are finite, in radians. Raises NegativeValue (a
    TypeError) for a negative qubit, InvalidArgument (a RuntimeError and ValueError) for other bad values.
    """

def IDLE(qubit: typing.SupportsIndex, nanoseconds: typing.SupportsFloat) -> QGate:
    """Identity for a time, in nanoseconds.

    Qubits are distinct numbers from 0; angles are finite, in radians. Raises NegativeValue (a
    TypeError) for a negative qubit, InvalidArgument (a RuntimeError and ValueError) for other bad values.
    """

def ISWAP(qubit1: typing.SupportsIndex, qubit2: typing.SupportsIndex) -> QGate:
    """SWAP with a factor i on the exchanged states.

    Qubits are distinct numbers from 0; angles are finite, in radians. Raises NegativeValue (a
    TypeError) for a negative qubit, InvalidArgument (a RuntimeError and ValueError) for other bad values.
    """

def MS(qubit1: typing.SupportsIndex, qubit2: typing.SupportsIndex) -> QGate:
    """Moelmer-Soerensen: exp(-i pi/4 XX).

    Qubits are distinct numbers from 0; angles are finite, in radians. Raises NegativeValue (a
    TypeError) for a negative qubit, InvalidArgument (a RuntimeError and ValueError) for other bad values.
    """

def Oracle(
    qubits: collections.abc.Sequence[typing.SupportsIndex],
    matrix: typing.Annotated[numpy.typing.ArrayLike, numpy.complex128],
    check_unitary: bool = True,
) -> QGate:
    """A gate from a unitary of shape (2^k, 2^k) on k qubits, the first listed qubit as LEAST significant bit.

    Raises InvalidArgument (a RuntimeError and ValueError) if the size does not fit the qubits, a qubit repeats, a
    number is not finite, or, unless check_unitary is False, U U† differs from 1 by more than 1e-8.
    """

def P(qubit: typing.SupportsIndex, theta: typing.SupportsFloat) -> QGate:
    """diag(1, e^{i theta}).

    Qubits are distinct numbers from 0; angles are finite, in radians. Raises NegativeValue (a
    TypeError) for a negative qubit, InvalidArgument (a RuntimeError and ValueError) for other bad values.
    """

def QV(num_qubit: typing.SupportsIndex, depth: typing.SupportsIndex = -1, seed: typing.SupportsIndex = 0) -> QCircuit:
    """A quantum volume circuit on qubits 0 .. num_qubit-1: in each of `depth` layers (-1: num_qubit) the qubits are
    paired at random, and each of the num_qubit // 2 pairs gets an ORACLE with a Haar-random matrix of SU(4). Equal
    seeds give equal circuits.

    Raises NegativeValue for a negative number of qubits or another negative depth.
    """

def RESET(qubit: typing.SupportsIndex) -> QGate:
    """Sets the qubit to 0 (not unitary).

    Qubits are distinct numbers from 0; angles are finite, in radians. Raises NegativeValue (a
    TypeError) for a negative qubit, InvalidArgument (a RuntimeError and ValueError) for other bad values.
    """

def RPHI(control: typing.SupportsIndex, theta: typing.SupportsFloat, phi: typing.SupportsFloat) -> QGate:
    """exp(-i theta/2 (cos phi X + sin phi Y)) on the qubit `control`.

    Qubits are distinct numbers from 0; angles are finite, in radians. Raises NegativeValue (a
    TypeError) for a negative qubit, InvalidArgument (a RuntimeError and ValueError) for other bad values.
    """

def RX(qubit: typing.SupportsIndex, theta: typing.SupportsFloat) -> QGate:
    """exp(-i theta/2 X).

    Qubits are distinct numbers from 0; angles are finite, in radians. Raises NegativeValue (a
    TypeError) for a negative qubit, InvalidArgument (a RuntimeError and ValueError) for other bad values.
    """

def RXX(control: typing.SupportsIndex, target: typing.SupportsIndex, theta: typing.SupportsFloat) -> QGate:
    """exp(-i theta/2 XX).

    Qubits are distinct numbers from 0; angles are finite, in radians. Raises NegativeValue (a
    TypeError) for a negative qubit, InvalidArgument (a RuntimeError and ValueError) for other bad values.
    """

def RY(qubit: typing.SupportsIndex, theta: typing.SupportsFloat) -> QGate:
    """exp(-i theta/2 Y).

    Qubits are distinct numbers from 0; angles are finite, in radians. Raises NegativeValue (a
    TypeError) for a negative qubit, InvalidArgument (a RuntimeError and ValueError) for other bad values.
    """

def RYY(control: typing.SupportsIndex, target: typing.SupportsIndex, theta: typing.SupportsFloat) -> QGate:
    """exp(-i theta/2 YY).

    Qubits are distinct numbers from 0; angles are finite, in radians. Raises NegativeValue (a
    TypeError) for a negative qubit, InvalidArgument (a RuntimeError and ValueError) for other bad values.
    """

def RZ(qubit: typing.SupportsIndex, theta: typing.SupportsFloat) -> QGate:
    """exp(-i theta/2 Z).

    Qubits are distinct numbers from 0; angles are finite, in radians. Raises NegativeValue (a
    TypeError) for a negative qubit, InvalidArgument (a RuntimeError and ValueError) for other bad values.
    """

def RZX(control: typing.SupportsIndex, target: typing.SupportsIndex, theta: typing.SupportsFloat) -> QGate:
    """exp(-i theta/2 Z X), Z on control and X on target.

    Qubits are distinct numbers from 0; angles are finite, in radians. Raises NegativeValue (a
    TypeError) for a negative qubit, InvalidArgument (a RuntimeError and ValueError) for other bad values.
    """

def RZZ(control: typing.SupportsIndex, target: typing.SupportsIndex, theta: typing.SupportsFloat) -> QGate:
    """exp(-i theta/2 ZZ).

    Qubits are distinct numbers from 0; angles are finite, in radians. Raises NegativeValue (a
    TypeError) for a negative qubit, InvalidArgument (a RuntimeError and ValueError) for other bad values.
    """

def S(qubit: typing.SupportsIndex) -> QGate:
    """diag(1, i).

    Qubits are distinct numbers from 0; angles are finite, in radians. Raises NegativeValue (a
    TypeError) for a negative qubit, InvalidArgument (a RuntimeError and ValueError) for other bad values.
    """

def SQISWAP(qubit1: typing.SupportsIndex, qubit2: typing.SupportsIndex) -> QGate:
    """The square root of ISWAP.

    Qubits are distinct numbers from 0; angles are finite, in radians. Raises NegativeValue (a
    TypeError) for a negative qubit, InvalidArgument (a RuntimeError and ValueError) for other bad values.
    """

def SWAP(qubit1: typing.SupportsIndex, qubit2: typing.SupportsIndex) -> QGate:
    """Exchanges two qubits.

    Qubits are distinct numbers from 0; angles are finite, in radians. Raises NegativeValue (a
    TypeError) for a negative qubit, InvalidArgument (a RuntimeError and ValueError) for other bad values.
    """

def T(qubit: typing.SupportsIndex) -> QGate:
    """diag(1, e^{i pi/4}).

    Qubits are distinct numbers from 0; angles are finite, in radians. Raises NegativeValue (a
    TypeError) for a negative qubit, InvalidArgument (a RuntimeError and ValueError) for other bad values.
    """

def TOFFOLI(qubit1: typing.SupportsIndex, qubit2: typing.SupportsIndex, qubit3: typing.SupportsIndex) -> QGate:
    """X on qubit3 where qubit1 and qubit2 are 1.

    Qubits are distinct numbers from 0; angles are finite, in radians. Raises NegativeValue (a
    TypeError) for a negative qubit, InvalidArgument (a RuntimeError and ValueError) for other bad values.
    """

def U1(qubit: typing.SupportsIndex, theta: typing.SupportsFloat) -> QGate:
    """diag(1, e^{i theta}).

    Qubits are distinct numbers from 0; angles are finite, in radians. Raises NegativeValue (a
    TypeError) for a negative qubit, InvalidArgument (a RuntimeError and ValueError) for other bad values.
    """

def U2(qubit: typing.SupportsIndex, theta: typing.SupportsFloat, phi: typing.SupportsFloat) -> QGate:
    """U3(pi/2, theta, phi).

    Qubits are distinct numbers from 0; angles are finite, in radians. Raises NegativeValue (a
    TypeError) for a negative qubit, InvalidArgument (a RuntimeError and ValueError) for other bad values.
    """

def U3(
    qubit: typing.SupportsIndex, theta: typing.SupportsFloat, phi: typing.SupportsFloat, lambda_: typing.SupportsFloat
) -> QGate:
    """[[cos(theta/2), -e^{i lambda} sin(theta/2)], [e^{i phi} sin(theta/2), e^{i (phi + lambda)} cos(theta/2)]].

    Qubits are distinct numbers from 0; angles are finite, in radians. Raises NegativeValue (a
    TypeError) for a negative qubit, InvalidArgument (a RuntimeError and ValueError) for other bad values.
    """

def U4(
    qubit: typing.SupportsIndex,
    theta: typing.SupportsFloat,
    phi: typing.SupportsFloat,
    lambda_: typing.SupportsFloat,
    gamma: typing.SupportsFloat,
) -> QGate:
    """e^{i theta} RZ(phi) RY(lambda) RZ(gamma).

    Qubits are distinct numbers from 0; angles are finite, in radians. Raises NegativeValue (a
    TypeError) for a negative qubit, InvalidArgument (a RuntimeError and ValueError) for other bad values.
    """

def X(qubit: typing.SupportsIndex) -> QGate:
    """Pauli X, the bit flip.

    Qubits are distinct numbers from 0; angles are finite, in radians. Raises NegativeValue (a
    TypeError) for a negative qubit, InvalidArgument (a RuntimeError and ValueError) for other bad values.
    """

def X1(qubit: typing.SupportsIndex) -> QGate:
    """Rotation about X by pi/2.

    Qubits are distinct numbers from 0; angles are finite, in radians. Raises NegativeValue (a
    TypeError) for a negative qubit, InvalidArgument (a RuntimeError and ValueError) for other bad values.
    """

def Y(qubit: typing.SupportsIndex) -> QGate:
    """Pauli Y.

    Qubits are distinct numbers from 0; angles are finite, in radians. Raises NegativeValue (a
    TypeError) for a negative qubit, InvalidArgument (a RuntimeError and ValueError) for other bad values.
    """

def Y1(qubit: typing.SupportsIndex) -> QGate:
    """Rotation about Y by pi/2.

    Qubits are distinct numbers from 0; angles are finite, in radians. Raises NegativeValue (a
    TypeError) for a negative qubit, InvalidArgument (a RuntimeError and ValueError) for other bad values.
    """

def Z(qubit: typing.SupportsIndex) -> QGate:
    """Pauli Z, the phase flip.

    Qubits are distinct numbers from 0; angles are finite, in radians. Raises NegativeValue (a
    TypeError) for a negative qubit, InvalidArgument (a RuntimeError and ValueError) for other bad values.
    """

def Z1(qubit: typing.SupportsIndex) -> QGate:
    """Rotation about Z by pi/2.

    Qubits are distinct numbers from 0; angles are finite, in radians. Raises NegativeValue (a
    TypeError) for a negative qubit, InvalidArgument (a RuntimeError and ValueError) for other bad values.
    """

def amplitude_damping_error(prob: typing.SupportsFloat) -> QuantumError:
    """Decay from 1 to 0 with probability `prob`.

    Raises InvalidArgument unless 0 <= prob <= 1.
    """

def create_gate(
    gate_name: str,
    qubits: collections.abc.Sequence[typing.SupportsIndex],
    params: collections.abc.Sequence[typing.SupportsFloat],
) -> QGate:
    """A gate by the exact name of its function.

    Raises InvalidArgument for an unknown name or a wrong number of qubits or parameters.
    """

def decoherence_error(
    T1: typing.SupportsFloat, T2: typing.SupportsFloat, time_param: typing.SupportsFloat
) -> QuantumError:
    """Relaxation during `time_param`, in the unit of T1 and T2: 1 decays as exp(-t/T1), coherence as exp(-t/T2).

    Raises InvalidArgument unless T1 > 0, 0 < T2 <= 2 T1 and time_param >= 0.
    """

def depolarizing_error(prob: typing.SupportsFloat) -> QuantumError:
    """The completely mixed state with probability `prob`: each Pauli has prob / 4.

    Raises InvalidArgument unless 0 <= prob <= 1.
    """

def direct_twirl(input_circ: QProg, twirled_gate: str = "CNOT", seed: typing.SupportsIndex = 0) -> QProg:
    """The program with random Pauli gates on both qubits before and after each gate named `twirled_gate`, 'CNOT' or
    'CZ'; its effect is the same up to a global phase. Gates in nested circuits, branches and loops are twirled,
    controlled ones stay. Equal seeds give equal programs, 0 as any other.

    Raises Unsupported (a RuntimeError) for other names.
    """

@typing.overload
def draw_qprog(
    qprog: QProg,
    p: PIC_TYPE = PIC_TYPE.TEXT,
    expend_map: collections.abc.Mapping[str, typing.SupportsIndex] = {"all": 1},
    param_show: bool = False,
    with_logo: bool = False,
    line_length: typing.SupportsIndex = 100,
    output_file: str = "",
    encode: str = "utf-8",
) -> str:
    """Draws it as text or LaTeX and returns the drawing.

    `p`: PIC_TYPE.TEXT, one line of boxes for each qubit, or PIC_TYPE.LATEX, a document for the package qcircuit.
    `expend_map`: which nested circuits are resolved, by name: 0 draws a box with the name, 1 everything in it, other
    numbers one level of it; `'all'` other than 0 resolves all of them; names that are missing are boxes.
    `param_show`: parameters with the decimals of set_print_options(), and `.dag` on daggered gates in text.
    `with_logo`: a heading in LaTeX. `line_length`: a longer line of text goes on in a new group of lines; 0 never.
    `output_file`: the drawing is written there too, in UTF-8 whatever `encode` says.

    Raises InvalidArgument (a RuntimeError and ValueError) naming a file that cannot be written, NegativeValue (a
    TypeError and ValueError) for a negative `line_length`, ResourceExhausted (a MemoryError) for too large a drawing.
    """

@typing.overload
def draw_qprog(
    circuit: QCircuit,
    p: PIC_TYPE = PIC_TYPE.TEXT,
    expend_map: collections.abc.Mapping[str, typing.SupportsIndex] = {"all": 1},
    param_show: bool = False,
    with_logo: bool = False,
    line_length: typing.SupportsIndex = 100,
    output_file: str = "",
    encode: str = "utf-8",
) -> str:
    """Draws it as text or LaTeX and returns the drawing.

    `p`: PIC_TYPE.TEXT, one line of boxes for each qubit, or PIC_TYPE.LATEX, a document for the package qcircuit.
    `expend_map`: which nested circuits are resolved, by name: 0 draws a box with the name, 1 everything in it, other
    numbers one level of it; `'all'` other than 0 resolves all of them; names that are missing are boxes.
    `param_show`: parameters with the decimals of set_print_options(), and `.dag` on daggered gates in text.
    `with_logo`: a heading in LaTeX. `line_length`: a longer line of text goes on in a new group of lines; 0 never.
    `output_file`: the drawing is written there too, in UTF-8 whatever `encode` says.

    Raises InvalidArgument (a RuntimeError and ValueError) naming a file that cannot be written, NegativeValue (a
    TypeError and ValueError) for a negative `line_length`, ResourceExhausted (a MemoryError) for too large a drawing.
    """

def expval_hamiltonian(
    prog: QProg,
    hamiltonian: pyqpanda3.hamiltonian.Hamiltonian,
    shots: typing.SupportsIndex = 1,
    model: NoiseModel = ...,
    used_threads: typing.SupportsIndex = 4,
    backend: str = "CPU",
    init_state: collections.abc.Sequence[complex | typing.SupportsComplex | typing.SupportsFloat] = [],
    seed: typing.SupportsIndex | None = None,
    time_limit: typing.SupportsFloat | None = None,
) -> float:
    """The real part of the expectation value of an operator in the state that a program leaves.

    Exact, whatever `shots` is, unless chance decides about the state: with noise on gates, channels (Karus), resets,
    or measurements that later operations depend on, it is the mean over `shots` runs of the exact value in the state
    of each. Other measurements are skipped. Read-out errors are taken into account exactly. Qubits beyond the
    program's are 0. The result of the last run stays as it is. Additions of this package: `seed`, for equal values at
    any number of threads, and `time_limit` in seconds.

    `used_threads`: at most as many, 0 for all processors. `backend`: 'CPU' is the one there is. `init_state`:
    2^n amplitudes to start from, for a program of n qubits; [] for |0...0>.

    Raises BackendUnavailableError for another backend, NegativeValue (a TypeError) for negative shots,
    InvalidArgument for 0 shots where chance decides, and what CPUQVM.run() and init_state() raise.
    """

def expval_pauli_operator(
    prog: QProg,
    pauli_operator: pyqpanda3.hamiltonian.PauliOperator,
    shots: typing.SupportsIndex = 1,
    model: NoiseModel = ...,
    used_threads: typing.SupportsIndex = 4,
    backend: str = "CPU",
    init_state: collections.abc.Sequence[complex | typing.SupportsComplex | typing.SupportsFloat] = [],
    seed: typing.SupportsIndex | None = None,
    time_limit: typing.SupportsFloat | None = None,
) -> float:
    """The real part of the expectation value of an operator in the state that a program leaves.

    Exact, whatever `shots` is, unless chance decides about the state: with noise on gates, channels (Karus), resets,
    or measurements that later operations depend on, it is the mean over `shots` runs of the exact value in the state
    of each. Other measurements are skipped. Read-out errors are taken into account exactly. Qubits beyond the
    program's are 0. The result of the last run stays as it is. Additions of this package: `seed`, for equal values at
    any number of threads, and `time_limit` in seconds.

    `used_threads`: at most as many, 0 for all processors. `backend`: 'CPU' is the one there is. `init_state`:
    2^n amplitudes to start from, for a program of n qubits; [] for |0...0>.

    Raises BackendUnavailableError for another backend, NegativeValue (a TypeError) for negative shots,
    InvalidArgument for 0 shots where chance decides, and what CPUQVM.run() and init_state() raise.
    """

@typing.overload
def measure(qubit: typing.SupportsIndex, cbit: typing.SupportsIndex) -> MeasureNode:
    """A measurement of one qubit into one bit, to be appended to a QProg."""

@typing.overload
def measure(
    qubits: collections.abc.Sequence[typing.SupportsIndex], cbits: collections.abc.Sequence[typing.SupportsIndex]
) -> list[MeasureNode]:
    """Measurements of several qubits, qubit i of the list into bit i.

    Raises IndexOutOfRange (a RuntimeError and IndexError) if the lists have different lengths.
    """

def pauli_x_error(prob: typing.SupportsFloat) -> QuantumError:
    """A bit flip with probability `prob`.

    Raises InvalidArgument unless 0 <= prob <= 1.
    """

def pauli_y_error(prob: typing.SupportsFloat) -> QuantumError:
    """Pauli Y with probability `prob`.

    Raises InvalidArgument unless 0 <= prob <= 1.
    """

def pauli_z_error(prob: typing.SupportsFloat) -> QuantumError:
    """A phase flip with probability `prob`.

    Raises InvalidArgument unless 0 <= prob <= 1.
    """

def phase_damping_error(prob: typing.SupportsFloat) -> QuantumError:
    """Coherence shrinks by the factor sqrt(1 - prob).

    Raises InvalidArgument unless 0 <= prob <= 1.
    """

def qif(cbits: collections.abc.Sequence[typing.SupportsIndex]) -> QIf:
    """A branch taken if all bits are 1 in the current shot; bits never measured are 0; an empty list is true."""

def qwhile(cbits: collections.abc.Sequence[typing.SupportsIndex]) -> QWhile:
    """A loop that runs while all bits are 1 in the current shot."""

@typing.overload
def random_qcircuit(
    qubits: collections.abc.Sequence[typing.SupportsIndex],
    depth: typing.SupportsIndex,
    gate_type: collections.abc.Sequence[str],
    *,
    seed: typing.SupportsIndex | None = None,
) -> QCircuit:
    """A circuit of exactly `depth` layers from gates drawn at random.

    `qubits`: distinct numbers. `gate_type`: names of unitary gate functions, each entry equally likely; an empty
    list stands for all plain gates on one or two qubits. `topology`: pairs of qubits that may share a gate, in either
    direction. Angles are in [0, 6.283], with three decimals. `seed` (an addition): the same circuit again.

    Raises NegativeValue for negative numbers, IndexOutOfRange (an IndexError) for an empty list of qubits,
    InvalidArgument (a RuntimeError and ValueError) for repeated qubits, unknown names, gates that do not fit the
    qubits or the topology.
    """

@typing.overload
def random_qcircuit(
    qubits: collections.abc.Sequence[typing.SupportsIndex],
    depth: typing.SupportsIndex,
    gate_type: collections.abc.Sequence[str],
    topology: collections.abc.Sequence[collections.abc.Sequence[typing.SupportsIndex]],
    *,
    seed: typing.SupportsIndex | None = None,
) -> QCircuit:
    """A circuit of exactly `depth` layers from gates drawn at random.

    `qubits`: distinct numbers. `gate_type`: names of unitary gate functions, each entry equally likely; an empty
    list stands for all plain gates on one or two qubits. `topology`: pairs of qubits that may share a gate, in either
    direction. Angles are in [0, 6.283], with three decimals. `seed` (an addition): the same circuit again.

    Raises NegativeValue for negative numbers, IndexOutOfRange (an IndexError) for an empty list of qubits,
    InvalidArgument (a RuntimeError and ValueError) for repeated qubits, unknown names, gates that do not fit the
    qubits or the topology.
    """

@typing.overload
def random_qprog(
    qubits: collections.abc.Sequence[typing.SupportsIndex],
    depth: typing.SupportsIndex,
    gate_type: collections.abc.Sequence[str],
    *,
    seed: typing.SupportsIndex | None = None,
) -> QProg:
    """A program of exactly `depth` layers from gates drawn at random.

    `qubits`: distinct numbers. `gate_type`: names of unitary gate functions, each entry equally likely; an empty
    list stands for all plain gates on one or two qubits. `topology`: pairs of qubits that may share a gate, in either
    direction. Angles are in [0, 6.283], with three decimals. `seed` (an addition): the same circuit again.

    Raises NegativeValue for negative numbers, IndexOutOfRange (an IndexError) for an empty list of qubits,
    InvalidArgument (a RuntimeError and ValueError) for repeated qubits, unknown names, gates that do not fit the
    qubits or the topology.
    """

@typing.overload
def random_qprog(
    qubits: collections.abc.Sequence[typing.SupportsIndex],
    depth: typing.SupportsIndex,
    gate_type: collections.abc.Sequence[str],
    topology: collections.abc.Sequence[collections.abc.Sequence[typing.SupportsIndex]],
    *,
    seed: typing.SupportsIndex | None = None,
) -> QProg:
    """A program of exactly `depth` layers from gates drawn at random.

    `qubits`: distinct numbers. `gate_type`: names of unitary gate functions, each entry equally likely; an empty
    list stands for all plain gates on one or two qubits. `topology`: pairs of qubits that may share a gate, in either
    direction. Angles are in [0, 6.283], with three decimals. `seed` (an addition): the same circuit again.

    Raises NegativeValue for negative numbers, IndexOutOfRange (an IndexError) for an empty list of qubits,
    InvalidArgument (a RuntimeError and ValueError) for repeated qubits, unknown names, gates that do not fit the
    qubits or the topology.
    """

def release_memory() -> int:
    """Gives the memory of states that nobody holds, and that is kept for coming runs, back to the system; returns
    how many bytes that was. Of states beyond 32 MiB the system takes it by itself when it wants some. An addition
    of this package.
    """

def set_print_options(
    precision: typing.SupportsIndex = 8, param_show: typing.SupportsIndex = True, linewidth: typing.SupportsIndex = 100
) -> None:
    """Sets what str() of circuits and programs shows from now on, in all threads.

    `precision`: decimals of parameters, 0 to 100, here and in draw_qprog(). `param_show`: whether parameters and
    `.dag` are shown. `linewidth`: a longer line goes on in a new group of lines; 0 never. Before the first call:
    8, True, 120. Raises NegativeValue or InvalidArgument for other values, and changes nothing then.
    """

@typing.overload
def simulator_capabilities(name: None = None) -> list[SimulatorCapabilities]:
    """What the simulators of this build offer: a list of SimulatorCapabilities, by name. A simulator that is not
    built is not in it.
    """

@typing.overload
def simulator_capabilities(name: str) -> SimulatorCapabilities:
    """What one simulator offers. Raises BackendUnavailableError (a RuntimeError), with the names there are, if this
    build has none of that name.
    """

Gate: OpType
Measure: OpType
