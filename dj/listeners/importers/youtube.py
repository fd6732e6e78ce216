"""YouTube Music in Google Takeout: ``watch-history.json``, in whatever language and folder it is.

The whole history of YouTube is in it; music is what has ``YouTube Music`` as its header (addresses
do not tell). Nothing says for how long a video played.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import msgspec

from dj.errors import ImportFileError
from dj.listeners.importers.arrays import ArrayReader
from dj.listeners.importers.dates import iso
from dj.listeners.importers.fields import name
from dj.listeners.importers.lines import BOM
from dj.listeners.importers.outcomes import lacking, outcomes
from dj.listeners.importers.place import split_label
from dj.listeners.importers.youtube_titles import Phrase, artist_of
from dj.model.listening import Listen
from dj.model.track import Skipped

SOURCE = "youtube-music"
_MUSIC = "YouTube Music"
_SAMPLE = 2_000
"""Rows that are looked at to learn how the account's language says "watched"."""
_HTML = re.compile(rb"\s*(?:<!doctype html[^>]*>\s*)?<html", re.IGNORECASE)
_OURS_IN_HTML = (b"outer-cell", b"youtube.com/watch")


class _Named(msgspec.Struct, gc=False):
    name: object = None


class _Snippet(msgspec.Struct, gc=False):
    """A row as files had it until about 2019."""

    publishedAt: object = None  # noqa: N815 - the key of the file
    title: object = None
    channelTitle: object = None  # noqa: N815


class _Row(msgspec.Struct, gc=False):
    """Something watched; any field may hold anything."""

    header: object = None
    title: object = None
    subtitles: list[_Named] | None = None
    time: object = None
    details: list[_Named] | None = None
    snippet: _Snippet | None = None


_READER = ArrayReader(_Row)


class YouTubeImporter:
    """Reads the watch history of Takeout in JSON."""

    def recognises(self, head: bytes, name: str, /) -> bool:  # noqa: ARG002 - content decides
        """Look for the keys of what was watched, or for the page that Takeout writes instead."""
        start = head.removeprefix(BOM).lstrip()
        if _HTML.match(start):
            return any(mark in head for mark in _OURS_IN_HTML)
        is_new = b'"titleUrl"' in head and b'"header"' in head and b'"time"' in head
        is_old = b'"snippet"' in head and b'"publishedAt"' in head
        return start.startswith(b"[") and (is_new or is_old)

    def read(self, source: Path, /) -> Iterator[Listen | Skipped]:
        """Yield each song of YouTube Music; rows are counted from 1.

        Raises:
            ImportFileError: if it is the HTML page, which loses times and languages.
        """
        with source.open("rb") as stream:
            if _HTML.match(stream.read(1024).removeprefix(BOM)):
                raise ImportFileError(
                    "this is Takeout's HTML page, which cannot be read.", where=str(source),
                    hint="Ask Takeout again, and choose JSON as the format of the history.",
                )  # fmt: skip
        phrase = Phrase.learned(_titles(source))
        with source.open("rb") as stream:
            found = enumerate(_READER.read(stream), 1)
            yield from outcomes(source, found, lambda row: _listen(row, phrase))


def _titles(source: Path) -> list[str]:
    """Return the first titles with the account's phrase around them."""
    found: list[str] = []
    with source.open("rb") as stream:
        for row in _READER.read(stream):
            if isinstance(row, _Row) and isinstance(row.title, str):
                found.append(row.title)
            if len(found) == _SAMPLE:
                break
    return found


def _listen(row: _Row, phrase: Phrase) -> Listen | str:
    if row.snippet is not None:
        return _old_listen(row.snippet)
    if row.header != _MUSIC:
        return "is a video of YouTube, not of YouTube Music."
    if row.details:
        return "is an advertisement."
    started = iso(row.time)
    if isinstance(started, str):
        return f"{started}."
    title = name(phrase.without(name(row.title)))
    channel = name(row.subtitles[0].name) if row.subtitles else ""
    if not channel or title.startswith(("https://", "http://")):
        return "is of a video that was removed."
    artist, title = _names(channel, title)
    if reason := lacking(artist, title):
        return reason
    return Listen(started_at=started, artist=artist, title=title, source=SOURCE)


def _names(channel: str, title: str) -> tuple[str, str]:
    """Read artist and title; a song's own channel is certain, any other one a last resort."""
    artist = artist_of(channel)
    if artist is not None:
        return artist, title
    before, after = split_label(title)
    return (before, after) if before and after else (channel.removesuffix("VEVO"), title)


def _old_listen(row: _Snippet) -> Listen | str:
    artist = artist_of(name(row.channelTitle))
    if not artist:
        return "is of an old file that does not tell music from videos."
    started = iso(row.publishedAt)
    if isinstance(started, str):
        return f"{started}."
    title = name(row.title)
    if not title:
        return "has no title."
    return Listen(started_at=started, artist=artist, title=title, source=SOURCE)
