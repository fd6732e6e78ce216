"""Every line of the house is tried in every situation before a listener hears it."""

from collections import Counter
from pathlib import Path

import pytest

from dj.commentary import check_pack, preview_pack
from dj.commentary.check import situations
from dj.commentary.lines import read_pack
from dj.model.script import BreakKind
from tests.commentary.sessions import HOUSE


def test_the_house_pack_has_no_findings() -> None:
    assert check_pack(HOUSE) == ()


def test_the_house_has_lines_enough_for_a_host() -> None:
    lines = read_pack(HOUSE).lines
    bare = Counter(line.front.situation for line in lines if line.needs_nothing)
    assert len(lines) >= 90
    assert all(bare[kind] >= 6 for kind in BreakKind)
    assert all(line.front.status == "approved" for line in lines)


def test_every_situation_of_the_matrix_is_spoken_in() -> None:
    rows = preview_pack(HOUSE)
    assert {row.situation for row in rows} == set(situations())
    assert all(row.text and not row.error for row in rows)


def test_a_preview_can_be_narrowed() -> None:
    rows = preview_pack(HOUSE, line="front_announce/names", situation="non-Latin title")
    assert rows
    assert all("Песня ветра" in row.text for row in rows)


def test_a_hostile_title_is_harmless_in_every_line() -> None:
    rows = preview_pack(HOUSE, situation="hostile title")
    assert rows
    assert not any(set("{}[]<>\u202e\x07") & set(row.text) or "49" in row.text for row in rows)


FRONT = "---\nsituation: mood_turn\n{}status: approved\n---\n"


@pytest.mark.parametrize(
    ("front", "body", "code"),
    [
        ("", '{% if turn.tempo == "up" %}Up.{% endif %}', "TPL021"),
        ("max_s: 2\n", "And on we go, and on, and on, and on, to where the next one is.", "TPL020"),
        ("needs: [turn.tempo is up, turn.tempo is down]\n", "Let's go.", "TPL022"),
        ("", "{{ next.year }}", "TPL006"),
        ("", "{% if next.title %}{{ next.title }},{% else %}Now,{% endif %}, go.", "TPL026"),
        ("", "Let's go. {{ clock.daypart }}.", "TPL032"),
        ("", "and on we go.", "TPL032"),
        ("", "Let's go.\n%%\nLet's go .", "TPL025"),
        ("persona: nobody\n", "Let's go.", "TPL031"),
        ("daypart: [noon]\n", "Let's go.", "TPL031"),
        ("reason: nonsense\n", "Let's go.", "TPL031"),
        ("", "Let's go.", "TPL060"),
    ],
)
def test_a_line_that_fails_somewhere_is_found(
    tmp_path: Path, front: str, body: str, code: str
) -> None:
    (tmp_path / "mood_turn").mkdir()
    (tmp_path / "mood_turn" / "x.j2").write_text(FRONT.format(front) + body + "\n")
    found = check_pack(tmp_path, reasons=("style",))
    assert code in {f.code for f in found if f.where.startswith("mood_turn/x.j2")}


def test_a_situation_without_a_line_for_the_empty_day_is_found(tmp_path: Path) -> None:
    found = check_pack(tmp_path)
    silent = {f.where for f in found if f.code == "TPL023"}
    assert silent >= {"opening/", "front_announce/", "back_announce/", "sign_off/"}
