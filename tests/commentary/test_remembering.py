"""A second check of the same pack looks at nothing, and finds the same."""

import os
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from dj.commentary import check_pack, remembered
from dj.commentary.findings import Finding
from dj.commentary.remembering import MOST
from tests.commentary.packs import stood_for

TODAY = date(2026, 3, 10)
HEAD = "---\nsituation: {}\nneeds: [next.title]\nstatus: approved\n---\n"
SPOILED = {
    "front_announce/names": "Here's {{ next.title }}.\n%%\nThe greatest: {{ next.title }}.\n"
    "%%\n{{ next.nothing }}\n%%\n{% for a in b %}x{% endfor %}\n%%\nIn 1994 it was ours.",
    "back_announce/names": "That was {{ prev.title }} .\n%%\nThat was {{ next.title }}.",
    "opening/broken": "{{ next.title",
    "mood_turn/NAMES": "Onward.",
}
CASES = "- {name: it says so, line: '*', situation: anniversary, says: [never said]}\n"


def _add(file: Path, line: str) -> None:
    file.write_text(f"{file.read_text('utf-8')}\n%%\n{line}", encoding="utf-8")


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """A pack with something wrong in most of its files, and nobody to stand for half of it."""
    folder = tmp_path / "mine"
    for name, body in SPOILED.items():
        file = folder / f"{name}.j2"
        file.parent.mkdir(parents=True)
        file.write_text(HEAD.format(file.parent.name) + body, encoding="utf-8")
    (folder / "cases").mkdir()
    (folder / "cases" / "own.yaml").write_text(CASES, encoding="utf-8")
    stood_for(folder)
    _add(folder / "front_announce" / "names.j2", "So: {{ next.title }}.")
    return folder


class Checks:
    """Checks a pack through its memory, and counts how often it was really checked."""

    def __init__(self, pack: Path, folder: Path) -> None:
        self.pack, self.folder, self.done = pack, folder, 0

    def check(self) -> tuple[Finding, ...]:
        self.done += 1
        return check_pack(self.pack, TODAY, ("style",))

    def __call__(self, on: date = TODAY, more: tuple[str, ...] = ()) -> tuple[Finding, ...]:
        return remembered(self.pack, self.folder, self.check, more, on)


@pytest.fixture
def checks(pack: Path, tmp_path: Path) -> Checks:
    return Checks(pack, tmp_path / "checked")


def test_what_is_remembered_of_a_spoiled_pack_is_what_a_check_finds(checks: Checks) -> None:
    first, second = checks(), checks()
    assert first == second == check_pack(checks.pack, TODAY, ("style",))
    assert len({finding.code for finding in first}) >= 8
    assert checks.done == 1


def _line(pack: Path) -> None:
    _add(pack / "back_announce" / "names.j2", "Gone: {{ prev.title }}.")


def _other_text_of_the_same_size_and_time(pack: Path) -> None:
    file = pack / "front_announce" / "names.j2"
    before = file.stat()
    file.write_text(file.read_text("utf-8").replace("greatest", "smallest"), encoding="utf-8")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))


def _word_list(pack: Path) -> None:
    (pack / "words").mkdir()
    house = Path(__file__).parents[2] / "prompts" / "house" / "words" / "en.yaml"
    shutil.copy(house, pack / "words" / "en.yaml")


def _case(pack: Path) -> None:
    (pack / "cases" / "own.yaml").write_text(CASES.replace("never", "always"), encoding="utf-8")


def _approval(pack: Path) -> None:
    (pack / "approvals.jsonl").unlink()


def _file_gone(pack: Path) -> None:
    (pack / "opening" / "broken.j2").unlink()


@pytest.mark.parametrize(
    "change",
    [_line, _other_text_of_the_same_size_and_time, _word_list, _case, _approval, _file_gone],
)
def test_whatever_changes_in_a_pack_is_seen(checks: Checks, change: Callable[[Path], None]) -> None:
    checks()
    change(checks.pack)
    checks()
    assert checks.done == 2


def test_another_day_or_another_signal_is_another_question(checks: Checks) -> None:
    checks()
    checks(on=date(2026, 3, 11))
    checks(more=("tempo of another package",))
    assert checks.done == 3


@pytest.mark.parametrize("spoilt", [b"", b"{", b'{"key": "", "findings": []}', b"\xff\xfe"])
def test_a_file_that_is_torn_or_not_its_own_counts_as_none(checks: Checks, spoilt: bytes) -> None:
    first = checks()
    for file in checks.folder.iterdir():
        file.write_bytes(spoilt)
    assert checks() == first
    assert checks.done == 2


def test_what_changes_while_it_is_checked_is_not_remembered(checks: Checks) -> None:
    def slowly() -> tuple[Finding, ...]:
        _line(checks.pack)
        return ()

    remembered(checks.pack, checks.folder, slowly, (), TODAY)
    assert not checks.folder.exists()


def test_a_place_where_nothing_can_be_written_only_costs_time(checks: Checks) -> None:
    checks.folder.write_text("a file, no folder")
    assert checks() == checks()
    assert checks.done == 2


def test_the_memory_is_bounded(checks: Checks) -> None:
    checks.folder.mkdir()
    for number in range(MOST + 3):
        old = checks.folder / f"{number}.json"
        old.write_bytes(b"{}")
        os.utime(old, (number, number))
    checks()
    assert len(list(checks.folder.iterdir())) == MOST
    assert checks() == checks()
    assert checks.done == 1
