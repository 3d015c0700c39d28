"""Programs as plain data, the form of the fixtures for binary formats, and how they are built.

An item is `[name, arguments]` or `[name, arguments, options]`:

* a gate: the name and arguments of its factory; options `dagger` and `control` (a list of qubits);
* `["ORACLE", [qubits, rows]]` and `["KARUS", [qubits, matrices]]`, each number as `[real, imaginary]`;
* `["MEASURE", [qubit, cbit]]`;
* `["CIRCUIT", items]`; options `dagger`, `control` and `size`;
* `["PROG", items]`; option `size`;
* `["QIF", [[cbits, items], ...]]`, further entries being `qelseif`; option `else` (items);
* `["QWHILE", [cbits, items]]`.
"""

from __future__ import annotations

from collections.abc import Sequence
from types import ModuleType
from typing import Any

Item = list[Any]


def complex_numbers(pairs: Sequence[Sequence[float]]) -> list[complex]:
    return [complex(re, im) for re, im in pairs]


def options_of(item: Item) -> dict[str, Any]:
    return item[2] if len(item) > 2 else {}


def marked(core: ModuleType, thing: Any, options: dict[str, Any]) -> Any:
    """Controls are added after the dagger; the order makes no difference."""
    if options.get("dagger"):
        thing = thing.dagger()
    if options.get("control"):
        thing = thing.control(options["control"])
    return thing


def build_branch(core: ModuleType, item: Item) -> Any:
    (cbits, items), *others = item[1]
    branch = core.qif(cbits).then(build_prog(core, items))
    for cbits, items in others:
        branch = branch.qelseif(cbits).then(build_prog(core, items))
    otherwise = options_of(item).get("else")
    return branch.qendif() if otherwise is None else branch.qelse(build_prog(core, otherwise))


def build_item(core: ModuleType, item: Item) -> Any:
    name, arguments, options = item[0], item[1], options_of(item)
    if name == "CIRCUIT":
        circuit = core.QCircuit(options["size"]) if "size" in options else core.QCircuit()
        for inner in arguments:
            circuit << build_item(core, inner)
        return marked(core, circuit, options)
    if name == "PROG":
        return build_prog(core, arguments, options.get("size"))
    if name == "MEASURE":
        return core.measure(*arguments)
    if name == "QIF":
        return build_branch(core, item)
    if name == "QWHILE":
        return core.qwhile(arguments[0]).loop(build_prog(core, arguments[1]))
    if name == "KARUS":
        return core.Karus(arguments[0], [complex_numbers(matrix) for matrix in arguments[1]])
    if name == "ORACLE":
        return marked(core, core.Oracle(arguments[0], [complex_numbers(row) for row in arguments[1]]), options)
    return marked(core, getattr(core, name)(*arguments), options)


def build_prog(core: ModuleType, items: Sequence[Item], size: int | None = None) -> Any:
    """The program with the classes of `core`, so that any module with the same interface will do."""
    prog = core.QProg() if size is None else core.QProg(size)
    for item in items:
        prog << build_item(core, item)
    return prog
