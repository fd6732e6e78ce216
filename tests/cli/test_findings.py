import json

import pytest
import typer

from dj.cli.findings import Form, tell
from dj.documents import Finding, Level

ONE = Finding(code="SHW005", level=Level.ERROR, path="a,b:c.yaml", line=3, column=7,
              field="clock[0].songs", message="100 %\nis too\x1b[31m much.",
              hint="Lower it.")  # fmt: skip


def told(form: Form, capsys: pytest.CaptureFixture[str]) -> str:
    with pytest.raises(typer.Exit) as caught:
        tell([ONE], form, 2)
    assert caught.value.exit_code == 5
    return capsys.readouterr().out


def test_people_read_one_line_a_finding(capsys: pytest.CaptureFixture[str]) -> None:
    first, second = told(Form.TEXT, capsys).splitlines()
    assert first.startswith("a,b:c.yaml:3:7: clock[0].songs: SHW005 100 %")
    assert "\x1b" not in first
    assert second == "1 finding in 2 files."


def test_a_review_gets_a_command_that_nothing_in_it_can_end(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert told(Form.GITHUB, capsys) == (
        "::error file=a%2Cb%3Ac.yaml,line=3,col=7,title=SHW005::"
        "clock[0].songs: 100 %25%0Ais too\\x1b[31m much. Lower it.\n"
    )


def test_machines_read_one_document(capsys: pytest.CaptureFixture[str]) -> None:
    document = json.loads(told(Form.JSON, capsys))
    assert document["findings"][0]["code"] == "SHW005"


def test_nothing_to_mend_is_no_failure(capsys: pytest.CaptureFixture[str]) -> None:
    tell([], Form.TEXT, 1)
    assert capsys.readouterr().out == "0 findings in 1 file.\n"
