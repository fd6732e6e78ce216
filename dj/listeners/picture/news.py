"""New artists in each month: those that stayed, those that did not, and what is not known yet."""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from dj.drawing import BLUE, FAINT, INK, SKY, SOFT, quiet
from dj.listeners.picture.marks import in_months
from dj.model.profile import Month, Profile

_KINDS = {
    "stayed": (BLUE, ""),
    "heard, not for long": (SKY, ""),
    "too new to tell": ("white", "////"),
    "maybe known before": ("#efece7", "...."),
}
"""Colour and hatch; in grey they differ as well."""


def note(profile: Profile) -> str:
    """Say how many there are, and what stayed means."""
    new = sum(month.new_artists for month in profile.months)
    return f"{new:,} for the first time; stayed: played on two more days within four weeks."


def draw(axes: Axes, profile: Profile) -> None:
    """Draw a bar for each month, in parts."""
    months = np.arange(len(profile.months))
    floor = np.zeros(months.size)
    for place, (name, (colour, hatch)) in enumerate(_KINDS.items()):
        heights = np.array([_parts(month)[place] for month in profile.months], np.float64)
        if (there := heights > 0).any():
            axes.bar(
                months[there], heights[there], bottom=floor[there], width=0.82, facecolor=colour,
                hatch=hatch, edgecolor=SOFT if hatch else "white", linewidth=0.5, label=name,
            )  # fmt: skip
        floor += heights
    quiet(axes)
    axes.yaxis.set_major_locator(MaxNLocator(nbins=4, integer=True))
    axes.grid(axis="y", color=FAINT, linewidth=0.6)
    axes.set_axisbelow(True)
    axes.tick_params(labelsize=8)
    in_months(axes, profile.months)
    axes.set_ylim(0, max(4.0, 1.22 * float(floor.max(initial=0.0))))
    if floor.any():
        axes.legend(loc="upper right", ncols=len(_KINDS), frameon=False, fontsize=8,
                    labelcolor=INK, handlelength=1.2, columnspacing=1.1,
                    borderaxespad=0.1)  # fmt: skip


def _parts(month: Month) -> tuple[int, int, int, int]:
    """Stayed, not for long, too new, maybe known: they add up to the new artists."""
    gone = month.new_artists - month.provisional - month.lasting - month.undecided
    return month.lasting, gone, month.undecided, month.provisional


def in_words(profile: Profile) -> list[str]:
    """Say how many were new and how many stayed."""
    parts = np.array([_parts(month) for month in profile.months]).reshape(-1, 4).sum(axis=0)
    return [
        f"{parts.sum()} artists were heard for the first time: {parts[0]} stayed, {parts[1]} did "
        f"not, {parts[2]} are too new to tell, {parts[3]} may have been known before."
    ]
