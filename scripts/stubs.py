"""Writes the type stubs of the public modules, python/pyqpanda3/<module>.pyi, from the installed package.

    python scripts/stubs.py [--check]

pybind11-stubgen reads the signatures; what it leaves unfit for type checkers is mended here, and ruff lays it out.
With --check nothing is written: the exit status tells whether the committed stubs are those of the installed package.
"""

import argparse
import ast
import difflib
import importlib
import inspect
import keyword
import re
import subprocess
import sys
import tempfile
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent.parent / "python" / "pyqpanda3"
# _simd is what users import as pyqpanda3.core.simd.
MODULES = ("core", "_simd", "hamiltonian", "intermediate_compiler", "quantum_info", "utils", "qcloud")
# A module describes what says that it comes from there; the rest it imports. All that _simd offers is its own.
GENERATOR = """
import importlib, sys, pybind11_stubgen
from pyqpanda3 import _older_names
_older_names.CLASS_NAMES.clear()  # classes do not have them
module = importlib.import_module(sys.argv[1])
if module.__name__ == "pyqpanda3._simd":
    for name in module.__all__:
        getattr(module, name).__module__ = module.__name__
pybind11_stubgen.main()
"""
# Overloads stand in the order in which the extension tries them, also where an earlier one covers a later one.
HEADER = """\
# Written by scripts/stubs.py from the extension module; change the bindings and run `make stubs`.
# mypy: disable-error-code="overload-cannot-match, overload-overlap"
# pyright: reportOverlappingOverload=false

"""


def enums_of(module: str) -> list[str]:
    """The names of the enumerations, whose values stand in defaults as `<Name.VALUE: 1>`."""
    loaded = importlib.import_module(module)
    return [name for name, value in vars(loaded).items() if isinstance(value, type) and hasattr(value, "__members__")]


