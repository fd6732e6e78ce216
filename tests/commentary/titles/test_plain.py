"""What is left of a tag when all that is not text is gone."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dj.commentary.titles import credited, plain
from dj.commentary.titles.plain import MAX_BYTES, MAX_POINTS


@pytest.mark.parametrize(
    ("tag", "text"),
    [
        ("a\u202ab\x00c\u200bd\U000e0041e\ufe0f", "abcde"),
        ("Night \u202etfird\u202c Song", "Night drift Song"),
        ("line\nbreak\ttab", "line break tab"),
        ("e\u0301toile", "étoile"),
        ("Ti\u3164de\u2800", "Tide"),
        ("{{ 7*7 }}", "{{ 7*7 }}"),
    ],
)
def test_controls_and_hidden_signs_go_and_text_stays(tag: str, text: str) -> None:
    assert plain(tag) == text


@pytest.mark.parametrize("tag", ["", "   ", "\u202e\u200b", "\ud800x", "a\uffffb", "x\ufdd0"])
def test_what_no_text_has_makes_it_none(tag: str) -> None:
    assert plain(tag) is None


def test_marks_are_bounded_per_letter() -> None:
    said = plain("a" + "\u0332" * 500)
    assert said is not None
    assert len(said) == 9


def test_a_credit_is_cut_before_its_guests() -> None:
    assert credited(plain("Nia Harrow feat. Tom Vale")) == "Nia Harrow"
    assert credited(plain("Featuring Nobody")) == "Featuring Nobody"
    assert credited(None) is None


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet=st.characters(), max_size=2000))
def test_what_comes_out_is_one_bounded_line_of_nfc(tag: str) -> None:
    text = plain(tag)
    if text is not None:
        assert len(text) <= MAX_POINTS
        assert len(text.encode("utf-8", "surrogatepass")) <= MAX_BYTES
        assert text == unicodedata.normalize("NFC", text) == " ".join(text.split())
        assert all(unicodedata.category(c)[0] != "C" for c in text)
        assert plain(text) == text
