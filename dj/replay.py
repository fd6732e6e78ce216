"""Plan a session again from its own record: the same choices, or what has changed since.

The record says what was asked for, the moment, the seed and the length aimed at; library and
history are taken as they are now, up to the moment of the session.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import zip_longest

import msgspec

from dj import __version__, library, lineup, planning
from dj.absence import absence
from dj.briefing import as_scheduled, briefed
from dj.inputs import marks
from dj.model.edits import Edits
from dj.model.lineup import Lineup, Slot
from dj.model.manifest import Manifest
from dj.model.replay import Again, Replay
from dj.model.request import Request
from dj.portrait import as_decided, decided, portrait, what_could_play

_ASKED_AFTER = 5
"""Songs that do not play now of which the planner is asked why."""
_KINDS = {
    "planner": "The planner is of another version ({then} then, {now} now).",
    "library": "The library holds other songs ({then} then, {now} now).",
    "songs": "Tags or analyses of songs have changed.",
    "taste": "What is known of the listener has changed ({then} plays counted then, {now} now).",
    "asked": "The show, or what was asked for, means something else now.",
}
_ALIKE = {
    "library": "The library holds other songs, as many as then ({now}).",
    "taste": "What is known of the listener has changed, though as many plays count ({now}): what "
             "they said or keep, the hours in hours.yaml, or the songs that plays belong to.",
}  # fmt: skip
_COUNTED = ("library", "taste")


def replay(store: library.Store, request: Request, made: Manifest) -> Replay:
    """Plan a session again.

    Args:
        store: The library as it is now.
        request: The session, as its file says that it was asked for.
        made: Its file.

    Raises:
        NotEnoughTracks: if not one song may play any more.
    """
    now = planned_again(store, request, made)
    same = _encoded(now) == _encoded(made.lineup)
    return Replay(same_bytes=same, places=tuple(_places(store, request, made, now)),
                  changes=() if same else tuple(_changes(made, now)))  # fmt: skip


def planned_again(store: library.Store, request: Request, made: Manifest) -> Lineup:
    """Make the lineup of a session anew, with the length that was aimed at if that is on record.

    An edit aims at no length: the one before it is found again by the words of the host.
    """
    then = made.lineup
    if not then.length_s or _edited(made):
        return planning.plan(store, request).lineup
    controls = decided(store, request.listener)
    request = as_scheduled(as_decided(controls, request))
    there = what_could_play(store, request=request)
    stock = lineup.stock(there.songs, store.vectors_folder)
    taste = portrait(store, request, controls, there)
    found = briefed(request, there, stock, taste)
    show = replace(found.request.show, length_s=then.length_s)
    order = lineup.plan(stock, show, taste, at=found.request.at, seed=found.request.seed,
                        brief=found.brief)  # fmt: skip
    made_from = marks(there.songs, taste, show, found.brief)
    return replace(order, length_s=then.length_s, versions={**order.versions, **made_from})


def _encoded(order: Lineup) -> bytes:
    return msgspec.json.encode(order)


def _places(store: library.Store, request: Request, made: Manifest, now: Lineup) -> Iterator[Again]:
    order = [slot.track_id for slot in now.slots]
    names = {track.id: track.label for track in store.tracks()}
    names |= {track.id: " - ".join(filter(None, (track.artist, track.title)))
              for track in made.tracks}  # fmt: skip
    asked_after = 0
    for number, (one, two) in enumerate(zip_longest(made.lineup.slots, now.slots)):
        then, here = one.track_id if one else None, two.track_id if two else None
        says = ""
        if one and then != here:
            asked_after += one.track_id not in order
            says = _moved(one, now.slots) or (
                absence(store, request, one.track_id, order).says if asked_after <= _ASKED_AFTER
                else "It does not play now.")  # fmt: skip
        yield Again(position=number, track_id=then, label=names[then] if then else "", now=here,
                    now_label=names[here] if here else "", says=says)  # fmt: skip


def _moved(slot: Slot, now: Sequence[Slot]) -> str:
    """Say where a song plays now, and how its score has changed; nothing if it does not play."""
    there = next((other for other in now if other.track_id == slot.track_id), None)
    if there is None:
        return ""
    then, here = slot.decision, there.decision
    said = f"It plays in place {there.position + 1} now."
    away = {name: here.signals.get(name, 0.0) - then.signals.get(name, 0.0)
            for name in {*then.signals, *here.signals}}  # fmt: skip
    name, most = max(sorted(away.items()), key=lambda item: abs(item[1]), default=("", 0.0))
    if abs(most) < 1e-6:
        return said
    return (f"{said} Its score was {then.score:.3f} and is {here.score:.3f}, "
            f"most by {name.replace('_', ' ')} ({most:+.3f}).")  # fmt: skip


def _changes(made: Manifest, now: Lineup) -> Iterator[str]:
    then = made.lineup.versions
    if _edited(made):
        yield "It was changed by hand; compared is the plan without that."
    if made.dj_version != __version__:
        yield f"The program is of another version ({made.dj_version} then, {__version__} now)."
    known = [kind for kind in _KINDS if kind in then]
    found = [_said(kind, then, now.versions) for kind in known
             if then[kind] != now.versions.get(kind)]  # fmt: skip
    yield from found
    if not {"library", "taste"} <= then.keys():
        yield "It does not tell what it was planned from, so what has changed is not known."
    elif not found and not _edited(made):
        yield "Nothing else on record has changed: the program has, or what it counts with."


def _edited(made: Manifest) -> bool:
    return made.edits != Edits()


def _said(kind: str, then: Mapping[str, str], now: Mapping[str, str]) -> str:
    one, two = then[kind], now.get(kind, "")
    if kind in _COUNTED:
        one, two = one.partition("-")[0], two.partition("-")[0]
    said = _ALIKE.get(kind, _KINDS[kind]) if one == two else _KINDS[kind]
    return said.format(then=one, now=two)
