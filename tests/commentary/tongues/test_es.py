import pytest

from dj.commentary.tongues import Hedge
from dj.commentary.tongues.es import Spanish
from dj.model.dates import PartialDate
from dj.model.tonality import Key, Mode

SPANISH = Spanish()


@pytest.mark.parametrize(
    ("mark", "hedge", "said"),
    [
        ((19, 30), Hedge.BEFORE, "son casi las siete y media"),
        ((19, 15), Hedge.AFTER, "son poco más de las siete y cuarto"),
        ((13, 0), Hedge.AFTER, "es poco más de la una"),
        ((13, 5), Hedge.AT, "es más o menos la una y cinco"),
        ((12, 35), Hedge.AT, "faltan unos veinticinco minutos para la una"),
        ((19, 45), Hedge.BEFORE, "faltan unos quince minutos para las ocho"),
        ((19, 45), Hedge.AFTER, "faltan unos quince minutos para las ocho"),
        ((0, 0), Hedge.BEFORE, "es casi medianoche"),
        ((12, 0), Hedge.AFTER, "es poco más de mediodía"),
    ],
)
def test_the_clock_is_told_with_its_verb(mark: tuple[int, int], hedge: Hedge, said: str) -> None:
    assert SPANISH.clock(*mark, hedge) == said


@pytest.mark.parametrize(
    ("minutes", "said"),
    [(30, "cerca de media hora"), (45, "cerca de tres cuartos de hora"), (20, "unos 20 minutos")],
)
def test_a_length_has_the_name_people_use(minutes: int, said: str) -> None:
    assert SPANISH.length(minutes) == said


def test_a_date_brings_its_preposition() -> None:
    assert SPANISH.when(PartialDate(year=1994)) == "en 1994"
    assert SPANISH.when(PartialDate(year=1994, month=3)) == "en marzo de 1994"
    assert SPANISH.when(PartialDate(year=1994, month=3, day=21)) == "el 21 de marzo de 1994"


@pytest.mark.parametrize(
    ("last", "said"),
    [("Ray", "Tom y Ray"), ("Ines", "Tom e Ines"), ("Hilda", "Tom e Hilda"),
     ("Ian", "Tom y Ian"), ("Íñigo", "Tom e Íñigo")],
)  # fmt: skip
def test_and_changes_before_the_sound_of_an_i(last: str, said: str) -> None:
    assert SPANISH.joined(("Tom", last)) == said


def test_keys_have_their_latin_names() -> None:
    assert SPANISH.key(Key(tonic=9, mode=Mode.MINOR)) == "la menor"
    assert SPANISH.key(Key(tonic=10, mode=Mode.MAJOR)) == "si bemol mayor"
