"""Builds a wheel, repairs it so that it runs elsewhere, and tries it where there is no compiler.

Runs inside .venv with the tools of the group `dev`. The result lies in dist/.
"""

import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

import tls_check
from fresh_environment import FreshEnvironment

ROOT = Path(__file__).resolve().parent.parent
BUILT = ROOT / "build" / "wheel"
DIST = ROOT / "dist"

# Patterns of which each has to match a file of the wheel.
WANTED = (
    r"pyqpanda3/_core\..*\.so",
    r"pyqpanda3/_qcloud\..*\.so",
    r"pyqpanda3/core\.pyi",
    r"pyqpanda3/qcloud\.pyi",
    r"pyqpanda3/py\.typed",
    r"pyqpanda3/localcloud/__main__\.py",
    r"pyqpanda3/include/qpanda3/qpanda3\.hpp",
    r"pyqpanda3/include/qpanda3/base/version\.hpp",
    r"pyqpanda3/include/qpanda3/cloud/service\.hpp",
    r"pyqpanda3/lib/libqpanda3_circuit\.(so|dylib)",
    r"pyqpanda3/lib/libqpanda3_sim\.(so|dylib)",
    r"pyqpanda3/lib/libqpanda3_cloud\.(so|dylib)",
    r"pyqpanda3/lib/cmake/QPanda3/QPanda3Config\.cmake",
    r"pyqpanda3-[^/]*\.dist-info/licenses/LICENSE",
)
UNWANTED = r"(^|/)(tests?|bindings|benchmarks|examples|__pycache__)/|\.(cpp|o|pyc)$|_test\."


def say(text: str) -> None:
    print(f"wheel: {text}", flush=True)


def run(*command: str | Path, **environment: str) -> str:
    done = subprocess.run(
        [str(word) for word in command],
        env={**os.environ, **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        raise SystemExit(f"{' '.join(map(str, command))} failed:\n{done.stdout}")
    return done.stdout


def build() -> Path:
    """The wheel as the build leaves it. The build folder of the installed package is used again."""
    shutil.rmtree(BUILT, ignore_errors=True)
    run(sys.executable, "-m", "pip", "wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", BUILT, ROOT)
    (wheel,) = BUILT.glob("pyqpanda3-*.whl")
    return wheel


def check_contents(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    missing = [pattern for pattern in WANTED if not any(re.fullmatch(pattern, name) for name in names)]
    unwanted = [name for name in names if re.search(UNWANTED, name)]
    if missing or unwanted:
        raise SystemExit(f"{wheel.name}: missing {missing}, unwanted {unwanted}")
    if not wheel.name.startswith("pyqpanda3-0.6."):
        raise SystemExit(f"{wheel.name}: not the version this release is")


def repair(wheel: Path) -> Path:
    """Brings the libraries that not every system has into the wheel, under the lowest tag this system allows."""
    DIST.mkdir(exist_ok=True)
    for old in DIST.glob("pyqpanda3-*.whl"):
        old.unlink()
    if platform.system() != "Linux":
        say("not repaired: auditwheel is for Linux")
        return Path(shutil.copy(wheel, DIST))
    run(sys.executable, "-m", "auditwheel", "repair", "--plat", "auto", "--wheel-dir", DIST, wheel)
    (repaired,) = DIST.glob("pyqpanda3-*.whl")
    return repaired


def check_package(fresh: FreshEnvironment) -> None:
    """The package works where nothing but Python is: the documented example, and the rest of the way round it."""
    fresh.check_that_no_compiler_is_seen()
    where = fresh.run("-c", "import pyqpanda3; print(pyqpanda3.__file__)").strip()
    if not Path(where).is_relative_to(fresh.venv):
        raise SystemExit(f"the package of another environment was imported: {where}")
    output = fresh.run(ROOT / "examples" / "job_life.py")
    if "state FINISHED" not in output:
        raise SystemExit(f"the example did not finish its job:\n{output}")
    say("the example runs without a compiler")
    tls_check.check(fresh)
    say("TLS: certificates are found at run time, and servers without one are refused")


def check_consumer(fresh: FreshEnvironment, folder: Path) -> None:
    """A C++ project builds against the package inside the wheel, and reaches the service inside it."""
    cmake_dir = fresh.run("-m", "pyqpanda3", "--cmake-dir").strip()
    build_folder = folder / "consumer"
    run("cmake", "-S", ROOT / "tests" / "consumer", "-B", build_folder, f"-DQPanda3_DIR={cmake_dir}")
    run("cmake", "--build", build_folder)
    key = "wheel-check"
    command = [str(fresh.python), "-m", "pyqpanda3.localcloud", "serve", "--api-key", key, "--log-level", "WARNING"]
    service = subprocess.Popen(
        command, cwd=fresh.work, env=fresh.environment(), stdout=subprocess.PIPE, text=True, start_new_session=True
    )
    try:
        assert service.stdout is not None
        url = service.stdout.readline().strip()
        output = run(build_folder / "consumer", url, key)
    finally:
        service.terminate()
        service.wait(timeout=15)
    if "cloud 00 " not in output or "cloud 11 " not in output:
        raise SystemExit(f"the C++ consumer printed no Bell pair:\n{output}")
    say("a C++ project builds against the package in the wheel and gets its Bell pair from the service")


def main() -> None:
    say("building")
    wheel = build()
    check_contents(wheel)
    repaired = repair(wheel)
    check_contents(repaired)
    say(f"{repaired.relative_to(ROOT)} ({repaired.stat().st_size / 1e6:.1f} MB)")
    with tempfile.TemporaryDirectory(prefix="pyqpanda3-wheel-") as name:
        fresh = FreshEnvironment(Path(name))
        fresh.pip_install(f"{repaired}[server]")
        check_package(fresh)
        check_consumer(fresh, Path(name))
    say("done")


if __name__ == "__main__":
    main()
