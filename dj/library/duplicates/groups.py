"""Groups of copies: what is the same file, the same recording, an edit of it; which is the best?"""

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from dj.library.duplicates.candidates import Words, candidates
from dj.library.duplicates.comparing import Likeness, compare
from dj.library.duplicates.quality import quality
from dj.library.duplicates.versions import SURE_ERRORS, differ
from dj.library.store import Store
from dj.model.track import Track
from dj.units import TrackId

_STATE = "library.duplicates"
"""State key: pairs and groups of track ids found last, each group's best first, as JSON."""
_UNFINISHED = "library.duplicates-unfinished"
"""State key: there are new fingerprints that have not been compared."""
_EXCERPT = 0.6
"""Of the longest copy: a shorter one is never the best, whatever its bitrate."""
_MOST_FRESH = 1000
"""With more new recordings than this, comparing all with all is as quick."""
_FINGERPRINTS_KEPT = 512


class Copies(StrEnum):
    """How a copy relates to the best one of its group."""

    AUDIO = "same audio"
    """The very same sound, bit for bit; tags may differ."""
    RECORDING = "same recording"
    """Another encoding, level or start."""
    EDIT = "different edit"
    """One holds most of the other: a radio edit, a longer ending."""


_NEARNESS = (None, Copies.AUDIO, Copies.RECORDING, Copies.EDIT)
"""The best copy itself comes first, then the nearest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """One file of a group."""

    track_id: TrackId
    path: Path
    kind: Copies | None
    """None for the best copy itself."""
    errors: float | None = None
    """Share of fingerprint bits that differ from the best copy's, if the two were compared."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Copies of one recording, the best first: lossless, then bitrate, then tags."""

    copies: tuple[Copy, ...]

    @property
    def best(self) -> Copy:
        """The copy worth keeping."""
        return self.copies[0]


_Pair = tuple[TrackId, TrackId]
_Links = Mapping[_Pair, Likeness]


def expect(store: Store) -> bool:
    """Note that fingerprints will come; return True if earlier ones still wait to be compared."""
    before = waiting(store)
    store.set_state(_UNFINISHED, "yes")
    return before


def waiting(store: Store) -> bool:
    """Tell whether there are fingerprints that have not been compared with all others."""
    return store.state(_UNFINISHED) is not None or store.state(_STATE) is None


def find(store: Store, fresh: Collection[TrackId] | None = None) -> tuple[Group, ...]:
    """Find all groups in a library, remember them in it, and return them in the order of paths.

    Fingerprints are streamed; memory stays bounded.

    Args:
        store: the open library.
        fresh: tracks analysed since the last time; what was found among the others still holds.
            None compares all with all.
    """
    tracks = {track.id: track for track in store.tracks()}
    if fresh is not None and len(fresh) > _MOST_FRESH:
        fresh = None
    links = dict(_links(store, fresh))
    if fresh is not None:
        links |= {pair: old for pair, old in _remembered(store) if not set(pair) & set(fresh)}
    groups = [
        _group(members, tracks, links, store) for members in _together(links, tracks, whole=False)
    ]
    alone = store.copied_tracks() - {copy.track_id for group in groups for copy in group.copies}
    groups += [_group([track_id], tracks, links, store) for track_id in alone]
    found = tuple(sorted(groups, key=lambda group: group.best.path))
    _remember(store, links, found)
    return found


def known(store: Store) -> tuple[tuple[TrackId, ...], ...]:
    """Return the groups found last as track ids, the best first; groups of one are left out."""
    groups = _state(store)["groups"]
    return tuple(tuple(map(TrackId, group)) for group in groups)


def _state(store: Store) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = json.loads(store.state(_STATE) or '{"pairs": [], "groups": []}')
    return found


def _remembered(store: Store) -> Iterator[tuple[_Pair, Likeness]]:
    for first, second, likeness in _state(store)["pairs"]:
        yield (TrackId(first), TrackId(second)), Likeness(**likeness)


