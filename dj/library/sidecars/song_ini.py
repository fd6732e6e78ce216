"""``song.ini``: one song in a folder of its own, as rhythm games keep them.

    [song]
    name = Feelings
    artist = Sectoid

The song itself is ``song.*``. Its parts (``guitar.*``, ``drums.*`` …) are recordings of their own
and get the part's name behind the title, so that none passes for the whole song.
"""

from collections.abc import Mapping
from pathlib import Path

from dj.library.sidecars.text import read_text, refusal

_PARTS = ("guitar", "rhythm", "bass", "drums", "drums_1", "drums_2", "drums_3", "drums_4",
          "vocals", "vocals_1", "vocals_2", "keys", "crowd", "preview")  # fmt: skip
_NAMES = {
    "name": "title", "artist": "artist", "album": "album", "year": "year", "genre": "genre",
    "album_track": "track",
}  # fmt: skip
_LONGEST_LINE = 4096
"""Saved scores fill lines of many kilobytes; no name does."""


class SongIniReader:
    """Reads ``song.ini``."""

    def recognises(self, name: str, /) -> bool:
        """Go by the name alone."""
        return name.casefold() == "song.ini"

    def read(self, path: Path, /) -> Mapping[str, Mapping[str, str]]:
        """Map the song and its parts to their tags."""
        tags = _section(read_text(path), path)
        if not tags:
            raise refusal("names neither a title nor an artist", path)
        whole = {"song.*": tags}
        title = tags.get("title", "")
        parts = {
            f"{part}.*": {**tags, "title": f"{title} ({part.replace('_', ' ')})"}
            for part in (_PARTS if title else ())
        }
        return {**whole, **parts}


def _section(text: str, path: Path) -> dict[str, str]:
    """Return the known fields below ``[song]``; a field written twice keeps its first value."""
    section, seen, tags = "", False, dict[str, str]()
    for row in text.splitlines():
        line = row[:_LONGEST_LINE].strip().removeprefix("\ufeff")
        if line.startswith("[") and line.endswith("]"):
            section = line[1:-1].strip().casefold()
            seen = seen or section == "song"
        elif section == "song":
            name, _, value = line.partition("=")
            field = _NAMES.get(name.strip().casefold())
            if field and value.strip():
                tags.setdefault(field, value.strip())
    if not seen:
        raise refusal("has no section [song]", path)
    return tags
