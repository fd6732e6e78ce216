from datetime import UTC, datetime
from pathlib import Path

import pytest

from dj.errors import ImportFileError
from dj.listeners.importers.librefm import LibrefmImporter
from dj.model.listening import Listen
from dj.model.track import Skipped
from dj.testing.importer_contract import ImporterContract

EXPORTS = Path(__file__).parents[4] / "shared" / "data" / "listening_exports"
exported = pytest.mark.skipif(
    not EXPORTS.is_dir(), reason=f"the shared exports are not there: {EXPORTS}"
)
UTF_7 = "+ACM- Data export from Libre.fm,,,\n+ACM- example.org,,,\n"
HEADER = "Artist,Track,Album,Time\n"


def write(folder: Path, content: str) -> Path:
    path = folder / "export.csv"
    path.write_bytes(content.encode())
    return path


def read(path: Path) -> list[Listen | Skipped]:
    return list(LibrefmImporter().read(path))


def titles(path: Path) -> list[str]:
    return [row.title for row in read(path) if isinstance(row, Listen)]


class TestUtf7(ImporterContract):
    def importer(self) -> LibrefmImporter:
        return LibrefmImporter()

    def write_example(self, folder: Path) -> Path:
        return write(folder, UTF_7 + HEADER + "A,B,,1690347960\nC,D,E,1690348225\n")


class TestPlain(ImporterContract):
    def importer(self) -> LibrefmImporter:
        return LibrefmImporter()

    def write_example(self, folder: Path) -> Path:
        return write(folder, HEADER + "A,B,,1690347960\nC,D,E,1690348225\n")


def test_a_row_has_names_and_the_start(tmp_path: Path) -> None:
    assert read(write(tmp_path, HEADER + "Ana Lee,Salt,Sea,1577836800\n")) == [
        Listen(
            started_at=datetime(2020, 1, 1, tzinfo=UTC),
            artist="Ana Lee",
            title="Salt",
            album="Sea",
            source="librefm",
        )
    ]


def test_comments_and_a_user_before_the_names_are_passed_over(tmp_path: Path) -> None:
    content = "# one\n# two\n# three\nuserid,Artist,track,Album,time\nMARK,A,B,,1690347960\n"
    path = write(tmp_path, content)
    assert LibrefmImporter().recognises(path.read_bytes(), "x")
    assert titles(path) == ["B"]
    assert "MARK" not in repr(read(path)).replace(str(path), "")


def test_a_file_without_an_album_column_is_read(tmp_path: Path) -> None:
    assert titles(write(tmp_path, "Artist,Track,Time\nA,B,1690347960\n")) == ["B"]


def test_a_file_without_a_header_is_known_by_its_comment_and_refused(tmp_path: Path) -> None:
    path = write(tmp_path, "A,B,C,1690347960\n+ACM- Some Libre.fm header line,,,\n")
    assert LibrefmImporter().recognises(path.read_bytes(), "x")
    with pytest.raises(ImportFileError, match="no line names the columns"):
        read(path)


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("Old Friend+ADs- The Sea", "Old Friend; The Sea"),
        ("1 +- 1", "1 + 1"),
        ("Caf+AOk-", "Café"),
        ("夜明け".encode("utf-7").decode(), "夜明け"),
        ("C+C Song", "C+C Song"),
        ("Mike+The-Band", "Mike+The-Band"),
    ],
)
def test_a_file_saved_as_utf_7_is_read_as_such_where_that_is_certain(
    tmp_path: Path, written: str, title: str
) -> None:
    assert titles(write(tmp_path, f"{UTF_7}{HEADER}A,{written},,1690347960\n")) == [title]


def test_a_file_in_utf_8_keeps_what_looks_like_utf_7(tmp_path: Path) -> None:
    assert titles(write(tmp_path, f"{HEADER}A,Caf+AOk-,,1690347960\n")) == ["Caf+AOk-"]


def test_rows_that_say_too_little_are_refused_one_by_one(tmp_path: Path) -> None:
    rows = "A,B,,\nA,,,1690347960\n,B,,1690347960\nA,B,C,D,1690347960\nA,B,,12\nA,B,,1690347960\n"
    found = read(write(tmp_path, HEADER + rows))
    assert [row.reason if isinstance(row, Skipped) else row.title for row in found] == [
        "has no date of play.",
        "has no title.",
        "has no artist.",
        "has more cells than the table has columns.",
        "has a date before October 2002: the player's clock was not set.",
        "B",
    ]


@pytest.mark.parametrize(
    "head",
    [b"Artist,Track,Album,Time,Rating\nA,B,C,1,5\n", b"Artist,Title,Time\nA,B,1\n", b"# Libre\n"],
)
def test_other_tables_are_not_recognised(head: bytes) -> None:
    assert not LibrefmImporter().recognises(head, "export.csv")


@exported
@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("librefm.csv", ["New Ice Age", "Altered State", "Wonderwall"]),
        ("librefm_via_maloja.csv", ["New Ice Age", "Altered State", "Old Friend; The Sea"]),
        ("librefm_with_comments.csv", ["New Ice Age", "Altered State", "Old Friend; The Sea"]),
        ("librefm_no_album_column.csv", ["Never Gonna Give You Up", "Feeling Good"]),
    ],
)
def test_shared_exports_give_what_a_hand_counts(name: str, found: list[str]) -> None:
    assert titles(EXPORTS / name) == found
    assert len(read(EXPORTS / name)) == len(found)
