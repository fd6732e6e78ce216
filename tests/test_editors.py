"""A26 and A27: editors choose a pool and its rules, the planner chooses for each listener."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from dj import editorial, editors, lineup, resources, speech
from dj.editorial.overrides.nouns import Naming
from dj.errors import ConfigError, NotEnoughTracks
from dj.model.analysis import Song
from dj.model.brief import Asked, Brief, Seed, SeedKind
from dj.model.filter import Filter
from dj.model.listening import Taste
from dj.model.names import fold
from dj.model.pool import OpenPool, Pool, PoolOrder, PoolSong
from dj.model.request import Request
from dj.model.show import Segment, Show, Theme
from dj.portrait import Library
from dj.testing.world import Extent, make_world
from dj.units import TrackId
from tests.lineup.worlds import AT, SHOW, ids, library, listener, newcomer, song

SONGS = library(240, 80)
STOCK = lineup.stock(SONGS)
SHORT = replace(SHOW, length_s=1200.0)
EDITORIAL = lineup.load_show(resources.find("assets/shows", "editorial.yaml"))


def named(songs: Sequence[Song]) -> tuple[PoolSong, ...]:
    return tuple(PoolSong(artist=one.track.artist, title=one.track.title) for one in songs)


POOL = Pool(
    name="kitchen", title="Kitchen", editor="Rosa", songs=named(SONGS[:40]),
    must=named(SONGS[3:5]), never=named(SONGS[10:12]), first=named(SONGS[20:23]),
    last=named(SONGS[30:33]),
)  # fmt: skip


def asked(show: Show = EDITORIAL, pool: str = "") -> Request:
    persona = speech.load_persona(resources.find("voices", "quiet.yaml"))
    return Request(show=show, persona=persona, at=AT, time_zone="Europe/Paris", listener="me",
                   seed=1, folder=Path("out"), cache=Path("cache"),
                   asked=Asked(pool=pool))  # fmt: skip


def there(songs: Sequence[Song] = SONGS) -> Library:
    return Library(songs=songs, overrides=editorial.Overrides(), stands={}, running={})


def opened(pool: Pool) -> OpenPool:
    return editorial.resolved([pool], [song.track for song in SONGS])[0]


def played(taste: Taste, brief: Brief, seed: int, length_s: float = 1500.0) -> list[TrackId]:
    show = replace(EDITORIAL, length_s=length_s)
    return ids(lineup.plan(STOCK, show, taste, at=AT, seed=seed, brief=brief))


def hold_the_editors_rules(seeds: range) -> None:
    """Two listeners, one pool: all from it, each in an order of their own, every rule kept."""
    pool = opened(POOL)
    brief = editorial.settled([], pool)
    likings = listener(SONGS, seed=1), listener(SONGS, seed=2)
    for seed in seeds:
        orders = [played(taste, brief, seed) for taste in likings]
        for order in orders:
            assert set(order) <= set(pool.tracks) - pool.never
            assert pool.must <= set(order)
            assert order[0] in pool.first
            assert order[-1] in pool.last
        assert orders[0] != orders[1]


def test_a27_two_listeners_hear_one_pool_in_orders_of_their_own_under_the_editors_rules() -> None:
    hold_the_editors_rules(range(2))


@pytest.mark.slow
def test_a27_the_editors_rules_hold_for_a_thousand_seeds() -> None:
    hold_the_editors_rules(range(1000))


def test_a25_a_pool_in_the_editors_order_plays_as_listed() -> None:
    pool = opened(replace(POOL, order=PoolOrder.EDITOR, songs=named(SONGS[:6]), must=(),
                          never=named(SONGS[2:3]), first=(), last=()))  # fmt: skip
    order = played(listener(SONGS), editorial.settled([], pool), 1)
    assert order == [SONGS[place].id for place in (0, 1, 3, 4, 5)]


@pytest.mark.parametrize("seed", range(2))
def test_an_editors_ban_holds_in_every_show_while_the_pool_is_open(seed: int) -> None:
    taste = listener(SONGS)
    free = ids(lineup.plan(STOCK, SHORT, taste, at=AT, seed=seed))
    banned = [song for song in SONGS if song.id in free[:4]]
    brief = editorial.settled([opened(Pool(name="a", title="A", editor="E",
                                           never=named(banned)))])  # fmt: skip
    order = ids(lineup.plan(STOCK, SHORT, taste, at=AT, seed=seed, brief=brief))
    assert not {song.id for song in banned} & set(order)


def test_a_segment_for_editors_plays_what_they_named_and_other_segments_need_not() -> None:
    clock = (Segment(theme=Theme.EDITORS, songs=3), Segment(theme=Theme.MOOD, songs=3))
    show = replace(SHORT, clock=clock)
    brief = editorial.settled([opened(replace(POOL, never=()))])
    slots = lineup.plan(STOCK, show, listener(SONGS), at=AT, seed=1, brief=brief).slots
    chosen = [slot.track_id in brief.editors for slot in slots if slot.theme is Theme.EDITORS]
    assert chosen == [True] * 3
    assert not all(slot.track_id in brief.editors for slot in slots)
    assert {slot.decision.editors for slot in slots} == {"Kitchen", ""}


def test_a26_a_starter_pool_goes_deep_into_one_genre() -> None:
    songs = make_world(Extent(tracks=600, artists=80, listeners=1)).songs(range(600))
    pool = editorial.load_pool(editorial.pool_files()["many-sides-of-electronic"])
    stock = lineup.stock(songs)
    taste = newcomer()
    request = asked(pool=pool.name)
    brief = editors.settled(request, there(songs), stock, taste)
    order = ids(lineup.plan(stock, EDITORIAL, taste, at=AT, seed=1, brief=brief))
    genres = {song.id: set(song.track.genres) for song in songs}
    family = set(pool.filter.genres)
    inside = [genres[one] & family for one in order]
    assert sum(map(bool, inside)) >= 0.8 * len(order)
    assert len(set().union(*inside)) >= 3


@pytest.mark.parametrize(
    ("described", "speaks"), [("energy: [0, 1]", False), ("genres: [audiobook, rock]", True)]
)
def test_speech_belongs_to_a_described_pool_if_its_genre_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, described: str, speaks: bool
) -> None:
    songs = [song(0, genres=("Rock",)), song(1, genres=("Audiobook",))]
    write(tmp_path, monkeypatch, "night", f"filter: {{{described}}}")
    brief = editors.settled(asked(pool="night"), there(songs), lineup.stock(songs), newcomer())
    assert brief.only == frozenset(one.id for one in songs[: 1 + speaks])


def test_without_pools_that_have_a_say_nothing_is_settled() -> None:
    assert editors.settled(asked(SHOW), there(), STOCK, newcomer()) == Brief()


def write(folder: Path, monkeypatch: pytest.MonkeyPatch, name: str, more: str) -> None:
    place = folder / "assets" / "pools"
    place.mkdir(parents=True, exist_ok=True)
    (place / f"{name}.yaml").write_text(f"name: {name}\ntitle: T\neditor: E\n{more}\n")
    monkeypatch.chdir(folder)


@pytest.mark.parametrize(
    ("show", "pool", "said"),
    [
        (EDITORIAL, "", "needs a pool; known:"),
        (EDITORIAL, "nowhere", "there is no pool 'nowhere'"),
        (replace(SHOW, pool="nowhere"), "", "there is no pool 'nowhere'"),
        (EDITORIAL, "past", "not open on 2026-11-24: until 2026-11-23"),
    ],
)
def test_a_pool_that_cannot_be_played_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, show: Show, pool: str, said: str
) -> None:
    write(tmp_path, monkeypatch, "past", "filter: {genres: [x]}\nuntil: 2026-11-23")
    with pytest.raises(ConfigError) as caught:
        editors.settled(asked(show, pool), there(), STOCK, newcomer())
    assert said in caught.value.message


def test_a_pool_without_a_song_of_this_library_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, monkeypatch, "void", "songs: [{artist: Nobody, title: Nothing}]")
    with pytest.raises(NotEnoughTracks, match="such as Nobody - Nothing"):
        editors.settled(asked(pool="void"), there(), STOCK, newcomer())


def test_a_pool_asked_for_by_name_plays_outside_its_hours(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    artist = SONGS[0].track.artist
    write(tmp_path, monkeypatch, "night", f"filter: {{artists: [{artist}]}}\nhours: 22:00-23:00")
    brief = editors.settled(asked(pool="night"), there(), STOCK, newcomer())
    assert brief.only == frozenset(
        one.id for one in SONGS if one.track.artist == artist
    )  # fmt: skip


def test_the_window_of_a_pool_ends_its_bans(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    song = SONGS[7].track
    ban = f"never: [{{artist: {song.artist}, title: {song.title}}}]\n"
    write(tmp_path, monkeypatch, "advent", f"{ban}until: {AT:%Y-%m-%d}")
    today, tomorrow = (
        editors.settled(replace(asked(SHOW), at=AT + timedelta(days=days)), there(), STOCK,
                        newcomer()).without
        for days in (0, 1)
    )  # fmt: skip
    assert (today, tomorrow) == (frozenset({song.id}), frozenset())
    assert editorial.in_window(Pool(name="a", title="A", editor="E", until=date(2026, 11, 24)),
                               AT.date())  # fmt: skip


def test_a_filter_can_ask_for_what_the_listener_has_not_heard() -> None:
    taste = listener(SONGS)
    fresh = lineup.matching(STOCK, taste, AT, Filter(genres=()))
    assert fresh == frozenset(song.id for song in SONGS)


SHY = SONGS[0].track.artist
QUIET = editorial.Overrides(names=(Naming(name=SHY, feature=False, line=2),))
THEIRS = {one.id for one in SONGS if one.track.artist == SHY}


def offered(taste: Taste, request: Request, *, named: Sequence[str] = ()) -> bool:
    """Whether songs of an artist who is not featured may play."""
    shelf = replace(there(), overrides=QUIET)
    brief = editors.settled(request, shelf, STOCK, taste, named)
    assert brief.without in (frozenset(), THEIRS)
    assert bool(brief.without) == any("do not feature" in note for note in brief.notes)
    return not brief.without


def test_who_is_not_featured_plays_only_for_who_knows_or_names_them() -> None:
    stranger = newcomer()
    assert not offered(stranger, asked(SHOW))
    assert offered(replace(stranger, heard_artists=frozenset({fold(SHY)})), asked(SHOW))
    assert offered(replace(stranger, liked=frozenset(list(THEIRS)[:1])), asked(SHOW))
    assert offered(stranger, asked(SHOW), named=[fold(SHY)])
    for kind, name in ((SeedKind.ARTIST, SHY), (SeedKind.TRACK, SONGS[0].id)):
        radio = replace(asked(SHOW), asked=Asked(seeds=(Seed(kind=kind, name=name),)))
        assert offered(stranger, radio)
    other = replace(asked(SHOW), asked=Asked(seeds=(Seed(kind=SeedKind.TAG, name="rock"),)))
    assert not offered(stranger, other)


def test_as_a_guest_they_are_not_featured_either() -> None:
    guest = replace(SONGS[5], track=replace(
        SONGS[5].track, artist=f"Bo feat. {SHY}", artists=(f"Bo feat. {SHY}",)))  # fmt: skip
    songs = [*SONGS[:5], guest, *SONGS[6:]]
    brief = editors.settled(asked(SHOW), replace(there(songs), overrides=QUIET),
                            lineup.stock(songs), newcomer())  # fmt: skip
    assert guest.id in brief.without


def test_that_editors_do_not_feature_somebody_is_above_a_pool(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(editorial, "load_pools", lambda: (POOL,))
    brief = editors.settled(
        asked(EDITORIAL, "kitchen"), replace(there(), overrides=QUIET), STOCK, newcomer()
    )
    assert brief.without >= THEIRS
    assert THEIRS & set(brief.only or ())
    assert not THEIRS & set(played(newcomer(), brief, 1))
