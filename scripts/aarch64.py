"""Builds the C++ tests of the simulator for AArch64 and runs them on an emulated processor: the kernels for NEON.

    python scripts/aarch64.py [--build DIR] [--all]

Needs a cross compiler, an emulator and the sources of GoogleTest; in Debian the packages g++-aarch64-linux-gnu,
qemu-user and libgtest-dev.
"""

import argparse
import shutil
import subprocess
import sys
from pathlib import Path

from old_cpu import TESTS

ROOT = Path(__file__).resolve().parent.parent
COMPILER, EMULATOR, LIBRARIES = "aarch64-linux-gnu-g++", "qemu-aarch64", "/usr/aarch64-linux-gnu"
GOOGLETEST = Path("/usr/src/googletest")


def missing() -> list[str]:
    programs = [name for name in (COMPILER, EMULATOR, "cmake") if shutil.which(name) is None]
    return programs + [str(folder) for folder in (GOOGLETEST, Path(LIBRARIES)) if not folder.is_dir()]


def build(source: Path, folder: Path, target: str, options: list[str]) -> None:
    cross = [
        "-DCMAKE_SYSTEM_NAME=Linux",
        "-DCMAKE_SYSTEM_PROCESSOR=aarch64",
        f"-DCMAKE_CXX_COMPILER={COMPILER}",
        f"-DCMAKE_C_COMPILER={COMPILER.replace('g++', 'gcc')}",
        f"-DCMAKE_CROSSCOMPILING_EMULATOR={EMULATOR};-L;{LIBRARIES}",
        "-DCMAKE_BUILD_TYPE=Release",
    ]
    subprocess.run(["cmake", "-S", str(source), "-B", str(folder), "-G", "Ninja", *cross, *options], check=True)
    subprocess.run(["cmake", "--build", str(folder), "--target", target], check=True)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--build", type=Path, default=ROOT / "build" / "aarch64", help="where to build")
    parser.add_argument(
        "--all", action="store_true", help="every test of the simulator, not those of its kernels alone"
    )
    arguments = parser.parse_args()
    if lacks := missing():
        print(f"aarch64: {', '.join(lacks)} not found here; see scripts/aarch64.py")
        return 1
    googletest, tests = arguments.build / "googletest", arguments.build / "tests"
    installed = arguments.build / "installed"
    build(GOOGLETEST, googletest, "install", ["-DBUILD_GMOCK=OFF", f"-DCMAKE_INSTALL_PREFIX={installed}"])
    package = next(installed.glob("lib*/**/GTestConfig.cmake")).parent
    options = ["-DQPANDA3_TESTS=ON", "-DQPANDA3_CLOUD=OFF", "-DQPANDA3_WERROR=ON", f"-DGTest_DIR={package}"]
    build(ROOT, tests, "sim_test", options)
    program = tests / "tests" / "cpp" / "sim_test"
    choice = [] if arguments.all else [f"--gtest_filter={TESTS}"]
    done = subprocess.run([EMULATOR, "-L", LIBRARIES, str(program), "--gtest_brief=1", *choice], check=False)
    print(f"aarch64: {'passed' if done.returncode == 0 else 'failed'} on an emulated processor")
    return 0 if done.returncode == 0 else 1


if __name__ == "__main__":
    sys.exit(main())
