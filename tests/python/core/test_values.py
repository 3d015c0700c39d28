"""Gates, circuits, programs and noise are values: ==, len, iteration, copy, pickle, and classes derived from them."""

from __future__ import annotations

import copy
import pickle
from typing import Any

import numpy as np
import pytest
from hypothesis import given, strategies as st
from programs import build_circuit, circuits

from pyqpanda3 import core
from pyqpanda3.core import CNOT, H, Karus, QCircuit, QProg, X, measure, qif, qwhile

PROTOCOLS = range(pickle.HIGHEST_PROTOCOL + 1)
DAMPING = [[1, 0, 0, 0.6], [0, 0.8, 0, 0]]


def noise_model() -> core.NoiseModel:
    model = core.NoiseModel()
    model.add_all_qubit_quantum_error(core.depolarizing_error(0.1), core.GateType.H)
    model.add_all_qubit_quantum_error(core.amplitude_damping_error(0.2), core.GateType.H)
    model.add_quantum_error(core.pauli_x_error(0.3), [core.GateType.X, core.GateType.Y], [1, 2])
    model.add_quantum_error(core.QuantumError({"XI": 0.5, "II": 0.5}), core.GateType.CNOT, [2, 1])
    model.add_all_qubit_read_out_error([[0.8, 0.2], [0.0, 1.0]])
    model.add_read_out_error([[0.9, 0.1], [0.3, 0.7]], 2)
    return model


def sample_circuit() -> QCircuit:
    inner = QCircuit(3)
    inner.set_name("inner")
    inner << H(0) << CNOT(0, 1) << core.Oracle([1], [[1, 0], [0, 1j]])
    return QCircuit() << inner.dagger().control([4]) << inner << core.RX(0, 0.1)


def sample_prog() -> QProg:
    body = QProg() << X(1) << measure(1, 1)
    branch = qif([0]).then(body).qelseif([1]).then(QProg() << Karus([2], DAMPING)).qelse(QProg() << core.RESET(0))
    text = QProg("QINIT 1\nCREG 2\nQIF c==1\nX q[0]\nQENDIF\n")
    return QProg(6) << sample_circuit() << body << branch << qwhile([0, 1]).loop(body) << text << Karus([0], DAMPING)


def operation() -> core.Operation:
    value = core.Operation()
    value.m_target_qubits, value.m_control_qubits, value.m_measure_cbits = [3, 1], [2], [0]
    return value


VALUES = [
    QProg(),
    sample_prog(),
    QCircuit(),
    sample_circuit(),
    sample_circuit().dagger().control([7, 5]),
    H(0),
    core.U4(3, 0.1, -0.0, 1e-300, 4).dagger().control([2, 1]),
    core.Oracle([2, 0], np.eye(4)),
    measure(3, 7),
    operation(),
    Karus([5], DAMPING),
    core.Qubit(3),
    core.CBit(4),
    core.depolarizing_error(0.1),
    core.decoherence_error(10, 8, 1),
    core.NoiseModel(),
    noise_model(),
]


@pytest.mark.parametrize("protocol", PROTOCOLS)
@pytest.mark.parametrize("value", VALUES, ids=lambda value: type(value).__name__)
def test_pickle_gives_an_equal_value(value: Any, protocol: int) -> None:
    again = pickle.loads(pickle.dumps(value, protocol))
    assert type(again) is type(value)
    assert again == value
    assert again is not value


@pytest.mark.parametrize("make", [copy.copy, copy.deepcopy])
@pytest.mark.parametrize("value", VALUES, ids=lambda value: type(value).__name__)
def test_copies_are_equal(value: Any, make: Any) -> None:
    again = make(value)
    assert type(again) is type(value)
    assert again == value
    assert again is not value


@pytest.mark.parametrize("first", VALUES, ids=lambda value: type(value).__name__)
def test_different_values_are_not_equal(first: Any) -> None:
    assert [second for second in VALUES if second == first] == [first]
    assert all((second != first) == (second is not first) for second in VALUES)
    for other in (None, 3, "H", object()):
        assert first != other
        assert first.__eq__(other) is NotImplemented


@pytest.mark.parametrize("make", [copy.copy, copy.deepcopy, lambda value: pickle.loads(pickle.dumps(value))])
def test_copies_are_independent(make: Any) -> None:
    prog, circuit = sample_prog(), sample_circuit()
    prog_copy, circuit_copy = make(prog), make(circuit)
    prog << X(0)
    circuit.remap({0: 9})
    assert prog_copy == sample_prog()
    assert circuit_copy == sample_circuit()
    gate = core.RX(0, 0.1)
    gate_copy = make(gate)
    gate.set_parameters([0.2])
    assert gate_copy == core.RX(0, 0.1)


def test_names_and_sizes_survive_pickling() -> None:
    circuit = QCircuit(4)
    assert pickle.loads(pickle.dumps(circuit)).name() == circuit.name()
    assert pickle.loads(pickle.dumps(circuit)).get_register_size() == 4
    circuit.set_name("oracle")
    assert pickle.loads(pickle.dumps(circuit)).name() == "oracle"
    prog = QProg(6) << circuit
    again = pickle.loads(pickle.dumps(prog))
    assert (again.name(), again.qubits_num(), str(again)) == (prog.name(), 6, str(prog))


