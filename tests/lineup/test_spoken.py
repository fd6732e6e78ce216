from dataclasses import replace

import pytest

from dj import lineup
from dj.lineup.labels import Labels
from dj.lineup.spoken import names_speech, spoken_rows
from dj.model.brief import Asked, Brief
from dj.model.filter import Filter
from tests.lineup.worlds import AT, SHOW, newcomer, song


@pytest.mark.parametrize(("genres", "is_speech"), [
    (["audiobook"], True), (["children's audiobook"], True), (["audiobook", "crime"], True),
    (["horbuch & horspiel"], True), (["audiobooked"], False), (["podcast: science"], True),
    (["spoken word"], True), (["spoken word", "jazz"], False), (["spoken word jazz"], False),
    (["speech", "other"], True), (["speech", "audiobook"], True), (["other"], False),
    (["comedy"], False), (["audiolibro"], True), ([], False),
])  # fmt: skip
def test_genres_tell_speech_from_music(genres: list[str], is_speech: bool) -> None:
    found = spoken_rows(Labels.of([["rock"], genres, []]))
    assert found.tolist() == ([1] if is_speech else [])


def test_a_genre_is_one_of_speech_however_it_is_written() -> None:
    assert names_speech(("Rock", "HÖRBUCH"))
    assert not names_speech(("Rock", "Comedy", ""))


SONGS = [song(number, genres=("Rock",)) for number in range(20)]
TALES = [song(number, artist="Teller", genres=("Audiobook",)) for number in range(20, 30)]
READY = lineup.stock([*SONGS, *TALES])
SHORT = replace(SHOW, length_s=1200.0)


def played(wanted: Filter) -> set[str]:
    show = replace(SHORT, filter=wanted)
    found = lineup.arranged(READY, show, newcomer(), at=AT, asked=Asked(), brief=Brief())
    made = lineup.plan(READY, found.show, newcomer(), at=AT, seed=1, brief=found.brief)
    return {slot.track_id for slot in made.slots}


def test_a_show_plays_speech_if_its_filter_names_a_genre_of_it() -> None:
    tales = {one.track.id for one in TALES}
    assert not played(Filter()) & tales
    assert not played(Filter(song_s=(1.0, 900.0))) & tales
    assert played(Filter(genres=("audiobook",))) <= tales


@pytest.mark.parametrize(("wish", "speaks"), [
    ("audiobook", True), ("by Teller", True), ("rock", False), ("no rock", False), ("calm", False),
])  # fmt: skip
def test_a_wish_for_speech_gets_it_and_no_other_wish_does(wish: str, speaks: bool) -> None:
    found = lineup.understand(wish, READY, newcomer(), AT, SHORT)
    assert found.show.rules.allow_spoken is speaks


def test_why_not_says_that_it_is_speech() -> None:
    made = lineup.plan(READY, SHORT, newcomer(), at=AT, seed=1)
    order = [slot.track_id for slot in made.slots]
    found = lineup.absence(READY, SHORT, newcomer(), TALES[0].track.id, at=AT, seed=1, order=order)
    assert found.says == "A rule of the show keeps it out: it is speech, not music."
