from datetime import UTC, datetime
from pathlib import Path

import pytest

from dj.errors import ImportFileError
from dj.listeners.importers.lastfm import LastfmImporter
from dj.model.listening import Listen
from dj.model.track import Skipped
from dj.testing.importer_contract import ImporterContract

MBID = "d5e4fb56-e457-4684-aa31-63ce70ee5a8c"
ARTIST_MBID = "7b564b37-37be-45b7-9a12-c57e6dc83fab"
HEADER = "uts,utc_time,artist,artist_mbid,album,album_mbid,track,track_mbid\n"


def cells(*written: object) -> str:
    return ",".join('"' + str(cell).replace('"', '""') + '"' for cell in written) + "\n"


def row(uts: object = 1_577_836_800, artist: str = "Ana Lee", title: str = "Salt") -> str:
    return cells(uts, "01 Jan 2020, 00:00", artist, ARTIST_MBID, "Sea", "", title, MBID)


def write(folder: Path, rows: str, header: str = HEADER, end: str = "\n") -> Path:
    path = folder / "recenttracks-somebody-1.csv"
    path.write_bytes((header + rows).replace("\n", end).encode())
    return path


def read(path: Path) -> list[Listen | Skipped]:
    return list(LastfmImporter().read(path))


def titles(path: Path) -> list[str]:
    return [row.title for row in read(path) if isinstance(row, Listen)]


def refusals(path: Path) -> list[str]:
    return [row.reason for row in read(path) if isinstance(row, Skipped)]


class TestCsv(ImporterContract):
    def importer(self) -> LastfmImporter:
        return LastfmImporter()

    def write_example(self, folder: Path) -> Path:
        return write(folder, row() + row(1_577_837_100))


def test_a_row_has_names_the_start_and_identifiers(tmp_path: Path) -> None:
    assert read(write(tmp_path, row())) == [
        Listen(
            started_at=datetime(2020, 1, 1, tzinfo=UTC),
            artist="Ana Lee",
            title="Salt",
            album="Sea",
            ids={"mbid": MBID, "artist_mbid": ARTIST_MBID},
            source="lastfm",
        )
    ]


def test_what_is_playing_now_has_no_date(tmp_path: Path) -> None:
    assert refusals(write(tmp_path, row("") + row())) == ["is playing now: it has no date of play."]


@pytest.mark.parametrize("uts", ["0", "3600", "946684800", "99999999999", "-1", "soon"])
def test_a_date_that_is_none_is_refused(tmp_path: Path, uts: str) -> None:
    path = write(tmp_path, row(uts) + row())
    assert len(refusals(path)) == 1
    assert titles(path) == ["Salt"]


def test_a_decimal_date_is_a_date(tmp_path: Path) -> None:
    (listen,) = read(write(tmp_path, row("1577836800.000000")))
    assert isinstance(listen, Listen)
    assert listen.started_at == datetime(2020, 1, 1, tzinfo=UTC)


def test_a_quoted_line_break_is_a_blank(tmp_path: Path) -> None:
    path = write(tmp_path, row(title="Salt\nand Sea") + row(title="Sand"))
    assert titles(path) == ["Salt and Sea", "Sand"]


@pytest.mark.parametrize("end", ["\r", "\r\n", "\n"])
def test_any_line_end_divides_rows(tmp_path: Path, end: str) -> None:
    path = write(tmp_path, row() + row(title="Sand"), end=end)
    assert LastfmImporter().recognises(path.read_bytes(), "x")
    assert titles(path) == ["Salt", "Sand"]


def test_a_byte_order_mark_and_old_encodings_are_read(tmp_path: Path) -> None:
    path = write(tmp_path, "")
    path.write_bytes(b"\xef\xbb\xbf" + (HEADER + row(title="Zoë")).encode("cp1252"))
    assert LastfmImporter().recognises(path.read_bytes(), "x")
    assert titles(path) == ["Zoë"]


@pytest.mark.parametrize("title", ["#1 Crush", '"Heroes"', "مرحبا, يا", "夜明け", "Song; Part 2"])
def test_titles_of_any_kind_come_through(tmp_path: Path, title: str) -> None:
    assert titles(write(tmp_path, row(title=title))) == [title]


@pytest.mark.parametrize("artist", ['Ana;Ana "nick" Lee', "https://example.org/ana"])
def test_an_artist_comes_as_it_was_written(tmp_path: Path, artist: str) -> None:
    (listen,) = read(write(tmp_path, row(artist=artist)))
    assert isinstance(listen, Listen)
    assert listen.artist == artist


def test_parts_that_were_joined_have_their_headers_passed_over(tmp_path: Path) -> None:
    path = write(tmp_path, row() + HEADER + row(title="Sand"))
    assert titles(path) == ["Salt", "Sand"]
    assert refusals(path) == []


def test_rows_without_a_name_are_refused_by_their_line(tmp_path: Path) -> None:
    path = write(tmp_path, row(artist="") + row() + row(title=" "))
    assert refusals(path) == ["has no artist.", "has no title."]
    wheres = [row.where for row in read(path) if isinstance(row, Skipped)]
    assert wheres == [f"{path}:2", f"{path}:4"]


def test_a_file_without_the_header_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ImportFileError, match="no line names the columns uts, artist, track"):
        read(write(tmp_path, row(), header=""))
