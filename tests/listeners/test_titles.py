import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dj.listeners.titles import artist_key, guests, is_live_album, title_key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Golden Brown", "golden  BROWN"),
        ("Déjà Vu", "Deja Vu"),
        ("Don’t Stop", "Don't Stop"),
        ("Don't Stop", "Dont Stop"),
        ("ＦＵＬＬ　Width", "Full Width"),
        ("Salt (feat. Bo)", "Salt"),
        ("Salt ft. Bo", "Salt"),
        ("Salt [Remastered 2011]", "Salt"),
        ("Salt - 2011 Remaster", "Salt"),
        ("Salt - Radio Edit", "Salt"),
        ("Salt (Album Version)", "Salt"),
        ("Salt (Mono)", "Salt (Stereo)"),
        ("Salt (Official Video)", "Salt"),
        ("Salt (Deluxe) [feat. Bo] (Remastered)", "Salt"),
        ("(I Can't Get No) Satisfaction", "I Can't Get No Satisfaction"),
        ("Salt (Part 2)", "Salt, Part 2"),
        ("Salt (Live at Home)", "Salt - Live at Home"),
        ("Salt (Bo Remix)", "Salt - Bo Remix"),
        ("Smørrebrød", "Smorrebrod"),
    ],
)
def test_spelling_does_not_make_another_recording(one: str, other: str) -> None:
    assert title_key(one) == title_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Salt", "Salt (Live)"),
        ("Salt", "Salt - Live at Home"),
        ("Salt (Live at Home)", "Salt (Live in Rome)"),
        ("Salt", "Salt (Bo Remix)"),
        ("Salt (Bo Remix)", "Salt (Cy Remix)"),
        ("Salt", "Salt (Acoustic)"),
        ("Salt", "Salt (Demo)"),
        ("Salt", "Salt (Instrumental)"),
        ("Salt", "Salt (Karaoke Version)"),
        ("Salt", "Salt (Live) [Remastered]"),
        ("Salt", "Salt (Live, 2011 Remaster)"),
        ("Salt", "Salt (Ana's Version)"),
        ("Salt, Part 1", "Salt, Part 2"),
        ("Salt", "Salt Two"),
        ("ハ", "バ"),
        ("!!!", "???"),
    ],
)
def test_another_version_or_song_has_another_key(one: str, other: str) -> None:
    assert title_key(one) != title_key(other)


def test_live_as_part_of_the_title_is_no_concert() -> None:
    assert title_key("Live and Let Go").version == ""


@pytest.mark.parametrize(
    "title", ["(Live)", "[Remix]", "( )", "((((", "- - -", "", "feat. Bo", "'"]
)
def test_titles_made_of_nothing_but_marks_have_a_key(title: str) -> None:
    assert title_key(title) == title_key(title.upper())


@settings(max_examples=60)
@given(st.text(max_size=60))
def test_any_title_and_artist_has_a_key_without_regard_to_outer_blanks(text: str) -> None:
    assert title_key(text) == title_key(f"  {text}\n")
    assert artist_key(text) == artist_key(f"  {text}\n")


def test_a_hostile_title_is_read_in_time() -> None:
    start = time.process_time()
    for hostile in ("(" * 100_000, "feat " * 20_000, " - " * 30_000, "(a)" * 30_000, "​" * 9999):
        title_key(hostile)
        artist_key(hostile)
        guests(hostile)
    assert time.process_time() - start < 1.0


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The Mamas & The Papas", "Mamas and Papas"),
        ("Guns N' Roses", "Guns n Roses"),
        ("AC/DC", "ACDC"),
        ("Ana Lee feat. Bo", "Ana Lee"),
        ("Ana Lee (ft. Bo)", "Ana Lee"),
        ("Beyoncé", "Beyonce"),
        ("Beatles, The", "The Beatles"),
        ("Tyler, The Creator", "Tyler The Creator"),
    ],
)
def test_spelling_does_not_make_another_artist(one: str, other: str) -> None:
    assert artist_key(one) == artist_key(other)


@pytest.mark.parametrize(("one", "other"), [("The The", "The Who"), ("!!!", "???"), ("Ana", "Bo")])
def test_other_artists_have_other_keys(one: str, other: str) -> None:
    assert artist_key(one) != artist_key(other)


def test_guests_are_listed_after_the_main_artist() -> None:
    assert guests("Ana Lee feat. Bo; Cy") == ("ana lee", "bo", "cy")
    assert guests("Earth, Wind & Fire") == ("earth, wind & fire",)


@pytest.mark.parametrize(
    ("album", "is_live"),
    [("Live at Home", True), ("Salt (Live)", True), ("MTV Unplugged", True),
     ("Live Through It", False), ("Alive", False), ("", False)],
)  # fmt: skip
def test_concert_albums_are_told_by_their_name(album: str, is_live: bool) -> None:
    assert is_live_album(album) is is_live
