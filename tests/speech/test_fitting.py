import pytest

from dj.model.pace import Pace
from dj.speech.fitting import Timed, error, fitted

TRUE = Pace(letter=0.05, syllable=0.03, word=0.04, pause=0.2, sentence=0.5)
TEXTS = (
    "One song.", "That was a long evening, and it is not over.", "Three. Two. One.",
    "Strengths, rhythms: hmm.", "A radio idea! Aria, oboe, area.", "Here it comes.\nAnd there.",
)  # fmt: skip


def clips(stretch: float = 1.0) -> list[Timed]:
    return [Timed(text=text, seconds=stretch * TRUE.seconds(text)) for text in TEXTS]


def test_a_pace_is_found_again_from_what_it_made() -> None:
    found = fitted(clips())
    assert found.sentence == pytest.approx(TRUE.sentence, abs=0.01)
    assert error(found, clips()).of_95 < 0.5


def test_estimates_that_are_too_short_have_a_bias_below_zero() -> None:
    off = error(TRUE, clips(stretch=2.0))
    assert (off.bias, off.median) == (-50.0, 50.0)


def test_no_coefficient_is_below_zero() -> None:
    odd = [Timed(text=text, seconds=3.0) for text in TEXTS]
    found = fitted(odd)
    assert min(found.letter, found.syllable, found.word, found.pause, found.sentence) >= 0
