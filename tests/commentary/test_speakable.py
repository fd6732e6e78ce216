"""Tags are hostile until they are speakable."""

import time
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dj.commentary.speakable import MAX_SPOKEN, credited, plain, speakable

_ENGINE_MARKUP = set("<>[]{}|\\^~`*_=#&")


@pytest.mark.parametrize(
    ("tag", "spoken"),
    [
        ("Low Tide (feat. Tom Vale)", "Low Tide"),
        ("Low Tide [Remastered 2011]", "Low Tide"),
        ("Low Tide - 2011 Remaster", "Low Tide"),
        ("Low Tide (Live at the Mill) [Bonus Track]", "Low Tide"),
        ("Low Tide (Single (Radio) Edit)", "Low Tide"),
        ("Low Tide (and Other Lies)", "Low Tide and Other Lies"),
        ("(I Won't) Go Home", "I Won't Go Home"),
        ("Stay (With Me)", "Stay With Me"),
        ("Live and Learn", "Live and Learn"),
        ("Nia & Tom", "Nia and Tom"),
        ("{{ 7*7 }}", "7 7"),
        ("{% for a in b %}", "% for a in b %"),
        ("Track [[ f'Vk ]]", "Track f'Vk"),
        ("End</speak>Now", "End /speak Now"),
        ("a\u202eb\x00c\u200bd\U000e0041e\ufe0f", "abcde"),
        ("line\nbreak\ttab", "line break tab"),
        ("e\u0301toile", "étoile"),
        ("愛の歌", "愛の歌"),
        ("AC/DC", "AC/DC"),
    ],
)
def test_a_tag_becomes_what_a_host_would_say(tag: str, spoken: str) -> None:
    assert speakable(plain(tag)) == spoken


@pytest.mark.parametrize(
    "tag",
    ["", "   ", "***", "(((((", "\u202e\u200b", "\ud800x", "a\uffffb", "Unknown Artist", "Track 07",
     "<unknown>", "word " * 60],
)  # fmt: skip
def test_what_cannot_or_should_not_be_said_is_none(tag: str) -> None:
    assert speakable(plain(tag)) is None


def test_a_hundred_kilobytes_cost_no_more_than_one() -> None:
    started = time.process_time()
    for char in ("(", "a", "[", "\u0301", "𝒜", "- "):
        speakable(plain(char * 100_000))
    assert time.process_time() - started < 0.2


def test_marks_are_bounded_per_letter() -> None:
    said = plain("a" + "\u0332" * 500)
    assert said is not None
    assert len(said) == 9


def test_a_listed_word_keeps_a_title_unsaid_but_not_its_look_alikes() -> None:
    unspoken = frozenset({"ass"})
    assert speakable(plain("Kick ASS"), unspoken=unspoken) is None
    assert speakable(plain("Classic Assembly"), unspoken=unspoken) == "Classic Assembly"


def test_a_credit_is_cut_before_its_guests() -> None:
    assert credited(plain("Nia Harrow feat. Tom Vale")) == "Nia Harrow"
    assert credited(plain("Featuring Nobody")) == "Featuring Nobody"


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet=st.characters(), max_size=300))
def test_whatever_comes_in_nothing_an_engine_obeys_comes_out(tag: str) -> None:
    said = speakable(plain(tag))
    if said is not None:
        assert 0 < len(said) <= MAX_SPOKEN
        assert not _ENGINE_MARKUP & set(said)
        assert all(unicodedata.category(c)[0] != "C" for c in said)
        assert "  " not in said
        assert said == said.strip()
