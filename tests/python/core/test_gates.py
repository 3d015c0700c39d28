"""Gates from Python: conventions of QGate, accepted qubits, refused input."""

from __future__ import annotations

import math
import pickle

import numpy as np
import pytest

from pyqpanda3 import core, errors


def test_operands_and_flags() -> None:
    gate = core.X(0).control([2]).control(3)
    assert (gate.qubits(), gate.control_qubits(), gate.target_qubits()) == ([2, 3, 0], [2, 3], [0])
    assert gate.m_control_qubits == [2, 3]
    assert gate.m_target_qubits == [0]
    assert gate.m_measure_cbits == []
    assert gate.m_operation_type is core.OpType.Gate or gate.m_operation_type == core.OpType.Gate
    assert gate.is_controlled()
    assert gate.qubits_num() == 3
    assert isinstance(gate, core.Operation)
    assert not core.CNOT(0, 1).is_controlled()


def test_operation_is_default_constructible() -> None:
    operation = core.Operation()
    assert operation.m_target_qubits == operation.m_control_qubits == operation.m_measure_cbits == []
    assert operation.m_operation_type == core.OpType.Gate
    operation.m_target_qubits = [1, 2]
    assert operation.m_target_qubits == [1, 2]


def test_stored_kind_of_controlled_gates() -> None:
    assert core.CRX(0, 1, 0.3).name() == "RX"
    assert core.CRX(0, 1, 0.3).matrix().shape == (2, 2)
    assert core.TOFFOLI(0, 1, 2).control_qubits() == [0, 1]
    assert core.CR(0, 1, 0.2).name() == "CP"
    assert core.CU(0, 1, 0.1, 0.2, 0.3, 0.4).control_qubits() == []
    assert core.CU(0, 1, 0.1, 0.2, 0.3, 0.4).matrix().shape == (4, 4)


def test_new_or_in_place() -> None:
    gate = core.RX(0, 0.1)
    assert gate.dagger().is_dagger()
    assert not gate.is_dagger()
    assert gate.remap({0: 4}).qubits() == gate.qubits() == [4]
    gate.set_parameters([0.2])
    assert gate.parameters() == [0.2]
    controlled = gate.control(7)
    controlled.clear_control()
    assert controlled.control_qubits() == []


@pytest.mark.parametrize("qubit", [3, np.int64(3), np.uint8(3), core.Qubit(3)])
def test_accepted_qubits(qubit: object) -> None:
    assert core.H(qubit).qubits() == [3]


def test_bool_is_an_integer() -> None:
    assert core.H(True).qubits() == [1]


@pytest.mark.parametrize("qubit", [1.5, 1.0, "0", None, np.array([0, 1]), core.CBit(1)])
def test_refused_qubits(qubit: object) -> None:
    with pytest.raises(TypeError):
        core.H(qubit)


def test_qubit_and_cbit() -> None:
    assert repr(core.Qubit(3)) == "Qubit(3)"
    assert repr(core.CBit(2)) == "CBit(2)"
    assert int(core.Qubit(3)) == core.Qubit(3).get_qubit_addr() == 3
    assert int(core.CBit(2)) == core.CBit(2).get_cbit_addr() == 2
    assert core.measure(core.Qubit(1), core.CBit(2)).m_measure_cbits == [2]


@pytest.mark.parametrize("bad", [-1, -(2**70)])
def test_negative_is_both_type_and_value_error(bad: int) -> None:
    for kind in (TypeError, ValueError, errors.NegativeValue):
        with pytest.raises(kind, match=r"qubit number must not be negative, got -"):
            core.H(bad)
    with pytest.raises(TypeError):
        core.measure(0, bad)
    with pytest.raises(TypeError):
        core.QProg(bad)
    with pytest.raises(TypeError):
        core.QCircuit(bad)


@pytest.mark.parametrize("huge", [2**24, 2**40, 2**70])
def test_absurd_numbers_are_refused(huge: int) -> None:
    with pytest.raises(errors.InvalidArgument, match=f"got {huge}"):
        core.H(huge)


