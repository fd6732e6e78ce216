from collections import Counter
from dataclasses import replace

import numpy as np
import pytest

from dj.errors import ConfigError
from dj.lineup.candidates import LIBRARY, POOL, Candidates, gather
from dj.lineup.moment import Moment
from dj.lineup.sources import SOURCES
from dj.lineup.stock import stock
from dj.lineup.themes import truly
from dj.model.brief import Brief
from dj.model.listening import Taste
from dj.model.show import Segment, Show, Theme
from tests.lineup.worlds import AT, SHOW, library, listener, newcomer

SONGS = library(1500, 200)
STOCK = stock(SONGS)
KNOWN = listener(SONGS)


def pool(show: Show = SHOW, taste: Taste = KNOWN, must: tuple[int, ...] = ()) -> Candidates:
    moment = Moment.of(STOCK.catalogue, taste, AT, np.random.default_rng(1))
    return gather(moment, STOCK.shelf, show, np.ones(1500, np.bool_), must)


def test_the_pool_is_small_sorted_and_without_repeats() -> None:
    rows = pool().rows
    assert 200 <= rows.size <= POOL
    assert (np.diff(rows) > 0).all()


def test_a_longer_show_gets_a_larger_pool() -> None:
    assert pool(replace(SHOW, length_s=7200)).rows.size > pool().rows.size


def test_what_must_be_there_is_there() -> None:
    outside = sorted(set(range(1500)) - set(pool().rows.tolist()))[:3]
    assert set(outside) <= set(pool(must=tuple(outside)).rows.tolist())


def test_no_artist_fills_the_pool() -> None:
    many = [replace(one, track=replace(one.track, artist="Star", artists=("Star",)))
            if number % 2 else one for number, one in enumerate(SONGS)]  # fmt: skip
    ready = stock(many)
    moment = Moment.of(ready.catalogue, KNOWN, AT, np.random.default_rng(1))
    found = gather(moment, ready.shelf, SHOW, np.ones(1500, np.bool_), ()).rows
    artists = Counter(many[row].track.artist for row in found)
    assert artists["Star"] <= 40


def test_every_theme_of_the_clock_has_songs_to_choose_from() -> None:
    themes = set(Theme) - {Theme.EDITORS}  # nobody has opened a pool
    clock = tuple(Segment(theme=theme, songs=3) for theme in sorted(themes))
    found = pool(replace(SHOW, clock=clock))
    for theme in themes:
        assert truly(found.fits[theme]).sum() >= 15


def test_a_show_may_name_its_sources() -> None:
    named = {name for names in pool(replace(SHOW, seeds=("new",))).sources for name in names}
    assert "new" in named
    assert named <= {"new", LIBRARY}


def test_an_unknown_source_is_an_error_that_lists_the_known() -> None:
    with pytest.raises(ConfigError, match="neighbours"):
        pool(replace(SHOW, seeds=("stars",)))


def busy() -> Candidates:
    """The pool of a listener in the middle of a sitting, with an editors' pool open."""
    habits = {SONGS[0].id: {SONGS[7].id: 0.9, SONGS[8].id: 0.5}}
    taste = replace(KNOWN, follows=habits, latest=(SONGS[0].id,), similar={SONGS[3].id: 1.0})
    brief = Brief(editors={SONGS[11].id: "Autumn", SONGS[12].id: "Autumn"},
                  seeds={SONGS[20].id: 1.0}, wish={SONGS[30].id: 0.5})  # fmt: skip
    moment = Moment.of(STOCK.catalogue, taste, AT, np.random.default_rng(1), brief=brief)
    return gather(moment, STOCK.shelf, SHOW, np.ones(1500, np.bool_), ())


BUSY = busy()


@pytest.mark.parametrize("name", SOURCES)
def test_each_source_proposes_songs_for_a_listener(name: str) -> None:
    assert any(name in names for names in BUSY.sources)


