"""A session as a picture: songs, talk, ducking and energy over time. SVG or PNG by the ending."""

import textwrap
from pathlib import Path

from matplotlib.axes import Axes

from dj.drawing import INK, SOFT, in_minutes, picture, quiet
from dj.model.manifest import Manifest
from dj.model.names import one_line
from dj.model.timeline import Event, EventKind
from dj.units import clock_text

_MUSIC = ("#2f5d7c", "#4a7f6b")
_BESIDE = {
    EventKind.SPEECH: ("#b4491f", "///", 0.35),
    EventKind.BED: ("#a64d8f", "...", 0.0),
    EventKind.IMAGING: ("#b37a00", "xxx", -0.35),
}
"""Colour, hatching and height of what is heard beside the songs."""
_MOST_DB = 8.0
"""Faders go up by 6 dB at most."""
_TITLE_CHARACTERS_PER_SHARE = 195
"""How many characters of a title fit a bar as wide as the whole picture."""


def draw(manifest: Manifest, output: Path) -> Path:
    """Draw the programme into an ``.svg`` or ``.png`` file; the same session gives the same bytes.

    Raises:
        OutputError: if the ending is neither, or the file cannot be written.
    """
    size_in = (12.8, 5.2)
    with picture(output, title=manifest.title, size_in=size_in, layout="constrained") as figure:
        songs, gains, energy = figure.subplots(
            3, 1, sharex=True, gridspec_kw={"height_ratios": (2.2, 1.1, 1.3)}
        )
        _songs(songs, manifest)
        _gains(gains, manifest)
        _energy(energy, manifest)
    return output


def _music(manifest: Manifest) -> list[Event]:
    return [event for event in manifest.timeline.events if event.kind is EventKind.MUSIC]


def _span(manifest: Manifest, event: Event) -> tuple[float, float]:
    rate = manifest.timeline.sample_rate_hz
    return event.at_frame / rate, event.length_frames / rate


def _songs(axes: Axes, manifest: Manifest) -> None:
    titles = {track.id: track.title for track in manifest.tracks}
    for number, event in enumerate(_music(manifest)):
        start, length = _span(manifest, event)
        lane = 2 - number % 2
        axes.barh(lane, length, left=start, height=0.86, color=_MUSIC[number % 2], alpha=0.9)
        share = length / manifest.timeline.duration_s
        text = _shortened(f"{number + 1}. {titles[event.source_id]}", share)  # type: ignore[index]
        axes.text(start + length / 2, lane, text, ha="center", va="center", color="white",
                  fontsize=7.5, parse_math=False)  # fmt: skip
    for event in manifest.timeline.events:
        if event.kind in _BESIDE:
            start, length = _span(manifest, event)
            color, hatch, height = _BESIDE[event.kind]
            axes.barh(height, length, left=start, height=0.32, color=color, hatch=hatch,
                      edgecolor="white", linewidth=0)  # fmt: skip
    axes.set_yticks([-0.35, 0.0, 0.35, 1.5], ["imaging", "beds", "talk", "songs"], fontsize=7.5)
    axes.set_title(
        f"{one_line(manifest.title)} · {clock_text(manifest.timeline.duration_s)} · "
        f"{len(manifest.tracks)} songs · {manifest.at}",
        loc="left", color=INK, fontsize=10, parse_math=False,
    )  # fmt: skip
    quiet(axes)


def _gains(axes: Axes, manifest: Manifest) -> None:
    rate = manifest.timeline.sample_rate_hz
    for number, event in enumerate(_music(manifest)):
        start, length = _span(manifest, event)
        times = [start, *(point.at_frame / rate for point in event.duck), start + length]
        levels = [0.0, *(point.gain_db for point in event.duck), 0.0]
        axes.plot(times, levels, color=_MUSIC[number % 2], linewidth=1.6)
    axes.set_ylim(-26, _MOST_DB)
    axes.set_ylabel("fader, dB", color=SOFT)
    quiet(axes)


def _energy(axes: Axes, manifest: Manifest) -> None:
    targets: list[tuple[float, float]] = []
    for number, (event, track, slot) in enumerate(
        zip(_music(manifest), manifest.tracks, manifest.lineup.slots, strict=True)
    ):
        start, length = _span(manifest, event)
        axes.bar(start + length / 2, track.energy, width=length * 0.96,
                 color=_MUSIC[number % 2], alpha=0.55)  # fmt: skip
        targets.append((start + length / 2, slot.energy_target))
    axes.plot(*zip(*targets, strict=True), color=INK, marker="o", markersize=3, linewidth=1.2,
              label="asked for")  # fmt: skip
    axes.set_ylim(0, 1)
    axes.set_ylabel("energy", color=SOFT)
    axes.legend(loc="upper right", frameon=False, fontsize=8)
    axes.set_xlim(0, manifest.timeline.duration_s)
    in_minutes(axes)
    quiet(axes)


def _shortened(title: str, share: float) -> str:
    """Fit a title into a bar: at most two lines, the rest left out."""
    room = max(4, int(share * _TITLE_CHARACTERS_PER_SHARE))
    lines = textwrap.wrap(one_line(title), room, max_lines=2, placeholder="…")
    return "\n".join(lines)
