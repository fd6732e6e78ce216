from dataclasses import replace
from datetime import date

import numpy as np

from dj.lineup.catalogue import Catalogue
from dj.lineup.moment import Moment
from dj.lineup.programmes.kinds import kinds
from dj.model.analysis import Song
from tests.lineup.programmes.halls import released
from tests.lineup.worlds import AT, newcomer, song

HALL = [
    song(number, artist=artist, genres=(genre,), year=year,
         vector=np.eye(8, dtype=np.float32)[number % 8])
    for number, (artist, genre, year) in enumerate([
        ("Various Artists", "Genre", 1900), ("Unknown Artist", "Other", 1900),
        ("Verschiedene Künstler", "Audiobook", 1900), ("Anónimo", "Sconosciuto", 1970),
        ("Nina Vogt", "Jazz", 1920),
    ])
]  # fmt: skip


def titles(songs: list[Song]) -> list[str]:
    liked = {"various artists": 0.9, "unknown artist": 0.8, "verschiedene kunstler": 0.7,
             "anonimo": 0.6, "nina vogt": 0.1}  # fmt: skip
    taste = replace(newcomer(), artist_affinity=liked)
    moment = Moment.of(Catalogue.of(songs), taste, AT, np.random.default_rng(0))
    artists, genres, eras, _ = kinds(moment, np.ones(len(songs), np.bool_))
    return [kind.title for sort in (artists, genres, eras) for kind in sort]


def test_no_mix_is_named_after_nobody_nothing_or_the_year_of_no_date() -> None:
    assert titles(HALL) == ["Around Nina Vogt", "Jazz", "The 1920s", "The 1970s"]


def test_an_early_year_counts_if_the_day_is_known() -> None:
    old = released(HALL[0], date(1912, 5, 3))
    assert "The 1910s" in titles([old, *HALL[1:]])
