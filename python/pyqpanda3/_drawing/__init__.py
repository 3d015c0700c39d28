"""What QProg.draw and QCircuit.draw do, and what notebooks show of circuits, programs and results.

The extension module loads this package on the first call. Text and LaTeX come from the library; pictures are composed
in `picture` from the library's layout, and written as SVG or as a matplotlib figure.
"""

from __future__ import annotations

import math
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pyqpanda3 import _core
from pyqpanda3._drawing import picture, svg
from pyqpanda3.errors import InvalidArgument

if TYPE_CHECKING:
    from pyqpanda3.core import QCircuit, QProg, QResult

_EVERYTHING = {"all": 1}
# More than this is a sentence instead of a picture.
_NOTEBOOK_LIMIT = 3_000
_PICTURE_LIMIT = 30_000
_TEXT_FORMS = {"text": _core.PIC_TYPE.TEXT, "latex": _core.PIC_TYPE.LATEX}
_OUTPUTS = (*_TEXT_FORMS, "svg", "pic", "mpl")


def draw(
    program: QProg | QCircuit,
    output: str,
    filename: str | os.PathLike[str] | None,
    scale: float,
    fold: int,
    with_logo: bool,
    with_gate_params: bool,
    line_length: int,
) -> Any:
    """The method `draw`; the arguments are explained there."""
    if output not in _OUTPUTS:
        raise InvalidArgument(f"output: one of {', '.join(map(repr, _OUTPUTS))}, got {output!r}")
    path = "" if filename is None else os.fspath(filename)
    if output in _TEXT_FORMS:
        form = _TEXT_FORMS[output]
        return _core.draw_qprog(program, form, _EVERYTHING, with_gate_params, with_logo, line_length, path)
    if not (math.isfinite(scale) and scale > 0):
        raise InvalidArgument(f"scale: a positive number, got {scale!r}")
    composed = picture.compose(program, fold, with_gate_params, _PICTURE_LIMIT)
    if output == "svg":
        text = svg.write(composed, scale)
        if path:
            _write(path, text)
        return text
    from pyqpanda3._drawing import figure  # needs matplotlib, an optional extra

    return figure.draw(composed, scale, path)


def notebook_svg(program: QProg | QCircuit) -> str:
    """The picture that notebooks show."""
    return svg.write(picture.compose(program, fold=25, show_params=True, limit=_NOTEBOOK_LIMIT), scale=0.8)


def notebook_table(result: QResult) -> str:
    """The table that notebooks show."""
    from pyqpanda3._drawing import tables

    return tables.result_table(result)


def _write(path: str, text: str) -> None:
    try:
        Path(path).write_text(text, encoding="utf-8")
    except OSError as error:
        raise InvalidArgument(f"filename: cannot write {path!r}: {error.strerror}") from error
