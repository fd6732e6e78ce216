import io
import json
import re
from itertools import accumulate

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dj.listeners.importers import arrays
from dj.listeners.importers.arrays import BROKEN, CUT_OFF, MORE, ArrayReader


class Row(msgspec.Struct):
    name: str | int | None = None


READER = ArrayReader(Row)
texts = st.text(alphabet='ab {}[],:"\\é\n夜', max_size=12)
rows = st.lists(
    st.fixed_dictionaries({"name": texts}, optional={"other": st.lists(texts, max_size=2)})
)


class Trickle(io.RawIOBase):
    """A stream that gives a few bytes at a time."""

    def __init__(self, content: bytes, size: int) -> None:
        self._content, self._size = io.BytesIO(content), size

    def read(self, size: int = -1, /) -> bytes:
        return self._content.read(self._size)


def read(content: bytes, size: int = 1 << 20) -> list[str | int | None]:
    """Names of sound rows, and the reasons of others after an exclamation mark."""
    found = READER.read(Trickle(content, size))
    return [f"!{row}" if isinstance(row, str) else row.name for row in found]


@given(rows, st.sampled_from([None, 1]), st.booleans(), st.integers(1, 90))
def test_rows_are_what_they_are_however_the_file_is_divided(
    written: list[dict[str, object]], indent: int | None, ascii_only: bool, size: int
) -> None:
    content = json.dumps(written, indent=indent, ensure_ascii=ascii_only).encode()
    first = b"[" if not written else content[: content.index(b"{")]
    found = read(content, max(size, len(first)))
    assert found == [row["name"] for row in written]


@given(rows.filter(bool), st.data())
def test_a_file_cut_off_anywhere_gives_the_rows_before_the_cut(
    written: list[dict[str, object]], data: st.DataObject
) -> None:
    """What the text of the row that was cut looks like is not known: it may look like rows."""
    content = json.dumps(written).encode()
    cut = data.draw(st.integers(1, len(content) - 1))
    found = read(content[:cut])
    ends = accumulate(len(json.dumps(row)) + len(", ") for row in written)
    whole = [row["name"] for row, end in zip(written, ends, strict=True) if end - 1 <= cut]
    assert found[: len(whole)] == whole
    assert found[-1] in ("!" + CUT_OFF, "!" + BROKEN)


@given(st.binary(max_size=200), st.integers(1, 60))
def test_any_bytes_give_rows_or_reasons(content: bytes, size: int) -> None:
    read(b"[" + content, size)
    read(b'[{"name":"a"},' + content + b',{"name":"b"}]', size)


def test_a_broken_row_costs_only_itself() -> None:
    content = b'[{"name":"a"},\n{"name":"b" "c"},\n{"name":"d"}]'
    assert read(content) == ["a", "!" + BROKEN, "d"]


def test_a_quote_that_is_missing_costs_its_row_and_at_most_the_next() -> None:
    content = b'[{"name":"a},\n{"name":"b"},\n{"name":"c"}]'
    found = read(content)
    assert found[0] == "!" + BROKEN
    assert found[-1] == "c"


@pytest.mark.parametrize("odd", [b"null", b"5", b'"text"', b"[1]", b'{"name":[1]}', b"NaN"])
def test_a_row_of_another_shape_is_refused_alone(odd: bytes) -> None:
    found = read(b'[{"name":"a"},' + odd + b',{"name":"b"}]')
    assert found[0] == "a"
    assert str(found[1]).startswith("!")
    assert found[2] == "b"


def test_bytes_that_are_no_utf_8_cost_only_their_row() -> None:
    content = b'[{"name":"a"},{"name":"\xff"},{"name":"b"}]'
    assert read(content) == ["a", "!is not valid UTF-8.", "b"]


def test_bytes_that_are_no_utf_8_in_a_field_we_do_not_read_cost_nothing() -> None:
    assert read(b'[{"name":"a","city":"\xff"}]') == ["a"]


def test_a_byte_order_mark_is_passed_over() -> None:
    assert read(b'\xef\xbb\xbf [{"name":"a"}]\n') == ["a"]


def test_what_follows_the_end_is_named() -> None:
    assert read(b'[{"name":"a"}]\n[{"name":"b"}]') == ["a", "!" + MORE]


def test_a_list_inside_an_object_is_found_and_what_follows_is_none_of_it() -> None:
    content = b'{"by":{"x":1},"rows":[{"name":"a"},{"name":"b"}],"more":[{"name":"c"},{"a":1}]}'
    found = READER.read(io.BytesIO(content), re.compile(rb'"rows":(\[)'))
    assert [row.name for row in found if isinstance(row, Row)] == ["a", "b"]


def test_a_file_of_another_kind_is_one_reason() -> None:
    assert read(b"hello") == ["!the file does not begin like this format."]


def test_deep_nesting_is_a_reason_and_no_crash() -> None:
    found = read(b'[{"name":"a"},' + b"[" * 200_000)
    assert found[0] == "a"
    assert all(str(name).startswith("!") for name in found[1:])


def test_numbers_of_any_length_are_read_past() -> None:
    content = b'[{"name":"a","n":' + b"9" * 6_000 + b'},{"name":"b" x},{"name":"c"}]'
    assert read(content) == ["a", "!" + BROKEN, "c"]


def test_a_row_longer_than_memory_should_hold_ends_the_reading(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(arrays, "ROW_BYTES", 1 << 12)
    monkeypatch.setattr(arrays, "BLOCK_BYTES", 1 << 10)
    content = b'[{"name":"a"},{"name":"' + b"x" * 100_000
    found = list(READER.read(io.BytesIO(content)))
    assert isinstance(found[0], Row)
    assert found[1] == BROKEN
    assert len(found) < 50


@pytest.mark.parametrize(
    ("written", "names"),
    [
        (b"[]", []),
        (b'[{"name":"a"},{"name":"b"}]', ["a", "b"]),
        (b'{"name":"a"}', ["a"]),
        (b'[{"name":"a"},null]', ["a", "!"]),
        (b"5", ["!"]),
    ],
)
def test_a_list_at_hand_is_read_and_one_object_stands_for_a_list_of_one(
    written: bytes, names: list[str]
) -> None:
    found = READER.listed(written)
    assert [row.name if isinstance(row, Row) else "!" for row in found] == names


def test_rows_with_lists_in_them_are_told_apart_by_their_beginning(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(arrays, "BLOCK_BYTES", 64)
    pages = [{"name": str(number), "all": [{"a": 1}] * 9} for number in range(20)]
    pages[3] = {"name": "bad"}
    content = json.dumps(pages).encode().replace(b'"bad"', b'"bad')
    reader = ArrayReader(Row, row_start=r'\{\s*"name"')
    found = [row if isinstance(row, str) else row.name for row in reader.read(io.BytesIO(content))]
    expected = [str(number) for number in range(20)]
    assert found == [*expected[:3], BROKEN, *expected[4:]]
