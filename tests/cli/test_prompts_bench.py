"""The editors' bench as typed: what is printed, and with what exit code it ends."""

import json
from pathlib import Path

import pytest
import typer

from dj.cli.commands.prompts_coverage import coverage
from dj.cli.commands.prompts_diff import diff
from dj.cli.commands.prompts_matrix import matrix
from dj.cli.commands.prompts_preview import preview
from dj.cli.commands.prompts_tests import run
from dj.errors import ConfigError
from tests.commentary.packs import stood_for
from tests.commentary.proofs.small_pack import add

BRANCHED = 'Here\'s {{ next.title }}.{% if clock.weekday == "Nonday" %} And on.{% endif %}'


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    add(tmp_path / "own", "front_announce/x", "Next is {{ next.title }}.", BRANCHED)
    return stood_for(tmp_path / "own")


def code(call: object, *arguments: object, **options: object) -> int:
    """Run a command; return its exit code."""
    try:
        call(*arguments, **options)  # type: ignore[operator]
    except typer.Exit as end:
        return end.exit_code
    return 0


def test_a_pack_with_empty_situations_ends_with_five_and_names_them(
    pack: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert code(matrix, str(pack)) == 5
    told = capsys.readouterr().out
    assert "own (en): 2 variants in" in told
    assert "EMPTY  opening, no line can be said in: opening" in told


def test_the_matrix_as_json_has_every_text(pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code(matrix, str(pack), json=True)
    (sheet,) = json.loads(capsys.readouterr().out)["sheets"]
    assert {cell["line"] for cell in sheet["cells"]} == {"front_announce/x"}


def test_coverage_below_the_limit_ends_with_five(
    pack: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert code(coverage, [str(pack)]) == 5
    told = capsys.readouterr().out
    assert "own/front_announce/x.j2:8: variant 1: never 'if clock.weekday == \"Nonday\"'" in told
    assert "2 of 2 variants, 1 of 2 branches (50.0 %)" in told
    assert code(coverage, [str(pack)], fail_under=50.0) == 0


def test_a_changed_word_fails_until_it_is_taken_over(
    pack: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert code(run, [str(pack)]) == 0
    assert "nothing is written down yet" in capsys.readouterr().out
    assert code(run, [str(pack)], update=True) == 0
    add(pack, "front_announce/x", "This is {{ next.title }}.", BRANCHED)
    assert code(run, [str(pack)]) == 5
    assert "+front_announce/x 0 [" in capsys.readouterr().out
    assert code(run, [str(pack)], update=True) == 0
    assert code(run, [str(pack)]) == 0


def test_two_packs_that_differ_are_told_text_by_text(
    pack: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = add(tmp_path / "other", "front_announce/x", "Now, {{ next.title }}.", BRANCHED)
    page = tmp_path / "review.html"
    assert code(diff, str(pack), str(other), html=page) == 0
    told = capsys.readouterr().out
    assert "1 text differs." in told
    assert "  - Next is" in told
    assert "<del>Next is</del>" in page.read_text("utf-8")


def test_what_goes_with_a_session_is_refused_without_one() -> None:
    with pytest.raises(ConfigError, match="go with --session"):
        preview("front_announce/names", join=3)
    with pytest.raises(ConfigError, match="no 'nowhere'"):
        matrix("nowhere")
