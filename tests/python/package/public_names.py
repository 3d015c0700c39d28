"""All that users of the package can name: functions, classes and what is in them, with their docstrings."""

from __future__ import annotations

import importlib
import inspect
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

MODULES = ["core", "core.simd", "hamiltonian", "intermediate_compiler", "quantum_info", "utils", "qcloud", "errors"]


@dataclass(frozen=True)
class PublicName:
    module: str  #: "core"
    name: str  #: "QProg.append"
    value: Any

    def __str__(self) -> str:
        return f"{self.module}.{self.name}"

    def docstring(self) -> str:
        return inspect.cleandoc(getattr(self.value, "__doc__", None) or "")

    def description(self) -> str:
        """The docstring without the lines in which the extension writes signatures."""
        own = re.escape(self.name.rpartition(".")[2])
        signature = re.compile(rf"^(\d+\. )?{own}\(.*\)( -> .*)?$|^Overloaded function\.$")
        return "\n".join(line for line in self.docstring().splitlines() if not signature.match(line)).strip()


def loaded(module: str) -> Any:
    value: Any = importlib.import_module(f"pyqpanda3.{module.split('.')[0]}")
    for part in module.split(".")[1:]:
        value = getattr(value, part)
    return value


def public_names(module: str) -> Iterator[PublicName]:
    """Names of `__all__`, and of classes the members they define themselves."""
    names = loaded(module)
    for name in names.__all__:
        value = getattr(names, name)
        if inspect.ismodule(value) or not (callable(value) or isinstance(value, type)):
            continue  # modules have entries of their own; constants are members of enums
        yield PublicName(module, name, value)
        if isinstance(value, type):
            # Of enumerations everything beside the members is what pybind11 gives to all of them.
            members = {} if hasattr(value, "__members__") else vars(value)
            for member, raw in members.items():
                if not member.startswith("_") and hasattr(value, member):
                    yield PublicName(module, f"{name}.{member}", raw.__func__ if isinstance(raw, staticmethod) else raw)
