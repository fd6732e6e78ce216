"""The page: the whole song above, two moments from close by and the rivals below."""

import unicodedata
from pathlib import Path

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from dj.analysis.picture import close, marks, rivals, whole
from dj.analysis.waveform import from_levels, outlines
from dj.audio.outline import Outline, Span
from dj.drawing import INK, SOFT, VERMILION, picture
from dj.model.analysis import Analysis, Song
from dj.model.names import one_line
from dj.model.track import Skipped
from dj.units import clock_text

_SIZE_IN = (12.8, 8.0)
_LEFT, _WIDTH = 0.062, 0.854
_ROWS = {
    "sections": (0.862, 0.026), "talk": (0.832, 0.024), "wave": (0.594, 0.232),
    "beats": (0.556, 0.034), "level": (0.452, 0.092), "energy": (0.386, 0.056),
}  # fmt: skip
"""Panels that share the whole song's time: bottom and height, as shares of the page."""
_CLOSE_LEFTS, _CLOSE_WIDTH = (_LEFT, _LEFT + 0.376), 0.334
_CLOSE_BOTTOM, _CLOSE_HEIGHT = 0.086, 0.214
_RIVALS = {"key": (0.216, 0.084), "tempo": (0.086, 0.084)}
_RIVALS_LEFT, _RIVALS_WIDTH = 0.862, 0.098
_WHOLE_COLUMNS, _CLOSE_COLUMNS = 1200, 800
_TITLE_LENGTH, _ALBUM_LENGTH, _FOOT_LENGTH = 84, 32, 170
_LABEL = {"facecolor": "white", "edgecolor": VERMILION, "boxstyle": "round,pad=0.4"}


def draw(song: Song, output: Path) -> Path:
    """Draw a song into an ``.svg`` or ``.png`` file; the same song gives the same bytes.

    The wave is read from the music file, in a limited worker; if that is not there or does not
    decode, it is drawn from the stored levels, and the picture says so.

    Raises:
        OutputError: if the ending is neither, or the file cannot be written.
    """
    with picture(output, title=song.track.label, size_in=_SIZE_IN) as figure:
        moments = close.moments(song.analysis)
        spans = [Span(start_s=0.0, end_s=song.analysis.duration_s, columns=_WHOLE_COLUMNS)]
        spans += [Span(start_s=m.start_s, end_s=m.end_s, columns=_CLOSE_COLUMNS) for m in moments]
        waves, complaint = _waves(song, spans)
        _head(figure, song)
        _whole(figure, song, waves[0], complaint)
        for left, moment, wave in zip(_CLOSE_LEFTS, moments, waves[1:], strict=True):
            axes = figure.add_axes((left, _CLOSE_BOTTOM, _CLOSE_WIDTH, _CLOSE_HEIGHT))
            close.moment(axes, song.analysis, moment, wave)
        _rivals(figure, song)
        _foot(figure, song)
    return output


def _waves(song: Song, spans: list[Span]) -> tuple[tuple[Outline, ...], str]:
    """Return the outlines, and what is to be said about them; empty if nothing."""
    found = outlines(song, spans)
    if isinstance(found, Skipped):
        drawn = tuple(from_levels(song.analysis, span) for span in spans)
        return drawn, f"{found.reason}: its wave is drawn from the levels that were stored."
    return found, ""


def _whole(figure: Figure, song: Song, wave: Outline, complaint: str) -> None:
    axes: dict[str, Axes] = {}
    for name, (bottom, height) in _ROWS.items():
        axes[name] = figure.add_axes((_LEFT, bottom, _WIDTH, height))
        axes[name].set_xlim(0.0, song.analysis.duration_s)
    whole.sections(axes["sections"], song.analysis)
    whole.talk(axes["talk"], song.analysis)
    marks.wave(axes["wave"], song.analysis, wave)
    if complaint:
        axes["wave"].text(0.5, 0.93, complaint, transform=axes["wave"].transAxes, ha="center",
                          color=INK, fontsize=8.5, zorder=9, bbox=_LABEL)  # fmt: skip
    marks.legend(axes["wave"])
    whole.beats(axes["beats"], song.analysis)
    whole.level(axes["level"], song.analysis)
    whole.energy(axes["energy"], song.analysis)
    for name, panel in axes.items():
        marks.cues(panel, song.analysis)
        marks.unplayed(panel, song.analysis)
        if name != "energy":
            panel.tick_params(labelbottom=False)
    marks.cue_names(axes["sections"], song.analysis)


def _rivals(figure: Figure, song: Song) -> None:
    key, tempo = (
        figure.add_axes((_RIVALS_LEFT, bottom, _RIVALS_WIDTH, height))
        for bottom, height in _RIVALS.values()
    )
    rivals.keys(key, song.analysis)
    rivals.tempi(tempo, song.analysis)


def _head(figure: Figure, song: Song) -> None:
    figure.text(_LEFT, 0.962, clipped(song.track.label, _TITLE_LENGTH), color=INK, fontsize=14,
                fontweight="bold", parse_math=False)  # fmt: skip
    figure.text(_LEFT, 0.937, _facts(song), color=SOFT, fontsize=9, parse_math=False)


def _facts(song: Song) -> str:
    track, a = song.track, song.analysis
    album = clipped(track.album, _ALBUM_LENGTH)
    peak = (
        "" if a.true_peak_dbtp is None else f", true peak {marks.signed(a.true_peak_dbtp, 'dBTP')}"
    )
    facts = [
        f"{album} ({track.year})" if album and track.year else album,
        clock_text(a.duration_s),
        f"{a.tempo_bpm:.1f} BPM in {a.beats_per_bar}" if a.tempo_bpm else "no pulse",
        f"{a.key} ({a.key.open_key}), {_tuned(a)}" if a.key else "no key",
        f"{marks.signed(a.loudness_lufs, 'LUFS')}, range {a.loudness_range_lu:.1f} LU{peak}",
        f"energy {a.energy:.2f}",
        f"ending: {a.cues.ending.value}",
    ]
    return "  ·  ".join(fact for fact in facts if fact)


def _tuned(analysis: Analysis) -> str:
    return f"tuned {analysis.tuning_cents:+.0f} cents".replace("-", "−")


def _foot(figure: Figure, song: Song) -> None:
    """Write what is heard in the sound, what is not as measured, and who measured."""
    sound = ", ".join(f"{tag.name} {tag.score:.2f}" for tag in song.analysis.sound_tags)
    origins = "; ".join(f"{name}: {where}" for name, where in song.track.provenance.items())
    said = "   ".join(filter(None, (sound and f"sounds like {sound}", origins)))
    figure.text(_LEFT, 0.03, clipped(said, _FOOT_LENGTH), fontsize=8, color=INK,
                parse_math=False)  # fmt: skip
    versions = song.analysis.analysers.items()
    measured = ", ".join(f"{name} {version}" for name, version in versions if name != "decode")
    figure.text(_LEFT, 0.012, clipped(f"{song.analysis.decoder}: {measured}", _FOOT_LENGTH),
                fontsize=7, color=SOFT, parse_math=False)  # fmt: skip


def clipped(text: str, most: int) -> str:
    """Write a name from outside on one line of at most so many narrow characters."""
    line, width = one_line(text), 0
    for place, character in enumerate(line):
        width += 2 if unicodedata.east_asian_width(character) in "WF" else 1
        if width > most:
            return line[:place].rstrip() + "…"
    return line
