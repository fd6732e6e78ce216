"""A broken log is set aside, and what is as it was written is heard again."""

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dj.commentary.approvals.log import LOG_NAME, add_approvals, read_approvals
from dj.commentary.approvals.mending import mend
from dj.commentary.approvals.signing import approve, withdraw
from dj.commentary.lines import read_pack
from dj.errors import ConfigError
from dj.model.approval import Approval
from tests.commentary.approvals.test_standing import DAY, TEXTS, spoken, written
from tests.commentary.packs import EDITOR, stood_for

NAME = "front_announce/names"
LATER = replace(EDITOR, by="another", at=EDITOR.at + timedelta(days=1))


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """Three variants that an editor stands for; the first was withdrawn a day later."""
    stood_for(written(tmp_path))
    withdraw(read_pack(tmp_path, DAY), f"{NAME}#0", LATER)
    return tmp_path


def rows(pack: Path) -> list[bytes]:
    return (pack / LOG_NAME).read_bytes().splitlines(keepends=True)


def test_a_whole_log_is_left_alone(pack: Path) -> None:
    before = rows(pack)
    assert mend(pack / LOG_NAME) is None
    assert rows(pack) == before
    assert [file.name for file in pack.iterdir() if file.is_file()] == [LOG_NAME]


def test_two_branches_merged_with_marks_give_all_that_both_editors_said(pack: Path) -> None:
    ours = rows(pack)
    (pack / LOG_NAME).write_bytes(b"".join(ours[:3]))
    written(pack, *TEXTS, "On to {{ next.title }}.")
    approve(read_pack(pack, DAY), read_pack(pack, DAY).lines, LATER)
    theirs = rows(pack)
    merged = [*ours[:3], b"<<<<<<< HEAD\n", ours[3], b"=======\n", theirs[3], b">>>>>>> theirs\n"]
    (pack / LOG_NAME).write_bytes(b"".join(merged))
    assert spoken(pack) == list(TEXTS[1:])
    done = mend(pack / LOG_NAME)
    assert done
    assert [entry.action for entry in done.kept] == [*["approve"] * 4, "withdraw"]
    assert [row.partition(":")[0] for row in done.left] == [
        f"line {number} is not an entry" for number in (4, 6, 8)
    ]
    assert done.aside.read_bytes() == b"".join(merged)
    assert read_approvals(pack / LOG_NAME).problems == ()
    assert spoken(pack) == [*TEXTS[1:], "On to {{ next.title }}."]


def test_an_altered_approval_goes_and_an_altered_withdrawal_stays(pack: Path) -> None:
    log = pack / LOG_NAME
    log.write_bytes(
        log.read_bytes()
        .replace(b'"variant": 1', b'"variant": 7')
        .replace(b'"by": "another"', b'"by": "nobody"')
    )
    done = mend(log)
    assert done
    assert [(entry.action, entry.variant) for entry in done.kept] == [
        ("approve", 0), ("approve", 2), ("withdraw", 0),
    ]  # fmt: skip
    assert len(done.left) == 1
    assert done.left[0].startswith("line 2 was changed after it was written: approve ")
    assert spoken(pack) == [TEXTS[2]]


def test_a_log_that_a_program_wrote_in_another_form_loses_nothing(pack: Path) -> None:
    log = pack / LOG_NAME
    entries = [json.loads(row) for row in rows(pack)]
    other = "\r\n".join(json.dumps(entry, separators=(",", ":")) for entry in entries)
    log.write_bytes(b"\xef\xbb\xbf" + other.encode())
    assert spoken(pack) == []
    done = mend(log)
    assert done
    assert (len(done.kept), done.left) == (4, ())


def test_each_mending_sets_the_log_aside_under_another_name(pack: Path) -> None:
    log = pack / LOG_NAME
    asides = []
    for _ in range(2):
        log.write_bytes(log.read_bytes() + b"{")
        done = mend(log)
        assert done
        asides.append(done.aside.name)
    assert asides == [f"{LOG_NAME}.broken-1", f"{LOG_NAME}.broken-2"]


@settings(max_examples=30)
@given(data=st.data())
def test_no_damage_brings_a_line_on_the_air_that_was_not(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    log = tmp_path_factory.mktemp("pack") / LOG_NAME
    add_approvals(log, lambda _: ENTRIES)
    content = bytearray(log.read_bytes())
    at = data.draw(st.integers(0, len(content) - 2))
    content[at] ^= data.draw(st.integers(1, 255))
    log.write_bytes(bytes(content))
    done = mend(log)
    assert done
    assert all(entry in ENTRIES for entry in done.kept if entry.action == "approve")
    assert read_approvals(log).entries == done.kept


def _entries() -> tuple[Approval, ...]:
    one = Approval(action="approve", content="c", line=NAME, variant=0, text="Hi.", persona="",
                   locale="en", tier=1, by="an editor", at="2026-03-01T00:00:00+00:00")  # fmt: skip
    return (one, replace(one, content="d"), replace(one, action="withdraw", by="another"))


ENTRIES = _entries()


def test_nothing_is_approved_while_the_log_is_broken_and_the_way_out_is_named(pack: Path) -> None:
    log = pack / LOG_NAME
    file = pack / f"{NAME}.j2"
    written(pack, status="draft")
    log.write_bytes(b"".join(rows(pack))[:-40])
    before = log.read_bytes(), file.read_bytes()
    read = read_pack(pack, DAY)
    with pytest.raises(ConfigError, match=r"line 4 is not an entry.*dj prompts log .* --mend"):
        approve(read, read.lines, LATER)
    assert (log.read_bytes(), file.read_bytes()) == before


@pytest.mark.parametrize("cut", [0, 1])
def test_a_line_is_withdrawn_for_good_although_the_log_is_broken_before_it(
    tmp_path: Path, cut: int
) -> None:
    stood_for(written(tmp_path))
    log = tmp_path / LOG_NAME
    kept = rows(tmp_path)
    log.write_bytes(b"".join([*kept[:cut], kept[cut][:50] + b"\n", *kept[cut + 1 :]]))
    withdraw(read_pack(tmp_path, DAY), f"{NAME}#1", LATER)
    assert TEXTS[1] not in spoken(tmp_path)
    assert mend(log)
    assert TEXTS[1] not in spoken(tmp_path)
    assert TEXTS[2] in spoken(tmp_path)
