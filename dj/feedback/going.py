"""A session that is being heard: how far it has come, and its rest planned again."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path

from dj import editing, library
from dj import session as keep
from dj.errors import ConfigError
from dj.feedback.saying import SOURCE, say
from dj.model.feedback import Feedback, FeedbackKind, SoFar
from dj.model.manifest import Manifest
from dj.model.timeline import EventKind
from dj.units import clock_text

LEAD_S = 15.0
"""A song that begins within so many seconds stays: nobody notices a plan that changes later."""
_MOVED_ON = frozenset({FeedbackKind.PLAYED, FeedbackKind.SKIPPED})
_LIKED = frozenset({FeedbackKind.PLAYED, FeedbackKind.LIKED})


def replan(
    store: library.Store, folder: Path, *, listener: str, cache: Path,
    now_s: float | None = None, switch_at: datetime | None = None,
) -> editing.Edited:  # fmt: skip
    """Plan the rest of a session again, with what has been said until now.

    What has begun stays, as do songs and joins that are locked; talk between songs that still meet
    is not spoken again.

    Args:
        store: The library.
        folder: The session's.
        listener: Whose feedback counts.
        cache: Where spoken clips are kept.
        now_s: Time into the session, seconds; None takes the song that feedback told of last.
        switch_at: When another kind of music was asked for, if it is now; a wish that feedback
            told of counts without it.

    Raises:
        ConfigError: if the time is beyond the end of the session, or nothing is left to plan.
        ManifestError: if there is no session.
        OutputError: if the folder cannot be written.
    """
    manifest = keep.read_sound(folder)
    said = _said(store, listener, manifest)
    count = begun_by(manifest, said) if now_s is None else begun_at(manifest, now_s)
    if count >= len(manifest.tracks):
        raise ConfigError("all songs of this session have begun: nothing is left to plan.",
                          where=str(folder), hint="Make another one with `dj make`.")  # fmt: skip
    switch = switch_at is not None or _is_unanswered(manifest, said)
    if switch_at is not None:
        wish = Feedback(kind=FeedbackKind.SWITCHED, at=switch_at, slot=count - 1 if count else None,
                        session=manifest.heard_as, source=SOURCE)  # fmt: skip
        say(store, listener, [wish])
        said = _said(store, listener, manifest)
    so_far = _so_far(manifest, count, said, switch=switch)
    wanted = editing.Changes(replan=True, played=count, so_far=so_far)
    return editing.edit(store, folder, wanted, cache=cache)


def _said(store: library.Store, listener: str, manifest: Manifest) -> list[Feedback]:
    return [one for one in store.feedback(listener) if one.session == manifest.heard_as]


def begun_at(manifest: Manifest, now_s: float) -> int:
    """Count the songs that stay at a time into the session.

    Those that have begun or are about to, and one that the host announces or has announced.

    Raises:
        ConfigError: if the session is not that long.
    """
    timeline = manifest.timeline
    if not 0.0 <= now_s <= timeline.duration_s:
        raise ConfigError(
            f"{clock_text(now_s)} is not within the session.", where="--now",
            hint=f"It lasts {clock_text(timeline.duration_s)}; write 12:30 for 12 min 30 s.",
        )  # fmt: skip
    frame = round((now_s + LEAD_S) * timeline.sample_rate_hz)
    begun = sum(e.kind is EventKind.MUSIC and e.at_frame <= frame for e in timeline.events)
    places = {talk.id: talk.after_position for talk in manifest.script.breaks}
    spoken = [places[e.source_id] + 2 for e in timeline.events
              if e.kind is EventKind.SPEECH and e.at_frame <= frame
              and e.source_id in places]  # fmt: skip
    return min(len(manifest.tracks), max([begun, *spoken]))


def begun_by(manifest: Manifest, said: Sequence[Feedback]) -> int:
    """Count the songs up to the last one that feedback told of."""
    told = [song for one in said if (song := slot_of(manifest, one)) is not None]
    return max(told, default=-1) + 1


def slot_of(manifest: Manifest, one: Feedback) -> int | None:
    """Find the position a word is about: where its song plays, or else the one it names."""
    places = {track.id: position for position, track in enumerate(manifest.tracks)}
    if one.track_id is not None:
        return places.get(one.track_id)
    return one.slot if one.slot is not None and one.slot < len(places) else None


def _so_far(manifest: Manifest, count: int, said: Sequence[Feedback], *, switch: bool) -> SoFar:
    heard = tuple(track.id for track in manifest.tracks[:count])
    last = {one.track_id: one.kind for one in said if one.kind in _MOVED_ON}
    skipped = {song for song in heard if last.get(song) is FeedbackKind.SKIPPED}
    enjoyed = {one.track_id for one in said if one.kind in _LIKED and one.track_id} - skipped
    return SoFar(
        heard=heard, skipped=frozenset(skipped), enjoyed=frozenset(enjoyed),
        as_of=_just_after(said), switch=switch,
    )  # fmt: skip


def _is_unanswered(manifest: Manifest, said: Sequence[Feedback]) -> bool:
    """Tell whether another kind of music was asked for at a song after which no turn came."""
    asked = [-1 if one.slot is None else one.slot
             for one in said if one.kind is FeedbackKind.SWITCHED]  # fmt: skip
    if not asked:
        return False
    turns = sum(turn.position > asked[-1] for turn in manifest.edits.turns)
    return sum(slot >= asked[-1] for slot in asked) > turns


def _just_after(said: Sequence[Feedback]) -> datetime | None:
    """Give a moment that has all of it behind it: plays in the future do not count."""
    latest = max((one.at for one in said), default=None)
    return None if latest is None else latest + timedelta(seconds=1)
