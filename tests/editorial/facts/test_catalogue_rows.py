from pathlib import Path

import pytest

from dj.editorial.facts.catalogue_rows import LINE_BYTES, Found, RowKind, catalogue_rows
from dj.errors import ImportFileError
from dj.model.track import Skipped


def rows(folder: Path, content: bytes | str) -> list[Found | Skipped]:
    path = folder / "rows.json"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return list(catalogue_rows(path))


def kinds(found: list[Found | Skipped]) -> list[str]:
    return [one.kind.value if isinstance(one, Found) else "skipped" for one in found]


def test_one_document_a_line_a_list_and_a_search_result_are_read_alike(tmp_path: Path) -> None:
    one, other = '{"id": "a", "title": "Salt"}', '{"id": "b", "name": "Bo", "sort-name": "Bo"}'
    expected = ["recording", "artist"]
    assert kinds(rows(tmp_path, f"{one}\n\n{other}\n")) == expected
    assert kinds(rows(tmp_path, f"[{one}, {other}]")) == expected
    assert kinds(rows(tmp_path, f'{{"recordings": [\n{one}],\n"artists": [{other}]}}')) == expected


def test_each_kind_is_told_by_its_own_fields(tmp_path: Path) -> None:
    lines = ['{"title": "x", "primary-type": "Album"}', '{"title": "x", "barcode": null}',
             '{"name": "x", "sort-name": "x"}', '{"title": "x", "length": 5}']  # fmt: skip
    assert kinds(rows(tmp_path, "\n".join(lines))) == [
        RowKind.RELEASE_GROUP, RowKind.RELEASE, RowKind.ARTIST, RowKind.RECORDING]  # fmt: skip


def test_a_bad_line_is_skipped_with_its_number_and_reading_goes_on(tmp_path: Path) -> None:
    long = b'{"title": "' + b"x" * (LINE_BYTES + 10) + b'"}'
    found = rows(tmp_path, b'{"title": "a"}\n{"title": \n' + long + b'\n{"title": "b"}')
    assert kinds(found) == ["recording", "skipped", "skipped", "recording"]
    assert [one.where.rpartition(": ")[2] for one in found] == [
        "line 1", "line 2", "line 3", "line 4"]  # fmt: skip


def test_the_first_line_may_be_the_bad_one(tmp_path: Path) -> None:
    assert kinds(rows(tmp_path, '{"title":\n{"title": "b"}\n')) == ["skipped", "recording"]


@pytest.mark.parametrize("content", [b"", b"hello\n", b"\xff\xfe\x00", b"7", b"[" * 5000, b'{"a":'])
def test_what_is_no_such_file_is_an_error(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(ImportFileError, match="neither JSON"):
        rows(tmp_path, content)
