from dataclasses import replace

import numpy as np
import pytest

from dj.errors import ConfigError
from dj.model.brief import Asked, Seed, SeedKind
from dj.model.controls import Switches
from dj.units import TrackId
from tests.lineup.programmes.halls import arranged, fan, hall, played, show, similarity
from tests.lineup.worlds import gaps, ids, newcomer

SONGS = hall()
MANY = hall(2400, 240)
RADIO, AUTOPLAY = show("radio"), show("autoplay")
TRACK = Asked(seeds=(Seed(kind=SeedKind.TRACK, name=SONGS[17].id),))


@pytest.mark.slow
@pytest.mark.parametrize(
    "seed",
    [
        Seed(kind=SeedKind.TRACK, name=MANY[17].id),
        Seed(kind=SeedKind.ARTIST, name="artist 9"),
        Seed(kind=SeedKind.TAG, name="DUB"),
    ],
    ids=lambda seed: seed.kind,
)
def test_b31_four_hours_of_radio_stay_near_to_their_seed(seed: Seed) -> None:
    asked, taste = Asked(seeds=(seed,)), fan(MANY)
    four_hours = replace(RADIO, length_s=4 * 3600.0)
    seeds = arranged(MANY, four_hours, taste, asked=asked).brief.seeds
    lineup = played(MANY, four_hours, taste, asked=asked)
    order = ids(lineup)
    near = similarity(MANY, list(seeds))
    usual = float(np.quantile(list(near.values()), 0.9))
    got = [near[one] for one in order]
    assert len(order) == len(set(order)) > 55
    assert min(gaps(lineup, MANY)) >= 6
    assert np.mean(got) > usual
    hours = [float(np.mean(part)) for part in np.array_split(got, 4)]
    assert min(hours) > usual
    assert min(hours) > hours[0] - 0.1
    assert order[0] in seeds


@pytest.mark.slow
def test_b31_a_chain_of_sessions_never_repeats_and_stays_near() -> None:
    asked = Asked(seeds=(Seed(kind=SeedKind.TAG, name="jazz"),))
    after: tuple[TrackId, ...] = ()
    near = similarity(MANY, list(arranged(MANY, RADIO, newcomer(), asked=asked).brief.seeds))
    usual = float(np.quantile(list(near.values()), 0.8))
    for session in range(6):
        order = ids(
            played(MANY, RADIO, newcomer(), asked=replace(asked, after=after), seed=session)
        )
        assert not set(order) & set(after)
        assert np.mean([near[one] for one in order]) > usual
        after = (*after, *order)


def test_a_chain_that_has_played_all_that_is_near_begins_again_and_says_so() -> None:
    songs = SONGS[:40]
    after = tuple(one.id for one in songs)
    found = arranged(songs, RADIO, newcomer(), asked=replace(TRACK, after=after))
    assert any("come again" in note for note in found.brief.notes)
    again = set(found.brief.only or ()) - found.brief.without
    assert again
    assert after[-1] in found.brief.without


def test_several_seeds_count_alike_and_unknown_ones_not() -> None:
    seeds = (Seed(kind=SeedKind.TAG, name="jazz"), Seed(kind=SeedKind.TRACK, name=SONGS[1].id),
             Seed(kind=SeedKind.ARTIST, name="nobody"))  # fmt: skip
    found = arranged(SONGS, RADIO, newcomer(), asked=Asked(seeds=seeds)).brief.seeds
    assert len(found) == 33
    assert found[SONGS[1].id] == pytest.approx(1.0)
    assert sum(found.values()) == pytest.approx(2.0)


@pytest.mark.parametrize("seeds", [(), (Seed(kind=SeedKind.TRACK, name="gone"),)], ids=len)
def test_a_radio_without_its_seed_says_how_to_give_one(seeds: tuple[Seed, ...]) -> None:
    with pytest.raises(ConfigError, match="grow"):
        arranged(SONGS, RADIO, newcomer(), asked=Asked(seeds=seeds))


