"""Gate functions, measure, `<<` and append() are written on the C API for speed. The functions that pybind11 makes, to
which every unusual call goes, are the oracle: the same result, or the same exception.
"""

from __future__ import annotations

import copy
import gc
import pickle
import pydoc
import sys
import weakref
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st

from pyqpanda3 import _core, core, errors

ORDINARY: dict[str, Any] = _core._ordinary  # type: ignore[attr-defined]
FUNCTIONS = sorted(name for name in ORDINARY if "." not in name)
METHODS = sorted(name for name in ORDINARY if "." in name)
many = settings(max_examples=400, deadline=None)


class Index:
    """Has a number, as numpy's integers do."""

    def __init__(self, value: int) -> None:
        self.value = value

    def __index__(self) -> int:
        return self.value

    def __repr__(self) -> str:
        return f"Index({self.value})"


class Real:
    def __float__(self) -> float:
        return 0.25

    def __repr__(self) -> str:
        return "Real()"


class Int(int):
    pass


class Float(float):
    pass


class Layer(core.QCircuit):
    pass


class Program(core.QProg):
    pass


numbers = st.one_of(
    st.integers(0, 3),
    st.integers(-(2**70), 2**70),
    st.sampled_from([0x00FFFFFF, 0x01000000, 2**31, 2**32, 2**63, -1, -(2**63)]),
    st.floats(allow_nan=True, allow_infinity=True),
    st.booleans(),
    st.integers(0, 100).map(np.int64),
    st.integers(0, 100).map(np.uint8),
    st.floats(-4, 4).map(np.float64),
    st.floats(-4, 4, width=32).map(np.float32),
    st.integers(-2, 9).map(Index),
    st.integers(0, 9).map(Int),
    st.floats(-4, 4).map(Float),
    st.integers(0, 9).map(core.Qubit),
    st.integers(0, 9).map(core.CBit),
    st.sampled_from([None, "0", b"0", 1j, [0], (0,), np.array(2), np.array([1]), np.array([1, 2]), Real(), object]),
    st.lists(st.integers(-1, 3), max_size=3),
)


def outcome(call: Callable[[], Any]) -> tuple[Any, ...]:
    """What a call gives: its class and value, or the class and text of its exception."""
    try:
        value = call()
    except Exception as error:
        return "raised", type(error), str(error)
    return "returned", type(value), value


def assert_same_call(name: str, arguments: list[Any], keywords: dict[str, Any]) -> None:
    quick = outcome(lambda: getattr(core, name)(*arguments, **keywords))
    ordinary = outcome(lambda: ORDINARY[name](*arguments, **keywords))
    assert quick == ordinary
    if isinstance(quick[2], core.QGate):
        assert repr(quick[2]) == repr(ordinary[2])
        assert pickle.dumps(quick[2]) == pickle.dumps(ordinary[2])


def argument_names(name: str) -> list[str]:
    inside = ORDINARY[name].__doc__.split("(", 1)[1].split(")", 1)[0]
    return [part.split(":")[0].strip() for part in inside.split(",")]


def test_the_entries_are_there() -> None:
    gates = {"H", "CNOT", "RX", "RPHI", "U3", "U4", "CU", "TOFFOLI", "CRX", "CR", "RESET", "IDLE"}
    assert gates | {"measure"} <= set(FUNCTIONS)
    assert METHODS == ["QCircuit.__lshift__", "QCircuit.append", "QProg.__lshift__", "QProg.append"]
    assert not set(FUNCTIONS) & {"ECHO", "BARRIER", "Oracle", "create_gate"}
    for name in FUNCTIONS:
        assert getattr(core, name) is not ORDINARY[name]


@pytest.mark.parametrize("name", FUNCTIONS)
def test_usual_arguments(name: str) -> None:
    names = argument_names(name) if name != "measure" else ["qubit", "cbit"]
    is_angle = [n in ("theta", "phi", "lambda", "gamma", "nanoseconds") for n in names]
    arguments = [0.5 + i if angle else i + 2 for i, angle in enumerate(is_angle)]
    assert outcome(lambda: getattr(core, name)(*arguments))[0] == "returned"
    assert_same_call(name, arguments, {})
    assert_same_call(name, [0 if angle else x for x, angle in zip(arguments, is_angle, strict=True)], {})
    assert_same_call(name, [], dict(zip(names, arguments, strict=True)))
    assert_same_call(name, arguments[:1], dict(zip(names[1:], arguments[1:], strict=True)))
    assert_same_call(name, arguments, {"unknown": 1})
    assert_same_call(name, arguments[:-1], {})
    assert_same_call(name, [*arguments, 1], {})
    assert_same_call(name, [0.5 if angle else 1 for angle in is_angle], {})  # equal qubits


