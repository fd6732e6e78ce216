"""The edit itself: from a session on disk to the one that takes its place, whole or not at all.

The words follow the songs: a break stays where the same two songs still meet and its lines are
still true; elsewhere it is written again. Nothing is spoken or mixed here.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from dj import editorial, library, planning, resources, speech
from dj import session as keep
from dj.editing import changes as asked
from dj.editing.changes import Changes
from dj.editing.staying import spoken_before, talk_after, words_before
from dj.errors import ConfigError, OutputError
from dj.model.edits import Edits
from dj.model.feedback import SoFar
from dj.model.manifest import Manifest
from dj.model.request import Request
from dj.portrait import forbidden
from dj.session import versions
from dj.units import TrackId


@dataclass(frozen=True, slots=True, kw_only=True)
class Edited:
    """A session before and after."""

    before: Manifest
    after: Manifest


def edit(store: library.Store, folder: Path, changes: Changes, *, cache: Path) -> Edited:
    """Change a session and write it down; the state of before can be had back by `back`.

    Raises:
        ConfigError: if what is asked for is not possible, with what is.
        ManifestError: if there is no session, or it is damaged.
        OutputError: if another process writes there, or the folder cannot be written.
    """
    keep.read_sound(folder)
    with keep.claimed(folder) as before:
        before = _there(before, folder)
        after = planned(store, before, changes, folder, cache)
        versions.step(folder, "undo", before)
        versions.forget(folder, "redo")
        keep.write(after, folder)
    return Edited(before=before, after=after)


def planned(
    store: library.Store, before: Manifest, changes: Changes, folder: Path, cache: Path
) -> Manifest:
    """Say what a session becomes by an edit, without writing anything.

    Raises:
        ConfigError: if what is asked for is not possible.
    """
    asked.checked(changes, before)
    wishes = asked.edits(changes, before)
    if changes.only_holds:
        return _only_held(before, changes, wishes)
    songs = asked.order(changes, [track.id for track in before.tracks])
    request = request_of(before, folder, cache)
    given = _given(store, before, changes, songs, wishes, folder)
    wanted = _chosen(changes, given, songs)
    # A plan made again lets go of what is forbidden by now, and says so.
    barred = {} if changes.replan else forbidden(store, before.listener, wanted, request.at)
    _playable(store, before, wanted, barred)
    made = planning.plan(store, request, given)
    lost = [song for _, song in wishes.locked if song not in made.songs]
    if changes.replan and lost:
        least = 1 + max(position for position, _ in wishes.locked)
        made = planning.plan(store, request, replace(given, count=least))
    order = [slot.track_id for slot in made.lineup.slots]
    kept = replace(made.edits, locked=asked.followed(wishes.locked, order))
    kept = asked.by_hand(kept, changes, [track.id for track in before.tracks], order)
    after = keep.build(replace(made, edits=kept), folder)
    if after.session_id != before.session_id and not kept.began_as:
        # Plays and feedback go by the name that the session had from the beginning.
        kept = replace(kept, began_as=before.session_id)
        after = keep.build(replace(made, edits=kept), folder)
    # The files of before stay listed until the next mix takes their place and tidies them away.
    return replace(after, files=before.files)


def _chosen(
    changes: Changes, given: planning.Given, songs: Sequence[TrackId | None]
) -> list[TrackId]:
    """List the songs that an edit asks for; of a plan made again, those that are still to come."""
    if not changes.replan:
        return [song for song in songs if song is not None]
    return [song for position, song in given.pins.items() if position >= changes.played]


def _only_held(before: Manifest, changes: Changes, wishes: Edits) -> Manifest:
    """Note what shall stay as it is; what sounds, and with it the mix, is the same as before."""
    joins = tuple(
        replace(join, locked=join.locked or join.position + 1 in changes.lock_joins)
        for join in before.timeline.joins
    )
    return replace(before, edits=wishes, timeline=replace(before.timeline, joins=joins))


def back(folder: Path, way: str) -> Edited:
    """Take the latest edit back (``undo``), or make it again (``redo``).

    Raises:
        ConfigError: if there is none.
    """
    other = {"undo": "redo", "redo": "undo"}[way]
    with keep.claimed(folder) as before:
        before = _there(before, folder)
        found = versions.latest(folder, way)
        if found is None:
            raise ConfigError(f"there is nothing to {way}.", where=str(folder),
                              hint=f"Up to {versions.MOST_STEPS} edits can be undone.")  # fmt: skip
        after = versions.as_found(found[1], folder, before)
        versions.step(folder, other, before)
        keep.write(after, folder)
        found[0].unlink(missing_ok=True)
    return Edited(before=before, after=after)


def save_version(folder: Path, name: str) -> Path:
    """Keep the session as it is under a name, beside it.

    Raises:
        ConfigError: if the name is taken, or cannot be a file's.
    """
    keep.read_sound(folder)
    with keep.claimed(folder) as now:
        return versions.save(_there(now, folder), folder, name)


def load_version(folder: Path, name: str) -> Edited:
    """Make a session what it was when it got a name; this can be undone.

    Raises:
        ConfigError: if there is no such version.
    """
    with keep.claimed(folder) as before:
        before = _there(before, folder)
        after = versions.as_found(versions.load(folder, name), folder, before)
        versions.step(folder, "undo", before)
        versions.forget(folder, "redo")
        keep.write(after, folder)
    return Edited(before=before, after=after)


def find_track(store: library.Store, wanted: str) -> TrackId:
    """Find the song that is meant, by its path or as `library.the_one` does.

    Raises:
        ConfigError: if none or several are meant.
    """
    known = store.known_file(Path(wanted).expanduser().absolute())
    if known is not None and known.track_id:
        return known.track_id
    overrides = editorial.load_overrides(editorial.find_overrides())
    return library.the_one(editorial.apply_to_tracks(overrides, store.tracks()), wanted).id


def request_of(manifest: Manifest, folder: Path, cache: Path) -> Request:
    """Ask for a session as it was asked for."""
    return Request(
        show=planning.show_of(manifest),
        persona=speech.load_persona(resources.find("voices", f"{manifest.persona}.yaml")),
        at=datetime.fromisoformat(manifest.at).astimezone(ZoneInfo(manifest.time_zone)),
        time_zone=manifest.time_zone, listener=manifest.listener, seed=manifest.seed,
        folder=folder, cache=cache, asked=manifest.asked,
    )  # fmt: skip


def _given(
    store: library.Store,
    before: Manifest,
    changes: Changes,
    songs: Sequence[TrackId | None],
    wishes: Edits,
    folder: Path,
) -> planning.Given:
    pins = _pins(store, changes, songs, wishes)
    there = {track.id for track in before.tracks}
    gone = set(before.edits.removed)
    gone |= {before.tracks[changes.replace - 1].id} if changes.replace else set()
    decisions = {s.track_id: s.decision for s in before.lineup.slots
                 if s.track_id in pins.values()}  # fmt: skip
    return planning.Given(
        pins=pins,
        count=None if changes.replan else len(songs),
        without=frozenset(gone - set(pins.values())),
        decisions={song: decision for song, decision in decisions.items() if song in there},
        edits=wishes,
        talk_after=None if changes.replan else talk_after(before, _as_ever(songs, before, changes)),
        words=words_before(before, [pins.get(n) for n in range(len(songs))]),
        spoken=spoken_before(before, folder),
        so_far=_so_far(before, changes, wishes),
    )  # fmt: skip


def _so_far(before: Manifest, changes: Changes, wishes: Edits) -> SoFar | None:
    """Let songs that the planner finds follow the last turn to other music, if they come after."""
    if changes.so_far is not None and changes.replan:
        return changes.so_far
    turn = wishes.turns[-1] if wishes.turns else None
    found = changes.played if changes.replan else (changes.replace or 0) - 1
    if turn is None or found < turn.position:
        return None
    return SoFar(heard=tuple(track.id for track in before.tracks[:found]))


def _as_ever(
    songs: Sequence[TrackId | None], before: Manifest, changes: Changes
) -> list[TrackId | None]:
    """Let the host talk around a song that takes another's place as around that one."""
    ever = list(songs)
    if changes.replace is not None:
        ever[changes.replace - 1] = before.tracks[changes.replace - 1].id
    return ever


