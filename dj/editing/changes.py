"""What somebody asks for, and what it makes of the programme: pure, songs counted from 1."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from dj.errors import ConfigError
from dj.model.edits import Edits, JoinEdit, Turn
from dj.model.feedback import SoFar
from dj.model.manifest import Manifest
from dj.model.timeline import Join, JoinKind
from dj.units import TrackId

WISHES = (JoinKind.BLEND, JoinKind.CROSSFADE, JoinKind.SEGUE, JoinKind.CUT, JoinKind.GAP)
"""Kinds of join that can be asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """One edit. Numbers count the songs as they were before it; join 4 leads into song 4."""

    join: int | None = None
    kind: JoinKind | None = None
    length_s: float | None = None
    lock_joins: tuple[int, ...] = ()
    free_joins: tuple[int, ...] = ()
    """Joins that the planner decides again."""
    lock: tuple[int, ...] = ()
    unlock: tuple[int, ...] = ()
    move: tuple[int, int] | None = None
    """Song, and the number it gets."""
    replace: int | None = None
    remove: int | None = None
    after: int | None = None
    """Song after which one is added; 0 is the beginning."""
    track: TrackId | None = None
    """The song that is added, or takes another's place."""
    replan: bool = False
    played: int = 0
    """How many songs have been heard and stay."""
    so_far: SoFar | None = None
    """With `replan`: how the session went, if it is being heard."""

    @property
    def moves_songs(self) -> int:
        """How many changes of the songs themselves it makes."""
        asked = (self.move, self.replace, self.remove, self.after)
        return sum(one is not None for one in asked) + self.replan

    @property
    def only_holds(self) -> bool:
        """True if nothing changes that is heard: only what stays is named."""
        return not self.moves_songs and self.join is None and not self.free_joins


def checked(changes: Changes, manifest: Manifest) -> None:
    """Refuse what cannot be done.

    Raises:
        ConfigError: if a song or join is not there, or is locked, or too much is asked at once.
    """
    if changes.moves_songs > 1:
        raise _refused(
            "more than one change of the songs was given",
            "Give one at a time; locks and joins may go with it.",
        )
    count = len(manifest.tracks)
    for joins in ((changes.join,), changes.lock_joins, changes.free_joins):
        for number in joins:
            _in_range(number, 2, count, "join", "Join 4 leads into song 4")
    moved = changes.move or (None, None)
    named = (*changes.lock, *changes.unlock, *moved, changes.replace, changes.remove)
    for number in named:
        _in_range(number, 1, count, "song", "The songs are counted from 1")
    _in_range(changes.after, 0, count, "song", "--after 0 adds at the beginning")
    if changes.remove is not None and count == 1:
        raise _refused("this is the only song", "A session needs at least one.")
    _movable(changes, manifest)


def _movable(changes: Changes, manifest: Manifest) -> None:
    held = {position + 1 for position, _ in manifest.edits.locked} - set(changes.unlock)
    held |= set(changes.lock)
    for number in (changes.move[0] if changes.move else None, changes.replace, changes.remove):
        if number in held:
            raise _refused(f"song {number} is locked", f"Let it go first with --unlock {number}.")


def _in_range(number: int | None, least: int, most: int, what: str, how: str) -> None:
    if number is not None and not least <= number <= most:
        there = f"there are {least} to {most}" if most >= least else "there is none"
        raise _refused(f"there is no {what} {number}", f"{how}; {there}.")


def _refused(message: str, hint: str) -> ConfigError:
    return ConfigError(f"{message}.", where="dj edit", hint=hint)


def order(changes: Changes, before: Sequence[TrackId]) -> list[TrackId | None]:
    """Put the songs in their new order; None is a place for a song that is still to be found.

    Raises:
        ConfigError: if the song to be placed is on the programme already.
    """
    songs: list[TrackId | None] = list(before)
    if changes.track in songs and changes.replace != _number(before, changes.track):
        number = _number(before, changes.track)
        raise _refused(f"that song is number {number} already",
                       f"Move it with --move {number} --to NUMBER.")  # fmt: skip
    if changes.move:
        songs.insert(changes.move[1] - 1, songs.pop(changes.move[0] - 1))
    if changes.replace is not None:
        songs[changes.replace - 1] = changes.track
    if changes.remove is not None:
        del songs[changes.remove - 1]
    if changes.after is not None:
        songs.insert(changes.after, changes.track)
    return songs


