"""Lengths are estimated before there is a voice."""

import pytest

from dj.commentary.spoken_length import estimate, syllables

PROSE = (
    "This is a quiet song from the north, and it was written in a small room by the water. "
    "The band had played together for years before they made a record of their own. "
    "Listen for the piano in the middle, and then for the voices at the end of it."
)


def test_ordinary_prose_runs_at_about_165_words_a_minute() -> None:
    rate = 60 * len(PROSE.split()) / estimate(PROSE)
    assert 150 < rate < 185


def test_nothing_takes_no_time() -> None:
    assert estimate("") == estimate("... !") == 0.0


def test_more_words_and_more_sentences_take_longer() -> None:
    assert estimate("One song. One more.") > estimate("One song one more.") > estimate("One song.")


@pytest.mark.parametrize(
    ("word", "count"),
    [("song", 1), ("evening", 3), ("lantern", 2), ("time", 1), ("little", 2), ("played", 1),
     ("started", 2), ("1994", 5), ("42", 3), ("愛の歌", 3), ("ветра", 2), ("hmm", 1)],
)  # fmt: skip
def test_syllables_are_counted_as_spoken(word: str, count: int) -> None:
    assert syllables(word) == count
