"""Where the host talks, and what kind of break each place asks for."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np

from dj.commentary.bench import Value
from dj.commentary.situation import Programme, situation
from dj.commentary.spoken_time import later
from dj.model.analysis import Song
from dj.model.script import BreakKind
from dj.model.show import TalkLevel

SKIP_SHARE = 0.15
"""Share of joins a talkative host lets pass."""
TIME_CHECK_EVERY_S = {TalkLevel.SOME: 1800.0, TalkLevel.LOTS: 1200.0}
"""Least time between two time checks, and before the first."""

REPEAT = 0.4
"""How much less a situation weighs right after itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One join where the host talks."""

    after: int
    """Position of the song before; −1 is before the first."""
    kinds: tuple[BreakKind, ...]
    """What to do there, best first."""
    values: Mapping[str, Value]
    """The words at this join."""
    limit_s: float | None
    """Vocal-free seconds around the join; None if unlimited."""


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
    return (opening, *map(host.place, chosen), host.place(count - 1, (BreakKind.SIGN_OFF,)))


@dataclass(slots=True, kw_only=True)
class _Host:
    """Goes through the programme and remembers what was done last."""

    programme: Programme
    at: datetime
    rng: np.random.Generator
    last_check_s: float = 0.0
    """When the time was last told, in seconds from the start."""
    last_kind: BreakKind | None = None

    def place(self, after: int, kinds: tuple[BreakKind, ...] = ()) -> Place:
        """Describe the join after a position; without kinds, draw their order."""
        now_s = self._elapsed_s(after)
        values = situation(self.programme, after, later(self.at, now_s))
        limit = limit_s(self.programme.songs, after)
        if not kinds:
            kinds = self._drawn(values, now_s)
        return Place(after=after, kinds=kinds, values=values, limit_s=limit)

    def _elapsed_s(self, after: int) -> float:
        songs = self.programme.songs[: after + 1]
        overlap_s = self.programme.show.mixing.crossfade_s / 2
        return sum(song.analysis.cues.play_s for song in songs) - overlap_s * max(0, after)

    def _drawn(self, values: Mapping[str, Value], now_s: float) -> tuple[BreakKind, ...]:
        """Order the situations that hold here by a weighted draw."""
        weights = _weights(values)
        if now_s - self.last_check_s >= TIME_CHECK_EVERY_S[self.programme.show.talk]:
            weights[BreakKind.TIME_CHECK] = 5.0
        keys = {
            kind: float(self.rng.random()) ** (1 / (w * REPEAT if kind is self.last_kind else w))
            for kind, w in weights.items()
        }
        kinds = tuple(sorted(keys, key=lambda kind: (-keys[kind], kind)))
        self.last_kind = kinds[0]
        if self.last_kind is BreakKind.TIME_CHECK:
            self.last_check_s = now_s
        return kinds


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


def _weights(values: Mapping[str, Value]) -> dict[BreakKind, float]:
    weights = {BreakKind.FRONT_ANNOUNCE: 4.0, BreakKind.BACK_ANNOUNCE: 2.5}
    if _is(values, "next.is_new"):
        weights[BreakKind.DISCOVERY] = 6.0
    turns = ("turn.energy", "turn.tempo")
    if _is(values, "segment.is_new"):
        weights[BreakKind.MOOD_TURN] = 5.0
    elif any(path in values and values[path].value in {"up", "down"} for path in turns):
        weights[BreakKind.MOOD_TURN] = 3.0
    return weights


def _is(values: Mapping[str, Value], path: str) -> bool:
    return path in values and values[path].value is True


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
