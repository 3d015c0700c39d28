"""Times of Pauli operators: building, algebra, and expectation values as multiples of one pass over memory.

Run it with the interpreter that has the package: ``python benchmarks/python/hamiltonian.py``. Times are the best of a
few repetitions, in milliseconds; ``--terms``, ``--qubits`` and ``--threads`` set the sizes.
"""

import argparse
import time
from collections.abc import Callable

import numpy as np

from pyqpanda3.core import CNOT, CPUQVM, U3, QProg
from pyqpanda3.hamiltonian import PauliOperator


def best_ms(action: Callable[[], object], repetitions: int = 5) -> float:
    times = []
    for _ in range(repetitions):
        begin = time.perf_counter()
        action()
        times.append(time.perf_counter() - begin)
    return 1e3 * min(times)


def random_terms(rng: np.random.Generator, terms: int, qubits: int, letters: str = "IXYZ") -> dict[str, complex]:
    result: dict[str, complex] = {}
    while len(result) < terms:
        drawn = rng.integers(0, len(letters), qubits)
        result[" ".join(f"{letters[k]}{q}" for q, k in enumerate(drawn) if letters[k] != "I")] = float(rng.normal())
    return result


def scrambled(rng: np.random.Generator, qubits: int) -> QProg:
    prog = QProg(qubits)
    for qubit in range(qubits):
        prog << U3(qubit, *(float(angle) for angle in rng.uniform(-3, 3, 3)))
    for qubit in range(qubits - 1):
        prog << CNOT(qubit, qubit + 1)
    return prog


def report(what: str, milliseconds: float, note: str = "") -> None:
    print(f"{what:<62}{milliseconds:>10.2f} ms  {note}")


def algebra(rng: np.random.Generator, terms: int) -> None:
    qubits = 40
    first, second = (random_terms(rng, terms, qubits) for _ in range(2))
    a, b = PauliOperator(first), PauliOperator(second)
    few = PauliOperator(random_terms(rng, 10, qubits))
    left, right = (PauliOperator(random_terms(rng, 300, qubits)) for _ in range(2))
    report(f"operator of {terms} terms on {qubits} qubits from a dict", best_ms(lambda: PauliOperator(first)))
    report(f"sum, {terms} + {terms} terms", best_ms(lambda: a + b))
    report("product, 300 x 300 terms", best_ms(lambda: left * right))
    report(f"product, {terms} x 10 terms", best_ms(lambda: a * few, 3))
    report(f"a dict of {terms} terms from an operator", best_ms(a.data_dict_complex_coeff, 3))


def one_pass(state: np.ndarray) -> float:
    """The time of reading a state once, by the sum of its numbers as doubles."""
    doubles = state.view(np.float64)
    return best_ms(doubles.sum, 10)


def expectation(rng: np.random.Generator, qubits: int, threads: int) -> None:
    machine = CPUQVM()
    prog = scrambled(rng, qubits)
    machine.run(prog, 0)
    state = machine.result().state_array()
    reading = one_pass(state)
    report(f"reading a state of {qubits} qubits once (numpy, 1 thread)", reading)
    nothing = PauliOperator({"Z0": 1.0})
    running = best_ms(lambda: machine.expval_pauli_operator(prog, nothing, threads=threads))
    report("running the program and one term Z0", running, f"{threads or 'all'} threads")
    rows = {
        "100 random terms": random_terms(rng, 100, qubits),
        "100 terms of Z": random_terms(rng, 100, qubits, "IZ"),
        "ZZ and X of a chain": {f"Z{q} Z{q + 1}": 1.0 for q in range(qubits - 1)}
        | {f"X{q}": 1.0 for q in range(qubits)},
    }
    for what, terms in rows.items():
        op = PauliOperator(terms)
        taken = best_ms(lambda op=op: machine.expval_pauli_operator(prog, op, threads=threads)) - running
        report(
            f"more for {what} ({len(op)} terms)",
            taken,
            f"{taken / reading:.1f} passes, {taken / len(op):.3f} ms a term",
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--terms", type=int, default=100_000, help="terms in the algebra rows")
    parser.add_argument("--qubits", type=int, default=20, help="qubits in the expectation rows")
    parser.add_argument("--threads", type=int, default=1, help="threads of the simulator, 0 for all")
    arguments = parser.parse_args()
    rng = np.random.default_rng(1)
    algebra(rng, arguments.terms)
    expectation(rng, arguments.qubits, arguments.threads)


if __name__ == "__main__":
    main()
