"""The rules of docs/architecture.md that a machine can check. Each rule takes the root of a tree and returns one line
for each place that breaks it, so that it can be tried on a tree made to break it.
"""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

# component -> what it may include besides itself
ARROWS: dict[str, frozenset[str]] = {
    "base": frozenset(),
    "gate": frozenset({"base"}),
    "circuit": frozenset({"base", "gate"}),
    "hamiltonian": frozenset({"base", "gate", "circuit"}),
    "compile": frozenset({"base", "gate", "circuit"}),
    "binary": frozenset({"base", "gate", "circuit"}),
    "text": frozenset({"base", "gate", "circuit", "compile"}),
    "sim": frozenset({"base", "gate", "circuit", "hamiltonian"}),
    "quantum_info": frozenset({"base", "gate", "circuit", "sim"}),
    "cloud": frozenset({"base", "gate", "circuit", "text"}),
}
# extension module -> components its sources must not see; only pyqpanda3.localcloud brings both sides together
BINDINGS_AVOID: dict[str, frozenset[str]] = {"core": frozenset({"cloud"}), "qcloud": frozenset({"sim", "quantum_info"})}

CPP_SUFFIXES = {".hpp", ".cpp", ".h", ".cc", ".def", ".inc", ".in"}
INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]')
SQL = re.compile(
    r"\b(SELECT\s.+\sFROM|INSERT\s+(OR\s+\w+\s+)?INTO|UPDATE\s+\w+\s+SET|DELETE\s+FROM|CREATE\s+TABLE|PRAGMA\s)|sqlite3"
)

Rule = Callable[[Path], list[str]]


def cpp_files(*folders: Path) -> Iterator[Path]:
    for folder in folders:
        yield from sorted(path for path in folder.rglob("*") if path.suffix in CPP_SUFFIXES)


