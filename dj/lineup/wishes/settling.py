"""From what was weighed to what a session is made of: its show and its brief."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from dj.lineup.filters import Mask, tracks_of
from dj.lineup.spoken import names_speech
from dj.lineup.wishes.liking import seeds_of
from dj.lineup.wishes.meaning import Here
from dj.lineup.wishes.names import Names
from dj.lineup.wishes.parts import Sort
from dj.lineup.wishes.weighing import Left, Weighed, nice_of
from dj.model.brief import Brief
from dj.model.filter import Filter
from dj.model.show import Rules, Show
from dj.model.wish import Use
from dj.units import TrackId

SHORTEST_S, LONGEST_S = 60.0, 12 * 3600.0
MOST_SONGS = 200
_NICE = 0.05
"""Less of what would be nice is not worth keeping."""
_LIKED = 2.0
"""Factor on the liking of songs where favourites are asked for and nothing is kept."""
_COUNTED = "the number of songs decides how long it lasts"
_OF_HISTORY = ("heard", "rested_days", "played_in", "saved")


def allowed(here: Here, rules: Rules) -> Mask:
    """Mark the songs that the listener and the rules of a show let play at all, shape (n,)."""
    catalogue = here.catalogue
    marks = (catalogue.play_s >= rules.min_song_s) & (catalogue.play_s <= rules.max_song_s)
    if not rules.allow_explicit:
        marks &= ~catalogue.explicit
    barred = np.zeros(len(catalogue) + 1, np.bool_)
    barred[catalogue.rows_of(tuple(here.taste.barred))] = True
    return marks & ~barred[:-1]


def musical(may: Mask, here: Here, rules: Rules) -> Mask:
    """Leave out what is spoken, where the rules do, shape (n,)."""
    left = may.copy()
    if not rules.allow_spoken:
        left[here.catalogue.spoken] = False
    return left


def titles(weighed: Sequence[Weighed]) -> list[tuple[int, ...]]:
    """Rows of each song that is wished for by its name."""
    return [one.part.titles for one in weighed if one.named]


def sized(weighed: Sequence[Weighed]) -> list[Weighed]:
    """Let the number of songs decide where a length is told, too: both cannot hold."""
    counted = any(one.part.sort is Sort.COUNT and one.part.wished for one in weighed)
    return [replace(one, use=Use.NOTHING, why=_COUNTED)
            if counted and one.part.sort is Sort.LENGTH else one
            for one in weighed]  # fmt: skip


def show_of(show: Show, weighed: Sequence[Weighed], here: Here) -> Show:
    """Change a show as a wish asks; a length or number beyond its ends is cut to them."""
    for one in weighed:
        part, meaning = one.part, here.meaning(one.part)
        if part.sort is Sort.LENGTH and one.use is Use.SHOW and part.wished:
            show = replace(show, length_s=float(np.clip(part.low, SHORTEST_S, LONGEST_S)))
        elif part.sort is Sort.COUNT and part.wished:
            show = replace(show, songs=int(min(part.low, MOST_SONGS)))
        elif meaning and one.use is Use.SHOW and part.wished:
            show = replace(show, arc=meaning.arc or show.arc, talk=meaning.talk or show.talk)
    return replace(show, rules=_rules(show.rules, weighed, here))


def _rules(rules: Rules, weighed: Sequence[Weighed], here: Here) -> Rules:
    """Let the show's own shares of new songs, and its separation, not stand against the wish."""
    must = [one for one in weighed if one.use in (Use.MUST, Use.NOT)]
    if any(getattr(one.wanted, name) is not None for one in must for name in _OF_HISTORY):
        rules = replace(rules, discovery_share=(0.0, 1.0), new_artists=(0.0, 1.0))
    artists = {one.part.name for one in must if one.use is Use.MUST and one.wanted.artists}
    if artists:
        rules = replace(rules, artist_separation=min(rules.artist_separation, len(artists) - 1))
    if any(one.use is Use.MUST and _is_speech(one, here) for one in must):
        rules = replace(rules, allow_spoken=True)
    clean = {Use.NOT: True, Use.MUST: False}
    if any(one.wanted.explicit is clean[one.use] and not one.excepted for one in must):
        rules = replace(rules, allow_explicit=False)
    return rules


def _is_speech(one: Weighed, here: Here) -> bool:
    """Tell whether speech is asked for: by a genre, or by whoever has nothing else here."""
    if one.wanted.genres:
        return names_speech(one.wanted.genres)
    if one.passing is None or not (one.wanted.artists or one.wanted.albums):
        return False
    rows = np.flatnonzero(one.passing)
    return rows.size > 0 and bool(np.isin(rows, here.catalogue.spoken).all())


def brief_of(weighed: Sequence[Weighed], remains: Left, here: Here, names: Names) -> Brief:
    """Settle what plays, what would be nice and what it grows from."""
    catalogue = here.catalogue
    must = frozenset(catalogue.ids[rows[0]] for rows in titles(weighed))
    without = frozenset(catalogue.ids[row] for one in weighed for row in _refused(one))
    only = tracks_of(catalogue, remains.mask) | must if remains.limits else None
    return Brief(
        only=only,
        must=must,
        first=must,
        without=without,
        seeds=seeds_of(weighed, names),
        energy=_energy(weighed, here),
        lean=_lean(weighed, here),
        wish=_wish(weighed, remains, here),
        answers=remains.limits and any(map(_asks_for, weighed)),
    )


def _refused(one: Weighed) -> tuple[int, ...]:
    """Rows of a song that is refused by its name, but for those that are excepted."""
    if one.part.sort is not Sort.TITLE or not one.part.negated:
        return ()
    return tuple(row for row in one.part.titles if one.free is None or not one.free[row])


def _asks_for(one: Weighed) -> bool:
    """Tell whether a part says what all songs must be like; clean songs are no kind of music."""
    return (
        one.use is Use.MUST and one.part.wished and one.part.sort is not Sort.TITLE
        and one.wanted.explicit is None
    )  # fmt: skip


def _energy(weighed: Sequence[Weighed], here: Here) -> float | None:
    aims = [
        meaning.energy
        for one in weighed
        if (meaning := here.meaning(one.part)) and meaning.energy is not None
        and one.part.wished
    ]  # fmt: skip
    return sum(aims) / len(aims) if aims else None


def _lean(weighed: Sequence[Weighed], here: Here) -> dict[str, float]:
    lean: dict[str, float] = {}
    for one in weighed:
        meaning = here.meaning(one.part)
        if meaning and one.part.wished:
            lean |= meaning.lean
        if one.use is Use.NUDGE and one.wanted == Filter(saved=True) and one.why:
            lean |= {"affinity": _LIKED, "artist_affinity": _LIKED}
    return lean


def _wish(weighed: Sequence[Weighed], remains: Left, here: Here) -> dict[TrackId, float]:
    columns = list(nice_of(weighed))
    if not columns:
        return {}
    mean = np.mean(columns, axis=0) * remains.rows
    return {here.catalogue.ids[row]: round(float(mean[row]), 4)
            for row in np.flatnonzero(mean >= _NICE).tolist()}  # fmt: skip
