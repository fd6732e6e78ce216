import pytest

from tests.lineup.wishes.shorthand import read


@pytest.mark.parametrize(
    ("words", "years"),
    [
        ("from the 70s to the 90s", "1970..1999"),
        ("70s-90s", "1970..1999"),
        ("70s – 90s", "1970..1999"),
        ("70-90s", "1970..1999"),
        ("from the 70s until the 90s", "1970..1999"),
        ("from the 90s to the 70s", "1970..1999"),
        ("between the seventies and the nineties", "1970..1999"),
        ("late 70s to early 90s", "1976..1993"),
        ("from 2005 to 1995", "1995..2005"),
        ("from the 70s to 1985", "1970..1985"),
    ],
)
def test_a_span_holds_all_between_its_ends_whichever_is_said_first(words: str, years: str) -> None:
    assert read(words) == f"years:{years}"


@pytest.mark.parametrize(
    "words", ["de los 70 a los 90", "desde los años 70 hasta los 90", "entre los años 70 y los 90"]
)
def test_spanish_says_spans_likewise(words: str) -> None:
    assert read(words, "Spanish") == "years:1970..1999"


def test_what_is_no_other_end_is_read_by_itself() -> None:
    assert read("70s and 90s") == "years:1970..1979 |years:1990..1999"
    assert read("2 hours to 1990") == "length:7200..7200 years:1990..1990"
    assert read("90s - 40 minutes") == "years:1990..1999 length:2400..2400"