def includes(path: Path) -> Iterator[tuple[int, str]]:
    """The line numbers and targets of the include directives of a file."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        found = INCLUDE.match(line)
        if found:
            yield number, found.group(2)


def component_of(path: Path, root: Path) -> str | None:
    """The component a file of cpp/ belongs to; None for what stands above the components."""
    for base in (root / "cpp/include/qpanda3", root / "cpp/src"):
        if path.is_relative_to(base):
            first = path.relative_to(base).parts[0]
            return first if first in ARROWS else None
    return None


def target_component(target: str, path: Path, root: Path) -> str | None:
    """The component an include leads to; None for headers from outside."""
    if target.startswith("."):
        return component_of((path.parent / target).resolve(), root.resolve())
    parts = target.removeprefix("qpanda3/").split("/")
    return parts[0] if len(parts) > 1 and parts[0] in ARROWS else None


def arrows_between_components(root: Path) -> list[str]:
    wrong = []
    for path in cpp_files(root / "cpp/include/qpanda3", root / "cpp/src"):
        own = component_of(path, root)
        if own is None:
            continue
        for number, target in includes(path):
            other = target_component(target, path, root)
            if target == "qpanda3/qpanda3.hpp":
                wrong.append(f"{path.relative_to(root)}:{number}: {own} includes the header of everything")
            elif other is not None and other != own and other not in ARROWS[own]:
                wrong.append(f"{path.relative_to(root)}:{number}: {own} must not include {other} ({target})")
    return wrong


def every_source_lies_in_a_component(root: Path) -> list[str]:
    allowed = {root / "cpp/include/qpanda3/qpanda3.hpp"}
    return [
        f"{path.relative_to(root)}: lies in none of {', '.join(ARROWS)}"
        for path in cpp_files(root / "cpp/include/qpanda3", root / "cpp/src")
        if component_of(path, root) is None and path not in allowed
    ]


def public_headers_include_public_headers(root: Path) -> list[str]:
    """An installed header that includes one from cpp/src compiles here and nowhere else."""
    wrong = []
    for path in cpp_files(root / "cpp/include"):
        for number, target in includes(path):
            private = (root / "cpp/src" / target).exists() or (path.parent / target).resolve().is_relative_to(
                (root / "cpp/src").resolve()
            )
            if private and not (root / "cpp/include" / target).exists():
                wrong.append(f"{path.relative_to(root)}:{number}: installed, but {target} is not")
    return wrong


def _only_here(root: Path, pattern: str, allowed: str, what: str, *folders: str) -> list[str]:
    """Includes whose target matches `pattern`, in files whose path from the root does not match `allowed`."""
    return [
        f"{path.relative_to(root)}:{number}: {what} ({target})"
        for path in cpp_files(*(root / folder for folder in folders))
        for number, target in includes(path)
        if re.search(pattern, target) and not re.fullmatch(allowed, path.relative_to(root).as_posix())
    ]


def library_knows_no_python(root: Path) -> list[str]:
    return _only_here(root, r"^(pybind11|nanobind)/|Python\.h$", r"(?!)", "the library must not know Python", "cpp")


def only_the_transport_knows_curl(root: Path) -> list[str]:
    where = r"cpp/src/cloud/curl_[a-z_]+\.(cpp|hpp)"
    return _only_here(root, r"^curl/", where, "only the transport may include libcurl", "cpp", "python/bindings")


def only_the_protocol_knows_json(root: Path) -> list[str]:
    where = r"cpp/src/cloud/([a-z_]*(protocol|json)[a-z_]*|protocol/[a-z_]+)\.(cpp|hpp)"
    return _only_here(
        root, r"^nlohmann/|^cloud/json\.hpp$", where, "only the protocol may include JSON", "cpp", "python/bindings"
    )


def only_kernels_know_the_processor(root: Path) -> list[str]:
    where = r"cpp/src/sim/(kernels/.*|kernels\w*\.(cpp|hpp)|workers\.cpp)"  # the workers pause the processor
    wrong = _only_here(root, r"intrin\.h$|^arm_neon\.h$", where, "only kernels know the processor", "cpp")
    for path in [
        root / "CMakeLists.txt",
        *root.glob("cmake/*"),
        *root.glob("cpp/**/CMakeLists.txt"),
        root / "pyproject.toml",
    ]:
        if path.is_file() and "march=native" in path.read_text(encoding="utf-8"):
            wrong.append(f"{path.relative_to(root)}: builds for the machine it is built on")
    return wrong


def bindings_keep_to_their_side(root: Path) -> list[str]:
    return [
        f"{path.relative_to(root)}:{number}: module {module} must not see {component} ({target})"
        for module, avoided in BINDINGS_AVOID.items()
        for path in cpp_files(root / "python/bindings" / module)
        for number, target in includes(path)
        for component in [target_component(target, path, root)]
        if component in avoided or target == "qpanda3/qpanda3.hpp"
    ]


def nothing_lives_in_the_original_namespace(root: Path) -> list[str]:
    """Binaries of other packages find the original's types by their mangled names, which begin with QPanda3."""
    return [
        f"{path.relative_to(root)}:{number}: namespace QPanda3"
        for path in cpp_files(root / "cpp", root / "python/bindings", root / "tests", root / "examples")
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if re.search(r"\bnamespace\s+QPanda3\b|\bQPanda3::\w", line)
    ]


def only_the_store_knows_sql(root: Path) -> list[str]:
    return [
        f"{path.relative_to(root)}:{number}: only store.py speaks SQL"
        for path in sorted((root / "python/pyqpanda3").rglob("*.py"))
        if path != root / "python/pyqpanda3/localcloud/store.py"
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if SQL.search(line)
    ]


def the_map_names_every_component(root: Path) -> list[str]:
    page = root / "docs/architecture.md"
    text = page.read_text(encoding="utf-8") if page.is_file() else ""
    return [
        f"docs/architecture.md does not mention {folder.relative_to(root).as_posix()}/"
        for folder in sorted((root / "cpp/include/qpanda3").iterdir())
        if folder.is_dir() and not re.search(rf"\b{folder.name}/", text)
    ]


RULES: tuple[Rule, ...] = (
    arrows_between_components,
    every_source_lies_in_a_component,
    public_headers_include_public_headers,
    library_knows_no_python,
    only_the_transport_knows_curl,
    only_the_protocol_knows_json,
    only_kernels_know_the_processor,
    bindings_keep_to_their_side,
    nothing_lives_in_the_original_namespace,
    only_the_store_knows_sql,
    the_map_names_every_component,
)
