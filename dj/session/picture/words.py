"""Names that fit their place, and the whole picture in words."""

import unicodedata
from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from dj.model.manifest import Manifest, ManifestTrack
from dj.model.names import one_line
from dj.session.picture.systems import Song, songs
from dj.units import clock_text

_LEAST = 4
"""Columns below which nothing of a name can be read."""
_LONG = 200
"""Characters of a name that are looked at."""


def fitted(name: str, columns: int, lines: int) -> str:
    """Break a name from outside into so many lines of so many columns, the rest left out.

    Wide letters, such as Han, take two columns.
    """
    if columns < _LEAST:
        return ""
    rest, found = one_line(name[:_LONG]), list[str]()
    while rest and len(found) < lines:
        line, rest = _broken(rest, columns)
        found.append(line)
    if rest:
        found[-1] = _cut(found[-1], columns - 1) + "…"
    return "\n".join(found)


def _broken(text: str, columns: int) -> tuple[str, str]:
    head = _cut(text, columns)
    if len(head) == len(text):
        return text, ""
    space = head.rfind(" ") if text[len(head)] != " " else len(head)
    end = space if space >= len(head) // 2 else len(head)
    return text[:end].rstrip(), text[end:].lstrip()


def _cut(text: str, columns: int) -> str:
    taken = 0
    for number, letter in enumerate(text):
        taken += columns_of(letter)
        if taken > columns:
            return text[:number].rstrip()
    return text


def columns_of(text: str) -> int:
    """Count the columns that a text takes."""
    return sum(_width(letter) for letter in text)


def _width(letter: str) -> int:
    if unicodedata.combining(letter):
        return 0
    return 2 if unicodedata.east_asian_width(letter) in "WF" else 1


def tempo(track: ManifestTrack) -> str:
    """Write a tempo for people."""
    return f"{track.tempo_bpm:.0f} BPM" if track.tempo_bpm else "no pulse"


def key(track: ManifestTrack) -> str:
    """Write a key by its name and in Open Key."""
    return f"{track.key} · {track.open_key}" if track.key else "no key"


def facts(manifest: Manifest) -> Iterator[str]:
    """Yield what the head of the picture says, part by part."""
    found = songs(manifest)
    length = clock_text(manifest.timeline.duration_s)
    asked = f" of {clock_text(manifest.length_s)} asked for" if manifest.length_s else ""
    yield f"{_many(len(found), 'song')} in {length}{asked}"
    if new := sum(song.slot.new_to_listener for song in found):
        yield f"{new} new to you"
    yield _many(len(manifest.script.breaks), "talk break")
    yield f"for {_moment(manifest)}"


def _moment(manifest: Manifest) -> str:
    at = datetime.fromisoformat(manifest.at).astimezone(ZoneInfo(manifest.time_zone))
    return f"{at:%Y-%m-%d %H:%M} ({manifest.time_zone})"


def price(manifest: Manifest) -> str:
    """Write what the plan costs, and how much better it could be at most."""
    plan = manifest.lineup
    return (f"cost {plan.cost:.2f}; no order of these candidates is below {plan.lower_bound:.2f} "
            f"(gap {plan.gap:.0%})")  # fmt: skip


def in_words(manifest: Manifest) -> str:
    """Tell all that the picture shows."""
    told = [f"{one_line(manifest.title)}: {', '.join(facts(manifest))}; {price(manifest)}."]
    return " ".join([*told, *map(_song, songs(manifest))])


def _song(song: Song) -> str:
    track, slot = song.track, song.slot
    by = f" by {one_line(track.artist)}" if track.artist else ""
    join = f"; join {slot.join.total:.2f}" if slot.join else ""
    new = "; new to you" if slot.new_to_listener else ""
    return (f"{song.number}. {one_line(track.title)}{by} at {clock_text(song.start_s)}: "
            f"{slot.theme.value}; energy {track.energy:.2f}, {slot.energy_target:.2f} asked for; "
            f"{tempo(track)}; {key(track)}{new}{join}.")  # fmt: skip


def _many(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"
