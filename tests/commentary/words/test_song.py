"""What is said of one song is what its tags, sound, history and editors support."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dj.commentary.bench import Value
from dj.commentary.words.listener import Listener
from dj.commentary.words.song import song_words
from dj.model.analysis import Ending
from dj.model.editorial import Fact, Source
from dj.model.listening import PlayStats
from tests.commentary.sessions import AT, Session, invent, song


def words(
    facts: tuple[Fact, ...] = (), history: Session | None = None, **tags: Any
) -> dict[str, Value]:
    session = history or invent(0)
    made = song(0, np.random.default_rng(1), **tags)
    listener = Listener(taste=session.taste, at=AT, unspoken=frozenset({"damn"}))
    return song_words(made, session.lineup.slots[0], facts, listener)


def said(name: str, **tags: Any) -> object:
    value = words(**tags).get(name)
    return value.value if value else None


def heard(**stats: Any) -> Session:
    given: dict[str, Any] = {"plays": 9, "skips": 0, "first_at": AT - timedelta(days=2000),
             "last_at": AT - timedelta(days=800)} | stats  # fmt: skip
    session = invent(0)
    key = song(0, np.random.default_rng(1)).id
    return replace(session, taste=replace(session.taste, plays={key: PlayStats(**given)},
                                          affinity={key: 0.9}, saves=frozenset()))  # fmt: skip


@pytest.mark.parametrize(
    ("album", "title"),
    [("Salt (Deluxe Edition)", "Tide"), ("Greatest Hits", "Tide"), ("Salt", "Tide - 2011 Remaster"),
     ("Live in Oslo", "Tide"), ("Various Ships", "Tide")],
)  # fmt: skip
def test_a_reissue_has_no_year(album: str, title: str) -> None:
    assert said("year", album=album, title=title, year=2011) is None


@pytest.mark.parametrize(
    ("year", "expected"), [(1994, 1994), (1066, None), (3000, None), (None, None), (2026, 2026)]
)
def test_a_year_is_a_year_of_recorded_music(year: int | None, expected: int | None) -> None:
    assert said("year", album="Salt", title="Tide", year=year) == expected


def test_decades_are_named_where_they_have_a_name() -> None:
    assert said("decade", album="", title="Tide", year=1967) == "sixties"
    assert said("decade", album="", title="Tide", year=2011) is None


@pytest.mark.parametrize(
    ("genre", "expected"),
    [("Hip-Hop", "hip-hop"), ("R&B", "R and B"), ("Rock/Pop", "rock"), ("Other", None),
     ("(17)", None), ("x" * 80, None)],
)  # fmt: skip
def test_a_genre_is_said_only_if_it_is_one(genre: str, expected: str | None) -> None:
    assert said("genre", genres=(genre,)) == expected


def test_guests_are_named_apart_from_the_artist() -> None:
    tags = {"artist": "Nia feat. Tom & Ines", "artists": ("Nia", "Tom", "Ines")}
    assert (said("artist", **tags), said("featured", **tags)) == ("Nia", "Tom and Ines")


def test_a_file_name_is_not_a_title() -> None:
    tags: dict[str, Any] = {"title": "03_nia_tide", "provenance": {"title": "file name"}}
    assert said("title", **tags) is None
    assert said("title", title="03 Bonnie", provenance={}) == "03 Bonnie"


def test_an_unspoken_word_silences_the_name_only() -> None:
    assert said("title", title="Damn Tide", artist="Nia", artists=()) is None
    assert said("artist", title="Damn Tide", artist="Nia", artists=()) == "Nia"


def test_a_long_rest_is_told_from_the_last_play() -> None:
    made = words(history=heard())
    told = {name: made[name].value for name in ("plays", "away", "years_since", "last_heard")}
    assert told == {"plays": 9, "away": "about 2 years", "years_since": 2, "last_heard": "in 2023"}
    assert made["is_favourite"].value is True
    assert made["plays"].source == "history"


def test_a_single_recent_play_says_nothing() -> None:
    made = words(history=heard(plays=1, last_at=AT - timedelta(days=2)))
    assert not {"plays", "away", "years_since", "last_heard", "first_heard"} & made.keys()
    assert made["is_favourite"].value is False


@pytest.mark.parametrize("ending", list(Ending))
def test_only_a_song_that_stops_ends_cold(ending: Ending) -> None:
    made = song(0, np.random.default_rng(1))
    cues = replace(made.analysis.cues, ending=ending)
    ended = replace(made, analysis=replace(made.analysis, cues=cues))
    session = invent(0)
    listener = Listener(taste=session.taste, at=AT)
    found = song_words(ended, session.lineup.slots[0], (), listener)
    assert found["ends_cold"].value is (ending is Ending.COLD)


SCRAPS = ("{{ 7*7 }}", "{% for a in b %}", "[[ f'Vk ]]", "</speak>", "<break/>", "-f", "\u202e",
          "\u200b", "\x07", "\ud800", "é" * 300, "☃", "愛", "[word](/phones/)", "100% & more",
          "Tide")  # fmt: skip
hostile = st.lists(st.sampled_from(SCRAPS) | st.text(max_size=12), max_size=5).map(" ".join)


@settings(max_examples=60, deadline=None)
@given(title=hostile, artist=hostile, album=hostile, genre=hostile, pool=hostile, fact=hostile)
def test_hostile_tags_become_names_or_silence(
    title: str, artist: str, album: str, genre: str, pool: str, fact: str
) -> None:
    session = invent(0)
    made = song(0, np.random.default_rng(1), title=title, artist=artist, album=album,
                artists=(artist, title), genres=(genre,))  # fmt: skip
    slot = session.lineup.slots[0]
    slot = replace(slot, decision=replace(slot.decision, editors=pool))
    known = Fact(id="f", subject={}, predicate="studio_note", value=fact, as_of=AT.date(), tier=1,
                 sources=(Source(title="notes", locator="p. 1"),))  # fmt: skip
    found = song_words(made, slot, (known,), Listener(taste=session.taste, at=AT))
    for value in found.values():
        assert len(str(value.value)) <= 420
        assert not set(str(value.value)) & set("<>{}[]\\|\x07\u202e\ud800")
        for told in value.facts.values():
            assert len(told.says) <= 200
            assert all(char.isprintable() for char in told.says + told.value)
