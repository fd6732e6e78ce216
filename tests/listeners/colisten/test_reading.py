import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dj.errors import ImportFileError
from dj.listeners.colisten.reading import digest, read
from dj.listeners.colisten.rows import Refusal, Row

MBID = "a74b1b7f-71a5-4011-9441-d0b5e4122711"


def rows_of(path: Path, content: str | bytes) -> list[Row | Refusal]:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return list(read(path))


@pytest.mark.parametrize(
    ("content", "row"),
    [
        ("user,artist,plays\nana,Pulp,3\n", Row("ana", "Pulp", "", 3.0)),
        ("plays\tArtist Name\tuser_id\n3\tPulp\tana\n", Row("ana", "Pulp", "", 3.0)),
        ("user\tartist\ttitle\nana\tPulp\tBabies\n", Row("ana", "Pulp", "Babies", 1.0)),
        ("ana\tPulp\t3\n", Row("ana", "Pulp", "", 3.0)),
        ("ana\tPulp\tBabies\t3\n", Row("ana", "Pulp", "Babies", 3.0)),
        (f"ana\t{MBID}\tPulp\t3\n", Row("ana", "Pulp", "", 3.0, MBID)),
        ("ana\t\tPulp\t3\n", Row("ana", "Pulp", "", 3.0)),
        (f"ana\t2009-05-04T23:08:57Z\t{MBID}\tPulp\t\tBabies\n",
         Row("ana", "Pulp", "Babies", 1.0, MBID)),
        ('user,artist,plays\nana,"Pulp, the band",3\n', Row("ana", "Pulp, the band", "", 3.0)),
        ("\ufeffuser\tartist\tplays\r\nana\tPulp\t3\r\n", Row("ana", "Pulp", "", 3.0)),
        ('ana\t"Weird Al\t3\n', Row("ana", '"Weird Al', "", 3.0)),
    ],
)  # fmt: skip
def test_tables_are_read_as_they_are_met(tmp_path: Path, content: str, row: Row) -> None:
    assert rows_of(tmp_path / "data", content) == [row]


def hetrec(folder: Path, plays: str) -> list[Row | Refusal]:
    (folder / "artists.dat").write_text("id\tname\turl\tpictureURL\n1\tPulp\tx\ty\n2\t \tx\ty\n")
    (folder / "user_artists.dat").write_text(plays)
    return list(read(folder))


@pytest.mark.parametrize("heading", ["userID\tartistID\tweight\n", "18800\n92834\n", ""])
def test_the_hetrec_pair_is_read_with_any_heading(tmp_path: Path, heading: str) -> None:
    assert hetrec(tmp_path, f"{heading}7\t1\t42\n") == [Row("7", "Pulp", "", 42.0)]


def test_artists_without_a_name_are_refused_with_their_line(tmp_path: Path) -> None:
    found = hetrec(tmp_path, "7\t1\t42\n7\t2\t5\n7\t99\t5\n")
    assert found[1:] == [
        Refusal("user_artists.dat:2", "the artist has no name"),
        Refusal("user_artists.dat:3", "the artist has no name"),
    ]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("ana\tPulp", "too few columns"),
        ("ana\tPulp\tmany", "not a number"),
        ("ana\tPulp\t0", "never played"),
        ("ana\tPulp\t-4", "impossible"),
        ("ana\t\u200b\t1", "nobody or no artist"),
        ("  \tPulp\t1", "nobody or no artist"),
        (f"ana\t{'x' * 600}\t1", "too long"),
        (f"ana\t{'x' * 70_000}\t1", "too few columns, or is too long"),
        ("\x00\x01\x02", "too few columns"),
    ],
)
def test_broken_lines_are_refused_and_the_others_read(
    tmp_path: Path, line: str, reason: str
) -> None:
    good = "ana\tPulp\t1\n"
    found = rows_of(tmp_path / "data", f"{good}{line}\n{good * 5}")
    refused = [row for row in found if isinstance(row, Refusal)]
    assert len(found) - len(refused) == 6
    assert refused
    assert all(reason in row.reason or "columns" in row.reason for row in refused)
    assert refused[0].where == "data:2"


def test_bytes_that_are_no_text_do_not_stop_the_reading(tmp_path: Path) -> None:
    found = rows_of(tmp_path / "data", b"ana\tP\xff\xfelp\t1\nben\tPulp\t2\n")
    assert found[1] == Row("ben", "Pulp", "", 2.0)


def test_a_quotation_mark_that_never_closes_loses_no_row_in_silence(tmp_path: Path) -> None:
    found = rows_of(tmp_path / "data.csv", 'user,artist,plays\nana,Pulp,1\nben,"Blur,2\ncy,Ash,3\n')
    assert found[0] == Row("ana", "Pulp", "", 1.0)
    assert isinstance(found[1], Refusal)


@pytest.mark.parametrize(
    "content", ["", "\n\n", "just some words\nand more\n", "a,b\n", "\x00" * 99]
)
def test_what_is_no_table_is_refused_with_the_headings_to_write(
    tmp_path: Path, content: str
) -> None:
    with pytest.raises(ImportFileError, match="user, artist, title, plays"):
        rows_of(tmp_path / "data", content)


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(ImportFileError, match="cannot be read"):
        read(tmp_path)
    with pytest.raises(ImportFileError, match="it is no file"):
        read(Path(os.devnull))
    with pytest.raises(ImportFileError, match="cannot be read"):
        digest(tmp_path / "none")


@given(content=st.binary(max_size=300))
def test_any_bytes_give_rows_and_refusals_or_a_plain_error(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    path = tmp_path_factory.mktemp("any") / "data"
    try:
        found = rows_of(path, b"user\tartist\tplays\n" + content)
    except ImportFileError:
        return
    assert all(isinstance(row, Row | Refusal) for row in found)


def test_the_digest_follows_the_content_of_both_files(tmp_path: Path) -> None:
    hetrec(tmp_path, "7\t1\t42\n")
    before = digest(tmp_path)
    (tmp_path / "artists.dat").write_text("1\tBlur\n")
    assert digest(tmp_path) != before
