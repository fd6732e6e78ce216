"""Only what an editor has read, as it was read, is spoken."""

import json
import random
from dataclasses import asdict, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from dj.commentary.approvals.log import LOG_NAME, add_approvals, read_approvals
from dj.commentary.approvals.objections import objections
from dj.commentary.approvals.signing import Signature, approve, named, withdraw
from dj.commentary.approvals.standing import is_own_word, standing
from dj.commentary.lines import Pack, read_pack
from dj.errors import TemplateError
from dj.model.approval import Approval
from dj.model.script import BreakKind
from tests.commentary.packs import EDITOR, stood_for

DAY = date(2026, 3, 10)
TEXTS = ("Here's {{ next.title }}.", "Next, {{ next.title }}.", "Now for {{ next.title }}.")
FRONT = {"situation": "front_announce", "needs": "[next.title]", "status": "approved",
         "author": "a writer"}  # fmt: skip


def written(folder: Path, *texts: str, name: str = "front_announce/names", **front: str) -> Path:
    file = folder / f"{name}.j2"
    file.parent.mkdir(parents=True, exist_ok=True)
    head = "\n".join(f"{key}: {value}" for key, value in {**FRONT, **front}.items())
    body = "\n%%\n".join(texts or TEXTS)
    file.write_text(f"---\n{head}\n---\n{body}\n", "utf-8")
    return folder


def spoken(folder: Path, on: date = DAY, kind: BreakKind = BreakKind.FRONT_ANNOUNCE,
           language: str = "en") -> list[str]:  # fmt: skip
    return [line.source for line in read_pack(folder, on).spoken(kind, language)]


def codes(folder: Path, on: date = DAY) -> list[str]:
    return [finding.code for finding in objections(read_pack(folder, on), on)]


def test_what_an_editor_stands_for_is_spoken(tmp_path: Path) -> None:
    stood_for(written(tmp_path))
    assert spoken(tmp_path) == list(TEXTS)
    assert codes(tmp_path) == []


def test_variants_may_change_places_and_their_file_its_other_lines(tmp_path: Path) -> None:
    stood_for(written(tmp_path))
    written(tmp_path, *reversed(TEXTS), "On to {{ next.title }}.")
    assert spoken(tmp_path) == list(reversed(TEXTS))
    assert codes(tmp_path) == ["TPL060"]


@pytest.mark.parametrize(
    "change",
    [
        {"locale": "en-GB"}, {"persona": "robin"}, {"tier": "2"}, {"reason": "style"},
        {"needs": "[next.title, next.artist]"}, {"daypart": "[evening]"}, {"author": "another"},
        {"name": "front_announce/other"}, {"situation": "both", "name": "both/names"},
    ],
)  # fmt: skip
def test_the_same_text_elsewhere_is_another_content(tmp_path: Path, change: dict[str, str]) -> None:
    stood_for(written(tmp_path))
    (tmp_path / "front_announce" / "names.j2").unlink()
    written(tmp_path, **change)
    found = read_pack(tmp_path, DAY)
    assert found.lines
    assert not found.approved
    assert codes(tmp_path) == ["TPL060"]


def test_an_approval_ends_after_its_last_day(tmp_path: Path) -> None:
    read = read_pack(written(tmp_path))
    approve(read, read.lines, Signature(by="an editor", at=EDITOR.at, until=DAY))
    assert spoken(tmp_path, DAY) == list(TEXTS)
    assert spoken(tmp_path, date(2026, 3, 11)) == []
    assert codes(tmp_path, date(2026, 3, 11)) == ["TPL061"]


def test_a_withdrawn_line_is_silent_until_it_is_approved_again(tmp_path: Path) -> None:
    stood_for(written(tmp_path))
    withdraw(read_pack(tmp_path), "front_announce/names#1", EDITOR)
    assert spoken(tmp_path) == [TEXTS[0], TEXTS[2]]
    assert codes(tmp_path) == []
    stood_for(tmp_path)
    assert spoken(tmp_path) == list(TEXTS)


