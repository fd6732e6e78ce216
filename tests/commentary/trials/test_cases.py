"""Editors' cases hold, and fail when they should."""

import shutil
from pathlib import Path

import pytest

from dj.commentary import run_cases
from tests.commentary.sessions import HOUSE

BASE = """- name: trial
  line: {line}
  situation: {situation}
  {rest}
"""


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    (tmp_path / "front_announce").mkdir()
    (tmp_path / "cases").mkdir()
    shutil.copy(HOUSE / "front_announce" / "names.j2", tmp_path / "front_announce")
    return tmp_path


def run(pack: Path, rest: str, situation: str = "no year", line: str = "front_announce/*") -> str:
    text = BASE.format(line=line, situation=situation, rest=rest)
    (pack / "cases" / "trial.yaml").write_text(text, encoding="utf-8")
    return "\n".join(str(finding) for finding in run_cases(pack))


def test_the_houses_cases_hold() -> None:
    assert run_cases(HOUSE) == ()


@pytest.mark.parametrize(
    "rest",
    ["says: [lantern, harbor]", "never_says: [elvis]", "at_most_s: 9", "at_most: 40",
     "set: {next.title: '{{ 7*7 }}'}\n  says: ['7 7']\n  never_says: ['49']",
     "set: {next.artist: null}\n  at_least: 0\n  at_most: 0"],
)  # fmt: skip
def test_a_case_that_holds_is_silent(pack: Path, rest: str) -> None:
    assert run(pack, rest) == ""


@pytest.mark.parametrize(
    ("rest", "complaint"),
    [
        ("says: [elvis]", "does not say 'elvis'"),
        ("never_says: [LANTERN]", "says 'LANTERN'"),
        ("at_most_s: 1", "more than 1"),
        ("at_least: 900", "at least 900 expected"),
        ("at_most: 1", "at most 1 expected"),
        ("set: {next.sky: blue}", "no word 'next.sky'"),
        ("sings: [a]", "sings"),
    ],
)
def test_a_case_that_does_not_hold_says_why(pack: Path, rest: str, complaint: str) -> None:
    assert complaint in run(pack, rest)


def test_an_unknown_situation_is_named_with_the_known_ones(pack: Path) -> None:
    assert "very long title" in run(pack, "says: []", situation="no such")


def test_a_broken_file_is_a_finding(pack: Path) -> None:
    (pack / "cases" / "trial.yaml").write_text("- [", encoding="utf-8")
    assert "TPL001" in str(run_cases(pack)[0])


@pytest.mark.parametrize(
    "rest", ["set: {next.title: 4}", "set: {next.anniversary: ten}", "set: {clock.part: dusk}",
             "set: {next.is_favourite: 1}", "at_most_s: .nan", "at_most_s: -1"]
)  # fmt: skip
def test_a_case_that_could_not_fail_is_refused(pack: Path, rest: str) -> None:
    assert "TPL001" in run(pack, rest)
