import pytest

from tests.lineup.wishes.shorthand import read


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        ("120 bpm to 140 bpm", "tempo:120..140"),
        ("140bpm-120bpm", "tempo:120..140"),
        ("between 120 bpm and 140 bpm", "tempo:120..140"),
        ("songs between 3 minutes and 4 minutes", "song-length:180..240"),
        ("songs 3 to 4 minutes long", "song-length:180..240"),
        ("the last 2 to 3 weeks", "recent:14..21"),
    ],
)
def test_a_span_may_say_its_unit_once_or_twice(words: str, parts: str) -> None:
    assert read(words) == parts


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        ("40 minutes to an hour", "length:3000..3000"),
        ("one to two hours", "length:5400..5400"),
        ("1 hour - 40 minutes", "length:3000..3000"),
        ("10-20 songs", "count:15..15"),
    ],
)
def test_of_two_lengths_a_session_takes_the_middle(words: str, parts: str) -> None:
    assert read(words) == parts


def test_spanish_says_spans_likewise() -> None:
    assert read("de 120 bpm a 140 bpm", "Spanish") == "tempo:120..140"
    assert read("de 40 minutos a 1 hora", "Spanish") == "length:3000..3000"
