"""From MusicBrainz-shaped rows to facts about songs of this library.

A row is about a song, album or artist of the library if their identifiers are equal and a name
agrees; names alone attach nothing. A role that several people share makes no fact, since one name
would be half the truth. What a catalogue alone says of an artist (tier 2) is read and waits for a
second source and an editor; that somebody died counts at once, as a warning.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from dj.documents import Report
from dj.editorial.facts.catalogue_rows import Found, Relation, Row, RowKind
from dj.editorial.facts.words import Words
from dj.editorial.facts.written import VALUE_LIMIT, FactItem, SourceItem, fact_of
from dj.model.caution import of_age
from dj.model.dates import known_date
from dj.model.editorial import Fact
from dj.model.names import fold, one_line
from dj.model.track import Skipped, Track

_ID_OF = {
    RowKind.RECORDING: "mbid",
    RowKind.RELEASE_GROUP: "release_group_mbid",
    RowKind.RELEASE: "release_group_mbid",
    RowKind.ARTIST: "artist_mbid",
}
_ROLES = {
    "producer": ("producer",),
    "engineer": ("engineer", "recording engineer", "recording", "mix"),
    "arranger": ("arranger",),
}
"""Predicate → relations of a recording to an artist."""
_WORK_ROLES = {"composer": ("composer",), "lyricist": ("lyricist",)}
_PLACES = frozenset({"City", "Town", "Village", "Municipality"})
_Told = Iterator[tuple[str, str, str]]
"""Predicate, value, and `Fact.by`."""


class Shelf:
    """The tracks of a library by the identifiers that a catalogue uses."""

    def __init__(self, tracks: Iterable[Track]) -> None:
        self._tracks = defaultdict[tuple[str, str], list[Track]](list)
        for track in tracks:
            for field in dict.fromkeys(_ID_OF.values()):
                if value := track.ids.get(field):
                    self._tracks[field, value.lower()].append(track)

    def of(self, field: str, value: str) -> Sequence[Track]:
        """Return the tracks that carry an identifier."""
        return self._tracks.get((field, value.lower()), ())


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """Whose catalogue it is, and when it was read."""

    retrieved: date
    publisher: str = "MetaBrainz"
    title: str = "MusicBrainz"
    address: str = "https://musicbrainz.org"
    licence: str = "CC0-1.0"


def facts_of_row(
    found: Found, shelf: Shelf, edition: Edition
) -> tuple[tuple[Fact, ...], tuple[Skipped, ...]]:
    """Return the facts a row tells of this library's music, and what of it could not be used.

    A row about other music gives neither.
    """
    row, field = found.row, _ID_OF[found.kind]
    identifier = _identifier(found)
    tracks = shelf.of(field, identifier)
    if not tracks:
        return (), ()
    agreeing = _agreeing(found, tracks)
    if not agreeing:
        reason = f"{found.kind.value} {identifier[:36]} has another name in this library"
        return (), (Skipped(where=found.where, reason=reason),)
    source = SourceItem(title=edition.title, locator=f"{edition.address}/{found.kind.value}/"
                        f"{row.id.lower()}", publisher=edition.publisher,
                        retrieved=edition.retrieved, licence=edition.licence)  # fmt: skip
    items = _items(found, {field: identifier.lower(), **agreeing}, source)
    return _checked(items, found.where)


def _identifier(found: Found) -> str:
    group = found.row.release_group
    return (group.id if group else "") if found.kind is RowKind.RELEASE else found.row.id


def _agreeing(found: Found, tracks: Sequence[Track]) -> dict[str, str]:
    """Return one name of the row that all the tracks have too, as a field of a subject."""
    row = found.row
    if found.kind is RowKind.ARTIST:
        names = [row.name, *(alias.name for alias in row.aliases or ())]
        return _common("artist", names, [(track.artist, track.main_artist) for track in tracks])
    if found.kind is not RowKind.RECORDING:
        group = row.release_group
        titles = [row.title, group.title if group else None]
        return _common("album", titles, [(track.album,) for track in tracks])
    credited = "".join(f"{one.name or ''}{one.joinphrase or ''}" for one in row.artist_credit or ())
    names = [credited, *(one.name for one in (row.artist_credit or ())[:1])]
    return _common("title", [row.title], [(track.title,) for track in tracks]) or _common(
        "artist", names, [(track.artist, track.main_artist) for track in tracks])  # fmt: skip


def _common(
    field: str, names: Iterable[str | None], tagged: Sequence[Sequence[str]]
) -> dict[str, str]:
    known = [{fold(name) for name in one} for one in tagged]
    for name in names:
        if name and (folded := fold(name)) and all(folded in one for one in known):
            return {field: one_line(name)}
    return {}


def _items(found: Found, subject: Mapping[str, str], source: SourceItem) -> Iterator[FactItem]:
    counted: dict[str, int] = {}
    for predicate, value, by in _TELLERS[found.kind](found.row, source.retrieved or date.max):
        number = counted[predicate] = counted.get(predicate, 0) + 1
        suffix = f"-{number}" if number > 1 else ""
        yield FactItem(
            id=f"mb-{predicate}-{found.row.id.lower()[:40]}{suffix}", subject=subject,
            predicate=predicate, value=one_line(value), by=one_line(by),
            as_of=source.retrieved or date.max, source=source,
        )  # fmt: skip


def _checked(items: Iterable[FactItem], where: str) -> tuple[tuple[Fact, ...], tuple[Skipped, ...]]:
    facts, skipped = [], []
    for item in items:
        report = Report(path=Path(), prefix="FCT")
        problem = Words(most=VALUE_LIMIT).problem(item.value)
        fact = None if problem else fact_of(item, report, item.id)
        if fact is not None:
            facts.append(fact)
            continue
        told = problem or report.findings[0].message
        skipped.append(Skipped(where=where, reason=f"{item.predicate}: {told.rstrip('.')}"))
    return tuple(facts), tuple(skipped)


def _of_recording(row: Row, _: date) -> _Told:
    if known_date(row.first_release_date or ""):
        yield "released_on", row.first_release_date or "", ""
    relations = row.relations or []
    for predicate, kinds in _ROLES.items():
        yield from _one(predicate, (r.artist.name for r in relations if r.artist
                                    and r.type in kinds))  # fmt: skip
    works = {r.work.id: r.work for r in relations if r.work and r.type == "performance"}
    if len(works) == 1:
        (work,) = works.values()
        for predicate, kinds in _WORK_ROLES.items():
            people = (r.artist.name for r in work.relations or () if r.artist and r.type in kinds)
            yield from _one(predicate, people)
    places = [r for r in relations if r.place and r.type in ("recorded at", "recording location")]
    yield from _one("recorded_at", (r.place.name for r in places if r.place))
    yield from _samples(relations)


def _samples(relations: Sequence[Relation]) -> _Told:
    sampled = {
        (r.recording.title, "".join(f"{c.name or ''}{c.joinphrase or ''}"
                                    for c in r.recording.artist_credit or ()))
        for r in relations
        if r.recording and r.type == "samples material" and r.direction == "forward"
    }  # fmt: skip
    if len(sampled) == 1:
        ((title, whose),) = sampled
        if title and whose:
            yield "sample_of", title, whose


def _of_group(row: Row, _: date) -> _Told:
    """Collections, concerts and the like hold songs that came out before."""
    new = row.primary_type in ("Album", "Single", "EP") and not row.secondary_types
    if new and known_date(row.first_release_date or ""):
        yield "released_on", row.first_release_date or "", ""


def _of_release(row: Row, _: date) -> _Told:
    """The label of the first edition, of which the group's date is told."""
    group = row.release_group
    if (
        group is None
        or not row.date
        or group.secondary_types
        or row.date != (group.first_release_date)
    ):
        return
    yield from _one("label", (one.label.name for one in row.label_info or () if one.label))


