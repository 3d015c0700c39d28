"""Prints requirements that pyproject.toml lists: `build` for building the package, else the named dependency group.

Runs on Python 3.10 too, which has no tomllib, and before anything is installed: pip brings a reader of its own.
"""

import sys
from pathlib import Path

try:
    import tomllib
except ModuleNotFoundError:
    from pip._vendor import tomli as tomllib  # type: ignore[no-redef]


def main(group: str) -> None:
    project = tomllib.loads((Path(__file__).parent.parent / "pyproject.toml").read_text(encoding="utf-8"))
    lines = project["build-system"]["requires"] if group == "build" else project["dependency-groups"][group]
    print("\n".join(lines))


if __name__ == "__main__":
    main(sys.argv[1])
