"""Where the host talks, and what kind of break each place asks for."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime

import numpy as np

from dj.commentary.bench import Values
from dj.commentary.choosing.situations import LAST_RESORT, OWED, weights
from dj.commentary.words.situation import Programme, situation
from dj.commentary.words.spoken_time import later
from dj.model.analysis import Song
from dj.model.script import BreakKind
from dj.model.show import Show, TalkLevel

SKIP_SHARE = 0.15
"""Share of joins a talkative host lets pass."""
TIME_CHECK_EVERY_S = {TalkLevel.SOME: 1800.0, TalkLevel.LOTS: 1200.0}
"""Least time between two time checks, and before the first."""

REPEAT = 0.4
"""How much less a situation weighs right after itself."""
AGAIN = 0.15
"""How much less it weighs for the rest of a session, if it is news only once."""

_NEWS_ONCE = frozenset({BreakKind.WISH, BreakKind.MID_SESSION})


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One join where the host talks."""

    after: int
    """Position of the song before; −1 is before the first."""
    kinds: tuple[BreakKind, ...]
    """What to do there, best first."""
    values: Values
    """The words at this join."""
    limit_s: float | None
    """Vocal-free seconds around the join; None if unlimited."""
    never: frozenset[BreakKind] = frozenset()
    """What the show never does, whatever else is left."""


def places(
    programme: Programme,
    at: datetime,
    rng: np.random.Generator,
    joins: Collection[int] | None = None,
) -> tuple[Place, ...]:
    """Choose where to talk in a programme that starts at a local time.

    Args:
        programme: The songs and all that is known of them.
        at: When it starts.
        rng: The only source of chance.
        joins: Positions after which to talk, if somebody has chosen them; never inside an album's
            run.
    """
    count = len(programme.songs)
    talk = programme.show.talk
    if not count or talk is TalkLevel.NONE:
        return ()
    host = _Host(programme=programme, at=at, rng=rng)
    opening = host.place(-1, (BreakKind.OPENING,))
    chosen = _dialled(programme, _joins(programme, rng)) if joins is None else (
        _apart(programme, joins))  # fmt: skip
    between = (host.between(after) for after in chosen)
    closing = (host.place(count - 1, (BreakKind.SIGN_OFF,)),) * _signs_off(programme.show)
    return (opening, *(place for place in between if place is not None), *closing)


def starts_s(programme: Programme, after: int) -> float:
    """Seconds from the start of a programme to the join after a position, as far as is known."""
    songs = programme.songs[: after + 1]
    overlap_s = programme.show.mixing.crossfade_s / 2
    return sum(song.analysis.cues.play_s for song in songs) - overlap_s * max(0, after)


def _signs_off(show: Show) -> bool:
    """An opening cannot be turned off with its weight: it tells that the voice is synthetic."""
    return show.kinds.get(BreakKind.SIGN_OFF, 1.0) > 0


@dataclass(slots=True, kw_only=True)
class _Host:
    """Goes through the programme and remembers what was done last."""

    programme: Programme
    at: datetime
    rng: np.random.Generator
    last_check_s: float = 0.0
    """When the time was last told, in seconds from the start."""
    last_kind: BreakKind | None = None
    done: set[BreakKind] = field(default_factory=set)

    def place(self, after: int, kinds: tuple[BreakKind, ...]) -> Place:
        """Describe a join of which it is settled what to do there."""
        return self._place(after, kinds, self._values(after))

    def between(self, after: int) -> Place | None:
        """Describe a join between songs, with a draw of what to do; None if there is nothing."""
        values = self._values(after)
        kinds = self._drawn(values, starts_s(self.programme, after))
        return self._place(after, kinds, values) if kinds else None

    def _place(self, after: int, kinds: tuple[BreakKind, ...], values: Values) -> Place:
        never = frozenset(kind for kind in BreakKind if self._weight(kind) <= 0)
        return Place(after=after, kinds=kinds, values=values, never=never,
                     limit_s=limit_s(self.programme.songs, after))  # fmt: skip

    def _values(self, after: int) -> Values:
        now = later(self.at, starts_s(self.programme, after))
        return situation(self.programme, after, now)

    def _weight(self, kind: BreakKind) -> float:
        return self.programme.show.kinds.get(kind, 1.0)

    def _drawn(self, values: Values, now_s: float) -> tuple[BreakKind, ...]:
        """Order the situations that hold here by a weighted draw."""
        is_due = now_s - self.last_check_s >= TIME_CHECK_EVERY_S[self.programme.show.talk]
        found = {
            kind: weight * self._weight(kind) * self._lately(kind)
            for kind, weight in weights(values, is_due=is_due).items()
        }
        keys = {kind: float(self.rng.random()) ** (1 / w) for kind, w in found.items() if w > 0}
        kinds = tuple(sorted(keys, key=lambda kind: (
            kind not in OWED, kind in LAST_RESORT, -keys[kind], kind)))  # fmt: skip
        self._remember(kinds, now_s)
        return kinds

    def _lately(self, kind: BreakKind) -> float:
        again = AGAIN if kind in self.done & _NEWS_ONCE else 1.0
        return again * REPEAT if kind is self.last_kind else again

    def _remember(self, kinds: tuple[BreakKind, ...], now_s: float) -> None:
        self.last_kind = kinds[0] if kinds else None
        self.done |= {*kinds[:1]}
        if self.last_kind is BreakKind.TIME_CHECK:
            self.last_check_s = now_s


