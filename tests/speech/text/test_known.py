"""What the voice knows how to say, and what it would guess."""

import pytest

from dj.speech.text.known import dictionary, guessed
from dj.speech.text.lexicon import Lexicon, folded

pytestmark = [pytest.mark.engine, pytest.mark.slow]
SOME = Lexicon(
    entries={folded("Xyqwuil"): "Zicwell", folded("The Brzeg Quartet"): "The Bjegg Quartet"}
)


def test_words_and_their_endings_are_known_and_inventions_are_guessed() -> None:
    assert len(dictionary()) > 100_000
    assert guessed("Paper Satellites and Bicycles", SOME) == ()
    assert guessed("The Zzyqwub Sisters", SOME) == ("Zzyqwub",)


def test_what_the_lexicon_says_is_not_guessed_word_or_name() -> None:
    assert guessed("Xyqwuil at Night", SOME) == ()
    assert guessed("The Brzeg Quartet", SOME) == ()
