"""What songs must be like, for a show, an editors' pool or a wish; not in which order."""

from dataclasses import dataclass
from enum import StrEnum


class Heard(StrEnum):
    """What the listener must have done with a song."""

    NEVER = "never"
    """Never heard it for 30 seconds."""
    BEFORE = "before"
    """Heard it for 30 seconds or more."""
    ARTIST_NEVER = "artist-never"
    """Never heard any of its artists for 30 seconds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """All fields that say something must hold; within a field any one of its values is enough.

    A song of which a field is not known does not pass it, and does pass what only forbids.
    """

    genres: tuple[str, ...] = ()
    """Genres as people write them; compared folded, and to the words within a genre."""
    not_genres: tuple[str, ...] = ()
    artists: tuple[str, ...] = ()
    """Credited artists, featured ones too."""
    not_artists: tuple[str, ...] = ()
    albums: tuple[str, ...] = ()
    years: tuple[int, int] | None = None
    """First and last year of release, both included."""
    released_days: int | None = None
    """Released on a known day, not more than so many days ago and not in the future."""
    tempo_bpm: tuple[float, float] | None = None
    """Least and greatest tempo, as counted: half and double time are not the same here."""
    energy: tuple[float, float] | None = None
    """Least and greatest energy, 0 to 1."""
    languages: tuple[str, ...] = ()
    """Language tags; ``pt`` lets ``pt-BR`` pass."""
    instrumental: bool | None = None
    """True: nobody sings. False: somebody does."""
    explicit: bool | None = None
    """False leaves explicit songs out; True keeps only them."""
    song_s: tuple[float, float] | None = None
    """Least and greatest length of a song, seconds."""
    sounds: tuple[str, ...] = ()
    """Sounds that must be heard in it, by the names a show's `sounds` uses."""
    heard: Heard | None = None
    rested_days: float | None = None
    """Heard before, on a day that is known, and not in so many days since."""
    played_in: tuple[int, int] | None = None
    """First and last year in which the listener played it, on their own clock."""
    saved: bool | None = None
    """True: they keep it in a playlist, or like it."""

    def __bool__(self) -> bool:
        """Tell whether it asks for anything."""
        return self != Filter()
