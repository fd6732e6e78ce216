"""Lengths are estimated before there is a voice."""

import pytest

from dj.model.pace import PACES, USUAL, measured, pace

PROSE = (
    "This is a quiet song from the north, and it was written in a small room by the water. "
    "The band had played together for years before they made a record of their own. "
    "Listen for the piano in the middle, and then for the voices at the end of it."
)


@pytest.mark.parametrize("known", PACES.values(), ids=list(map("-".join, PACES)))
def test_ordinary_prose_runs_at_a_speaking_rate(known: object) -> None:
    assert 120 < 60 * len(PROSE.split()) / known.seconds(PROSE) < 240  # type: ignore[attr-defined]


def test_nothing_takes_no_time() -> None:
    assert USUAL.seconds("") == USUAL.seconds("... !") == 0.0


def test_more_words_and_more_sentences_take_longer() -> None:
    one, joined = USUAL.seconds("One song."), USUAL.seconds("One song one more.")
    assert USUAL.seconds("One song. One more.") > joined > one


def test_a_voice_is_found_by_its_engine_and_language_else_by_its_engine() -> None:
    assert pace("pyttsx3", "de-DE") == PACES["pyttsx3", "de"] != PACES["pyttsx3", "en"]
    assert pace("pyttsx3", "xx") == PACES["pyttsx3", "en"]
    assert pace("unheard of", "en") == USUAL


@pytest.mark.parametrize(
    ("word", "count"),
    [("song", 1), ("evening", 3), ("lantern", 2), ("1994", 5), ("42", 3), ("愛の歌", 3),
     ("ветра", 2), ("hmm", 1)],
)  # fmt: skip
def test_syllables_are_counted_as_spoken(word: str, count: int) -> None:
    assert measured(word).syllables == count
