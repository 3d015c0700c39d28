"""Threads of the simulator: how many there are, that none stays, and that forks and other Python threads are safe."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import textwrap
import threading

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st
from processes import join

from pyqpanda3.core import CNOT, CPUQVM, RX, GateType, H, NoiseModel, QProg, X, depolarizing_error, measure
from pyqpanda3.errors import InvalidArgument, Unsupported


def layers(qubits: int, depth: int) -> QProg:
    prog = QProg(qubits)
    for layer in range(depth):
        prog << [RX(q, 0.1 + layer) for q in range(qubits)] << [CNOT(q, q + 1) for q in range(qubits - 1)]
    return prog


SAMPLED = layers(15, 2) << measure(range(15), range(15))


def output_of(script: str, **variables: str) -> str:
    script = "from pyqpanda3.core import CNOT, CPUQVM, RX, H, QProg, X, measure\n" + textwrap.dedent(script)
    environment = {key: value for key, value in os.environ.items() if key != "QPANDA3_NUM_THREADS"} | variables
    done = subprocess.run(
        [sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=True, timeout=300
    )
    return done.stdout.strip()


#: Prints how many threads a run on a large state has started, at most.
COUNT_THREADS = """
import os, threading
machine = CPUQVM({arguments})
prog = QProg(18)
for layer in range(2000):
    prog << [RX(q, 0.1 + layer) for q in range(18)] << [CNOT(q, q + 1) for q in range(17)]
most, over = 0, threading.Event()
def watch():
    global most
    while not over.wait(0.001):
        most = max(most, len(os.listdir("/proc/self/task")))
watcher = threading.Thread(target=watch)
watcher.start()
before = len(os.listdir("/proc/self/task"))
try:
    machine.run(prog, 0, time_limit=0.5, threads={threads})
except TimeoutError:
    pass
after = len(os.listdir("/proc/self/task"))
over.set()
watcher.join()
print(1 + most - before, after - before)
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads /proc")
@pytest.mark.parametrize(
    ("arguments", "threads", "variables", "expected"),
    [
        ("", 0, {"QPANDA3_NUM_THREADS": "3"}, "3 0"),
        ("threads=4", 0, {"QPANDA3_NUM_THREADS": "3"}, "4 0"),
        ("threads=4", 2, {"QPANDA3_NUM_THREADS": "3"}, "2 0"),
        ("'float32', 5", 0, {}, "5 0"),
        ("threads=4", 1, {}, "1 0"),
    ],
)
def test_how_many_threads(arguments: str, threads: int, variables: dict[str, str], expected: str) -> None:
    assert output_of(COUNT_THREADS.format(arguments=arguments, threads=threads), **variables) == expected


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads /proc")
def test_by_default_as_many_as_affinity_allows() -> None:
    one = "import os\nos.sched_setaffinity(0, [min(os.sched_getaffinity(0))])\n"
    assert output_of(one + COUNT_THREADS.format(arguments="", threads=0)) == "1 0"


@pytest.mark.parametrize("value", ["0", "-1", "4097", "two", "2 ", "2.0", "99999999999999999999"])
def test_a_wrong_environment_variable_is_named(value: str) -> None:
    script = """
        try:
            CPUQVM().run(QProg(16) << [H(q) for q in range(16)] * 100, 1)
        except ValueError as error:
            print(error)
        CPUQVM(threads=2).run(QProg(16) << [H(q) for q in range(16)] * 100, 1)
        """
    message = f"environment variable QPANDA3_NUM_THREADS must be a number of threads in 1 .. 4096, it is '{value}'"
    assert output_of(script, QPANDA3_NUM_THREADS=value) == message


def test_the_machine_s_number_of_threads() -> None:
    machine = CPUQVM()
    assert machine.threads == 0
    machine.threads = 2
    assert machine.threads == 2
    assert CPUQVM("float32", threads=3).threads == 3
    for wrong in (-1, 4097):
        with pytest.raises(InvalidArgument, match=r"threads must be in 0 \.\. 4096"):
            machine.threads = wrong
        with pytest.raises(InvalidArgument, match=r"threads must be in 0 \.\. 4096"):
            CPUQVM(threads=wrong)
    assert machine.threads == 2


