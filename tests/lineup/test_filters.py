from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dj.lineup import matching, stock
from dj.lineup.catalogue import Catalogue
from dj.lineup.filters import holds, passing, removed
from dj.model.analysis import Region, Song, SoundTag
from dj.model.dates import PartialDate
from dj.model.filter import Filter, Heard
from dj.model.listening import PlayStats, Taste
from dj.units import TrackId
from tests.lineup.worlds import AT, library, listener, newcomer, song


def measured(one: Song, **analysis: object) -> Song:
    return replace(one, analysis=replace(one.analysis, **analysis))  # type: ignore[arg-type]


def played(days_ago: float) -> PlayStats:
    when = AT - timedelta(days=days_ago)
    return PlayStats(plays=2, skips=0, first_at=when, last_at=when)


SONGS = [
    song(0, artist="Ana Söl", genres=("Latin Jazz",), year=1994, energy=0.2, bpm=90.0,
         language="pt-BR", album="Água"),
    song(1, artist="Duo", artists=("Tom Oak", "Ana Söl"), genres=("Platinum Hits", "Hip-Hop"),
         year=2001, energy=0.6, bpm=120.0, explicit=True, language="en"),
    measured(song(2, genres=("Drum & Bass",), energy=0.9, bpm=174.0, play_s=400.0,
                  released=PartialDate(year=2026, month=11, day=20)),
             analysers={"vocals": "1"}, sound_tags=(SoundTag(name="Dark", score=0.5, model="m"),)),
    measured(song(3, bpm=None, energy=0.4, released=PartialDate(year=2026)),
             vocal_regions=(Region(start_s=10.0, end_s=20.0),)),
    song(4, artist="", artists=(), genres=("Instrumental",), year=1999, bpm=60.0,
         released=PartialDate(year=2027, month=1, day=1), explicit=False),
]  # fmt: skip
CATALOGUE = Catalogue.of(SONGS)
TASTE = replace(
    newcomer(), listens=1000,
    plays={SONGS[0].id: played(400), SONGS[1].id: played(3)}, counted={SONGS[4].id: None},
    saves=frozenset([SONGS[1].id]), played_in={SONGS[0].id: (2019, 2025)},
    heard_artists=frozenset(["ana sol"]),
)  # fmt: skip


def numbers(wanted: Filter, taste: Taste = TASTE) -> list[int]:
    return np.flatnonzero(passing(CATALOGUE, taste, AT, wanted)).tolist()


@pytest.mark.parametrize(
    ("wanted", "left"),
    [
        (Filter(), [0, 1, 2, 3, 4]),
        (Filter(genres=("LATIN",)), [0]),
        (Filter(genres=("hip hop", "drum and bass")), [1, 2]),
        (Filter(genres=("&",)), []),
        (Filter(not_genres=("jazz",)), [1, 2, 3, 4]),
        (Filter(artists=("ana sol",)), [0, 1]),
        (Filter(not_artists=("Ana Söl",)), [2, 3, 4]),
        (Filter(albums=("agua",)), [0]),
        (Filter(years=(1994, 1999)), [0, 4]),
        (Filter(released_days=28), [2]),
        (Filter(tempo_bpm=(90, 120)), [0, 1]),
        (Filter(tempo_bpm=(120, 120)), [1]),
        (Filter(energy=(0.4, 0.6)), [1, 3, 4]),
        (Filter(languages=("pt",)), [0]),
        (Filter(languages=("pt-PT", "e")), []),
        (Filter(instrumental=True), [2, 4]),
        (Filter(instrumental=False), [0, 1, 3]),
        (Filter(explicit=False), [0, 2, 3, 4]),
        (Filter(explicit=True), [1]),
        (Filter(song_s=(300, 900)), [2]),
        (Filter(sounds=("dark",)), [2]),
        (Filter(heard=Heard.BEFORE), [0, 1, 4]),
        (Filter(heard=Heard.NEVER), [2, 3]),
        (Filter(heard=Heard.ARTIST_NEVER), [2, 3]),
        (Filter(rested_days=365), [0]),
        (Filter(played_in=(2019, 2019)), [0]),
        (Filter(saved=True), [1]),
        (Filter(saved=False), [0, 2, 3, 4]),
        (Filter(genres=("jazz",), years=(2000, 2020)), []),
    ],
)
def test_each_field_lets_the_right_songs_pass(wanted: Filter, left: list[int]) -> None:
    assert numbers(wanted) == left


