"""Writes a picture as a matplotlib figure. matplotlib is an optional extra; only this module imports it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyqpanda3._drawing import style
from pyqpanda3._drawing.picture import Arc, Box, Disc, Line, Picture, Shape, Text
from pyqpanda3.errors import InvalidArgument

try:
    import matplotlib
    from matplotlib import patches
    from matplotlib.figure import Figure
    from matplotlib.lines import Line2D
except ImportError as error:
    raise ImportError('pictures need matplotlib: pip install "pyqpanda3[draw]"') from error

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_POINTS_PER_INCH = 72
_DOTS_PER_INCH = 150
_ANCHORS = {"start": "left", "middle": "center", "end": "right"}


def draw(picture: Picture, scale: float, path: str) -> Figure:
    """The figure; with a path it is saved there, without one it is among those that `pyplot.show()` shows."""
    size = (picture.width * scale / _POINTS_PER_INCH, picture.height * scale / _POINTS_PER_INCH)
    figure = Figure(figsize=size, dpi=_DOTS_PER_INCH) if path else _shown_figure(size)
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set_axis_off()
    axes.set_xlim(0, picture.width)
    axes.set_ylim(picture.height, 0)
    for order, shape in enumerate(picture.shapes):
        _add(axes, shape, scale, order)
    if path:
        _save(figure, path)
    return figure


def _shown_figure(size: tuple[float, float]) -> Figure:
    from matplotlib import pyplot

    figure = pyplot.figure(figsize=size, dpi=_DOTS_PER_INCH)
    if "inline" in matplotlib.get_backend():  # a notebook shows the figure that a cell ends with, and open ones again
        pyplot.close(figure)
    return figure


def _save(figure: Figure, path: str) -> None:
    try:
        figure.savefig(path)
    except ValueError as error:  # the ending of the name is no format
        raise InvalidArgument(f"filename: {path!r}: {error}") from error
    except OSError as error:
        raise InvalidArgument(f"filename: cannot write {path!r}: {error.strerror}") from error


def _add(axes: Axes, shape: Shape, scale: float, order: int) -> None:
    edge = style.EDGE * scale
    match shape:
        case Line(x1, y1, x2, y2, kind):
            line = style.LINES[kind]
            drawn = Line2D([x1, x2], [y1, y2], color=line.colour, linewidth=line.width * scale, zorder=order)
            drawn.set_solid_capstyle("butt")
            if line.dash:
                drawn.set_dashes([line.dash / line.width, line.dash / line.width])
            axes.add_line(drawn)
        case Box(x, y, width, height, kind):
            box = f"round,pad=0,rounding_size={style.CORNER}"
            fill = style.FILLS[kind]
            axes.add_patch(
                patches.FancyBboxPatch(
                    (x, y),
                    width,
                    height,
                    boxstyle=box,
                    facecolor=fill,
                    edgecolor=style.INK,
                    linewidth=edge,
                    zorder=order,
                )
            )
        case Disc(x, y, radius, kind):
            fill = style.DISCS[kind]
            axes.add_patch(
                patches.Circle((x, y), radius, facecolor=fill, edgecolor=style.INK, linewidth=edge, zorder=order)
            )
        case Arc(x, y, radius):
            # Angles are those of the axes, whose y points down.
            axes.add_patch(
                patches.Arc(
                    (x, y),
                    2 * radius,
                    2 * radius,
                    theta1=180,
                    theta2=360,
                    color=style.INK,
                    linewidth=edge,
                    zorder=order,
                )
            )
        case Text(x, y, text, size, anchor):
            axes.text(
                x,
                y,
                text.replace("$", r"\$"),
                fontsize=size * scale,
                color=style.INK,
                ha=_ANCHORS[anchor],
                va="center_baseline",
                zorder=order,
            )
