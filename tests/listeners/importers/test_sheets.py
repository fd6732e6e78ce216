import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dj.errors import ImportFileError
from dj.listeners.importers import sheets
from dj.listeners.importers.sheets import Row, first_rows, is_header, rows, under_header

cells = st.text(alphabet='ab,"; é夜', max_size=6)
tables = st.lists(st.lists(cells, min_size=2, max_size=4), max_size=12)


def read(content: bytes) -> list[tuple[int, Row]]:
    return list(rows(io.BytesIO(content)))


def wanted(content: bytes, *names: str, needed: int = 1) -> list[Row]:
    table = under_header(read(content), names, needed=needed, where="list.csv")
    return [row for _, row in table]


def written(table: list[list[str]], end: str = "\r\n") -> bytes:
    stream = io.StringIO()
    csv.writer(stream, lineterminator=end).writerows(table)
    return stream.getvalue().encode()


@given(tables, st.sampled_from(["\n", "\r\n", "\r"]), st.integers(1, 5))
def test_rows_are_those_that_were_written(table: list[list[str]], end: str, chunk: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sheets, "CHUNK_LINES", chunk)
        found = read(written(table, end))
    assert found == list(enumerate(table, 1))


@given(st.binary(max_size=200), st.integers(1, 5))
def test_any_bytes_give_each_line_at_most_once(content: bytes, chunk: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sheets, "CHUNK_LINES", chunk)
        numbers = [number for number, _ in read(content)]
    assert numbers == sorted(set(numbers))


def test_a_quoted_line_break_is_a_blank_in_one_row() -> None:
    found = read(b'a,"one\r\ntwo",c\nd,e,f\n')
    assert found == [(1, ["a", "one two", "c"]), (3, ["d", "e", "f"])]


def test_a_quoted_line_break_may_lie_where_a_chunk_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheets, "CHUNK_LINES", 2)
    assert [row for _, row in read(b'a,b\nc,"d\ne"\nf,g\n')] == [
        ["a", "b"],
        ["c", "d e"],
        ["f", "g"],
    ]


def test_a_quote_that_never_closes_costs_only_its_line() -> None:
    lines = [b'x,"y', *(b"a%d,b" % number for number in range(30))]
    found = read(b"\n".join(lines))
    assert found[0] == (1, "has a quote that opens and does not close.")
    assert found[1:] == [(number + 2, [f"a{number}", "b"]) for number in range(30)]


def test_a_quote_in_the_middle_of_a_cell_is_a_character() -> None:
    assert read(b'the "nick" name,b\n') == [(1, ['the "nick" name', "b"])]


def test_many_quotes_that_never_close_do_not_make_reading_slow() -> None:
    found = read((b'x,"y\n' + b"a,b\n" * 9) * 1_000)
    assert [number for number, _ in found] == list(range(1, 10_001))
    assert sum(isinstance(row, str) for _, row in found) == 1_000


def test_old_encodings_and_utf_8_may_be_mixed() -> None:
    content = "Café,a\n".encode() + "Zoë,b\n".encode("cp1252")
    assert [row[0] for _, row in read(content)] == ["Café", "Zoë"]


def test_a_byte_order_mark_is_no_part_of_the_first_name() -> None:
    assert read(b"\xef\xbb\xbfartist,track\n") == [(1, ["artist", "track"])]


def test_a_field_too_long_is_refused_alone() -> None:
    found = read(b"a,b\n" + b"x" * 200_000 + b"\nc,d\n")
    assert [type(row) for _, row in found] == [list, str, list]


def test_an_endless_line_is_refused_alone() -> None:
    found = read(b"a,b\n" + b"x" * (3 << 20) + b"\nc,d\n")
    assert [row for _, row in found] == [["a", "b"], "is longer than a row can be.", ["c", "d"]]


def test_columns_are_found_by_name_in_any_case_and_order() -> None:
    content = b"Time,ARTIST, Track\n1,A,B\n"
    assert wanted(content, "artist", "time", "album") == [["A", "1", ""]]
    assert wanted(content, "track") == [["B"]]


def test_what_stands_before_the_header_is_passed_over_and_a_second_header_is_no_row() -> None:
    content = b"# made by hand\nartist,track\nA,B\nartist,track\nC,D\n"
    assert wanted(content, "artist", "track", needed=2) == [["A", "B"], ["C", "D"]]


def test_short_rows_lack_cells_and_long_ones_are_refused() -> None:
    content = b"artist,track\nA\nC,D,,\nE,F,G\n"
    refused = "has more cells than the table has columns."
    assert wanted(content, "artist", "track") == [["A", ""], ["C", "D"], refused]


def test_a_table_without_a_header_is_an_error_that_names_the_columns() -> None:
    with pytest.raises(ImportFileError, match="no line names the columns artist, track"):
        wanted(b"A,B\n", "artist", "track", needed=2)


def test_the_first_rows_end_before_what_the_beginning_cuts_off() -> None:
    assert first_rows(b"a,b\nc,d", 5) == [["a", "b"], ["c", "d"]]
    head = b"a,b\n" + b"x" * (sheets.HEAD_BYTES - 4)
    assert first_rows(head, 5) == [["a", "b"]]
    assert is_header(["Artist ", "TRACK"], ("artist", "track"))
