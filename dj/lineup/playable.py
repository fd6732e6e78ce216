"""Which songs may play at all, and the rules that bend when too few are left.

What is not a song (too short, too long, all but silent) and what the show or the listener forbids
(explicit songs, bans) never plays, nor does what this session was not asked for, nor speech that
nobody asked for. A song that was heard or skipped lately rests, and one that falls silent in its
middle waits; both play if nothing else is left, and the lineup then says so.
"""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dj.errors import NotEnoughTracks
from dj.lineup.catalogue import Catalogue
from dj.lineup.moment import DAY_S, Moment
from dj.model.brief import Brief
from dj.model.show import Rules
from dj.units import TrackId

_ENOUGH = 1.1
"""Times the length of music needed before songs may rest: joins take some of it."""
_GLANCE = 4096
"""So many songs are looked at first: most often they fill the length."""
_BARRED = "barred by you"
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
    ever = allowed(moment, rules)
    play_s = moment.catalogue.play_s
    resting = waiting(moment, rules)
    relaxed: list[str] = []
    left = _left(ever, resting)
    # A few thousand songs mostly do: adding up a million takes longer than all the rest.
    if play_s[:_GLANCE] @ left[:_GLANCE] >= _ENOUGH * length_s:
        return Playable(open=left)
    enough_s = min(_ENOUGH * length_s, float(play_s @ ever))
    while resting and play_s @ left < enough_s:
        before, (_, reason) = left, resting.pop(0)
        left = _left(ever, resting)
        if freed := int((left & ~before).sum()):
            relaxed.append(f"The library is too small to let {_songs(freed)} {reason} rest.")
    return Playable(open=left, relaxed=tuple(relaxed))


def waiting(moment: Moment, rules: Rules) -> list[tuple[NDArray[np.bool_], str]]:
    """List the rules that bend, the first to bend first: songs that wait, and what they are."""
    return [
        (_skipped(moment), "skipped lately"),
        (_heard(moment, rules), f"heard in the last {rules.rest_hours:g} h"),
        (moment.catalogue.pause_s > rules.max_pause_s, "with a silence in the middle"),
        (_marked(moment, moment.brief.before), "just played"),
    ]


def _left(
    ever: NDArray[np.bool_], resting: list[tuple[NDArray[np.bool_], str]]
) -> NDArray[np.bool_]:
    left = ever.copy()
    for rows, _ in resting:
        left &= ~rows
    return left


def broken(moment: Moment, rules: Rules) -> dict[str, NDArray[np.bool_]]:
    """Map each rule that never bends, in plain words, to the songs that break it, shape (n,)."""
    return unasked(moment) | _forbidden(moment, rules)


def unasked(moment: Moment) -> dict[str, NDArray[np.bool_]]:
    """Map what this session was asked to be made of to the songs that are not, shape (n,)."""
    brief = moment.brief
    found = {"left out of this session": _marked(moment, brief.without)} if brief.without else {}
    if brief.only is not None:
        found["not among the songs asked for"] = ~_marked(moment, brief.only)
    return found


def _forbidden(moment: Moment, rules: Rules) -> dict[str, NDArray[np.bool_]]:
    catalogue = moment.catalogue
    return {
        f"shorter than {rules.min_song_s:g} s": ~(catalogue.play_s >= rules.min_song_s),
        f"longer than {rules.max_song_s:g} s": catalogue.play_s > rules.max_song_s,
        "all but silent": ~(catalogue.loudness_lufs >= INAUDIBLE_LUFS),
        "explicit": catalogue.explicit & (not rules.allow_explicit),
        "speech, not music": _spoken(moment, rules),
        _BARRED: barred(moment),
    }


def _spoken(moment: Moment, rules: Rules) -> NDArray[np.bool_]:
    marks = np.zeros(len(moment.catalogue), np.bool_)
    marks[unasked_speech(moment.catalogue, moment.brief, rules)] = True
    return marks


