"""Tags are hostile until they are speakable."""

import time
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dj.commentary.titles import MAX_SPOKEN, plain, read, speakable
from dj.model.spoken import Manner, NameLevel

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
        ("#1 Lantern", "number 1 Lantern"),
        ("{{ 7*7 }}", "7 7"),
        ("{% for a in b %}", "% for a in b %"),
        ("End</speak>Now", "End /speak Now"),
        ("-f /etc/passwd", "f /etc/passwd"),
        ("愛の歌", "愛の歌"),
        ("AC/DC", "AC/DC"),
        ("!!!", "Chk Chk Chk"),
        ("÷", "Divide"),
        ("Boyz II Men", "Boyz to Men"),
    ],
)
def test_a_tag_becomes_what_a_host_would_say(tag: str, spoken: str) -> None:
    assert speakable(plain(tag)) == spoken


@pytest.mark.parametrize(
    "tag",
    ["", "   ", "*****", "(((((", "\u202e\u200b", "\ud800x", "a\uffffb", "Unknown Artist",
     "Verschiedene Künstler", "Track 07", "<unknown>", "word " * 60, "Track [[ f'Vk ]]",
     "[Night](/naIt/)"],
)  # fmt: skip
def test_what_cannot_or_should_not_be_said_is_none(tag: str) -> None:
    assert speakable(plain(tag)) is None


def test_signs_are_said_in_the_songs_language_or_else_in_the_hosts() -> None:
    assert speakable(plain("Nia & Tom"), manner=Manner(language="de")) == "Nia und Tom"
    german_song = Manner(language="en", declared="de-AT")
    assert speakable(plain("Tag & Nacht"), manner=german_song) == "Tag und Nacht"


def test_each_step_is_told_and_why_a_name_stays_unsaid() -> None:
    told = read("Holy Shit (Live at the Mill)")
    assert dict(told.steps)["without remarks"] == "Holy Shit"
    assert told.spoken is None
    assert told.why == "strong word of the list 'en', as written."
    assert read("word " * 60).why == f"it has more than {MAX_SPOKEN} characters."


def test_what_editors_wrote_is_judged_like_any_name() -> None:
    form = Manner(level=NameLevel.FAMILY)
    assert speakable(plain("Fuckin' Perfect"), manner=form) == "Perfect"
    assert speakable(plain("Fuck You"), manner=form) is None
    assert speakable(plain("Damn You"), manner=form) is None
    assert speakable(plain("Damn You")) == "Damn You"


def test_a_hundred_kilobytes_cost_no_more_than_one() -> None:
    started = time.process_time()
    for char in ("(", "a", "[", "\u0301", "𝒜", "- ", "f*", "f ", "1a", "\u202e"):
        speakable(plain(char * 100_000))
    assert time.process_time() - started < 0.5


def test_a_listed_word_keeps_a_title_unsaid_but_not_its_look_alikes() -> None:
    unspoken = frozenset({"ass"})
    assert speakable(plain("Kick ASS"), unspoken=unspoken) is None
    assert speakable(plain("Classic Assembly"), unspoken=unspoken) == "Classic Assembly"


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