def test_an_older_text_of_a_withdrawn_line_does_not_come_back(tmp_path: Path) -> None:
    stood_for(written(tmp_path))
    written(tmp_path, "Mind {{ next.title }}.")
    withdraw(read_pack(tmp_path), "front_announce/names", EDITOR)
    written(tmp_path)
    assert spoken(tmp_path) == []


@pytest.mark.parametrize(
    ("author", "by", "tier", "own"),
    [
        ("Ann", "Ann", 1, False), ("Ann", "Ann", 2, True), ("Ann", " ANN ", 2, True),
        ("Ａnn", "Ann", 2, True), ("", "Ann", 2, True), ("", "Ann", 1, False),
        ("Ann", "Ben", 2, False), ("model: small", "Ann", 0, False),
        ("model: small", "model: large", 0, True), ("Ann", "Model: small", 1, True),
        ("Ann", "", 1, True),
    ],
)  # fmt: skip
def test_a_second_person_is_needed_for_careers_and_for_what_a_model_wrote(
    author: str,
    by: str,
    tier: int,
    own: bool,
) -> None:
    assert is_own_word(author, by, tier) is own


def test_who_approves_their_own_career_line_is_not_heard(tmp_path: Path) -> None:
    read = read_pack(written(tmp_path, tier="2", author="an editor"))
    approve(read, read.lines, EDITOR)
    assert spoken(tmp_path) == []
    assert codes(tmp_path) == ["TPL062"]


def test_after_a_break_of_the_log_nothing_is_approved_and_withdrawals_stay(tmp_path: Path) -> None:
    stood_for(written(tmp_path))
    withdraw(read_pack(tmp_path), "front_announce/names#0", EDITOR)
    log = tmp_path / LOG_NAME
    rows = log.read_bytes().splitlines(keepends=True)
    log.write_bytes(b"".join([rows[0], *rows[2:]]))
    assert spoken(tmp_path) == []
    assert "TPL063" in codes(tmp_path)


def test_a_draft_becomes_a_line_when_an_editor_approves_it(tmp_path: Path) -> None:
    written(tmp_path, status="draft", author='"model: small"')
    read = read_pack(tmp_path)
    assert spoken(tmp_path) == []
    approve(read, named(read, "front_announce/names#1"), EDITOR)
    assert spoken(tmp_path) == [TEXTS[1]]
    assert "status: approved" in (tmp_path / "front_announce" / "names.j2").read_text()


def test_what_stands_is_not_written_again(tmp_path: Path) -> None:
    before = (stood_for(written(tmp_path)) / LOG_NAME).read_bytes()
    stood_for(tmp_path)
    assert (tmp_path / LOG_NAME).read_bytes() == before


@pytest.mark.parametrize("target", ["front_announce/nobody", "front_announce/names#9",
                                    "front_announce/names#x", "../names", ""])  # fmt: skip
def test_a_name_that_means_no_line_is_an_error(tmp_path: Path, target: str) -> None:
    read = read_pack(stood_for(written(tmp_path)))
    with pytest.raises(TemplateError):
        named(read, target)
    with pytest.raises(TemplateError):
        withdraw(read, target, EDITOR)


def test_a_listener_withdraws_a_line_of_the_program_in_their_own_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    pack = stood_for(written(tmp_path / "prompts" / "mine"))
    log = (pack / LOG_NAME).read_bytes()
    own = tmp_path / "approvals" / "mine.jsonl"
    own.parent.mkdir()
    entry = asdict(read_approvals(pack / LOG_NAME).entries[0])
    copy = written(tmp_path / "elsewhere" / "mine")
    stood_for(copy)
    withdraw(read_pack(copy), "front_announce/names#0", EDITOR)
    own.write_bytes(_alone((copy / LOG_NAME), entry["content"]))
    assert spoken(pack) == list(TEXTS[1:])
    assert (pack / LOG_NAME).read_bytes() == log


def _alone(log: Path, content: str) -> bytes:
    """Write the last entry about a content as a log of its own."""
    last = [entry for entry in read_approvals(log).entries if entry.content == content][-1]
    alone = log.with_name("alone.jsonl")
    add_approvals(alone, lambda _: [last])
    return alone.read_bytes()


