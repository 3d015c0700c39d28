"""Names of the older interface: no such attributes, but advice."""

from __future__ import annotations

import builtins
import importlib
import re

import pytest

from pyqpanda3 import _older_names, core
from pyqpanda3.core import CPUQVM, H, QCircuit, QProg

INSTANCES = {"CPUQVM": CPUQVM(), "QProg": QProg(), "QCircuit": QCircuit(), "QGate": H(0)}


@pytest.mark.parametrize(("name", "advice"), _older_names.MODULE_NAMES.items())
def test_the_module_gives_advice(name: str, advice: str) -> None:
    assert not hasattr(core, name)
    with pytest.raises(AttributeError, match=re.escape(advice)):
        getattr(core, name)
    with pytest.raises(ImportError, match=re.escape(advice)):
        exec(f"from pyqpanda3.core import {name}", {})


@pytest.mark.parametrize(
    ("owner", "name"), [(owner, name) for owner, names in _older_names.CLASS_NAMES.items() for name in names]
)
def test_objects_give_advice(owner: str, name: str) -> None:
    value = INSTANCES[owner]
    advice = _older_names.CLASS_NAMES[owner][name]
    for place in (value, type(value)):
        assert not hasattr(place, name)
        with pytest.raises(AttributeError, match=re.escape(advice)):
            getattr(place, name)
    assert name not in dir(value)


def test_unknown_names_are_errors_as_ever() -> None:
    with pytest.raises(AttributeError, match=r"^module 'pyqpanda3\.core' has no attribute 'nonsense'$"):
        core.nonsense  # noqa: B018
    with pytest.raises(ImportError, match="cannot import name 'nonsense'"):
        from pyqpanda3.core import nonsense  # noqa: F401
    with pytest.raises(AttributeError):
        QProg().nonsense  # noqa: B018
    assert getattr(core, "qAlloc", 7) == 7


def test_what_is_there_is_found() -> None:
    from pyqpanda3.core import Measure

    assert Measure == core.OpType.Measure
    assert "run" in dir(CPUQVM())
    assert set(core.__all__).isdisjoint(_older_names.MODULE_NAMES)


def test_derived_classes_may_use_the_names() -> None:
    class Machine(CPUQVM):
        def qAlloc_many(self, count: int) -> list[int]:
            return list(range(count))

    assert Machine().qAlloc_many(3) == [0, 1, 2]

    class Noted(QProg):
        pass

    prog = Noted()
    prog.insert = 5
    assert prog.insert == 5


def test_advice_names_what_exists() -> None:
    """Functions and methods that the advice tells of, as far as they can be found by name."""
    texts = [*_older_names.MODULE_NAMES.values()]
    builders = [type(core.qif([0])), type(core.qif([0]).then(QProg())), type(core.qwhile([0]))]
    places = [core, CPUQVM, core.QResult, QProg, QCircuit, core.QGate, core.NoiseModel, *builders, builtins]
    compiler = importlib.import_module("pyqpanda3.intermediate_compiler")
    for names in _older_names.CLASS_NAMES.values():
        texts += names.values()
    for text in texts:
        for word in re.findall(r"(\w+)\(", text):
            assert any(hasattr(place, word) for place in places), (word, text)
        for word in re.findall(r"convert_\w+", text):
            assert hasattr(compiler, word), (word, text)