def _pins(
    store: library.Store,
    changes: Changes,
    songs: Sequence[TrackId | None],
    wishes: Edits,
) -> dict[int, TrackId]:
    """Say which songs are settled at which position."""
    every = {position: song for position, song in enumerate(songs) if song is not None}
    if not changes.replan:
        return every
    running = library.runs_on([s for s in map(store.song, every.values()) if s is not None])
    whole = {(one, following.track_id) for one, following in running.items()}
    whole |= {(wish.outgoing, wish.incoming) for wish in wishes.joins}
    held = {position for position, _ in wishes.locked} | set(range(changes.played))
    for position in range(1, len(songs)):
        if (every[position - 1], every[position]) in whole:
            held |= {position - 1, position}
    return {position: every[position] for position in sorted(held) if position in every}


def _there(before: Manifest | None, folder: Path) -> Manifest:
    if before is None:
        raise OutputError("the session has gone.", where=str(folder))
    return before


def _playable(
    store: library.Store,
    before: Manifest,
    songs: Sequence[TrackId],
    barred: Mapping[TrackId, str],
) -> None:
    """Refuse songs that may not play, or cannot; `barred` says why the listener forbids some.

    Raises:
        ConfigError: naming the song and what to do.
    """
    overrides = editorial.load_overrides(editorial.find_overrides())
    show = planning.show_of(before)
    numbers = {track.id: number for number, track in enumerate(before.tracks, 1)}
    for song in songs:
        found = store.song(song)
        if found is None:
            fault = "is not in this library"
        elif editorial.banned(overrides, [found.track]):
            fault = f"is banned in {overrides.path}"
        elif song in barred:
            fault = f"may not play: {barred[song]}"
        elif found.track.explicit and not show.rules.allow_explicit:
            fault = f"is explicit, which the show {show.name!r} does not allow"
        else:
            continue
        number = numbers.get(song)
        name = f"song {number}" if number else f"{song[:12]}…" if found is None else (
            found.track.label[:80])  # fmt: skip
        hint = (f"Replace it first with --replace {number}, or scan its folder."
                if number else "Choose another song; `dj library list` shows all.")  # fmt: skip
        raise ConfigError(f"{name} {fault}.", where="dj edit", hint=hint)
