"""A preview is the line as it would be said, with what its slots rest on."""

from pathlib import Path

from dj.commentary.checks.tried import preview_pack
from tests.commentary.proofs.small_pack import add


def test_a_preview_tells_what_each_slot_says_and_where(tmp_path: Path) -> None:
    add(tmp_path, "front_announce/x", "It's {{ next.title }}.")
    row = next(row for row in preview_pack(tmp_path) if row.situation == "no year")
    assert (row.line, row.variant, row.error) == ("front_announce/x", 0, "")
    (trace,) = row.traces
    assert (trace.word, trace.start, trace.is_name) == ("next.title", 5, True)
    assert row.text == f"It's {trace.text}."
    assert 0.5 < row.seconds < 5


def test_a_line_that_grows_too_long_says_so_and_nothing_else(tmp_path: Path) -> None:
    add(tmp_path, "front_announce/x", "{{ next.title }}, " * 110)
    rows = {row.situation: row for row in preview_pack(tmp_path)}
    assert "longer than" in rows["odd names"].error
    assert rows["odd names"].text == ""
