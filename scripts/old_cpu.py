"""Runs C++ tests of the simulator on an emulated processor without AVX, where a single leaked instruction is an error.

    python scripts/old_cpu.py [--build DIR] [--if-possible]

The tests are those that `make cpp-test` has built. With --if-possible the lack of an emulator (qemu-user) is no error.
"""

import argparse
import os
import platform
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CPU = "Nehalem"  # SSE4.2, no AVX
# Every kernel at every position, whole programs, sampling and expectation values.
TESTS = ":".join(
    [
        *("Simd.*", "Backends/*", "StraightLine.memory*", "RandomNumbers.*", "Finder*"),
        *("Fusion.*", "Sweeps.*", "Precisions/Sampling.*", "Expectation.*"),
    ]
)
PROBE = """
#include <immintrin.h>
int main(int argc, char**) {
  const __m256d value = _mm256_set1_pd(argc);
  volatile double out[4];
  _mm256_storeu_pd(const_cast<double*>(out), _mm256_mul_pd(value, value));
  return out[3] == argc * argc ? 0 : 1;
}
"""


def emulator() -> str | None:
    return shutil.which("qemu-x86_64") or shutil.which("qemu-x86_64-static")


def emulation_refuses_avx(qemu: str, scratch: Path) -> bool:
    """Without this the test below could not fail."""
    source, program = scratch / "probe.cpp", scratch / "probe"
    source.write_text(PROBE)
    compiler = os.environ.get("CXX", "c++")
    subprocess.run([compiler, "-O1", "-mavx", "-o", str(program), str(source)], check=True)
    quiet = {"capture_output": True, "check": False}
    works = subprocess.run([qemu, "-cpu", "max", str(program)], **quiet).returncode == 0
    refused = subprocess.run([qemu, "-cpu", CPU, str(program)], **quiet).returncode != 0
    return works and refused


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--build", type=Path, default=ROOT / "build" / "test", help="where the C++ tests were built")
    parser.add_argument("--if-possible", action="store_true", help="no error where there is no emulator")
    arguments = parser.parse_args()
    qemu = emulator()
    if qemu is None or platform.machine() != "x86_64":
        print("old-cpu: no qemu-x86_64 here (Debian: apt-get install qemu-user), or no x86-64")
        return 0 if arguments.if_possible else 1
    program = arguments.build / "tests" / "cpp" / "sim_test"
    if not program.is_file():
        print(f"old-cpu: {program} is not there; `make cpp-test` builds it")
        return 1
    if not emulation_refuses_avx(qemu, arguments.build):
        print(f"old-cpu: {qemu} -cpu {CPU} does not refuse AVX, so nothing could be shown")
        return 1
    done = subprocess.run([qemu, "-cpu", CPU, str(program), f"--gtest_filter={TESTS}", "--gtest_brief=1"], check=False)
    print(f"old-cpu: {'passed' if done.returncode == 0 else 'failed'} on an emulated {CPU}")
    return 0 if done.returncode == 0 else 1


if __name__ == "__main__":
    sys.exit(main())
