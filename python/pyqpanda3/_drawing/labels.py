"""Text in pictures: how wide it is, and how angles are written."""

from __future__ import annotations

import math
import unicodedata

# Widths of DejaVu Sans and Verdana, in sizes of the font; other fonts are narrower.
_WIDTHS = {**dict.fromkeys(".,:;|'!il ", 0.36), **dict.fromkeys("()[]-fjrt", 0.44), **dict.fromkeys("mwMW", 1.0)}
_LARGEST_DENOMINATOR = 16


def width(text: str, size: float) -> float:
    """An upper estimate of the width of `text`, in the unit of `size`."""
    return size * sum(map(_width_of, text))


def _width_of(character: str) -> float:
    if unicodedata.east_asian_width(character) in "WF":
        return 1.0
    known = _WIDTHS.get(character)
    if known is not None:
        return known
    return 0.72 if character.isupper() else 0.64


def number(value: float) -> str:
    """A parameter in few characters: simple fractions of pi as such, others with four digits."""
    if value == 0:
        return "0"
    for denominator in range(1, _LARGEST_DENOMINATOR + 1):
        numerator = value / math.pi * denominator
        nearest = round(numerator)
        if nearest != 0 and abs(nearest) <= 8 * denominator and math.isclose(numerator, nearest, rel_tol=1e-9):
            sign = "-" if nearest < 0 else ""
            factor = "" if abs(nearest) == 1 else str(abs(nearest))
            return f"{sign}{factor}π" + ("" if denominator == 1 else f"/{denominator}")
    return f"{value:.4g}"
