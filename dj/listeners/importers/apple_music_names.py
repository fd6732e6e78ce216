"""Which artist plays a song of Apple Music, by the lists that lie beside the play activity."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import msgspec

from dj.errors import ImportFileError
from dj.listeners.importers.arrays import ArrayReader
from dj.listeners.importers.fields import name
from dj.listeners.importers.place import split_label
from dj.listeners.importers.sheets import rows, under_header
from dj.model.names import fold

LIBRARY = "Apple Music Library Tracks.json"
DAILY = "Apple Music - Play History Daily Tracks.csv"
_DESCRIPTION = "track description"
_LARGEST = 200 * 1024 * 1024
_Song = tuple[str, str]


class _Track(
    msgspec.Struct, gc=False, rename={"title": "Title", "artist": "Artist", "album": "Album"}
):
    """A track of the library; any field may hold anything."""

    title: object = None
    artist: object = None
    album: object = None


_READER = ArrayReader(_Track)


class Names:
    """Artists by title and album, and by title where only one artist has it."""

    def __init__(self, folder: Path) -> None:
        """Read the lists in a folder; those that are not there or damaged tell nothing."""
        self._by_album: dict[_Song, str] = {}
        self._by_title: dict[str, set[str]] = {}
        for artist, title, album in _told(folder):
            self._by_album.setdefault((fold(title), fold(album)), artist)
            self._by_title.setdefault(fold(title), set()).add(artist)

    def artist(self, title: str, album: str) -> str:
        """Return the artist of a song, or "" if the lists do not say or disagree."""
        found = self._by_album.get((fold(title), fold(album)), "") if album else ""
        if found:
            return found
        named = self._by_title.get(fold(title), ())
        return next(iter(named)) if len(named) == 1 else ""


def _lists(folder: Path) -> list[Path]:
    """Find the lists in a folder, above it, and in the folders beside it: zips come in zips."""
    near = [place for top in (folder, folder.parent) for place in (top, *sorted(top.glob("*/")))]
    found = dict.fromkeys(place / listed for place in near for listed in (LIBRARY, DAILY))
    return [path for path in found if path.is_file() and path.stat().st_size <= _LARGEST]


def _told(folder: Path) -> Iterator[tuple[str, str, str]]:
    """Yield (artist, title, album) of every list."""
    for place in _lists(folder):
        with suppress(ImportFileError, OSError), place.open("rb") as stream:
            if place.name == LIBRARY:
                tracks = (row for row in _READER.read(stream) if isinstance(row, _Track))
                yield from ((name(t.artist), name(t.title), name(t.album)) for t in tracks
                            if name(t.artist) and name(t.title))  # fmt: skip
                continue
            for _, row in under_header(rows(stream), (_DESCRIPTION,), needed=1, where=str(place)):
                artist, title = split_label(row[0]) if isinstance(row, list) else ("", "")
                if artist and title:
                    yield name(artist), name(title), ""
