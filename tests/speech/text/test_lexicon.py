from pathlib import Path

import pytest

from dj.speech.text.lexicon import folded, gather, read


def _file(folder: Path, text: str) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "lexicon.tsv").write_text(text, encoding="utf-8")
    return folder


def test_folding_drops_case_and_accents_but_keeps_signs() -> None:
    assert folded("  Mötley   CRÜE ") == "motley crue"
    assert folded("P!nk") == "p!nk"


def test_the_persona_goes_before_the_project_and_the_project_before_the_package(
    tmp_path: Path,
) -> None:
    project = _file(tmp_path / "project", "A\tproject\nB\tproject\n")
    package = _file(tmp_path / "package", "A\tpackage\nB\tpackage\nC\tpackage\n")
    lexicon = gather({"A": "persona"}, "en", [project, package])
    assert [lexicon.say(name) for name in "ABC"] == ["persona", "project", "package"]


def test_a_name_that_is_not_listed_has_no_respelling(tmp_path: Path) -> None:
    assert gather({}, "en", [tmp_path]).say("Nobody") is None


def test_a_broken_row_is_named_and_the_others_count(tmp_path: Path) -> None:
    folder = _file(tmp_path, "# a comment\n\nA\tay\nno tab here\nB\t \n!!!\tchick\tremark\n")
    lexicon = gather({}, "en", [folder])
    assert lexicon.say("a") == "ay"
    assert lexicon.say("!!!") == "chick"
    assert ["line 4" in lexicon.problems[0], "line 5" in lexicon.problems[1]] == [True, True]


def test_a_file_that_is_not_text_is_a_problem_not_an_error(tmp_path: Path) -> None:
    path = tmp_path / "lexicon.tsv"
    path.write_bytes(b"\xff\xfe\x00A")
    entries, problems = read(path)
    assert not entries
    assert "UTF-8" in problems[0]


@pytest.mark.parametrize(
    ("language", "name", "said"),
    [("en", "!!!", "chick chick chick"), ("de", "Queen", "Quien"), ("es-419", "Queen", "Cuin")],
)
def test_the_packaged_lists_are_whole(language: str, name: str, said: str) -> None:
    lexicon = gather({}, language)
    assert not lexicon.problems
    assert lexicon.say(name) == said


def test_a_name_spelled_for_english_ears_is_left_alone_in_other_languages() -> None:
    assert gather({}, "en").say("Rosalía") == "Rohsahleea"
    assert gather({}, "es").say("Rosalía") is None
    assert gather({}, "de").say("÷") is None


def test_the_list_of_a_language_goes_before_the_list_for_all(tmp_path: Path) -> None:
    folder = _file(tmp_path, "A\tfor all\nB\tfor all\n")
    (folder / "lexicon.de.tsv").write_text("A\tdeutsch\n", encoding="utf-8")
    lexicon = gather({}, "de-AT", [folder])
    assert [lexicon.say(name) for name in "AB"] == ["deutsch", "for all"]
