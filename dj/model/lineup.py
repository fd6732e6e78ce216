"""Which songs, in which order, and why."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from dj.model.show import Theme
from dj.units import TrackId


@dataclass(frozen=True, slots=True, kw_only=True)
class RunnerUp:
    """A track that nearly had the slot."""

    track_id: TrackId
    label: str = ""
    """``Artist - Title`` as tagged, for people."""
    score: float
    cost: float | None = None
    """What the plan would cost more with it in the slot; None in sessions that do not tell."""
    differences: Mapping[str, float] = field(default_factory=dict)
    """Signal → its contribution less that of the song that has the slot, where they differ."""


_LEAST_REASON = 0.1
"""What speaks for a song less than this, relative to its first reason, is no reason to name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """Why one track has one slot. Shared by the planner and the voice."""

    slot: int
    """Position from 0."""
    track_id: TrackId
    score: float
    """Relevance to this listener now; the sum of `signals`."""
    signals: Mapping[str, float]
    """Signal name → contribution to the score (weight × value); they sum to `score`."""
    sources: tuple[str, ...]
    """Candidate sources that proposed it."""
    runners_up: tuple[RunnerUp, ...] = ()
    constraints: tuple[str, ...] = ()
    """Rules that bit at this slot, in plain words."""
    proposals: Mapping[str, float] = field(default_factory=dict)
    """Source → what it gave to the song's place in the fused ranking, 1 ÷ (60 + rank)."""
    editors: str = ""
    """Title of the editors' pool that stands for the song; empty if none does."""
    displaced: TrackId | None = None
    """Song that would have had the slot without an outside wish, if another one has it."""
    by_hand: bool = False
    """True if the listener put the song here: that is the reason, and no signal is."""

    def top_reasons(self, count: int = 3) -> tuple[str, ...]:
        """Names of the largest positive contributions, largest first; none that hardly counts.

        Of a song that was put in by hand none is the reason.
        """
        if self.by_hand:
            return ()
        ranked = sorted(self.signals.items(), key=lambda item: (-item[1], item[0]))[:count]
        least = _LEAST_REASON * max((value for _, value in ranked), default=0.0)
        return tuple(name for name, value in ranked if value > 0 and value >= least)


@dataclass(frozen=True, slots=True, kw_only=True)
class JoinCost:
    """What it costs the ear to go from one song to the next, by part; each 0 to 1, unweighted."""

    tempo: float
    key: float
    energy: float
    timbre: float
    habit: float = 0.0
    """How often the listener plays the two in a row: the one part that makes a join cheaper."""
    total: float
    """Weighted sum, as the optimiser saw it; 0 between movements of a work."""


JOIN_WEIGHTS: Mapping[str, float] = {"tempo": 0.30, "key": 0.20, "energy": 0.20, "timbre": 0.30}
"""What each part of a join that costs something counts in its total."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """One position of the lineup."""

    position: int
    """From 0."""
    track_id: TrackId
    theme: Theme
    segment: int
    """Index of the segment on the clock, from 0."""
    energy_target: float
    """Energy the arc asked for here, 0 to 1."""
    new_to_listener: bool
    """True if a listener with enough history has never heard it (30 seconds or more)."""
    decision: Decision
    join: JoinCost | None = None
    """Cost of coming from the previous song; None for the first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lineup:
    """The songs in order, with the price of the plan."""

    show: str
    seed: int
    slots: tuple[Slot, ...]
    cost: float
    """Cost of this order."""
    lower_bound: float
    """No order of these candidates can cost less."""
    relaxed: tuple[str, ...] = ()
    """Rules that had to bend, in plain words."""
    considered: int = 0
    """Songs that were weighed against each other; 0 in sessions that do not tell."""
    index: str = ""
    """Neighbour index used, such as ``exact`` or ``annoy 20 trees``."""
    versions: Mapping[str, str] = field(default_factory=dict)
    """Version of the planner, and marks of what it planned from: library, songs, taste, asked."""
    length_s: float = 0.0
    """Length of music the planner aimed at, seconds; 0 in sessions that do not tell."""

    @property
    def gap(self) -> float:
        """(cost − lower bound) ÷ cost, 0 to 1: an upper limit on how much better it could be."""
        return 0.0 if self.cost <= 0 else max(0.0, (self.cost - self.lower_bound) / self.cost)
