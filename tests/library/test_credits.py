import pytest
from hypothesis import given
from hypothesis import strategies as st

from dj.library.credits import artists_of, featured_in_title, split_artists, stands_alone
from dj.model.names import fold

KNOWN = {"ana", "bo", "cy", "dee"}


@pytest.mark.parametrize(
    "name",
    [
        "AC/DC",
        "Earth, Wind & Fire",
        "Tyler, The Creator",
        "Simon & Garfunkel",
        "Florence + The Machine",
        "Little Feat",
        "Crosby, Stills, Nash & Young",
        "Lil Nas X",
        "Malcolm x Y",
        "Peter, Paul and Mary",
        "The The",
        "Soft Cell",
        "Fort Minor",
        "Feat",
    ],
)
def test_one_act_stays_whole(name: str) -> None:
    assert split_artists(name) == (name,)


@pytest.mark.parametrize(
    ("credit", "artists"),
    [
        ("Ana feat. Bo", ("Ana", "Bo")),
        ("Ana Feat Bo", ("Ana", "Bo")),
        ("Ana ft. Bo", ("Ana", "Bo")),
        ("Ana featuring Bo", ("Ana", "Bo")),
        ("Ana (feat. Bo)", ("Ana", "Bo")),
        ("Ana [ft Bo]", ("Ana", "Bo")),
        ("Ana (with Bo)", ("Ana", "Bo")),
        ("Ana;Bo; Cy", ("Ana", "Bo", "Cy")),
        ("Ana / Bo", ("Ana", "Bo")),
        ("Ana vs. Bo", ("Ana", "Bo")),
        ("Ana\0Bo", ("Ana", "Bo")),
        ("Ana; ana ;ANA", ("Ana",)),
        ("Little Feat feat. Bo", ("Little Feat", "Bo")),
        ('Bo;Bo "Bee" Cy', ("Bo", 'Bo "Bee" Cy')),
        ("", ()),
        (" ; ", ()),
    ],
)
def test_sure_marks_split(credit: str, artists: tuple[str, ...]) -> None:
    assert split_artists(credit) == artists


@pytest.mark.parametrize("mark", [" & ", ", ", " and ", " x ", " + "])
def test_unsure_marks_split_only_artists_that_are_known(mark: str) -> None:
    assert split_artists(f"Ana{mark}Bo", KNOWN) == ("Ana", "Bo")
    assert split_artists(f"Ana{mark}Zed", KNOWN) == (f"Ana{mark}Zed",)


def test_guests_are_split_by_the_same_rules() -> None:
    assert split_artists("Zed feat. Ana & Bo", KNOWN) == ("Zed", "Ana", "Bo")
    assert split_artists("Zed feat. Ana & Yan", KNOWN) == ("Zed", "Ana & Yan")


def test_the_albums_artist_is_one_act_even_if_its_parts_are_known() -> None:
    assert split_artists("Ana & Bo", KNOWN, album_artist="ANA & Bo") == ("Ana & Bo",)


def test_an_act_that_is_known_as_such_stays_whole() -> None:
    assert split_artists("AC / DC", {"ac / dc"}) == ("AC / DC",)


def test_titles_name_guests() -> None:
    assert featured_in_title("Song (feat. Zed)") == ("Zed",)
    assert featured_in_title("Song feat. Ana & Bo", KNOWN) == ("Ana", "Bo")
    assert featured_in_title("Song [ft. Zed] (Remix)") == ("Zed",)
    assert featured_in_title("Song") == ()


def test_company_in_a_title_counts_only_if_it_is_known() -> None:
    assert featured_in_title("Song (with Ana)", KNOWN) == ("Ana",)
    assert featured_in_title("Dancing (With Myself)", KNOWN) == ()


def test_a_track_credits_its_artist_first_and_each_guest_once() -> None:
    artists = artists_of(artist="Ana feat. Bo", album_artist="Ana", title="Song (feat. Bo; Cy)")
    assert artists == ("Ana", "Bo", "Cy")


def test_a_track_without_an_artist_credits_nobody() -> None:
    assert artists_of(artist="", album_artist="Ana", title="Song (feat. Bo)") == ()


def test_only_credits_that_cannot_split_stand_alone() -> None:
    assert stands_alone("Ana")
    assert stands_alone("AC/DC")
    assert not stands_alone("Ana & Bo")
    assert not stands_alone("Ana feat. Bo")
    assert not stands_alone("")


@given(st.text("AaBb &,;/()[]\0xvs.feat with", max_size=80))
def test_parts_are_clean_and_nobody_is_named_twice(credit: str) -> None:
    artists = split_artists(credit, KNOWN)
    assert all(artist.strip() == artist != "" for artist in artists)
    assert len({fold(artist) for artist in artists}) == len(artists)


@pytest.mark.parametrize("piece", ["(feat. ", " feat. ", "; ", " / ", " & ", "(with ", " \t"])
def test_hostile_credits_cost_little(piece: str) -> None:
    assert len(split_artists(piece * 100_000)) <= 1024
