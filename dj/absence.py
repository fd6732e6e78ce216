"""Why a song is not in a session: one question, asked of every gate in turn."""

from collections.abc import Collection, Iterator, Sequence

from dj import editorial, library, lineup
from dj.briefing import as_scheduled, briefed
from dj.model.absence import Absence, Gate
from dj.model.request import Request
from dj.model.show import Refresh
from dj.planning import plan
from dj.portrait import Library, as_decided, decided, forbidden, portrait, what_could_play
from dj.units import TrackId


def absence(
    store: library.Store, request: Request, track_id: TrackId, order: Sequence[TrackId] = (),
    removed: Collection[TrackId] = (),
) -> Absence:  # fmt: skip
    """Tell why a track is not in a session: one whose order is given, or one planned now.

    `removed` names songs that the listener took out of it by hand.

    Raises:
        NotEnoughTracks: if not one song may play.
    """
    if track_id in removed:
        return Absence(gate=Gate.EDIT, says="You took it out of this session by hand.")
    order = order or [slot.track_id for slot in plan(store, request).lineup.slots]
    controls = decided(store, request.listener)
    asked, request = request, as_scheduled(as_decided(controls, request))
    there = what_could_play(store, request=request)
    missing = all(song.id != track_id for song in there.songs)
    outside = _outside(store, there, track_id, request) if missing else None
    since = outside.says if outside else _refused(store, asked, track_id)
    if since and track_id in order:
        position = list(order).index(track_id)
        plays = f"It plays: song {position + 1} of {len(order)}."
        return Absence(gate=Gate.NONE, position=position,
                       says=f"{plays} It would not be chosen now: {since}")  # fmt: skip
    if outside:
        return outside
    stock = lineup.stock(there.songs, store.vectors_folder)
    taste = portrait(store, request, controls, there)
    found = briefed(request, there, stock, taste)
    if track_id in found.brief.without - set(order):
        for pool in _pools_against(there, found.request, track_id):
            return Absence(gate=Gate.POOL, says=f"Editors leave it out while “{pool}” is open.")
    return lineup.absence(
        stock, found.request.show, taste, track_id, at=request.at, seed=request.seed, order=order,
        brief=found.brief,
    )  # fmt: skip


def _refused(store: library.Store, request: Request, track_id: TrackId) -> str:
    """Say why the listener would not have a song play now; empty if they would."""
    why = forbidden(store, request.listener, [track_id], request.at).get(track_id, "")
    return f"{why}." if why else ""


def _pools_against(there: Library, request: Request, track_id: TrackId) -> Iterator[str]:
    """Name the editors' pools that are open now and leave a song out."""
    names = {request.show.pool, request.asked.pool}
    pools = [pool for pool in editorial.load_pools()
             if pool.name in names or editorial.is_open(pool, request.at)]  # fmt: skip
    for found in editorial.resolved(pools, [song.track for song in there.songs]):
        if track_id in found.never:
            yield found.title


def _outside(store: library.Store, there: Library, track_id: TrackId, request: Request) -> Absence:
    """Tell why a track of the library is not among the songs that could play."""
    track = next((track for track in store.tracks() if track.id == track_id), None)
    if track is None or not track.path.exists():
        return Absence(gate=Gate.LIBRARY, says="Its file is not there; `dj scan` its folder.")
    if editorial.banned(there.overrides, [track]):
        return Absence(gate=Gate.EDITORS, says=f"It is banned in {there.overrides.path}.")
    if store.song(track_id) is None:
        return Absence(gate=Gate.LIBRARY, says="It has not been analysed, or cannot be.")
    edition = request.show.refresh is not Refresh.SESSION
    if edition and track_id in store.came_since(request.at):
        return Absence(gate=Gate.LIBRARY, says="It came into the library after this edition began, "
                                               "and can play from the next one on.")  # fmt: skip
    return Absence(gate=Gate.LIBRARY, says="Another copy of the recording stands for it.")
