"""Histories of a Maloja server: ``maloja_export*.json``, an object with a list ``scrobbles``."""

import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import msgspec

from dj.listeners.importers.arrays import ArrayReader
from dj.listeners.importers.fields import milliseconds, moment, name
from dj.listeners.importers.lines import BOM
from dj.listeners.importers.outcomes import outcomes
from dj.listeners.importers.recordings import Scalar, Understood, recording, remembered
from dj.model.listening import Listen
from dj.model.track import Skipped

SOURCE = "maloja"
_KEYS = (b'"track"', b'"time"')
_SCROBBLES = re.compile(rb'"scrobbles"\s*:\s*(\[)')


class _Album(msgspec.Struct, gc=False):
    albumtitle: Scalar = None


class _Track(msgspec.Struct, gc=False):
    artists: list[Scalar] | Scalar = None
    title: Scalar = None
    album: _Album | None = None
    length: object = None
    """Seconds."""


class _Row(msgspec.Struct, gc=False):
    """A play."""

    time: Scalar = None
    track: _Track | None = None
    duration: object = None
    """Seconds it was played."""


_READER = ArrayReader(_Row)


class MalojaImporter:
    """Reads the export of a server."""

    def recognises(self, head: bytes, name: str, /) -> bool:  # noqa: ARG002 - content decides
        """Look for a list of scrobbles in an object, and the keys of one."""
        start = head.removeprefix(BOM).lstrip()[:1]
        found = _SCROBBLES.search(head) if start == b"{" else None
        return found is not None and all(key in head[found.end() :] for key in _KEYS)

    def read(self, source: Path, /) -> Iterator[Listen | Skipped]:
        """Yield each play; rows are counted from 1."""
        listen = partial(_listen, remembered(recording))
        with source.open("rb") as stream:
            yield from outcomes(source, enumerate(_READER.read(stream, _SCROBBLES), 1), listen)


def _listen(recall: Understood, row: _Row) -> Listen | str:
    started = moment(row.time)
    if isinstance(started, str):
        return f"{started}."
    track = row.track or _Track()
    known = recall(_credit(track.artists), track.title, track.album and track.album.albumtitle)
    if isinstance(known, str):
        return known
    artist, title, album, _ = known
    return Listen(
        started_at=started,
        artist=artist,
        title=title,
        album=album,
        played_ms=milliseconds(row.duration, per_unit=1000),
        duration_ms=milliseconds(track.length, per_unit=1000),
        source=SOURCE,
    )


def _credit(artists: list[Scalar] | Scalar) -> Scalar:
    """Join the artists as tags do, the first first: a comma may be part of a name."""
    return "; ".join(filter(None, map(name, artists))) if isinstance(artists, list) else artists
