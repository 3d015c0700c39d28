"""The type stubs describe what the modules offer, no name more and no name less, and serve strict type checkers.

The programs in typing_programs use every public function, class and method; they are run, and checked like the examples
by mypy and pyright.
"""

from __future__ import annotations

import ast
import importlib
import importlib.util
import os
import subprocess
import sys
from pathlib import Path

import pytest
from public_names import public_names

import pyqpanda3

PACKAGE = Path(pyqpanda3.__file__).parent
EXAMPLES = sorted((Path(__file__).parents[3] / "examples").glob("*.py"))
PROGRAMS = sorted((Path(__file__).parent / "typing_programs").glob("*.py"))
STUBS = ["core", "_simd", "hamiltonian", "intermediate_compiler", "quantum_info", "utils", "qcloud"]
USED = ["core", "core.simd", "hamiltonian", "intermediate_compiler", "quantum_info", "utils", "qcloud"]

needs_pyright = pytest.mark.skipif(
    importlib.util.find_spec("pyright") is None, reason="pyright is in the dependency group dev"
)


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


@pytest.mark.parametrize("module", STUBS)
def test_stub_names_are_those_of_the_module(module: str) -> None:
    loaded = importlib.import_module(f"pyqpanda3.{module}")
    stub = described(module)
    assert set(stub) == set(loaded.__all__)
    for name, members in stub.items():
        value = getattr(loaded, name)
        if isinstance(value, type) and members:
            own = {member for member in vars(value) if not member.startswith("_") and hasattr(value, member)}
            assert {member for member in members if not member.startswith("_")} == own, name


@pytest.mark.parametrize("program", PROGRAMS, ids=lambda program: program.stem)
def test_typing_programs_run(program: Path, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-W", "error", str(program)],
        cwd=tmp_path,
        env={**os.environ, "MPLBACKEND": "Agg"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_typing_programs_use_every_public_name() -> None:
    """Functions, classes, methods and properties, by their names anywhere in the programs."""
    used: set[str] = set()
    for program in PROGRAMS:
        for node in ast.walk(ast.parse(program.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Attribute):
                used.add(node.attr)
            elif isinstance(node, ast.Name):
                used.add(node.id)
    unused = [str(name) for module in USED for name in public_names(module) if name.name.split(".")[-1] not in used]
    assert unused == []


@pytest.mark.parametrize("module", STUBS)
def test_stubs_pass_mypy(module: str, tmp_path: Path) -> None:
    assert mypy_complaints("-m", f"pyqpanda3.{module}", cwd=tmp_path) == ""


def test_examples_and_programs_pass_mypy(tmp_path: Path) -> None:
    assert mypy_complaints(*map(str, [*EXAMPLES, *PROGRAMS]), cwd=tmp_path) == ""


@needs_pyright
def test_examples_and_programs_pass_pyright(tmp_path: Path) -> None:
    assert pyright_complaints(*map(str, [*EXAMPLES, *PROGRAMS]), cwd=tmp_path) == []


WRONG = """\
from pyqpanda3.core import CPUQVM, H, QProg
prog = QProg() << H('zero')
counts: int = CPUQVM().result().get_counts()
prog.no_such_method()
"""


def test_mypy_notices_wrong_use(tmp_path: Path) -> None:
    (tmp_path / "wrong.py").write_text(WRONG, encoding="utf-8")
    found = mypy_complaints("wrong.py", cwd=tmp_path)
    assert all(f"wrong.py:{line}: error" in found for line in (2, 3, 4))


@needs_pyright
def test_pyright_notices_wrong_use(tmp_path: Path) -> None:
    (tmp_path / "wrong.py").write_text(WRONG, encoding="utf-8")
    found = pyright_complaints("wrong.py", cwd=tmp_path)
    assert all(any(f"wrong.py:{line}:" in complaint for complaint in found) for line in (2, 3, 4))


def mypy_complaints(*what: str, cwd: Path) -> str:
    """What mypy finds in strict mode, "" if nothing."""
    command = [sys.executable, "-m", "mypy", "--strict", "--no-error-summary", "--cache-dir", str(cwd / "cache"), *what]
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)
    assert done.returncode in (0, 1), done.stderr
    return done.stdout


def pyright_complaints(*what: str, cwd: Path) -> list[str]:
    """The errors. It warns of `prog << gate` too, whose value nobody uses; that is how programs are written here."""
    command = [sys.executable, "-m", "pyright", "--pythonpath", sys.executable, *what]
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)
    assert done.returncode in (0, 1), done.stdout + done.stderr
    return [line.strip() for line in done.stdout.splitlines() if " - error: " in line]
