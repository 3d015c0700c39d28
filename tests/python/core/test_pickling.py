"""pickle and copy: enums go by number in every protocol, results keep all they hold, machines say that they cannot.

Values are in test_values.py.
"""

from __future__ import annotations

import copy
import pickle
from typing import Any

import numpy as np
import pytest

from pyqpanda3 import core, errors


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
@pytest.mark.parametrize("member", [core.GateType.CNOT, core.OpType.Measure, core.NoiseOpType.NOISE])
def test_enums(member: Any, protocol: int) -> None:
    assert pickle.loads(pickle.dumps(member, protocol)) == member
    assert copy.deepcopy(member) == member


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
@pytest.mark.parametrize("value", [core.CPUQVM(), core.qif([0])])
def test_others_refuse(value: Any, protocol: int) -> None:
    with pytest.raises(TypeError, match=f"cannot pickle '{type(value).__name__}' object"):
        pickle.dumps(value, protocol)


def result_of(prog: core.QProg, shots: int, precision: str = "float64", **options: Any) -> core.QResult:
    machine = core.CPUQVM(precision)
    machine.run(prog, shots, seed=3, **options)
    return machine.result()


def bell() -> core.QProg:
    return core.QProg() << core.H(0) << core.CNOT(0, 1)


def wide() -> core.QProg:
    """A record of more than 64 bits."""
    prog = core.QProg() << core.H(0)
    for bit in range(70):
        prog << core.measure(0, bit)
    return prog << core.X(0) << core.measure(0, 3)


def noise() -> core.NoiseModel:
    model = core.NoiseModel()
    model.add_all_qubit_quantum_error(core.pauli_x_error(0.5), core.GateType.H)
    return model


RESULTS = {
    "no run": core.QResult(),
    "exact": result_of(bell() << core.T(1), 0),
    "float32": result_of(bell(), 0, "float32"),
    "no qubit": result_of(core.QProg(), 10),
    "sampled": result_of(bell() << core.measure(0, 5) << core.measure(1, 2), 100),
    "wide": result_of(wide(), 100),
    "noise, nothing measured": result_of(bell(), 10, model=noise()),
}


@pytest.mark.parametrize("name", RESULTS)
@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_results_keep_everything(name: str, protocol: int) -> None:
    result = RESULTS[name]
    again = pickle.loads(pickle.dumps(result, protocol))
    for other in (again, copy.copy(result), copy.deepcopy(result)):
        assert type(other) is core.QResult
        assert other.state_array().dtype == result.state_array().dtype
        assert np.array_equal(other.state_array(), result.state_array())
        assert other.get_counts() == result.get_counts()
        assert other.get_prob_dict() == result.get_prob_dict()
        assert other.shots() == result.shots()
        if result.get_counts() and name != "noise, nothing measured":
            assert other.get_prob_list([0]) == result.get_prob_list([0])


def test_copies_of_a_result_share_the_state() -> None:
    result = RESULTS["exact"]
    for other in (copy.copy(result), copy.deepcopy(result)):
        assert np.shares_memory(other.state_array(), result.state_array())
    assert not np.shares_memory(pickle.loads(pickle.dumps(result)).state_array(), result.state_array())


@pytest.mark.parametrize(
    ("damage", "message"),
    [
        ({0: np.zeros(3, complex)}, "power of two"),
        ({0: np.zeros(0, complex)}, "without a state"),
        ({3: np.array([0, 0], np.uint64)}, "twice"),
        ({3: np.array([0, 8], np.uint64)}, "more bits"),
        ({3: np.array([0], np.uint64)}, "one count for each"),
        ({4: np.array([0, 1], np.uint64)}, "count is 0"),
        ({4: np.array([2**63, 2**63], np.uint64)}, "too large"),
        ({4: np.array([], np.uint64)}, "one count for each"),
        ({5: np.array([0, 0, 2, 1], np.uint64)}, "not there"),
        ({5: np.array([0, 0], np.uint64)}, "for each bit"),
        ({2: 2**40}, "for each bit"),
    ],
)
def test_damaged_results_are_refused(damage: dict[int, Any], message: str) -> None:
    new, arguments, (dumped, attributes) = RESULTS["sampled"].__reduce__()
    parts = [damage.get(place, part) for place, part in enumerate(dumped)]
    with pytest.raises(errors.InvalidArgument, match=message):
        new(*arguments).__setstate__((tuple(parts), attributes))


def test_noise_models_are_copied() -> None:
    model = core.NoiseModel()
    model.add_all_qubit_quantum_error(core.pauli_x_error(0.5), core.GateType.H)
    assert copy.copy(model).is_enabled()
    assert copy.deepcopy(model).is_enabled()
