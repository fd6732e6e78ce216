"""The entries of an overrides file, checked and ready to apply."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

TAG_FIELDS = (
    "title", "artist", "artists", "album", "album_artist", "year", "released", "genres",
    "country", "language", "explicit", "work", "movement", "movement_number",
)  # fmt: skip
"""What an entry may set of a track; names as in `Track`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """What an entry is about; every field given must agree."""

    id: str = ""
    """The track's identity, or its first eight characters or more."""
    path: str = ""
    """A pattern for the whole path, such as ``*/Live/*``; letter case counts."""
    artist: str = ""
    title: str = ""
    album: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """Corrections of the tracks or albums that match."""

    match: Match
    values: Mapping[str, object]
    """Field → value; fields of `TAG_FIELDS`, of sound, or ``ban`` and ``never_talk_over``."""
    lines: Mapping[str, int]
    """Field → line of the file."""
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Naming:
    """What an artist is called, and who they are."""

    name: str
    """As it should be."""
    instead_of: tuple[str, ...] = ()
    """Spellings and names that mean the same artist."""
    match: Match | None = None
    """If given, only on these tracks: other people share the name."""
    ban: bool = False
    feature: bool = True
    """False plays them only to who knows them or asks for them by name."""
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Credit:
    """Who a compound credit means."""

    credit: str
    """As tagged, such as ``Ana & Bo``."""
    artists: tuple[str, ...]
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Overrides:
    """All entries of a file; falsy if there are none."""

    path: Path | None = None
    names: tuple[Naming, ...] = ()
    credits: tuple[Credit, ...] = ()
    albums: tuple[Entry, ...] = ()
    tracks: tuple[Entry, ...] = ()
    digest: str = field(default="")
    """Hash of the file's bytes; empty without a file."""

    def __bool__(self) -> bool:
        """Tell whether there is anything to apply."""
        return bool(self.names or self.credits or self.albums or self.tracks)

    def origin(self, line: int) -> str:
        """Name the source of a value, such as ``overrides.yaml: line 12``."""
        return f"{self.path.name if self.path else 'overrides'}: line {line}"
