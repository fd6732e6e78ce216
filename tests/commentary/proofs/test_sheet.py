"""The sheet shows what can be said, and where nothing can."""

from pathlib import Path

from dj.commentary import sheets
from dj.model.script import BreakKind
from tests.commentary.packs import stood_for
from tests.commentary.proofs.small_pack import add


def test_a_situation_without_a_line_is_a_gap(tmp_path: Path) -> None:
    add(tmp_path, "sign_off/far", "Goodbye.", needs="prev.away")
    (sheet,) = sheets(stood_for(tmp_path))
    assert ("after the last song", BreakKind.SIGN_OFF) in sheet.gaps
    add(tmp_path, "sign_off/plain", "Goodbye.", needs="")
    (sheet,) = sheets(stood_for(tmp_path))
    assert not any(kind is BreakKind.SIGN_OFF for _, kind in sheet.gaps)
    assert any(kind is BreakKind.OPENING for _, kind in sheet.gaps)


def test_a_line_that_is_not_approved_or_too_long_fills_no_gap(tmp_path: Path) -> None:
    add(tmp_path, "sign_off/draft", "Goodbye.", needs="", status="draft")
    add(tmp_path, "sign_off/long", "And " + "on and " * 40 + "on.", needs="")
    (sheet,) = sheets(stood_for(tmp_path))
    statuses = {cell.line: cell.status for cell in sheet.cells}
    assert statuses == {"sign_off/draft": "draft", "sign_off/long": "too long"}
    assert ("after the last song", BreakKind.SIGN_OFF) in sheet.gaps


def test_a_break_that_cannot_happen_in_a_situation_leaves_no_gap(tmp_path: Path) -> None:
    (sheet,) = sheets(stood_for(add(tmp_path, "sign_off/plain", "Goodbye.", needs="")))
    gaps = {situation for situation, kind in sheet.gaps if kind is BreakKind.DISCOVERY}
    assert "first ever play" in gaps
    assert "long unheard" not in gaps


def test_a_line_that_nobody_stands_for_is_not_said(tmp_path: Path) -> None:
    stood_for(add(tmp_path, "sign_off/old", "Goodbye.", needs=""))
    add(tmp_path, "sign_off/new", "Goodbye, and thank you.", needs="")
    (sheet,) = sheets(tmp_path)
    statuses = {cell.line: cell.status for cell in sheet.cells}
    assert statuses == {"sign_off/old": "said", "sign_off/new": "not approved"}
