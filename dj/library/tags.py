"""What do a file's tags say? Two readers, one clean record.

tinytag reads first; what it leaves empty, or cannot read, comes from the container as FFmpeg sees
it. A missing title is taken from the file's name, and the provenance says so. Nothing is guessed
beyond that.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tinytag import TinyTag

from dj.library.cleaning import clean_name, clean_text, is_address
from dj.library.credits import artists_of
from dj.library.id3_people import people_in
from dj.library.movements import place_in_work
from dj.library.release import date_in, released_in, year_in
from dj.library.roles import roles_of
from dj.model.dates import PartialDate

READER_VERSION = 5
"""Changes whenever the same file would give other values; a scan then reads it again."""

_ORIGINAL = ("originaldate", "originalreleasedate", "tdor", "originalyear", "tory")
"""Where tags say when a recording first came out, whatever edition this is."""

_LEADING_NUMBER = re.compile(
    r"^(?:(?:\d-)?\d{1,3}(?:\s*[.)_]\s*|\s*-\s+|\s+-\s*)|0\d\s+|[1-9]-\d\d\s+)(?=\S)"
)
"""Track number in front of a file's name: ``01 - ``, ``1.``, ``03_``, ``03 ``, ``1-03 ``."""

_MBID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
_MORE_MBIDS = {
    "artist_mbid": "musicbrainzartistid",
    "release_group_mbid": "musicbrainzreleasegroupid",
}
_MBID_FRAME = re.compile(rb"http://musicbrainz\.org\0([0-9a-fA-F-]{36})")
"""ID3's own place for it (UFID), which neither reader gives out."""

_ID3_HEAD_BYTES = 256 * 1024
_ISRC = re.compile(r"[A-Z]{2}[A-Z0-9]{3}\d{7}")
_MOST_GENRES = 16
_EXPLICIT = {"1": True, "4": True, "2": False}
"""The advisory codes of iTunes; 0 says nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TagSet:
    """Cleaned tags of one file; fields as in `Track`."""

    title: str
    artist: str = ""
    artists: tuple[str, ...] = ()
    album: str = ""
    album_artist: str = ""
    track_number: int | None = None
    disc_number: int | None = None
    work: str = ""
    movement: str = ""
    movement_number: int | None = None
    year: int | None = None
    released: PartialDate | None = None
    first_released: PartialDate | None = None
    credits: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    genres: tuple[str, ...] = ()
    ids: Mapping[str, str] = field(default_factory=dict)
    explicit: bool | None = None
    provenance: Mapping[str, str] = field(default_factory=dict)


def read_tags(path: Path, container_tags: Mapping[str, str] | None = None) -> TagSet:
    """Read and clean the tags of a file; never fails for what a tag says.

    Args:
        path: the file.
        container_tags: tags as FFmpeg gives them, for what tinytag does not read.
    """
    raw = _Raw(_tinytag_fields(path), container_tags or {})
    title, artist = clean_name(raw.first("title")), _artist(raw)
    album_artist = clean_name(raw.first("albumartist"))
    provenance = {} if title else {"title": "file name"}
    title = title or title_from_name(path)
    place = place_in_work(raw.first, title)
    if place.source == "title":
        provenance |= dict.fromkeys(("work", "movement"), "title")
    return TagSet(
        title=title,
        artist=artist,
        artists=artists_of(artist=artist, album_artist=album_artist, title=title),
        album=clean_name(raw.first("album")),
        album_artist="" if is_address(album_artist) else album_artist,
        track_number=_number(raw.first("track")),
        disc_number=_number(raw.first("disc")),
        work=place.work,
        movement=place.movement,
        movement_number=place.number,
        year=year_in(raw.first("year", "date")),
        released=released_in(raw.first(*_ORIGINAL), raw.first("date", "year")),
        first_released=date_in(raw.first(*_ORIGINAL)),
        credits=roles_of(raw.every),
        genres=split_genres(raw.every("genre")),
        ids=_ids(path, raw),
        explicit=_explicit(path, raw),
        provenance=provenance,
    )


def title_from_name(path: Path) -> str:
    """Make a title from a file's name: no ending, no track number, no underscores."""
    stem = clean_text(path.stem)
    return clean_text(_LEADING_NUMBER.sub("", stem).replace("_", " ")) or stem or "untitled"