def test_any_show_leans_to_a_seed_and_only_a_radio_stays_near() -> None:
    plain = arranged(SONGS, show("dj"), newcomer(), asked=TRACK).brief
    assert (plain.seeds, plain.only) == ({SONGS[17].id: 1.0}, None)
    near = arranged(SONGS, RADIO, newcomer(), asked=TRACK).brief.only
    assert near is not None
    assert len(near) < len(SONGS) / 4


def test_what_is_barred_does_not_count_for_the_bounds() -> None:
    taste = replace(newcomer(), barred={one.id: "banned" for one in SONGS if "0" in one.id[-1]})
    near = arranged(SONGS, RADIO, taste, asked=TRACK).brief.only or frozenset()
    assert not near & taste.barred.keys()


@pytest.mark.parametrize("genre", range(4))
def test_b32_autoplay_begins_near_to_the_last_songs(genre: int) -> None:
    tail = tuple(one.id for one in SONGS if int(one.track.artist.split()[1]) % 4 == genre)[20:29]
    order = ids(
        played(SONGS, replace(AUTOPLAY, length_s=1500.0), fan(SONGS), asked=Asked(after=tail))
    )
    near = similarity(SONGS, tail[-5:])
    assert np.mean([value < near[order[0]] for value in near.values()]) >= 0.85
    assert not set(order) & set(tail)
    assert arranged(SONGS, AUTOPLAY, newcomer(), asked=Asked(after=tail)).brief.before == tail[-5:]


def test_b32_autoplay_that_is_turned_off_never_plays() -> None:
    taste = replace(newcomer(), switches=Switches(autoplay=False))
    with pytest.raises(ConfigError, match="turned off"):
        arranged(SONGS, AUTOPLAY, taste, asked=Asked(after=(SONGS[0].id,)))
    assert arranged(SONGS, show("dj"), taste, asked=Asked(after=(SONGS[0].id,))).brief.before


@pytest.mark.parametrize("after", [(), (TrackId("gone"),)], ids=len)
def test_autoplay_needs_something_that_has_ended(after: tuple[TrackId, ...]) -> None:
    with pytest.raises(ConfigError, match="nothing has ended"):
        arranged(SONGS, AUTOPLAY, newcomer(), asked=Asked(after=after))


def test_songs_without_a_sound_are_continued_by_genre() -> None:
    silent = [
        replace(one, analysis=replace(one.analysis, vector=np.zeros(0, np.float32)))
        for one in SONGS[:200]
    ]
    tail = tuple(one.id for one in silent if one.track.genres == ("Dub",))[:5]
    order = ids(
        played(silent, replace(AUTOPLAY, length_s=900.0), newcomer(), asked=Asked(after=tail))
    )
    by_id = {one.id: one.track for one in silent}
    assert {by_id[one].genres for one in order} == {("Dub",)}


def test_a_radio_is_named_after_what_it_grows_from_and_only_once() -> None:
    found = arranged(SONGS, RADIO, newcomer(), asked=TRACK).show
    assert found.title == "Radio: Artist 17 - Song 17"
    assert arranged(SONGS, found, newcomer(), asked=TRACK).show.title == found.title
    long = Asked(seeds=(Seed(kind=SeedKind.TAG, name="jazz"),) * 40)
    assert len(arranged(SONGS, RADIO, newcomer(), asked=long).show.title) < 100


def test_a_library_of_one_artist_still_fills_its_radio() -> None:
    songs = [replace(one, track=replace(one.track, artist="Ana", artists=("Ana",)))
             for one in SONGS[:60]]  # fmt: skip
    lineup = played(songs, replace(RADIO, length_s=1800.0), newcomer(), asked=TRACK)
    assert len(lineup.slots) >= 8
    assert any("artist" in said for said in lineup.relaxed)
