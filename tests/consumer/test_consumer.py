"""The installed C++ package serves a project that knows nothing but `find_package(QPanda3)`."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from pyqpanda3 import localcloud

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
API_KEY = "consumer-test-key"


def run(*command: str | Path, cwd: Path | None = None) -> str:
    done = subprocess.run([str(word) for word in command], cwd=cwd, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


def compiler() -> str:
    return os.environ.get("CXX", "c++")


def build(source: Path, folder: Path, *options: str) -> Path:
    run("cmake", "-S", source, "-B", folder, "-DCMAKE_BUILD_TYPE=Debug", *options)
    run("cmake", "--build", folder)
    return folder / "consumer"


def counts(output: str, kind: str) -> dict[str, float]:
    """The rows `<kind> <bits> <number>` that the consumer prints."""
    rows = [line.split() for line in output.splitlines()]
    return {bits: float(number) for name, bits, number in rows if name == kind}


def assert_bell_pair(weights: dict[str, float], total: float) -> None:
    assert set(weights) == {"00", "11"}
    assert sum(weights.values()) == pytest.approx(total)
    # 1000 shots of a fair coin: 0.35 and 0.65 are more than nine standard deviations away.
    assert all(0.35 * total < weight < 0.65 * total for weight in weights.values())


@pytest.fixture(scope="module")
def cpp_build() -> Path:
    """The build tree of `make cpp-test`. The Makefile names it, and then it has to be there."""
    named = os.environ.get("QPANDA3_CPP_BUILD")
    folder = Path(named) if named else ROOT / "build" / "test"
    if not (folder / "CMakeCache.txt").is_file() and not named:
        pytest.skip("no C++ build tree: run `make cpp-test` first, or `make test`")
    return folder


@pytest.fixture(scope="module")
def prefix(cpp_build: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package, installed and then moved: no path of the first place may be left in it."""
    first = tmp_path_factory.mktemp("first") / "prefix"
    run("cmake", "--install", cpp_build, "--prefix", first)
    moved = tmp_path_factory.mktemp("moved") / "some prefix"
    shutil.move(first, moved)
    return moved


@pytest.fixture(scope="module")
def cloud_url() -> Iterator[str]:
    with localcloud.serve(api_key=API_KEY) as url:
        yield url


def test_consumer_of_the_installed_package_simulates_and_submits(prefix: Path, cloud_url: str, tmp_path: Path) -> None:
    program = build(HERE, tmp_path / "build", f"-DCMAKE_PREFIX_PATH={prefix}")
    output = run(program, cloud_url, API_KEY)
    assert_bell_pair(counts(output, "simulated"), total=1000)
    assert_bell_pair(counts(output, "cloud"), total=1.0)


def test_consumer_of_the_python_package_simulates_and_submits(cloud_url: str, tmp_path: Path) -> None:
    cmake_dir = run(sys.executable, "-m", "pyqpanda3", "--cmake-dir").strip()
    program = build(HERE, tmp_path / "build", f"-DQPanda3_DIR={cmake_dir}")
    output = run(program, cloud_url, API_KEY)
    assert_bell_pair(counts(output, "simulated"), total=1000)
    assert_bell_pair(counts(output, "cloud"), total=1.0)


def test_the_example_of_the_readme_compiles_and_runs(prefix: Path, tmp_path: Path) -> None:
    section = (ROOT / "README.md").read_text(encoding="utf-8").partition("\n## C++\n")[2].partition("\n## ")[0]
    code = [line[4:] for line in section.splitlines() if line.startswith("    ")]
    headers = [line for line in code if line.startswith("#include")]
    body = [line for line in code if not line.startswith("#include")]
    source = "\n".join(["#include <iostream>", *headers, "int main() {", *body, "}", ""])
    (tmp_path / "main.cpp").write_text(source, encoding="utf-8")
    shutil.copy(HERE / "CMakeLists.txt", tmp_path)
    output = run(build(tmp_path, tmp_path / "build", f"-DCMAKE_PREFIX_PATH={prefix}"))
    assert_bell_pair(
        {bits: float(count) for bits, _, count in (line.partition(": ") for line in output.splitlines())}, 1000
    )


