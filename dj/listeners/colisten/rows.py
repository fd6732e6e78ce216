"""One row of co-listening data, whatever file it came from."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

MOST_PLAYS = 10_000_000
"""More plays than anybody can make of one recording: such a count is a mistake."""


class Row(NamedTuple):
    """Somebody played something so many times. A plain tuple: there are millions of them."""

    user: str
    """As the data names them; hashed by the next who touches it, and never kept."""
    artist: str
    title: str = ""
    """Empty where the data knows artists only."""
    plays: float = 1.0
    artist_mbid: str = ""


class Refusal(NamedTuple):
    """A row that cannot be used."""

    where: str
    """File and line."""
    reason: str


@dataclass(slots=True)
class Refusals:
    """Rows that could not be used: how many for each reason, and where the first one is."""

    counts: Counter[str] = field(default_factory=Counter)
    first: dict[str, str] = field(default_factory=dict)
    """Reason → file and line of the first such row."""

    def add(self, refusal: Refusal) -> None:
        """Count a row; of millions of broken rows only the first of each kind is remembered."""
        self.counts[refusal.reason] += 1
        self.first.setdefault(refusal.reason, refusal.where)


Rows = Iterable[Row | Refusal]


def plays_of(text: str) -> float | str:
    """Read a number of plays, or say in a sentence why it is none."""
    try:
        plays = float(text)
    except ValueError:
        return "the number of plays is not a number"
    if plays == 0:
        return "it was never played"
    if not 0 < plays <= MOST_PLAYS:
        return "the number of plays is impossible"
    return plays
