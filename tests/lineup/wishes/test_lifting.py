"""Exceptions to refusals: what plays is all that is not refused, and what is excepted."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dj.lineup.filters import passing
from dj.model.filter import Filter
from dj.model.wish import Use
from tests.lineup.wishes.shelf import ARTISTS, STOCK, TASTE, told
from tests.lineup.worlds import AT

GENRES = ("metal", "fado", "grunge", "rock", "pop", "ambient", "salsa", "latin jazz")
FORMS = ("no {g} except {a}", "no {g}, except by {a}", "without {g} unless it is by {a}",
         "sin {g} excepto {a}", "nada de {g} salvo {a}", "kein {g} außer {a}",
         "pas de {g} sauf {a}", "niente {g} tranne {a}")  # fmt: skip


def playing(*wanted: Filter) -> frozenset[str]:
    """Songs that pass any of some filters."""
    marks = np.any([passing(STOCK.catalogue, TASTE, AT, one) for one in wanted], axis=0)
    return frozenset(one for one, mark in zip(STOCK.catalogue.ids, marks, strict=True) if mark)


@settings(max_examples=30, deadline=None)
@given(st.sampled_from(FORMS), st.sampled_from(GENRES),
       st.sampled_from(ARTISTS))  # fmt: skip
def test_no_genre_except_an_artist_plays_all_else_and_the_artist(
    form: str, genre: str, artist: str
) -> None:
    found = told(form.format(g=genre, a=artist))
    assert found.brief.only == playing(Filter(not_genres=(genre,)), Filter(artists=(artist,)))
    assert [one.use for one in found.clauses] == [Use.NOT, Use.EXCEPT]


def test_an_exception_holds_for_its_own_refusal_or_behind_a_comma_for_all() -> None:
    near, far = (told(f"no rap, no metal{comma} except Northgate") for comma in ("", ","))
    by = Filter(artists=("northgate",))
    assert far.brief.only == playing(Filter(not_genres=("rap", "hip hop", "metal")), by)
    assert far.songs > near.songs


def test_all_that_an_exception_says_must_be_true_of_what_it_lets_play() -> None:
    found = told("no rap except 90s rap by Northgate or Luz Moreira")
    let = (found.brief.only or frozenset()) - playing(Filter(not_genres=("rap", "hip hop")))
    wanted = Filter(years=(1990, 1999), artists=("northgate", "luz moreira"))
    assert let == playing(wanted) & playing(Filter(genres=("rap", "hip hop")))
    assert let


@pytest.mark.parametrize(
    "words",
    ["no rap except yodeling", "no rap except old yodeling", "no rap except happy",
     "no rap except happy Northgate",
     "no rap except like Northgate", "no rap except Foo Fighters"],
)  # fmt: skip
def test_what_was_not_understood_excepts_nothing(words: str) -> None:
    found = told(words)
    assert found.brief.only == told("no rap").brief.only
    assert not found.problem


def test_a_song_may_be_excepted_and_a_song_may_be_refused_but_for_its_singer() -> None:
    found = told("no Luz Moreira except Desfado")
    assert found.songs == told("no Luz Moreira").songs + 1
    assert not found.brief.must
    assert told("no Desfado").brief.without
    assert not told("no Desfado except by Luz Moreira").brief.without


def test_what_is_preferred_not_to_play_comes_first_again_where_excepted() -> None:
    less, but = (told(f"less rap{end}").brief.wish for end in ("", " except Northgate"))
    assert less.keys() < but.keys()


def test_explicit_songs_that_are_excepted_may_play() -> None:
    rules = [told(f"no explicit{end}").show.rules for end in ("", " except Northgate")]
    assert [one.allow_explicit for one in rules] == [False, True]
