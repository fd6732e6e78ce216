from datetime import UTC, datetime
from pathlib import Path

import pytest

from dj.listeners.importers.lastfm_minutes import LastfmMinutesImporter
from dj.model.listening import Listen
from dj.model.track import Skipped
from dj.testing.importer_contract import ImporterContract


def write(folder: Path, content: str) -> Path:
    path = folder / "somebody.csv"
    path.write_bytes(content.encode())
    return path


def read(path: Path) -> list[Listen | Skipped]:
    return list(LastfmMinutesImporter().read(path))


class TestFourCells(ImporterContract):
    def importer(self) -> LastfmMinutesImporter:
        return LastfmMinutesImporter()

    def write_example(self, folder: Path) -> Path:
        return write(
            folder, 'Ana Lee,Sea,Salt,17 Aug 2026 12:14\n"B, C",,"#1 ""A""",1 Jan 2020 00:00\n'
        )


def test_a_row_is_known_to_the_minute(tmp_path: Path) -> None:
    assert read(write(tmp_path, "Ana Lee,Sea,Salt,17 Aug 2026 12:14\n")) == [
        Listen(
            started_at=datetime(2026, 8, 17, 12, 14, tzinfo=UTC),
            artist="Ana Lee",
            title="Salt",
            album="Sea",
            source="lastfm-minutes",
            within_s=60,
        )
    ]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("Ana Lee,Sea,Salt,", "has no date of play."),
        ("Ana Lee,Sea,Salt,17 Ago 2026 12:14", "has a date of play that cannot be read."),
        ("Ana Lee,Sea,Salt,01 Jan 1970 00:00", "clock was not set"),
        (",Sea,Salt,17 Aug 2026 12:14", "has no artist."),
        ("Ana Lee,Sea,,17 Aug 2026 12:14", "has no title."),
        ("Ana Lee,Sea,Salt", "has 3 cells"),
    ],
)
def test_rows_that_say_too_little_are_refused(tmp_path: Path, line: str, reason: str) -> None:
    rows = read(write(tmp_path, f"A,B,C,1 Jan 2020 00:00\n{line}\nD,E,F,1 Jan 2020 00:05\n"))
    assert [type(row) for row in rows] == [Listen, Skipped, Listen]
    assert isinstance(rows[1], Skipped)
    assert reason in rows[1].reason


def test_rows_without_a_time_do_not_hide_the_format() -> None:
    head = b"A,B,C,\nA,B,C,1 Jan 2020 00:00\nA,B,C,2 Jan 2020 00:00\n"
    assert LastfmMinutesImporter().recognises(head, "x")


@pytest.mark.parametrize(
    "head", [b"a,b,c,d\n", b"A,B,C,2020-01-01\n", b"A,B,1 Jan 2020 00:00\n", b"A,B,C,\n"]
)
def test_other_tables_are_not_recognised(head: bytes) -> None:
    assert not LastfmMinutesImporter().recognises(head, "somebody.csv")
