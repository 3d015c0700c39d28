"""CPUQVM and QResult from Python: the documented table of results, seeds, threads, limits, signals."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
import threading
from functools import partial
from pathlib import Path

import numpy as np
import pytest
from interruption import assert_ctrl_c_stops, assert_other_threads_run
from processes import join

from pyqpanda3 import core, errors
from pyqpanda3.core import CNOT, CPUQVM, RESET, RX, RY, H, QCircuit, QProg, X, measure, qif, qwhile

HALF = pytest.approx(0.5, abs=1e-12)


def run(prog: QProg, shots: int = 1000, **options: object) -> core.QResult:
    machine = CPUQVM()
    machine.run(prog, shots, **{"seed": 7, **options})
    return machine.result()


def bell() -> QProg:
    return QProg() << H(0) << CNOT(0, 1)


def test_before_a_run_everything_is_empty() -> None:
    result = CPUQVM().result()
    assert result.get_counts() == result.get_prob_dict() == {}
    assert result.get_prob_list() == result.get_state_vector() == []
    assert result.shots() == 0


def test_nothing_measured_is_exact() -> None:
    result = run(QProg(3) << H(0) << X(2))
    assert result.get_counts() == {}
    assert result.shots() == 0
    assert result.get_prob_dict() == {
        "000": 0.0, "001": 0.0, "010": 0.0, "011": 0.0, "100": HALF, "101": HALF, "110": 0.0, "111": 0.0,
    }  # fmt: skip
    assert result.get_prob_list([2, 0]) == [0, HALF, 0, HALF]
    assert result.get_prob_dict([1]) == {"0": pytest.approx(1), "1": 0}
    assert len(result.get_state_vector()) == 8
    assert isinstance(result.get_state_vector()[0], complex)


def test_no_shots_skip_measurements() -> None:
    result = run(QProg() << H(0) << measure(0, 0) << H(0) << measure(0, 1), 0)
    assert result.get_counts() == {}
    assert result.shots() == 0
    assert result.get_prob_list() == [pytest.approx(1), pytest.approx(0, abs=1e-12)]


def test_final_measurements_are_sampled() -> None:
    result = run(bell() << measure([0, 1], [0, 1]))
    counts = result.get_counts()
    assert sorted(counts) == ["00", "11"]
    assert sum(counts.values()) == result.shots() == 1000
    # Binomial with p = 1/2: five standard deviations are 79.
    assert abs(counts["00"] - 500) < 80
    assert result.get_prob_dict() == {key: count / 1000 for key, count in counts.items()}
    assert result.get_prob_list() == [counts["00"] / 1000, 0, 0, counts["11"] / 1000]
    np.testing.assert_allclose(result.get_state_vector(), [0.5**0.5, 0, 0, 0.5**0.5], atol=1e-15)


def test_keys_have_one_character_for_each_used_bit() -> None:
    assert run(QProg() << X(0) << measure(0, 5) << measure(1, 3)).get_counts() == {"10": 1000}
    assert run(QProg() << X(0) << measure(1, 0) << measure(0, 0)).get_counts() == {"1": 1000}
    both = run(QProg() << H(0) << measure(0, 0) << measure(0, 3)).get_counts()
    assert sorted(both) == ["00", "11"]


def test_empty_programs() -> None:
    assert run(QProg()).get_prob_dict() == {"": 1.0}
    assert run(QProg(2)).get_prob_list() == [1, 0, 0, 0]


def test_measurement_in_mid_circuit() -> None:
    """A flipped bit is measured, and its qubit put back: both outcomes must be recorded, not the later state."""
    result = run(QProg() << H(0) << measure(0, 0) << qif([0]).then(QProg() << X(0)).qendif() << measure(0, 1))
    counts = result.get_counts()
    assert sorted(counts) == ["00", "01"]
    assert abs(counts["01"] - 500) < 80


def test_reset_is_drawn_for_each_shot() -> None:
    counts = run(bell() << RESET(0) << measure([0, 1], [0, 1])).get_counts()
    assert sorted(counts) == ["00", "10"]
    assert abs(counts["10"] - 500) < 80


def test_branches_and_loops() -> None:
    chain = qif([0]).then(QProg() << X(1)).qelseif([2]).then(QProg() << X(2)).qelse(QProg() << X(3))
    prog = QProg(4) << measure([0, 0], [0, 2]) << chain << measure([1, 2, 3], [3, 4, 5])
    assert run(prog).get_counts() == {"10000": 1000}
    never_measured = run(QProg() << X(0) << qif([]).then(QProg() << X(1)).qendif() << qif([9]).then(bell()).qendif())
    assert never_measured.get_prob_list() == [0, 0, 0, 1]
    until_zero = qwhile([0]).loop(QProg() << H(0) << measure(0, 0))
    assert run(QProg() << X(0) << measure(0, 0) << until_zero << measure(0, 1)).get_counts() == {"00": 1000}
    with pytest.raises(RuntimeError, match="10000"):
        run(QProg() << X(0) << measure(0, 0) << qwhile([0]).loop(QProg() << measure(0, 0)), 1)


def test_marginals_of_measured_results_follow_the_qubits() -> None:
    result = run(QProg() << H(0) << X(2) << measure([0, 2], [1, 0]))
    assert result.get_prob_dict([2]) == {"1": 1.0}
    assert result.get_prob_list([2, 0]) == [0, result.get_prob_list([0])[0], 0, result.get_prob_list([0])[1]]
    with pytest.raises(RuntimeError):
        result.get_prob_list([1])
    with pytest.raises(RuntimeError):
        run(QProg(2)).get_prob_list([5])


def test_results_are_snapshots() -> None:
    machine = CPUQVM()
    machine.run(QProg() << X(0), 1)
    first = machine.result()
    view = first.state_array()
    machine.run(QProg(3), 1)
    assert first.get_prob_list() == [0, 1]
    np.testing.assert_array_equal(view, [0, 1])
    with pytest.raises(ValueError):
        view[0] = 1


def test_print_results(capsys: pytest.CaptureFixture[str]) -> None:
    run(QProg() << X(0) << measure([0, 1], [0, 1]), 10).print_results()
    assert capsys.readouterr().out == "01: 10\n"


def test_initial_state() -> None:
    machine = CPUQVM()
    machine.init_state(np.array([0, 1]))
    np.testing.assert_array_equal(machine.current_state(), [0, 1])
    machine.run(QProg() << H(0), 1)
    np.testing.assert_allclose(machine.result().get_state_vector(), [0.5**0.5, -(0.5**0.5)], atol=1e-15)
    with pytest.raises(RuntimeError, match="qubit"):
        machine.run(QProg() << H(1), 1)
    machine.init_state()
    machine.run(QProg() << H(1), 1)
    for bad in ([1, 0, 0], [1, 1], [np.nan, 0], []):
        with pytest.raises(RuntimeError):
            machine.init_state(np.array(bad, dtype=complex))


def test_precision() -> None:
    machine = CPUQVM()
    assert (machine.precision, machine.supported_precisions) == ("float64", ("float32", "float64"))
    with pytest.raises(core.UnsupportedPrecisionError):
        CPUQVM("exact")
    with pytest.raises(core.InvalidPrecisionError):
        CPUQVM("quadruple")
    with pytest.raises(ValueError):
        CPUQVM("quadruple")


@pytest.mark.parametrize(
    "prog",
    [
        QProg() << [H(q) for q in range(16)] << measure(range(16), range(16)),
        QProg() << H(0) << measure(0, 0) << RX(0, 0.7) << measure(0, 1) << RESET(1) << H(1) << measure(1, 2),
    ],
    ids=["final", "mid-circuit"],
)
def test_same_seed_same_counts_at_any_number_of_threads(prog: QProg) -> None:
    counts = [run(prog, 500, seed=11, threads=threads).get_counts() for threads in (1, 2, 4)]
    assert counts[0] == counts[1] == counts[2]
    assert run(prog, 500, seed=12).get_counts() != counts[0]


def test_without_a_seed_runs_differ() -> None:
    prog = QProg() << [H(q) for q in range(10)] << measure(range(10), range(10))
    machine = CPUQVM()
    seen = []
    for _ in range(2):
        machine.run(prog, 100)
        seen.append(machine.result().get_counts())
    assert seen[0] != seen[1]  # equal with probability below 1e-100


def test_sampling_follows_the_distribution() -> None:
    """Chi-square over 16 outcomes; the bound is the 1 - 1e-6 quantile for 15 degrees of freedom."""
    prog = QProg() << [RY(q, 0.4 + 0.5 * q) for q in range(4)] << measure(range(4), range(4))
    shots = 100_000
    counts = run(prog, shots, seed=3).get_counts()
    expected = np.array(run(prog, 0).get_prob_list()) * shots
    observed = np.array([counts.get(f"{i:04b}", 0) for i in range(16)])
    assert np.sum((observed - expected) ** 2 / expected) < 56.5


@pytest.mark.parametrize("qubits", [40, 70, 200, 100_000])
def test_too_many_qubits_are_refused_with_the_bytes(qubits: int) -> None:
    with pytest.raises(MemoryError, match=r"bytes|GiB|TiB") as caught:
        CPUQVM().run(QProg(qubits), 1)
    assert isinstance(caught.value, RuntimeError)


@pytest.mark.parametrize("shots", [-1, -(2**40)])
def test_negative_shots(shots: int) -> None:
    with pytest.raises(TypeError, match="shots"):
        CPUQVM().run(bell(), shots)


def test_a_refused_run_leaves_the_last_result() -> None:
    machine = CPUQVM()
    machine.run(QProg() << X(0), 1)
    with pytest.raises(MemoryError):
        machine.run(QProg(60), 1)
    assert machine.result().get_prob_list() == [0, 1]


#: With so many shots of a program like the next a run outlasts every machine.
ENDLESS = 2**62


def chancy_program() -> QProg:
    """A shot that cannot be sampled from one state."""
    prog = QProg()
    for qubit in range(6):
        prog << H(qubit) << measure(qubit, qubit) << RESET(qubit)
    return prog


def test_time_limit() -> None:
    with pytest.raises(TimeoutError):
        CPUQVM().run(chancy_program(), ENDLESS, time_limit=0.1)
    machine = CPUQVM()
    with pytest.raises(TimeoutError):
        machine.run(QProg() << X(0), 1, time_limit=0)
    machine.run(QProg() << X(0), 1, time_limit=600)
    assert machine.result().get_prob_list() == [0, 1]


def layered_program(qubits: int, layers: int) -> QProg:
    layer = QCircuit()
    for qubit in range(qubits):
        layer << RX(qubit, 0.1 + qubit)
    for qubit in range(1, qubits):
        layer << CNOT(qubit - 1, qubit)
    prog = QProg()
    for _ in range(layers):
        prog << layer
    return prog


def test_other_threads_run_meanwhile() -> None:
    assert_other_threads_run(lambda size: partial(CPUQVM().run, layered_program(12, 2**size), 1, threads=1))


@pytest.mark.parametrize("qubits", [3, 20])
def test_ctrl_c_ends_a_run(qubits: int) -> None:
    assert_ctrl_c_stops(lambda size: partial(CPUQVM().run, layered_program(qubits, 2**size), 1))


def test_ctrl_c_ends_shots() -> None:
    assert_ctrl_c_stops(lambda _: partial(CPUQVM().run, chancy_program(), ENDLESS))


def test_ctrl_c_is_a_keyboard_interrupt() -> None:
    script = textwrap.dedent("""
        import sys
        sys.path.insert(0, sys.argv[1])
        from test_simulator import ENDLESS, chancy_program
        from pyqpanda3.core import CPUQVM
        machine, prog = CPUQVM(), chancy_program()
        try:
            print("running", flush=True)
            machine.run(prog, ENDLESS)
        except KeyboardInterrupt:
            print("stopped", flush=True)
    """)
    here = Path(__file__).parent
    command = [sys.executable, "-c", script, str(here)]
    environment = {**os.environ, "PYTHONPATH": str(here.parent / "support")}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == "running\n"
        child.send_signal(signal.SIGINT)
        assert child.stdout.read() == "stopped\n"


def test_fork_after_a_run() -> None:
    machine = CPUQVM()
    prog = QProg() << [H(q) for q in range(17)]
    machine.run(prog, 1)
    child = os.fork()
    if child == 0:
        machine.run(prog, 1)
        os._exit(0)
    join(child)


def test_one_machine_in_two_threads() -> None:
    machine = CPUQVM()
    prog = QProg() << [H(q) for q in range(15)] << measure(range(15), range(15))
    failures: list[BaseException] = []

    def work() -> None:
        try:
            for _ in range(20):
                machine.run(prog, 100)
                assert sum(machine.result().get_counts().values()) == 100
        except BaseException as failure:
            failures.append(failure)

    threads = [threading.Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []


def test_noise_is_applied() -> None:
    model = core.NoiseModel()
    assert not model.is_enabled()
    model.add_all_qubit_quantum_error(core.pauli_x_error(1.0), core.GateType.H)
    model.add_read_out_error([[0.75, 0.25], [0.0, 1.0]], 1)
    assert model.is_enabled()
    prog = QProg() << X(0) << measure([0, 1], [0, 1])
    counts = run(prog, 4000, model=model).get_counts()
    assert sorted(counts) == ["01", "11"]
    # Binomial with p = 1/4: five standard deviations are 137.
    assert abs(counts["11"] - 1000) < 138
    always = run(QProg() << H(0) << H(0) << measure(0, 0), 100, model=model)
    assert always.get_counts() in ({"0": 100}, {"1": 100})
    assert run(QProg() << H(0), 50, model=model).get_counts() == {"": 50}
    with pytest.raises(errors.InvalidArgument):
        core.pauli_x_error(1.5)
    with pytest.raises(RuntimeError):
        model.add_read_out_error([[0.5, 0.6], [0, 1]], 0)
