"""The type stubs describe what the extension modules offer: no name more, no name less."""

import ast
import importlib
import subprocess
import sys
from pathlib import Path

import pytest

import pyqpanda3

PACKAGE = Path(pyqpanda3.__file__).parent
EXAMPLES = Path(__file__).parents[3] / "examples"


def described(module: str) -> dict[str, set[str]]:
    """The public names of a stub: each class with its members, everything else with none."""
    names: dict[str, set[str]] = {}
    for node in ast.parse((PACKAGE / f"{module}.pyi").read_text(encoding="utf-8")).body:
        if isinstance(node, ast.ClassDef):
            names[node.name] = {name for member in node.body for name in bound_names(member)}
        else:
            names.update((name, set()) for name in bound_names(node))
    return {name: members for name, members in names.items() if not name.startswith("_")}


def bound_names(node: ast.stmt) -> list[str]:
    if isinstance(node, ast.FunctionDef):
        return [node.name]
    if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
        return [node.target.id]
    if isinstance(node, ast.ImportFrom) and node.module != "__future__":
        return [alias.asname for alias in node.names if alias.asname]
    return []


@pytest.mark.parametrize("module", ["core", "qcloud"])
def test_stub_names_are_those_of_the_module(module: str) -> None:
    loaded = importlib.import_module(f"pyqpanda3.{module}")
    stub = described(module)
    assert set(stub) == set(loaded.__all__)
    for name, members in stub.items():
        value = getattr(loaded, name)
        if isinstance(value, type) and members:
            own = {member for member in vars(value) if not member.startswith("_")}
            assert {member for member in members if not member.startswith("_")} == own, name


@pytest.mark.parametrize("module", ["core", "qcloud"])
def test_stubs_pass_the_type_checker(module: str, tmp_path: Path) -> None:
    assert complaints("-m", f"pyqpanda3.{module}", cwd=tmp_path) == ""


def test_examples_pass_the_type_checker(tmp_path: Path) -> None:
    assert complaints(*map(str, EXAMPLES.glob("*.py")), cwd=tmp_path) == ""


def test_the_type_checker_notices_wrong_use(tmp_path: Path) -> None:
    (tmp_path / "wrong.py").write_text(
        "from pyqpanda3.core import CPUQVM, H, QProg\n"
        "prog = QProg() << H('zero')\n"
        "counts: int = CPUQVM().result().get_counts()\n",
        encoding="utf-8",
    )
    found = complaints("wrong.py", cwd=tmp_path)
    assert "wrong.py:2: error" in found and "wrong.py:3: error" in found


def complaints(*what: str, cwd: Path) -> str:
    """What mypy finds in strict mode, "" if nothing."""
    command = [sys.executable, "-m", "mypy", "--strict", "--no-error-summary", "--cache-dir", str(cwd / "cache"), *what]
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)
    assert done.returncode in (0, 1), done.stderr
    return done.stdout
