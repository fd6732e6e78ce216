"""Loved songs as Libre.fm and Last.fm give them: one page of ``lovedtracks`` in JSON."""

import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import msgspec

from dj.errors import ImportFileError
from dj.listeners.importers.arrays import ArrayReader
from dj.listeners.importers.fields import moment
from dj.listeners.importers.lines import BOM
from dj.listeners.importers.outcomes import outcomes
from dj.listeners.importers.place import read_playlist
from dj.listeners.importers.recordings import Scalar, recording
from dj.model.listening import Save
from dj.model.track import Skipped

SOURCE = "librefm-loved"
PLAYLIST = "Loved tracks"
_OPENING = re.compile(rb'\s*\{\s*"lovedtracks"\s*:\s*\{')


class _Named(msgspec.Struct, gc=False):
    name: Scalar = None
    mbid: Scalar = None


class _Date(msgspec.Struct, gc=False):
    uts: Scalar = None


class _Track(msgspec.Struct, gc=False):
    name: Scalar = None
    mbid: Scalar = None
    artist: _Named | None = None
    date: _Date | None = None


class _Page(msgspec.Struct, gc=False):
    track: msgspec.Raw = msgspec.Raw(b"[]")


class _File(msgspec.Struct, gc=False):
    lovedtracks: _Page


_TRACKS = ArrayReader(_Track)


class LovedImporter:
    """Reads one page of loved songs."""

    def recognises(self, head: bytes, name: str, /) -> bool:  # noqa: ARG002 - content decides
        """Look for an object whose first key is ``lovedtracks``."""
        return _OPENING.match(head.removeprefix(BOM)) is not None

    def read(self, source: Path, /) -> Iterator[Save | Skipped]:
        """Yield each loved song as a save; rows are counted from 1.

        Raises:
            ImportFileError: if the file is too large for a page, or not JSON as a whole.
        """
        content = read_playlist(source).removeprefix(BOM)
        try:
            page = msgspec.json.decode(content, type=_File).lovedtracks
        except (ValueError, RecursionError) as error:
            raise ImportFileError(
                f"the page of loved tracks is damaged ({error}).", where=str(source),
                hint="Export it again.",
            ) from error  # fmt: skip
        yield from outcomes(source, enumerate(_TRACKS.listed(page.track), 1), _save)


def _save(row: _Track) -> Save | str:
    artist = row.artist or _Named()
    known = recording(artist.name, row.name, "", row.mbid, artist.mbid)
    if isinstance(known, str):
        return known
    saved = moment(row.date.uts) if row.date else ""
    return Save(
        artist=known.artist,
        title=known.title,
        playlist=PLAYLIST,
        saved_at=saved if isinstance(saved, datetime) else None,
        ids=known.ids,
        source=SOURCE,
    )
