import pytest

from dj.lineup import stock
from dj.lineup.catalogue import Catalogue
from dj.lineup.wishes.names import Names
from dj.lineup.wishes.tokens import words
from tests.lineup.wishes.shelf import SONGS, told
from tests.lineup.worlds import song

NAMES = Names(Catalogue.of([
    song(number, artist=artist, title="One, Two")
    for number, artist in enumerate(("Martin Gale", "Martin Dale", "The Long Evening", "Abra",
                                     "Long Shadows", "Björn & Söhne"))
]))  # fmt: skip


def test_a_name_is_meant_only_if_no_other_is_near() -> None:
    assert NAMES.meant(("the", "long", "evning")) == "the long evening"
    assert NAMES.meant(("long", "evening")) == "the long evening"
    assert NAMES.meant(("martin", "hale")) == ""
    assert NAMES.meant(("abba",)) == ""


def test_names_that_look_alike_are_offered_as_written() -> None:
    assert NAMES.nearest(("martin", "hale")) == ("Martin Dale", "Martin Gale")
    assert NAMES.nearest(("abba",)) == ("Abra",)
    assert NAMES.nearest(("sohne",)) == ("Björn & Söhne",)
    assert NAMES.nearest(("long",)) == ("Long Shadows", "The Long Evening")
    assert NAMES.nearest(()) == ()


def test_titles_are_found_by_anybody_or_by_one() -> None:
    assert NAMES.titled(("one", "two"), "") == (0, 1, 2, 3, 4, 5)
    assert NAMES.titled(("one", "two"), "abra") == (3,)
    assert NAMES.nearest_titles(("one", "too"), "abra") == ("One, Two",)


def test_what_stands_behind_a_title_need_not_be_said() -> None:
    names = Names(Catalogue.of([song(0, artist="A", title="Night - Live (Remastered 2011)"),
                                song(1, artist="B", title="Noon (Remastered 2011)")]))  # fmt: skip
    assert names.titled(("noon",), "") == names.titled(("noon",), "b") == (1,)
    assert names.titled(("noon", "remastered", "2011"), "") == (1,)


@pytest.mark.parametrize(
    ("written", "artist"),
    [("kedr", "Кедр"), ("chaikovskij", "Чайковский"), ("паперлайт", "Paperlait"), ("xyzw", "")],
)
def test_a_name_is_found_in_another_script(written: str, artist: str) -> None:
    names = Names(Catalogue.of([
        song(number, artist=name)
        for number, name in enumerate(("Кедр", "Чайковский", "Paperlait", "Blue"))
    ]))  # fmt: skip
    found = names.meant(words(written))
    assert (names.written(found) if found else "") == artist


def test_names_that_are_numbers_or_plain_words_need_a_by() -> None:
    shelf = stock([song(0, artist="The 1975", year=1999), song(1, artist="Minutes", year=1975)])
    said = {words: [part.meaning for part in told(words, at_hand=shelf).clauses]
            for words in ("1975", "by 1975", "the 1975", "40 minutes", "by Minutes")}  # fmt: skip
    assert said == {
        "1975": ["released in 1975"],
        "by 1975": ["by The 1975"],
        "the 1975": ["by The 1975"],
        "40 minutes": ["40 minutes"],
        "by Minutes": ["by Minutes"],
    }


def test_an_artist_who_exists_elsewhere_is_never_read_as_one_who_is_here() -> None:
    found = told("by northgale")  # heard before, and not in the library
    assert [one.name for one in found.missing] == ["northgale"]
    assert found.missing[0].nearest == ("Northgate",)
    assert found.problem
    assert not found.clauses


def test_nothing_else_plays_where_only_an_absent_artist_was_wished_for() -> None:
    assert told("mellow by Foo Fighters").problem
    assert not told("by Foo Fighters or Northgate").problem
    assert not told("mellow, no Foo Fighters").problem


@pytest.mark.parametrize(
    "name", ["plain words", "drum and bass", "n n", "a 12 b", "9lives", "10m", "été", ""]
)
def test_the_short_way_cuts_a_name_as_a_wish_is_cut(name: str) -> None:
    shelf = Catalogue.of([song(0, artist="A", title=name)])
    found = Names(shelf).titled(words(name), "a")
    assert found == ((0,) if name else ())


@pytest.mark.parametrize(
    "words",
    ["Luz Moreira - Desfado", "luz moreira – desfado", "Luz Moreira—Desfado", "Desfado", "desfado",
     "Desfado - Luz Moreira", '"Luz Moreira" - "Desfado"', "play Desfado", "play Desfado and jazz"],
)  # fmt: skip
def test_a_song_is_found_as_lists_write_it_and_by_its_title_alone(words: str) -> None:
    assert told(words).brief.must == {SONGS[0].id}


def test_a_name_with_a_comma_or_an_article_is_found_in_a_label() -> None:
    for wish in ("Rain, Fire & Stone - Song 5", "paper kites club - song 2, mellow"):
        assert len(told(wish).brief.must) == 1


def test_a_title_that_an_artist_does_not_have_is_asked_about() -> None:
    found = told("Luz Moreira - Desfada")
    assert found.missing[0].nearest == ("Desfado",)
    assert found.problem
    assert not told("Luz Moreira - mellow").brief.must


def test_a_name_that_is_not_here_may_begin_like_a_refusal() -> None:
    found = told("mellow by No Doubt")
    assert [one.name for one in found.missing] == ["No Doubt"]
    assert found.problem


def test_a_title_that_several_have_needs_a_name() -> None:
    shelf = stock([song(0, artist="Ana", title="Noon"), song(1, artist="Bea", title="Noon")])
    assert not told("Noon", at_hand=shelf).brief.must
    assert told("Bea - Noon", at_hand=shelf).brief.must
