"""What nothing reaches is found, by file and line."""

from pathlib import Path

from dj.commentary import coverage
from tests.commentary.proofs.small_pack import add, add_case

BRANCHED = 'Here\'s {{ next.title }}.\n{% if clock.weekday == "Nonday" %}And on.{% endif %}'


def test_a_branch_that_no_situation_takes_is_named_with_its_line(tmp_path: Path) -> None:
    add(tmp_path, "front_announce/one", "Next is {{ next.title }}.", BRANCHED)
    found = coverage(tmp_path)
    assert (found.variants, found.variants_reached) == (2, 2)
    assert (found.branches, found.branches_reached, found.percent) == (2, 1, 50.0)
    (missed,) = found.missed
    assert missed.where == "front_announce/one.j2:9"
    assert "'if clock.weekday == \"Nonday\"'" in missed.says


def test_a_case_of_the_editors_reaches_what_the_matrix_does_not(tmp_path: Path) -> None:
    add(tmp_path, "front_announce/one", BRANCHED)
    add_case(tmp_path, "- name: a day of our own\n  line: '*'\n  situation: long unheard\n"
                       "  set: {clock.weekday: Nonday}\n")  # fmt: skip
    assert coverage(tmp_path).branches_reached == 2
    assert coverage(tmp_path).percent == 100.0


def test_a_variant_that_can_never_be_said_is_missed_with_all_its_branches(tmp_path: Path) -> None:
    add(tmp_path, "mood_turn/never", "Up.{% if next.year %} And on.{% endif %}",
        needs="turn.tempo is up, turn.tempo is down")  # fmt: skip
    found = coverage(tmp_path)
    assert (found.variants_reached, found.branches_reached) == (0, 0)
    assert [missed.says for missed in found.missed] == ["variant 0: nothing reaches it"]


def test_an_empty_pack_has_nothing_to_miss(tmp_path: Path) -> None:
    assert coverage(tmp_path).percent == 100.0
