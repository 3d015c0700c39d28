"""Writes a picture as SVG, without any dependency."""

from __future__ import annotations

from collections.abc import Iterator
from xml.sax.saxutils import escape

from pyqpanda3._drawing import style
from pyqpanda3._drawing.picture import Arc, Box, Disc, Line, Picture, Text


def write(picture: Picture, scale: float) -> str:
    """A document of its own, or a part of an HTML page; `scale` gives the size, points at 1."""
    width, height = _n(picture.width), _n(picture.height)
    size = f'width="{_n(picture.width * scale)}pt" height="{_n(picture.height * scale)}pt"'
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} viewBox="0 0 {width} {height}" role="img" '
        f'font-family="{style.FONTS}">',
        f"<title>{_text(picture.title)}</title>",
        f'<rect width="{width}" height="{height}" fill="{style.BACKGROUND}"/>',
        *_shapes(picture),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _n(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")


def _text(text: str) -> str:
    """Escaped, without the control characters that XML does not allow."""
    return escape(
        "".join(c if c >= " " and not "\ud800" <= c <= "\udfff" and c not in "\ufffe\uffff" else "?" for c in text)
    )


def _shapes(picture: Picture) -> Iterator[str]:
    for shape in picture.shapes:
        match shape:
            case Line(x1, y1, x2, y2, kind):
                line = style.LINES[kind]
                dashes = f' stroke-dasharray="{line.dash},{line.dash}"' if line.dash else ""
                yield (
                    f'<line x1="{_n(x1)}" y1="{_n(y1)}" x2="{_n(x2)}" y2="{_n(y2)}" stroke="{line.colour}" '
                    f'stroke-width="{line.width}"{dashes}/>'
                )
            case Box(x, y, width, height, kind):
                yield (
                    f'<rect x="{_n(x)}" y="{_n(y)}" width="{_n(width)}" height="{_n(height)}" rx="{style.CORNER}" '
                    f'fill="{style.FILLS[kind]}" stroke="{style.INK}" stroke-width="{style.EDGE}"/>'
                )
            case Disc(x, y, radius, kind):
                yield (
                    f'<circle cx="{_n(x)}" cy="{_n(y)}" r="{_n(radius)}" fill="{style.DISCS[kind]}" '
                    f'stroke="{style.INK}" stroke-width="{style.EDGE}"/>'
                )
            case Arc(x, y, radius):
                yield (
                    f'<path d="M {_n(x - radius)} {_n(y)} A {_n(radius)} {_n(radius)} 0 0 1 {_n(x + radius)} {_n(y)}" '
                    f'fill="none" stroke="{style.INK}" stroke-width="{style.EDGE}"/>'
                )
            case Text(x, y, text, size, anchor):
                # Letters stand on their base line; a third of the size below the middle centres capitals.
                yield (
                    f'<text x="{_n(x)}" y="{_n(y + 0.36 * size)}" font-size="{_n(size)}" text-anchor="{anchor}" '
                    f'fill="{style.INK}">{_text(text)}</text>'
                )