@many
@given(st.data())
def test_any_arguments(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(FUNCTIONS))
    count = len(argument_names(name)) if name != "measure" else 2
    size = st.integers(0, count + 1) if data.draw(st.integers(0, 9)) == 0 else st.just(count)
    assert_same_call(name, data.draw(size.flatmap(lambda n: st.lists(numbers, min_size=n, max_size=n))), {})


# --- appending ------------------------------------------------------------------------------------------------------


def items() -> list[Any]:
    gate, circuit = core.RX(1, 0.25).dagger().control([2]), core.QCircuit(4) << core.S(3)
    oracle = core.Oracle([0, 1], np.eye(4))
    prog = core.QProg() << core.X(1) << core.measure(1, 1)
    karus = core.Karus([0], [[1, 0, 0, 0.6], [0, 0.8, 0, 0]])
    return [
        gate,
        oracle,
        core.BARRIER([0, 1]),
        circuit,
        circuit.dagger().control([5]),
        Layer(2) << core.Y(0),
        prog,
        Program() << core.Z(1),
        core.measure(0, 2),
        karus,
        [],
        [gate, core.H(0)],
        (gate, core.H(0)),
        [core.measure(0, 0), core.measure(1, 1)],
        core.measure([0, 1], [1, 0]),
        [circuit, circuit],
        [prog],
        [karus],
        [gate, circuit],
        [gate, core.measure(0, 0)],
        [gate, None],
        core.qif([0]),
        core.qif([0]).then(prog),
        core.qwhile([0]),
        core.Operation(),
        core.Qubit(0),
        None,
        1,
        1.5,
        "H",
        object(),
    ]


OWNERS: list[Callable[[], Any]] = [
    core.QProg,
    lambda: core.QProg(3) << core.H(0),
    lambda: Program(3) << core.H(0),
    core.QCircuit,
    lambda: (core.QCircuit(3) << core.H(0)).dagger(),
    lambda: Layer(1) << core.H(0),
]


def ordinary_shift(owner: Any, item: Any) -> Any:
    """`owner << item` where only the ordinary way exists."""
    kind = "QProg" if isinstance(owner, core.QProg) else "QCircuit"
    result = ORDINARY[f"{kind}.__lshift__"](owner, item)
    if result is not NotImplemented:
        return result
    names = [getattr(type(x), "__module__", "") + "." + type(x).__qualname__ for x in (owner, item)]
    raise TypeError(f"unsupported operand type(s) for <<: {names}")


@pytest.mark.parametrize("number", range(len(items())))
@pytest.mark.parametrize("make", OWNERS)
def test_appending_is_the_ordinary_one(make: Callable[[], Any], number: int) -> None:
    item, quick, ordinary = items()[number], make(), make()
    kind = "QProg" if isinstance(quick, core.QProg) else "QCircuit"
    found, wanted = outcome(lambda: quick << item), outcome(lambda: ordinary_shift(ordinary, item))
    assert found[:2] == wanted[:2]
    if found[0] == "returned":
        assert found[2] is quick
        assert wanted[2] is ordinary
    elif "unsupported operand" not in wanted[2]:
        assert found[2] == wanted[2]
    assert quick == ordinary
    assert quick.originir() == ordinary.originir()

    quick, ordinary = make(), make()
    found = outcome(lambda: quick.__lshift__(item))
    wanted = outcome(lambda: ORDINARY[f"{kind}.__lshift__"](ordinary, item))
    assert found[:2] == wanted[:2]
    assert (found[2] is NotImplemented) == (wanted[2] is NotImplemented)
    assert quick == ordinary

    quick, ordinary = make(), make()
    found = outcome(lambda: quick.append(item))
    wanted = outcome(lambda: ORDINARY[f"{kind}.append"](ordinary, item))
    assert found[:2] == wanted[:2]
    assert (found[2] is quick) == (wanted[2] is ordinary)
    assert quick == ordinary


