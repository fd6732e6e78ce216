import csv
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from dj.listeners.importers.apple_music import AppleMusicImporter
from dj.model.listening import Listen
from dj.model.track import Skipped
from dj.testing.importer_contract import ImporterContract

NAME = "Apple Music Play Activity.csv"


def row(**changes: str) -> dict[str, str]:
    return {
        "Event Start Timestamp": "2025-01-01T10:00:00.000Z",
        "Event End Timestamp": "2025-01-01T10:03:20Z",
        "Event Type": "PLAY_END",
        "Song Name": "Salt",
        "Artist Name": "Ana Lee",
        "Album Name": "Sea",
        "Media Duration In Milliseconds": "200500",
        "Play Duration Milliseconds": "200000",
        "End Reason Type": "NATURAL_END_OF_TRACK",
        "Device Identifier": "dev-MARKER",
        "Client IP Address": "192.0.2.77",
        **{key.replace("_", " "): value for key, value in changes.items()},
    }


def write(folder: Path, *rows: dict[str, str], without: tuple[str, ...] = ()) -> Path:
    path = folder / NAME
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        fields = [field for field in rows[0] if field not in without]
        table = csv.DictWriter(stream, fields, extrasaction="ignore")
        table.writeheader()
        table.writerows(rows)
    return path


def read(path: Path) -> list[Listen | Skipped]:
    return list(AppleMusicImporter().read(path))


def only(path: Path) -> Listen:
    (listen,) = read(path)
    assert isinstance(listen, Listen), listen
    return listen


class TestAppleMusic(ImporterContract):
    def importer(self) -> AppleMusicImporter:
        return AppleMusicImporter()

    def write_example(self, folder: Path) -> Path:
        return write(folder, row(), row(Event_Start_Timestamp="2025-01-01T11:00:00Z"))


def test_a_play_is_read_and_what_is_personal_is_not(tmp_path: Path) -> None:
    listen = only(write(tmp_path, row()))
    assert listen == Listen(
        started_at=datetime(2025, 1, 1, 10, tzinfo=UTC), artist="Ana Lee", title="Salt",
        album="Sea", played_ms=200_000, duration_ms=200_500, skipped=False, source="apple-music",
    )  # fmt: skip
    assert "MARKER" not in repr(listen)
    assert "192.0.2" not in repr(listen)


def test_only_ends_of_plays_are_plays(tmp_path: Path) -> None:
    rows = read(write(tmp_path, row(Event_Type="LYRIC_DISPLAY"), row(Event_Type=""), row()))
    assert [type(r) for r in rows] == [Skipped, Skipped, Listen]


@pytest.mark.parametrize(
    ("reason", "skipped"),
    [
        ("NATURAL_END_OF_TRACK", False),
        ("TRACK_SKIPPED_FORWARDS", True),
        ("TRACK_SKIPPED_BACKWARDS", True),
        ("MANUALLY_SELECTED_PLAYBACK_OF_A_DIFF_ITEM", True),
        ("PLAYBACK_MANUALLY_PAUSED", None),
        ("", None),
    ],
)
def test_the_reason_for_the_end_tells_a_skip(
    tmp_path: Path, reason: str, skipped: bool | None
) -> None:
    assert only(write(tmp_path, row(End_Reason_Type=reason))).skipped is skipped


@pytest.mark.parametrize(
    ("played", "kept"), [("999999999", 200_500), ("9999999999999", 200_500), ("", None)]
)
def test_huge_durations_are_no_longer_than_the_song(
    tmp_path: Path, played: str, kept: int | None
) -> None:
    assert only(write(tmp_path, row(Play_Duration_Milliseconds=played))).played_ms == kept


@pytest.mark.parametrize("played", ["-31512", "0"])
def test_negative_durations_are_no_plays(tmp_path: Path, played: str) -> None:
    (found,) = read(write(tmp_path, row(Play_Duration_Milliseconds=played)))
    assert isinstance(found, Skipped)


def test_a_missing_start_is_the_end_without_the_play(tmp_path: Path) -> None:
    listen = only(write(tmp_path, row(Event_Start_Timestamp="")))
    assert listen.started_at == datetime(2025, 1, 1, 10, tzinfo=UTC)


def test_headings_are_found_in_any_case_and_older_files_say_content_name(tmp_path: Path) -> None:
    path = tmp_path / NAME
    path.write_text(
        "EVENT TYPE,Event end timestamp,Content Name,artist name,Play Duration Milliseconds\n"
        "PLAY_END,2019-01-01T10:03:20,Salt,Ana Lee,200000\n"
    )
    assert AppleMusicImporter().recognises(path.read_bytes(), "x")
    assert only(path).title == "Salt"


def test_a_missing_artist_is_found_in_the_library_beside_it(tmp_path: Path) -> None:
    tracks = [
        {"Title": "Salt", "Artist": "Ana Lee", "Album": "Sea"},
        {"Title": "Salt", "Artist": "Bo", "Album": "Land"},
        {"Title": "Tide", "Artist": "Bo", "Album": "Land"},
        {"Title": 7}, None,
    ]  # fmt: skip
    (tmp_path / "Apple Music Library Tracks.json").write_text(json.dumps(tracks))
    path = write(tmp_path, row(), row(Album_Name="Land"), row(Song_Name="Tide", Album_Name="?"),
                 row(Album_Name="?"), row(Song_Name="Foam"), without=("Artist Name",))  # fmt: skip
    rows = read(path)
    assert [r.artist for r in rows if isinstance(r, Listen)] == ["Ana Lee", "Bo", "Bo"]
    assert [r.reason for r in rows if isinstance(r, Skipped)] == [
        "has no artist, and no list beside it tells it."
    ] * 2


def test_a_missing_artist_is_found_in_the_daily_list_beside_it(tmp_path: Path) -> None:
    daily = tmp_path / "Apple Music - Play History Daily Tracks.csv"
    daily.write_text("Country,Track Description,Date Played\nNZ,Ana Lee - Salt,20250101\n")
    assert only(write(tmp_path, row(), without=("Artist Name",))).artist == "Ana Lee"
