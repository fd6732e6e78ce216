"""What pictures share: one size of type, colours everyone can tell apart, and the same bytes twice.

The colours are those of Okabe and Ito, "Color universal design" (2008): no kind of colour blindness
merges two of them.
"""

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal
from xml.sax.saxutils import escape

import matplotlib as mpl
from matplotlib import font_manager
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, MaxNLocator

from dj.errors import OutputError
from dj.model.names import one_line
from dj.units import clock_text
from dj.writing import write_atomic

INK = "#1d1b19"
SOFT = "#6b645c"
FAINT = "#d9d4cd"
BLUE, SKY, GREEN, YELLOW, ORANGE, VERMILION, PURPLE = (
    "#0072b2", "#56b4e9", "#009e73", "#f0e442", "#e69f00", "#d55e00", "#cc79a7",
)  # fmt: skip
_DPI = 120
_FONT = "DejaVu Sans"
_MORE_FONTS = (
    "Noto Sans CJK JP", "Noto Sans CJK SC", "Source Han Sans", "Hiragino Sans", "PingFang SC",
    "Yu Gothic", "Microsoft YaHei", "WenQuanYi Zen Hei", "Droid Sans Fallback", "IPAGothic",
    "Noto Sans Arabic", "Noto Sans Hebrew", "Noto Sans Devanagari", "Noto Sans Thai", "Noto Emoji",
)  # fmt: skip
"""Fonts with what DejaVu lacks, tried in turn where they are installed."""


@contextmanager
def picture(
    output: Path,
    *,
    title: str,
    size_in: tuple[float, float],
    layout: Literal["constrained"] | None = None,
    says: str = "",
) -> Iterator[Figure]:
    """Give an empty figure and write what was drawn on it; the ending chooses SVG or PNG.

    Args:
        output: where it is written, when all is drawn.
        title: for the file itself; names from outside are cleaned.
        size_in: width and height in inches; PNG has 120 dots in each.
        layout: matplotlib's layout engine, if any.
        says: the same in words, for who cannot see it; kept in the file.

    Raises:
        OutputError: if the ending is neither, or the file cannot be written.
    """
    kind = output.suffix.lower().removeprefix(".")
    if kind not in ("svg", "png"):
        raise OutputError(
            f"a picture ends in .svg or .png, not {output.suffix!r}.", where=str(output)
        )
    style: dict[Any, Any] = {"svg.hashsalt": "dj", "svg.fonttype": "none", "font.size": 9,
             "font.family": _families()}  # fmt: skip
    with mpl.rc_context(style), warnings.catch_warnings():
        # A title in a script that no font here can write is drawn as boxes; SVG has it as text.
        warnings.filterwarnings("ignore", "Glyph .* missing from|Matplotlib currently does not")
        figure = Figure(figsize=size_in, layout=layout, facecolor="white")
        FigureCanvasAgg(figure)
        yield figure
        drawn = io.BytesIO()
        figure.savefig(drawn, format=kind, dpi=_DPI, metadata=_metadata(kind, title, says))
    content = drawn.getvalue()
    write_atomic(output, _told(content, says) if kind == "svg" else content)


def _metadata(kind: str, title: str, says: str) -> dict[str, str | None] | None:
    if kind == "svg":
        return {"Date": None, "Title": one_line(title)}
    return {"Title": one_line(title), "Description": one_line(says)} if says else None


def _told(content: bytes, says: str) -> bytes:
    """Put words into an SVG where readers of screens look for them."""
    if not says:
        return content
    told = f"</title>\n <desc>{escape(one_line(says))}</desc>".encode()
    return content.replace(b"</title>", told, 1).replace(b"<svg ", b'<svg role="img" ', 1)


def _families() -> list[str]:
    known = set(font_manager.get_font_names())
    return [_FONT, *(name for name in _MORE_FONTS if name in known)]


def quiet(axes: Axes) -> None:
    """Leave away what is no data: frames and strokes."""
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    axes.spines["bottom"].set_color(FAINT)
    axes.tick_params(length=0, colors=SOFT)


def in_minutes(axes: Axes, marks: int = 12) -> None:
    """Write times along the bottom as people read them."""
    axes.xaxis.set_major_locator(MaxNLocator(nbins=marks, steps=[1, 1.5, 3, 6, 10], integer=True))
    axes.xaxis.set_major_formatter(FuncFormatter(lambda seconds, _: clock_text(seconds)))
