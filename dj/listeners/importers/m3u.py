"""M3U and M3U8 playlists: plain lists of paths, with or without ``#EXTINF`` lines before them.

Conventions met in the wild: a byte order mark, any line end, UTF-8 mixed with Windows-1252, back
slashes, ``file:`` addresses, IPTV attributes in ``#EXTINF``. Segment lists for streaming (HLS) have
the same ending and are refused.
"""

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path, PurePosixPath

from dj.listeners.importers.fields import name
from dj.listeners.importers.lines import BOM, lines
from dj.listeners.importers.place import place, read_playlist, split_label, title_of
from dj.model.listening import Listen, Save
from dj.model.track import Skipped

SOURCE = "m3u"
_SOUND = frozenset((
    ".mp3", ".flac", ".ogg", ".oga", ".opus", ".m4a", ".aac", ".wav", ".aif", ".aiff", ".wma",
    ".mpc", ".ape", ".wv", ".mp4", ".m4b",
))  # fmt: skip
_WIDE_BOMS = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}
_ATTRIBUTE = re.compile(r'\s+[\w-]+="[^"]*"')


class M3uImporter:
    """Reads ``.m3u`` and ``.m3u8``."""

    def recognises(self, head: bytes, name: str, /) -> bool:
        """Look for ``#EXTM3U`` or ``#EXTINF``, or for nothing but paths of sound files."""
        text = _narrow(head)
        if b"#EXT-X-" in text or b"\0" in text:
            return False
        if re.match(rb"\s*#EXT(M3U|INF)", text):
            return True
        found = [line.strip() for line in lines(BytesIO(text)) if line and line.strip()]
        # The head may end in the middle of a line.
        whole = found[:-1] if len(head) >= 65_536 else found
        paths = [line for line in whole if not line.startswith(b"#")]
        ours = name.lower().endswith((".m3u", ".m3u8"))
        if not paths:
            return ours and all(line.startswith(b"#") for line in found)
        return all(_is_sound(_text(line)) for line in paths)

    def read(self, source: Path, /) -> Iterator[Listen | Save | Skipped]:
        """Yield one save for each path, in order.

        Raises:
            ImportFileError: if the file is too large for a playlist.
        """
        content = _narrow(read_playlist(source))
        entry = _Entry(source)
        for number, line in enumerate(lines(BytesIO(content)), 1):
            if line is None:
                yield Skipped(where=f"{source}:{number}", reason="is too long for a path.")
            elif text := _text(line).strip():
                yield from entry.line(text, number)
        yield from entry.end()


class _Entry:
    """What has been said about the next path so far."""

    def __init__(self, source: Path) -> None:
        self._source = source
        self._playlist = name(source.stem)
        self._forget()

    def _forget(self) -> None:
        self._label = self._artist = self._album = ""
        self._said_at = 0

    def line(self, text: str, number: int) -> Iterator[Save | Skipped]:
        if text.startswith("#"):
            yield from self._tag(text, number)
        else:
            yield self._save(text, number)
            self._forget()

    def end(self) -> Iterator[Skipped]:
        if self._said_at:
            where = f"{self._source}:{self._said_at}"
            yield Skipped(where=where, reason="describes a song, but no path follows.")
            self._forget()

    def _tag(self, text: str, number: int) -> Iterator[Skipped]:
        tag, _, value = text.partition(":")
        value = value.strip()
        match tag.upper():
            case "#EXTINF":
                yield from self.end()
                self._label = _ATTRIBUTE.sub("", value).partition(",")[2].strip()
                self._said_at = number
            case "#PLAYLIST":
                self._playlist = name(value) or self._playlist
            case "#EXTALB":
                self._album = value
            case "#EXTART":
                self._artist = value

    def _save(self, text: str, number: int) -> Save | Skipped:
        location = place(text, self._source.parent, is_uri=False)
        if not location:
            return Skipped(where=f"{self._source}:{number}", reason="is no path or address.")
        artist, title = split_label(self._label) if self._label else title_of(location)
        if not title:
            return Skipped(where=f"{self._source}:{number}", reason="has no title.")
        return Save(
            artist=name(artist or self._artist),
            title=name(title),
            album=name(self._album),
            location=location,
            playlist=self._playlist,
            source=SOURCE,
        )


def _narrow(content: bytes) -> bytes:
    """Bring UTF-16 with a byte order mark to UTF-8; leave the rest."""
    encoding = _WIDE_BOMS.get(content[:2])
    if encoding:
        return content[2:].decode(encoding, "replace").encode("utf-8", "replace")
    return content.removeprefix(BOM)


def _text(line: bytes) -> str:
    try:
        return line.decode()
    except UnicodeDecodeError:
        return line.decode("cp1252", "replace")


def _is_sound(text: str) -> bool:
    return PurePosixPath(text.partition("?")[0]).suffix.lower() in _SOUND
