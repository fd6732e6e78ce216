"""The rows of a system: themes, energy, names, sound, joins, and what is heard beside the songs."""

from collections.abc import Sequence
from itertools import groupby

from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter, MultipleLocator

from dj.drawing import (
    BLUE,
    FAINT,
    GREEN,
    INK,
    ORANGE,
    PURPLE,
    SKY,
    SOFT,
    VERMILION,
    YELLOW,
    quiet,
)
from dj.model.lineup import JOIN_WEIGHTS, JoinCost
from dj.model.manifest import Manifest
from dj.model.show import Theme
from dj.model.timeline import EventKind
from dj.session.picture.systems import Song, System, spans
from dj.session.picture.words import fitted, key, tempo
from dj.units import clock_text

BARS = ("#8db8d8", "#a5cdbb")
"""Songs in turn: light, so that the line of what was asked for is seen on them."""
THEMES = {
    Theme.FAVOURITES: BLUE, Theme.THROWBACK: ORANGE, Theme.DISCOVERY: PURPLE, Theme.MOOD: GREEN,
    Theme.NEW: VERMILION, Theme.EDITORS: INK,
}  # fmt: skip
PARTS = {"tempo": (BLUE, ""), "key": (YELLOW, "...."), "energy": (GREEN, "\\\\\\\\"),
         "timbre": (SKY, "xxxx")}  # fmt: skip
"""Part of a join's cost → its colour, and its hatching for who sees no colours."""
BESIDE = {
    EventKind.SPEECH: (VERMILION, "////"), EventKind.BED: (PURPLE, "...."),
    EventKind.IMAGING: (ORANGE, "xxxx"),
}  # fmt: skip
NEW = "★"
_COLUMN_IN, _BOLD_IN = 0.062, 0.08
"""Width of a letter of a name, and of a title."""
_HABIT = 0.005
"""A smaller difference cannot be seen."""
_CLOCK_STEPS_S = (10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600)
_MARKS = 14
_JOIN_IN = 0.2
_LEAST_SCALE = 0.5


def themes(axes: Axes, system: System, shown: Sequence[Song], inch_s: float) -> None:
    """Draw a band for each segment of the clock, with its theme."""
    for (_, theme), some in groupby(shown, key=lambda song: (song.slot.segment, song.slot.theme)):
        band = list(some)
        start = max(band[0].start_s, system.start_s)
        length = min(band[-1].end_s, system.end_s) - start
        axes.barh(0.5, length, left=start, height=1.0, color=THEMES[theme], alpha=0.18, linewidth=0)
        axes.plot([start, start], [0, 1], color=THEMES[theme], linewidth=2.5,
                  solid_capstyle="butt")  # fmt: skip
        label = fitted(theme.value, int(length / inch_s / _COLUMN_IN) - 1, 1)
        axes.text(start + 0.07 * inch_s, 0.46, label, va="center", fontsize=7.5, color=INK)
    axes.set_ylim(0, 1)
    _bare(axes)


def energy(axes: Axes, system: System, shown: Sequence[Song], asked: Sequence[Song]) -> None:
    """Draw each song as a block as high as its energy, and the energy that was asked for."""
    for song in shown:
        axes.bar(song.start_s, song.track.energy, width=song.end_s - song.start_s, align="edge",
                 color=BARS[song.number % 2], edgecolor="white", linewidth=1.0)  # fmt: skip
        if song in system.songs:
            _value(axes, song)
    axes.plot([song.middle_s for song in asked], [song.slot.energy_target for song in asked],
              color=INK, marker="o", markerfacecolor="white", markersize=4,
              linewidth=1.3)  # fmt: skip
    axes.set_ylim(0, 1.14)
    axes.set_yticks([0, 0.5, 1.0], ["0", "½", "1"], fontsize=7)
    axes.grid(axis="y", color=FAINT, linewidth=0.5)
    axes.set_axisbelow(True)
    axes.set_ylabel("energy", color=SOFT, fontsize=8)
    _bare(axes, keep_y=True)


def _value(axes: Axes, song: Song) -> None:
    axes.text(song.middle_s, 0.03, f"{song.track.energy:.2f}", ha="center", fontsize=6.5, color=INK)
    if song.slot.new_to_listener:
        axes.text(song.middle_s, 1.05, f"{NEW} new", ha="center", va="center", fontsize=7,
                  color=INK, fontweight="bold")  # fmt: skip


