"""pickle and copy: enums go by number in every protocol, machines and results say that they cannot.

Values are in test_values.py.
"""

from __future__ import annotations

import copy
import pickle
from typing import Any

import pytest

from pyqpanda3 import core


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
@pytest.mark.parametrize("member", [core.GateType.CNOT, core.OpType.Measure, core.NoiseOpType.NOISE])
def test_enums(member: Any, protocol: int) -> None:
    assert pickle.loads(pickle.dumps(member, protocol)) == member
    assert copy.deepcopy(member) == member


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
@pytest.mark.parametrize("value", [core.CPUQVM(), core.QResult(), core.qif([0])])
def test_others_refuse(value: Any, protocol: int) -> None:
    with pytest.raises(TypeError, match=f"cannot pickle '{type(value).__name__}' object"):
        pickle.dumps(value, protocol)


def test_noise_models_are_copied() -> None:
    model = core.NoiseModel()
    model.add_all_qubit_quantum_error(core.pauli_x_error(0.5), core.GateType.H)
    assert copy.copy(model).is_enabled()
    assert copy.deepcopy(model).is_enabled()
