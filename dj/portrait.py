"""What is known of a listener when a session is planned, as far as their controls allow it.

A listener without a profile has none of their history read: not a row is asked for.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from dj import analysis, editorial, library, lineup, listeners, resources
from dj.household import Alike
from dj.model.albums import Neighbour
from dj.model.analysis import Song
from dj.model.controls import Ban, BanKind, Controls, in_force
from dj.model.listening import Listen, Save, Tally, Taste
from dj.model.request import Request
from dj.model.show import Refresh, TalkLevel
from dj.units import TrackId

_LIBRARY = 100
"""So many songs are a library that can do without those that came in the last days."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Library:
    """The songs that could play, as editors have corrected them; one copy of each recording."""

    songs: Sequence[Song]
    overrides: editorial.Overrides
    stands: Mapping[TrackId, TrackId]
    """Further copy of a recording → the song that stands for it."""
    running: Mapping[TrackId, Neighbour]
    """Tracks that run into the next of their album."""


def what_could_play(
    store: library.Store, settled: Iterable[TrackId] = (), request: Request | None = None
) -> Library:
    """Gather the songs that editors allow and whose files are there.

    `settled` names songs that are among them although another copy would stand for them. Which
    tracks run on is judged with all copies: what follows may be known by another one. If `request`,
    after `as_scheduled`, is for an edition of a day or a week, songs that came since it began wait
    for the next one, so that it stays as it is.
    """
    overrides = editorial.load_overrides(editorial.find_overrides())
    known = store.songs(analysis.versions())
    banned = editorial.banned(overrides, [song.track for song in known])
    late = _late(store, request, known)
    there = [song for song in known if song.id not in banned and song.id not in late
             and song.track.path.exists()]  # fmt: skip
    one_each, stands = library.duplicates.fold(there, library.duplicates.known(store))
    had = {song.id for song in one_each}
    more = (store.song(track_id) for track_id in settled if track_id not in had)
    return Library(
        songs=editorial.apply(overrides, [*one_each, *(song for song in more if song is not None)]),
        overrides=overrides,
        stands=stands,
        running=library.runs_on(editorial.apply(overrides, known)),
    )


def _late(
    store: library.Store, request: Request | None, known: Sequence[Song]
) -> frozenset[TrackId]:
    """Return the songs that came since an edition began; none if hardly any were there before."""
    if request is None or request.show.refresh is Refresh.SESSION:
        return frozenset()
    late = store.came_since(request.at)
    before = sum(song.id not in late for song in known)
    return late if before >= _LIBRARY else frozenset()


def decided(store: library.Store, listener: str) -> Controls:
    """Return what holds for a listener; for a session that is nobody's, what anybody decided."""
    if listener:
        return in_force(store.controls(listener))
    return listeners.together([in_force(store.controls(name)) for name in store.deciders()])


def as_decided(controls: Controls, request: Request) -> Request:
    """Ask for a session as the listener's controls allow it."""
    silent = not controls.switches.commentary or controls.dials.talk == 0.0
    show = replace(request.show, talk=TalkLevel.NONE) if silent else request.show
    listener = request.listener if controls.profiling else ""
    return replace(request, show=show, listener=listener)


