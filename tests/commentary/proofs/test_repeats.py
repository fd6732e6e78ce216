"""What came again too soon is counted over sessions as they were heard."""

from pathlib import Path

from dj.commentary import repeats
from dj.model.script import BreakKind, Trace, Wording
from tests.commentary.packs import stood_for
from tests.commentary.proofs.small_pack import add

FRONT = BreakKind.FRONT_ANNOUNCE


def said(frame: str, name: str, variant: int = 0, line: str = "front_announce/x") -> Wording:
    """A wording in which a name stands for the only slot."""
    start = frame.index("_")
    trace = Trace(word="next.title", text=name, start=start, source="tags", is_name=True)
    return Wording(line=line, variant=variant, text=frame.replace("_", name), traces=(trace,))


def test_a_frame_with_another_name_is_the_same_sentence(tmp_path: Path) -> None:
    one, two = said("Here is _.", "Low Tide"), said("Here is _.", "Second Lantern")
    found = repeats([[(FRONT, one)], [], [(FRONT, two)]], tmp_path, "en")
    (use,) = found.too_soon
    assert (use.sessions, use.shortest) == ((0, 2), 2)
    assert not found.holds


def test_after_five_sessions_it_may_come_again(tmp_path: Path) -> None:
    one = (FRONT, said("Here is _.", "Low Tide"))
    assert repeats([[one], [], [], [], [], [one]], tmp_path, "en").holds
    assert not repeats([[one], [], [], [], [one]], tmp_path, "en").holds
    assert repeats([[one, one]], tmp_path, "en").too_soon[0].shortest == 0


def test_nearly_the_same_sentence_is_told_too(tmp_path: Path) -> None:
    one = (FRONT, said("And now it is time for a song called _.", "Low Tide"))
    two = (FRONT, said("And now it is time for the song called _.", "Low Tide"))
    assert len(repeats([[one], [two]], tmp_path, "en").alike) == 1
    assert repeats([[one], [], [], [], [], [two]], tmp_path, "en").alike == ()


def test_lines_that_are_left_and_never_said_are_counted(tmp_path: Path) -> None:
    add(tmp_path, "front_announce/x", "Here is {{ next.title }}.", "Next is {{ next.title }}.")
    add(tmp_path, "sign_off/x", "Goodbye.", needs="")
    found = repeats([[(FRONT, said("Here is _.", "Low Tide"))]], stood_for(tmp_path), "en")
    assert {kind.kind: (kind.breaks, kind.left) for kind in found.kinds} == {
        "front_announce": (1, 1), "sign_off": (0, 1)}  # fmt: skip
    assert found.unused == ("front_announce/x#1", "sign_off/x#0")


def test_a_break_with_names_alone_has_nothing_to_say(tmp_path: Path) -> None:
    add(tmp_path, "front_announce/x", "Here is {{ next.title }}.")
    add(tmp_path, "front_announce/new", "{{ next.title }} is new to you.",
        needs="next.title, next.is_new")  # fmt: skip
    plain = said("Here is _.", "Low Tide")
    telling = said("_ is new to you.", "Low Tide", line="front_announce/new")
    found = repeats([[(FRONT, plain), (FRONT, telling)]], stood_for(tmp_path), "en")
    assert (found.between, found.with_something) == (2, 1)
