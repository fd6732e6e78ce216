"""The rows that show a whole mix: songs and what lies over them, the wave, the loudness."""

import numpy as np
from matplotlib.axes import Axes

from dj.audio.hearing import Hearing
from dj.audio.outline import Outline
from dj.drawing import FAINT, INK, SKY, SOFT, VERMILION, in_minutes, quiet
from dj.model.analysis import LEVEL_RATE_HZ
from dj.model.manifest import Manifest
from dj.model.timeline import EventKind
from dj.session.mix_picture.marks import COLOURS, HATCHES, SONGS, fitting, gain, music, seconds

_SHORT_TERM_S = 3.0
_LANES = {EventKind.SPEECH: 0.0, EventKind.BED: -0.5, EventKind.IMAGING: -0.5}
_STEPS = 4000


def songs(axes: Axes, manifest: Manifest) -> None:
    """Draw songs in turn on two lanes, as high as their fades and ducks leave them."""
    timeline = manifest.timeline
    titles = {track.id: track.title for track in manifest.tracks}
    times = np.linspace(0.0, timeline.duration_s, _STEPS)
    for number, event in enumerate(music(timeline)):
        start, end = seconds(event, timeline)
        base = 1.6 - number % 2 * 0.85
        inside = np.append(times[(times > start) & (times < end)], [start, end - 0.01])
        inside.sort()
        height = gain(event, inside * timeline.sample_rate_hz)
        axes.fill_between(inside, base, base + 0.75 * height, color=SONGS[number % 2], linewidth=0)
        room = (end - start) / timeline.duration_s
        label = fitting(f"{number + 1} {titles[event.source_id]}", room * 0.92)  # type: ignore[index]
        axes.text((start + end) / 2, base + 0.2, label or str(number + 1), ha="center",
                  color="white", fontsize=6.5, parse_math=False)  # fmt: skip
    for event in timeline.events:
        if event.kind in _LANES:
            start, end = seconds(event, timeline)
            axes.broken_barh([(start, end - start)], (_LANES[event.kind], 0.5),
                             facecolor=COLOURS[event.kind], edgecolor="white", linewidth=0,
                             hatch=HATCHES[event.kind])  # fmt: skip
    axes.set_ylim(-0.55, 2.4)
    axes.set_yticks([])
    _bare(axes)


def wave(axes: Axes, manifest: Manifest, outline: Outline) -> None:
    """Draw the wave, the joins with their numbers, and where they are dear."""
    times = np.linspace(outline.span.start_s, outline.span.end_s, outline.span.columns)
    axes.fill_between(times, outline.low, outline.high, color=SKY, linewidth=0)
    axes.fill_between(times, -outline.rms, outline.rms, color="#3d86b5", linewidth=0)
    rate_hz = manifest.timeline.sample_rate_hz
    step = max(1, len(manifest.timeline.joins) // 60)
    for join in manifest.timeline.joins:
        axes.axvline(join.at_frame / rate_hz, color=INK, linewidth=0.6)
        if join.position % step == 0:
            axes.text(join.at_frame / rate_hz, 1.03, str(join.position + 1), ha="center",
                      va="bottom", fontsize=6.5, color=SOFT)  # fmt: skip
    axes.set_ylim(-1.0, 1.0)
    axes.set_yticks([])
    axes.set_ylabel("wave", color=SOFT, fontsize=8)
    _bare(axes)


def loudness(axes: Axes, manifest: Manifest, heard: Hearing) -> None:
    """Draw short-term loudness with its target, and a mark where a true peak is over the limit."""
    target = manifest.timeline.target_lufs
    values = np.maximum(heard.short_term_lufs, target - 24.0)
    times = np.arange(len(values)) / LEVEL_RATE_HZ + _SHORT_TERM_S / 2
    axes.fill_between(times, target - 24.0, values, color=SKY, alpha=0.4, linewidth=0)
    axes.plot(times, values, color="#3d86b5", linewidth=0.9)
    axes.axhline(target, color=INK, linewidth=0.9, linestyle=(0, (5, 3)))
    _at_right(axes, target, f"{target:.0f} LUFS".replace("-", "−"))
    limit = manifest.timeline.max_true_peak_dbtp
    over = np.flatnonzero(heard.peaks_dbtp > limit)
    axes.plot(over + 0.5, np.full(len(over), target + 7.0), "v", color=VERMILION, markersize=5,
              clip_on=False)  # fmt: skip
    loudest = int(heard.peaks_dbtp.argmax()) if len(heard.peaks_dbtp) else 0
    told = f"{heard.peaks_dbtp[loudest]:.1f} dBTP" if len(heard.peaks_dbtp) else ""
    axes.plot([loudest + 0.5], [target + 7.0], "v", markerfacecolor="white", color=VERMILION,
              markersize=5, clip_on=False)  # fmt: skip
    late = loudest > 0.9 * manifest.timeline.duration_s
    axes.annotate(f"highest peak {told}".replace("-", "−"), (loudest + 0.5, target + 7.0),
                  xytext=(-6 if late else 6, 0), textcoords="offset points", va="center",
                  ha="right" if late else "left", fontsize=7, color=SOFT)  # fmt: skip
    axes.set_ylim(target - 24.0, target + 9.0)
    axes.set_yticks([target - 20, target - 10, target])
    axes.tick_params(axis="y", labelsize=7)
    axes.set_ylabel("short-term,\nLUFS", color=SOFT, fontsize=8)
    in_minutes(axes, marks=14)
    quiet(axes)


def _at_right(axes: Axes, value: float, text: str) -> None:
    axes.annotate(text, (1.0, value), xycoords=("axes fraction", "data"), xytext=(4, 0),
                  textcoords="offset points", va="center", color=INK, fontsize=7.5,
                  annotation_clip=False)  # fmt: skip


def _bare(axes: Axes) -> None:
    quiet(axes)
    axes.spines["bottom"].set_color(FAINT)
    axes.tick_params(labelbottom=False)
