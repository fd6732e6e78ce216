"""Which songs may play at all, and the rules that bend when too few are left.

What is not a song (too short, too long, all but silent) and what the show or the listener forbids
(explicit songs, bans) never plays. A song that was heard or skipped lately rests, and one that
falls silent in its middle waits; both play if nothing else is left, and the lineup then says so.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dj.errors import NotEnoughTracks
from dj.lineup.moment import DAY_S, Moment
from dj.model.show import Rules

_ENOUGH = 1.1
"""Times the length of music needed before songs may rest: joins take some of it."""
INAUDIBLE_LUFS = -50.0
"""Softer recordings are not songs: raised to a programme's loudness, one would hear their noise."""
SKIPPED_DAYS = 14.0
"""A song skipped at least as often as played rests so many days after its latest play."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Playable:
    """What is left of the catalogue."""

    open: NDArray[np.bool_]
    """Songs that may play, shape (n,)."""
    relaxed: tuple[str, ...] = ()
    """Rules that had to bend, in plain words."""


def playable(moment: Moment, rules: Rules, length_s: float) -> Playable:
    """Apply the rules; let resting songs in while the rest cannot fill the length.

    Args:
        moment: Listener, time and catalogue.
        rules: The show's.
        length_s: Seconds of music wanted, before joins.

    Raises:
        NotEnoughTracks: if not one song may play.
    """
    allowed = _allowed(moment, rules)
    enough_s = min(_ENOUGH * length_s, float(moment.catalogue.play_s[allowed].sum()))
    resting = waiting(moment, rules)
    relaxed: list[str] = []
    left = _left(allowed, resting)
    while resting and moment.catalogue.play_s[left].sum() < enough_s:
        before, (_, reason) = left, resting.pop(0)
        left = _left(allowed, resting)
        if freed := int((left & ~before).sum()):
            relaxed.append(f"The library is too small to let {_songs(freed)} {reason} rest.")
    return Playable(open=left, relaxed=tuple(relaxed))


def waiting(moment: Moment, rules: Rules) -> list[tuple[NDArray[np.bool_], str]]:
    """List the rules that bend, the first to bend first: songs that wait, and what they are."""
    return [
        (_skipped(moment), "skipped lately"),
        (moment.rested_s < rules.rest_hours * 3600.0, f"heard in the last {rules.rest_hours:g} h"),
        (moment.catalogue.pause_s > rules.max_pause_s, "with a silence in the middle"),
    ]


def _left(
    allowed: NDArray[np.bool_], resting: list[tuple[NDArray[np.bool_], str]]
) -> NDArray[np.bool_]:
    left = allowed.copy()
    for rows, _ in resting:
        left &= ~rows
    return left


def broken(moment: Moment, rules: Rules) -> dict[str, NDArray[np.bool_]]:
    """Map each rule that never bends, in plain words, to the songs that break it, shape (n,)."""
    catalogue = moment.catalogue
    return {
        f"shorter than {rules.min_song_s:g} s": ~(catalogue.play_s >= rules.min_song_s),
        f"longer than {rules.max_song_s:g} s": catalogue.play_s > rules.max_song_s,
        "all but silent": ~(catalogue.loudness_lufs >= INAUDIBLE_LUFS),
        "explicit": catalogue.explicit & (not rules.allow_explicit),
        "barred by you": barred(moment),
    }


def barred(moment: Moment) -> NDArray[np.bool_]:
    """Mark the songs that the listener forbids, shape (n,)."""
    marks = np.zeros(len(moment.catalogue), np.bool_)
    row_of = moment.catalogue.row_of
    marks[[row_of[track_id] for track_id in moment.taste.barred if track_id in row_of]] = True
    return marks


def _allowed(moment: Moment, rules: Rules) -> NDArray[np.bool_]:
    against = broken(moment, rules)
    allowed: NDArray[np.bool_] = ~np.any(list(against.values()), axis=0)
    if not allowed.any():
        worst = max(against, key=lambda reason: int(against[reason].sum()))
        reason = f"most were {worst}" if len(moment.catalogue) else "the library is empty"
        raise NotEnoughTracks(needed=1, found=0, reason=reason)
    return allowed


def _skipped(moment: Moment) -> NDArray[np.bool_]:
    mostly = (moment.skips > 0) & (moment.skips >= moment.plays)
    return np.logical_and(mostly, moment.rested_s < SKIPPED_DAYS * DAY_S)


def _songs(count: int) -> str:
    return "one song" if count == 1 else f"{count} songs"
