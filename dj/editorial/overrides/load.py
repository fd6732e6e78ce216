"""Read an overrides file strictly: a typo in a correction must not pass for a correction."""

import difflib
import hashlib
import math
import re
from collections.abc import Callable, Mapping
from itertools import pairwise
from pathlib import Path
from typing import Annotated, Any

import msgspec

from dj import resources
from dj.editorial.overrides.nouns import Credit, Entry, Match, Naming, Overrides
from dj.editorial.overrides.places import Lines, broken, read_yaml
from dj.model.dates import PartialDate
from dj.model.tonality import Key

FILE_NAME = "overrides.yaml"

_Text = Annotated[str, msgspec.Meta(min_length=1, max_length=1024)]
_Seconds = Annotated[float, msgspec.Meta(ge=0, le=86_400)]
_Year = Annotated[int, msgspec.Meta(ge=1860, le=2100)]
_ID = r"^[0-9a-f]{8,64}$"
_LAND = r"^[A-Z]{2}$"
_TAG = r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$"
_Language = Annotated[str, msgspec.Meta(pattern=_TAG)]
_Country = Annotated[str, msgspec.Meta(pattern=_LAND)]
_UNSET = msgspec.UNSET


class _Match(msgspec.Struct, forbid_unknown_fields=True):
    id: Annotated[str, msgspec.Meta(pattern=_ID)] = ""
    path: str = ""
    artist: str = ""
    title: str = ""
    album: str = ""


class _AlbumSet(msgspec.Struct, forbid_unknown_fields=True, omit_defaults=True, kw_only=True):
    artist: _Text | msgspec.UnsetType = _UNSET
    artists: tuple[_Text, ...] | msgspec.UnsetType = _UNSET
    album: _Text | msgspec.UnsetType = _UNSET
    album_artist: _Text | msgspec.UnsetType = _UNSET
    year: _Year | msgspec.UnsetType | None = _UNSET
    released: str | msgspec.UnsetType | None = _UNSET
    genres: tuple[_Text, ...] | msgspec.UnsetType = _UNSET
    country: _Country | msgspec.UnsetType = _UNSET
    language: _Language | msgspec.UnsetType = _UNSET
    explicit: bool | msgspec.UnsetType = _UNSET
    work: str | msgspec.UnsetType = _UNSET
    never_talk_over: bool | msgspec.UnsetType = _UNSET
    ban: bool | msgspec.UnsetType = _UNSET


class _TrackSet(_AlbumSet):
    title: _Text | msgspec.UnsetType = _UNSET
    movement: str | msgspec.UnsetType = _UNSET
    movement_number: Annotated[int, msgspec.Meta(ge=1, le=999)] | msgspec.UnsetType = _UNSET
    tempo_bpm: float | str | msgspec.UnsetType = _UNSET
    key: str | msgspec.UnsetType = _UNSET
    cue_in_s: _Seconds | msgspec.UnsetType = _UNSET
    post_s: _Seconds | msgspec.UnsetType | None = _UNSET
    outro_s: _Seconds | msgspec.UnsetType = _UNSET
    cue_out_s: _Seconds | msgspec.UnsetType = _UNSET
    instrumental: bool | msgspec.UnsetType = _UNSET


class _Track(msgspec.Struct, forbid_unknown_fields=True):
    match: _Match
    set: _TrackSet


class _Album(msgspec.Struct, forbid_unknown_fields=True):
    match: _Match
    set: _AlbumSet


class _Artist(msgspec.Struct, forbid_unknown_fields=True):
    name: _Text | None = None
    aliases: tuple[_Text, ...] = ()
    becomes: _Text | None = None
    match: _Match | None = None
    credit: _Text | None = None
    artists: tuple[_Text, ...] = ()
    ban: bool = False
    feature: bool = True


class _File(msgspec.Struct, forbid_unknown_fields=True):
    artists: tuple[_Artist, ...] = ()
    albums: tuple[_Album, ...] = ()
    tracks: tuple[_Track, ...] = ()


