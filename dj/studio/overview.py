"""The picture above the songs: bars for songs and talk over a dial of minutes, in percent."""

import math
import unicodedata
from dataclasses import dataclass

from dj.model.manifest import Manifest
from dj.model.timeline import EventKind
from dj.session import one_line
from dj.units import clock_text

_WIDE_PX = 940.0
"""Width of the picture on a wide screen; narrower screens show numbers for titles."""
_CHARACTER_PX = 6.0
"""Mean advance of the labels' type; East Asian wide characters take two of it."""
_NUMBER_PX = 18.0
_PADDING_PX = 8.0
_LONGEST_TITLE = 200
"""Characters worth looking at: no bar has room for more."""
_DIAL_STEPS_S = (15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400)
_MOST_LABELS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One thing that sounds."""

    kind: str
    """``music`` or ``speech``."""
    lane: int
    """0 and 1: songs in turn; 2: the host."""
    x: float
    """Left edge, percent of the programme."""
    width: float
    """Percent of the programme."""
    number: str
    """Position of the song from 1; empty where even that has no room."""
    label: tuple[str, ...]
    """Title in one or two lines, where it fits a wide screen; otherwise empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A stroke of the dial."""

    x: float
    """Percent of the programme."""
    label: str
    """Time, for the long strokes; empty for the short ones."""


def bars(manifest: Manifest) -> list[Bar]:
    """Lay out everything that sounds, in order of time."""
    scale = 100.0 / max(1, manifest.timeline.length_frames)
    titles = {str(track.id): one_line(track.title) for track in manifest.tracks}
    rows, songs = [], 0
    for event in manifest.timeline.events:
        music = event.kind is EventKind.MUSIC
        width = event.length_frames * scale
        songs += music
        rows.append(
            Bar(
                kind=event.kind.value,
                lane=(songs - 1) % 2 if music else 2,
                x=round(event.at_frame * scale, 3),
                width=round(width, 3),
                number=str(songs) if music and _pixels(width) >= _NUMBER_PX else "",
                label=_fitting(titles.get(event.source_id, ""), _pixels(width)) if music else (),
            )
        )
    return rows


def dial(manifest: Manifest) -> list[Mark]:
    """Mark the time, some strokes with their label; the last label keeps clear of the end."""
    duration_s = max(1.0, manifest.timeline.duration_s)
    step_s = next((s for s in _DIAL_STEPS_S if duration_s / s <= _MOST_LABELS), _DIAL_STEPS_S[-1])
    fine_s = step_s / 5
    return [
        Mark(
            x=round(100.0 * number * fine_s / duration_s, 3),
            label=clock_text(number * fine_s) if _is_labelled(number, fine_s, duration_s) else "",
        )
        for number in range(math.floor(duration_s / fine_s) + 1)
    ]


def _is_labelled(number: int, fine_s: float, duration_s: float) -> bool:
    return number % 5 == 0 and number * fine_s <= 0.97 * duration_s


def _pixels(percent: float) -> float:
    return percent * _WIDE_PX / 100.0


def _fitting(title: str, room_px: float) -> tuple[str, ...]:
    """Break a title into the fewest lines that fit: one, two, or none at all."""
    if not title or len(title) > _LONGEST_TITLE:
        return ()
    words = title.split(" ")
    halves = [(" ".join(words[:n]), " ".join(words[n:])) for n in range(1, len(words))]
    halves.sort(key=lambda pair: max(map(_text_px, pair)))
    ways: list[tuple[str, ...]] = [(title,), *halves[:1]]
    return next((w for w in ways if max(map(_text_px, w)) <= room_px), ())


def _text_px(text: str) -> float:
    wide = sum(unicodedata.east_asian_width(c) in "WF" for c in text)
    return (len(text) + wide) * _CHARACTER_PX + _PADDING_PX
