"""What co-listening data says of itself."""

from collections.abc import Mapping
from dataclasses import dataclass, field

FORMAT = 1
HOUSEHOLD = "listeners of this library who share"
"""How the library's own listeners are called among the sources."""
ABSENT = "no co-listening data: `dj colisten build DATA`"


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Data that was read."""

    where: str
    """File or folder; of the library's own listeners, `HOUSEHOLD`."""
    sha256: str = ""
    """Of the content; empty for the library's own listeners."""
    rows: int = 0
    listeners: int = 0
    """People in it, counted before any were left out."""
    refused: Mapping[str, int] = field(default_factory=dict)
    """Reason → rows that could not be used."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """What a build was made from and with. It holds no date and nobody's name."""

    format: int = FORMAT
    licence: str
    """What the user said about the data's licence."""
    seed: int
    versions: Mapping[str, str]
    """Libraries that decide the numbers, such as ``numpy``."""
    sources: tuple[Source, ...]
    listeners: int
    """People that count."""
    artists: int
    tracks: int
    sha256: Mapping[str, str] = field(default_factory=dict)
    """Of each file of arrays."""

    @property
    def household(self) -> bool:
        """Tell whether the library's own listeners are in it."""
        return any(source.where == HOUSEHOLD for source in self.sources)

    @property
    def says(self) -> str:
        """Tell in one line what it is."""
        own = sum(source.listeners for source in self.sources if source.where == HOUSEHOLD)
        shared = f", {own} of this library" if own else ""
        return (f"{self.listeners} listeners{shared}, {self.artists} artists, "
                f"{self.tracks} tracks; licence: {self.licence}")  # fmt: skip