def split_genres(values: Iterable[str]) -> tuple[str, ...]:
    """Split genres at ``; / ,`` and NUL, clean them, and keep each once in order."""
    unique: dict[str, str] = {}
    for value in values:
        for part in re.split(r"[;/,\0]", value[:1024]):
            genre = clean_name(part)
            if genre and not genre.strip("()").isdecimal():
                unique.setdefault(genre.casefold(), genre)
    return tuple(unique.values())[:_MOST_GENRES]


class _Raw:
    """Tag values by folded name; the first reader's values come first."""

    def __init__(self, first: Mapping[str, list[str]], second: Mapping[str, str]) -> None:
        self._first = first
        self._second = {_fold_key(name): value for name, value in second.items()}

    def every(self, name: str) -> list[str]:
        """Return all values of a field, from the first reader that has any."""
        values = self._first.get(name, [])
        return values or [v for v in (self._second.get(name, ""),) if v]

    def first(self, *names: str) -> str:
        """Return the first value that any of the names has; empty if none."""
        return next((value for name in names for value in self.every(name) if value.strip()), "")


def _tinytag_fields(path: Path) -> dict[str, list[str]]:
    fields: dict[str, list[str]] = {}
    # A parser of hostile bytes may raise anything, and the second reader is there for that.
    try:
        tag = TinyTag.get(path, duration=False)
    except OSError:
        raise
    except Exception:  # noqa: BLE001
        return fields
    for name, values in (*_tinytag_values(tag), *_people(path)):
        fields.setdefault(_fold_key(name), []).extend(v for v in values if v)
    return fields


def _people(path: Path) -> Iterator[tuple[str, list[str]]]:
    return ((tag, [name]) for tag, name in people_in(_id3_head(path)))


def _tinytag_values(tag: TinyTag) -> Iterator[tuple[str, list[str]]]:
    names = ("title", "artist", "album", "albumartist", "composer", "track", "disc", "year",
             "genre")  # fmt: skip
    for name in names:
        value = getattr(tag, name)
        yield name, [] if value is None else [str(value)]
    for name, values in tag.other.items():
        yield name, [str(value) for value in values]


def _fold_key(name: str) -> str:
    return "".join(c for c in name.lower() if c.isalnum())


def _artist(raw: _Raw) -> str:
    names = [name for name in map(clean_name, raw.every("artist")) if name]
    return "; ".join(dict.fromkeys(name for name in names if not is_address(name)))


def _number(text: str) -> int | None:
    found = re.match(r"\s*(\d{1,4})(?!\d)", text)
    return int(found[1]) or None if found else None


def _ids(path: Path, raw: _Raw) -> dict[str, str]:
    ids: dict[str, str] = {}
    mbid = _MBID.fullmatch(raw.first("musicbrainztrackid").strip())
    if mbid or (mbid := _MBID.fullmatch(_mbid_frame(path))):
        ids["mbid"] = mbid[0].lower()
    isrc = _ISRC.fullmatch(re.sub(r"[\s-]", "", raw.first("isrc", "tsrc")[:32]).upper())
    if isrc:
        ids["isrc"] = isrc[0]
    for name, key in _MORE_MBIDS.items():
        said = {value.strip().lower() for value in raw.every(key)}
        # Several are those of several people, and nothing tells which is whose.
        if len(said) == 1 and _MBID.fullmatch(only := said.pop()):
            ids[name] = only
    return ids


def _mbid_frame(path: Path) -> str:
    found = _MBID_FRAME.search(_id3_head(path))
    return found[1].decode("ascii") if found else ""


def _id3_head(path: Path) -> bytes:
    """The beginning of a file with an ID3 tag; nothing of another one."""
    with path.open("rb") as file:
        head = file.read(10)
        return head + file.read(_ID3_HEAD_BYTES) if head.startswith(b"ID3") else b""


def _explicit(path: Path, raw: _Raw) -> bool | None:
    # In MP4, FFmpeg calls the advisory atom "rating"; elsewhere that name means stars.
    names = ["itunesadvisory"]
    if path.suffix.lower() in {".m4a", ".m4b", ".mp4"}:
        names.append("rating")
    return _EXPLICIT.get(raw.first(*names).strip())