_STRUCTS: tuple[tuple[str, type[msgspec.Struct]], ...] = (
    (r"\$\.\w+\[\d+\]\.match", _Match), (r"\$\.tracks\[\d+\]\.set", _TrackSet),
    (r"\$\.albums\[\d+\]\.set", _AlbumSet), (r"\$\.tracks\[\d+\]", _Track),
    (r"\$\.albums\[\d+\]", _Album), (r"\$\.artists\[\d+\]", _Artist), (r"\$", _File),
)  # fmt: skip
"""Which record stands at which place of the file, for the words that could have been meant."""

_TEXTS = frozenset(
    {"id", "path", "artist", "artists", "title", "album", "album_artist", "name", "aliases",
     "becomes", "credit", "released", "genres", "country", "language", "work", "movement", "key"}
)  # fmt: skip
"""Fields that hold text, whatever YAML would make of it."""
_KINDS = {"object": "fields", "array": "a list", "str": "text", "int": "a whole number",
          "float": "a number", "bool": "true or false", "null": "null"}  # fmt: skip
"""What people call the kinds of YAML values."""
_PATTERNS = {
    _ID: "8 to 64 signs, each a digit or a to f, as in `dj library list --json`",
    _LAND: "a country's two capital letters, such as DE or BR",
    _TAG: "a language tag such as en or pt-BR",
}
"""What people call the patterns."""
_READ: Mapping[str, Callable[[str], object]] = {"key": Key.parse, "released": PartialDate.parse}
_CUES = ("cue_in_s", "post_s", "outro_s", "cue_out_s")
_TIMES = re.compile(r"[x×*]\s*(\d+(?:\.\d+)?)(?:\s*/\s*(\d+(?:\.\d+)?))?", re.IGNORECASE)


def find_overrides() -> Path | None:
    """Find the file: the project's, else the user's, else the packaged one; None if none is."""
    return resources.listing(".", FILE_NAME).get(FILE_NAME)


def load_overrides(path: Path | None) -> Overrides:
    """Read a file of overrides; without one there are none.

    Raises:
        ConfigError: if it cannot be read or an entry breaks a rule: file, line, what to do.
    """
    if path is None:
        return Overrides()
    data, lines, content = read_yaml(path, _TEXTS)
    try:
        found = msgspec.convert({} if data is None else data, _File)
    except (msgspec.ValidationError, RecursionError) as error:
        raise _explained(path, lines, str(error)) from error
    artists = [
        _artist(item, lines[f"$.artists[{n}]"], path) for n, item in enumerate(found.artists)
    ]
    return Overrides(
        path=path,
        names=tuple(item for item in artists if isinstance(item, Naming)),
        credits=tuple(item for item in artists if isinstance(item, Credit)),
        albums=tuple(_entry(x, f"$.albums[{n}]", lines, path) for n, x in enumerate(found.albums)),
        tracks=tuple(_entry(x, f"$.tracks[{n}]", lines, path) for n, x in enumerate(found.tracks)),
        digest=hashlib.sha256(content).hexdigest(),
    )


def _explained(path: Path, lines: Lines, message: str) -> Exception:
    """Turn msgspec's message into file, line and the word that was probably meant."""
    problem, _, place = message.partition(" - at ")
    place = place.strip("`") or "$"
    unknown = re.search(r"unknown field `(.*)`", problem)
    if unknown is None:
        at = re.sub(r"\[\.\.\.\]", "[0]", place)
        field = place.rpartition(".")[2].replace("$", "the file")
        told = re.sub(r"`(\w+)`", lambda kind: _KINDS.get(kind[1], kind[1]), problem)
        for pattern, name in _PATTERNS.items():
            told = told.replace(f"text matching regex {pattern!r}", name)
        return broken(path, _line(lines, at), f"{field}: {told[:1].lower()}{told[1:]}")
    record = next((struct for shape, struct in _STRUCTS if re.fullmatch(shape, place)), _File)
    near = difflib.get_close_matches(unknown[1], record.__struct_fields__, 1, 0.5)
    hint = (f"Did you mean {near[0]!r}?" if near
            else f"Known are: {', '.join(sorted(record.__struct_fields__))}.")  # fmt: skip
    return broken(path, _line(lines, f"{place}.{unknown[1]}"), f"knows no {unknown[1]!r}", hint)


