import pytest

from dj.lineup.wishes.telling import described, listed, minutes, quoted
from dj.model.filter import Filter, Heard


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("plain", "“plain”"),
        ("two\nlines\x1b[31m", "“two lines [31m”"),
        ("an “end” inside", '“an "end" inside”'),
        ("right\u202eto left", "“right to left”"),
        ("x" * 100, f"“{'x' * 59}…”"),
    ],
)
def test_a_strangers_words_stay_in_their_quotation(text: str, said: str) -> None:
    assert quoted(text) == said


def test_lengths_and_lists_read_as_people_say_them() -> None:
    assert [minutes(s) for s in (1, 60, 3600, 5400, 7260)] == [
        "1 minute", "1 minute", "1 hour", "1 hour 30 minutes", "2 hours 1 minute"]  # fmt: skip
    assert (listed([]), listed(["a"]), listed(["a", "b"]), listed(["a", "b", "c"], "or")) == (
        "", "a", "a and b", "a, b or c")  # fmt: skip


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        (Filter(years=(1994, 1994)), "released in 1994"),
        (Filter(years=(1000, 1979)), "released in 1979 or before"),
        (Filter(tempo_bpm=(1, 90)), "with a tempo of 90 bpm or less"),
        (Filter(tempo_bpm=(125, 300)), "with a tempo of 125 bpm or more"),
        (Filter(energy=(0.3, 0.6)), "with energy 0.30 to 0.60"),
        (Filter(song_s=(0, 240)), "4 minutes long or shorter"),
        (Filter(song_s=(360, 7200)), "6 minutes long or longer"),
        (Filter(song_s=(120, 240)), "2 minutes to 4 minutes long"),
        (Filter(heard=Heard.NEVER, saved=True), "never heard by you, kept or liked by you"),
        (
            Filter(instrumental=False, explicit=False),
            "with somebody singing, not marked as explicit",
        ),
        (Filter(), ""),
    ],
)
def test_a_filter_is_said_in_words(wanted: Filter, said: str) -> None:
    assert described(wanted) == said
