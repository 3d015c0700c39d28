"""`python -m pyqpanda3` tells build scripts where the C++ package is."""

import subprocess
import sys
from pathlib import Path

import pyqpanda3


def run_module(*arguments: str) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-m", "pyqpanda3", *arguments], capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def test_cmake_dir_holds_the_cmake_package() -> None:
    (folder,) = run_module("--cmake-dir")
    assert (Path(folder) / "QPanda3Config.cmake").is_file()
    assert (Path(folder) / "QPanda3ConfigVersion.cmake").is_file()


def test_include_dir_holds_the_headers() -> None:
    (folder,) = run_module("--include-dir")
    assert (Path(folder) / "qpanda3" / "qpanda3.hpp").is_file()
    assert (Path(folder) / "qpanda3" / "base" / "version.hpp").is_file()


def test_several_questions_are_answered_in_the_order_of_the_help() -> None:
    lines = run_module("--version", "--cmake-dir")
    assert len(lines) == 2
    assert lines[1] == pyqpanda3.__version__


def test_no_question_prints_the_help() -> None:
    assert run_module()[0].startswith("usage: python -m pyqpanda3")


def test_an_installation_without_cpp_package_says_so(tmp_path: Path) -> None:
    package = tmp_path / "pyqpanda3"
    package.mkdir()
    source = Path(pyqpanda3.__file__).parent
    for name in ("__init__.py", "__main__.py"):
        (package / name).write_text((source / name).read_text(encoding="utf-8"), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "pyqpanda3", "--cmake-dir"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode != 0
    assert "has no C++ package" in done.stderr