def portrait(
    store: library.Store, request: Request, controls: Controls, there: Library,
    unbarred: Collection[TrackId] = (),
) -> Taste:  # fmt: skip
    """Describe the listener of a session at its moment, and what they forbid.

    `unbarred` names songs that stay, whatever is forbidden: they have been heard already.
    """
    heard, saved, counted = _history(store, request, controls, there)
    alike = Alike(store.folder)
    found = listeners.taste(
        heard, saved, there.songs, listener=request.listener, at=request.at,
        time_zone=request.time_zone or (None if controls.profiling else "UTC"),
        tallies=counted, controls=listeners.settled(controls, there.stands),
        similar=alike.similar((heard, saved, counted), there.songs, controls, request.at),
        popularity=alike.popularity(there.songs, controls),
    )  # fmt: skip
    forbidden = listeners.barred(
        _renamed(controls, there.overrides), [song.track for song in there.songs],
        at=request.at, stands=there.stands,
    )  # fmt: skip
    forbidden = {song: why for song, why in forbidden.items() if song not in unbarred}
    if request.show.refresh is Refresh.WEEK:
        found = _as_it_began(found, controls, there, request, forbidden)
        forbidden = {song: why for song, why in forbidden.items() if song not in found.barred_since}
    notes = (*found.notes, alike.note) if alike.note else found.notes
    if controls.profiling and request.show.refresh is Refresh.DAY:
        # An edition is planned as of its beginning; what was disliked since is not in it either.
        found = replace(found, disliked=found.disliked | _disliked(controls, there))
    hours = lineup.load_hours(resources.find("assets", "hours.yaml"))
    return replace(found, notes=notes, barred=forbidden, dials=controls.dials,
                   switches=controls.switches, name_level=controls.name_level,
                   profiled=controls.profiling, family=controls.family,
                   hour_prior=hours.of(request.at))  # fmt: skip


def _as_it_began(
    taste: Taste, controls: Controls, there: Library, request: Request,
    forbidden: Mapping[TrackId, str],
) -> Taste:  # fmt: skip
    """Set apart what was decided after the edition of a week began."""
    then = replace(
        controls, resting={},
        bans=tuple(ban for ban in controls.bans if ban.at <= request.at),
        withdrawn=tuple(one for one in controls.withdrawn if one.at <= request.at),
    )  # fmt: skip
    before = listeners.barred(
        _renamed(then, there.overrides), [song.track for song in there.songs],
        at=request.at, stands=there.stands,
    )  # fmt: skip
    disliked = _disliked(controls, there) if controls.profiling else frozenset()
    return replace(
        taste, disliked_since=disliked - taste.disliked,
        barred_since={song: why for song, why in forbidden.items() if song not in before},
    )  # fmt: skip


def _disliked(controls: Controls, there: Library) -> frozenset[TrackId]:
    return frozenset(listeners.settled(controls, there.stands).disliked)


def forbidden(
    store: library.Store, listener: str, songs: Sequence[TrackId], at: datetime
) -> Mapping[TrackId, str]:
    """Map those of some songs that a listener forbids at a moment to the reason."""
    overrides = editorial.load_overrides(editorial.find_overrides())
    stands = {copy: group[0] for group in library.duplicates.known(store) for copy in group}
    tracks = [song.track for song in map(store.song, songs) if song is not None]
    return listeners.barred(
        _renamed(decided(store, listener), overrides),
        [*editorial.apply_to_tracks(overrides, tracks), *tracks], at=at, stands=stands,
    )  # fmt: skip


def _history(
    store: library.Store, request: Request, controls: Controls, there: Library
) -> tuple[Sequence[Listen], Sequence[Save], Sequence[Tally]]:
    if not controls.profiling:
        return (), (), ()
    listener, refer = request.listener, library.duplicates.refer
    return (
        refer(there.stands, editorial.rename(there.overrides, store.listens(listener))),
        refer(there.stands, store.saves(listener)),
        refer(there.stands, editorial.rename(there.overrides, store.tallies(listener))),
    )


def _renamed(controls: Controls, overrides: editorial.Overrides) -> Controls:
    """Let bans of artists hold under the names that editors have given them, too."""
    bans = [ban for ban in controls.bans if ban.kind is BanKind.ARTIST]
    named = editorial.rename(overrides, [Save(artist=ban.name, title="") for ban in bans])
    more = [Ban(kind=BanKind.ARTIST, name=row.artist, at=ban.at)
            for ban, row in zip(bans, named, strict=True) if row.artist != ban.name]  # fmt: skip
    return replace(controls, bans=(*controls.bans, *more)) if more else controls
