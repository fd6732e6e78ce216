from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dj.errors import ImportFileError
from dj.listeners.importers.table import TableImporter
from dj.listeners.importers.table_times import Times
from dj.model.listening import Listen
from dj.model.track import Skipped
from dj.testing.importer_contract import ImporterContract


def write(folder: Path, text: str | bytes, name: str = "plays.csv") -> Path:
    path = folder / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def read(path: Path, zone: str = "", **columns: str) -> list[Listen | Skipped]:
    importer = TableImporter()
    importer.columns, importer.time_zone = columns, zone
    return list(importer.read(path))


def listens(path: Path, zone: str = "", **columns: str) -> list[Listen]:
    return [row for row in read(path, zone, **columns) if isinstance(row, Listen)]


class TestTable(ImporterContract):
    def importer(self) -> TableImporter:
        return TableImporter()

    def write_example(self, folder: Path) -> Path:
        return write(folder, "Artist,Song,Played At\nAna Lee,Salt,2025-01-01T10:00:00Z\n"
                             "Bo,Tide,2025-01-01T11:00:00+01:00\n")  # fmt: skip


def test_headings_tell_what_columns_hold(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        "song_title;ARTIST NAME;played-at;Album;ms_played;duration_s;skipped;isrc\n"
        "Salt;Ana Lee;1735725600;Sea;31500;200.5;no;GBAYE8100053\n",
    )
    assert read(path) == [
        Listen(started_at=datetime(2025, 1, 1, 10, tzinfo=UTC), artist="Ana Lee", title="Salt",
               album="Sea", played_ms=31_500, duration_ms=200_500, skipped=False,
               ids={"isrc": "GBAYE8100053"}, source="table")
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    ["Artist,Title,Time\nA,B,1735725600\n", "artist\ttrack\ttimestamp\nA\tB\t1735725600\n",
     "\ufeffArtist|Song|Date\nA|B|2025-01-01T10:00:00Z\n", "Artist,Title,Time\rA,B,1735725600\r"],
)  # fmt: skip
def test_any_divider_line_end_and_byte_order_mark_is_read(tmp_path: Path, text: str) -> None:
    path = write(tmp_path, text)
    assert TableImporter().recognises(path.read_bytes(), "x")
    assert [x.started_at for x in listens(path)] == [datetime(2025, 1, 1, 10, tzinfo=UTC)]


@pytest.mark.parametrize(
    "text",
    ["Artist,Title\nA,B\n", "a,b,c\n1,2,3\n", "Artist,Title,Date,Time\nA,B,2025-01-01,10:00\n",
     "Artist,Track,Song,Time\nA,B,C,1\n", "name,age\nA,1\n"],
)  # fmt: skip
def test_headings_that_are_not_clear_are_not_guessed(tmp_path: Path, text: str) -> None:
    path = write(tmp_path, text)
    assert not TableImporter().recognises(path.read_bytes(), "x")
    with pytest.raises(ImportFileError, match="not clear") as caught:
        read(path)
    assert "--columns" in caught.value.hint


def test_columns_can_be_told_by_heading_or_number(tmp_path: Path) -> None:
    path = write(tmp_path, "Wer,Was,Wann\nAna Lee,Salt,2025-01-01T10:00:00Z\n")
    told = read(path, artist="wer", title="Was", time="3")
    assert told == read(path, artist="Wer", title="2", time="Wann")
    assert [type(row) for row in told] == [Listen]


def test_a_table_without_headings_is_read_by_number(tmp_path: Path) -> None:
    path = write(tmp_path, "1735725600,Ana Lee,Salt\n1735729200,Bo,Tide\n")
    assert [x.title for x in listens(path, time="1", artist="2", title="3")] == ["Salt", "Tide"]


@pytest.mark.parametrize(
    ("columns", "says"),
    [({"artist": "Nobody"}, "no column 'Nobody'"), ({"artist": "9"}, "no column '9'"),
     ({"mood": "Artist"}, "can hold 'mood'")],
)  # fmt: skip
def test_a_wrong_column_is_one_clear_error(
    tmp_path: Path, columns: dict[str, str], says: str
) -> None:
    path = write(tmp_path, "Artist,Title,Time\nA,B,1735725600\n")
    with pytest.raises(ImportFileError, match=says):
        read(path, **columns)


def test_the_right_one_of_two_similar_columns_can_be_told(tmp_path: Path) -> None:
    path = write(tmp_path, "Artist,Title,Date,Timestamp\nA,B,x,1735725600\n")
    assert len(listens(path, time="Timestamp")) == 1


