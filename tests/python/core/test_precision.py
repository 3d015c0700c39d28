"""float32 from Python, and what simulators, precisions and vector instructions the build reports."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st

from pyqpanda3 import core, errors
from pyqpanda3.core import CNOT, CPUQVM, RESET, RX, H, Oracle, QProg, X, measure, random_qcircuit, simd

GATES = ["H", "T", "RX", "RY", "U3", "CNOT", "CZ", "RXX", "SWAP", "TOFFOLI"]


def test_states_are_complex64() -> None:
    machine = CPUQVM("float32")
    assert (machine.precision, machine.supported_precisions) == ("float32", ("float32", "float64"))
    assert (machine.current_state().dtype, machine.current_state().shape) == (np.complex64, (0,))
    machine.run(QProg() << H(0) << CNOT(0, 1), 0)
    result = machine.result()
    assert result.state_array().dtype == machine.current_state().dtype == np.complex64
    assert not result.state_array().flags.writeable
    amplitudes = result.get_state_vector()
    assert all(type(value) is complex for value in amplitudes)
    assert amplitudes == [complex(np.float32(0.5**0.5)), 0, 0, complex(np.float32(0.5**0.5))]


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 2**32), qubits=st.integers(3, 9), depth=st.integers(1, 20))
def test_float32_is_float64_up_to_rounding(seed: int, qubits: int, depth: int) -> None:
    circuit = random_qcircuit(list(range(qubits)), depth, GATES, seed=seed)
    states = []
    for precision in ("float32", "float64"):
        machine = CPUQVM(precision)
        machine.run(QProg(qubits) << circuit, 0)
        states.append(machine.result().state_array())
        assert sum(machine.result().get_prob_list()) == pytest.approx(1, abs=1e-5)
    np.testing.assert_allclose(states[0], states[1], rtol=0, atol=1e-5)


def test_initial_states_are_converted() -> None:
    machine = CPUQVM("float32")
    for dtype in (np.complex64, np.complex128, np.float64):
        machine.init_state(np.array([0.6, 0.8], dtype=dtype))
        np.testing.assert_array_equal(machine.current_state(), np.array([0.6, 0.8], dtype=np.complex64))
    machine.run(QProg() << X(0), 0)
    np.testing.assert_array_equal(machine.current_state(), np.array([0.8, 0.6], dtype=np.complex64))
    with pytest.raises(errors.InvalidArgument, match="sum to 1"):
        machine.init_state(np.array([1.0001, 0]))


@pytest.mark.parametrize(
    "prog",
    [
        QProg() << [H(q) for q in range(15)] << measure(range(15), range(15)),
        QProg() << H(0) << measure(0, 0) << RX(0, 0.7) << measure(0, 1) << RESET(1) << H(1) << measure(1, 2),
    ],
    ids=["final", "mid-circuit"],
)
def test_same_seed_same_counts_at_any_number_of_threads(prog: QProg) -> None:
    counts = []
    for threads in (1, 2, 4):
        machine = CPUQVM("float32")
        machine.run(prog, 500, seed=11, threads=threads)
        counts.append(machine.result().get_counts())
    assert counts[0] == counts[1] == counts[2]


def test_numbers_beyond_float32_are_refused() -> None:
    prog = QProg() << Oracle([0], np.diag([1e39, 1]), check_unitary=False)
    CPUQVM().run(prog, 0)
    with pytest.raises(core.PrecisionConversionError, match=r"1e\+39") as caught:
        CPUQVM("float32").run(prog, 0)
    assert isinstance(caught.value, ValueError)


def test_half_the_memory_is_asked_for() -> None:
    with pytest.raises(errors.ResourceExhausted, match="float32 needs 512 TiB"):
        CPUQVM("float32").run(QProg() << H(45), 0)


def test_simulators_are_listed_with_their_precisions() -> None:
    rows = core.simulator_capabilities()
    assert [row.name for row in rows] == sorted(row.name for row in rows)
    assert all(hasattr(core, row.name) for row in rows)  # what is not built is not listed
    row = core.simulator_capabilities("CPUQVM")
    assert row == next(r for r in rows if r.name == "CPUQVM")
    assert row.supported_precisions == CPUQVM().supported_precisions == ("float32", "float64")
    assert (row.default_precision, row.available, row.simd_domain) == ("float64", True, "StateVector")
    assert "CPUQVM" in repr(row)
    with pytest.raises(AttributeError):
        row.name = "other"  # type: ignore[misc]
    with pytest.raises(TypeError):
        core.SimulatorCapabilities()


@pytest.mark.parametrize("name", ["cpuqvm", "nope", ""])
def test_simulators_that_are_not_there_are_refused(name: str) -> None:
    with pytest.raises(core.BackendUnavailableError, match="CPUQVM") as caught:
        core.simulator_capabilities(name)
    assert isinstance(caught.value, RuntimeError)


@pytest.fixture
def automatic_simd() -> Iterator[None]:
    yield
    simd.set_preference("auto")


@pytest.mark.usefixtures("automatic_simd")
def test_backends_can_be_asked_for_and_chosen() -> None:
    caps = simd.capabilities()
    assert caps == simd.capabilities()
    assert set(caps.available_backends) <= set(caps.compiled_backends)
    assert caps.active_backend == simd.active_backend() == caps.default_backend == caps.available_backends[-1]
    assert caps.fallback_reason == ""
    for name in caps.available_backends:
        simd.set_preference(name.upper(), strict=True)
        assert simd.active_backend() == name
    with pytest.raises(TypeError):
        simd.SIMDCapabilities()


@pytest.mark.usefixtures("automatic_simd")
def test_backends_that_are_not_there() -> None:
    before = simd.capabilities()
    with pytest.raises(core.UnsupportedSIMDBackendError, match="'mmx'") as caught:
        simd.set_preference("mmx", strict=True)
    assert isinstance(caught.value, RuntimeError)
    assert simd.capabilities() == before
    simd.set_preference("mmx")
    after = simd.capabilities()
    assert after.active_backend == after.default_backend
    assert "'mmx'" in after.fallback_reason
    simd.set_preference("Auto", True)
    assert simd.capabilities() == before
