"""What a listener says while music plays: written down once, and obeyed from then on.

Plays and skips become listens as well, likes and bans change controls. In a private session nothing
is kept. The same word said twice (the same moment, kind and song) counts once.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from dj import library
from dj.feedback.keeping import keep_plays
from dj.feedback.obeying import obey
from dj.model.controls import in_force
from dj.model.feedback import Feedback, FeedbackKind
from dj.model.listening import Listen
from dj.model.track import Track
from dj.units import TrackId

SOURCE = "dj"
"""Source of plays that were reported to this program."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What became of feedback."""

    new: tuple[Feedback, ...]
    """What was not known yet, and is kept now."""
    repeated: int = 0
    private: bool = False
    """True if nothing was kept because a private session is on."""


def say(store: library.Store, listener: str, said: Sequence[Feedback]) -> Said:
    """Write down what was said, and let it count: all of it or nothing that is not known yet."""
    private = in_force(store.controls(listener)).private
    if private or not said:
        return Said(new=(), private=private)
    known = {_key(one) for one in store.feedback(listener, min(one.at for one in said))}
    new = tuple({_key(one): one for one in said if _key(one) not in known}.values())
    if not new:
        return Said(new=(), repeated=len(said))
    tracks = {one.track_id: _track(store, one.track_id) for one in new if one.track_id}
    keep_plays(store, listener, [row for one in new if (row := _listen(one, tracks))])
    for one in new:
        obey(store, listener, one, tracks.get(one.track_id) if one.track_id else None)
    # Last of all: what broke off before is said again and found not known.
    store.add_feedback(listener, new)
    return Said(new=new, repeated=len(said) - len(new))


def _key(one: Feedback) -> Feedback:
    """Give what makes two words the same: whoever passed them on."""
    return replace(one, source="", at_s=None)


def _track(store: library.Store, track_id: TrackId) -> Track | None:
    found = store.song(track_id)
    return None if found is None else found.track


def _listen(one: Feedback, tracks: dict[TrackId, Track | None]) -> Listen | None:
    """Turn a play or a skip into a row of the history; it ended when it was reported."""
    if one.kind not in {FeedbackKind.PLAYED, FeedbackKind.SKIPPED}:
        return None
    track = tracks.get(one.track_id) if one.track_id else None
    artist = one.artist or (track.artist if track else "")
    title = one.title or (track.title if track else "")
    if not title:
        return None
    length_s = track.duration_s if track else None
    skipped = one.kind is FeedbackKind.SKIPPED
    heard_s = one.at_s if one.at_s is not None or skipped else length_s
    return Listen(
        started_at=one.at - timedelta(seconds=heard_s or 0.0), artist=artist, title=title,
        album=track.album if track else "",
        played_ms=None if heard_s is None else round(1000 * heard_s),
        duration_ms=None if length_s is None else round(1000 * length_s),
        skipped=skipped, source=SOURCE, context=one.session,
        track_id=one.track_id if track else None,
    )  # fmt: skip
