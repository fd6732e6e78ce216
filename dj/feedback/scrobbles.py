"""What players tell while they play: songs that begin, songs heard, loves and hates.

A song of a session made for about now counts for that session, so that its rest can be planned.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from dj import library
from dj import session as keep
from dj.errors import ManifestError
from dj.feedback.keeping import Ready, keep_plays
from dj.feedback.saying import say
from dj.model.controls import in_force
from dj.model.feedback import Feedback, FeedbackKind
from dj.model.listening import Listen
from dj.model.manifest import Manifest
from dj.units import TrackId

_BEFORE, _AFTER = timedelta(hours=1), timedelta(hours=24)
"""A session is on from an hour before its moment to a day after it."""
_SCORES = {1: FeedbackKind.LIKED, -1: FeedbackKind.DISLIKED}


def heard(
    store: library.Store, listener: str, listens: Sequence[Listen], ready: Ready | None = None
) -> int:
    """Keep plays that a player tells of; return how many are new, 0 in a private session.

    Whoever has many to tell keeps the library `ready` between them.
    """
    if in_force(store.controls(listener)).private:
        return 0
    rows, said = [], []
    ready = ready or Ready()
    for listen in ready.matched(store, listens):
        on = _running(store, listen.track_id, listen.started_at)
        rows.append(replace(listen, context=on[0].heard_as) if on else listen)
        if on:
            said.append(_word(on, FeedbackKind.BEGAN, listen.started_at, listen.source))
    say(store, listener, said)
    return keep_plays(store, listener, rows, ready)


def began(store: library.Store, listener: str, listen: Listen, ready: Ready | None = None) -> None:
    """Note that a song of a session has begun; of other songs nothing is kept."""
    (found,) = (ready or Ready()).matched(store, [listen])
    on = _running(store, found.track_id, listen.started_at)
    if on:
        say(store, listener, [_word(on, FeedbackKind.BEGAN, listen.started_at, listen.source)])


def scored(store: library.Store, listener: str, mbid: str, score: int, at: datetime) -> bool:
    """Like (1) or dislike (−1) a recording; False if the library does not have it."""
    track = next((t for t in store.tracks() if t.ids.get("mbid", "").lower() == mbid.lower()), None)
    if track is None:
        return False
    said = Feedback(kind=_SCORES[score], at=at, track_id=track.id, artist=track.artist,
                    title=track.title, source="player")  # fmt: skip
    say(store, listener, [said])
    return True


def _running(
    store: library.Store, track_id: TrackId | None, at: datetime
) -> tuple[Manifest, int] | None:
    """Find the newest session that is on and has a song, and its position there."""
    if track_id is None:
        return None
    for _, folder, moment in reversed(store.sessions(made=True)):
        if not moment - _BEFORE <= at <= moment + _AFTER:
            continue
        manifest = _read(folder)
        ids = [track.id for track in manifest.tracks] if manifest else []
        if manifest and track_id in ids:
            return manifest, ids.index(track_id)
    return None


def _read(folder: Path) -> Manifest | None:
    try:
        return keep.read(folder)
    except ManifestError:
        return None


def _word(on: tuple[Manifest, int], kind: FeedbackKind, at: datetime, source: str) -> Feedback:
    manifest, slot = on
    track = manifest.tracks[slot]
    return Feedback(kind=kind, at=at, track_id=track.id, artist=track.artist, title=track.title,
                    session=manifest.heard_as, slot=slot, source=source)  # fmt: skip
