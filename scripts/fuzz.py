"""Builds the fuzz targets with clang and the sanitizers, and runs them on mutated inputs.

    python scripts/fuzz.py [TARGET ...] [--runs N] [--max-len BYTES] [--evidence]

Targets are the files tests/fuzz/fuzz_<target>.cpp, all of them if none is named. Corpora, built programs and findings
lie in the build folder; the first inputs come from tests/fixtures, examples and tests/fuzz/seeds. With --evidence the
result is written to docs/evidence/fuzz_<target>.log. The exit status is 1 if there was a finding.
"""

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FUZZ = ROOT / "tests" / "fuzz"
FIXTURES = ROOT / "tests" / "fixtures"
EVIDENCE = ROOT / "docs" / "evidence"
CLANGS = ["clang++", *(f"clang++-{version}" for version in range(22, 13, -1))]


def targets() -> list[str]:
    return sorted(path.stem.removeprefix("fuzz_") for path in FUZZ.glob("fuzz_*.cpp"))


def clang_with_fuzzer(scratch: Path) -> str | None:
    """A clang++ that has libFuzzer, which some systems package apart."""
    scratch.mkdir(parents=True, exist_ok=True)
    probe = scratch / "probe.cpp"
    probe.write_text('extern "C" int LLVMFuzzerTestOneInput(const unsigned char*, unsigned long) { return 0; }\n')
    for name in CLANGS:
        path = shutil.which(name)
        command = [name, "-fsanitize=fuzzer,address", str(probe), "-o", str(scratch / "probe")]
        if path and subprocess.run(command, capture_output=True, check=False).returncode == 0:
            return path
    return None


def build(folder: Path, clang: str, names: list[str]) -> None:
    """Quiet unless it fails."""
    configure = ["cmake", "-S", str(ROOT), "-B", str(folder), f"-DCMAKE_CXX_COMPILER={clang}", "-DQPANDA3_FUZZ=ON"]
    configure += ["-DQPANDA3_CLOUD=OFF", "-DCMAKE_BUILD_TYPE=RelWithDebInfo", "-DCMAKE_CXX_FLAGS_RELWITHDEBINFO=-O2 -g"]
    compile_them = ["cmake", "--build", str(folder), "--target", *(f"fuzz_{name}" for name in names)]
    for command in (configure, compile_them):
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise SystemExit(f"{' '.join(command)} failed:\n{done.stdout[-8000:]}\n{done.stderr[-8000:]}")


def values(node: object) -> Iterator[str]:
    """Every text in a JSON document, keys included."""
    if isinstance(node, str):
        yield node
    elif isinstance(node, dict):
        for key, value in node.items():
            yield key
            yield from values(value)
    elif isinstance(node, list):
        for value in node:
            yield from values(value)


def is_hex(text: str) -> bool:
    return len(text) >= 8 and len(text) % 2 == 0 and re.fullmatch(r"[0-9a-fA-F]+", text) is not None


def seeds(target: str) -> Iterator[bytes]:
    """Texts of the fixtures and examples for readers of text, their bytes (written in hexadecimal) for the others, and
    what lies in tests/fuzz/seeds/<target>."""
    documents = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(FIXTURES.glob("co*/*.json"))]
    marks = {
        "originir": re.compile(r"QINIT|CREG"),
        "qasm": re.compile(r"qreg|qubit"),
        "pauli": re.compile(r"^[IXYZ0-9 ]{1,64}$|pauli_with_coef"),
    }
    for text in (text for document in documents for text in values(document)):
        if target == "pauli":
            # The first byte chooses the reader: keys, letters from either side, archives, dictionaries.
            if marks[target].search(text):
                yield from (reader + text.encode() for reader in (b"\0", b"\1", b"\4"))
        elif target in marks:
            if marks[target].search(text):
                yield text.encode()
        elif is_hex(text):
            yield bytes.fromhex(text)
    if target == "originir":
        yield from (path.read_bytes() for path in sorted((ROOT / "examples").glob("*.originir")))
    yield from (path.read_bytes() for path in sorted((FUZZ / "seeds" / target).glob("*")))


