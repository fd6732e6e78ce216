"""Search the library as its editors know it: their corrections and notes are found, too."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from hashlib import blake2b
from pathlib import Path

from dj import editorial, library
from dj.interfaces import Progress
from dj.model.editorial import Standing
from dj.model.search import Found, Gloss, Glosses
from dj.model.track import Track
from dj.units import TrackId


def search(
    store: library.Store,
    words: str,
    *,
    limit: int = 20,
    liked: Mapping[TrackId, float] | None = None,
    progress: Progress | None = None,
) -> Found:
    """Find the songs that fit words best; see `library.search`.

    Raises:
        ConfigError: if the limit is out of range, or a file of editors has a mistake.
        LibraryError: if the library's folder cannot be used.
    """
    return library.search(store, words, limit=limit, glosses=glosses(), liked=liked,
                          progress=progress)  # fmt: skip


def glosses() -> Glosses:
    """Give what editors say of songs; their files are read when a song is asked for."""
    facts = (*editorial.fact_files(), editorial.find_taken_back())
    files = tuple(path for path in (editorial.find_overrides(), *facts, *_pools()) if path)
    return Glosses(digest=_digest(files), of=_reader())


def _pools() -> tuple[Path, ...]:
    return tuple(editorial.pool_files().values())


def _digest(files: Sequence[Path]) -> str:
    read = [blake2b(path.read_bytes(), digest_size=16).hexdigest() for path in files]
    return blake2b(" ".join(read).encode(), digest_size=16).hexdigest() if read else ""


def _reader() -> Callable[[Sequence[Track]], Mapping[TrackId, Gloss]]:
    @cache
    def said() -> "_Said":
        return _Said()

    return lambda tracks: said().of(tracks)


class _Said:
    """What the editors' files say."""

    def __init__(self) -> None:
        self._overrides = editorial.load_overrides(editorial.find_overrides())
        self._facts = editorial.known_facts().facts
        self._pools = editorial.load_pools()

    def of(self, tracks: Sequence[Track]) -> Mapping[TrackId, Gloss]:
        right = editorial.apply_to_tracks(self._overrides, tracks)
        notes = self._notes(right)
        return {
            new.id: Gloss(track=None if new == old else new, notes=tuple(notes.get(new.id, ())))
            for old, new in zip(tracks, right, strict=True)
            if new != old or new.id in notes
        }

    def _notes(self, tracks: Sequence[Track]) -> Mapping[TrackId, list[str]]:
        notes = defaultdict[TrackId, list[str]](list)
        for track_id, facts in editorial.attach(self._facts, tracks).items():
            standing = (fact for fact in facts if fact.standing is Standing.APPROVED)
            notes[track_id] += [fact.value for fact in standing]
        named = [pool for pool in self._pools if pool.songs or pool.must]
        for pool, there in zip(named, editorial.resolved(named, tracks), strict=True):
            for track_id in there.tracks:
                said = (pool.title, pool.note, there.notes.get(track_id, ""))
                notes[track_id] += [note for note in said if note]
        return notes