def test_append_by_keyword() -> None:
    prog, circuit = core.QProg(), core.QCircuit()
    assert prog.append(gate=core.H(0)) is None
    assert prog.append(measure=core.measure(0, 0)) is None
    assert prog.append(gate_list=[core.X(1)]) is prog
    assert circuit.append(circuit=core.QCircuit() << core.H(0)) is None
    assert (len(prog), len(circuit)) == (3, 1)
    with pytest.raises(TypeError, match="incompatible function arguments"):
        prog.append(core.H(0), core.H(1))
    with pytest.raises(TypeError, match="incompatible function arguments"):
        prog.append()


def test_to_themselves() -> None:
    circuit, prog = core.QCircuit() << core.H(0), core.QProg() << core.H(0)
    circuit << circuit
    prog << prog << prog
    assert circuit.count_ops() == {"H": 2}
    assert prog.count_ops() == {"H": 4}


def test_as_right_operand() -> None:
    class Left:
        def __lshift__(self, other: object) -> str:
            return "left"

    for owner in (core.QProg(), core.QCircuit(), Layer()):
        assert Left() << owner == "left"
        for left in (1, core.H(0), None):
            with pytest.raises(TypeError, match="unsupported operand"):
                left << owner
    with pytest.raises(TypeError, match="unsupported operand"):
        core.QCircuit() << core.QProg()


def test_methods_of_the_wrong_object() -> None:
    for method in (core.QProg.__lshift__, core.QProg.append):
        for wrong in (core.QCircuit(), 1, None):
            with pytest.raises(TypeError):
                method(wrong, core.H(0))


def test_derived_classes_may_override() -> None:
    class Counting(core.QCircuit):
        def __init__(self) -> None:
            super().__init__(2)
            self.count = 0

        def __lshift__(self, item: Any) -> Counting:
            self.count += 1
            super().__lshift__(item)
            return self

    class Further(Counting):
        pass

    for kind in (Counting, Further):
        circuit = kind() << core.H(0) << core.X(1)
        assert circuit.count == 2
        assert circuit.count_ops() == {"H": 1, "X": 1}
        assert type(circuit) is kind


def test_what_is_set_on_a_class_later_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    layer, circuit = Layer(), core.QCircuit()
    with monkeypatch.context() as patch:
        patch.setattr(core.QCircuit, "__lshift__", lambda self, item: "other")
        assert circuit << core.H(0) == "other"
        assert layer << core.H(0) == "other"
    assert circuit << core.H(0) is circuit
    assert layer << core.H(0) is layer
    with monkeypatch.context() as patch:
        patch.setattr(Layer, "__lshift__", lambda self, item: "mine", raising=False)
        assert layer << core.H(0) == "mine"
    assert layer << core.H(0) is layer
    assert len(layer) == len(circuit) + 1 == 2


def test_before_the_constructor_has_run() -> None:
    class Early(core.QCircuit):
        def __init__(self) -> None:
            self << core.H(0)

    with pytest.raises(TypeError, match=r"Early.__init__\(\) must be called"):
        Early()
    for kind in (core.QGate, core.MeasureNode, core.QCircuit, core.QProg):
        for use in (lambda owner, item: owner << item, lambda owner, item: owner.append(item)):
            with pytest.raises(TypeError, match=rf"{kind.__name__}.__init__\(\) must be called"):
                use(core.QProg(), kind.__new__(kind))


def test_two_bases() -> None:
    class Both(core.QCircuit, core.QProg):
        def __init__(self) -> None:
            core.QCircuit.__init__(self)
            core.QProg.__init__(self)

    both = Both()
    both << core.H(0)
    core.QProg.append(both, core.X(1))
    assert core.QCircuit.count_ops(both) == {"H": 1}
    assert core.QProg.count_ops(both) == {"X": 1}


# --- objects that are used again ------------------------------------------------------------------------------------


