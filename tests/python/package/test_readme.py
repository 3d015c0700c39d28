"""The Python examples of the README run as they stand, one after the other, and do what they say."""

import re
import textwrap
from pathlib import Path

import pytest

README = Path(__file__).parents[3] / "README.md"


def python_examples() -> list[str]:
    """The indented blocks of the section `## Python`."""
    section = re.search(r"^## Python\n(.*?)^## ", README.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)
    assert section is not None
    return [
        textwrap.dedent(block) for block in re.findall(r"(?:^ {4}.*\n|^\n(?= {4}))+", section.group(1), re.MULTILINE)
    ]


def test_the_examples_run_as_written(capsys: pytest.CaptureFixture[str]) -> None:
    examples = python_examples()
    assert len(examples) == 2
    names: dict[str, object] = {}
    for example in examples:
        exec(compile(example, str(README), "exec"), names)
    counts_line, job_line = capsys.readouterr().out.splitlines()
    counts = eval(counts_line)
    assert set(counts) == {"00", "11"}
    assert sum(counts.values()) == 1000
    assert "'00': " in job_line and "'11': " in job_line
