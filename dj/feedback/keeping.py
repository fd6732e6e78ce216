"""Plays as they happen: each kept once, whoever else tells of it, and matched to the library."""

from collections.abc import Sequence

from dj import library, listeners, matching
from dj.model.listening import Listen


class Ready:
    """A library kept ready to be asked, and made ready anew when it is another."""

    def __init__(self) -> None:
        """Nothing is read before it is asked for."""
        self._mark: object = None
        self._matcher = listeners.Matcher(())

    def matched(self, store: library.Store, listens: Sequence[Listen]) -> tuple[Listen, ...]:
        """Give plays their tracks; the rows themselves keep the names they came with."""
        if all(listen.track_id for listen in listens):
            return tuple(listens)
        mark = (matching.corrections_digest(), store.track_marks())
        if mark != self._mark:
            self._mark, self._matcher = mark, matching.matcher(store)
        return self._matcher.match(listens, ()).listens


def keep_plays(
    store: library.Store, listener: str, listens: Sequence[Listen], ready: Ready | None = None
) -> int:
    """Store plays, matched, that no row of the history tells of as well; return how many."""
    read = listeners.ImportResult(where="player", importer="player", listens=list(listens))
    times = listeners.spans(listens)
    if not times:
        return 0
    known = listeners.Known(listens=store.listens_during(listener, times))
    fresh = listeners.news([read], known)
    found = (ready or Ready()).matched(store, [listen for _, listen in fresh.listens])
    kept, _ = store.add_listens(listener, found)
    if fresh.outdone:
        store.remove_listens(listener, fresh.outdone, scrub=False)
    return kept
