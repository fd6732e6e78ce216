"""A model is told what tags and facts say of a song, and nothing that may not be said."""

from dataclasses import replace
from datetime import timedelta

import numpy as np

from dj.commentary.drafts import sayable, words_of
from dj.model.editorial import Standing
from dj.model.script import BreakKind
from dj.testing.planted import planted_facts, sound_fact
from tests.commentary.sessions import AT, song

DAY = AT.date()
TRACK = song(0, np.random.default_rng(1), title="Tide", artist="Nia", artists=("Nia",), year=1994,
             album="Out", genres=("Folk",)).track  # fmt: skip
FACTS = tuple(sound_fact(name, {}, DAY) for name in ("producer", "cover_of", "formed_in"))


def test_tags_and_usable_facts_are_words_of_the_situation() -> None:
    told = words_of(TRACK, FACTS, BreakKind.FRONT_ANNOUNCE, DAY, "en")
    assert told == {
        "next.title": "Tide", "next.artist": "Nia", "next.album": "Out", "next.year": 1994,
        "next.genre": "folk", "next.producer": "Ines Calder", "next.cover_of": "Low Tide Lantern",
        "next.cover_by": "Ana Lee", "next.formed_in": told["next.formed_in"],
    }  # fmt: skip
    assert "1987" in str(told["next.formed_in"])
    assert sayable(told, BreakKind.FRONT_ANNOUNCE, where="x") == told


def test_where_no_song_is_to_come_the_words_are_of_the_one_just_heard() -> None:
    told = words_of(TRACK, FACTS, BreakKind.SIGN_OFF, DAY, "de")
    assert {word.partition(".")[0] for word in told} == {"prev"}


def test_no_planted_fact_is_told() -> None:
    for facts in planted_facts({"title": "Tide"}, DAY):
        told = words_of(TRACK, facts, BreakKind.FRONT_ANNOUNCE, DAY, "en")
        assert told.keys() <= {f"next.{tag}" for tag in ("title", "artist", "album", "year",
                                                         "genre")}  # fmt: skip


def test_what_was_taken_back_or_is_over_gives_way_to_what_stands() -> None:
    producer = FACTS[0]
    rows = (replace(producer, standing=Standing.WITHDRAWN),
            replace(producer, id="over", valid_to=DAY - timedelta(days=1)),
            replace(producer, id="now", value="Tom Vale"))  # fmt: skip
    told = words_of(TRACK, rows, BreakKind.FRONT_ANNOUNCE, DAY, "en")
    assert told["next.producer"] == "Tom Vale"