UTC_10 = datetime(2025, 1, 13, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    ("written", "within_s"),
    [
        ("1736762400", 1), ("1736762400.000000", 1), ("1736762400000", 1), ("1736762400000000", 1),
        ("2025-01-13T10:00:00Z", 1), ("2025-01-13 11:00:00+01:00", 1), ("2025-01-13T10:00Z", 60),
    ],
)  # fmt: skip
def test_times_with_a_zone_need_no_other(written: str, within_s: int) -> None:
    assert Times(None).read(written) == (UTC_10, within_s)


@pytest.mark.parametrize(
    ("written", "within_s"),
    [
        ("2025-01-13 11:00:00", 1), ("2025-01-13 11:00", 60), ("13 Jan 2025, 11:00", 60),
        ("13.01.2025 11:00", 60), ("13/01/2025 11:00:00", 1), ("1/13/2025 11:00 AM", 60),
    ],
)  # fmt: skip
def test_times_without_a_zone_are_read_on_the_clock_told(written: str, within_s: int) -> None:
    from zoneinfo import ZoneInfo

    for zone, expected in ((None, "without a time zone"), (ZoneInfo("Europe/Berlin"), "")):
        times = Times(zone)
        times.learn(written)
        found = times.read(written)
        assert expected in found if isinstance(found, str) else found == (UTC_10, within_s)
        assert isinstance(found, str) == bool(expected)


def test_a_date_alone_is_known_to_the_day() -> None:
    from zoneinfo import ZoneInfo

    found = Times(ZoneInfo("UTC")).read("2025-01-13")
    assert found == (datetime(2025, 1, 13, tzinfo=UTC), 86_400)


def test_day_and_month_are_told_apart_by_the_rest_of_the_file(tmp_path: Path) -> None:
    head = "Artist,Title,Date\nA,B,03/04/2025 10:00\n"
    unclear = read(write(tmp_path, head), "UTC")
    assert isinstance(unclear[0], Skipped)
    assert "day and month" in unclear[0].reason
    for other, month in (("31/04/2025 10:00", 4), ("04/31/2025 10:00", 3)):
        path = write(tmp_path, f"{head}C,D,{other}\n")
        assert listens(path, "UTC")[0].started_at.month == month


@pytest.mark.parametrize(
    ("written", "says"),
    [("", "no date"), ("yesterday", "cannot be read"), ("0", "before October 2002"),
     ("946684800", "before October 2002"), ("2025-13-01T00:00:00Z", "cannot be read"),
     ("0001-01-01T00:00:00+14:00", ""), ("99.99.2025", "cannot be read"),
     ("1e300", "cannot be read"),
     ("9" * 18, "after the year 2099")],
)  # fmt: skip
def test_times_that_are_none_are_refused_with_the_reason(written: str, says: str) -> None:
    found = Times(None).read(written)
    assert isinstance(found, str)
    assert says in found


@given(st.text(max_size=40))
def test_no_text_breaks_the_reading_of_times(text: str) -> None:
    times = Times(UTC)
    times.learn(text)
    found = times.read(text)
    assert isinstance(found, str) or found[0].tzinfo is not None


def test_titles_with_marks_breaks_and_other_scripts_survive(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        'Artist,Title,Time\n"#1 Band","#41",1735725600\nA,"""Heroes""",1735725601\n'
        'A,"two\nlines",1735725602\n"فيروز","زهرة المدائن",1735725603\n椎名林檎,丸ノ内,1735725604\n'
        "A,,1735725605\nAn \"odd\" one,B,1735725606\n",
    )  # fmt: skip
    rows = read(path)
    assert [(x.artist, x.title) for x in rows if isinstance(x, Listen)] == [
        ("#1 Band", "#41"), ("A", '"Heroes"'), ("A", "two lines"), ("فيروز", "زهرة المدائن"),
        ("椎名林檎", "丸ノ内"), ('An "odd" one', "B"),
    ]  # fmt: skip
    assert [x.reason for x in rows if isinstance(x, Skipped)] == ["has no title."]


def test_bytes_that_are_not_utf_8_are_read_as_windows_writes_them(tmp_path: Path) -> None:
    path = write(tmp_path, "Artist,Title,Time\nZoë,Été,1735725600\n".encode("cp1252"))
    assert [(x.artist, x.title) for x in listens(path)] == [("Zoë", "Été")]
