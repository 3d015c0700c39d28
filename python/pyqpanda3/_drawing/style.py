"""Colours and line widths of pictures."""

from typing import NamedTuple


class LineStyle(NamedTuple):
    """`dash` is the length of dashes and gaps; 0 draws a full line."""

    colour: str
    width: float
    dash: float = 0


FONTS = "DejaVu Sans, Verdana, Arial, sans-serif"
BACKGROUND = "#ffffff"
INK = "#1c2b3a"
EDGE = 1.1
CORNER = 2.5
LINES = {
    "wire": LineStyle("#5b6b7b", 1.0),
    "stem": LineStyle(INK, 1.3),
    "bit": LineStyle("#7a8794", 0.9),
    "barrier": LineStyle("#8a94a0", 1.6, 4),
    "mark": LineStyle(INK, 1.5),
}
FILLS = {"gate": "#dcebfa", "frame": "#fdf1cf", "measure": "#eceff2"}
DISCS = {"dot": INK, "plus": "#ffffff"}
