"""The panels that show a song from its first sample to its last."""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.ticker import MultipleLocator
from numpy.typing import NDArray

from dj.analysis.picture.marks import named, signed
from dj.audio.levels import short_term_lufs
from dj.drawing import (
    BLUE,
    GREEN,
    INK,
    ORANGE,
    PURPLE,
    SKY,
    SOFT,
    VERMILION,
    YELLOW,
    in_minutes,
    quiet,
)
from dj.model.analysis import LEVEL_RATE_HZ, Analysis, Region, Section
from dj.units import SILENCE_DB

_TINTS = (SKY, YELLOW, PURPLE, ORANGE, GREEN, VERMILION, BLUE)
"""Colour of each section label, in the order in which they appear; then again, hatched."""
_ROOM = 0.011
"""Share of the song a letter needs, about; each further one as much again."""
_COLUMNS = 1200
_NEAREST = 1 / 420
"""Strokes of the beat panel are no nearer than this share of the song."""
_LABELS = 1 / 24
_SHORT_TERM_S = 3.0
_DEPTH_LU = 42.0
"""Levels are shown so far below the loudest moment."""


def sections(axes: Axes, analysis: Analysis) -> None:
    """Draw the sections as a band; the same label has the same colour."""
    labels = list(dict.fromkeys(section.label for section in analysis.sections))
    for section in analysis.sections:
        _section(axes, section, labels.index(section.label), analysis.duration_s)
    axes.set_ylim(0, 1)
    named(axes, "sections")
    _bare(axes)


def _section(axes: Axes, section: Section, number: int, length_s: float) -> None:
    span_s = section.end_s - section.start_s
    again = number // len(_TINTS)
    axes.broken_barh(
        [(section.start_s, span_s)], (0, 1), facecolor=_TINTS[number % len(_TINTS)], alpha=0.6,
        edgecolor="white", linewidth=1.2, hatch=("", "////", "xxxx")[min(again, 2)],
    )  # fmt: skip
    if span_s > _ROOM * len(section.label) * length_s:
        axes.text(section.start_s + span_s / 2, 0.46, section.label, ha="center", va="center",
                  fontsize=8, color=INK, fontweight="bold", parse_math=False)  # fmt: skip


def talk(axes: Axes, analysis: Analysis) -> None:
    """Draw where one may talk: ramp, breaks between vocals, outro, each with its seconds."""
    cues = analysis.cues
    if cues.post_s is not None:
        _room(axes, "ramp", Region(start_s=cues.cue_in_s, end_s=cues.post_s), analysis)
    for region in analysis.breaks:
        _room(axes, "break", region, analysis)
    _room(axes, "outro", Region(start_s=cues.outro_s, end_s=cues.cue_out_s), analysis)
    axes.set_ylim(0, 1)
    named(axes, "talk")
    _bare(axes)


def _room(axes: Axes, name: str, region: Region, analysis: Analysis) -> None:
    length_s = region.end_s - region.start_s
    axes.broken_barh([(region.start_s, length_s)], (0.12, 0.76), color=GREEN, alpha=0.28,
                     linewidth=0)  # fmt: skip
    short, full = f"{length_s:.0f} s", f"{name} {length_s:.1f} s"
    share = length_s / analysis.duration_s
    said = full if share > _ROOM * 0.75 * len(full) else short if share > _ROOM * 1.8 else ""
    axes.text(region.start_s + length_s / 2, 0.47, said, ha="center", va="center", fontsize=7.5,
              color=INK)  # fmt: skip


