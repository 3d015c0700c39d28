"""`help()` says something about every public name, and the examples in docstrings do what they show."""

from __future__ import annotations

import doctest
from pathlib import Path

import pytest
from public_names import MODULES, PublicName, loaded, public_names

#: Examples may leave out what does not matter.
OPTIONS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE


@pytest.mark.parametrize("module", MODULES)
def test_every_public_name_is_described(module: str) -> None:
    undescribed = [str(name) for name in public_names(module) if len(name.description()) < 10]
    assert undescribed == []


def examples() -> list[PublicName]:
    return [name for module in MODULES for name in public_names(module) if ">>>" in name.docstring()]


@pytest.mark.parametrize("name", examples(), ids=str)
def test_examples_in_docstrings(
    name: PublicName, capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each runs with the names of its module, in an empty folder."""
    monkeypatch.chdir(tmp_path)
    module = loaded(name.module)
    names = {public: getattr(module, public) for public in module.__all__}
    test = doctest.DocTestParser().get_doctest(name.docstring(), names, str(name), None, None)
    failures = doctest.DocTestRunner(verbose=False, optionflags=OPTIONS).run(test).failed
    assert failures == 0, capsys.readouterr().out


def test_module_docstrings_tell_conventions() -> None:
    assert [module for module in MODULES if len(loaded(module).__doc__ or "") < 40] == []