def test_shared_circuits_stay_shared() -> None:
    circuit = QCircuit() << H(0) << core.T(0)
    for _ in range(60):
        circuit = QCircuit() << circuit << circuit.dagger()
    data = pickle.dumps(circuit)
    assert len(data) < 3000
    assert pickle.loads(data) == circuit


def test_damaged_pickles_raise() -> None:
    archive, attributes = sample_prog().__reduce__()[2]
    for position in range(0, len(archive), 7):
        damaged = bytearray(archive)
        damaged[position] ^= 1
        with pytest.raises(ValueError, match="byte"):
            QProg.__new__(QProg).__setstate__((bytes(damaged), attributes))


def test_len_iteration_and_truth() -> None:
    circuit, prog = sample_circuit(), sample_prog()
    assert len(circuit) == circuit.size() == 3
    assert [type(item) for item in circuit] == [QCircuit, QCircuit, core.QGate]
    assert list(circuit) == circuit.operations()
    assert len(prog) == len(prog.operations()) == len(list(prog))
    assert Karus([0], DAMPING) in prog
    # `prog or QProg()` has to keep an empty program.
    assert QProg()
    assert QCircuit()
    assert len(QProg()) == 0
    # No sequences: numpy keeps them whole.
    assert np.array([circuit, circuit]).shape == (2,)


def test_iteration_sees_the_program_as_it_was() -> None:
    prog = QProg() << H(0) << X(1)
    for gate in prog:
        prog << gate
    assert prog == QProg() << [H(0), X(1), H(0), X(1)]


def test_objects_are_keys_by_identity() -> None:
    for value in (QProg(), QCircuit(), H(0), measure(0, 0), core.pauli_x_error(0.1)):
        assert {value: 1}[value] == 1
    first, second = H(0), H(0)
    assert len({first, second}) == 2
    gate = H(0)
    table = {gate: "kept"}
    gate.remap({0: 5})
    assert table[gate] == "kept"
    assert len({core.Qubit(1), core.Qubit(1), core.Qubit(2)}) == 2


class Layer(QCircuit):
    """What programs on this interface do: a circuit with parameters of its own."""

    def __init__(self, qubits: int, *, tag: list[str]) -> None:
        super().__init__(qubits)
        self.tag = tag
        for qubit in range(qubits):
            self << H(qubit)


class Slotted(QProg):
    __slots__ = ("note",)


@pytest.mark.parametrize("protocol", PROTOCOLS)
def test_derived_classes_are_pickled_with_their_attributes(protocol: int) -> None:
    layer = Layer(3, tag=["x"])
    layer << X(0)
    again = pickle.loads(pickle.dumps(layer, protocol))
    assert type(again) is Layer
    assert (again.tag, again) == (["x"], layer)
    slotted = Slotted(2)
    slotted.note = "n"
    assert pickle.loads(pickle.dumps(slotted, protocol)).note == "n"


def test_derived_classes_are_copied_with_their_attributes() -> None:
    layer = Layer(2, tag=["x"])
    assert (layer << X(0)) is layer
    layer.itself = layer
    shallow, deep = copy.copy(layer), copy.deepcopy(layer)
    assert type(shallow) is type(deep) is Layer
    assert shallow == deep == layer
    assert shallow.tag is layer.tag
    assert shallow.itself is layer
    assert deep.tag == ["x"]
    assert deep.tag is not layer.tag
    assert deep.itself is deep


def test_derived_circuits_can_be_appended() -> None:
    layer = Layer(2, tag=[])
    prog = QProg() << layer << [layer, layer]
    assert prog.count_ops() == {"H": 6}
    assert (QCircuit() << layer) == layer
    assert layer.dagger() == QCircuit(2) << H(1).dagger() << H(0).dagger()
    assert QProg(layer).to_circuit() == layer


@given(circuits(range(4)), st.sampled_from(PROTOCOLS))
def test_random_circuits_survive_pickling_and_copying(ops: list[dict], protocol: int) -> None:
    circuit = build_circuit(ops)
    again = pickle.loads(pickle.dumps(circuit, protocol))
    assert again == circuit == copy.deepcopy(circuit)
    assert again.operations() == circuit.operations()
    assert again.originir(17) == circuit.originir(17)


@given(circuits(range(2), depth=1, size=2), circuits(range(2), depth=1, size=2))
def test_equality_is_that_of_the_lists_of_gates(first: list[dict], second: list[dict]) -> None:
    a, b = build_circuit(first), build_circuit(second)
    same_size = a.get_register_size() == b.get_register_size()
    assert (a == b) == (same_size and a.gate_operations() == b.gate_operations())
    expanded = a.expand()
    assert a == expanded
    assert pickle.dumps(expanded.gate_operations()) == pickle.dumps(a.gate_operations())
