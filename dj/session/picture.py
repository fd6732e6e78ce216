"""A session as a picture: songs, talk, ducking and energy over time. SVG or PNG by the ending."""

import io
import textwrap
from pathlib import Path

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, MaxNLocator

from dj.errors import OutputError
from dj.model.manifest import Manifest
from dj.model.timeline import Event, EventKind
from dj.session.chapters import one_line
from dj.session.files import write_atomic
from dj.units import clock_text

_INK = "#1d1b19"
_SOFT = "#6b645c"
_MUSIC = ("#2f5d7c", "#4a7f6b")
_SPEECH = "#b4491f"
_TITLE_CHARACTERS_PER_SHARE = 195
"""How many characters of a title fit a bar as wide as the whole picture."""


def draw(manifest: Manifest, output: Path) -> Path:
    """Draw the programme into an ``.svg`` or ``.png`` file; the same session gives the same bytes.

    Raises:
        OutputError: if the ending is neither, or the file cannot be written.
    """
    kind = output.suffix.lower().removeprefix(".")
    if kind not in ("svg", "png"):
        raise OutputError(
            f"a picture ends in .svg or .png, not {output.suffix!r}.", where=str(output)
        )
    with mpl.rc_context({"svg.hashsalt": "dj", "svg.fonttype": "none", "font.size": 9}):
        figure = Figure(figsize=(12.8, 5.2), layout="constrained", facecolor="white")
        FigureCanvasAgg(figure)
        songs, gains, energy = figure.subplots(
            3, 1, sharex=True, gridspec_kw={"height_ratios": (2.2, 1.1, 1.3)}
        )
        _songs(songs, manifest)
        _gains(gains, manifest)
        _energy(energy, manifest)
        picture = io.BytesIO()
        metadata = {"Date": None, "Title": one_line(manifest.title)} if kind == "svg" else None
        figure.savefig(picture, format=kind, dpi=120, metadata=metadata)
    return write_atomic(output, picture.getvalue())


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
        if event.kind is EventKind.SPEECH:
            start, length = _span(manifest, event)
            axes.barh(0, length, left=start, height=0.7, color=_SPEECH, hatch="///",
                      edgecolor="white", linewidth=0)  # fmt: skip
    axes.set_yticks([0, 1, 2], ["talk", "songs", ""])
    axes.set_title(
        f"{one_line(manifest.title)} · {clock_text(manifest.timeline.duration_s)} · "
        f"{len(manifest.tracks)} songs · {manifest.at}",
        loc="left", color=_INK, fontsize=10, parse_math=False,
    )  # fmt: skip
    _quiet(axes)


def _gains(axes: Axes, manifest: Manifest) -> None:
    rate = manifest.timeline.sample_rate_hz
    for number, event in enumerate(_music(manifest)):
        start, length = _span(manifest, event)
        times = [start, *(point.at_frame / rate for point in event.duck), start + length]
        levels = [0.0, *(point.gain_db for point in event.duck), 0.0]
        axes.plot(times, levels, color=_MUSIC[number % 2], linewidth=1.6)
    axes.set_ylim(-26, 2)
    axes.set_ylabel("ducking, dB", color=_SOFT)
    _quiet(axes)


def _energy(axes: Axes, manifest: Manifest) -> None:
    targets: list[tuple[float, float]] = []
    for number, (event, track, slot) in enumerate(
        zip(_music(manifest), manifest.tracks, manifest.lineup.slots, strict=True)
    ):
        start, length = _span(manifest, event)
        axes.bar(start + length / 2, track.energy, width=length * 0.96,
                 color=_MUSIC[number % 2], alpha=0.55)  # fmt: skip
        targets.append((start + length / 2, slot.energy_target))
    axes.plot(*zip(*targets, strict=True), color=_INK, marker="o", markersize=3, linewidth=1.2,
              label="asked for")  # fmt: skip
    axes.set_ylim(0, 1)
    axes.set_ylabel("energy", color=_SOFT)
    axes.legend(loc="upper right", frameon=False, fontsize=8)
    axes.set_xlim(0, manifest.timeline.duration_s)
    axes.xaxis.set_major_locator(MaxNLocator(nbins=12, steps=[1, 1.5, 3, 6, 10]))
    axes.xaxis.set_major_formatter(FuncFormatter(lambda seconds, _: clock_text(seconds)))
    _quiet(axes)


def _shortened(title: str, share: float) -> str:
    """Fit a title into a bar: at most two lines, the rest left out."""
    room = max(4, int(share * _TITLE_CHARACTERS_PER_SHARE))
    lines = textwrap.wrap(one_line(title), room, max_lines=2, placeholder="…")
    return "\n".join(lines)


def _quiet(axes: Axes) -> None:
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    axes.tick_params(length=0, colors=_SOFT)
