from datetime import UTC, datetime
from pathlib import Path

import pytest

from dj.listeners.importers.spinitron import SpinitronImporter
from dj.model.listening import Listen
from dj.model.track import Skipped
from dj.testing.importer_contract import ImporterContract

EXPORTS = Path(__file__).parents[4] / "shared" / "data" / "listening_exports"
exported = pytest.mark.skipif(
    not EXPORTS.is_dir(), reason=f"the shared exports are not there: {EXPORTS}"
)
SHOW = (
    '"Playlist Title","The Rack"\n"DJ Name","MARKNAME"\n'
    '"Show Description","<p>MARKTEXT, and\nmore</p>"\n\n'
)
HEADER = "Date-time,Artist,Song,Release,Label\n"
ROW = '2024-09-05T03:03:07-0500,Ana Lee,"Salt",Sea,"A label"\n'


def write(folder: Path, rows: str, before: str = SHOW, header: str = HEADER) -> Path:
    path = folder / "playlist.csv"
    path.write_bytes((before + header + rows).encode())
    return path


def read(path: Path) -> list[Listen | Skipped]:
    return list(SpinitronImporter().read(path))


class TestPlaylist(ImporterContract):
    def importer(self) -> SpinitronImporter:
        return SpinitronImporter()

    def write_example(self, folder: Path) -> Path:
        return write(folder, ROW + ROW.replace("Salt", "Sand"))


def test_a_song_has_names_the_time_in_utc_and_its_playlist(tmp_path: Path) -> None:
    path = write(tmp_path, ROW)
    assert read(path) == [
        Listen(
            started_at=datetime(2024, 9, 5, 8, 3, 7, tzinfo=UTC),
            artist="Ana Lee",
            title="Salt",
            album="Sea",
            source="spinitron",
            context="The Rack",
        )
    ]
    assert "MARK" not in repr(read(path))


def test_a_table_alone_has_no_playlist(tmp_path: Path) -> None:
    (listen,) = read(write(tmp_path, ROW, before=""))
    assert isinstance(listen, Listen)
    assert listen.context == ""


def test_an_isrc_is_an_identifier(tmp_path: Path) -> None:
    row = "2024-09-05T03:03:07-0500,Ana Lee,gbaye8100053,Salt\n"
    (listen,) = read(write(tmp_path, row, header="Date-time,Artist,ISRC,Song\n"))
    assert isinstance(listen, Listen)
    assert listen.ids == {"isrc": "GBAYE8100053"}


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("INVALID-TIMESTAMP,A,B,,", "has a date of play that cannot be read."),
        ("2024-09-05T03:03:07,A,B,,", "has a time without a time zone."),
        ('2024-09-05T02:50:00-0500,,,"",""', "has no artist."),
    ],
)
def test_rows_that_say_too_little_are_refused(tmp_path: Path, row: str, reason: str) -> None:
    found = read(write(tmp_path, f"{ROW}{row}\n{ROW}"))
    assert [type(row) for row in found] == [Listen, Skipped, Listen]
    assert isinstance(found[1], Skipped)
    assert found[1].reason == reason


@exported
def test_the_shared_export_gives_what_a_hand_counts() -> None:
    rows = read(EXPORTS / "spinitron_sample.csv")
    titles = [row.title for row in rows if isinstance(row, Listen)]
    assert titles == ["People Just Want To Dream", "Jungle", "Hello Music"]
    assert len(rows) == 5
