import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dj.listeners.titles import (
    artist_key,
    guests,
    is_live_album,
    leading,
    title_key,
    undressed,
)


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
        ("Salt, Pt. 2", "Salt (Part 2)"),
        ("Salt & Pepper", "Salt and Pepper"),
        ("Rock 'n' Roll", "Rock & Roll"),
        ("Salt (2015 Remastered Version)", "Salt"),
        ("Salt - Ana & Bo Remix", "Salt (Ana and Bo Remix)"),
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


@pytest.mark.parametrize(
    ("credit", "heads"),
    [
        ("Ana", ()), ("Ana & Bo", ("ana",)), ("Ana; Bo", ("ana",)), ("Ana;Bo", ("ana",)),
        ("Ana, Bo & Cy", ("ana, bo", "ana")), ("Ana x Bo", ("ana",)), ("Ana / Bo", ("ana",)),
        ("Ana vs. Bo", ("ana",)), ("Ana and the Bos", ("ana",)), ("Ana feat. Bo", ("ana",)),
        ("Ana with Bo", ("ana",)), ("& Bo", ()), ("Xena", ()), ("AC/DC", ()),
        ("10,000 Maniacs", ()), ("AndyWith", ()), ("", ()),
    ],
)  # fmt: skip
def test_a_joint_credit_begins_with_its_first_names(credit: str, heads: tuple[str, ...]) -> None:
    assert leading(credit) == heads


@pytest.mark.parametrize(
    ("title", "plain"),
    [
        ("03 - Salt", "salt"), ("03. Salt", "salt"), ("3. Salt", "salt"),
        ("Ana Lee - Salt", "salt"),
        ("03 - The Ana Lee - Salt", "salt"), ("Bo - Salt", "bo - salt"), ("99 Salts", "99 salts"),
        ("1979", "1979"), ("03 -", "03 -"), ("Ana Lee -", "ana lee -"), ("", ""),
    ],
)  # fmt: skip
def test_number_and_artist_before_a_title_are_taken_off(title: str, plain: str) -> None:
    assert undressed("Ana Lee", title) == plain


@given(st.text(max_size=60))
def test_any_title_and_credit_can_be_read(text: str) -> None:
    key = title_key(text)
    assert key == title_key(f" {text} ")
    assert all(len(head) < len(text) + 40 for head in leading(text))
