"""A song as people read it: every value with where it comes from."""

import textwrap
from collections.abc import Iterable, Iterator

from rich.text import Text

from dj.cli import console, song_around, song_words
from dj.cli.song_words import Row
from dj.dossier import Dossier
from dj.model.track import Track

_NAME, _VALUE = 12, 60
"""Columns; a longer value pushes its source aside."""
_WIDEST, _LEAST_VALUE = 120, 30


def sheet(found: Dossier) -> None:
    """Print all that is known about a song."""
    out = console.out()
    width = min(out.width, _WIDEST) if out.is_terminal else None
    title = found.track.label if found.track else found.where.name
    out.print(Text(_one(title), "bold"), soft_wrap=True)
    for heading, rows in _chapters(found):
        lines = [_line(row, width) for row in rows if row[1]]
        if lines:
            out.print(Text(f"\n{heading}", "bold cyan"))
            out.print(Text("\n").join(lines), soft_wrap=True)


def _chapters(found: Dossier) -> Iterator[tuple[str, Iterable[Row]]]:
    yield "File", _file(found)
    if found.track is not None:
        yield "Tags", _tags(found.track)
        yield from song_words.chapters(found)
        yield "Around it", song_around.around(found)
    yield "Corrections", song_around.corrections(found)
    if found.song is not None:
        yield "Measured by", song_around.measured_by(found)


def _file(found: Dossier) -> Iterator[Row]:
    if found.track is not None:
        yield "id", found.track.id, ""
    gone = "" if found.where.exists() else "it is not there now"
    yield "path", str(found.where), gone
    for path in found.paths:
        if path != found.where:
            yield "", str(path), "the very same sound"
    if found.issue is not None:
        since = f"since {found.issue.since.astimezone():%Y-%m-%d}" if found.issue.since else ""
        yield found.issue.kind.value, found.issue.reason, since
        yield "", found.issue.remedy, ""
    elif found.song is None:
        yield "sound", "not analysed yet; `dj scan` does it", ""
    if found.banned:
        yield "banned", "never plays in a session", "overrides"


def _tags(track: Track) -> Iterator[Row]:
    values = {
        "title": track.title, "artist": track.artist, "artists": "; ".join(track.artists),
        "album": track.album, "album_artist": track.album_artist,
        "disc_number": _number(track.disc_number), "track_number": _number(track.track_number),
        "work": track.work, "movement": track.movement,
        "movement_number": _number(track.movement_number), "year": _number(track.year),
        "genres": "; ".join(track.genres), "language": track.language,
        "explicit": {True: "yes", False: "no", None: ""}[track.explicit],
    }  # fmt: skip
    if track.artists == (track.artist,):
        values["artists"] = ""
    for name, value in values.items():
        yield song_words.SPELT.get(name, name), value, track.provenance.get(name, "tags")
    for name, value in sorted(track.ids.items()):
        yield name, value, track.provenance.get(name, "tags")


def _number(value: int | None) -> str:
    return "" if value is None else str(value)


def _line(row: Row, width: int | None) -> Text:
    """Write a row; on a terminal of a width the value is folded below itself."""
    name, value, source = (_one(part) for part in row)
    column = _VALUE
    lines = [value]
    if width is not None:
        column = max(_LEAST_VALUE, min(_VALUE, width - _NAME - len(source) - 5))
        lines = textwrap.wrap(value, max(column, width - _NAME - len(source) - 5))
    lines[-1] = f"{lines[-1]:<{column}}" if source else lines[-1]
    shown = f"\n{'':<{_NAME + 3}}".join(lines)
    return Text.assemble(f"  {name:<{_NAME}} {shown}", (f"  {source}" if source else "", "dim"))


def _one(text: str) -> str:
    """Keep a name from being read by the terminal, and on one line."""
    return console.plain(text).replace("\n", "\\n")
