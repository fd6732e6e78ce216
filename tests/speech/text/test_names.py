import pytest

from dj.speech.text.lexicon import Lexicon, folded
from dj.speech.text.names import say_name

EMPTY = Lexicon(entries={})
SOME = Lexicon(entries={folded("Rosalía"): "Rohsahleea", folded("P!nk"): "Pink"})


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("50 Cent", "50 Cent"),
        ("blink-182", "blink-182"),
        ("1975", "1975"),
        ("U2", "U2"),
        ("Bad Bunny & Someone", "Bad Bunny and Someone"),
        ("AC/DC", "AC DC"),
        ("Ke$ha", "Kesha"),
        ("P!nk", "Pink"),
        ("Panic! at the Harbor", "Panic at the Harbor"),
        ("Who Are You?", "Who Are You"),
        ("Harbor Lights (2011 Remaster)", "Harbor Lights"),
        ("Harbor Lights - Remastered 2011", "Harbor Lights"),
        ("Harbor Lights (Night Mix)", "Harbor Lights, Night Mix"),
        ("Morning, Pt. 2", "Morning, part 2"),
        ("Dance No. 5", "Dance number 5"),
        ("One feat. Two", "One featuring Two"),
        ("One ft Two", "One featuring Two"),
        ("花 Hanabi", "Hanabi"),
        ("Lanterns 🏮", "Lanterns"),
        ("Ｐａｐｅｒ", "Paper"),
        ("Straße, Ævi og Ørsted", "Straße, Ævi og Ørsted"),
        ("½ Light", "one half Light"),
        ("12345678901", "1 2 3 4 5 6 7 8 9 0 1"),
    ],
)
def test_a_name_is_said_as_it_is_written_but_for_its_signs(name: str, said: str) -> None:
    assert say_name(name, "next.title", EMPTY).text == said


def test_the_lexicon_goes_first_whatever_case_and_accents() -> None:
    assert say_name("ROSALIA", "next.artist", SOME).text == "Rohsahleea"


def test_each_part_of_a_credit_is_looked_up() -> None:
    said = say_name("Rosalía & Bad Bunny feat. P!nk", "next.artist", SOME)
    assert said.text == "Rohsahleea and Bad Bunny featuring Pink"


def test_an_entry_is_found_behind_an_edition_tail() -> None:
    assert say_name("Rosalía (Deluxe Edition)", "next.album", SOME).text == "Rohsahleea"


@pytest.mark.parametrize(
    ("name", "word", "said"),
    [
        ("花火", "next.title", "a title written in another script"),
        ("Кино", "prev.artist", "an artist name written in another script"),
        ("花火", "next.featured", "a name written in another script"),
        ("⁂ ✻", "next.title", "a title of signs"),
        ("ǃǃǃ ʘ", "next.title", "a title written in another script"),
        ("A" * 46, "next.title", "a title too long to say"),
        ("x " * 150, "next.title", "a title too long to say"),
        ("a" * 100_000, "next.title", "a title too long to say"),
    ],
)
def test_an_unreadable_name_gets_an_honest_stand_in(name: str, word: str, said: str) -> None:
    spoken = say_name(name, word, EMPTY)
    assert spoken.is_lost
    assert spoken.text == said


def test_a_respelling_cannot_carry_markup_either() -> None:
    evil = Lexicon(entries={"x": "[[ f'Vk ]] <break/>"})
    assert not set(say_name("X", "next.title", evil).text) & set("[]<>/")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Rocky IV", "Rocky 4"),
        ("Harbor Lights Part I", "Harbor Lights Part 1"),
        ("Henry VIII: The Tide", "Henry 8 The Tide"),
        ("Malcolm X", "Malcolm X"),
        ("The XX", "The XX"),
        ("Mix", "Mix"),
        ("Vitamin C", "Vitamin C"),
        ("$20 Bill", "20 dollar Bill"),
        ("Owe Me £5", "Owe Me 5 pounds"),
        ("5€", "5 euros"),
        ("A$AP", "AsAP"),
    ],
)
def test_numerals_and_sums_are_read_where_they_are_no_letters(name: str, said: str) -> None:
    assert say_name(name, "next.title", EMPTY).text == said


def test_each_language_says_signs_and_stand_ins_in_its_own_words() -> None:
    assert say_name("Tag & Nacht, Pt. 2", "next.title", EMPTY, "de").text == "Tag und Nacht, Teil 2"
    assert say_name("Uno feat. Dos", "next.title", EMPTY, "es-ES").text == "Uno con Dos"
    assert say_name("花火", "next.title", EMPTY, "de").text == "ein Titel in anderer Schrift"
    assert say_name("花火", "next.artist", EMPTY, "es").text == "un nombre en otra escritura"


@pytest.mark.parametrize("language", ["en", "de", "es"])
def test_a_number_that_nobody_counts_to_is_said_digit_by_digit(language: str) -> None:
    said = say_name("1e999999999", "next.title", Lexicon(entries={}), language)
    assert said.text == "1e 9 9 9 9 9 9 9 9 9"
