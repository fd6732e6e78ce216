"""A reviewer sees the texts that differ, and none that only moved."""

from pathlib import Path

from dj.commentary import differences, word_changes
from tests.commentary.proofs.small_pack import add

HERE, NEXT = "Here's {{ next.title }}.", "Next is {{ next.title }}, and on we go."


def test_a_pack_does_not_differ_from_itself_with_its_variants_moved(tmp_path: Path) -> None:
    one = add(tmp_path / "a", "front_announce/x", HERE, NEXT)
    two = add(tmp_path / "b", "front_announce/x", NEXT, HERE)
    assert differences(one, two) == ()


def test_a_changed_text_stands_beside_the_one_it_was(tmp_path: Path) -> None:
    one = add(tmp_path / "a", "front_announce/x", HERE, NEXT)
    two = add(tmp_path / "b", "front_announce/x", HERE, NEXT.replace("and on we go", "and so on"))
    (found,) = differences(one, two)
    assert found.line == "front_announce/x"
    assert "on we go" in found.before
    assert "so on" in found.after


def test_texts_that_come_and_go_have_no_partner(tmp_path: Path) -> None:
    one = add(tmp_path / "a", "front_announce/x", HERE)
    two = add(tmp_path / "b", "front_announce/y", HERE)
    found = differences(one, two)
    assert [(d.line, bool(d.before), bool(d.after)) for d in found] == [
        ("front_announce/x", True, False), ("front_announce/y", False, True)]  # fmt: skip


def test_words_that_stay_go_and_come_are_told_apart() -> None:
    assert list(word_changes("And there it goes.", "There it goes.")) == [
        ("gone", "And there"), ("come", "There"), ("same", "it goes.")]  # fmt: skip
    assert list(word_changes("", "Hello.")) == [("come", "Hello.")]
