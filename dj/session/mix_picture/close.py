"""One join from close by: both songs with their gains, the words, the wave, and why."""

import textwrap
from dataclasses import dataclass

import numpy as np
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter, MaxNLocator

from dj.audio.curves import corners_db
from dj.audio.outline import Outline
from dj.drawing import FAINT, INK, SKY, SOFT, quiet
from dj.model.manifest import Manifest
from dj.model.names import one_line
from dj.model.timeline import Event, EventKind, Join
from dj.session.mix_picture.marks import COLOURS, HATCHES, NAMES, SONGS, gain, music, seconds
from dj.units import clock_text

_AROUND_S = 15.0
_STEPS = 900
_TITLE, _NAME, _REASON = 30, 100, 108
"""Most characters of a title, of the head line and of a reason's line."""
_SONG_BASES = (2.15, 1.1)
_WORDS_BASE = -1.75


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """What a join's panel shows."""

    join: Join
    outgoing: Event
    incoming: Event
    start_s: float
    end_s: float


def moment(manifest: Manifest, join: Join) -> Moment:
    """Choose what to show: the join and its words, and 15 s on either side."""
    timeline = manifest.timeline
    songs, rate_hz = music(timeline), timeline.sample_rate_hz
    outgoing, incoming = songs[join.position - 1], songs[join.position]
    ends = [outgoing.end_frame / rate_hz, incoming.at_frame / rate_hz]
    said = {b.id for b in manifest.script.breaks if b.after_position == join.position - 1}
    spoken = [seconds(event, timeline) for event in timeline.events if event.source_id in said]
    first = min([*ends, *(max(start, min(ends) - _AROUND_S) for start, _ in spoken)])
    last = max([*ends, *(min(end, max(ends) + _AROUND_S) for _, end in spoken)])
    return Moment(join=join, outgoing=outgoing, incoming=incoming,
                  start_s=first - _AROUND_S, end_s=last + _AROUND_S)  # fmt: skip


def draw(axes: Axes, manifest: Manifest, shown: Moment, outline: Outline) -> None:
    """Draw one panel."""
    times = np.linspace(shown.start_s, shown.end_s, outline.span.columns)
    axes.fill_between(times, outline.low, outline.high, color=SKY, linewidth=0)
    axes.fill_between(times, -outline.rms, outline.rms, color="#3d86b5", linewidth=0)
    for event, base in zip((shown.outgoing, shown.incoming), _SONG_BASES, strict=True):
        _song(axes, manifest, shown, event, base)
    _others(axes, manifest, shown)
    axes.axvline(shown.join.at_frame / manifest.timeline.sample_rate_hz, color=INK, linewidth=0.8)
    axes.set_xlim(shown.start_s, shown.end_s)
    axes.set_ylim(-2.0, 3.25)
    axes.set_yticks([])
    axes.xaxis.set_major_locator(MaxNLocator(nbins=7, steps=[1, 2, 5, 10], integer=True))
    axes.xaxis.set_major_formatter(FuncFormatter(lambda seconds, _: clock_text(seconds)))
    axes.tick_params(axis="x", labelsize=6.5)
    quiet(axes)
    axes.spines["bottom"].set_color(FAINT)
    _words(axes, manifest, shown)


def _song(axes: Axes, manifest: Manifest, shown: Moment, event: Event, base: float) -> None:
    """Draw a song's gain as a height, and the gain of its lows as a dashed line where it dips."""
    position = shown.join.position - (event is shown.outgoing)
    colour = SONGS[position % 2]
    times = np.linspace(shown.start_s, shown.end_s, _STEPS)
    frames = times * manifest.timeline.sample_rate_hz
    heights = gain(event, frames)
    axes.fill_between(times, base, base + 0.9 * heights, color=colour, alpha=0.85, linewidth=0)
    if event.lows:
        lows = heights * 10.0 ** (corners_db(event.lows, frames) / 20.0)
        axes.plot(times, base + 0.9 * lows, color=INK, linewidth=0.8, linestyle=(0, (3, 2)))
    _depth(axes, shown, event, base, manifest.timeline.sample_rate_hz)
    start, end = seconds(event, manifest.timeline)
    middle = (max(start, shown.start_s) + min(end, shown.end_s)) / 2
    if end > start:
        axes.text(middle, base + 0.18, str(position + 1), color="white", fontsize=7, ha="center",
                  fontweight="bold")  # fmt: skip


def _depth(axes: Axes, shown: Moment, event: Event, base: float, rate_hz: int) -> None:
    """Write how deep a song goes under the words."""
    seen = [
        (corner.gain_db, corner.at_frame / rate_hz)
        for corner in event.duck
        if event.at_frame <= corner.at_frame < event.end_frame
        and shown.start_s < corner.at_frame / rate_hz < shown.end_s
    ]
    gain_db, at_s = min(seen, default=(0.0, 0.0))
    if gain_db < 0:
        axes.text(at_s, base + 0.55, f"{gain_db:.0f} dB".replace("-", "−"), fontsize=6, color=INK,
                  ha="center", bbox={"facecolor": "white", "linewidth": 0, "pad": 0.5})  # fmt: skip


def _others(axes: Axes, manifest: Manifest, shown: Moment) -> None:
    for event in manifest.timeline.events:
        start, end = seconds(event, manifest.timeline)
        if event.kind is EventKind.MUSIC or end < shown.start_s or start > shown.end_s:
            continue
        start, end = max(start, shown.start_s), min(end, shown.end_s)
        base = _WORDS_BASE + (0.0 if event.kind is EventKind.SPEECH else 0.35)
        axes.broken_barh([(start, end - start)], (base, 0.33), facecolor=COLOURS[event.kind],
                         edgecolor="white", linewidth=0, hatch=HATCHES[event.kind])  # fmt: skip
        if end - start > 2.0:
            axes.text((start + end) / 2, base + 0.14, NAMES[event.kind], fontsize=6, color=INK,
                      ha="center", va="center",
                      bbox={"facecolor": "white", "linewidth": 0, "pad": 0.6})  # fmt: skip


def _words(axes: Axes, manifest: Manifest, shown: Moment) -> None:
    join = shown.join
    length_s = join.overlap_frames / manifest.timeline.sample_rate_hz
    length = f"{length_s:.1f} s" if length_s >= 0 else f"{-length_s:.1f} s pause"
    held = " · by hand" if join.locked else ""
    titles = [_short(manifest.tracks[join.position - step].title) for step in (1, 0)]
    head = f"{join.position + 1}  {join.kind.value} {length} · cost {join.cost:.2f}{held}"
    axes.text(0.0, 1.14, head, transform=axes.transAxes, fontsize=8, color=INK, fontweight="bold",
              va="bottom", parse_math=False)  # fmt: skip
    axes.text(1.0, 1.14, f"{titles[0]} → {titles[1]}", transform=axes.transAxes, fontsize=7,
              color=INK, va="bottom", ha="right", parse_math=False)  # fmt: skip
    reason = textwrap.shorten(one_line(join.reason), _REASON, placeholder="…")
    axes.text(0.0, 1.03, reason, transform=axes.transAxes, fontsize=6.5, color=SOFT, va="bottom",
              parse_math=False)  # fmt: skip


def _short(title: str) -> str:
    line = one_line(title)
    return line if len(line) <= _TITLE else line[: _TITLE - 1].rstrip() + "…"
