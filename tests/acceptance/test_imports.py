"""Histories and playlists, good and bad."""

import json

import pytest

from tests.acceptance.house import Home

pytestmark = pytest.mark.slow


def listen(number: int, title: str = "Song") -> str:
    names = {"artist_name": "Artist 1", "track_name": f"{title} {number}"}
    return json.dumps({"listened_at": 1_750_000_000 + 600 * number, "track_metadata": names})


def history(home: Home, rows: list[str], name: str = "listens.jsonl") -> None:
    (home.place / name).write_text("\n".join(rows) + "\n", "utf-8")


def counts(home: Home, *arguments: str) -> tuple[int, int, int, int]:
    (row,) = json.loads(home.good("import", "--json", *arguments))["files"]
    return row["rows"], row["kept"], row["repeated"], row["refused"]


@pytest.mark.parametrize(
    "content", [b"", b"garbage\n", b"\x00\xff\xfe" * 100, b"<playlist", b"PK\x03\x04 no zip", b"{}"]
)
def test_a_file_nobody_understands_is_refused(empty_home: Home, content: bytes) -> None:
    (empty_home.place / "history").write_bytes(content)
    result = empty_home.run("import", "history")
    assert (result.code, result.out) == (3, "")
    assert result.complaint.startswith("dj: history: ")


def test_a_folder_is_no_history(empty_home: Home) -> None:
    result = empty_home.run("import", ".")
    assert result.code == 3
    assert "directory" in result.complaint


def test_the_same_history_twice_is_kept_once(empty_home: Home) -> None:
    history(empty_home, [listen(n) for n in range(5)])
    assert counts(empty_home, "listens.jsonl") == (5, 5, 0, 0)
    assert counts(empty_home, "listens.jsonl") == (5, 0, 5, 0)
    history(empty_home, [listen(n) for n in range(7)])
    assert counts(empty_home, "listens.jsonl") == (7, 2, 5, 0)


def test_a_dry_run_tells_the_numbers_and_keeps_nothing(empty_home: Home) -> None:
    history(empty_home, [listen(n) for n in (0, 1, 2, 2)])
    dry = counts(empty_home, "--dry-run", "listens.jsonl")
    assert dry == counts(empty_home, "--dry-run", "listens.jsonl") == (4, 3, 0, 1)
    assert counts(empty_home, "listens.jsonl") == dry
    assert counts(empty_home, "--dry-run", "listens.jsonl") == (4, 0, 3, 1)


def test_bad_rows_are_refused_and_the_good_ones_kept(empty_home: Home) -> None:
    nameless = json.dumps({"listened_at": 1_750_000_000, "track_metadata": {}})
    history(empty_home, [listen(1), nameless, listen(2, "\x1b[31m{{ x }}\u202e")])
    assert counts(empty_home, "--dry-run", "listens.jsonl") == (3, 2, 0, 1)
    told = empty_home.good("import", "listens.jsonl")
    assert "2 kept" in told
    assert "1 refused" in told


def test_what_came_before_a_bad_file_is_kept_and_told(empty_home: Home) -> None:
    history(empty_home, [listen(1)])
    (empty_home.place / "bad").write_text("garbage")
    result = empty_home.run("import", "listens.jsonl", "bad")
    assert result.code == 3
    assert "1 kept" in result.out
    assert result.complaint.startswith("dj: bad: ")


def test_what_was_heard_is_matched_and_shapes_the_programme(home: Home) -> None:
    history(home, [listen(1)])
    (row,) = json.loads(home.good("import", "--json", "listens.jsonl"))["files"]
    assert row["matched"] == 1
    plan = json.loads(home.good("plan", "--length", "2m", "--json"))["session"]
    assert plan["listens"] == 1
