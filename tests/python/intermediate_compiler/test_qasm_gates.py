"""Each built-in gate of OpenQASM has the operator that its name stands for."""

from __future__ import annotations

import numpy as np
import pytest
from qasm_support import phase_distance, read, unitary
from reference import X, Y, controlled, exchange, kron, rotation, u3, u4

H = np.array([[1, 1], [1, -1]]) / np.sqrt(2)
S = np.diag([1, 1j])
SX = (1 + 1j) / 2 * np.array([[1, -1j], [-1j, 1]])
Z = np.diag([1, -1]).astype(complex)
PI = np.pi


def phase(t: float) -> np.ndarray:
    return np.diag([1, np.exp(1j * t)])


def pair(a: np.ndarray, b: np.ndarray, t: float) -> np.ndarray:
    return rotation(kron(a, b), t)


def xx_plus_yy(t: float, b: float) -> np.ndarray:
    """Couples 01 and 10; the first operand is the most significant bit here."""
    m = np.eye(4, dtype=complex)
    c, s = np.cos(t / 2), -1j * np.sin(t / 2)
    # Row 2 is 10: the first operand is 1.
    m[1:3, 1:3] = [[c, s * np.exp(1j * b)], [s * np.exp(-1j * b), c]]
    return m


def xx_minus_yy(t: float, b: float) -> np.ndarray:
    m = np.eye(4, dtype=complex)
    c, s = np.cos(t / 2), -1j * np.sin(t / 2)
    m[0, 0], m[0, 3], m[3, 0], m[3, 3] = c, s * np.exp(-1j * b), s * np.exp(1j * b), c
    return m


def rccx() -> np.ndarray:
    """A Toffoli but for phases: -1 on 101, and i and -i in place of the ones of its X."""
    m = np.eye(8, dtype=complex)
    m[5, 5] = -1
    m[6:, 6:] = [[0, -1j], [1j, 0]]
    return m


def rc3x() -> np.ndarray:
    m = np.eye(16, dtype=complex)
    m[12, 12], m[13, 13] = 1j, -1j
    m[14:, 14:] = [[0, 1], [-1, 0]]
    return m


def ccontrolled(matrix: np.ndarray, controls: int) -> np.ndarray:
    for _ in range(controls):
        matrix = controlled(matrix)
    return matrix


SWAP = exchange(0, 1)

# name -> (number of parameters, operator with the first operand as most significant bit)
GATES = {
    "id": (0, lambda: np.eye(2)),
    "u0": (1, lambda t: np.eye(2)),
    "x": (0, lambda: X),
    "y": (0, lambda: Y),
    "z": (0, lambda: Z),
    "h": (0, lambda: H),
    "s": (0, lambda: S),
    "sdg": (0, lambda: S.conj()),
    "t": (0, lambda: phase(PI / 4)),
    "tdg": (0, lambda: phase(-PI / 4)),
    "sx": (0, lambda: SX),
    "sxdg": (0, lambda: SX.conj().T),
    "rx": (1, lambda t: rotation(X, t)),
    "ry": (1, lambda t: rotation(Y, t)),
    "rz": (1, lambda t: rotation(Z, t)),
    "p": (1, phase),
    "phase": (1, phase),
    "u1": (1, phase),
    "u2": (2, lambda f, ell: u3(PI / 2, f, ell)),
    "u3": (3, u3),
    "u": (3, u3),
    "U": (3, u3),
    "r": (2, lambda t, f: rotation(np.cos(f) * X + np.sin(f) * Y, t)),
    "x1": (0, lambda: rotation(X, PI / 2)),
    "u4": (4, u4),
    "cx": (0, lambda: controlled(X)),
    "CX": (0, lambda: controlled(X)),
    "cnot": (0, lambda: controlled(X)),
    "cy": (0, lambda: controlled(Y)),
    "cz": (0, lambda: controlled(Z)),
    "ch": (0, lambda: controlled(H)),
    "csx": (0, lambda: controlled(SX)),
    "cs": (0, lambda: controlled(S)),
    "csdg": (0, lambda: controlled(S.conj())),
    "cp": (1, lambda t: controlled(phase(t))),
    "cu1": (1, lambda t: controlled(phase(t))),
    "cphase": (1, lambda t: controlled(phase(t))),
    "crx": (1, lambda t: controlled(rotation(X, t))),
    "cry": (1, lambda t: controlled(rotation(Y, t))),
    "crz": (1, lambda t: controlled(rotation(Z, t))),
    "cu3": (3, lambda t, f, ell: controlled(u3(t, f, ell))),
    "cu": (4, lambda t, f, ell, g: controlled(np.exp(1j * g) * u3(t, f, ell))),
    "swap": (0, lambda: SWAP),
    "iswap": (0, lambda: exchange(0, 1j)),
    "rxx": (1, lambda t: pair(X, X, t)),
    "ryy": (1, lambda t: pair(Y, Y, t)),
    "rzz": (1, lambda t: pair(Z, Z, t)),
    "rzx": (1, lambda t: pair(Z, X, t)),
    "ecr": (0, lambda: (kron(X, np.eye(2)) - kron(Y, X)) / np.sqrt(2)),
    "dcx": (0, lambda: (SWAP @ controlled(X) @ SWAP) @ controlled(X)),
    "xx_plus_yy": (2, xx_plus_yy),
    "xx_minus_yy": (2, xx_minus_yy),
    "ccx": (0, lambda: ccontrolled(X, 2)),
    "toffoli": (0, lambda: ccontrolled(X, 2)),
    "ccz": (0, lambda: ccontrolled(Z, 2)),
    "cswap": (0, lambda: controlled(SWAP)),
    "rccx": (0, rccx),
    "rc3x": (0, rc3x),
    "c3x": (0, lambda: ccontrolled(X, 3)),
    "c3sqrtx": (0, lambda: ccontrolled(SX, 3)),
    "c4x": (0, lambda: ccontrolled(X, 4)),
}


