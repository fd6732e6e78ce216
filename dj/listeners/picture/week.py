"""The week: how much is played at each hour of each day, darker for more."""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap

from dj.drawing import SOFT
from dj.model.profile import Profile

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_LONG_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_SHADES = LinearSegmentedColormap.from_list("shades", ["#f4f2ee", "#a9cbe4", "#0072b2", "#06304a"])
"""Light to dark, rising in lightness alone: grey print keeps the order."""


def note(profile: Profile) -> str:
    """Say what the darkest field stands for."""
    most = max(max(day) for day in profile.hours)
    if not most:
        return "No source tells the hour, only the day."
    return f"Plays by local hour, darker for more; the darkest hour has {most:,}."


def draw(axes: Axes, profile: Profile) -> None:
    """Draw seven rows of 24 fields."""
    counts = np.array(profile.hours, np.float64)
    axes.pcolormesh(
        np.arange(25), np.arange(8), counts, cmap=_SHADES, vmin=0.0,
        vmax=max(1.0, float(counts.max())), edgecolors="white", linewidth=1.4,
    )  # fmt: skip
    axes.set_xlim(0, 24)
    axes.set_ylim(7, 0)
    axes.set_yticks(np.arange(7) + 0.5, DAYS)
    axes.set_xticks(range(0, 25, 3), [f"{hour}:00" for hour in range(0, 25, 3)])
    axes.tick_params(length=0, colors=SOFT, labelsize=8)
    for side in axes.spines.values():
        side.set_visible(False)


def in_words(profile: Profile) -> list[str]:
    """Say when most and least is played."""
    counts = np.array(profile.hours)
    hours, days = counts.sum(axis=0), counts.sum(axis=1)
    if not counts.any():
        return [note(profile)]
    return [
        f"Most is played from {int(hours.argmax())}:00, least from {int(hours.argmin())}:00, "
        f"and most on {_LONG_DAYS[int(days.argmax())]}s."
    ]
