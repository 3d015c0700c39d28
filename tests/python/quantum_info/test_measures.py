"""Distances against their definitions in numpy."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings, strategies as st
from test_states import random_density, random_state

from pyqpanda3 import errors
from pyqpanda3.quantum_info import (
    DensityMatrix,
    KL_divergence,
    StateVector,
    hellinger_distance,
    hellinger_fidelity,
    state_fidelity,
)

SEEDS = st.integers(0, 2**32 - 1)
QUBITS = st.integers(1, 4)


def root_of(rho: npt.NDArray[np.complex128]) -> npt.NDArray[np.complex128]:
    values, vectors = np.linalg.eigh(rho)
    return (vectors * np.sqrt(np.maximum(values, 0))) @ vectors.conj().T


@settings(max_examples=60, deadline=None)
@given(seed=SEEDS, qubits=QUBITS)
def test_fidelity_follows_its_definition(seed: int, qubits: int) -> None:
    a, b = random_state(seed, qubits), random_state(seed + 1, qubits)
    rho, sigma = random_density(seed, qubits), random_density(seed + 1, qubits)
    expected = abs(np.vdot(a, b)) ** 2
    assert state_fidelity(list(a), list(b)) == pytest.approx(expected, abs=1e-12)
    assert state_fidelity(StateVector(a), StateVector(b)) == pytest.approx(expected, abs=1e-12)
    expected = np.vdot(a, rho @ a).real
    assert state_fidelity(list(a), rho.tolist()) == pytest.approx(expected, abs=1e-12)
    assert state_fidelity(rho.tolist(), list(a)) == pytest.approx(expected, abs=1e-12)
    assert state_fidelity(DensityMatrix(rho), StateVector(a)) == pytest.approx(expected, abs=1e-12)
    assert state_fidelity(StateVector(a), DensityMatrix(rho)) == pytest.approx(expected, abs=1e-12)
    expected = np.linalg.norm(root_of(rho) @ root_of(sigma), "nuc") ** 2
    assert state_fidelity(rho.tolist(), sigma.tolist()) == pytest.approx(expected, abs=1e-10)
    assert state_fidelity(DensityMatrix(rho), DensityMatrix(sigma)) == pytest.approx(expected, abs=1e-10)
    assert state_fidelity(rho, rho) == pytest.approx(1, abs=1e-10)


@settings(max_examples=60, deadline=None)
@given(seed=SEEDS, outcomes=st.integers(1, 20))
def test_distributions_follow_their_definitions(seed: int, outcomes: int) -> None:
    rng = np.random.default_rng(seed)
    p, q = rng.dirichlet(np.ones(outcomes)), rng.dirichlet(np.ones(outcomes))
    overlap = np.sum(np.sqrt(p * q))
    for keys in (range(outcomes), [f"{i:05b}" for i in range(outcomes)]):
        first: dict[Any, float] = dict(zip(keys, p, strict=True))
        second: dict[Any, float] = dict(zip(keys, q, strict=True))
        assert hellinger_fidelity(first, second) == pytest.approx(overlap**2, abs=1e-12)
        assert hellinger_distance(first, second) == pytest.approx(math.sqrt(max(1 - overlap, 0)), abs=1e-7)
        assert hellinger_distance(first, first) == 0
    assert KL_divergence(list(p), list(q)) == pytest.approx(np.sum(p * np.log(p / q)), rel=1e-9, abs=1e-12)


def test_outcomes_of_one_side_only() -> None:
    assert hellinger_distance({"0": 1.0}, {"1": 1.0}) == 1
    assert hellinger_fidelity({0: 0.5, 1: 0.5}, {0: 1.0}) == pytest.approx(0.5)
    assert KL_divergence([0.5, 0.5], [1, 0]) == math.inf
    assert KL_divergence([1, 0], [0.5, 0.5]) == pytest.approx(math.log(2))


@pytest.mark.parametrize("bad", [{}, {0: 50, 1: 50}, {0: -0.5, 1: 1.5}, {0: float("nan")}, {0: 0.5, 1: 0.5001}])
def test_what_is_no_distribution(bad: dict[int, float]) -> None:
    for measure in (hellinger_distance, hellinger_fidelity):
        with pytest.raises(errors.InvalidArgument, match="p"):
            measure(bad, {0: 1.0})
        with pytest.raises(errors.InvalidArgument, match="q"):
            measure({0: 1.0}, bad)
    with pytest.raises(errors.InvalidArgument):
        KL_divergence(list(bad.values()), [1.0, 0.0][: len(bad)])


def test_densities() -> None:
    found = KL_divergence(lambda x: 2 * x, lambda x: 1.0, 0.0, 1.0)
    assert found == pytest.approx(math.log(2) - 0.5, abs=1e-7)
    assert KL_divergence(p_pdf=lambda x: 1.0, q_pdf=lambda x: 0.5, x_start=0, x_end=1, dx=0.5) == pytest.approx(
        math.log(2)
    )
    with pytest.raises(ZeroDivisionError):
        KL_divergence(lambda x: 1 / 0, lambda x: 1.0, 0.0, 1.0)
    for arguments in ((1.0, 0.0), (0.0, 1.0, 0.0), (0.0, 1.0, -0.1), (0.0, math.inf)):
        with pytest.raises(errors.InvalidArgument):
            KL_divergence(lambda x: 1.0, lambda x: 1.0, *arguments)


def test_fidelity_of_what_is_no_state() -> None:
    with pytest.raises(errors.InvalidArgument, match="sum to 1"):
        state_fidelity([1, 1], [1, 0])
    assert state_fidelity([1, 1], [1, 0], False) == 1
    with pytest.raises(errors.InvalidArgument, match="dimensions 2 and 4"):
        state_fidelity([1, 0], [1, 0, 0, 0])
    with pytest.raises(errors.InvalidArgument, match="power of two"):
        state_fidelity([1, 0, 0], [1, 0, 0])
    with pytest.raises(errors.InvalidArgument, match="Hermitian"):
        state_fidelity([[0.5, 1], [0, 0.5]], [1, 0])
    with pytest.raises(errors.InvalidArgument, match="equal length"):
        state_fidelity([[0.5, 1], [0]], [1, 0])
