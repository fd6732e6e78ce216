import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dj.model.script import Trace, Wording
from dj.speech.spoken import read_aloud
from dj.speech.text.lexicon import Lexicon, folded

EMPTY = Lexicon(entries={})
SOME = Lexicon(entries={folded("Sade"): "Sharday", folded("Rosalía"): "Rohsahleea"})


def wording(text: str, *names: str, word: str = "next.title") -> Wording:
    traces = tuple(
        Trace(word=word, text=name, start=text.index(name), source="tags", is_name=True)
        for name in names
    )
    return Wording(line="check/line", variant=0, text=text, traces=traces)


@pytest.mark.parametrize(
    ("text", "names", "said"),
    [
        (
            "Up next: Paper Lanterns feat. Rosalía with Harbor Lights, at 116 BPM.",
            ("Paper Lanterns", "Rosalía", "Harbor Lights"),
            "Up next: Paper Lanterns featuring Rohsahleea with Harbor Lights, "
            "at one hundred sixteen beats per minute.",
        ),
        (
            "That was 1975. Now 50 Cent, with 21 Questions, from 2003!",
            ("1975", "50 Cent", "21 Questions"),
            "That was 1975.\nNow 50 Cent, with 21 Questions, from two thousand three!",
        ),
        ("That was Who Are You?.", ("Who Are You?",), "That was Who Are You."),
        ("It's AC/DC vs. R.E.M.", ("AC/DC", "R.E.M."), "It's AC DC versus R.E.M."),
        ("Sade sings; the sade word stays.", ("Sade",), "Sharday sings; the sade word stays."),
        ("Seven  songs \n to go", (), "Seven songs to go."),
    ],
)
def test_prose_and_names_are_read_by_their_own_rules(
    text: str, names: tuple[str, ...], said: str
) -> None:
    assert read_aloud(wording(text, *names), SOME).text == said


def test_captions_keep_what_was_written() -> None:
    reading = read_aloud(wording("In 1994, No. 1. At 9 p.m. we stop."), EMPTY)
    assert [line.caption for line in reading.lines] == ["In 1994, No. 1.", "At 9 p.m. we stop."]


def test_a_name_that_cannot_be_read_is_told() -> None:
    reading = read_aloud(wording("That was 花火.", "花火"), EMPTY)
    assert reading.lost_names == ("花火",)
    assert reading.text == "That was a title written in another script."
    assert reading.lines[0].caption == "That was 花火."


def test_a_trace_that_does_not_match_the_text_marks_nothing() -> None:
    trace = Trace(word="next.title", text="1994", start=2, source="tags", is_name=True)
    odd = Wording(line="x", variant=0, text="In 1994.", traces=(trace,))
    assert read_aloud(odd, EMPTY).text == "In nineteen ninety-four."


def test_overlapping_traces_are_read_once() -> None:
    text = "That was Harbor Lights."
    traces = tuple(
        Trace(word="x", text=name, start=text.index(name), source="tags", is_name=True)
        for name in ("Harbor Lights", "Lights", "Harbor")
    )
    odd = Wording(line="x", variant=0, text=text, traces=traces)
    assert read_aloud(odd, EMPTY).text == "That was Harbor Lights."


@pytest.mark.parametrize("text", ["", "   ", "...", "🎵🎵", "x" * 2001])
def test_nothing_to_say_or_far_too_much_has_no_lines(text: str) -> None:
    assert read_aloud(wording(text), EMPTY).lines == ()


def test_placeholders_of_names_cannot_be_forged() -> None:
    text = "\ue000\ue001 says Paper Lanterns."
    assert read_aloud(wording(text, "Paper Lanterns"), EMPTY).text == "says Paper Lanterns."


def test_numbers_are_spelled_in_the_language_of_the_host() -> None:
    spanish = read_aloud(wording("En 1994, La Casa 4.", "La Casa 4"), EMPTY, "es-419")
    german = read_aloud(wording("Am 21. März 1994: Low Tide 2.", "Low Tide 2"), EMPTY, "de")
    assert spanish.text == "En mil novecientos noventa y cuatro, La Casa 4."
    assert german.text == ("Am einundzwanzigsten März neunzehnhundertvierundneunzig: Low Tide 2.")


def test_a_language_without_rules_keeps_its_numbers_for_the_engine() -> None:
    reading = read_aloud(wording("En 1994, La Maison.", "La Maison"), EMPTY, "fr")
    assert reading.text == "En 1994, La Maison."


@settings(max_examples=150)
@given(st.text(max_size=80), st.text(min_size=1, max_size=40), st.text(max_size=80))
def test_any_text_is_read_without_markup_and_one_sentence_a_line(
    before: str, name: str, after: str
) -> None:
    trace = Trace(word="t", text=name, start=len(before), source="tags", is_name=True)
    odd = Wording(line="x", variant=0, text=before + name + after, traces=(trace,))
    reading = read_aloud(odd, EMPTY)
    assert len(reading.text.splitlines()) == len(reading.lines)
    for line in reading.lines:
        assert line.caption in odd.text
        assert line.spoken[-1] in ".!?"
        assert not set(line.spoken) & set("[]()<>&\\{}|/")
