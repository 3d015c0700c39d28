"""Files compiled for instructions that not every machine has share nothing with others."""

import os
import platform
import shutil
import subprocess
from pathlib import Path

import pytest

# Weak and unique symbols: whichever file the linker takes them from serves all.
SHARED_KINDS = set("WVwvu")


@pytest.mark.skipif(platform.machine() != "x86_64", reason="one set of kernels on this architecture")
@pytest.mark.parametrize("kernels", ["avx2", "avx512"])
def test_kernels_define_nothing_that_the_linker_could_share(kernels: str) -> None:
    build = os.environ.get("QPANDA3_CPP_BUILD")
    nm = shutil.which("nm")
    if build is None or nm is None:
        pytest.skip("needs the build of the C++ tests and nm; `make test` has both")
    objects = list(Path(build).glob(f"cpp/**/kernels_{kernels}.cpp.o"))
    assert len(objects) == 1, objects
    listing = subprocess.run(
        [nm, "--demangle", "--defined-only", str(objects[0])], capture_output=True, text=True, check=True
    )
    rows = [line.split(maxsplit=2) for line in listing.stdout.splitlines()]
    assert [name for _, kind, name in rows if kind in SHARED_KINDS] == []
    # Two functions are for others: the ones that hand out the tables.
    assert [name for _, kind, name in rows if kind == "T"] == [f"qpanda3::sim::{kernels}_kernels()"]