def first_operand_low(matrix: np.ndarray) -> np.ndarray:
    """The same operator with the operands' bits in reverse order."""
    count = len(matrix).bit_length() - 1
    order = [int(format(i, f"0{count}b")[::-1], 2) for i in range(len(matrix))]
    return matrix[np.ix_(order, order)]


@pytest.mark.parametrize("name", sorted(GATES))
def test_operator(name: str) -> None:
    num_params, operator = GATES[name]
    rng = np.random.default_rng(num_params + len(name))
    for _ in range(3):
        params = rng.uniform(-7, 7, num_params).tolist()
        expected = first_operand_low(operator(*params))
        count = len(expected).bit_length() - 1
        values = f"({','.join(map(repr, params))})" if params else ""
        prog = read(f"{name}{values} {','.join(f'q[{i}]' for i in range(count))};", qubits=count)
        assert phase_distance(unitary(prog, count), expected) < 1e-13


@pytest.mark.parametrize("name", sorted(name for name in GATES if name not in {"U", "CX"}))
def test_names_are_known_in_upper_case(name: str) -> None:
    num_params, operator = GATES[name]
    count = len(operator(*[0.5] * num_params)).bit_length() - 1
    values = f"({','.join(['0.5'] * num_params)})" if num_params else ""
    operands = ",".join(f"q[{i}]" for i in range(count))
    upper, lower = (read(f"{n}{values} {operands};", qubits=5) for n in (name.upper(), name))
    assert upper.originir() == lower.originir()


@pytest.mark.parametrize("name", ["Rx", "Swap", "Sx", "Cx", "cX", "Ccx", "sDG"])
def test_mixtures_of_case_are_refused(name: str) -> None:
    with pytest.raises(RuntimeError, match="did you mean"):
        read(f"{name} q[0];")


def test_two_mixtures_are_taken() -> None:
    assert read("Sdg q[0]; Tdg q[0];").originir() == read("sdg q[0]; tdg q[0];").originir()


@pytest.mark.parametrize(
    ("statement", "originir"),
    [
        ("sdg q[0];", "P q[0],(-1.57079633)\n"),
        ("tdg q[0];", "P q[0],(-0.78539816)\n"),
        ("cu1(0.3) q[0],q[1];", "CR q[0],q[1],(0.30000000)\n"),
        ("cu(0.1,0.2,0.3,0.4) q[0],q[1];", "CU q[0],q[1],(0.65000000,0.20000000,0.10000000,0.30000000)\n"),
        ("r(0.3,0.5) q[0];", "U3 q[0],(0.30000000,-1.07079633,1.07079633)\n"),
        ("ccx q[0],q[1],q[2];", "CONTROL q[0],q[1]\nX q[2]\nENDCONTROL\n"),
        ("x1 q[0];", "X1 q[0]\n"),
        ("u4(1,2,3,4) q[0];", "U4 q[0],(1.00000000,2.00000000,3.00000000,4.00000000)\n"),
        ("gphase(pi);x q[0];", "X q[0]\n"),
    ],
)
def test_what_is_stored(statement: str, originir: str) -> None:
    assert read(statement).originir().split("\n", 2)[2] == originir
