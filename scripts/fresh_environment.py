"""A virtual environment as a user without compiler has it, for trying wheels and source distributions."""

import os
import subprocess
import sys
from pathlib import Path

# Everything else could lend a compiler, a library or a certificate; what pip needs to reach its index is for pip alone.
KEPT = ("HOME", "LANG", "LC_ALL", "TMPDIR", "TERM")
PROXIES = ("http_proxy", "https_proxy", "no_proxy", "HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY")
AUTHORITIES = ("SSL_CERT_FILE", "SSL_CERT_DIR", "REQUESTS_CA_BUNDLE")


class FreshEnvironment:
    """Lives in `folder`. Commands run with a PATH of nothing but its own scripts, in an empty working folder."""

    def __init__(self, folder: Path) -> None:
        self.venv = folder / "venv"
        self.work = folder / "work"
        self.work.mkdir(parents=True)
        subprocess.run([sys.executable, "-m", "venv", str(self.venv)], check=True)
        self.python = self.venv / "bin" / "python"

    def environment(self, path: str = "", **extra: str) -> dict[str, str]:
        kept = {name: os.environ[name] for name in KEPT if name in os.environ}
        folders = str(self.venv / "bin") + (os.pathsep + path if path else "")
        return {**kept, "PATH": folders, "XDG_STATE_HOME": str(self.work / "state"), **extra}

    def pip_install(self, *what: str, path: str = "") -> None:
        """Installs; `path` adds to PATH, for installations that compile."""
        wanted = (*PROXIES, *AUTHORITIES)
        pip = {name: value for name, value in os.environ.items() if name.startswith("PIP_") or name in wanted}
        command = [str(self.python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *what]
        subprocess.run(command, check=True, cwd=self.work, env=self.environment(path, **pip))

    def run(self, *arguments: str | Path, expect: int = 0, **extra: str) -> str:
        """The standard output of the environment's Python; the exit status has to be `expect`."""
        done = subprocess.run(
            [str(self.python), *map(str, arguments)],
            cwd=self.work,
            env=self.environment(**extra),
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )
        if done.returncode != expect:
            raise SystemExit(
                f"python {' '.join(map(str, arguments))} ended with {done.returncode}, not {expect}:\n"
                f"{done.stdout}\n{done.stderr}"
            )
        return done.stdout

    def check_that_no_compiler_is_seen(self) -> None:
        names = ["cc", "c++", "gcc", "g++", "clang", "clang++", "cmake", "ninja", "make"]
        seen = self.run("-c", f"import shutil; print(*filter(None, map(shutil.which, {names!r})))").split()
        if seen:
            raise SystemExit(f"the environment is not fresh: {seen} are on its PATH")
