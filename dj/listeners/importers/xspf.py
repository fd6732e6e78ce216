"""XSPF version 1 playlists ("spiff"): XML, read event by event, without any declaration.

No document type, no entities, no external anything: a file that declares them is refused at that
point, which is where the known attacks on XML parsers begin. Depth and sizes are bounded.
"""

from collections.abc import Iterator
from pathlib import Path
from xml.parsers import expat

from dj.listeners.importers.fields import name
from dj.listeners.importers.lines import BOM
from dj.listeners.importers.musicbrainz import ids_of
from dj.listeners.importers.place import PLACE_LIMIT, place, read_playlist, title_of
from dj.model.listening import Listen, Save
from dj.model.track import Skipped

SOURCE = "xspf"
_DEPTH = 32
_BLOCK_BYTES = 65_536
_FIELDS = frozenset(("location", "title", "creator", "album", "identifier"))


class XspfImporter:
    """Reads ``.xspf``."""

    def recognises(self, head: bytes, name: str, /) -> bool:
        """Look for a ``playlist`` element, or its namespace."""
        text = head.replace(b"\0", b"").removeprefix(BOM).lstrip(b"\xff\xfe \t\r\n")
        spiff = b"xspf.org/ns/0" in text or b"<trackList" in text
        return text.startswith(b"<") and b"<playlist" in text and (
            spiff or name.lower().endswith(".xspf")
        )  # fmt: skip

    def read(self, source: Path, /) -> Iterator[Listen | Save | Skipped]:
        """Yield one save for each track, in order, up to where the XML breaks, if it does.

        Raises:
            ImportFileError: if the file is too large for a playlist.
        """
        content = read_playlist(source)
        reader = _Reader(source)
        for start in range(0, len(content), _BLOCK_BYTES):
            block = content[start : start + _BLOCK_BYTES]
            yield from reader.feed(block, last=start + _BLOCK_BYTES >= len(content))
            if reader.broken:
                return


class _Refused(Exception):  # noqa: N818 - never leaves this file
    """The XML declares or nests what no playlist needs."""


class _Reader:
    """Collects the fields of each track as the parser passes them."""

    def __init__(self, source: Path) -> None:
        self.broken = False
        self._source = source
        self._playlist = name(source.stem)
        self._path: list[str] = []
        self._text: list[str] = []
        self._length = 0
        self._track: dict[str, str] = {}
        self._found: list[Save | Skipped] = []
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._characters
        self._parser.StartDoctypeDeclHandler = self._declaration
        self._parser.EntityDeclHandler = self._declaration

    def feed(self, block: bytes, *, last: bool) -> Iterator[Save | Skipped]:
        problem = ""
        try:
            self._parser.Parse(block, last)
        except expat.ExpatError as error:
            problem = f"is not well-formed XML; the rest is not read ({error})."
        except (_Refused, ValueError) as error:
            problem = f"{error}; the rest is not read."
        yield from self._found
        self._found.clear()
        if problem:
            self.broken = True
            yield Skipped(where=self._where(), reason=problem)

    def _where(self) -> str:
        return f"{self._source}:{self._parser.CurrentLineNumber}"

    def _declaration(self, *_: object) -> None:
        msg = "declares a document type or entity, which no playlist needs"
        raise _Refused(msg)

    def _start(self, tag: str, _: dict[str, str]) -> None:
        if len(self._path) >= _DEPTH:
            msg = f"is nested more than {_DEPTH} deep"
            raise _Refused(msg)
        self._path.append(tag.rpartition(" ")[2])
        self._text.clear()
        self._length = 0
        if self._path[-1] == "track":
            self._track = {}

    def _characters(self, text: str) -> None:
        # One more than a place may have, so that one too long is seen as such.
        if self._length <= PLACE_LIMIT:
            self._text.append(text[: PLACE_LIMIT + 1])
            self._length += len(text)

    def _end(self, _: str) -> None:
        tag = self._path.pop()
        value = "".join(self._text).strip()
        self._text.clear()
        parent = self._path[-1] if self._path else ""
        if tag == "track" and parent == "trackList":
            self._found.append(self._save())
        elif parent == "track" and tag in _FIELDS:
            self._track.setdefault(tag, value)
        elif parent == "playlist" and tag == "title":
            self._playlist = name(value) or self._playlist

    def _save(self) -> Save | Skipped:
        found = self._track
        location = place(found.get("location", ""), self._source.parent, is_uri=True)
        artist, title = name(found.get("creator")), name(found.get("title"))
        if not title and location:
            said, title = title_of(location)
            artist = artist or said
        if not title:
            return Skipped(where=self._where(), reason="has neither a title nor a location.")
        return Save(
            artist=name(artist),
            title=name(title),
            album=name(found.get("album")),
            location=location,
            playlist=self._playlist,
            ids=ids_of([found.get("identifier", "")]),
            source=SOURCE,
        )