def unasked_speech(catalogue: Catalogue, brief: Brief, rules: Rules) -> NDArray[np.int64]:
    """Find what is spoken and was neither asked for nor named one by one, rows of the catalogue.

    Where all that may play is what one editor chose, nothing spoken is there by chance.
    """
    spoken = catalogue.spoken
    if rules.allow_spoken or not spoken.size:
        return spoken[:0]
    named = {*brief.pins.values(), *brief.must, *brief.first, *brief.last, *brief.order,
             *brief.seeds}  # fmt: skip
    if brief.only is not None and brief.only <= brief.editors.keys():
        named |= brief.only
    return np.setdiff1d(spoken, catalogue.rows_of(named))


def barred(moment: Moment) -> NDArray[np.bool_]:
    """Mark the songs that the listener forbids, shape (n,)."""
    return _marked(moment, moment.taste.barred)


def _marked(moment: Moment, track_ids: Collection[TrackId]) -> NDArray[np.bool_]:
    """Mark tracks, shape (n,); those that are not in the catalogue are left out."""
    marks = np.zeros(len(moment.catalogue) + 1, np.bool_)
    marks[moment.catalogue.rows_of(track_ids)] = True
    return marks[:-1]


def allowed(moment: Moment, rules: Rules) -> NDArray[np.bool_]:
    """Mark the songs that break no rule that never bends, shape (n,).

    Raises:
        NotEnoughTracks: if there are none.
    """
    catalogue, brief = moment.catalogue, moment.brief
    # The rules of `broken`, one after the other in place: a million songs have to pass quickly.
    found: NDArray[np.bool_] = catalogue.play_s >= rules.min_song_s
    found &= catalogue.play_s <= rules.max_song_s
    found &= catalogue.loudness_lufs >= INAUDIBLE_LUFS
    if not rules.allow_explicit:
        found &= ~catalogue.explicit
    found[unasked_speech(catalogue, brief, rules)] = False
    if brief.only is not None:
        found &= _marked(moment, brief.only)
    for track_ids in (moment.taste.barred, brief.without):
        rows = catalogue.rows_of(track_ids)
        found[rows[rows < len(catalogue)]] = False
    if not found.any():
        raise NotEnoughTracks(needed=1, found=0, reason=_worst(moment, rules))
    return found


def _worst(moment: Moment, rules: Rules) -> str:
    """Name the rule that removed most; of the songs asked for, if there are any."""
    if not len(moment.catalogue):
        return "the library is empty"
    wanted = np.ones(len(moment.catalogue), np.bool_)
    for rows in unasked(moment).values():
        wanted &= ~rows
    against = _forbidden(moment, rules) if wanted.any() else unasked(moment)
    among = wanted if wanted.any() else ~wanted
    worst = max(against, key=lambda reason: int((against[reason] & among).sum()))
    return f"most were {worst}{_whys(moment, among) if worst == _BARRED else ''}"


def _whys(moment: Moment, among: NDArray[np.bool_]) -> str:
    """Tell why the listener forbids most of what they forbid."""
    here = {moment.catalogue.ids[int(row)] for row in np.flatnonzero(among & barred(moment))}
    whys = Counter(why for track, why in moment.taste.barred.items() if track in here and why)
    return f" ({min(whys, key=lambda why: (-whys[why], why))})" if whys else ""


def _skipped(moment: Moment) -> NDArray[np.bool_]:
    rows, skips = moment.skips.rows, moment.skips.values
    mostly = rows[(skips > 0) & (skips >= moment.plays[rows])]
    marks = np.zeros(len(moment.catalogue), np.bool_)
    marks[mostly[moment.rested_s[mostly] < SKIPPED_DAYS * DAY_S]] = True
    return marks


def _heard(moment: Moment, rules: Rules) -> NDArray[np.bool_]:
    lately = moment.rested_s.values < rules.rest_hours * 3600.0
    marks = np.zeros(len(moment.catalogue), np.bool_)
    marks[moment.rested_s.rows[lately]] = True
    return marks


def _songs(count: int) -> str:
    return "one song" if count == 1 else f"{count} songs"
