import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from dj.listeners.importers.panoscrobbler import PanoScrobblerImporter
from dj.model.listening import Listen, Save
from dj.model.track import Skipped
from dj.testing.importer_contract import ImporterContract

EXPORTS = Path(__file__).parents[4] / "shared" / "data" / "listening_exports"
exported = pytest.mark.skipif(
    not EXPORTS.is_dir(), reason=f"the shared exports are not there: {EXPORTS}"
)


def scrobble(title: object = "Salt", **changes: object) -> dict[str, object]:
    return {
        "timeHuman": "January 1, 2020, 08:31 CST",
        "timeMs": 1_577_836_800_500,
        "artist": "Ana Lee",
        "track": title,
        "album": "Sea",
        "albumArtist": "Ana Lee",
        "durationMs": 200_000,
        "mediaPlayerPackage": "MARKPACKAGE",
        "mediaPlayerName": "MARKPLAYER",
        "mediaPlayerVersion": "MARKVERSION",
        "event": "scrobble",
        **changes,
    }


def write(folder: Path, *scrobbles: object) -> Path:
    path = folder / "scrobbles.jsonl"
    path.write_text("\n".join(map(json.dumps, scrobbles)), "utf-8")
    return path


def read(path: Path) -> list[Listen | Save | Skipped]:
    return list(PanoScrobblerImporter().read(path))


class TestLines(ImporterContract):
    def importer(self) -> PanoScrobblerImporter:
        return PanoScrobblerImporter()

    def write_example(self, folder: Path) -> Path:
        return write(folder, scrobble(), scrobble("Sand"))


def test_a_scrobble_has_names_start_and_length(tmp_path: Path) -> None:
    path = write(tmp_path, scrobble())
    assert read(path) == [
        Listen(
            started_at=datetime(2020, 1, 1, 0, 0, 0, 500_000, tzinfo=UTC),
            artist="Ana Lee",
            title="Salt",
            album="Sea",
            duration_ms=200_000,
            source="panoscrobbler",
        )
    ]
    assert "MARK" not in repr(read(path))


def test_a_love_is_a_save_and_other_events_are_no_plays(tmp_path: Path) -> None:
    found = read(write(tmp_path, scrobble(event="love"), scrobble(event="nowplaying")))
    assert [type(row) for row in found] == [Save, Skipped]


@pytest.mark.parametrize(
    "odd",
    [5, None, [], scrobble(timeMs=None), scrobble(timeMs=0), scrobble(timeMs=1_577_836_800),
     scrobble(artist=""), scrobble(None), scrobble(["x"])],
)  # fmt: skip
def test_an_odd_line_costs_only_itself(tmp_path: Path, odd: object) -> None:
    found = read(write(tmp_path, scrobble(), odd, scrobble("Sand")))
    assert [type(row) for row in found] == [Listen, Skipped, Listen]


def test_bytes_that_are_no_utf_8_are_refused_by_line(tmp_path: Path) -> None:
    path = write(tmp_path, scrobble(), scrobble())
    path.write_bytes(path.read_bytes().replace(b"Salt", b"S\xff", 1))
    found = read(path)
    assert found[0] == Skipped(where=f"{path}:1", reason="is not valid UTF-8.")
    assert isinstance(found[1], Listen)


@exported
def test_the_shared_export_gives_two_listens() -> None:
    assert [type(row) for row in read(EXPORTS / "panoscrobbler.jsonl")] == [Listen, Listen]
