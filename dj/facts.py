"""What is known of the songs of this library: looked up, brought in, followed into sessions."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from dj import editorial, library
from dj import session as keep
from dj.model.editorial import Fact
from dj.model.names import fold
from dj.model.track import Skipped, Track
from dj.model.usable import judged
from dj.units import TrackId

MOST_FACTS = 50_000
"""Facts of one import: more would make every session slow."""
MOST_TOLD = 1_000
"""Rows that could not be used and are told one by one; of more, their number is told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One fact, where it stands, what it is about here, and whether it may be said."""

    fact: Fact
    place: str
    """``file:line``; ``tags`` for what a song's own tags tell."""
    tracks: tuple[Track, ...]
    """Songs of this library that it is about."""
    resting: str
    """Why it may not be said now, of any of them; empty if it may."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenIn:
    """What came of an import."""

    rows: int = 0
    """Rows that were read."""
    facts: tuple[Fact, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    """Rows and parts of rows that could not be used, the first `MOST_TOLD` of them."""
    refused: int = 0
    """Their number."""
    files: tuple[Path, ...] = ()
    """Files that were written."""


@dataclass(slots=True)
class _Tally:
    rows: int = 0
    refused: int = 0
    skipped: list[Skipped] = field(default_factory=list)

    def refuse(self, one: Skipped) -> None:
        self.refused += 1
        if len(self.skipped) < MOST_TOLD:
            self.skipped.append(one)


def entries(store: library.Store, on: date, language: str) -> tuple[Entry, ...]:
    """List everything that is known of this library on a day, the files' facts first.

    Raises:
        ConfigError: if corrections, or the record of what was taken back, are not sound.
    """
    tracks = _tracks(store)
    known = editorial.known(tracks, on)
    reasons = _reasons(tracks, known.facts, on, language)
    about = defaultdict[str, list[Track]](list)
    every: dict[str, Fact] = {fact.id: fact for fact in known.loaded.facts}
    for track in tracks:
        for fact in known.facts.get(track.id, ()):
            about[fact.id].append(track)
            every.setdefault(fact.id, fact)
    return tuple(
        Entry(fact=fact, place="{}:{}".format(*known.loaded.places.get(fact.id, ("tags", 0))),
              tracks=tuple(about[fact.id]), resting=_resting(fact, reasons, on, language))
        for fact in every.values()
    )  # fmt: skip


def of_track(found: Sequence[Entry], store: library.Store, wanted: str) -> tuple[Entry, ...]:
    """Choose what is known of one song, found as `library.the_one` finds it.

    Raises:
        ConfigError: if no song or several are meant.
    """
    track = library.the_one(_tracks(store), wanted)
    return tuple(entry for entry in found if any(one.id == track.id for one in entry.tracks))


def of_artist(found: Sequence[Entry], name: str) -> tuple[Entry, ...]:
    """Choose what is known of songs with this name in their credit."""
    wanted = fold(name)
    return tuple(entry for entry in found if any(
        wanted in {fold(track.artist), *map(fold, track.artists)} for track in entry.tracks
    ))  # fmt: skip


def take_in(
    store: library.Store, paths: Sequence[Path], retrieved: date, *, keep_it: bool = True
) -> TakenIn:
    """Bring in facts about this library's music, from catalogues and from editors.

    Args:
        store: The library whose songs are looked for.
        paths: MusicBrainz-shaped JSON, or lists of facts in YAML or JSON.
        retrieved: The day on which the catalogue was read.
        keep_it: False reads and matches, and writes nothing.

    Raises:
        ImportFileError: if a file cannot be read or is of neither kind.
        OutputError: if the place cannot be written.
    """
    shelf, edition = editorial.Shelf(_tracks(store)), editorial.Edition(retrieved=retrieved)
    tally, facts, files = _Tally(), dict[str, Fact](), []
    for path in paths:
        mine: dict[str, Fact] = {}
        for fact in _facts_in(path, shelf, edition, tally):
            if len(facts) + len(mine) >= MOST_FACTS:
                tally.refuse(Skipped(where=str(path), reason=f"holds more than {MOST_FACTS} facts"))
                break
            if fact.id not in facts:
                mine.setdefault(fact.id, fact)
        facts |= mine
        if keep_it and mine:
            files.append(editorial.save_imported(path.stem, mine.values()))
    return TakenIn(rows=tally.rows, facts=tuple(facts.values()), skipped=tuple(tally.skipped),
                   refused=tally.refused, files=tuple(files))  # fmt: skip


def sessions_with(store: library.Store, fact_id: str) -> tuple[Path, ...]:
    """List the folders of sessions whose words rest on a fact, oldest first."""
    said = keep.scripts(dict.fromkeys(path for _, path, _ in store.sessions()))
    return tuple(path for path, script in said if fact_id in script.facts)


def _facts_in(
    path: Path, shelf: editorial.Shelf, edition: editorial.Edition, tally: _Tally
) -> Iterator[Fact]:
    listed = editorial.read_facts([path]) if editorial.is_facts_file(path) else None
    if listed is not None:
        told = {finding.field for finding in listed.findings}
        facts = tuple(one for one in listed.facts if f"{one.id}.value" not in told)
        tally.rows += len(facts) + len(listed.findings)
        for finding in listed.findings:
            tally.refuse(Skipped(where=finding.place, reason=finding.message))
        yield from facts
        return
    for found in editorial.catalogue_rows(path):
        tally.rows += 1
        if isinstance(found, Skipped):
            tally.refuse(found)
            continue
        facts, skipped = editorial.facts_of_row(found, shelf, edition)
        for one in skipped:
            tally.refuse(one)
        yield from facts


def _tracks(store: library.Store) -> tuple[Track, ...]:
    overrides = editorial.load_overrides(editorial.find_overrides())
    return editorial.apply_to_tracks(overrides, store.tracks())


def _reasons(
    tracks: Sequence[Track], facts: Mapping[TrackId, tuple[Fact, ...]], on: date, language: str
) -> Mapping[str, list[str]]:
    """Map a fact to the reasons why it may not be said, one for each of its songs."""
    reasons = defaultdict[str, list[str]](list)
    for track in tracks:
        for fact, why in judged(facts.get(track.id, ()), on, language, track):
            reasons[fact.id].append(why)
    return reasons


def _resting(fact: Fact, reasons: Mapping[str, list[str]], on: date, language: str) -> str:
    """Say why a fact is not heard of any song; that it is heard of one is enough."""
    found = reasons.get(fact.id)
    if found:
        return "" if "" in found else found[0]
    ((_, alone),) = judged([fact], on, language)
    return alone or "no song of this library is meant by it"
