"""Artists over time: a row for each, as high as they were played in each month."""

import numpy as np
from matplotlib.axes import Axes

from dj.drawing import BLUE, FAINT, GREEN, INK, SOFT
from dj.listeners.picture.marks import in_months, short
from dj.model.profile import Profile

_COLOURS = (BLUE, GREEN)
_HEIGHT = 0.92
_NAME = 18


def note(profile: Profile) -> str:
    """Say how high a row can be."""
    most = max((max(stream.plays) for stream in profile.streams), default=0)
    return f"Plays in each month; the highest peak is {most:,}."


def draw(axes: Axes, profile: Profile) -> None:
    """Draw the rows, most played on top."""
    most = max((max(stream.plays) for stream in profile.streams), default=1)
    months = np.arange(len(profile.months))
    for row, stream in enumerate(profile.streams):
        base = -float(row)
        heights = _HEIGHT * np.array(stream.plays, np.float64) / most
        edges = np.concatenate([months - 0.5, [months.size - 0.5]])
        axes.stairs(base + heights, edges, baseline=base, fill=True, alpha=0.85,
                    color=_COLOURS[row % 2])  # fmt: skip
        axes.plot(edges[[0, -1]], [base, base], color=FAINT, linewidth=0.8)
        axes.text(-0.02, base + 0.32, short(stream.artist, _NAME), fontsize=8, color=INK,
                  ha="right", va="center", parse_math=False,
                  transform=axes.get_yaxis_transform())  # fmt: skip
        axes.text(1.01, base + 0.32, f"{sum(stream.plays):,}", fontsize=8, color=SOFT, va="center",
                  transform=axes.get_yaxis_transform())  # fmt: skip
    axes.set_ylim(-len(profile.streams) + 0.9, 1.05)
    axes.set_yticks([])
    in_months(axes, profile.months)


def in_words(profile: Profile) -> list[str]:
    """Say who was played most, and when most."""
    return [
        f"{stream.artist} has {sum(stream.plays)} plays, most in "
        f"{profile.months[int(np.argmax(stream.plays))].text}."
        for stream in profile.streams[:5]
    ]
