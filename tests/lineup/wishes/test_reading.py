import pytest

from tests.lineup.wishes.shorthand import read


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        ("no rap or metal", "-genre:rap |-genre:metal"),
        ("no rap, metal", "-genre:rap genre:metal"),
        ("no rap, metal or salsa", "-genre:rap |-genre:metal |-genre:salsa"),
        ("no rap but metal", "-genre:rap genre:metal"),
        ("no rap and metal", "-genre:rap |-genre:metal"),
        ("no rap and mellow", "-genre:rap meaning:mellow"),
        ("neither rap nor metal", "-genre:rap |-genre:metal"),
        ("not too fast", "-meaning:fast"),
        ("not only jazz", "genre:jazz"),
        ("preferably jazz, mellow", "~genre:jazz meaning:mellow"),
        ("less rap", "-~genre:rap"),
        ("jazz and Northgate", "genre:jazz |artist:northgate"),
        ("jazz by Northgate", "genre:jazz artist:northgate"),
        ("calm or happy", "meaning:calm |meaning:happy"),
        ("calm happy", "meaning:calm meaning:happy"),
        ("like Luz Moreira and Northgate", "like:luz-moreira like:northgate"),
        ("by Blue", "artist:blue"),
        ("not by Blue", "-artist:blue"),
        ("from Foo to Bar", "unknown:foo unknown:bar"),
        ("", ""),
    ],
)  # fmt: skip
def test_a_word_reaches_as_far_as_people_mean_it(words: str, parts: str) -> None:
    assert read(words.lower()) == parts


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        ("1994", "years:1994..1994"),
        ("from 1994", "years:1994..1994"),
        ("since 1994", "years:1994..2100"),
        ("from the 70s to now", "years:1970..2100"),
        ("after 1994", "years:1995..2100"),
        ("before the 80s", "years:1000..1979"),
        ("until 1980", "years:1000..1980"),
        ("1970-85", "years:1970..1985"),
        ("from 1970 to 1985", "years:1970..1985"),
        ("between 1970 and 1985", "years:1970..1985"),
        ("1970 and 1985", "years:1970..1970 |years:1985..1985"),
        ("the late nineties", "years:1996..1999"),
        ("20s", "years:2020..2029"),
        ("around 1990", "years:1988..1992"),
        ("1985 or earlier", "years:1000..1985"),
        ("over 120 bpm", "tempo:120..400"),
        ("under 90 beats per minute", "tempo:1..90"),
        ("100 to 110 bpm", "tempo:100..110"),
        ("between 100 and 110 bpm", "tempo:100..110"),
        ("an hour", "length:3600..3600"),
        ("half an hour", "length:1800..1800"),
        ("an hour and a half", "length:5400..5400"),
        ("one hour and fifteen minutes", "length:4500..4500"),
        ("1h30", "length:5400..5400"),
        ("1.5 hours", "length:5400..5400"),
        ("90 mins", "length:5400..5400"),
        ("ten songs", "count:10..10"),
        ("songs under 4 minutes", "song-length:0..240"),
        ("songs longer than 5 minutes", "song-length:300..86400"),
        ("my 2019", "played:2019..2019"),
        ("what i played in 2019 or 2020", "played:2019..2019 |played:2020..2020"),
        ("what i played in wombat 2019", "unknown:wombat played:2019..2019"),
        ("not heard for 6 months", "rested:day182.64..182.64"),
        ("haven't heard since 2019", "rested:year2019..2100"),
        ("songs i haven't heard in ages", "meaning:forgotten"),
        ("not played for a long time", "meaning:forgotten"),
        ("haven't heard for years, mellow", "meaning:forgotten meaning:mellow"),
        ("the last 28 days", "recent:28..28"),
        ("7", "unknown:7"),
    ],
)
def test_numbers_are_read_with_their_units(words: str, parts: str) -> None:
    assert read(words) == parts


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        ("de los años 90", "years:1990..1999"),
        ("hora y media", "length:5400..5400"),
        ("media hora", "length:1800..1800"),
        ("antes de 1980", "years:1000..1979"),
        ("sin rap ni metal", "-genre:rap |-genre:metal"),
        ("como Luz Moreira", "like:luz-moreira"),
        ("para bailar", "meaning:danceable"),
    ],
)
def test_spanish_is_read_likewise(words: str, parts: str) -> None:
    assert read(words, "Spanish") == parts


@pytest.mark.parametrize("words", ["jazzz", "mellwo", "instrumentl", "metl", "minutse"])
def test_a_slip_of_the_pen_is_read_as_the_word_it_can_only_be(words: str) -> None:
    assert not read(f"40 {words}").endswith(f"unknown:{words}")


@pytest.mark.parametrize("words", ["jaz", "rok", "nortgat", "blu", "bleu"])
def test_a_short_word_is_never_read_as_another(words: str) -> None:
    assert read(words) == f"unknown:{words}"
