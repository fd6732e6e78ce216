"""What editors wrote is said in place of a name, the longest that fits."""

from pathlib import Path

import pytest

from dj.commentary.titles.aliases import aliases


@pytest.fixture
def own_table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project folder with a table of its own."""
    folder = tmp_path / "assets" / "names"
    folder.mkdir(parents=True)
    monkeypatch.chdir(tmp_path)
    return folder / "aliases.tsv"


def test_a_name_of_signs_is_replaced_only_where_it_stands_alone() -> None:
    forms = aliases()
    assert forms.apply("Stay - Go + Wait", "en") == "Stay - Go + Wait"
    assert forms.whole("+", "es") == "Más"


def test_the_longest_name_inside_a_title_wins_and_keeps_what_follows_it(own_table: Path) -> None:
    own_table.write_text("Nia\t*\tNee-a\nNia H\ten\tMiss H\n", "utf-8")
    forms = aliases()
    assert forms.apply("Nia H, Again with NIA!", "en") == "Miss H, Again with Nee-a!"
    assert forms.apply("Nia H", "de") == "Nee-a H"


def test_the_project_goes_before_what_came_with_the_program(own_table: Path) -> None:
    own_table.write_text("!!!\t*\tThree Cries\n", "utf-8")
    assert aliases().whole("!!!", "en") == "Three Cries"
    own_table.write_text("!!!\t*\tThree Loud Cries\n", "utf-8")
    assert aliases().whole("!!!", "en") == "Three Loud Cries"


def test_bad_rows_and_files_are_told_and_the_others_count(own_table: Path) -> None:
    own_table.write_text("Nia\t*\n# a remark\nTom\t*\tThomas\n", "utf-8")
    assert aliases().problems == (
        "aliases.tsv line 1: needs a name, a language or * and what is said.",
    )
    assert aliases().whole("tom", "en") == "Thomas"
    own_table.write_bytes(b"\xff\xfe\x00N")
    assert aliases().problems == ("aliases.tsv: is not read; write it as UTF-8 text.",)


def test_no_shipped_row_is_bad_and_no_form_hides_a_hard_word() -> None:
    from dj.commentary.titles import read

    forms = aliases()
    assert forms.problems == ()
    assert [
        said for row in forms.entries.values() for said in row.values() if read(said).doubt
    ] == []
