import json
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest

from dj.listeners.importers.spotify import SpotifyImporter
from dj.listeners.importers.spotify_account import SpotifyAccountImporter
from dj.model.listening import Listen
from dj.model.track import Skipped
from dj.testing.importer_contract import ImporterContract


def play(**changes: object) -> dict[str, object]:
    row: dict[str, object] = {"endTime": "2024-01-26 14:59", "artistName": "Ana Lee"}
    return {**row, "trackName": "Salt", "msPlayed": 200_000, **changes}


def write(folder: Path, plays: Sequence[object]) -> Path:
    path = folder / "StreamingHistory_music_0.json"
    path.write_text(json.dumps(plays, indent=2), "utf-8")
    return path


def read(path: Path) -> list[Listen | Skipped]:
    return list(SpotifyAccountImporter().read(path))


def refusal(folder: Path, **changes: object) -> str:
    (skipped,) = read(write(folder, [play(**changes)]))
    assert isinstance(skipped, Skipped), skipped
    return skipped.reason


class TestMusic(ImporterContract):
    def importer(self) -> SpotifyAccountImporter:
        return SpotifyAccountImporter()

    def write_example(self, folder: Path) -> Path:
        return write(folder, [play(), play(endTime="2024-01-26 15:03")])


def test_the_time_is_the_end_to_the_minute(tmp_path: Path) -> None:
    (listen,) = read(write(tmp_path, [play()]))
    assert listen == Listen(
        started_at=datetime(2024, 1, 26, 14, 55, 40, tzinfo=UTC),
        artist="Ana Lee",
        title="Salt",
        played_ms=200_000,
        source="spotify-account",
        within_s=60,
    )


def test_a_podcast_is_refused(tmp_path: Path) -> None:
    row = {"endTime": "2024-01-26 14:59", "podcastName": "A show", "episodeName": "Pilot"}
    (skipped,) = read(write(tmp_path, [{**row, "msPlayed": 5}]))
    assert isinstance(skipped, Skipped)
    assert skipped.reason == "is a podcast episode, not music."


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"artistName": "Unknown Artist", "trackName": "Unknown Track"}, "has no artist."),
        ({"trackName": ""}, "has no title."),
        ({"msPlayed": 0}, "was not heard: it was played for 0 ms."),
        ({"endTime": "26.01.2024"}, "has a date of play that cannot be read."),
    ],
)
def test_rows_that_say_too_little_are_refused(
    tmp_path: Path, changes: dict[str, object], reason: str
) -> None:
    assert refusal(tmp_path, **changes) == reason


def test_a_name_with_a_doubled_ending_is_only_a_name(tmp_path: Path) -> None:
    head = write(tmp_path, [play()]).read_bytes()
    assert SpotifyAccountImporter().recognises(head, "StreamingHistory0.json.json")
    assert not SpotifyImporter().recognises(head, "Streaming_History_Audio_0.json")