def beats(axes: Axes, analysis: Analysis) -> None:
    """Draw beats and bar starts as strokes, thinned where they would run together."""
    starts = analysis.downbeats_s
    axes.set_ylim(0, 1)
    named(axes, "bars")
    if 0 < len(analysis.beats_s) < 1 / _NEAREST:
        axes.vlines(analysis.beats_s, 0.72, 1.0, color=SOFT, linewidth=0.5)
    if len(starts):
        step = _step(len(starts), _NEAREST)
        axes.vlines(starts[::step], 0.46, 1.0, color=INK, linewidth=0.6)
        each = _step(len(starts), _LABELS)
        for number in range(0, len(starts), each):
            axes.text(starts[number], 0.4, f"{number + 1}", va="top", fontsize=6.5, color=SOFT,
                      ha="center" if number else "left")  # fmt: skip
    else:
        said = "no pulse" if analysis.tempo_bpm is None else "no beat grid"
        axes.text(0.5, 0.5, said, transform=axes.transAxes, ha="center", va="center",
                  color=SOFT, fontsize=8)  # fmt: skip
    _bare(axes)


def _step(count: int, nearest: float) -> int:
    """Return the power of two by which so many strokes are thinned."""
    step = 1
    while step / count < nearest:
        step *= 2
    return step


def level(axes: Axes, analysis: Analysis) -> None:
    """Draw the level, momentary and over three seconds, and a line at the integrated loudness."""
    levels = np.maximum(analysis.levels_lufs.astype(np.float64), SILENCE_DB)
    usual = analysis.loudness_lufs
    top = max(float(levels.max(initial=SILENCE_DB)), usual) + 4.0
    power = 10.0 ** (levels / 10.0)
    if len(levels):
        times, moments = _fewer(power)
        since, terms = _fewer(10.0 ** (short_term_lufs(levels).astype(np.float64) / 10.0))
        axes.fill_between(times, top - _DEPTH_LU, _lufs(moments), color=SKY, alpha=0.45,
                          linewidth=0)  # fmt: skip
        axes.plot(since + _SHORT_TERM_S / 2, _lufs(terms), color=BLUE, linewidth=1.1)
    axes.axhline(usual, color=INK, linewidth=0.9, linestyle=(0, (5, 3)))
    _at_right(axes, usual, signed(usual, "LUFS"))
    axes.set_ylim(top - _DEPTH_LU, top)
    axes.yaxis.set_major_locator(MultipleLocator(10))
    axes.tick_params(axis="y", labelsize=7)
    axes.set_ylabel("level, LUFS", color=SOFT, fontsize=8)
    quiet(axes)


def energy(axes: Axes, analysis: Analysis) -> None:
    """Draw the energy of each second, and a line at the song's own."""
    curve = analysis.energy_curve
    times = np.arange(len(curve)) + 0.5
    axes.fill_between(times, 0.0, curve, color=ORANGE, alpha=0.4, linewidth=0, step="mid")
    axes.plot(times, curve, color="#a86f00", linewidth=1.0, drawstyle="steps-mid")
    axes.axhline(analysis.energy, color=INK, linewidth=0.9, linestyle=(0, (5, 3)))
    _at_right(axes, analysis.energy, f"{analysis.energy:.2f}")
    axes.set_ylim(0, 1)
    axes.set_yticks([0, 1])
    axes.tick_params(axis="y", labelsize=7)
    axes.tick_params(axis="x", labelsize=8)
    axes.set_ylabel("energy", color=SOFT, fontsize=8)
    in_minutes(axes, marks=14)
    quiet(axes)


def _fewer(values: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return times and means of at most so many steps as can be seen."""
    each = max(1, -(-len(values) // _COLUMNS))
    starts = np.arange(0, len(values), each)
    counts = np.diff(np.append(starts, len(values)))
    return (starts + counts / 2.0) / LEVEL_RATE_HZ, np.add.reduceat(values, starts) / counts


def _lufs(power: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.asarray(10.0 * np.log10(np.maximum(power, 10.0 ** (SILENCE_DB / 10.0))))


def _at_right(axes: Axes, value: float, text: str) -> None:
    axes.annotate(text, (1.0, value), xycoords=("axes fraction", "data"), xytext=(4, 0),
                  textcoords="offset points", va="center", color=INK, fontsize=8,
                  annotation_clip=False)  # fmt: skip


def _bare(axes: Axes) -> None:
    quiet(axes)
    axes.spines["bottom"].set_visible(False)
    axes.set_facecolor("#faf8f5")
    axes.set_xticks([])
