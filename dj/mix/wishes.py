"""Joins that somebody has asked for: done as asked where that is possible, explained where not."""

from dataclasses import replace

from dj.mix import blend, joins, ways
from dj.mix.excerpt import Excerpt
from dj.mix.meeting import Meeting
from dj.model.edits import JoinEdit
from dj.model.show import Mixing
from dj.model.timeline import Join, JoinKind
from dj.units import frames_from_s

_MOST_BARS = 64
_SHORT_S = 0.05
"""Lengths nearer than this are one to the ear, and the same in a sentence."""
_LONGEST_PAUSE_S = 60.0
"""Longer silence is no join."""


def obey(
    outgoing: Excerpt, incoming: Excerpt, mixing: Mixing, room: int, wish: JoinEdit
) -> Meeting:
    """Plan the join that was asked for, or the nearest one there is.

    Args:
        outgoing: the song that ends.
        incoming: the song that begins.
        mixing: the show's limits; a wish may go beyond its usual lengths, not beyond its tempo.
        room: how long before its end the song that ends may meet the next, programme frames.
        wish: what was asked for.
    """
    asked = _Asked(outgoing, incoming, mixing, room, wish)
    meeting = asked.meeting()
    priced = joins.priced(outgoing, incoming, mixing, meeting)
    reason = asked.excuse(meeting) or f"Chosen by hand. {meeting.reason}"
    return replace(priced, reason=reason, locked=True)


def beside_words(join: Join, wish: JoinEdit) -> Join:
    """Mark a join with talk as chosen by hand, and say so where the host is in the way."""
    if wish.kind in (None, JoinKind.TALK):
        said = "Its length was left to the words." if wish.length_s is not None else ""
    else:
        said = f"{_named(wish.kind)} was asked for, but the host speaks here."
    return replace(join, locked=True, reason=f"{join.reason} {said}".rstrip())


class _Asked:
    """A wish for two songs."""

    def __init__(
        self, outgoing: Excerpt, incoming: Excerpt, mixing: Mixing, room: int, wish: JoinEdit
    ) -> None:
        self.pair = outgoing, incoming
        self.mixing, self.reach, self.wish = mixing, room, wish
        self.room = min(room, incoming.length // 2)
        self.rate_hz = outgoing.rate_hz
        self.length = None if wish.length_s is None else frames_from_s(wish.length_s, self.rate_hz)

    def meeting(self) -> Meeting:
        """Plan what was asked for as nearly as it goes."""
        match self.wish.kind:
            case JoinKind.BLEND:
                return self._blend()
            case JoinKind.CROSSFADE:
                return self._crossfade()
            case JoinKind.SEGUE:
                return self._segue()
            case JoinKind.CUT:
                return ways.cut(*self.pair, self.reach)
            case JoinKind.GAP:
                return self._gap()
            case _:
                return self._any()

    def excuse(self, meeting: Meeting) -> str:
        """Say what was asked for and is not so, and what is done instead; empty if all is so."""
        asked, why = self._asked(), self._obstacle(meeting)
        return f"{asked} was asked for, but {why}. {meeting.reason}" if why else ""

    def _obstacle(self, meeting: Meeting) -> str:
        kind = self.wish.kind
        if kind is JoinKind.TALK:
            return "nothing is said here"
        if kind is JoinKind.BLEND and meeting.kind is not kind:
            trouble = blend.obstacle(*self.pair, self.mixing)
            return trouble or "no whole bars of the two fit on one another here"
        if self.length is None or abs(self.length - abs(meeting.overlap)) <= 1:
            return ""
        return self._too_long(meeting, self.length / self.rate_hz)

    def _too_long(self, meeting: Meeting, asked_s: float) -> str:
        done_s = abs(meeting.overlap) / self.rate_hz
        match meeting.kind:
            case JoinKind.CUT:
                return "a cut has no length"
            case JoinKind.BLEND:
                return f"{done_s:.1f} s is the nearest to {asked_s:.1f} s in whole bars"
            case JoinKind.GAP:
                return f"{done_s:.1f} s is the longest pause"
            case _:
                return f"the two songs leave room for {done_s:.1f} s"

    def _asked(self) -> str:
        name = _named(self.wish.kind)
        return name if self.wish.length_s is None else f"{name} of {self.wish.length_s:.1f} s"

    def _blend(self) -> Meeting:
        free = replace(self.mixing, max_crossfade_s=self.room / self.rate_hz + 1)
        bars = blend.BARS if self.length is None else range(1, _MOST_BARS + 1)
        found = list(blend.blends(*self.pair, free, self.reach, bars))
        if not found:
            return self._crossfade() if self.length is not None else self._planned()
        length = self.length
        if length is None:
            return joins.cheapest(*self.pair, self.mixing, found)
        return min(found, key=lambda meeting: abs(meeting.overlap - length))

    def _crossfade(self) -> Meeting:
        usual = frames_from_s(self.mixing.crossfade_s, self.rate_hz)
        natural = joins.without_beats(*self.pair, self.mixing, self.room)
        if self.length is None and natural.kind is JoinKind.CROSSFADE:
            return natural
        return ways.even(*self.pair, min(self.room, usual if self.length is None else self.length))

    def _segue(self) -> Meeting:
        if self.length is None:
            return ways.segue(*self.pair, self.room)
        return ways.follow(*self.pair, min(self.room, self.length))

    def _gap(self) -> Meeting:
        usual = frames_from_s(ways.PAUSE_S, self.rate_hz)
        most = frames_from_s(_LONGEST_PAUSE_S, self.rate_hz)
        return ways.pause(*self.pair, usual if self.length is None else min(most, self.length))

    def _any(self) -> Meeting:
        if self.length is None or self.wish.kind is JoinKind.TALK:
            return self._planned()
        return self._segue() if self.length <= _SHORT_S * self.rate_hz else self._crossfade()

    def _planned(self) -> Meeting:
        return joins.plain(*self.pair, self.mixing, self.reach)


def _named(kind: JoinKind | None) -> str:
    return {
        None: "A join",
        JoinKind.BLEND: "Matching the beats",
        JoinKind.CROSSFADE: "A crossfade",
        JoinKind.SEGUE: "Following at once",
        JoinKind.CUT: "A cut",
        JoinKind.GAP: "A pause",
        JoinKind.TALK: "Talk",
    }[kind]
