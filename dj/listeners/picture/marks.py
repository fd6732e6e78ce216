"""What panels share: months along the bottom, names that fit."""

from collections.abc import Sequence

from matplotlib.axes import Axes

from dj.drawing import quiet
from dj.model.names import one_line
from dj.model.profile import Month

_MOST_MARKS = 9
_STEPS = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 12_000)
"""Months from mark to mark."""
_LEAST_MONTHS = 6
"""A shorter history does not fill the width."""
_NAMES = ("", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def in_months(axes: Axes, months: Sequence[Month]) -> None:
    """Write months along the bottom, the year with the first and with each January."""
    step = next(step for step in _STEPS if len(months) <= step * _MOST_MARKS)
    shown = [place for place, month in enumerate(months) if _is_marked(month, step)]
    texts = [_text(months[place], first=place == shown[0]) for place in shown]
    axes.set_xticks(shown, texts, fontsize=8)
    axes.set_xlim(-0.6, max(_LEAST_MONTHS, len(months)) - 0.4)
    quiet(axes)


def _is_marked(month: Month, step: int) -> bool:
    """Tell whether a month is one of every `step`, counted from January, or from round years."""
    return (month.year * 12 + month.month - 1) % step == 0


def _text(month: Month, *, first: bool) -> str:
    name = _NAMES[month.month]
    return f"{name}\n{month.year}" if first or month.month == 1 else name


def short(text: str, most: int) -> str:
    """Cut a name from outside."""
    line = one_line(text)
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"