def generate(module: str, folder: Path) -> str:
    command = [sys.executable, "-c", GENERATOR, module, "--output-dir", str(folder), "--exit-code"]
    command += ["--ignore-invalid-expressions", r"<\w+ object>"]  # objects as defaults become `...`
    for name in enums_of(module):
        command += ["--enum-class-locations", f"{name}:{module}"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise SystemExit(f"pybind11-stubgen cannot describe {module}:\n{done.stderr}")
    return (folder / Path(*module.split("."))).with_suffix(".pyi").read_text(encoding="utf-8")


def without_keywords(text: str) -> str:
    """Parameters whose documented names are keywords (`lambda`) get an underscore: Python has no way to write them."""
    words = "|".join(keyword.kwlist)
    return re.sub(rf"(?<=[(,] )({words})(?=: )|(?<=\()({words})(?=: )", r"\g<0>_", text)


class Mend(ast.NodeTransformer):
    """What type checkers need otherwise than it is generated."""

    def __init__(self) -> None:
        self._comparisons: dict[str, ast.FunctionDef] = {}

    def visit_Import(self, node: ast.Import) -> ast.AST | None:
        unwanted = [a for a in node.names if (a.asname or "").startswith("_") or a.name == "pyqpanda3.core.simd"]
        return None if unwanted == node.names else node

    def visit_ImportFrom(self, node: ast.ImportFrom) -> ast.AST | None:
        if node.module is not None and node.module.split(".")[:2] in (["pyqpanda3", "_core"], ["pyqpanda3", "_qcloud"]):
            return None
        if node.module == "pyqpanda3":  # extension modules, which core.py and others import
            node.names = [alias for alias in node.names if alias.name not in ("_core", "_qcloud")]
            if not node.names:
                return None
        # `import name as name` in a stub means that the name is offered to importers too
        for alias in node.names:
            if node.module == "pyqpanda3.errors":
                alias.asname = alias.name
        return node

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.AST:
        if isinstance(node.target, ast.Name) and node.target.id == "__all__":
            node.annotation = ast.parse("list[str]", mode="eval").body
        return node

    def visit_Module(self, node: ast.Module) -> ast.AST:
        """Without what is private, and without __getattr__: to type checkers it would mean that every name is there."""
        self.generic_visit(node)
        node.body = [item for item in node.body if not self._is_private(item)]
        return node

    @staticmethod
    def _is_private(item: ast.stmt) -> bool:
        if isinstance(item, ast.AnnAssign) and isinstance(item.target, ast.Name):
            return item.target.id.startswith("_") and item.target.id != "__all__"
        return isinstance(item, ast.FunctionDef) and item.name in ("__getattr__", "__dir__")

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST | None:
        if node.name == "__eq__" or node.name == "__ne__":
            # Overloads for every type that is compared: all of them take any object and give a bool.
            if node.decorator_list and not self._is_last(node):
                return None
            node.decorator_list = []
            node.args = ast.parse("def f(self, other: object, /) -> bool: ...").body[0].args  # type: ignore[attr-defined]
        if node.name in ("__reduce__", "__setstate__"):
            # What pickle passes is between the two of them; tuples of classes have no text that can be read.
            node.returns = ast.parse(
                "tuple[typing.Any, ...]" if node.name == "__reduce__" else "None", mode="eval"
            ).body
            for argument in node.args.args[1:]:
                argument.annotation = ast.parse("typing.Any", mode="eval").body
        elif node.name == "__hash__":
            node.returns = ast.parse("int", mode="eval").body
        self._mend_docstring(node)
        for argument in [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]:
            argument.annotation = self._wider(argument.annotation)
        if node.returns is not None:
            node.returns = ast.parse(self._filled(ast.unparse(node.returns)), mode="eval").body
        return node

    def visit_ClassDef(self, node: ast.ClassDef) -> ast.AST:
        # the last method of each name
        self._comparisons = {method.name: method for method in node.body if isinstance(method, ast.FunctionDef)}
        self._mend_docstring(node)
        self.generic_visit(node)
        return node

    def _is_last(self, node: ast.FunctionDef) -> bool:
        return self._comparisons.get(node.name) is node

    @staticmethod
    def _wider(annotation: ast.expr | None) -> ast.expr | None:
        """Qubits, bits and numbers are given as int, numpy integer, Qubit or CBit: whatever has __index__."""
        if annotation is None:
            return None
        # A dict[str, int] is a Mapping[str, float], but no dict[str, float].
        text = re.sub(r"(?<![\w.])dict\[", "collections.abc.Mapping[", ast.unparse(annotation))
        # Keys of mappings are invariant: a dict[int, int] is no Mapping[SupportsIndex, int].
        text = re.sub(r"(?<![\w.])(?<!Mapping\[)int(?![\w.])", "typing.SupportsIndex", text)
        text = Mend._filled(text)
        text = text.replace("typing.SupportsInt | typing.SupportsIndex", "typing.SupportsIndex")
        text = text.replace("typing.SupportsFloat | typing.SupportsIndex", "typing.SupportsFloat")
        text = text.replace("Mapping[typing.SupportsIndex, ", "Mapping[int, ")
        return ast.parse(text, mode="eval").body

    @staticmethod
    def _filled(annotation: str) -> str:
        """Containers of anything say so: strict checkers refuse a bare `list`."""
        annotation = re.sub(r"\b(?<!\.)(list|set)\b(?!\[)", r"\1[typing.Any]", annotation)
        annotation = re.sub(r"\b(?<!\.)tuple\b(?!\[)", "tuple[typing.Any, ...]", annotation)
        annotation = re.sub(r"\bnumpy\.ndarray\b(?!\[)", "numpy.typing.NDArray[typing.Any]", annotation)
        annotation = re.sub(r"\bIterator\b(?!\[)", "Iterator[typing.Any]", annotation)
        return re.sub(r"\b(?<!\.)dict\b(?!\[)", "dict[typing.Any, typing.Any]", annotation)

    @staticmethod
    def _mend_docstring(node: ast.FunctionDef | ast.ClassDef) -> None:
        text = ast.get_docstring(node)
        if text is not None:
            indent = "\n" + " " * (node.col_offset + 4)
            lines = [line.rstrip() for line in inspect.cleandoc(text).splitlines()]
            body = indent.join(lines).replace(f"{indent}\n", "\n\n")
            node.body[0] = ast.Expr(ast.Constant(body + (indent if len(lines) > 1 else "")))


def laid_out(source: str, name: str) -> str:
    """The source as ruff lays it out and sorts its imports."""
    for command in (["check", "--quiet", "--fix", "--select", "F401,I,W"], ["format", "--quiet"]):
        done = subprocess.run(
            [sys.executable, "-m", "ruff", *command, "--stdin-filename", str(PACKAGE / f"{name}.pyi"), "-"],
            input=source,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode != 0:
            raise SystemExit(f"ruff {command[0]} of {name}.pyi failed:\n{done.stderr}")
        source = done.stdout
    return source


def mended(text: str, module: str) -> str:
    if module == "_simd":
        text = text.replace("pyqpanda3.core.simd.", "")
    tree = Mend().visit(ast.parse(without_keywords(text)))
    source = ast.unparse(ast.fix_missing_locations(tree)) + "\n"
    if "collections.abc." in source:
        source = source.replace("import typing\n", "import collections.abc\nimport typing\n", 1)
    source = HEADER + source
    # What cannot be hashed, as the standard library's own stubs say it.
    hashed = "    __hash__: typing.ClassVar[None]  # type: ignore[assignment]"
    source = re.sub(r"^    __hash__: .*None.*$", hashed, source, flags=re.MULTILINE)
    return laid_out(source, module)


def difference(old: str, new: str, name: str) -> str:
    lines = difflib.unified_diff(old.splitlines(), new.splitlines(), f"{name} (committed)", f"{name} (installed)", n=1)
    return "\n".join(lines)


def main() -> int:
    parser = argparse.ArgumentParser(description="Writes the type stubs of the extension modules.")
    parser.add_argument("--check", action="store_true", help="compare with the committed stubs instead")
    check = parser.parse_args().check
    status = 0
    for name in MODULES:
        target = PACKAGE / f"{name}.pyi"
        with tempfile.TemporaryDirectory() as folder:
            text = mended(generate(f"pyqpanda3.{name}", Path(folder)), name)
        if not check:
            target.write_text(text, encoding="utf-8")
            print(f"wrote {target.name}: {len(text.splitlines())} lines")
        elif not target.is_file() or target.read_text(encoding="utf-8") != text:
            old = target.read_text(encoding="utf-8") if target.is_file() else ""
            print(f"{difference(old, text, target.name)}\n{target.name} is out of date: run `make stubs`")
            status = 1
    return status


if __name__ == "__main__":
    sys.exit(main())