REFUSED = {
    "equal qubits of CNOT": lambda: core.CNOT(1, 1),
    "equal qubits of SWAP": lambda: core.SWAP(1, 1),
    "equal qubits of CRX": lambda: core.CRX(1, 1, 0.5),
    "TOFFOLI with equal controls": lambda: core.TOFFOLI(1, 1, 2),
    "TOFFOLI on its control": lambda: core.TOFFOLI(0, 1, 1),
    "control on its own qubit": lambda: core.X(0).control(0),
    "control twice": lambda: core.X(0).control([1, 1]),
    "NaN": lambda: core.RX(0, math.nan),
    "infinity": lambda: core.CU(0, 1, 0.1, math.inf, 0.2, 0.3),
    "no parameters": lambda: core.RX(0, 0.1).set_parameters([]),
    "NaN parameters": lambda: core.RX(0, 0.1).set_parameters([math.nan]),
    "no qubits in a barrier": lambda: core.BARRIER([]),
    "unknown gate": lambda: core.create_gate("SX", [0], []),
    "too few qubits": lambda: core.create_gate("CNOT", [0], []),
    "too few parameters": lambda: core.create_gate("RX", [0], []),
    "too many parameters": lambda: core.create_gate("H", [0], [0.1]),
    "oracle of the wrong size": lambda: core.Oracle([0], np.eye(4)),
    "oracle not square": lambda: core.Oracle([0], np.eye(2)[:1]),
    "oracle not unitary": lambda: core.Oracle([0], [[1, 1], [0, 1]]),
    "oracle with NaN": lambda: core.Oracle([0], [[math.nan, 0], [0, 1]], False),
    "oracle on equal qubits": lambda: core.Oracle([0, 0], np.eye(4)),
    "matrix of a barrier": lambda: core.BARRIER([0]).matrix(),
    "power of a reset": lambda: core.RESET(0).power(2),
}


@pytest.mark.parametrize("case", REFUSED)
def test_bad_values_raise_runtime_and_value_error(case: str) -> None:
    with pytest.raises(errors.InvalidArgument) as caught:
        REFUSED[case]()
    assert isinstance(caught.value, RuntimeError)
    assert isinstance(caught.value, ValueError)


@pytest.mark.parametrize("sequence", [list, tuple])
def test_measuring_into_too_few_bits_is_an_index_error(sequence: type) -> None:
    with pytest.raises(IndexError, match="2 qubits and 1 cbits") as caught:
        core.measure(sequence([0, 1]), sequence([0]))
    assert isinstance(caught.value, RuntimeError)


def test_remap_list_too_short_is_an_index_error() -> None:
    with pytest.raises(IndexError, match="none for qubit 3"):
        core.H(3).remap([1])


def test_power() -> None:
    assert core.S(0).power(2).name() == "U4"
    np.testing.assert_allclose(core.S(0).power(2).matrix(), np.diag([1, -1]), atol=1e-14)
    root = core.SWAP(0, 1).control(4).power(0.5)
    assert root.control_qubits() == [4]
    np.testing.assert_allclose(root.matrix() @ root.matrix(), core.SWAP(0, 1).matrix(), atol=1e-12)


def test_enums() -> None:
    assert repr(core.GateType.X) == "<GateType.X: 5>"
    assert int(core.GateType.CRX) == 48
    assert core.GateType.X != 5
    assert pickle.loads(pickle.dumps(core.GateType.RZX)) == core.GateType.RZX


def test_gate_repr_makes_the_gate_again() -> None:
    gate = core.CU(0, 3, 0.1, 0.2, 0.3, 0.4).dagger().control([5, 6])
    again = eval(repr(gate), vars(core))
    np.testing.assert_array_equal(again.matrix(True), gate.matrix(True))
    assert again.qubits() == gate.qubits()


def test_classes_carry_public_names() -> None:
    assert core.QGate.__module__ == core.QProg.__module__ == core.H.__module__ == "pyqpanda3.core"
    assert "pyqpanda3.core.QGate" in core.H.__doc__


def test_attributes_of_a_gate_stay_consistent() -> None:
    gate = core.CNOT(0, 1)
    for attribute, value in [
        ("m_target_qubits", [3]),
        ("m_target_qubits", [3, 3]),
        ("m_control_qubits", [1]),
        ("m_measure_cbits", [0]),
        ("m_operation_type", core.OpType.Measure),
    ]:
        with pytest.raises(errors.InvalidArgument):
            setattr(gate, attribute, value)
    assert gate.qubits() == [0, 1]
    gate.m_target_qubits = [4, 2]
    gate.m_control_qubits = [7]
    assert gate.qubits() == [7, 4, 2]
    node = core.measure(0, 1)
    with pytest.raises(errors.InvalidArgument):
        node.m_target_qubits = []
    assert node.m_target_qubits == [0]