@pytest.mark.parametrize(("version", "accepted"), [("0.6", True), ("0.6.0", True), ("0.5", False), ("0.7", False)])
def test_the_package_answers_for_its_minor_version_only(
    prefix: Path, tmp_path: Path, version: str, accepted: bool
) -> None:
    (tmp_path / "CMakeLists.txt").write_text(
        f"cmake_minimum_required(VERSION 3.25)\nproject(Asks LANGUAGES CXX)\nfind_package(QPanda3 {version})\n"
        'file(WRITE "${CMAKE_BINARY_DIR}/found" "${QPanda3_FOUND}")\n',
        encoding="utf-8",
    )
    run("cmake", "-S", tmp_path, "-B", tmp_path / "build", f"-DCMAKE_PREFIX_PATH={prefix}")
    assert (tmp_path / "build" / "found").read_text(encoding="utf-8") == ("1" if accepted else "0")


def test_a_missing_component_is_refused_by_name(prefix: Path, tmp_path: Path) -> None:
    (tmp_path / "CMakeLists.txt").write_text(
        "cmake_minimum_required(VERSION 3.25)\nproject(Asks LANGUAGES CXX)\n"
        "find_package(QPanda3 0.6 REQUIRED COMPONENTS sim pulse)\n",
        encoding="utf-8",
    )
    command = ["cmake", "-S", str(tmp_path), "-B", str(tmp_path / "build"), f"-DCMAKE_PREFIX_PATH={prefix}"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode != 0
    assert "pulse" in done.stderr


def test_every_installed_header_compiles_alone(prefix: Path) -> None:
    include = prefix / "include"
    headers = sorted(include.rglob("*.hpp"))
    assert include / "qpanda3" / "qpanda3.hpp" in headers
    flags = ["-std=c++20", "-fsyntax-only", "-Wall", "-Wextra", "-Wpedantic", "-Wshadow", "-Wconversion", "-Werror"]

    def complaint(header: Path) -> str:
        command = [compiler(), *flags, "-x", "c++", "-I", str(include), "-include", str(header), os.devnull]
        return subprocess.run(command, capture_output=True, text=True, check=False).stderr

    with ThreadPoolExecutor(max_workers=os.cpu_count()) as pool:
        complaints = list(pool.map(complaint, headers))
    assert {str(header): text for header, text in zip(headers, complaints, strict=True) if text} == {}


@pytest.mark.skipif(shutil.which("nm") is None or sys.platform != "linux", reason="needs GNU nm")
@pytest.mark.parametrize("component", ["circuit", "sim", "cloud"])
def test_libraries_export_only_what_is_public(prefix: Path, component: str) -> None:
    (library,) = prefix.rglob(f"libqpanda3_{component}.so")  # lib, lib64 or lib/<system>
    exported = run("nm", "--dynamic", "--defined-only", "--demangle", library).splitlines()
    names = [line.split(maxsplit=2)[2] for line in exported]
    assert any("qpanda3::" in name for name in names)
    assert [name for name in names if "nlohmann" in name or "curl" in name.lower().split("(")[0]] == []
    # Instantiations of standard templates are weak by the standard library's own wish; nothing else may leave.
    strong = [line.split(maxsplit=2)[2] for line in exported if line.split(maxsplit=2)[1] in "TDB"]
    assert [name for name in strong if "qpanda3::" not in name] == []


def test_the_library_builds_without_the_cloud_client(tmp_path: Path) -> None:
    """With QPANDA3_CLOUD=OFF neither libcurl nor nlohmann_json is looked for, and no header of it is installed."""
    build_folder, place = tmp_path / "build", tmp_path / "prefix"
    off = [
        "-DQPANDA3_CLOUD=OFF",
        "-DCMAKE_DISABLE_FIND_PACKAGE_CURL=ON",
        "-DCMAKE_DISABLE_FIND_PACKAGE_nlohmann_json=ON",
    ]
    run("cmake", "-S", ROOT, "-B", build_folder, "-DCMAKE_BUILD_TYPE=Debug", "-DCMAKE_CXX_FLAGS_DEBUG=-O0", *off)
    run("cmake", "--build", build_folder)
    run("cmake", "--install", build_folder, "--prefix", place)
    assert not (place / "include" / "qpanda3" / "cloud").exists()
    program = build(HERE, tmp_path / "consumer", f"-DCMAKE_PREFIX_PATH={place}")
    assert_bell_pair(counts(run(program), "simulated"), total=1000)
    done = subprocess.run([program, "http://127.0.0.1:1", "key"], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "without the cloud client" in done.stderr
