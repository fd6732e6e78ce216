"""Histories and playlists, good and bad."""

import json
import signal
import zipfile
from datetime import UTC, datetime

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


def test_a_folder_without_a_history_is_refused(empty_home: Home) -> None:
    (empty_home.place / "notes").mkdir()
    (empty_home.place / "notes" / "sun.txt").write_text("sun")
    result = empty_home.run("import", "notes")
    assert result.code == 3
    assert "no history" in result.complaint
    assert "ignored: notes/sun.txt" in result.err


def test_the_same_history_twice_is_kept_once(empty_home: Home) -> None:
    history(empty_home, [listen(n) for n in range(5)])
    assert counts(empty_home, "listens.jsonl") == (5, 5, 0, 0)
    assert counts(empty_home, "listens.jsonl") == (5, 0, 5, 0)
    history(empty_home, [listen(n) for n in range(7)])
    assert counts(empty_home, "listens.jsonl") == (7, 2, 5, 0)


def test_a_dry_run_tells_the_numbers_and_keeps_nothing(empty_home: Home) -> None:
    history(empty_home, [listen(n) for n in (0, 1, 2, 2)])
    dry = counts(empty_home, "--dry-run", "listens.jsonl")
    assert dry == counts(empty_home, "--dry-run", "listens.jsonl") == (4, 3, 1, 0)
    assert counts(empty_home, "listens.jsonl") == dry
    assert counts(empty_home, "--dry-run", "listens.jsonl") == (4, 0, 4, 0)


def test_bad_rows_are_refused_and_the_good_ones_kept(empty_home: Home) -> None:
    nameless = json.dumps({"listened_at": 1_750_000_000, "track_metadata": {}})
    history(empty_home, [listen(1), nameless, listen(2, "\x1b[31m{{ x }}\u202e")])
    assert counts(empty_home, "--dry-run", "listens.jsonl") == (3, 2, 0, 1)
    told = empty_home.good("import", "listens.jsonl")
    assert "2 kept" in told
    assert "1 refused" in told


def test_a_bad_file_is_told_and_does_not_cost_the_good_one(empty_home: Home) -> None:
    history(empty_home, [listen(1)])
    (empty_home.place / "bad").write_text("garbage")
    result = empty_home.run("import", "bad", "listens.jsonl")
    assert result.code == 3
    assert "1 kept" in result.out
    assert result.complaint.startswith("dj: bad: ")


def test_a_file_without_one_good_row_is_no_success(empty_home: Home) -> None:
    (empty_home.place / "bad.jsonl").write_text(listen(1) + "\n")
    text = (empty_home.place / "bad.jsonl").read_text().replace("1750000600", "0")
    (empty_home.place / "bad.jsonl").write_text(text)
    result = empty_home.run("import", "bad.jsonl")
    assert result.code == 3
    assert "0 kept" in result.out
    assert "before October 2002" in result.out
    assert "not one row" in result.complaint


def test_parts_of_a_spotify_export_in_a_zip_are_kept_without_anything_personal(
    empty_home: Home,
) -> None:
    row = {
        "ts": "2025-01-01T10:00:00Z", "ms_played": 200_000, "spotify_track_uri": "spotify:track:x",
        "master_metadata_track_name": "Song 1", "master_metadata_album_artist_name": "Artist 1",
        "username": "MARKER-user", "ip_addr": "MARKER-ip", "conn_country": "MARKER-nz",
        "user_agent_decrypted": "MARKER-agent", "platform": "MARKER-device",
    }  # fmt: skip
    other = {**row, "ts": "2025-01-01T10:10:00Z"}
    with zipfile.ZipFile(empty_home.place / "my_spotify_data.zip", "w") as archive:
        for number, rows in enumerate(([row, row], [other], [row])):
            archive.writestr(f"x/Streaming_History_Audio_{number}.json", json.dumps(rows))
        archive.writestr("x/ReadMeFirst.pdf", b"%PDF MARKER")
    document = json.loads(empty_home.good("import", "--json", "my_spotify_data.zip"))
    counts = {"rows": 4, "kept": 2, "repeated": 2, "refused": 0, "matched": 0}
    assert {name: document[name] for name in counts} == counts
    assert [file["format"] for file in document["files"]] == ["spotify"] * 3
    kept = [
        path for path in empty_home.place.rglob("*") if path.is_file() and path.suffix != ".zip"
    ]
    assert any(b"Song 1" in path.read_bytes() for path in kept)
    assert not [path for path in kept if b"MARKER" in path.read_bytes()]


