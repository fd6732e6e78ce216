"""PLS playlists: ``FileN=``, ``TitleN=`` and ``LengthN=`` under ``[playlist]``, in any order."""

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from dj.listeners.importers.fields import name
from dj.listeners.importers.lines import BOM, lines
from dj.listeners.importers.place import place, read_playlist, split_label, title_of
from dj.model.listening import Save
from dj.model.track import Skipped

SOURCE = "pls"
_ENTRY = re.compile(r"(file|title)(\d{1,6})\s*=\s*(.*)", re.IGNORECASE)


class PlsImporter:
    """Reads ``.pls``."""

    def recognises(self, head: bytes, name: str, /) -> bool:  # noqa: ARG002 - content decides
        """Look for ``[playlist]`` in the first line."""
        return head.removeprefix(BOM).lstrip()[:10].lower() == b"[playlist]"

    def read(self, source: Path, /) -> Iterator[Save | Skipped]:
        """Yield one save for each file, by number.

        Raises:
            ImportFileError: if the file is too large for a playlist.
        """
        files, titles = _entries(read_playlist(source))
        for number in sorted(files.keys() | titles.keys()):
            yield _save(source, number, files.get(number, ""), titles.get(number, ""))


def _entries(content: bytes) -> tuple[dict[int, str], dict[int, str]]:
    found: dict[str, dict[int, str]] = {"file": {}, "title": {}}
    for line in lines(BytesIO(content)):
        entry = _ENTRY.match(_text(line or b"").strip())
        if entry:
            found[entry[1].lower()][int(entry[2])] = entry[3].strip()
    return found["file"], found["title"]


def _save(source: Path, number: int, file: str, label: str) -> Save | Skipped:
    where = f"{source}:{number}"
    if not file:
        return Skipped(where=where, reason="has a title, but no file.")
    location = place(file, source.parent, is_uri=False)
    if not location:
        return Skipped(where=where, reason="is no path or address.")
    artist, title = split_label(label) if label else title_of(location)
    if not name(title):
        return Skipped(where=where, reason="has no title.")
    return Save(
        artist=name(artist), title=name(title), location=location,
        playlist=name(source.stem), source=SOURCE,
    )  # fmt: skip


def _text(line: bytes) -> str:
    try:
        return line.decode()
    except UnicodeDecodeError:
        return line.decode("cp1252", "replace")
