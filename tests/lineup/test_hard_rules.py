"""Whatever is asked for, no hard rule is ever broken without a word."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dj.errors import NotEnoughTracks
from dj.lineup import plan
from dj.model.analysis import Song
from dj.model.brief import Brief
from dj.model.lineup import Lineup
from dj.model.listening import Taste
from dj.model.show import Rules, Show
from dj.units import TrackId
from tests.lineup.worlds import AT, SHOW, ids, library, listener, newcomer

Chosen = Sequence[TrackId]


def some(rng: np.random.Generator, songs: Chosen, most: int) -> Chosen:
    """A few songs, or none."""
    return [songs[place] for place in rng.permutation(len(songs))[: rng.integers(most + 1)]]


def asked_of(rng: np.random.Generator, songs: Chosen) -> Brief:
    """Wishes of every kind at once; they may well contradict each other."""
    places = rng.permutation(12)
    pins = dict(zip(places.tolist(), some(rng, songs, 3), strict=False))
    order = rng.permutation(len(songs))
    works: list[tuple[TrackId, ...]] = []
    while len(order) > 6 and rng.random() < 0.6:
        size = int(rng.integers(2, 5))
        works.append(tuple(songs[place] for place in order[:size]))
        order = order[size:]
    return Brief(
        pins=pins,
        count=int(rng.integers(1, 25)) if rng.random() < 0.3 else None,
        only=frozenset(some(rng, songs, len(songs))) if rng.random() < 0.2 else None,
        without=frozenset(some(rng, songs, 6)),
        must=frozenset(some(rng, songs, 3)),
        first=frozenset(some(rng, songs, 3)),
        last=frozenset(some(rng, songs, 3)),
        order=tuple(some(rng, songs, 12)) if rng.random() < 0.1 else (),
        before=tuple(some(rng, songs, 4)),
        works=tuple(works),
    )  # fmt: skip


def show_of(rng: np.random.Generator) -> Show:
    low, high = sorted(rng.random(2).tolist())
    rules = Rules(
        artist_separation=int(rng.integers(0, 8)),
        album_separation=int(rng.integers(0, 4)),
        max_song_s=float(rng.choice([260.0, 900.0])),
        discovery_share=(low, high),
        new_artists=(low / 2, 1.0) if rng.random() < 0.5 else (0.0, 1.0),
        allow_explicit=bool(rng.random() < 0.5),
    )
    return replace(SHOW, rules=rules, length_s=float(rng.integers(2, 80)) * 60,
                   songs=int(rng.integers(1, 20)) if rng.random() < 0.2 else None)  # fmt: skip


def world_of(rng: np.random.Generator) -> tuple[list[Song], Taste]:
    count = int(rng.integers(1, 45))
    songs = [
        replace(one, track=replace(one.track, explicit=bool(rng.random() < 0.2)))
        for one in library(count, int(rng.integers(1, 20)), int(rng.integers(1000)))
    ]
    taste = listener(songs, heard=float(rng.random())) if rng.random() < 0.6 else newcomer()
    barred = some(rng, [one.id for one in songs], 4)
    return songs, replace(taste, barred=dict.fromkeys(barred, "a ban"))


def check(lineup: Lineup, songs: list[Song], taste: Taste, show: Show, brief: Brief) -> None:
    """Every rule that never bends holds; every rule that bent is told."""
    order, there = ids(lineup), {one.id: one for one in songs}
    said = " ".join(lineup.relaxed)
    pinned = {position: song for position, song in brief.pins.items()
              if song not in taste.barred and song not in brief.without
              and (show.rules.allow_explicit or not there[song].track.explicit)}  # fmt: skip
    free = [song for song in order if song not in pinned.values()]
    assert len(set(order)) == len(order)
    assert not set(order) & (set(taste.barred) | brief.without)
    assert show.rules.allow_explicit or not any(there[song].track.explicit for song in order)
    assert all(there[song].analysis.cues.play_s <= show.rules.max_song_s for song in free)
    assert brief.only is None or set(free) <= brief.only
    if brief.order:
        listed = [song for song in brief.order if song in free]
        assert free == listed
        return
    for position, song in pinned.items():
        assert order[position : position + 1] == [song] or position >= len(order)
    assert len(order) <= (brief.count or show.songs or len(order))
    if "movements" not in said:
        check_works(order, brief, pinned.values())
    if "apart" not in said and "copies" not in said:
        assert nearest(order, there, brief) >= min(show.rules.artist_separation, len(order) - 1)
    for song in brief.must & set(there):
        assert song in order or "should play" in said
    for wanted, place, name in ((brief.first, 0, "first"), (brief.last, -1, "last")):
        position = place % len(order)
        assert not wanted or position in pinned or order[place] in wanted or name in said


def nearest(order: Chosen, there: Mapping[TrackId, Song], brief: Brief) -> int:
    """Fewest songs between two that share an artist and are not of one work."""
    part = {song: number for number, work in enumerate(brief.works) for song in work}
    return min((
        later - sooner - 1
        for later in range(len(order)) for sooner in range(later)
        if {*there[order[sooner]].track.artists} & {*there[order[later]].track.artists}
        and part.get(order[sooner], -1) != part.get(order[later], -2)
    ), default=99)  # fmt: skip


def check_works(order: Chosen, brief: Brief, pinned: Any) -> None:
    for work in brief.works:
        held = [song for song in order if song in work]
        if not held or set(work) & set(pinned):
            continue
        assert held == list(work)
        start = order.index(work[0])
        assert list(order[start : start + len(work)]) == list(work)


def attempt(seed: int) -> None:
    rng = np.random.default_rng(seed)
    songs, taste = world_of(rng)
    show, brief = show_of(rng), asked_of(rng, [one.id for one in songs])
    try:
        lineup = plan(songs, show, taste, at=AT, seed=seed, brief=brief)
    except NotEnoughTracks as none:
        reason = none.reason
    else:
        reason = ""
        check(lineup, songs, taste, show, brief)
        assert lineup.lower_bound <= lineup.cost + 1e-9
    assert not reason or "most were" in reason


@settings(max_examples=20, deadline=None)
@given(seed=st.integers(0, 1 << 32))
def test_no_hard_rule_is_broken_without_a_word(seed: int) -> None:
    attempt(seed)


@pytest.mark.slow
@settings(max_examples=1000, deadline=None)
@given(seed=st.integers(0, 1 << 32))
def test_no_hard_rule_is_broken_without_a_word_in_a_thousand_rule_sets(seed: int) -> None:
    attempt(seed)
