"""The join planner: of all the ways two songs may meet, the one that costs the ear least.

How a song ends decides what is allowed: an ending is played, unless the show lets it be cut. What
runs on into its neighbour on an album stays as it was made, and movements keep their breath.
`ways` and `blend` plan the meetings, `pricing` says what each costs, `wishes` does what somebody
has asked for.
"""

from collections.abc import Iterator
from dataclasses import replace

from dj.mix import ways
from dj.mix.blend import blends
from dj.mix.excerpt import Excerpt
from dj.mix.meeting import Meeting
from dj.mix.pricing import WORDS, Price, price
from dj.model.analysis import Ending, Song
from dj.model.names import fold
from dj.model.show import Mixing
from dj.model.timeline import JoinKind
from dj.units import frames_from_s

_COST_DIGITS = 4
_TELLING = 0.01
"""A part of the cost that differs by less decides nothing."""


def plain(outgoing: Excerpt, incoming: Excerpt, mixing: Mixing, room: int) -> Meeting:
    """Plan a join without talk: the cheapest of all that are allowed.

    Args:
        outgoing: the song that ends.
        incoming: the song that begins.
        mixing: the show's limits.
        room: how long before its end the song that ends may meet the next, programme frames.
    """
    return cheapest(outgoing, incoming, mixing, list(_candidates(outgoing, incoming, mixing, room)))


def without_beats(outgoing: Excerpt, incoming: Excerpt, mixing: Mixing, room: int) -> Meeting:
    """Plan a join by the ending alone, as under talk."""
    return priced(outgoing, incoming, mixing, _natural(outgoing, incoming, mixing, room))


def is_gapless(one: Song, other: Song) -> bool:
    """Tell whether a song runs on, and into this very neighbour on its album."""
    track, following = one.track, other.track
    if one.analysis.cues.ending is not Ending.SEGUE or not track.album:
        return False
    same = track.album == following.album and track.album_artist == following.album_artist
    same_disc = (track.disc_number or 1) == (following.disc_number or 1)
    return same and same_disc and following.track_number == (track.track_number or 0) + 1


def are_movements(one: Song, other: Song) -> bool:
    """Tell whether the second is the next movement of the first one's work."""
    track, following = one.track, other.track
    if not track.work or fold(track.work) != fold(following.work):
        return False
    first, second = track.movement_number, following.movement_number
    return first is not None and second == first + 1


def cheapest(
    outgoing: Excerpt, incoming: Excerpt, mixing: Mixing, meetings: list[Meeting]
) -> Meeting:
    """Return the meeting that costs least, the first of equals, and say what decided."""
    offers = [(m, price(outgoing, incoming, m, mixing)) for m in meetings]
    offers.sort(key=lambda offer: round(offer[1].cost, _COST_DIGITS))
    best, cost = offers[0]
    others = [offer for offer in offers[1:] if offer[0].kind is not best.kind]
    # That a pause would be a pause tells nobody anything, as long as there is something else.
    rival = min(others, key=lambda offer: offer[0].kind is JoinKind.GAP, default=None)
    why = f"{best.reason[:-1]}; {_against(cost, *rival)}." if rival else best.reason
    return replace(best, cost=round(cost.cost, _COST_DIGITS), reason=why)


def priced(outgoing: Excerpt, incoming: Excerpt, mixing: Mixing, meeting: Meeting) -> Meeting:
    """Return a meeting that has no rival, with its cost."""
    return cheapest(outgoing, incoming, mixing, [meeting])


def _candidates(
    outgoing: Excerpt, incoming: Excerpt, mixing: Mixing, room: int
) -> Iterator[Meeting]:
    one, other = outgoing.song, incoming.song
    if is_gapless(one, other):
        yield ways.gapless(outgoing)
        return
    if are_movements(one, other):
        yield ways.movements(outgoing, incoming, mixing)
        return
    yield from _beat_matched(outgoing, incoming, mixing, room)
    yield _natural(outgoing, incoming, mixing, room)
    if one.analysis.cues.ending is Ending.SEGUE:
        yield ways.cut(outgoing, incoming)
    if one.analysis.cues.ending is Ending.COLD:
        yield from ways.softly(outgoing, incoming, mixing, min(room, incoming.length // 2))
        yield ways.pause(outgoing, incoming, frames_from_s(ways.PAUSE_S, outgoing.rate_hz))
    if mixing.cut_endings:
        yield from _cutting(outgoing, incoming, mixing, room)


def _beat_matched(
    outgoing: Excerpt, incoming: Excerpt, mixing: Mixing, room: int
) -> Iterator[Meeting]:
    """Yield the blends in which nobody sings into another's song."""
    for meeting in blends(outgoing, incoming, mixing, room) if mixing.beat_match else ():
        if not price(outgoing, incoming, meeting, mixing).parts["voices"]:
            yield meeting


def _cutting(outgoing: Excerpt, incoming: Excerpt, mixing: Mixing, room: int) -> Iterator[Meeting]:
    """Yield what leaves a song before its ending."""
    usual = frames_from_s(mixing.crossfade_s, outgoing.rate_hz)
    yield ways.cut(outgoing, incoming, room)
    yield ways.even(outgoing, incoming, min(usual, room, incoming.length // 2))


def _natural(outgoing: Excerpt, incoming: Excerpt, mixing: Mixing, room: int) -> Meeting:
    """Plan what the ending itself asks for."""
    room = min(room, incoming.length // 2)
    if is_gapless(outgoing.song, incoming.song):
        return ways.gapless(outgoing)
    match outgoing.song.analysis.cues.ending:
        case Ending.FADE:
            return ways.crossfade(outgoing, incoming, mixing, room)
        case Ending.SEGUE:
            return ways.let_go(outgoing, incoming, mixing, room)
        case Ending.COLD:
            return ways.segue(outgoing, incoming, room)


def _against(cost: Price, rival: Meeting, other: Price) -> str:
    """Say what the next best kind of join would have done."""
    worse = {name: other.parts[name] - cost.parts[name] for name in WORDS}
    part = max(worse, key=lambda name: worse[name])
    if worse[part] < _TELLING:
        return f"{_NAMES[rival.kind]} would have done as well"
    return f"{_NAMES[rival.kind]} would {WORDS[part]}"


_NAMES = {
    JoinKind.BLEND: "matching the beats",
    JoinKind.CROSSFADE: "a crossfade",
    JoinKind.SEGUE: "following at once",
    JoinKind.CUT: "a cut",
    JoinKind.GAP: "a pause",
}