def names(axes: Axes, system: System, inch_s: float) -> None:
    """Write number, title, artist, tempo and key of each song that begins here."""
    for song in system.songs:
        room = min(song.end_s, system.end_s) - song.start_s
        middle, room_in = song.start_s + room / 2, room / inch_s
        title = fitted(f"{song.number}. {song.track.title}", int(room_in / _BOLD_IN), 2)
        title = title or str(song.number)
        axes.text(middle, 0.97, title, ha="center", va="top", fontsize=7.5, color=INK,
                  fontweight="bold", linespacing=1.1, parse_math=False)  # fmt: skip
        height = 0.78 - 0.17 * title.count("\n")
        artist = fitted(song.track.artist, int(room_in / _COLUMN_IN), 1)
        axes.text(middle, height, artist, ha="center", va="top", fontsize=7, color=SOFT,
                  parse_math=False)  # fmt: skip
        for step, said in enumerate((tempo(song.track), key(song.track)), 1):
            if len(said) * _COLUMN_IN <= room_in + 0.1:
                axes.text(middle, height - 0.17 * step, said, ha="center", va="top", fontsize=6.8,
                          color=INK)  # fmt: skip
    axes.set_ylim(0, 1)
    _bare(axes)


def joins(axes: Axes, manifest: Manifest, system: System, inch_s: float) -> None:
    """Draw what each join costs, its parts on each other, and how it is made."""
    made = {join.position: join for join in manifest.timeline.joins}
    top = max([_LEAST_SCALE, *(_stack(s.slot.join) for s in system.songs if s.slot.join)])
    for song in system.songs:
        cost, join = song.slot.join, made.get(song.slot.position)
        if cost is None:
            continue
        _parts(axes, cost, song.start_s, _JOIN_IN * inch_s)
        axes.text(song.start_s, max(cost.total, _stack(cost)) + 0.03 * top, f"{cost.total:.2f}",
                  ha="center", va="bottom", fontsize=6.8, color=INK)  # fmt: skip
        if join:
            axes.text(song.start_s + 0.62 * _JOIN_IN * inch_s, 0.02 * top, join.kind.value,
                      va="bottom", fontsize=6, color=SOFT)  # fmt: skip
    axes.set_ylim(0, 1.25 * top)
    axes.set_ylabel("join", color=SOFT, fontsize=8)
    axes.set_yticks([])
    _bare(axes)
    axes.axhline(0, color=FAINT, linewidth=0.8)


def _parts(axes: Axes, cost: JoinCost, at_s: float, width_s: float) -> None:
    bottom = 0.0
    for name, weight in JOIN_WEIGHTS.items() if cost.total else ():
        colour, hatch = PARTS[name]
        height = weight * getattr(cost, name)
        axes.bar(at_s, height, bottom=bottom, width=width_s, color=colour, hatch=hatch,
                 edgecolor="white", linewidth=0.4)  # fmt: skip
        bottom += height
    if bottom > cost.total + _HABIT and cost.total:  # what the listener's habit saves
        axes.plot([at_s - width_s, at_s + width_s], [cost.total] * 2, color=INK, linewidth=1.2)


def _stack(cost: JoinCost) -> float:
    return sum(weight * float(getattr(cost, name)) for name, weight in JOIN_WEIGHTS.items())


def beside(axes: Axes, manifest: Manifest, system: System) -> None:
    """Draw where the host talks and the station sounds, over the clock."""
    axes.axhline(0.5, color=FAINT, linewidth=0.8)
    for event, start, length in spans(manifest, system, *BESIDE):
        colour, hatch = BESIDE[event.kind]
        axes.barh(0.5, length, left=start, height=0.8, color=colour, hatch=hatch,
                  edgecolor="white", linewidth=0)  # fmt: skip
    axes.set_ylim(0, 1)
    axes.set_yticks([])
    axes.set_ylabel("talk", color=SOFT, fontsize=8, rotation=0, ha="right", va="center")
    clock(axes, system.end_s - system.start_s)


def clock(axes: Axes, length_s: float) -> None:
    """Write round times along the bottom."""
    step_s = next((step for step in _CLOCK_STEPS_S if length_s <= step * _MARKS), 7200)
    axes.xaxis.set_major_locator(MultipleLocator(step_s))
    axes.xaxis.set_major_formatter(FuncFormatter(lambda seconds, _: clock_text(seconds)))
    axes.tick_params(axis="x", labelsize=7)
    quiet(axes)


def _bare(axes: Axes, *, keep_y: bool = False) -> None:
    quiet(axes)
    axes.spines["bottom"].set_visible(False)
    axes.set_xticks([])
    if not keep_y:
        axes.set_yticks([])
