"""Builds the source distribution and installs from it, with nothing from the clone: what a distributor does.

Runs inside .venv with the tools of the group `dev`. The result lies in dist/.
"""

import os
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

from fresh_environment import FreshEnvironment

ROOT = Path(__file__).resolve().parent.parent
DIST = ROOT / "dist"
WANTED = (
    "CMakeLists.txt",
    "LICENSE",
    "README.md",
    "cpp/CMakeLists.txt",
    "python/pyqpanda3/core.pyi",
    "tests/consumer/main.cpp",
)
UNWANTED = ("build/", "dist/", ".venv/", "out/", ".setup/")


def say(text: str) -> None:
    print(f"sdist: {text}", flush=True)


def build() -> Path:
    for old in DIST.glob("pyqpanda3-*.tar.gz"):
        old.unlink()
    command = [sys.executable, "-m", "build", "--sdist", "--no-isolation", "--outdir", str(DIST), str(ROOT)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise SystemExit(f"{' '.join(command)} failed:\n{done.stdout}\n{done.stderr}")
    (archive,) = DIST.glob("pyqpanda3-*.tar.gz")
    return archive


def check_contents(archive: Path) -> None:
    with tarfile.open(archive) as tar:
        names = [name.split("/", 1)[-1] for name in tar.getnames()]
    missing = [name for name in WANTED if name not in names]
    unwanted = [name for name in names if name.startswith(UNWANTED) or name.endswith((".so", ".o", ".pyc"))]
    if missing or unwanted:
        raise SystemExit(f"{archive.name}: missing {missing}, unwanted {unwanted}")


def main() -> None:
    archive = build()
    check_contents(archive)
    say(f"{archive.relative_to(ROOT)} ({archive.stat().st_size / 1e6:.1f} MB); compiling from it")
    with tempfile.TemporaryDirectory(prefix="pyqpanda3-sdist-") as name:
        fresh = FreshEnvironment(Path(name))
        fresh.pip_install(f"{archive}[server]", path=os.environ["PATH"])
        output = fresh.run(ROOT / "examples" / "job_life.py")
    if "state FINISHED" not in output:
        raise SystemExit(f"the example did not finish its job:\n{output}")
    say("installs in a fresh environment, and the example runs there")


if __name__ == "__main__":
    main()
