"""Last.fm histories in JSON: pages as Last.fm's service gives them, in a list or alone.

The exporter by "ghan" writes a list of pages, each with ``track``: a list, or one object where a
page has one play. What is playing at the moment of the export has no date. A page that is broken is
refused as a whole.
"""

import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import BinaryIO

import msgspec

from dj.listeners.importers.arrays import WHOLE_FILE, ArrayReader
from dj.listeners.importers.fields import moment
from dj.listeners.importers.lines import BOM
from dj.listeners.importers.outcomes import outcomes
from dj.listeners.importers.recordings import Scalar, Understood, recording, remembered
from dj.model.listening import Listen
from dj.model.track import Skipped

SOURCE = "lastfm-json"
_KEYS = (b'"track"', b'"artist"', b'"album"')
_DATES = (b'"uts"', b'"nowplaying"')
_ONE_PAGE = re.compile(rb'"track"\s*:\s*(\[)')


_NO_LIST = msgspec.Raw()


class _Named(msgspec.Struct, rename={"text": "#text"}, gc=False):
    text: Scalar = None
    name: Scalar = None
    """In place of the text, where the page was asked for with more detail."""
    mbid: Scalar = None


class _Date(msgspec.Struct, gc=False):
    uts: Scalar = None


class _Track(msgspec.Struct, gc=False):
    """A play."""

    name: Scalar = None
    mbid: Scalar = None
    artist: _Named | str | None = None
    album: _Named | str | None = None
    date: _Date | None = None


class _Page(_Track, gc=False):
    """A page of plays, or a play that stands in a page's place."""

    track: msgspec.Raw = _NO_LIST


_PAGES = ArrayReader(_Page, row_start=r'\{\s*"(?:track|@attr)"')
_TRACKS = ArrayReader(_Track)


class LastfmJsonImporter:
    """Reads the JSON file of plays."""

    def recognises(self, head: bytes, name: str, /) -> bool:  # noqa: ARG002 - content decides
        """Look for the keys of a page with plays; loved songs have another outer key."""
        start = head.removeprefix(BOM).lstrip()[:1]
        keyed = all(key in head for key in _KEYS) and any(key in head for key in _DATES)
        return (
            start in (b"[", b"{") and keyed and b'"#text"' in head and b'"lovedtracks"' not in head
        )

    def read(self, source: Path, /) -> Iterator[Listen | Skipped]:
        """Yield each play; they are counted from 1 through all pages."""
        listen = partial(_listen, remembered(recording))
        with source.open("rb") as stream:
            yield from outcomes(source, enumerate(_tracks(stream), 1), listen)


def _tracks(stream: BinaryIO) -> Iterator[_Track | str]:
    start = stream.read(64).removeprefix(BOM).lstrip()
    stream.seek(0)
    if start.startswith(b"{"):
        yield from _TRACKS.read(stream, _ONE_PAGE)
        return
    for page in _PAGES.read(stream, WHOLE_FILE):
        if isinstance(page, str):
            yield f"a page of plays {page}"
        elif page.track is _NO_LIST:
            yield page
        else:
            yield from _TRACKS.listed(page.track)


def _listen(recall: Understood, row: _Track) -> Listen | str:
    if row.date is None:
        return "is playing now: it has no date of play."
    started = moment(row.date.uts)
    if isinstance(started, str):
        return f"{started}."
    artist_mbid = row.artist.mbid if isinstance(row.artist, _Named) else ""
    known = recall(_name(row.artist), row.name, _name(row.album), row.mbid, artist_mbid)
    if isinstance(known, str):
        return known
    artist, title, album, ids = known
    return Listen(
        started_at=started,
        artist=artist,
        title=title,
        album=album,
        ids=ids,
        source=SOURCE,
    )


def _name(value: _Named | str | None) -> Scalar:
    return value.text or value.name if isinstance(value, _Named) else value
