"""Ten examples each way of the codes that no single line shows: packs, cases and approvals."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from dj.commentary.approvals.log import LOG_NAME
from dj.commentary.approvals.objections import objections
from dj.commentary.approvals.signing import Signature, approve, named, withdraw
from dj.commentary.checks.whole import whole
from dj.commentary.lines import FrontMatter, Line, read_pack
from dj.commentary.trials.cases import run_cases
from dj.model.script import BreakKind
from tests.commentary.checks.test_examples import BUILT
from tests.commentary.language.test_checking import WORDS
from tests.commentary.packs import stood_for

DAY = date(2026, 3, 10)
AT = datetime(2026, 3, 1, tzinfo=UTC)
ALWAYS = (BreakKind.OPENING, BreakKind.FRONT_ANNOUNCE, BreakKind.BACK_ANNOUNCE, BreakKind.MOOD_TURN,
          BreakKind.TIME_CHECK, BreakKind.DISCOVERY, BreakKind.SIGN_OFF)  # fmt: skip
COVERED = frozenset({"TPL023", "TPL030", "TPL060", "TPL061", "TPL062", "TPL063"})


def test_every_code_without_a_table_is_built_here() -> None:
    assert COVERED == BUILT


def line(kind: BreakKind, number: int = 0, **front: Any) -> Line:
    matter = FrontMatter(situation=kind, **front)
    return Line(name=f"{kind}/{number}", variant=0, source=f"Go {number}.", where=f"{kind}/x.j2:4",
                front=matter, content="", vocabulary=WORDS)  # fmt: skip


def silent(lines: Sequence[Line]) -> set[str]:
    return {one.where for one in whole(lines) if one.code == "TPL023"}


FULL = tuple(line(kind) for kind in ALWAYS)
GUARDS: tuple[Mapping[str, Any], ...] = (
    {"needs": ("next.title",)}, {"reason": "affinity"}, {"persona": "wren"},
    {"daypart": ("night",)}, {"talk": ("lots",)},
)  # fmt: skip


@pytest.mark.parametrize("kind", ALWAYS)
def test_a_situation_where_the_host_would_be_silent_is_found(kind: BreakKind) -> None:
    rest = [one for one in FULL if one.front.situation is not kind]
    assert silent(rest) == {f"{kind}/"}
    for guard in GUARDS:
        assert silent([*rest, line(kind, 1, **guard)]) == {f"{kind}/"}
    assert silent([*rest, line(kind, 1, locale="de")]) == {f"{one}/" for one in ALWAYS}


def test_no_line_at_all_is_silent_everywhere() -> None:
    assert silent([]) == {f"{kind}/" for kind in ALWAYS}
    told = [str(one) for one in (*whole([]), *whole(FULL[1:]))]
    assert told[0] == ("opening/: TPL023 where nothing is known, the host would be silent. "
                       "Add a line without needs.")  # fmt: skip
    assert told[-1] == ("opening/: TPL023 where nothing is known, the host would be silent "
                        "in 'en'. Add a line without needs.")  # fmt: skip


def test_of_two_lines_alike_the_draft_is_the_one_to_mend() -> None:
    draft = line(BreakKind.WISH, 1, status="draft")
    good = replace(draft, front=FrontMatter(situation=BreakKind.WISH, status="approved"),
                   name="wish/2", where="y")  # fmt: skip
    far = replace(good, front=FrontMatter(situation=BreakKind.BOTH), where="z")
    abroad = replace(good, front=FrontMatter(situation=BreakKind.WISH, locale="de"), where="w")
    found = [one.where for one in whole([draft, good, far, abroad]) if one.code == "TPL025"]
    assert found == [draft.where]


@pytest.mark.parametrize("extra", [
    (), (line(BreakKind.WISH, 1),), (line(BreakKind.BOTH, 1, needs=("next.title",)),),
    tuple(line(kind, 1, locale="de") for kind in ALWAYS),
    tuple(line(kind, 1, locale="en-GB") for kind in ALWAYS),
    *((line(BreakKind.OPENING, 1, **guard),) for guard in GUARDS),
])  # fmt: skip
def test_a_line_without_needs_in_each_situation_is_enough(extra: tuple[Line, ...]) -> None:
    assert silent((*FULL, *extra)) == set()


HOLD = (
    "says: [we go]", "says: [ON WE]", "never_says: [elvis]", "at_most_s: 9", "at_most: 2",
    "at_least: 2", "says: []", "line: mood_turn/x", "line: 'mood_*'", "set: {next.title: Elvis}",
    "line: mood_turn/none\n  at_least: 0", "never_says: ['on  wego']",
)  # fmt: skip
FAIL = (
    "says: [elvis]", "says: [we go, elvis]", "never_says: [WE GO]", "never_says: [elvis, 'we  go']",
    "at_most_s: 0.2", "at_most: 1", "at_most: 0", "at_least: 3", "line: mood_turn/none",
    "line: 'front_*'", "situation: opening", "says: ['on. ']",
)  # fmt: skip


def test_cases_that_do_not_hold_are_found_and_those_that_hold_are_not(tmp_path: Path) -> None:
    written(tmp_path, "mood_turn/x", "On we go.\n%%\nAnd on we go then.")
    (tmp_path / "cases").mkdir()
    rows = "".join(
        _case(f"{key} {number}", rest)
        for key, group in (("holds", HOLD), ("fails", FAIL))
        for number, rest in enumerate(group)
    )
    (tmp_path / "cases" / "a.yaml").write_text(rows, encoding="utf-8")
    found = run_cases(tmp_path)
    assert [str(one) for one in found if one.code != "TPL030"] == []
    assert {one.where.partition(": ")[2] for one in found} == {
        f"fails {number}" for number in range(len(FAIL))
    }


def _case(name: str, rest: str) -> str:
    usual = {"line": "mood_turn/*", "situation": "no year"}
    head = "".join(f"  {key}: {value!r}\n" for key, value in usual.items()
                   if f"{key}: " not in rest)  # fmt: skip
    return f"- name: {name}\n{head}  {rest}\n"


def written(folder: Path, name: str, text: str = "On we go.", **front: Any) -> None:
    file = folder / f"{name}.j2"
    file.parent.mkdir(parents=True, exist_ok=True)
    head = {
        "situation": name.partition("/")[0],
        "status": "approved",
        "author": "a writer",
        **front,
    }
    file.write_text(f"---\n{json.dumps(head)}\n---\n{text}\n", encoding="utf-8")


Row = tuple[Mapping[str, Any], Mapping[str, Any], Mapping[str, Any]]
"""(front matter when it was approved, by whom and until when, what was changed since)."""


def objected(folder: Path, rows: Sequence[Row]) -> list[set[str]]:
    """Have editors stand for files, change these, and list what is held against each."""
    for number, (front, _, _) in enumerate(rows):
        written(folder, f"mood_turn/x{number}", **{"text": _text(number), **front})
    read = read_pack(folder, DAY)
    for number, (_, signed, _) in enumerate(rows):
        if signed:
            mark = Signature(**{"by": "an editor", "at": AT, **signed})
            approve(read, named(read, f"mood_turn/x{number}"), mark)
    for number, (front, _, change) in enumerate(rows):
        now = {"text": _text(number), **front, **change}
        written(folder, f"mood_turn/x{number}", **now)
    found: list[set[str]] = [set() for _ in rows]
    for one in objections(read_pack(folder, DAY), DAY):
        found[int(one.where.partition(".")[0].removeprefix("mood_turn/x"))].add(one.code)
    return found


def _text(number: int) -> str:
    return "On we go" + ", and on" * number + "."


SIGNED: Mapping[str, Any] = {"note": "read aloud"}


def _since(change: Mapping[str, Any]) -> Row:
    return {}, SIGNED, change


CHANGES: tuple[Mapping[str, Any], ...] = (
    {"text": "On they go."}, {"text": "On we go, and on!"}, {"needs": ["next.title"]},
    {"tier": 2}, {"reason": "affinity"}, {"persona": "wren"}, {"locale": "en-GB"},
    {"daypart": ["night"]}, {"author": "another"}, {"author": ""},
)  # fmt: skip
SPARED: tuple[Mapping[str, Any], ...] = (
    {"max_s": 4}, {"status": "draft"}, {"status": "withdrawn"}, {"needs": []},
)  # fmt: skip
NOBODY: tuple[Row, ...] = (
    ({}, {}, {}),
    ({"tier": 0}, {}, {}),
    *map(_since, CHANGES),
    ({"needs": ["next.title"]}, SIGNED, {"needs": []}),
)  # fmt: skip
STOOD_FOR: tuple[Row, ...] = (
    ({}, SIGNED, {}),
    ({"tier": 0}, SIGNED, {}),
    ({"locale": "en-GB"}, SIGNED, {}),
    ({"needs": ["next.title", "next.artist"]}, SIGNED, {"needs": ["next.artist", "next.title"]}),
    *map(_since, SPARED),
    ({}, {}, {"status": "draft"}),
    ({}, {}, {"status": "withdrawn"}),
    ({"daypart": ["night", "evening"]}, SIGNED, {"daypart": ["evening", "night"]}),
)  # fmt: skip
OVER: tuple[Row, ...] = tuple(({}, {"until": date.fromisoformat(day)}, {}) for day in (
    "2026-03-09", "2026-03-08", "2026-03-01", "2026-02-28", "2026-02-10", "2026-01-31",
    "2025-12-31", "2025-03-10", "2024-02-29", "2001-01-01"))  # fmt: skip
LASTING: tuple[Row, ...] = (({}, {"until": None}, {}), *(
    ({}, {"until": date.fromisoformat(day)}, {}) for day in (
        "2026-03-10", "2026-03-11", "2026-03-31", "2026-04-01", "2026-12-31", "2027-01-01",
        "2027-03-09", "2028-02-29", "2100-01-01")))  # fmt: skip
OWN: tuple[Row, ...] = tuple(
    ({"tier": tier, "author": author}, {"by": by}, {})
    for tier, author, by in (
        (2, "Kim", "Kim"), (2, "Kim", "kim"), (2, "Kim", " Kim "), (2, "Kim Lee", "KIM  LEE"),
        (2, "", "Kim"), (2, "ﬁn", "fin"), (1, "model: a", "model: a"), (1, "model: a", "model: b"),
        (0, "model: a", "Model: A"), (1, "Kim", "model: a"), (2, "model: a", "model: b"),
        (1, "Kim", " "),
    )
)  # fmt: skip
OTHERS: tuple[Row, ...] = tuple(
    ({"tier": tier, "author": author}, {"by": by}, {})
    for tier, author, by in (
        (2, "Kim", "Lee"), (2, "Kim", "Kim Lee"), (2, "model: a", "Kim"), (1, "model: a", "Kim"),
        (0, "model: a", "Lee"), (1, "Kim", "Kim"), (0, "Kim", "Kim"), (1, "", "Kim"),
        (0, "", "Kim"), (1, "a model", "a model"), (2, "Lee", "Kim"),
    )
)  # fmt: skip


@pytest.mark.parametrize(("code", "finds", "passes"), [
    ("TPL060", NOBODY, STOOD_FOR), ("TPL061", OVER, LASTING), ("TPL062", OWN, OTHERS),
])  # fmt: skip
def test_an_approval_that_does_not_stand_is_found(
    tmp_path: Path, code: str, finds: tuple[Row, ...], passes: tuple[Row, ...]
) -> None:
    assert min(len(finds), len(passes)) >= 10
    found = objected(tmp_path, (*finds, *passes))
    assert found == [{code}] * len(finds) + [set()] * len(passes)


def log(folder: Path) -> list[str]:
    """Four entries of a pack of one line: two approvals, a withdrawal, an approval."""
    written(folder, "mood_turn/x", "On we go.\n%%\nOff we go.")
    stood_for(folder)
    withdraw(read_pack(folder), "mood_turn/x#1", Signature(by="an editor", at=AT))
    stood_for(folder)
    return (folder / LOG_NAME).read_text(encoding="utf-8").splitlines(keepends=True)


def broken(folder: Path, rows: Sequence[str]) -> bool:
    (folder / LOG_NAME).write_text("".join(rows), encoding="utf-8")
    return any(one.code == "TPL063" for one in objections(read_pack(folder, DAY), DAY))


def test_a_log_that_was_altered_is_found(tmp_path: Path) -> None:
    rows = log(tmp_path)
    assert len(rows) == 4
    spoiled = [
        rows[1:], [rows[0], *rows[2:]], [*rows[:2], rows[3]], [rows[1], rows[0], *rows[2:]],
        [rows[0], rows[0], *rows[1:]], ["nonsense\n", *rows],
        [*rows, "{}\n"], [rows[0], "\n", *rows[1:]],
        *([*rows[:at], rows[at].replace("an editor", "an Editor"), *rows[at + 1 :]]
          for at in range(4)),
        [rows[0].replace("On we go.", "On we Go."), *rows[1:]], [*rows[:3], rows[3][:-9]],
    ]  # fmt: skip
    assert [number for number, kept in enumerate(spoiled) if not broken(tmp_path, kept)] == []


def test_a_log_that_only_grew_is_whole(tmp_path: Path) -> None:
    rows = log(tmp_path)
    assert not any(broken(tmp_path, rows[:count]) for count in range(5))
    (tmp_path / LOG_NAME).write_text("".join(rows), encoding="utf-8")
    for number in range(6):
        written(tmp_path, "mood_turn/x", f"On we go.\n%%\nOff we go{', and on' * number}.")
        stood_for(tmp_path)
        assert not any(one.code == "TPL063" for one in objections(read_pack(tmp_path, DAY), DAY))