def _joins(programme: Programme, rng: np.random.Generator) -> list[int]:
    """Choose joins: every change of segment, and others by the level of talk."""
    chosen: list[int] = []
    last, gap = -1, int(rng.integers(2, 4))
    for after in range(len(programme.songs) - 1):
        if _belongs_together(programme.songs[after], programme.songs[after + 1]):
            continue
        slots = programme.lineup.slots
        is_change = slots[after].segment != slots[after + 1].segment
        if is_change or _is_due(programme.show.talk, after - last, gap, rng):
            chosen.append(after)
            last, gap = after, int(rng.integers(2, 4))
    return chosen


def _dialled(programme: Programme, chosen: list[int]) -> list[int]:
    """Let the listener's dial take joins away or add some: more talk keeps all that less had."""
    away = 0.5 - programme.talk
    if away > 0:
        return sorted(_spread_out(chosen)[: round(len(chosen) * (1 - 2 * away))])
    every = _apart(programme, range(len(programme.songs) - 1))
    rest = [after for after in every if after not in chosen]
    return sorted([*chosen, *_spread_out(rest)[: round(len(rest) * -2 * away)]])


def _spread_out(joins: Sequence[int]) -> list[int]:
    """Put joins in an order of which every beginning is spread evenly (van der Corput)."""
    bits = len(joins).bit_length()
    places = sorted(range(len(joins)), key=lambda n: int(f"{n:0{bits}b}"[::-1], 2))
    return [joins[place] for place in places]


def _apart(programme: Programme, joins: Collection[int]) -> list[int]:
    songs = programme.songs
    between = range(len(songs) - 1)
    return [n for n in between if n in joins and not _belongs_together(songs[n], songs[n + 1])]


def _is_due(talk: TalkLevel, since: int, gap: int, rng: np.random.Generator) -> bool:
    if talk is TalkLevel.LOTS:
        return since >= 2 or bool(rng.random() >= SKIP_SHARE)
    return since >= gap


def _belongs_together(one: Song, two: Song) -> bool:
    """Neighbours on an album stay a whole: nobody talks between them."""
    a, b = one.track, two.track
    if not a.album or a.album != b.album or a.disc_number != b.disc_number:
        return False
    return (
        a.track_number is not None and b.track_number is not None
        and b.track_number == a.track_number + 1
    )  # fmt: skip


IN_CLEAR_S = 6.0
"""Seconds of a break that may stand alone: the next song waits for the host, as on the radio."""


def limit_s(songs: tuple[Song, ...], after: int) -> float | None:
    """Seconds a break at a join may last: where nobody sings, and a little with no music at all.

    None if there is no limit: a side has no vocals, or is the silence before or after the music.
    """
    if after < 0 or after + 1 >= len(songs):
        return None
    before, ahead = songs[after].analysis.cues, songs[after + 1].analysis.cues
    if before.post_s is None or ahead.ramp_s is None:
        return None
    return round(before.cue_out_s - before.outro_s + ahead.ramp_s + IN_CLEAR_S, 3)