def _of_artist(row: Row, on: date) -> _Told:
    span = row.life_span
    if row.begin_area and row.begin_area.type in _PLACES and row.begin_area.name:
        yield "origin", row.begin_area.name, ""
    if row.type == "Group" and span and known_date(span.begin or ""):
        yield "formed_in", span.begin or "", ""
    if row.type == "Person" and span and (span.ended or span.end):
        # That it is over counts, even where nobody wrote down when.
        end = span.end or ""
        yield "died_on", end if known_date(end) else str(on), ""
    born = span.begin or "" if span and row.type == "Person" else ""
    if known_date(born) and of_age(born) > on:  # of grown-ups no day of birth is kept
        yield "born_on", born, ""
    for r in row.relations or ():
        forward = r.type == "member of band" and r.direction == "forward"
        if forward and not r.ended and not r.end and r.artist and r.artist.name:
            yield "member_of", r.artist.name, ""


def _one(predicate: str, names: Iterable[str | None]) -> _Told:
    found = {name for name in names if name}
    if len(found) == 1:
        yield predicate, found.pop(), ""


_TELLERS = {
    RowKind.RECORDING: _of_recording,
    RowKind.RELEASE_GROUP: _of_group,
    RowKind.RELEASE: _of_release,
    RowKind.ARTIST: _of_artist,
}