@settings(max_examples=15, deadline=None)
@given(
    qubits=st.integers(13, 16),
    gates=st.lists(st.tuples(st.integers(0, 15), st.integers(1, 15), st.floats(-7, 7), st.booleans()), max_size=30),
    is_noisy=st.booleans(),
    seed=st.integers(0, 2**64 - 1),
)
def test_results_have_the_same_bits(
    qubits: int, gates: list[tuple[int, int, float, bool]], is_noisy: bool, seed: int
) -> None:
    prog = QProg(qubits)
    for qubit, distance, angle, is_measured in gates:
        prog << RX(qubit % qubits, angle) << H((qubit + 1) % qubits)
        if distance % qubits:
            prog << CNOT(qubit % qubits, (qubit + distance) % qubits)
        if is_measured:
            prog << measure(qubit % qubits, qubit % qubits)
    prog << measure(range(qubits), range(qubits))
    model = NoiseModel()
    if is_noisy:
        model.add_all_qubit_quantum_error(depolarizing_error(0.1), GateType.H)
    results = []
    for threads in (1, 2, 4):
        machine = CPUQVM()
        machine.run(prog, 20, model, seed=seed, threads=threads)
        results.append((machine.result().get_counts(), machine.current_state().tobytes()))
    assert results[0] == results[1] == results[2]


def test_fork_after_a_run_with_threads() -> None:
    machine = CPUQVM(threads=4)
    machine.run(SAMPLED, 50, seed=3)
    expected, state = machine.result().get_counts(), np.array(machine.current_state())
    for _ in range(5):
        child = os.fork()
        if child == 0:
            # os._exit() in any case: this process must not go on with the tests.
            try:
                machine.run(SAMPLED, 50, seed=3)
                is_equal = machine.result().get_counts() == expected and np.array_equal(machine.current_state(), state)
                fresh = CPUQVM()
                fresh.run(SAMPLED, 50, seed=3, threads=2)
                os._exit(0 if is_equal and fresh.result().get_counts() == expected else 1)
            finally:
                os._exit(2)
        machine.run(SAMPLED, 50, seed=3)
        assert machine.result().get_counts() == expected
        join(child)


def test_fork_while_another_thread_runs() -> None:
    """The child has none of the parent's other threads, and whatever they hold; a machine of its own still works."""
    over = threading.Event()

    def work() -> None:
        machine = CPUQVM()
        while not over.is_set():
            machine.run(SAMPLED, 5, threads=2)

    thread = threading.Thread(target=work)
    thread.start()
    try:
        for _ in range(10):
            child = os.fork()
            if child == 0:
                try:
                    machine = CPUQVM()
                    machine.run(SAMPLED, 5, threads=2)
                    os._exit(0 if sum(machine.result().get_counts().values()) == 5 else 1)
                finally:
                    os._exit(2)
            join(child)
    finally:
        over.set()
        thread.join()


def sampled(seed: int) -> dict[str, int]:
    machine = CPUQVM()
    machine.run(SAMPLED, 100, seed=seed, threads=2)
    return machine.result().get_counts()


def test_pool_of_forked_processes() -> None:
    expected = [sampled(seed) for seed in range(6)]
    with multiprocessing.get_context("fork").Pool(3) as pool:
        assert pool.map_async(sampled, range(6)).get(timeout=120) == expected


def test_machines_in_many_threads() -> None:
    expected = [sampled(seed) for seed in range(4)]
    found: list[list[dict[str, int]]] = [[] for _ in range(4)]

    def work(seed: int) -> None:
        for _ in range(10):
            found[seed].append(sampled(seed))

    threads = [threading.Thread(target=work, args=(seed,)) for seed in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [[counts] * 10 for counts in expected]


def test_one_machine_in_many_threads() -> None:
    machine = CPUQVM(threads=2)
    failures: list[BaseException] = []

    def work(number: int) -> None:
        try:
            for i in range(30):
                if i % 3 == 0:
                    machine.run(layers(15, 1) << measure(range(15), range(15)), 20)
                elif i % 3 == 1:
                    machine.init_state(np.eye(1, 2**15, number)[0])
                    machine.init_state()
                    assert machine.current_state().size in (0, 2**15, 2**4)
                else:
                    machine.threads = 1 + number % 3
                    assert sum(machine.result().get_counts().values()) in (0, 20)
        except InvalidArgument as failure:
            assert "initial state" in str(failure)
        except BaseException as failure:
            failures.append(failure)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []


def test_a_signal_handler_cannot_use_the_machine_it_interrupts() -> None:
    machine = CPUQVM()
    prog = layers(18, 3000)
    messages: list[str] = []

    def handle(*_: object) -> None:
        try:
            machine.result()
        except Unsupported as error:
            messages.append(str(error))
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGALRM, handle)
    try:
        signal.setitimer(signal.ITIMER_REAL, 0.2)
        with pytest.raises(KeyboardInterrupt):
            machine.run(prog, 1)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
    assert messages == ["CPUQVM: a signal handler cannot use the simulator whose run it interrupts"]
    machine.run(QProg(1) << X(0), 0)
    assert machine.result().get_prob_list() == [0, 1]
