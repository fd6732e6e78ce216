"""Which tracks were heard? Histories matched to the library, as editors have corrected both."""

import json
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b
from typing import TypeVar

from dj import collector, editorial, library, listeners
from dj.errors import ConfigError
from dj.model.listening import Listen, Recording, Save, Tally
from dj.model.names import fold
from dj.model.track import Track
from dj.units import TrackId

_Row = TypeVar("_Row", bound=Recording | Save | Tally)
_FEW = 1_000
"""New tracks beyond which it is not worth asking first whether one of them is meant."""
_MATCHED = "matched with"
"""State key: hash of the tracks, their tags and the corrections that all was last matched with."""
_APPLIED = "aliases applied"
"""State key: hash of the words of each alias → its track, when everything was last matched."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unmatched:
    """A song of a history that is not in the library, or is not recognised."""

    artist: str
    """As most of its plays write it."""
    title: str
    plays: int
    misses: tuple[listeners.Miss, ...]
    """The nearest tracks, and why each was not taken."""


def match(
    store: library.Store,
    listens: Sequence[Listen],
    saves: Sequence[Save] = (),
    tallies: Sequence[Tally] = (),
) -> listeners.MatchResult:
    """Match rows under their artists' right names; they keep the names they came with."""
    ready = matcher(store) if listens or saves or tallies else listeners.Matcher(())
    with collector.paused():
        return ready.match(listens, saves, tallies)


def catch_up(store: library.Store, before: Mapping[TrackId, int]) -> None:
    """Match again after a scan, if tracks, tags or corrections are others than at the last time.

    Args:
        store: The library.
        before: `Store.track_marks` as it was before the scan.
    """
    try:
        corrections = corrections_digest()
    except ConfigError:
        return  # the state stays as it was: all is matched again once the file can be read
    now = store.track_marks()
    last, done = store.state(_MATCHED), _mark(corrections, now)
    if last == done:
        return
    only_news = last == _mark(corrections, before) and before.keys() <= now.keys()
    news = [track_id for track_id, mark in now.items() if before.get(track_id) != mark]
    match_again(store, news if only_news and len(news) <= _FEW else None)
    store.set_state(_MATCHED, done)


def corrections_digest() -> str:
    """Hash what editors say about names.

    Raises:
        ConfigError: if one of their files has a mistake.
    """
    overrides = editorial.load_overrides(editorial.find_overrides())
    aliases = editorial.load_aliases(editorial.find_aliases())
    return _hash(overrides.digest, *(f"{x.words} {x.track}" for x in aliases.entries))


def match_again(store: library.Store, news: Collection[TrackId] | None = None) -> int:
    """Match everything heard and saved to the library as it is now; return how many words changed.

    What has a track that is there keeps it; all else is looked up, once for all plays of the same
    words. If nothing but `news` came to the library, nothing is done unless one of them is meant.
    """
    if news is not None and not _concerns(store, news):
        return 0
    ready = matcher(store)
    aliases = {_hash(*words): track_id for words, track_id in ready.aliases.items()}
    gone = _withdrawn(store, aliases)
    with store.one_change():
        changed = sum(_again(store, name, ready, gone) for name in store.listeners())
        store.set_state(_APPLIED, json.dumps(aliases, sort_keys=True) if aliases else None)
    return changed


def _again(
    store: library.Store, listener: str, ready: listeners.Matcher, gone: Mapping[str, str]
) -> int:
    recordings = {
        row.number: ready.find(_freed(row, gone))[0] for row in store.recordings(listener)
    }
    others: tuple[Save | Tally, ...] = (*store.saves(listener), *store.tallies(listener))
    found = ((row, ready.find(_freed(row, gone))[0]) for row in others)
    changed = [replace(row, track_id=track) for row, track in found if row.track_id != track]
    return store.match_recordings(listener, recordings) + store.set_matches(listener, changed)


def _concerns(store: library.Store, news: Collection[TrackId]) -> bool:
    """Tell whether one of these tracks is meant by words that have none."""
    overrides = editorial.load_overrides(editorial.find_overrides())
    tracks = [track for track in map(store.track, news) if track is not None]
    ready = _matcher(editorial.apply_to_tracks(overrides, tracks), overrides)
    return any(
        row.track_id is None and ready.find(row)[0] is not None
        for name in store.listeners()
        for rows in (store.recordings(name), store.saves(name), store.tallies(name))
        for row in rows
    )