def test_the_share_of_each_source_is_kept_and_follows_its_rank() -> None:
    for names, shares in zip(BUSY.sources, BUSY.proposals, strict=True):
        assert tuple(shares) == (names if names != (LIBRARY,) else ())
        assert all(0 < share <= 4 / 61 for share in shares.values())
    places = {int(row): place for place, row in enumerate(BUSY.rows)}
    for source, row in (("sequence", 7), ("editors", 11), ("wish", 30)):
        assert BUSY.proposals[places[row]][source] == pytest.approx(1 / 61)
    assert BUSY.proposals[places[12]]["editors"] == pytest.approx(1 / 62)


def test_a_show_weighs_its_sources_and_may_turn_one_off() -> None:
    found = pool(replace(SHOW, pulls={"new": 0.0, "hour": 2.0}))
    assert not any("new" in names for names in found.sources)
    assert max(own.get("hour", 0) for own in found.proposals) == pytest.approx(2 / 61)


def test_an_unknown_source_cannot_be_weighed() -> None:
    with pytest.raises(ConfigError, match="neighbours"):
        pool(replace(SHOW, pulls={"stars": 1.0}))


def test_a_lean_changes_the_weight_of_a_signal_for_this_session() -> None:
    moment = Moment.of(STOCK.catalogue, KNOWN, AT, np.random.default_rng(1),
                       brief=Brief(lean={"style": 0.0}))  # fmt: skip
    found = gather(moment, STOCK.shelf, SHOW, np.ones(1500, np.bool_), ())
    assert not any("style" in found.signals(place) for place in range(found.rows.size))


def test_the_pool_holds_both_sides_of_the_band_of_new_artists() -> None:
    heard = frozenset(SONGS[row].track.artist.casefold() for row in range(1500))
    few = heard - {SONGS[row].track.artist.casefold() for row in (1, 2, 3)}
    banded = replace(SHOW, rules=replace(SHOW.rules, new_artists=(0.15, 0.35)))
    found = pool(banded, replace(KNOWN, heard_artists=few))
    assert 3 <= found.new_artist.sum() < found.rows.size
    assert not pool(banded, replace(KNOWN, heard_artists=heard)).new_artist.any()
    assert not pool(banded, newcomer()).new_artist.any()


def test_works_are_whole_in_the_pool_or_not_there() -> None:
    works = tuple(tuple(SONGS[row].id for row in range(n, n + 3)) for n in range(0, 1500, 3))
    moment = Moment.of(STOCK.catalogue, KNOWN, AT, np.random.default_rng(1),
                       brief=Brief(works=works))  # fmt: skip
    open_rows = np.ones(1500, np.bool_)
    open_rows[100] = False
    rows = set(gather(moment, STOCK.shelf, SHOW, open_rows, ()).rows.tolist())
    assert rows.isdisjoint({99, 100, 101})
    assert all(len(rows & {n, n + 1, n + 2}) in (0, 3) for n in range(0, 1500, 3))


def test_a_newcomer_gets_nothing_from_sources_that_need_a_history() -> None:
    named = {name for names in pool(taste=newcomer()).sources for name in names}
    assert not {"artists", "discoveries", "favourites", "long-unheard"} & named


def test_songs_that_may_not_play_are_not_proposed() -> None:
    moment = Moment.of(STOCK.catalogue, KNOWN, AT, np.random.default_rng(1))
    open_rows = np.arange(1500) % 3 == 0
    assert not (gather(moment, STOCK.shelf, SHOW, open_rows, ()).rows % 3).any()


def test_relevance_spans_the_pool() -> None:
    relevance = pool().relevance()
    assert (relevance.min(), relevance.max()) == (0, 1)


def test_discoveries_were_never_heard() -> None:
    found = pool()
    for row, names in zip(found.rows, found.sources, strict=True):
        if "discoveries" in names:
            assert SONGS[row].id not in KNOWN.plays
