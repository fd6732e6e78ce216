import pytest

from dj.speech.text.sentences import split


def _pieces(text: str, *names: str) -> list[str]:
    spans = [(text.index(name), text.index(name) + len(name)) for name in names]
    return [text[a:b] for a, b in split(text, spans)]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("One. Two! Three?", 3),
        ("Straight in at No. 1! Turn it up.", 2),
        ("A duet feat. Someone, vol. 2.", 1),
        ("It is 9 p.m. and all is well.", 1),
        ("It is 9 p.m. All is well.", 2),
        ("He said “stop.” Then he went on.", 2),
        ("Dr. Nobody and J. Nobody.", 1),
        ("Wait... what? Yes.", 2),
        ("", 0),
        ("   ", 0),
    ],
)
def test_sentences_end_where_they_should(text: str, count: int) -> None:
    assert len(_pieces(text)) == count


def test_a_name_is_never_cut() -> None:
    text = "That was Stop. Look. Listen by The Group."
    assert _pieces(text, "Stop. Look. Listen") == [text]


def test_a_name_in_lower_case_may_begin_a_sentence() -> None:
    assert _pieces("And so it goes. blink-182 is next.", "blink-182") == [
        "And so it goes.",
        "blink-182 is next.",
    ]


def test_a_name_that_ends_in_an_abbreviation_ends_its_sentence() -> None:
    assert len(_pieces("That was Track No. Next comes rain.", "Track No")) == 2


def test_nothing_but_white_space_is_lost() -> None:
    text = "One.  Two!   Three? Four"
    assert "".join(_pieces(text)) == text.replace(" ", "")
