"""What words in a history mean which track: ``aliases.yaml``, written by ``dj listener alias``.

It lies where ``overrides.yaml`` lies, is read as strictly, and may be edited by hand::

    - {artist: Ana L., title: Slat, track: 3f9c2a17, label: Ana Lee - Salt}
"""

import json
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import msgspec

from dj import resources
from dj.editorial.overrides.load import find_overrides
from dj.editorial.overrides.places import broken, read_yaml
from dj.model.names import fold, one_line
from dj.units import TrackId
from dj.writing import write_atomic

FILE_NAME = "aliases.yaml"
_HEAD = "# What words in listening histories mean which track. See `dj listener unmatched`.\n"
_TEXTS = frozenset({"artist", "title", "track", "label"})


class Alias(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Words of a history and the track they mean."""

    artist: str
    """As the history writes it; compared folded."""
    title: Annotated[str, msgspec.Meta(min_length=1)]
    track: Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{8,64}$")]
    """The track's identity, or its first eight characters or more."""
    label: str = ""
    """The track's name when it was written, for people."""

    @property
    def words(self) -> tuple[str, str]:
        """Folded artist and title."""
        return fold(self.artist), fold(self.title)


@dataclass(frozen=True, slots=True)
class Aliases:
    """All entries of a file, in its order."""

    path: Path | None = None
    entries: tuple[Alias, ...] = ()

    def tracks(self, ids: Iterable[str]) -> dict[tuple[str, str], TrackId]:
        """Map folded artist and title to the whole identity of a track that is there."""
        known = sorted(ids) if self.entries else []
        places = [bisect_left(known, entry.track) for entry in self.entries]
        return {
            entry.words: TrackId(known[place])
            for entry, place in zip(self.entries, places, strict=True)
            if place < len(known) and known[place].startswith(entry.track)
        }


def find_aliases() -> Path | None:
    """Find the file: the project's, else the user's, else the packaged one; None if none is."""
    return resources.listing(".", FILE_NAME).get(FILE_NAME)


def load_aliases(path: Path | None) -> Aliases:
    """Read a file of aliases; without one there are none.

    Raises:
        ConfigError: if it cannot be read or an entry breaks a rule: file, line, what to do.
    """
    if path is None:
        return Aliases()
    data, lines, _ = read_yaml(path, _TEXTS)
    try:
        entries = msgspec.convert([] if data is None else data, tuple[Alias, ...])
    except msgspec.ValidationError as error:
        problem, _, place = str(error).partition(" - at ")
        place = place.strip("`").partition(".")[0]
        hint = "Correct the line; `dj listener unmatched --aliases` lists the good ones."
        raise broken(path, lines.get(place, 1), problem[:1].lower() + problem[1:], hint) from error
    return Aliases(path, entries)


def save_aliases(known: Aliases, entries: Iterable[Alias]) -> Path:
    """Write the entries in the place of the known ones; a new file goes beside the overrides.

    Raises:
        OutputError: if the place cannot be written.
    """
    overrides = find_overrides()
    folder = resources.user_folder() if overrides is None else overrides.parent
    # JSON is YAML: every word is quoted, whatever a history holds.
    rows = "".join(f"- {json.dumps(_row(entry), ensure_ascii=False)}\n" for entry in entries)
    return write_atomic(known.path or folder / FILE_NAME, (_HEAD + rows).encode())


def _row(entry: Alias) -> dict[str, str]:
    return {name: _written(getattr(entry, name)) for name in entry.__struct_fields__}


def _written(text: str) -> str:
    """Leave out what a line of YAML must not hold; what is compared stays the same."""
    plain = one_line(text)
    return plain if fold(plain) == fold(text) else fold(text)
