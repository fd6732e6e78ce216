"""A recording the listener owns, as its tags describe it, and the rows that could not be read."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from dj.model.dates import PartialDate
from dj.units import TrackId


@dataclass(frozen=True, slots=True, kw_only=True)
class Track:
    """One recording in the library. Text fields are as tagged: hostile until made speakable."""

    id: TrackId
    """Hash of the audio content: survives moving and re-tagging."""
    path: Path
    """Absolute path of the file."""
    title: str
    """As tagged, or the file's stem where the tag is missing."""
    artist: str
    """Credit as tagged, such as ``A feat. B``; empty if unknown."""
    artists: tuple[str, ...] = ()
    """The artists in the credit, main artist first; separation and bans look here."""
    album: str = ""
    album_artist: str = ""
    track_number: int | None = None
    disc_number: int | None = None
    work: str = ""
    """The larger work this is a part of, such as a symphony or a suite."""
    movement: str = ""
    movement_number: int | None = None
    year: int | None = None
    """Year of release as tagged; a reissue's year is not the song's."""
    released: PartialDate | None = None
    """Date of release as tagged, as exactly as it is known; None where there is none to be read."""
    first_released: PartialDate | None = None
    """When it first came out, where tags tell that apart from the date of their edition."""
    credits: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Role → names as tagged: ``composer``, ``lyricist``, ``arranger``, ``producer``, ``engineer``,
    and ``label``, which is that of the edition."""
    genres: tuple[str, ...] = ()
    country: str = ""
    """Where the artist is from, ISO 3166-1 alpha-2, as editors or a catalogue say; else empty."""
    language: str = ""
    """What is sung, as a language tag such as ``pt-BR``; empty if unknown."""
    duration_s: float
    """Length of the audio in seconds."""
    ids: Mapping[str, str] = field(default_factory=dict)
    """External identifiers by name: ``mbid`` (recording), ``isrc``, ``spotify``, ``artist_mbid``,
    ``release_group_mbid``."""
    explicit: bool | None = None
    """True or False if the tags say so, None if unknown."""
    provenance: Mapping[str, str] = field(default_factory=dict)
    """Where a value came from, if not from tags or measuring: ``title: file name``."""

    def __post_init__(self) -> None:
        """Refuse a length that is not a length."""
        if not self.duration_s > 0:
            msg = f"duration_s must be positive, not {self.duration_s}"
            raise ValueError(msg)

    @property
    def label(self) -> str:
        """``Artist - Title``, or the title alone where no artist is known."""
        return f"{self.artist} - {self.title}" if self.artist else self.title

    @property
    def main_artist(self) -> str:
        """The first credited artist, or the whole credit."""
        return self.artists[0] if self.artists else self.artist


@dataclass(frozen=True, slots=True, kw_only=True)
class Skipped:
    """A file or row that could not be used, and why. Bad data is data."""

    where: str
    """Path, or path and row."""
    reason: str
    """One plain sentence."""
    passing: bool = False
    """It may go without the file changing, such as a missing permission: worth another try."""