def make_corpus(folder: Path, target: str, max_len: int) -> int:
    """Inputs that earlier runs found stay. Returns how many there are."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(dict.fromkeys(seeds(target))):
        if len(seed) <= max_len:
            (folder / f"seed-{number:04}").write_bytes(seed)
    return len(list(folder.iterdir()))


class Run:
    """One run of a target; its output goes through to the terminal when it finds something."""

    def __init__(self, target: str, folder: Path, runs: int, max_len: int, seed: int) -> None:
        self.target, self.runs, self.max_len, self.seed = target, runs, max_len, seed
        self.commit = commit()  # when the run starts
        self.findings = folder / "findings" / target
        self.findings.mkdir(parents=True, exist_ok=True)
        self.corpus = folder / "corpus" / target
        self.first_inputs = make_corpus(self.corpus, target, max_len)
        self.log = folder / f"{target}.log"
        self._program = folder / "tests" / "fuzz" / f"fuzz_{target}"

    def command(self) -> list[str]:
        options = [f"-runs={self.runs}", f"-max_len={self.max_len}", f"-seed={self.seed}", "-timeout=10"]
        options += ["-rss_limit_mb=2048", "-print_final_stats=1", f"-artifact_prefix={self.findings}/"]
        dictionary = FUZZ / f"{self.target}.dict"
        if dictionary.is_file():
            options.append(f"-dict={dictionary}")
        return [str(self._program), *options, str(self.corpus)]

    def start(self) -> bool:
        """True if nothing was found."""
        began = time.monotonic()
        with self.log.open("w", encoding="utf-8") as log:
            self.status = subprocess.run(self.command(), stdout=log, stderr=subprocess.STDOUT, check=False).returncode
        self.seconds = time.monotonic() - began
        self.text = self.log.read_text(encoding="utf-8", errors="replace")
        return self.status == 0

    def last(self, name: str) -> str:
        """The last value that libFuzzer printed under this name."""
        found = re.findall(name + r":\s*(\d+)", self.text)
        return f"{int(found[-1]):,}".replace(",", " ") if found else "unknown"

    def report(self, clang: str) -> str:
        executed = self.last("stat::number_of_executed_units")
        arguments = f"{self.target} --runs {self.runs} --max-len {self.max_len} --seed {self.seed} --evidence"
        return "\n".join(
            [
                f"target      fuzz_{self.target}",
                f'command     make fuzz ARGS="{arguments}"',
                f"date        {time.strftime('%Y-%m-%d %H:%M UTC', time.gmtime())}",
                f"commit      {self.commit}",
                f"compiler    {clang}",
                "sanitizers  address, undefined, float-cast-overflow; standard library with assertions",
                f"inputs      {executed} in {self.seconds:.0f} s (at most {self.max_len} bytes, seed {self.seed})",
                f"corpus      {self.first_inputs} inputs at the start, {self.last('corp')} at the end",
                f"coverage    {self.last('cov')} edges, {self.last('ft')} features",
                f"findings    {'none' if self.status == 0 else 'YES'}",
                "",
            ]
        )


def commit() -> str:
    def git(*what: str) -> str:
        return subprocess.run(["git", *what], cwd=ROOT, capture_output=True, text=True, check=False).stdout.strip()

    changed = " with changes" if git("status", "--porcelain", "cpp", "tests/fuzz") else ""
    return (git("rev-parse", "--short=10", "HEAD") or "unknown") + changed


def main() -> int:
    parser = argparse.ArgumentParser(description="Fuzzes the readers of the library.")
    parser.add_argument("targets", nargs="*", metavar="TARGET", help=f"of {', '.join(targets())}; all by default")
    parser.add_argument("--runs", type=int, default=100_000, help="inputs a target (default %(default)s)")
    parser.add_argument("--max-len", type=int, default=512, help="bytes an input (default %(default)s)")
    parser.add_argument("--seed", type=int, default=1, help="of the mutations (default %(default)s)")
    parser.add_argument("--build", type=Path, default=ROOT / "build" / "fuzz", help="build folder (default build/fuzz)")
    parser.add_argument("--evidence", action="store_true", help="write docs/evidence/fuzz_<target>.log")
    parser.add_argument("--if-possible", action="store_true", help="without a clang++ that has libFuzzer, do nothing")
    options = parser.parse_args()
    unknown = [name for name in options.targets if name not in targets()]
    if unknown:
        parser.error(f"unknown targets {unknown}; there are {targets()}")
    names = options.targets or targets()

    clang = clang_with_fuzzer(options.build)
    if clang is None:
        print("fuzz: no clang++ with libFuzzer (on Debian: apt-get install clang libclang-rt-dev)")
        return 0 if options.if_possible else 1
    version = subprocess.run([clang, "--version"], capture_output=True, text=True, check=True).stdout.splitlines()[0]
    print(f"fuzz: {version}; building {', '.join(names)}", flush=True)
    build(options.build, clang, names)
    status = 0
    for name in names:
        run = Run(name, options.build, options.runs, options.max_len, options.seed)
        if not run.start():
            status = 1
            print(f"{run.text[-6000:]}\nfuzz: finding of {name}; inputs are in {run.findings}")
        print(run.report(version), flush=True)
        if options.evidence:
            EVIDENCE.mkdir(parents=True, exist_ok=True)
            (EVIDENCE / f"fuzz_{name}.log").write_text(run.report(version), encoding="utf-8")
    return status


if __name__ == "__main__":
    os.environ.setdefault("ASAN_OPTIONS", "detect_leaks=1:allocator_may_return_null=0")
    sys.exit(main())