@pytest.mark.parametrize("heard", [Heard.NEVER, Heard.ARTIST_NEVER])
def test_without_a_history_nobody_knows_what_is_new(heard: Heard) -> None:
    assert numbers(Filter(heard=heard), newcomer()) == []


def test_a_day_of_release_counts_on_the_listeners_calendar() -> None:
    days = (AT.date() - date(2026, 11, 20)).days
    assert numbers(Filter(released_days=days)) == [2]
    assert numbers(Filter(released_days=days - 1)) == []


@pytest.mark.parametrize(
    ("first", "new"),
    [(None, True), (PartialDate(year=2026), True), (PartialDate(year=2026, month=11), True),
     (PartialDate(year=2026, month=11, day=18), True), (PartialDate(year=1970), False),
     (PartialDate(year=2026, month=10), False), (PartialDate(year=2026, month=1, day=2), False),
     (PartialDate(year=2030), False)],
)  # fmt: skip
def test_a_reissue_is_not_new(first: PartialDate | None, *, new: bool) -> None:
    made = song(0, released=PartialDate(year=2026, month=11, day=20), first_released=first)
    passed = passing(Catalogue.of([made]), TASTE, AT, Filter(released_days=28))
    assert passed.tolist() == [new]


def test_a_song_they_like_counts_as_saved_without_a_playlist() -> None:
    taste = replace(TASTE, liked=frozenset([SONGS[3].id]))
    assert numbers(Filter(saved=True), taste) == [1, 3]
    assert numbers(Filter(saved=False), taste) == [0, 2, 4]


def test_it_tells_what_each_field_alone_would_leave_out() -> None:
    wanted = Filter(genres=("jazz",), years=(1990, 1999), explicit=False)
    assert removed(CATALOGUE, TASTE, AT, wanted) == {"genres": 4, "years": 3, "explicit": 1}


def test_the_room_names_the_tracks() -> None:
    found = matching(stock(SONGS), TASTE, AT, Filter(explicit=True))
    assert found == frozenset([TrackId("t000001")])


def test_words_in_a_row_hold_not_letters() -> None:
    assert holds("Música Latina / Salsa Dura", "salsa dura")
    assert not holds("Dura Salsa", "salsa dura")
    assert not holds("Jazzcore", "jazz")


MIXED = library(60, 20, seed=5)
MIXED_CATALOGUE = Catalogue.of(MIXED)
KNOWN = listener(MIXED)
years = st.tuples(st.integers(1960, 2030), st.integers(1960, 2030))
shares = st.tuples(st.floats(0, 1), st.floats(0, 1))
HOLDS: dict[str, Callable[[Song, Filter], bool]] = {
    "years": lambda s, f: bool(s.track.year and f.years and f.years[0] <= s.track.year
                               and s.track.year <= f.years[1]),
    "energy": lambda s, f: bool(f.energy and f.energy[0] <= s.analysis.energy <= f.energy[1]),
    "artists": lambda s, f: s.track.artist in f.artists,
    "not_artists": lambda s, f: s.track.artist not in f.not_artists,
    "saved": lambda s, f: (s.id in KNOWN.saves) is f.saved,
}  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(
    st.builds(
        Filter, years=st.none() | years, energy=st.none() | shares, saved=st.none() | st.booleans(),
        artists=st.lists(st.sampled_from(["Artist 1", "Artist 7", "?"]), max_size=2).map(tuple),
        not_artists=st.lists(st.sampled_from(["Artist 1", "Artist 3"]), max_size=2).map(tuple),
    )
)  # fmt: skip
def test_what_passes_fits_every_field_and_what_does_not_fails_one(wanted: Filter) -> None:
    asked = [name for name in HOLDS if getattr(wanted, name) not in (None, ())]
    left = passing(MIXED_CATALOGUE, KNOWN, AT, wanted)
    for one, passes in zip(MIXED_CATALOGUE, left.tolist(), strict=True):
        assert passes == all(HOLDS[name](one, wanted) for name in asked)
