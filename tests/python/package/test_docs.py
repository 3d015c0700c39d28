"""The Python blocks of README.md and docs/*.md run as they stand, and print what the pages say.

The blocks of one page run in order and share their names. What a ```text block right behind a ```python block shows is
what that block prints; `...` in it stands for anything. A block that begins with `>>>` is a doctest.
"""

from __future__ import annotations

import doctest
import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
FENCE = re.compile(r"^```(\w*)[^\n]*\n(.*?)^```[ ]*$", re.DOTALL | re.MULTILINE)


@dataclass(frozen=True)
class Block:
    line: int  #: of its first line in the page, from 1
    source: str
    expected: str | None  #: what it prints, None if the page does not say


def blocks(text: str) -> Iterator[Block]:
    found = list(FENCE.finditer(text))
    for block, following in itertools.zip_longest(found, found[1:]):
        if block.group(1) != "python":
            continue
        shown = following if following and following.group(1) == "text" else None
        if shown and text[block.end() : shown.start()].strip():
            shown = None  # something stands in between
        yield Block(text.count("\n", 0, block.start(2)) + 1, block.group(2), shown.group(2) if shown else None)


def pages() -> list[Path]:
    found = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
    return [page for page in found if any(blocks(page.read_text(encoding="utf-8")))]


def as_lines(text: str) -> str:
    """Without blanks at the ends of lines, which editors remove, and without blank lines around."""
    return "\n".join(line.rstrip() for line in text.splitlines()).strip("\n") + "\n"


def run_block(page: Path, block: Block, names: dict[str, object], capsys: pytest.CaptureFixture[str]) -> None:
    where = f"{page.name}, line {block.line}"
    if block.source.startswith(">>>"):
        test = doctest.DocTestParser().get_doctest(block.source, names, page.name, str(page), block.line - 1)
        test.globs = names
        failures = (
            doctest.DocTestRunner(verbose=False, optionflags=doctest.ELLIPSIS).run(test, clear_globs=False).failed
        )
        assert failures == 0, capsys.readouterr().out
        return
    # Blank lines before it: tracebacks show the lines of the page.
    exec(compile("\n" * (block.line - 1) + block.source, str(page), "exec"), names)
    printed = capsys.readouterr().out
    if block.expected is not None:
        expected = as_lines(block.expected)
        same = doctest.OutputChecker().check_output(expected, as_lines(printed), doctest.ELLIPSIS)
        assert same, f"{where} prints\n{printed}\nand not\n{expected}"


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.name)
def test_examples_run_as_written(
    page: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MPLBACKEND", "Agg")  # no window for figures
    names: dict[str, object] = {"__name__": "example"}
    for block in blocks(page.read_text(encoding="utf-8")):
        run_block(page, block, names, capsys)


PAGE = """\
```python
a = 1
print("one", a)
```

```text
one ...
```

Text.

```python
>>> a + 1
2
```
"""


def test_what_is_shown_is_compared(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    names: dict[str, object] = {}
    found = list(blocks(PAGE))
    assert [block.line for block in found] == [2, 13]
    for block in found:
        run_block(tmp_path, block, names, capsys)
    for wrong in (PAGE.replace("one ...", "two"), PAGE.replace("\n2\n", "\n3\n")):
        with pytest.raises(AssertionError):
            for block in blocks(wrong):
                run_block(tmp_path, block, names, capsys)
