"""Documented facts about a module, one by one, and whether an installed module holds to them.

The facts stand in tests/fixtures/api: names, overloads with the names and defaults of their parameters, values of
enums, bases of exceptions, properties. Signatures are read from docstrings in pybind11's form. More than what is
documented is welcome: further names, and further parameters that have a default.
"""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Iterator
from dataclasses import dataclass
from types import FunctionType, ModuleType
from typing import Any

KEYWORD_PARAMETERS = re.compile(r"(?<=[(,] )(lambda|from|is|in)(?=: )|(?<=\()(lambda|from|is|in)(?=: )")
ENUM_DEFAULT = re.compile(r"<(?:\w+\.)*(\w+\.\w+): -?\d+>")
OBJECT_DEFAULT = re.compile(r"<(?:\w+\.)*(\w+) object(?: at 0x[0-9a-f]+)?>")
ANONYMOUS = re.compile(r"self|arg\d+")


@dataclass(frozen=True)
class Fact:
    """`text` names it from the module on, as in "core.QProg.originir(self, precision = 8)"."""

    text: str
    holds: bool


@dataclass(frozen=True)
class Parameter:
    name: str
    default: str | None  #: as text, values in one spelling; None if there is none

    def __str__(self) -> str:
        return self.name if self.default is None else f"{self.name} = {self.default}"


def default_text(text: str) -> str:
    """One spelling for each value: 0.0001 and 1e-4 are the same, <NoiseModel object at 0x1234> is <NoiseModel>."""
    text = OBJECT_DEFAULT.sub(r"<\1>", ENUM_DEFAULT.sub(r"\1", text))
    try:
        return repr(ast.literal_eval(text))
    except (SyntaxError, ValueError):
        return text.rpartition(".")[0].rpartition(".")[2] + "." + text.rpartition(".")[2] if "." in text else text


def parsed_signature(line: str) -> list[Parameter] | None:
    """The parameters in `name(a: T = d, ...) -> R`; None if it is something else."""
    objects: list[str] = []

    def placeholder(found: re.Match[str]) -> str:
        objects.append(found.group(0))
        return f"_object_{len(objects) - 1}"

    line = KEYWORD_PARAMETERS.sub(r"\g<0>_", line)
    line = re.sub(f"{ENUM_DEFAULT.pattern}|{OBJECT_DEFAULT.pattern}", placeholder, line)
    try:
        function = ast.parse(f"def {line}: ...").body[0]
    except SyntaxError:
        return None
    assert isinstance(function, ast.FunctionDef)
    arguments = function.args
    positional = [*arguments.posonlyargs, *arguments.args]
    defaults = [None] * (len(positional) - len(arguments.defaults)) + arguments.defaults
    pairs = [*zip(positional, defaults, strict=True), *zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True)]

    def text_of(default: ast.expr | None) -> str | None:
        if default is None:
            return None
        return default_text(re.sub(r"_object_(\d+)", lambda found: objects[int(found.group(1))], ast.unparse(default)))

    return [Parameter(argument.arg.rstrip("_"), text_of(default)) for argument, default in pairs]


def bound_overloads(name: str, value: Any) -> list[list[Parameter]]:
    """The overloads of a function or method, from its docstring or, if it is written in Python, its signature."""
    if isinstance(value, FunctionType):
        parameters = inspect.signature(value).parameters.values()
        empty = inspect.Parameter.empty
        return [[Parameter(p.name, None if p.default is empty else default_text(repr(p.default))) for p in parameters]]
    lines = (value.__doc__ or "").splitlines()
    found = [parsed_signature(re.sub(r"^\d+\. ", "", line)) for line in lines if re.match(rf"(\d+\. )?{name}\(", line)]
    return [parameters for parameters in found if parameters is not None]


def documented_parameters(overload: dict[str, Any]) -> list[Parameter]:
    parameters = [p for p in overload["params"] if p["name"] not in ("*", "/")]
    return [Parameter(p["name"], default_text(p["default"]) if "default" in p else None) for p in parameters]


