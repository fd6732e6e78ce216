"""What is said is judged by its words and its length; the names in it are their owners'."""

from dj.commentary.checks.said import said
from dj.commentary.checks.tried import Preview
from dj.commentary.lines import FrontMatter, Line
from dj.model.script import BreakKind, Trace
from tests.commentary.language.test_checking import WORDS

KIND = BreakKind.MOOD_TURN
LINE = Line(name="mood_turn/x", variant=0, source="It's here.", where="mood_turn/x.j2:4",
            front=FrontMatter(situation=KIND, max_s=2.0), content="", vocabulary=WORDS)  # fmt: skip


def row(text: str, *names: str, seconds: float = 1.0, situation: str = "no year",
        error: str = "") -> Preview:  # fmt: skip
    traces = tuple(Trace(word="next.title", text=name, start=text.index(name), source="tags",
                         is_name=True) for name in names)  # fmt: skip
    return Preview(line="mood_turn/x", variant=0, situation=situation, text=text,
                   seconds=seconds, traces=traces, error=error)  # fmt: skip


def found(*rows: Preview) -> list[str]:
    return [f"{one.code} {one.message}" for one in said(rows, [LINE])]


def test_a_line_may_take_just_as_long_as_it_may() -> None:
    assert found(row("It's here.", seconds=2.0)) == []
    assert found(row("It's here.", seconds=2.01)) == [
        "TPL020 in 'no year' it takes 2.0 s, more than max_s 2."
    ]


def test_where_shorter_lines_are_taken_a_long_one_is_no_fault() -> None:
    assert found(row("It's here.", seconds=9.0, situation="very long title")) == []
    assert found(row("It's here.", seconds=9.0, situation="hostile title"),
                 row("It's here.", seconds=9.0)) != []  # fmt: skip


def test_names_are_written_as_their_owners_like() -> None:
    text = "k.d. ngo!! it is, by who?? then, and on,, off we go."
    assert found(row(text, "k.d. ngo!!", "who??", "on,,")) == []
    assert [one[:22] for one in found(row(text, "who??", "on,,"))] == [
        "TPL026 in 'no year' '!", "TPL032 in 'no year' a "
    ]  # fmt: skip
    assert found(row("It's here. ann sings.", "ann")) == []


def test_a_fault_is_told_once_with_the_first_situation_that_shows_it() -> None:
    rows = [row("it's here.", situation=name) for name in ("no year", "no album")]
    assert found(*rows) == ["TPL032 in 'no year' a sentence begins small: \"it's here.\"."]


def test_a_long_text_is_shown_by_its_beginning() -> None:
    (told,) = found(row("on we go, " * 5))
    assert told == f"TPL032 in 'no year' a sentence begins small: {('on we go, ' * 4)!r}."


def test_what_fails_and_what_is_never_said_are_told() -> None:
    assert found(row("", error="it broke")) == ["TPL021 in 'no year' it gives nothing: it broke."]
    assert found() == ["TPL022 no situation of the matrix satisfies what it needs."]