def test_gates_in_use_stay_as_they_are() -> None:
    gates = [core.RX(q, q / 7) for q in range(1000)]
    del gates[::2]
    others = [core.CNOT(q, q + 1) for q in range(1000)]
    assert [g.parameters() for g in gates] == [[q / 7] for q in range(1, 1000, 2)]
    assert [g.qubits() for g in others] == [[q, q + 1] for q in range(1000)]
    assert len({id(g) for g in gates + others}) == 1500
    nodes = [core.measure(q, q + 1) for q in range(600)]
    assert [(n.m_target_qubits, n.m_measure_cbits) for n in nodes] == [([q], [q + 1]) for q in range(600)]


def test_nothing_of_an_earlier_gate_is_left() -> None:
    for _ in range(3):
        # made in every way there is; each object goes and is used again
        core.U4(0, 0.1, 0.2, 0.3, 0.4).dagger().control([4, 5, 6])
        core.TOFFOLI(0, 1, 2).control(range(3, 20))
        core.Oracle([0, 1], np.eye(4))
        core.BARRIER(list(range(50)))
        (core.QCircuit() << core.H(0)).gate_operations()
        copy.deepcopy(core.CRX(0, 1, 0.5))
        pickle.loads(pickle.dumps(core.RX(0, 0.5)))
        gate = core.X(3)
        assert repr(gate) == "X(3)"
        assert (gate.is_dagger(), gate.control_qubits()) == (False, [])
        assert (gate.parameters(), gate.qubits(), gate.m_measure_cbits) == ([], [3], [])
        assert gate.gate_type() == core.GateType.X
        assert gate.matrix().shape == (2, 2)


def test_what_changes_a_gate_returns_it() -> None:
    for _ in range(3):
        gate = core.H(0)
        assert gate.remap({0: 4}) is gate
        del gate


def test_weak_references_end() -> None:
    for make in (lambda: core.H(0), lambda: core.measure(0, 0)):
        gone = []
        item = make()
        reference = weakref.ref(item, gone.append)
        assert reference() is item
        del item
        assert reference() is None
        assert gone == [reference]
        assert make() is not None


def test_classes_and_functions_are_not_used_up() -> None:
    def references() -> list[int]:
        gc.collect()
        return [sys.getrefcount(x) for x in (core.QGate, core.MeasureNode, core.QProg, core.H, _core, None)]

    def work() -> None:
        prog = core.QProg()
        for q in range(2000):
            prog << core.H(q) << core.measure(q, q) << [core.X(0)]
            prog.append(core.RX(0, 0.5))
        kept = [core.H(0) for _ in range(2000)]
        del kept

    work()
    before = references()
    for _ in range(3):
        work()
    assert max(abs(a - b) for a, b in zip(before, references(), strict=True)) < 500


def test_the_collector_does_not_know_gates() -> None:
    assert not gc.is_tracked(core.H(0))


# --- as functions of Python -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", FUNCTIONS)
def test_functions_describe_themselves(name: str) -> None:
    quick, ordinary = getattr(core, name), ORDINARY[name]
    assert quick.__doc__ == ordinary.__doc__
    assert quick.__name__ == ordinary.__name__ == name
    assert quick.__module__ == ordinary.__module__ == "pyqpanda3.core"
    assert type(quick) is type(ordinary)
    assert pickle.loads(pickle.dumps(quick)) is quick
    assert copy.deepcopy(quick) is quick
    assert quick.__doc__.strip().splitlines()[-1] in pydoc.render_doc(quick, renderer=pydoc.plaintext)


@pytest.mark.parametrize("name", METHODS)
def test_methods_describe_themselves(name: str) -> None:
    kind, method = name.split(".")
    quick = getattr(getattr(core, kind), method)
    assert quick.__doc__ == ORDINARY[name].__doc__
    assert quick.__name__ == method
    assert quick.__qualname__ == name
    assert "Appends a gate" in pydoc.render_doc(quick, renderer=pydoc.plaintext)


def test_errors_are_those_of_the_package() -> None:
    with pytest.raises(errors.NegativeValue, match="qubit number must not be negative, got -1"):
        core.H(-1)
    with pytest.raises(errors.InvalidArgument, match="parameters must be finite, got nan"):
        core.RX(0, float("nan"))
    with pytest.raises(errors.InvalidArgument, match="qubit 1 is used twice"):
        core.CNOT(1, 1)
    with pytest.raises(errors.InvalidArgument, match="not finished"):
        core.QProg() << core.qif([0])