def _remember(store: Store, links: _Links, groups: Sequence[Group]) -> None:
    ids = [list(dict.fromkeys(copy.track_id for copy in group.copies)) for group in groups]
    pairs = [(*pair, asdict(likeness)) for pair, likeness in links.items()]
    state = {"pairs": pairs, "groups": [group for group in ids if len(group) > 1]}
    store.set_state(_STATE, json.dumps(state))
    store.set_state(_UNFINISHED, None)


def _links(store: Store, fresh: Collection[TrackId] | None) -> Iterator[tuple[_Pair, Likeness]]:
    names = [track_id for track_id, _ in store.fingerprints()]
    numbers = None if fresh is None else [n for n, name in enumerate(names) if name in fresh]
    if numbers == []:
        return

    def read() -> Iterator[Words]:
        return (words for _, words in store.fingerprints())

    @lru_cache(maxsize=_FINGERPRINTS_KEPT)
    def one(number: int) -> Words:
        found = store.fingerprint(names[number])
        return np.zeros(0, np.uint32) if found is None else found

    for pair in candidates(read, numbers):
        likeness = compare(one(pair.first), one(pair.second), pair.shifts)
        both = names[pair.first], names[pair.second]
        if likeness is not None and not _other_version(store, both, likeness):
            yield both, likeness


def _other_version(store: Store, both: _Pair, likeness: Likeness) -> bool:
    if likeness.errors < SURE_ERRORS:
        return False
    one, other = (store.song(track_id) for track_id in both)
    return one is not None and other is not None and differ(one, other)


def _together(
    links: _Links, tracks: Mapping[TrackId, Track], *, whole: bool
) -> list[list[TrackId]]:
    """Join linked tracks into groups; `whole` takes only those alike from end to end."""
    parent: dict[TrackId, TrackId] = {}

    def root(track_id: TrackId) -> TrackId:
        while parent.setdefault(track_id, track_id) != track_id:
            track_id = parent[track_id]
        return track_id

    for (first, second), likeness in links.items():
        if first in tracks and second in tracks and (likeness.whole or not whole):
            parent[root(second)] = root(first)
    groups: dict[TrackId, list[TrackId]] = {}
    for track_id in parent:
        groups.setdefault(root(track_id), []).append(track_id)
    return list(groups.values())


def _group(
    members: Sequence[TrackId], tracks: Mapping[TrackId, Track], links: _Links, store: Store
) -> Group:
    files = {path: tracks[track_id] for track_id in members for path in store.paths(track_id)}
    longest_s = max(track.duration_s for track in files.values())

    def worth(path: Path) -> tuple[object, ...]:
        short = files[path].duration_s < _EXCERPT * longest_s
        return (short, *quality(files[path], path), path)

    best_path = min(files, key=worth)
    best = files[best_path].id
    same = _same_recording(best, members, links, tracks)

    def copy(path: Path) -> Copy:
        track_id = files[path].id
        kind = Copies.RECORDING if track_id in same else Copies.EDIT
        kind = Copies.AUDIO if track_id == best else kind
        link = links.get((best, track_id)) or links.get((track_id, best))
        return Copy(track_id=track_id, path=path, kind=None if path == best_path else kind,
                    errors=link.errors if link else None)  # fmt: skip

    copies = {path: copy(path) for path in files}
    ranked = sorted(files, key=lambda path: (_NEARNESS.index(copies[path].kind), worth(path)))
    return Group(copies=tuple(copies[path] for path in ranked))


def _same_recording(
    best: TrackId, members: Sequence[TrackId], links: _Links, tracks: Mapping[TrackId, Track]
) -> set[TrackId]:
    """Return the members that are alike from end to end with the best one."""
    inside = {pair: found for pair, found in links.items() if set(pair) <= set(members)}
    groups = _together(inside, tracks, whole=True)
    return {track_id for group in groups if best in group for track_id in group}
