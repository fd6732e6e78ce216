import re
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dj.listeners.importers import lines as module
from dj.listeners.importers.lines import lines, numbered, text_of


class Trickle:
    """A stream that gives a few bytes at a time, as sockets and zip files may."""

    def __init__(self, content: bytes, step: int) -> None:
        self._rest = BytesIO(content)
        self._step = step

    def read(self, count: int, /) -> bytes:
        return self._rest.read(min(count, self._step))


@settings(max_examples=60)
@given(st.lists(st.sampled_from([b"a", b"bc", b"\r", b"\n", b"\r\n", b""])), st.integers(1, 5))
def test_lines_do_not_depend_on_how_the_bytes_arrive(parts: list[bytes], step: int) -> None:
    content = b"".join(parts)
    expected = re.split(rb"\r\n|\r|\n", content)
    if expected[-1] == b"":
        expected.pop()
    assert list(lines(Trickle(content, step))) == expected


def test_a_byte_order_mark_is_no_part_of_the_first_line() -> None:
    assert list(lines(BytesIO(b"\xef\xbb\xbfa\nb"))) == [b"a", b"b"]


@pytest.mark.parametrize("step", [1 << 20, 100_003])
def test_a_line_too_long_is_none_and_the_next_is_whole(step: int) -> None:
    long = b"x" * (module.LINE_BYTES + 1)
    found = list(lines(Trickle(b"a\n" + long + b"\nb\n" + long, step)))
    assert found == [b"a", None, b"b", None]


def test_lines_are_counted_through_blank_ones_and_one_too_long_is_a_reason() -> None:
    assert list(numbered([b"a", b"", b" ", None, b"b"])) == [
        (1, b"a"),
        (4, "is longer than a row can be."),
        (5, b"b"),
    ]


def test_text_that_is_no_utf_8_is_read_as_old_windows_wrote_it() -> None:
    assert [text_of("Zoë".encode(code)) for code in ("utf-8", "cp1252")] == ["Zoë", "Zoë"]
    assert text_of(b"\xff\x81") == "ÿ\ufffd"