def test_another_service_tells_the_same_plays_and_the_richer_rows_stay(empty_home: Home) -> None:
    history(empty_home, [listen(n) for n in range(3)])
    assert counts(empty_home, "listens.jsonl")[1] == 3
    ends = [datetime.fromtimestamp(1_750_000_207 + 600 * n, UTC) for n in range(4)]
    rows = [
        {"ts": f"{end:%Y-%m-%dT%H:%M:%SZ}", "ms_played": 200_000,
         "master_metadata_track_name": f"Song {n}", "master_metadata_album_artist_name": "Artist 1",
         "spotify_track_uri": "spotify:track:x"}
        for n, end in enumerate(ends)
    ]  # fmt: skip
    (empty_home.place / "spotify.json").write_text(json.dumps(rows))
    assert counts(empty_home, "spotify.json") == (4, 4, 0, 0)
    again = json.loads(empty_home.good("import", "--json", "spotify.json", "listens.jsonl"))
    assert (again["kept"], again["repeated"]) == (0, 7)


def test_a_table_is_read_with_columns_and_a_zone_told(empty_home: Home) -> None:
    (empty_home.place / "plays.csv").write_text("Wer;Was;Wann\nArtist 1;Song 1;13.01.2025 11:00\n")
    refused = empty_home.run("import", "plays.csv")
    assert refused.code == 3
    columns = ("--columns", "artist=Wer,title=Was,time=Wann")
    unzoned = empty_home.run("import", "plays.csv", *columns)
    assert unzoned.code == 3
    assert "--time-zone" in unzoned.out
    good = empty_home.good(
        "import", "--json", *columns, "--time-zone", "Europe/Berlin", "plays.csv"
    )
    assert json.loads(good)["files"][0]["first"] == "2025-01-13T10:00:00+00:00"


@pytest.mark.parametrize("later_s", [0.0, 0.4, 0.8, 1.2])
def test_a_stopped_import_leaves_the_library_as_it_was(empty_home: Home, later_s: float) -> None:
    history(empty_home, [listen(1)])
    assert counts(empty_home, "listens.jsonl")[1] == 1
    history(empty_home, [listen(n) for n in range(20_000)], "long.jsonl")
    running = empty_home.start("import", "long.jsonl")
    stopped = running.stop_at("reading", signal.SIGINT, later_s=later_s)
    # It may have been quicker; then it kept all.
    left = 0 if stopped.code == 0 else 19_999
    assert stopped.code in (0, 130)
    rows, kept, _, _ = counts(empty_home, "--dry-run", "long.jsonl")
    assert (rows, kept) == (20_000, left)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--columns", "artist"), "artist=Artist"),
        (("--time-zone", "Mars/Base"), "no time zone"),
        (("--format", "spotty"), "no format"),
    ],
)
def test_wrong_options_are_refused_before_anything_is_read(
    empty_home: Home, arguments: tuple[str, ...], says: str
) -> None:
    history(empty_home, [listen(1)])
    result = empty_home.run("import", "listens.jsonl", *arguments)
    assert result.code == 2
    assert says in result.err


def test_what_was_heard_is_matched_and_shapes_the_programme(home: Home) -> None:
    history(home, [listen(1)])
    (row,) = json.loads(home.good("import", "--json", "listens.jsonl"))["files"]
    assert row["matched"] == 1
    plan = json.loads(home.good("plan", "--length", "2m", "--json"))["session"]
    assert plan["listens"] == 1