def _line(lines: Lines, place: str) -> int:
    while place not in lines and "." in place:
        place = place.rpartition(".")[0]
    return lines.get(place, 1)


def _artist(item: _Artist, line: int, path: Path) -> Naming | Credit:
    if item.credit is not None:
        if not item.artists or item.name is not None:
            raise broken(path, line, "a credit needs a list of artists and no name")
        return Credit(credit=item.credit, artists=item.artists, line=line)
    if item.name is None:
        raise broken(path, line, "an artist needs a name, or a credit with its artists")
    if item.becomes is not None:
        if item.match is None or item.aliases:
            raise broken(path, line, "an artist that becomes another needs a match and no aliases")
        match = _match(item.match, line, path)
        return Naming(name=item.becomes, instead_of=(item.name,), match=match, ban=item.ban,
                      feature=item.feature, line=line)  # fmt: skip
    if item.match is not None or not (item.aliases or item.ban or not item.feature):
        raise broken(
            path, line, "an artist needs aliases, a ban, feature: false, or a match with becomes"
        )
    return Naming(name=item.name, instead_of=item.aliases, ban=item.ban, feature=item.feature,
                  line=line)  # fmt: skip


def _match(found: _Match, line: int, path: Path) -> Match:
    match = Match(id=found.id, path=found.path, artist=found.artist, title=found.title,
                  album=found.album)  # fmt: skip
    if match == Match():
        raise broken(path, line, "match names nothing", "Name an id, a path, or artist and title.")
    return match


def _entry(item: _Track | _Album, place: str, lines: Lines, path: Path) -> Entry:
    line = lines[f"{place}.match"]
    match = _match(item.match, line, path)
    if isinstance(item, _Track) and match.title and not (match.artist or match.album or match.path):
        raise broken(path, line, "a title alone may mean many songs", "Name the artist too.")
    if isinstance(item, _Album) and not (match.album or match.path):
        raise broken(path, line, "match of an album names none", "Name the album or its path.")
    values = {
        name: getattr(item.set, name)
        for name in item.set.__struct_fields__
        if getattr(item.set, name) is not _UNSET
    }
    own = {name: lines[f"{place}.set.{name}"] for name in values}
    if not values:
        raise broken(path, lines[f"{place}.set"], "sets nothing", "Name what to correct.")
    return Entry(match=match, values=_checked(values, own, path), lines=own, line=line)


def _checked(values: dict[str, Any], lines: Mapping[str, int], path: Path) -> Mapping[str, object]:
    """Read tempo, key and date, and hold the order of the cue points."""
    if "tempo_bpm" in values:
        values["tempo_bpm"] = _tempo(values["tempo_bpm"], lines["tempo_bpm"], path)
    for name, read in _READ.items():
        try:
            values |= {name: read(values[name])} if values.get(name) is not None else {}
        except ValueError as error:
            raise broken(path, lines[name], str(error)) from error
    cues = [(name, values[name]) for name in _CUES if values.get(name) is not None]
    for (before, early), (after, late) in pairwise(cues):
        if early > late:
            raise broken(path, lines[after], f"{after} must not be before {before}")
    if values.get("instrumental") and values.get("post_s") is not None:
        raise broken(path, lines["post_s"], "an instrumental has no post", "Remove one of the two.")
    return values


def _tempo(value: float | str, line: int, path: Path) -> float | str:
    """Return beats per minute, or a factor as text such as ``x2.0``."""
    if not isinstance(value, str):
        if not (math.isfinite(value) and 20 <= value <= 400):
            raise broken(path, line, f"tempo_bpm must be 20 to 400, not {value}")
        return float(value)
    found = _TIMES.fullmatch(value.strip())
    factor = float(found[1]) / float(found[2] or 1) if found and float(found[2] or 1) else 0.0
    if not 0.25 <= factor <= 4:
        hint = "Write beats per minute, x2, or x1/2."
        raise broken(path, line, f"tempo_bpm cannot be {value!r}", hint)
    return f"x{factor}"
