"""The map: songs as dots where they sound alike, the directions of taste as named marks."""

from matplotlib.axes import Axes
from matplotlib.patheffects import withStroke

from dj.drawing import BLUE, FAINT, GREEN, INK, PURPLE, SKY, SOFT, VERMILION
from dj.listeners.picture.marks import short
from dj.model.profile import Direction, Profile

COLOURS = (BLUE, VERMILION, GREEN, PURPLE, SKY)
MARKS = ("o", "^", "s", "D", "v")
"""Forms, so that no colour is needed to tell directions apart."""
_LEAST_DOT, _DOT_RANGE = 9.0, 150.0
_ON_MAP, _NAME, _ARTISTS = 24, 38, 46
"""Most characters of a name on the map, and of the two columns of the key."""
_SHOWN = 5
"""Directions for which the key has room."""


def note(profile: Profile) -> str:
    """Say how the map is read, or why there is none."""
    if not profile.directions:
        return "No song with a measured sound has been played: `dj scan` measures."
    return "Songs near each other sound alike; the larger, the more plays."


def draw(axes: Axes, profile: Profile) -> None:
    """Draw the songs, and over them a mark for each direction; nothing where there is none."""
    if not profile.directions:
        axes.axis("off")
        return
    axes.set_aspect("equal", adjustable="datalim")
    axes.margins(0.06, 0.1)
    axes.set_xticks([])
    axes.set_yticks([])
    for side in axes.spines.values():
        side.set_color(FAINT)
    axes.set_facecolor("#fbfaf8")
    most = max((dot.plays for dot in profile.dots), default=1)
    for number in range(len(profile.directions)):
        dots = [dot for dot in profile.dots if dot.direction == number]
        sizes = [_LEAST_DOT + _DOT_RANGE * dot.plays / most for dot in dots]
        axes.scatter(
            [dot.x for dot in dots], [dot.y for dot in dots], s=sizes, color=_colour(number),
            marker=_mark(number), alpha=0.5, linewidths=0.3, edgecolors="white",
        )  # fmt: skip
    for number, one in enumerate(profile.directions):
        axes.plot([one.x], [one.y], marker=_mark(number), markersize=11, color=_colour(number),
                  markeredgecolor=INK, markeredgewidth=1.2)  # fmt: skip
        _tag(axes, one)


def _tag(axes: Axes, one: Direction) -> None:
    """Write a direction's name beside its mark, on the side with more room."""
    to_left = one.x > 0.3
    axes.annotate(
        short(one.name, _ON_MAP), (one.x, one.y), (-10 if to_left else 10, 0),
        textcoords="offset points", fontsize=8.5, fontweight="bold", color=INK,
        ha="right" if to_left else "left", va="center", parse_math=False,
        path_effects=[withStroke(linewidth=3.5, foreground="white", alpha=0.9)],
    )  # fmt: skip


def key(axes: Axes, profile: Profile) -> None:
    """List the directions: mark, share, genres and artists."""
    axes.set_xlim(0, 1)
    axes.set_ylim(-_SHOWN + 0.4, 0.6)
    axes.axis("off")
    for number, one in enumerate(profile.directions[:_SHOWN]):
        axes.plot([0.015], [-number], marker=_mark(number), markersize=7, color=_colour(number),
                  markeredgecolor=INK, markeredgewidth=0.8)  # fmt: skip
        tags = short(", ".join(one.tags) or "no genre in the tags", _NAME)
        artists = short(", ".join(one.artists), _ARTISTS)
        for x, text, colour in ((0.035, f"{100 * one.share:.0f} %", INK), (0.1, tags, INK),
                                (0.5, artists, SOFT)):  # fmt: skip
            axes.text(x, -number, text, fontsize=8.5, color=colour, va="center", parse_math=False)


def _colour(number: int) -> str:
    return COLOURS[number % len(COLOURS)]


def _mark(number: int) -> str:
    return MARKS[number % len(MARKS)]


def in_words(profile: Profile) -> list[str]:
    """Say the directions in words."""
    return [
        f"{100 * one.share:.0f} % of the taste is {one.name}, as by {', '.join(one.artists)}."
        for one in profile.directions
    ] or [note(profile)]