def _number(songs: Sequence[TrackId], track: TrackId | None) -> int:
    return next((number for number, song in enumerate(songs, 1) if song == track), 0)


def edits(changes: Changes, manifest: Manifest) -> Edits:
    """Put the wishes for joins and the locks together; positions are those of before."""
    wishes = {(one.outgoing, one.incoming): one for one in manifest.edits.joins}
    for number in changes.free_joins:
        wishes.pop(_pair(manifest, number), None)
    for number in changes.lock_joins:
        wishes[_pair(manifest, number)] = as_it_is(manifest, number)
    if changes.join is not None:
        pair = _pair(manifest, changes.join)
        old = wishes.get(pair) or JoinEdit(outgoing=pair[0], incoming=pair[1])
        length_s = old.length_s if changes.length_s is None else changes.length_s
        wishes[pair] = replace(old, kind=changes.kind or old.kind, length_s=length_s)
    there = {track.id for track in manifest.tracks}
    new = () if changes.track is None or changes.track in there else (changes.track,)
    return replace(manifest.edits, joins=tuple(wishes.values()), locked=_locks(changes, manifest),
                   turns=_turns(changes, manifest),
                   placed=(*manifest.edits.placed, *new))  # fmt: skip


def by_hand(edits: Edits, changes: Changes, before: Sequence[TrackId], after: Sequence[TrackId]
            ) -> Edits:  # fmt: skip
    """Note which songs were put in and taken out by hand; what is planned again is neither."""
    gone = () if changes.replan else before
    removed = dict.fromkeys(song for song in (*edits.removed, *gone) if song not in after)
    placed = dict.fromkeys(song for song in edits.placed if song in after)
    return replace(edits, placed=tuple(placed), removed=tuple(removed))


def _turns(changes: Changes, manifest: Manifest) -> tuple[Turn, ...]:
    """Forget turns to other music that come after where all is planned again."""
    return tuple(turn for turn in manifest.edits.turns
                 if not changes.replan or turn.position <= changes.played)  # fmt: skip


def as_it_is(manifest: Manifest, number: int) -> JoinEdit:
    """Wish for a join what it is; under words only the songs are held together."""
    outgoing, incoming = _pair(manifest, number)
    join = join_into(manifest, number)
    if join is None or join.kind not in WISHES:
        return JoinEdit(outgoing=outgoing, incoming=incoming)
    length_s = abs(join.overlap_frames) / manifest.timeline.sample_rate_hz
    return JoinEdit(outgoing=outgoing, incoming=incoming, kind=join.kind,
                    length_s=round(length_s, 3))  # fmt: skip


def join_into(manifest: Manifest, number: int) -> Join | None:
    """Give the join that leads into a song, counted from 1."""
    return next((j for j in manifest.timeline.joins if j.position == number - 1), None)


def _pair(manifest: Manifest, number: int) -> tuple[TrackId, TrackId]:
    return manifest.tracks[number - 2].id, manifest.tracks[number - 1].id


def _locks(changes: Changes, manifest: Manifest) -> tuple[tuple[int, TrackId], ...]:
    locks = dict(manifest.edits.locked)
    locks |= {number - 1: manifest.tracks[number - 1].id for number in changes.lock}
    for number in changes.unlock:
        locks.pop(number - 1, None)
    return tuple(sorted(locks.items()))


def followed(locks: Sequence[tuple[int, TrackId]], songs: Sequence[TrackId]
             ) -> tuple[tuple[int, TrackId], ...]:  # fmt: skip
    """Let locks follow their songs to the places they have now."""
    places = {song: position for position, song in enumerate(songs)}
    return tuple(sorted((places[song], song) for _, song in locks if song in places))