def serves(documented: list[Parameter], bound: list[Parameter]) -> bool:
    """True if every call that the documentation allows is possible with the same meaning."""
    if len(bound) < len(documented) or any(p.default is None for p in bound[len(documented) :]):
        return False
    return all(
        (want.name == have.name or ANONYMOUS.fullmatch(want.name)) and want.default == have.default
        for want, have in zip(documented, bound[: len(documented)], strict=True)
    )


def callable_facts(text: str, name: str, documented: dict[str, Any], owner: Any) -> Iterator[Fact]:
    value = getattr(owner, name, None)
    # What every Python object has does not count, and None (no such class or module) has nothing.
    inherited = name.startswith("__") and inspect.getattr_static(owner, name, None) is getattr(object, name, 0)
    there = owner is not None and callable(value) and not inherited
    yield Fact(text, there)
    overloads = bound_overloads(name, value) if there else []
    for overload in documented["overloads"]:
        wanted = documented_parameters(overload)
        # Types are not compared; where they tell overloads apart, they stand in the text.
        kinds = {p["name"]: f" [{p['type']}]" for p in overload["params"] if "Param" in p.get("type", "")}
        described = ", ".join(f"{p}{kinds.get(p.name, '')}" for p in wanted)
        yield Fact(f"{text}({described})", any(serves(wanted, have) for have in overloads))
    if documented.get("static"):
        raw = inspect.getattr_static(owner, name, None)
        yield Fact(
            f"{text} static", isinstance(raw, staticmethod) or type(raw).__name__ == "builtin_function_or_method"
        )


def enum_facts(text: str, documented: dict[str, Any], value: Any) -> Iterator[Fact]:
    members = dict(getattr(value, "__members__", {}))
    for name, number in documented["values"].items():
        member = members.get(name)
        yield Fact(f"{text}.{name} = {number}", member is not None and getattr(member, "value", None) == number)
    if documented.get("int_convertible"):
        yield Fact(f"{text}.__int__", hasattr(value, "__int__"))


def class_facts(text: str, name: str, documented: dict[str, Any], module: Any) -> Iterator[Fact]:
    value = getattr(module, name, None)
    yield Fact(text, inspect.isclass(value))
    bases = {base.__name__ for base in value.__mro__} if inspect.isclass(value) else set()
    for base in documented["bases"]:
        yield Fact(f"{text} derives from {base}", base in bases)
    if documented["kind"] == "exception":
        yield Fact(f"{text} derives from Exception", "Exception" in bases)
    elif documented["kind"] == "enum":
        yield from enum_facts(text, documented, value)
    for method, facts in documented.get("methods", {}).items():
        yield from callable_facts(f"{text}.{method}", method, facts, value)
    for prop, facts in documented.get("properties", {}).items():
        raw = inspect.getattr_static(value, prop, None)
        there = raw is not None and (isinstance(raw, property) or not callable(raw))
        yield Fact(f"{text}.{prop}", there)
        if not facts["readonly"]:
            writable = not isinstance(raw, property) or raw.fset is not None
            yield Fact(f"{text}.{prop} writable", there and writable)


def module_facts(label: str, documented: dict[str, Any], module: ModuleType | None) -> Iterator[Fact]:
    """All that is documented about a module or submodule; None stands for one that is not there."""
    for name, facts in documented.get("classes", {}).items():
        yield from class_facts(f"{label}.{name}", name, facts, module)
    for name, facts in documented.get("functions", {}).items():
        yield from callable_facts(f"{label}.{name}", name, facts, module)
    for name, facts in documented.get("constants", {}).items():
        value = getattr(module, name, None)
        number = getattr(value, "value", value)
        yield Fact(f"{label}.{name}", number == facts["value"] if "enum" in facts else value is not None)
    for name, facts in documented.get("submodules", {}).items():
        submodule = getattr(module, name, None)
        yield Fact(f"{label}.{name}", isinstance(submodule, ModuleType))
        yield from module_facts(f"{label}.{name}", facts, submodule)
