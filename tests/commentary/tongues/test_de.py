import pytest

from dj.commentary.tongues import Hedge
from dj.commentary.tongues.de import German
from dj.model.dates import PartialDate
from dj.model.tonality import Key, Mode

GERMAN = German()


@pytest.mark.parametrize(
    ("mark", "hedge", "said"),
    [
        ((19, 30), Hedge.BEFORE, "kurz vor halb acht"),
        ((19, 30), Hedge.AFTER, "kurz nach halb acht"),
        ((19, 25), Hedge.AT, "ungefähr fünf vor halb acht"),
        ((19, 35), Hedge.BEFORE, "gleich fünf nach halb acht"),
        ((19, 10), Hedge.AFTER, "ungefähr zehn nach sieben"),
        ((12, 45), Hedge.AT, "ungefähr Viertel vor eins"),
        ((13, 0), Hedge.BEFORE, "kurz vor ein Uhr"),
        ((0, 0), Hedge.AFTER, "kurz nach Mitternacht"),
    ],
)
def test_the_clock_is_told_as_on_german_radio(
    mark: tuple[int, int], hedge: Hedge, said: str
) -> None:
    assert GERMAN.clock(*mark, hedge) == said


@pytest.mark.parametrize(
    ("minutes", "said"),
    [(45, "etwa eine Dreiviertelstunde"), (90, "etwa anderthalb Stunden"), (20, "etwa 20 Minuten")],
)
def test_a_length_has_the_name_people_use(minutes: int, said: str) -> None:
    assert GERMAN.length(minutes) == said


def test_a_date_brings_its_preposition() -> None:
    assert GERMAN.when(PartialDate(year=1994)) == "im Jahr 1994"
    assert GERMAN.when(PartialDate(year=1994, month=3)) == "im März 1994"
    assert GERMAN.when(PartialDate(year=1994, month=3, day=21)) == "am 21. März 1994"


def test_a_span_is_dative_for_vor_seit_and_nach() -> None:
    assert GERMAN.span(months=5) == "ungefähr 5 Monaten"
    assert GERMAN.span(years=1) == "ungefähr einem Jahr"
    assert GERMAN.span(more=True) == "mehr als einem Jahr"
    assert GERMAN.span(years=2) == "ungefähr 2 Jahren"


def test_keys_have_german_names() -> None:
    assert GERMAN.key(Key(tonic=11, mode=Mode.MAJOR)) == "H-Dur"
    assert GERMAN.key(Key(tonic=10, mode=Mode.MAJOR)) == "B-Dur"
    assert GERMAN.key(Key(tonic=6, mode=Mode.MINOR)) == "fis-Moll"
