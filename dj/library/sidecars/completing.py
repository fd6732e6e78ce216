"""Fill what a track's own tags leave open with what the sidecars say, and note whence it came.

Own tags win unless they are missing or only hold the place, as ``Track 01`` does.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from dj.library.cleaning import clean_name, is_address
from dj.library.credits import artists_of
from dj.library.release import date_in, year_in
from dj.library.tags import split_genres
from dj.model.dates import PartialDate
from dj.model.track import Track

_PLACEHOLDER = re.compile(
    r"(?:(?:audio|audio ?track|track|titel|title|piste|pista|traccia|untitled|unknown)"
    r"[\s_#.-]*\d{0,3}|\d{1,3})",
    re.IGNORECASE,
)
"""What rippers write where they know nothing."""
_CREDIT = re.compile(
    r"^(?:(?:written|composed|performed|music|produced|arranged|created|recorded)"
    r"(?:\s*(?:,|&|and)\s*)?)+\s+by\s+(?=\S)",
    re.IGNORECASE,
)
"""``Composed and performed by`` in front of a name is no part of it."""


def complete(track: Track, told: Iterable[tuple[str, Mapping[str, Mapping[str, str]]]]) -> Track:
    """Return the track with its open fields filled; the first sidecar that knows one decides.

    Args:
        track: as its own tags describe it.
        told: (sidecar's name for people, what it says) of each sidecar in the track's folder.
    """
    found: dict[str, Any] = {}
    provenance = dict(track.provenance)
    for name, says in told:
        for field, value in _values(_of_file(says, track.path)).items():
            if field not in found and _is_open(track, field):
                found[field] = value
                provenance[field] = name
    if not found:
        return track
    filled = replace(track, **found, provenance=dict(sorted(provenance.items())))
    if "artist" not in found:
        return filled
    artists = artists_of(artist=filled.artist, album_artist=filled.album_artist, title=filled.title)
    return replace(filled, artists=artists)


def _of_file(says: Mapping[str, Mapping[str, str]], path: Path) -> Mapping[str, str]:
    """Take what is said of this very file, or else of its stem, or else of the whole folder."""
    keys = (path.name.casefold(), f"{path.stem.casefold()}.*", "*")
    return next((says[key] for key in keys if key in says), {})


def _is_open(track: Track, field: str) -> bool:
    value = getattr(track, field)
    if field == "title":
        from_name = track.provenance.get("title") == "file name"
        return from_name or _PLACEHOLDER.fullmatch(value) is not None
    if field == "album":
        return not value or _PLACEHOLDER.fullmatch(value) is not None
    if field == "released":
        return value is None and track.year is None
    return value in ("", (), None)


def _values(tags: Mapping[str, str]) -> dict[str, Any]:
    """Clean what a sidecar says, as fields of a track; what is empty or nonsense is left out."""
    values = {
        "title": clean_name(tags.get("title")),
        "artist": _name(tags.get("artist")),
        "album": clean_name(tags.get("album")),
        "album_artist": _name(tags.get("album_artist")),
        "track_number": _number(tags.get("track", "")),
        "disc_number": _number(tags.get("disc", "")),
        "year": year_in(tags.get("year", "")),
        "released": _released(tags.get("year", "")),
        "genres": split_genres([tags["genre"]]) if "genre" in tags else (),
    }
    return {field: value for field, value in values.items() if value}


def _released(text: str) -> PartialDate | None:
    """Read a date that says more than the year."""
    found = date_in(text)
    return found if found and found.month else None


def _name(text: str | None) -> str:
    name = _CREDIT.sub("", clean_name(text))
    return "" if is_address(name) else name


def _number(text: str) -> int | None:
    found = re.match(r"\s*(\d{1,4})(?!\d)", text)
    return int(found[1]) or None if found else None
