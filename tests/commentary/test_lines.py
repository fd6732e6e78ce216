"""Line files are read with every fault named and placed."""

import os
import shutil
from pathlib import Path

import pytest

from dj.commentary.lines import Line, read_pack
from dj.errors import ConfigError
from dj.model.script import BreakKind
from tests.commentary.packs import stood_for
from tests.commentary.sessions import HOUSE

GOOD = """---
situation: front_announce
needs: [next.title]
status: approved
---
This is {{ next.title }}.
%%
Next,
{{ next.title }}.
"""


def pack(folder: Path, text: str, name: str = "front_announce/names.j2") -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return folder


def test_variants_are_numbered_and_placed(tmp_path: Path) -> None:
    read = read_pack(pack(tmp_path, GOOD))
    assert read.findings == ()
    assert [(line.key, line.where) for line in read.lines] == [
        (("front_announce/names", 0), "front_announce/names.j2:6"),
        (("front_announce/names", 1), "front_announce/names.j2:8"),
    ]
    assert read.lines[1].source == "Next,\n{{ next.title }}."


def test_a_fault_in_the_second_variant_has_its_own_line(tmp_path: Path) -> None:
    read = read_pack(pack(tmp_path, GOOD.replace("\n{{ next.title }}.\n", "\n{{ next.year }}.\n")))
    assert [str(found.where) for found in read.findings] == ["front_announce/names.j2:9"]
    assert [line.variant for line in read.lines] == [0]


def test_a_changed_file_is_read_again(tmp_path: Path) -> None:
    read_pack(pack(tmp_path, GOOD))
    assert len(read_pack(pack(tmp_path, GOOD + "%%\nOn we go.\n")).lines) == 3


@pytest.mark.parametrize("status", ["draft", "withdrawn"])
def test_only_approved_lines_are_spoken(tmp_path: Path, status: str) -> None:
    stood_for(pack(tmp_path, GOOD))
    read = read_pack(pack(tmp_path, GOOD.replace("approved", status)))
    assert len(read.lines) == 2
    assert read.spoken(BreakKind.FRONT_ANNOUNCE, "en") == ()


def test_a_line_is_spoken_in_its_own_language_only(tmp_path: Path) -> None:
    read = read_pack(stood_for(pack(tmp_path, GOOD)))
    assert len(read.spoken(BreakKind.FRONT_ANNOUNCE, "en-US")) == 2
    assert read.spoken(BreakKind.FRONT_ANNOUNCE, "de") == ()


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("situation: front_announce", "situation: mood_turn", "folder"),
        ("situation: front_announce", "situation: nonsense", "Invalid enum value"),
        ("status: approved", "status: maybe", "maybe"),
        ("status: approved", "tier: 3", "tier 3"),
        ("status: approved", "colour: red", "colour"),
        ("needs: [next.title]", "needs: [next.titel]", "next.titel"),
        ("needs: [next.title]", "needs: [turn.tempo is sideways]", "up, down, level"),
        ("needs: [next.title]", "needs: [next.title is x]", "only a choice"),
        ("needs: [next.title]", "needs: next.title", "array"),
        ("needs: [next.title]", "needs: [", "cannot be read"),
        ("---\nsituation", "situation", "front matter"),
        ("status: approved", "locale: xx", "words/xx"),
        ("status: approved", "locale: ../../secret", "no language tag"),
        ("needs: [next.title]", "needs: " + "[" * 5000, "cannot be read"),
    ],
)
def test_each_fault_of_the_front_matter_is_named(
    tmp_path: Path, old: str, new: str, says: str
) -> None:
    read = read_pack(pack(tmp_path, GOOD.replace(old, new, 1)))
    assert read.lines == ()
    assert any(says in str(found) for found in read.findings)


@pytest.mark.parametrize("name", ["front_announce/Names.j2", "front_announce/a b.j2"])
def test_a_hostile_file_name_is_a_finding(tmp_path: Path, name: str) -> None:
    assert read_pack(pack(tmp_path, GOOD, name)).findings[0].code == "TPL001"


def test_a_huge_or_binary_file_is_a_finding(tmp_path: Path) -> None:
    pack(tmp_path, GOOD + "x" * 70_000)
    (tmp_path / "front_announce" / "raw.j2").write_bytes(b"---\n\xff\xfe\n---\n")
    assert [found.code for found in read_pack(tmp_path).findings] == ["TPL001", "TPL001"]


def test_broken_word_lists_are_a_finding(tmp_path: Path) -> None:
    pack(tmp_path, "openers: 3", "words/en.yaml")
    assert "word lists" in str(read_pack(pack(tmp_path, GOOD)).findings[0])


def test_no_pack_is_an_error_with_a_remedy(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"prompts/house"):
        read_pack(tmp_path / "nowhere")


def test_asking_for_one_set_of_lines_looks_at_no_other(tmp_path: Path) -> None:
    pack(tmp_path, GOOD, "front_announce/others.j2")
    read = read_pack(pack(tmp_path, GOOD))
    assert [line.variant for line in read.named("front_announce/names")] == [0, 1]
    looked_at = {one.name for one in read.read if isinstance(one, Line) and "checked" in vars(one)}
    assert looked_at == {"front_announce/names"}


def test_what_is_no_line_file_is_told_and_takes_nothing_else_down(tmp_path: Path) -> None:
    folder = tmp_path / "front_announce"
    folder.mkdir()
    shutil.copy(HOUSE / "front_announce" / "names.j2", folder)
    whole = read_pack(tmp_path).lines
    (folder / ".#names.j2").symlink_to("somebody@somewhere.1")
    os.mkfifo(folder / "pipe.j2")
    (folder / "folder.j2").mkdir()
    (folder / "gone.j2").symlink_to("nowhere.j2")
    assert read_pack(tmp_path).lines == whole
    told = sorted(found.where for found in read_pack(tmp_path).findings)
    assert told == [f"front_announce/{name}.j2" for name in ("folder", "gone", "pipe")]


@pytest.mark.parametrize(
    "wrong", ["max_s: .nan", "max_s: .inf", "max_s: 0", "max_s: 61", "cooldown_days: -1",
              "cooldown_days: 99999999999999999999"]
)  # fmt: skip
def test_lengths_and_rests_have_bounds(tmp_path: Path, wrong: str) -> None:
    folder = tmp_path / "front_announce"
    folder.mkdir()
    text = f"---\nsituation: front_announce\n{wrong}\n---\nHere it comes.\n"
    (folder / "plain.j2").write_text(text)
    assert [found.code for found in read_pack(tmp_path).findings] == ["TPL001"]


def test_a_mark_of_byte_order_is_no_mistake(tmp_path: Path) -> None:
    folder = tmp_path / "front_announce"
    folder.mkdir()
    text = "---\nsituation: front_announce\n---\nHere it comes.\n"
    (folder / "plain.j2").write_text(text, encoding="utf-8-sig")
    assert not read_pack(tmp_path).findings