def _withdrawn(store: library.Store, aliases: Mapping[str, str]) -> dict[str, str]:
    """Return the aliases, as last applied, that do not hold any more."""
    applied: dict[str, str] = json.loads(store.state(_APPLIED) or "{}")
    return {words: track for words, track in applied.items() if aliases.get(words) != track}


def _freed(row: _Row, gone: Mapping[str, str]) -> _Row:
    """Let go of a track that a row has only by an alias that was taken back."""
    if gone and row.track_id and gone.get(_hash(fold(row.artist), fold(row.title))) == row.track_id:
        return replace(row, track_id=None)
    return row


def _matcher(tracks: Sequence[Track], overrides: editorial.Overrides) -> listeners.Matcher:
    aliases = editorial.load_aliases(editorial.find_aliases())
    return listeners.Matcher(tracks, artist=editorial.right_artist(overrides),
                             aliases=aliases.tracks(track.id for track in tracks))  # fmt: skip


def matcher(store: library.Store) -> listeners.Matcher:
    """Make the library ready to be asked, as editors have corrected it."""
    overrides = editorial.load_overrides(editorial.find_overrides())
    with collector.paused():
        return _matcher(editorial.apply_to_tracks(overrides, store.tracks()), overrides)


def _mark(corrections: str, marks: Mapping[TrackId, int]) -> str:
    return _hash(corrections, *(f"{track_id} {marks[track_id]}" for track_id in sorted(marks)))


def _hash(*words: str) -> str:
    return blake2b("\0".join(words).encode("utf-8", "replace"), digest_size=12).hexdigest()


def unmatched_total(store: library.Store, listener: str) -> tuple[int, int]:
    """Count the plays of one listener that have no track, and their different songs."""
    plays = store.play_counts(listener)
    lost = [row for row in store.recordings(listener) if row.track_id is None]
    songs = {(fold(row.artist), fold(row.title)) for row in lost}
    return sum(plays.get(row.number, 0) for row in lost), len(songs)


def parted(store: library.Store, listener: str, words: str) -> tuple[str, str]:
    """Part ``Artist - Title`` where the listener's history does; else at the first dash."""
    heard = {(fold(row.artist), fold(row.title)) for row in store.recordings(listener)}
    pieces = words.split(" - ")
    ways = [(" - ".join(pieces[:n]), " - ".join(pieces[n:])) for n in range(1, len(pieces))]
    known = (way for way in (*ways, ("", words)) if (fold(way[0]), fold(way[1])) in heard)
    artist, title = next(known, ways[0] if ways else ("", words))
    return artist.strip(), title.strip()


def unmatched(store: library.Store, listener: str, count: int) -> tuple[Unmatched, ...]:
    """Return what one listener played most often of all that has no track, most plays first."""
    plays = store.play_counts(listener)
    groups: dict[tuple[str, str], list[Recording]] = defaultdict(list)
    for recording in store.recordings(listener):
        if recording.track_id is None:
            groups[fold(recording.artist), fold(recording.title)].append(recording)
    ranked = sorted(
        ((sum(plays.get(r.number, 0) for r in group), words) for words, group in groups.items()),
        key=lambda item: (-item[0], item[1]),
    )
    if not ranked:
        return ()
    ready, found = matcher(store), []
    for total, words in ranked[:count]:
        most = max(groups[words], key=lambda r: (plays.get(r.number, 0), -r.number))
        found.append(Unmatched(artist=most.artist, title=most.title, plays=total,
                               misses=ready.misses(most)))  # fmt: skip
    return tuple(found)


def add_alias(store: library.Store, artist: str, title: str, track: Track) -> editorial.Alias:
    """Let words of histories mean a track from now on, and match again."""
    alias = editorial.Alias(artist=artist, title=title, track=track.id, label=track.label)
    known = editorial.load_aliases(editorial.find_aliases())
    others = [entry for entry in known.entries if entry.words != alias.words]
    editorial.save_aliases(known, [*others, alias])
    match_again(store)
    return alias


def remove_alias(store: library.Store, artist: str, title: str) -> editorial.Alias | None:
    """Take an alias back, and match again; return it, or None if there was none."""
    known = editorial.load_aliases(editorial.find_aliases())
    words = fold(artist), fold(title)
    gone = next((entry for entry in known.entries if entry.words == words), None)
    if gone is not None:
        editorial.save_aliases(known, [x for x in known.entries if x is not gone])
        match_again(store)
    return gone
