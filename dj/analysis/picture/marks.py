"""What every panel with a time axis shows: where it plays, where the cues are, the wave."""

from typing import Any

import numpy as np
from matplotlib.axes import Axes
from numpy.typing import NDArray

from dj.audio.outline import Line, Outline
from dj.drawing import BLUE, FAINT, GREEN, INK, PURPLE, SOFT, VERMILION, quiet
from dj.model.analysis import Analysis
from dj.units import db_from_gain, place_text

_Times = NDArray[np.floating[Any]]

_SUNG, _PLAYED = (VERMILION, "#f2bd96"), (BLUE, "#a9cce3")
"""Colours of the usual and of the greatest samples."""
_LEAST_PEAK = 1e-3
_NEAR = 0.24
"""Names of cues nearer than this share of the song go one above the other."""


def wave(axes: Axes, analysis: Analysis, outline: Outline) -> None:
    """Draw a wave, sung parts in another colour and underlined; full height is its peak."""
    peak = max(float(outline.high.max()), -float(outline.low.min()), _LEAST_PEAK)
    span = outline.span
    step_s = (span.end_s - span.start_s) / span.columns
    times = span.start_s + step_s * (np.arange(span.columns) + 0.5)
    sung = _inside(times, analysis)
    for where, (usual, greatest) in ((~sung, _PLAYED), (sung, _SUNG)):
        _fill(axes, times, outline.low, outline.high, _wider(where), greatest)
        _fill(axes, times, -outline.rms, outline.rms, _wider(where), usual)
    bars = [(r.start_s, r.end_s - r.start_s) for r in analysis.vocal_regions]
    axes.broken_barh(bars, (-1.14 * peak, 0.06 * peak), color=VERMILION, linewidth=0)
    axes.set_ylim(-1.16 * peak, 1.08 * peak)
    axes.set_yticks([peak, 0.0], [signed(db_from_gain(peak), "dB"), "0"], fontsize=7.5)
    axes.axhline(0.0, color="white", linewidth=0.4)
    quiet(axes)


def legend(axes: Axes) -> None:
    """Tell beside the wave what its colors mean."""
    rows = ((0.94, "light: peaks", SOFT), (0.86, "dark: RMS", SOFT), (0.05, "sung", VERMILION),
            (0.13, "played", BLUE))  # fmt: skip
    for height, said, color in rows:
        axes.annotate(said, (1.0, height), xycoords="axes fraction", xytext=(4, 0), color=color,
                      textcoords="offset points", va="center", fontsize=7.5,
                      annotation_clip=False)  # fmt: skip


def _inside(times: _Times, analysis: Analysis) -> NDArray[np.bool_]:
    sung = np.zeros(len(times), np.bool_)
    for region in analysis.vocal_regions:
        sung |= (times >= region.start_s) & (times < region.end_s)
    return sung


def _wider(where: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Let a stretch reach its next neighbour, so that no gap is left between two colours."""
    return where | np.roll(where, 1)


def _fill(
    axes: Axes, times: _Times, low: Line, high: Line, where: NDArray[np.bool_], color: str
) -> None:  # fmt: skip
    axes.fill_between(times, low, high, where=where, color=color, linewidth=0.3)


def named_cues(analysis: Analysis) -> list[tuple[str, float, str]]:
    """List the cue points there are: name, place in seconds, color."""
    cues = analysis.cues
    post = [] if cues.post_s is None else [("post", cues.post_s, VERMILION)]
    return [
        ("cue-in", cues.cue_in_s, INK), *post, ("outro", cues.outro_s, GREEN),
        ("cue-out", cues.cue_out_s, PURPLE),
    ]  # fmt: skip


def cues(axes: Axes, analysis: Analysis) -> None:
    """Draw a line at each cue point."""
    for _, at_s, color in named_cues(analysis):
        axes.axvline(at_s, color=color, linewidth=1.1, zorder=6)


def unplayed(axes: Axes, analysis: Analysis) -> None:
    """Fade what lies before cue-in and after cue-out."""
    cues = analysis.cues
    for start_s, end_s in ((0.0, cues.cue_in_s), (cues.cue_out_s, analysis.duration_s)):
        axes.axvspan(start_s, end_s, color="white", alpha=0.65, linewidth=0, zorder=5)
        axes.axvspan(start_s, end_s, color=FAINT, alpha=0.3, linewidth=0, zorder=0)


def cue_names(axes: Axes, analysis: Analysis) -> None:
    """Write the names of the cue points above a panel."""
    cues, length_s = analysis.cues, analysis.duration_s
    post_s = cues.cue_in_s if cues.post_s is None else cues.post_s
    near = cues.outro_s - post_s < _NEAR * length_s
    for name, at_s, color in named_cues(analysis):
        leftward = name in ("cue-in", "outro")
        axes.annotate(
            f"{name} {place_text(at_s)}",
            (at_s, 1.0), xycoords=("data", "axes fraction"),
            xytext=(-2 if leftward else 2, 13 if near and name in ("outro", "cue-out") else 3),
            textcoords="offset points", ha="right" if leftward else "left", va="bottom",
            color=color, fontsize=8, annotation_clip=False,
        )  # fmt: skip


def named(axes: Axes, name: str) -> None:
    """Write a panel's name at its left."""
    axes.set_yticks([])
    axes.set_ylabel(name, rotation=0, ha="right", va="center", color=SOFT, fontsize=8)


def signed(value: float, unit: str) -> str:
    """Write a level as people print it, such as ``−12.8 LUFS``."""
    return f"{value:+.1f} {unit}".replace("-", "−").removeprefix("+" if unit == "LUFS" else "")