def _flipped(content: bytes, rng: random.Random) -> bytes:
    at = rng.randrange(len(content))
    return content[:at] + bytes([content[at] ^ (1 << rng.randrange(8))]) + content[at + 1 :]


@pytest.mark.slow
def test_of_a_thousand_tampered_items_none_is_spoken(tmp_path: Path) -> None:
    rng = random.Random(7)  # noqa: S311 - chance, not secrets
    stood_for(written(tmp_path))
    file, log = tmp_path / "front_announce" / "names.j2", tmp_path / LOG_NAME
    whole_file, whole_log = file.read_bytes(), log.read_bytes()
    for number in range(1000):
        file.write_bytes(_flipped(whole_file, rng) if number % 2 else whole_file)
        log.write_bytes(whole_log if number % 2 else _flipped(whole_log, rng))
        read = _fresh(tmp_path)
        for line in read.spoken(BreakKind.FRONT_ANNOUNCE, "en"):
            entry = read.standing.latest[line.content]
            assert line.source in TEXTS
            assert (entry.text, entry.action) == (line.source, "approve")
            assert json.dumps(asdict(entry)).encode() in _entries(whole_log)


def _fresh(pack: Path) -> Pack:
    read_pack.__globals__["_read"].cache_clear()
    read_pack.__globals__["_gated"].cache_clear()
    return read_pack(pack, DAY)


def _entries(log: bytes) -> set[bytes]:
    own = ("previous", "hash")
    rows = (json.loads(row) for row in log.splitlines())
    return {json.dumps({k: v for k, v in row.items() if k not in own}).encode() for row in rows}


def entry(action: str, at: str) -> Approval:
    return Approval(action=action, content="c", line="opening/plain", variant=0, text="Hi.",
                    persona="", locale="en", tier=1, by="Ann", at=at)  # fmt: skip


@pytest.mark.parametrize(
    ("approved", "withdrawn", "last"),
    [
        ("2026-03-01T10:00:00+00:00", "2026-03-01T10:00:01+00:00", "withdraw"),
        ("2026-03-01T10:00:01+00:00", "2026-03-01T10:00:00+00:00", "approve"),
        ("2026-03-01T10:00:00+00:00", "2026-03-01T10:00:00+00:00", "withdraw"),
        ("2026-03-01T11:30:00+02:00", "2026-03-01T10:00:00Z", "withdraw"),
        ("2026-03-01T10:00:00", "soon", "withdraw"), ("soon", "later", "withdraw"),
        ("soon", "0001-01-01T00:00:00+14:00", "withdraw"),
    ],
)  # fmt: skip
def test_the_latest_word_counts_in_whichever_log_it_stands(
    tmp_path: Path, approved: str, withdrawn: str, last: str
) -> None:
    logs = (tmp_path / "one.jsonl", tmp_path / "two.jsonl")
    for log, one in zip(logs, (("approve", approved), ("withdraw", withdrawn)), strict=True):
        add_approvals(log, lambda _, one=one: [entry(*one)])  # type: ignore[misc]
    assert standing(logs).latest["c"].action == last
    assert standing(logs[::-1]).latest["c"].action == last


def test_a_withdrawal_counts_although_a_clock_was_wrong_before(tmp_path: Path) -> None:
    ahead = replace(EDITOR, at=EDITOR.at + timedelta(days=400))
    read = read_pack(written(tmp_path))
    approve(read, read.lines, ahead)
    withdraw(read_pack(tmp_path), "front_announce/names", EDITOR)
    assert spoken(tmp_path) == []
    stood_for(tmp_path)
    assert spoken(tmp_path) == list(TEXTS)


def test_the_moment_of_an_approval_is_written_in_utc(tmp_path: Path) -> None:
    stood_for(written(tmp_path))
    at = read_approvals(tmp_path / LOG_NAME).entries[0].at
    assert datetime.fromisoformat(at) == datetime(2026, 3, 1, tzinfo=UTC)
