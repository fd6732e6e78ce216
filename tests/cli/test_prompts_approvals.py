"""`dj prompts approve`, `withdraw`, `log` and `check`, as typed."""

import json
from pathlib import Path

import pytest

from tests.acceptance.house import Home

pytestmark = pytest.mark.slow
GOOD = "Here's {{ next.title }}."
FILE = """---
situation: front_announce
needs: [next.title]
author: Ann
status: approved
---
Here's {{ next.title }}.
%%
Next, {{ next.title }}.
"""


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """A listener with a pack of their own."""
    place = Home(tmp_path)
    file = tmp_path / "prompts" / "mine" / "front_announce" / "names.j2"
    file.parent.mkdir(parents=True)
    file.write_text(FILE)
    return place


def log_of(home: Home) -> list[dict[str, object]]:
    rows = (home.place / "prompts" / "mine" / "approvals.jsonl").read_text().splitlines()
    return [json.loads(row) for row in rows]


def test_a_pack_is_approved_with_one_command_and_every_edit_needs_another(home: Home) -> None:
    told = home.good("prompts", "approve", "--all", "--by", "Ben", "--pack", "mine")
    assert f"approved  front_announce/names#0  {GOOD}" in told
    assert "2 variants approved by Ben, 0 stood already, 0 refused." in told
    assert "the chain holds" in home.good("prompts", "log", "mine")
    file = home.place / "prompts" / "mine" / "front_announce" / "names.j2"
    file.write_text(FILE.replace("Here's", "This is"))
    checked = home.run("prompts", "check", "mine")
    assert checked.code == 5
    assert "front_announce/names.j2:7:1: TPL060 #0: nobody stands for it" in checked.out


def test_what_the_checker_refuses_is_not_approved(home: Home) -> None:
    file = home.place / "prompts" / "mine" / "front_announce" / "names.j2"
    file.write_text(FILE.replace("Next, ", "Elvis, "))
    told = home.run("prompts", "approve", "front_announce/names", "--by", "Ben", "--pack", "mine")
    assert told.code == 5
    assert "1 variant approved by Ben, 0 stood already, 1 refused." in told.out
    assert "TPL012" in told.out
    assert len(log_of(home)) == 1


def test_a_line_is_withdrawn_and_the_log_says_why(home: Home) -> None:
    home.good("prompts", "approve", "--all", "--by", "Ben", "--pack", "mine")
    told = home.good("prompts", "withdraw", "front_announce/names#1", "--by", "Ann", "--pack",
                     "mine", "--note", "too short")  # fmt: skip
    assert "withdrawn  front_announce/names#1" in told
    assert "No session that was made here holds it." in told
    assert [row["action"] for row in log_of(home)] == ["approve", "approve", "withdraw"]
    assert "withdraw  front_announce/names#1  by Ann (too short)" in home.good(
        "prompts", "log", "mine"
    )


def test_a_broken_log_is_said_loudly(home: Home) -> None:
    home.good("prompts", "approve", "--all", "--by", "Ben", "--pack", "mine")
    log = home.place / "prompts" / "mine" / "approvals.jsonl"
    log.write_bytes(log.read_bytes().replace(b"Ben", b"Eve", 1))
    told = home.run("prompts", "log", "mine")
    assert told.code == 5
    assert "BROKEN  line 1 was changed after it was written." in told.out
    assert "TPL063" in home.run("prompts", "check", "mine").out


def test_a_broken_log_is_mended_before_anybody_approves(home: Home) -> None:
    approve = ("prompts", "approve", "--all", "--by", "Ben", "--pack", "mine")
    home.good(*approve)
    log = home.place / "prompts" / "mine" / "approvals.jsonl"
    broken = log.read_bytes()[:-30]
    log.write_bytes(broken)
    refused = home.run(*approve)
    assert refused.code == 3
    assert "Mend it first: dj prompts log mine --mend" in refused.err
    assert log.read_bytes() == broken
    told = home.good("prompts", "log", "mine", "--mend")
    assert 'NOT KEPT  line 2 is not an entry: {"action": "approve"' in told
    assert "1 approval and 0 withdrawals kept." in told
    assert (log.parent / "approvals.jsonl.broken-1").read_bytes() == broken
    assert "1 variant approved by Ben, 1 stood already, 0 refused." in home.good(*approve)
    mended = json.loads(home.good("prompts", "log", "mine", "--mend", "--json"))
    assert (mended["mended"], mended["logs"][0]["problems"]) == ([], [])


@pytest.mark.parametrize(
    "wrong",
    [
        ("--by", ""), ("--by", "\x1b[31mred"), ("--by", "A" * 101),
        ("--by", "Ann", "--note", "two\nrows"), ("--by", "Ann", "--note", "n" * 301),
    ],
)  # fmt: skip
def test_what_a_log_keeps_for_ever_is_fit_to_be_read(home: Home, wrong: tuple[str, ...]) -> None:
    for command in ("approve", "withdraw"):
        told = home.run("prompts", command, "front_announce/names", "--pack", "mine", *wrong)
        assert told.code == 2
        assert wrong[-2] in told.err
    assert not (home.place / "prompts" / "mine" / "approvals.jsonl").exists()


def test_findings_for_machines_and_reviews(home: Home) -> None:
    found = json.loads(home.run("prompts", "check", "mine", "--json").out)
    assert {finding["code"] for finding in found["findings"]} >= {"TPL060", "TPL023"}
    told = home.run("prompts", "check", "mine", "--format", "github").out
    assert "::error file=prompts/mine/front_announce/names.j2,line=7,col=1,title=TPL060::" in told


def test_a_name_is_needed_and_a_line_or_all(home: Home) -> None:
    assert home.run("prompts", "approve", "--all", "--pack", "mine").code == 2
    assert home.run("prompts", "approve", "--by", "Ben", "--pack", "mine").code == 2
    assert home.run("prompts", "approve", "--all", "--by", " ", "--pack", "mine").code == 2
