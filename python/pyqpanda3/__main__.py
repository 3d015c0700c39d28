"""``python -m pyqpanda3``: where the C++ half of this installation lies, for build scripts."""

import argparse
import sys
from pathlib import Path

import pyqpanda3


def _existing(folder: Path, what: str) -> str:
    if not folder.is_dir():
        sys.exit(f"python -m pyqpanda3: {what} is not at {folder}; this installation has no C++ package")
    return str(folder)


def main(arguments: list[str] | None = None) -> int:
    root = Path(__file__).resolve().parent
    parser = argparse.ArgumentParser(
        prog="python -m pyqpanda3",
        description="Prints where the C++ library in this package lies, one line each. "
        'For example: cmake -S . -B build -DQPanda3_DIR="$(python -m pyqpanda3 --cmake-dir)"',
    )
    parser.add_argument("--cmake-dir", action="store_true", help="the folder to give to CMake as QPanda3_DIR")
    parser.add_argument("--include-dir", action="store_true", help="the folder of the headers <qpanda3/...>")
    parser.add_argument("--version", action="store_true", help="the version of the package")
    options = parser.parse_args(arguments)
    if not (options.cmake_dir or options.include_dir or options.version):
        parser.print_help()
        return 0
    if options.cmake_dir:
        print(_existing(root / "lib" / "cmake" / "QPanda3", "the CMake package"))
    if options.include_dir:
        print(_existing(root / "include", "the folder of the headers"))
    if options.version:
        print(pyqpanda3.__version__)
    return 0


if __name__ == "__main__":
    sys.exit(main())
