"""What a wish comes to: whether all that may play is what was asked for."""

import pytest

from tests.lineup.wishes.shelf import told


@pytest.mark.parametrize(
    ("words", "answers"),
    [
        ("latin", True), ("90s latin", True), ("songs by Luz Moreira", True),
        ("no rap", False), ("not in spanish", False), ("40 minutes", False),
        ("latin, no rap", True),
    ],
)  # fmt: skip
def test_all_songs_answer_a_wish_that_says_what_they_must_be(words: str, answers: bool) -> None:
    assert told(words).brief.answers is answers
