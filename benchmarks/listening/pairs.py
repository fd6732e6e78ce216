"""Two songs that follow one another."""

from dataclasses import dataclass
from itertools import pairwise

from benchmarks.listening.stems import Heard
from dj.model.timeline import Event, Join


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two songs and their join."""

    join: Join
    outgoing: Event
    incoming: Event

    @property
    def span(self) -> tuple[int, int]:
        """Programme frames from where they meet to where only one is left, or of the pause."""
        edges = sorted((self.outgoing.end_frame, self.incoming.at_frame))
        return edges[0], edges[1]


def pairs(heard: Heard) -> list[Pair]:
    """All joins of a session with their songs."""
    by_position = {join.position: join for join in heard.timeline.joins}
    return [
        Pair(join=by_position[n], outgoing=a, incoming=b)
        for n, (a, b) in enumerate(pairwise(heard.music), start=1)
    ]


def note(heard: Heard, pair: Pair) -> str:
    """Say for people which join it is."""
    names = f"{heard.title(pair.outgoing)} > {heard.title(pair.incoming)}"
    return f"{pair.join.kind} {pair.join.overlap_frames / heard.rate_hz:.1f} s, {names}"
