"""Two moments from close by, where single beats and the wave can be judged by eye."""

from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter, MultipleLocator

from dj.analysis.picture.marks import named_cues, unplayed, wave
from dj.audio.outline import Outline
from dj.drawing import INK, SOFT
from dj.model.analysis import Analysis
from dj.units import clock_text

_LENGTH_S = 8.0
_BEFORE_POST_S, _BEFORE_START_S, _BEFORE_END_S = 5.0, 1.0, 6.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A stretch worth a closer look."""

    name: str
    start_s: float
    end_s: float


def moments(analysis: Analysis) -> tuple[Moment, Moment]:
    """Choose where the voice enters, or the beginning if nobody sings; and the end."""
    cues = analysis.cues
    if cues.post_s is None:
        first = _moment("the beginning: nobody sings", cues.cue_in_s - _BEFORE_START_S, analysis)
    else:
        first = _moment("around the post", cues.post_s - _BEFORE_POST_S, analysis)
    return first, _moment("around the end", cues.cue_out_s - _BEFORE_END_S, analysis)


def _moment(name: str, start_s: float, analysis: Analysis) -> Moment:
    latest = max(0.0, analysis.duration_s - _LENGTH_S)
    start_s = min(max(0.0, start_s), latest)
    return Moment(name=name, start_s=start_s, end_s=min(start_s + _LENGTH_S, analysis.duration_s))


def moment(axes: Axes, analysis: Analysis, at: Moment, outline: Outline) -> None:
    """Draw the wave with every beat, bar starts numbered, and the cue points."""
    wave(axes, analysis, outline)
    unplayed(axes, analysis)
    axes.set_xlim(at.start_s, at.end_s)
    axes.set_title(at.name, loc="left", color=SOFT, fontsize=8.5, pad=14)
    _grid(axes, analysis, at)
    shown = [cue for cue in named_cues(analysis) if at.start_s <= cue[1] <= at.end_s]
    for height, (name, at_s, color) in enumerate(shown):
        axes.axvline(at_s, color=color, linewidth=1.8, zorder=7)
        late = at_s > at.end_s - 0.2 * (at.end_s - at.start_s)
        axes.annotate(
            f"{name} {at_s:.2f} s", (at_s, 0.0), xycoords=("data", "axes fraction"),
            xytext=(-4 if late else 4, 8 + 11 * height), textcoords="offset points",
            ha="right" if late else "left", color=color, fontsize=7.5, zorder=8,
            bbox={"facecolor": "white", "alpha": 0.8, "linewidth": 0, "pad": 0.8},
        )  # fmt: skip
    axes.xaxis.set_major_locator(MultipleLocator(1.0))
    axes.xaxis.set_major_formatter(FuncFormatter(lambda seconds, _: clock_text(seconds)))
    axes.tick_params(axis="x", labelsize=7.5)


def _grid(axes: Axes, analysis: Analysis, at: Moment) -> None:
    beats, starts = analysis.beats_s, analysis.downbeats_s
    for beat_s in beats[(beats >= at.start_s) & (beats <= at.end_s)]:
        axes.axvline(beat_s, color=SOFT, linewidth=0.7, linestyle=(0, (2, 2)), zorder=4)
    for number, start_s in enumerate(starts, start=1):
        if at.start_s <= start_s <= at.end_s:
            axes.axvline(start_s, color=INK, linewidth=1.2, zorder=4)
            axes.annotate(f"bar {number}", (start_s, 1.0), xycoords=("data", "axes fraction"),
                          xytext=(0, 2), textcoords="offset points", ha="center", fontsize=7,
                          color=INK)  # fmt: skip
