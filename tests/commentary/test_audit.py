"""The judge finds what was said without proof; it is tried on what it must find."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from dj.commentary.audit import uncovered, unproven
from dj.commentary.choosing.clauses import sentences
from dj.model.script import Script, Trace, Wording
from tests.commentary.sessions import invent, written


def changed(**changes: object) -> Script:
    """A sound script with changes to the wording that opens it."""
    script = written(1)
    first, *rest = script.breaks
    wording = replace(first.wordings[0], **changes)  # type: ignore[arg-type]
    return replace(script, breaks=(replace(first, wordings=(wording,)), *rest))


def test_names_digits_and_number_words_outside_slots_are_found() -> None:
    text = "This is Elvis, in 1956. Bravo."
    assert uncovered(Wording(line="x", variant=0, text=text), "en") == ["Elvis", "1956", "Bravo"]


@pytest.mark.parametrize(("script", "says"), [
    (lambda: changed(text="Hello Elvis.", traces=()), "comes from no slot"),
    (lambda: changed(text="On we go."), "without saying that the voice is synthetic"),
    (lambda: changed(clauses=()), "belong to no sentence"),
    (lambda: changed(reason="popularity"), "none of the first three"),
    (lambda: replace(written(1), facts={"x": next(iter(written(1).facts.values()))}),
     "is not listed"),
    (lambda: replace(written(1), breaks=(*written(1).breaks, written(1).breaks[-1])),
     "repeats a sentence"),
])  # fmt: skip
def test_each_kind_of_fault_is_found(script: Callable[[], Script], says: str) -> None:
    slots = invent(1).lineup.slots
    assert unproven(written(1), slots) == ()
    assert any(says in problem for problem in unproven(script(), slots))


def test_a_sentence_does_not_end_within_what_a_slot_said() -> None:
    text = "Here is P.O.D. Live. And on."
    trace = Trace(word="next.title", text="P.O.D. Live", start=8, source="tags")
    assert [text[a:b] for a, b in sentences(text, (trace,))] == ["Here is P.O.D. Live.", "And on."]
