"""A log that only grows tells of every line that was changed, cut, taken out or moved."""

import threading
import time
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dj import chained
from dj.errors import OutputError

FIELDS = {"who": str, "number": int}


def filled(path: Path, count: int) -> list[bytes]:
    chained.extend(path, FIELDS, lambda _: [{"who": "ä\ud800", "number": n} for n in range(count)])
    return path.read_bytes().splitlines(keepends=True)


def test_an_entry_comes_back_as_it_was_given(tmp_path: Path) -> None:
    filled(tmp_path / "log", 3)
    chain = chained.read(tmp_path / "log", FIELDS)
    assert [entry["number"] for entry in chain.entries] == [0, 1, 2]
    assert (chain.problems, chain.sound) == ((), 3)
    assert chain.head == chain.entries[2]["hash"]


def test_no_file_is_an_empty_log(tmp_path: Path) -> None:
    assert chained.read(tmp_path / "log", FIELDS) == chained.Chain()


@given(data=st.data())
def test_any_changed_byte_is_found_out(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    path = tmp_path_factory.mktemp("log") / "log"
    content = bytearray(b"".join(filled(path, 4)))
    at = data.draw(st.integers(0, len(content) - 2))
    content[at] ^= data.draw(st.integers(1, 255))
    chain = chained.parse(bytes(content), FIELDS)
    assert chain.problems
    assert chain.sound < 4


@given(order=st.permutations(range(5)), kept=st.integers(1, 5))
def test_only_a_beginning_of_the_log_is_sound(
    tmp_path_factory: pytest.TempPathFactory, order: list[int], kept: int
) -> None:
    lines = filled(tmp_path_factory.mktemp("log") / "log", 5)
    chosen = order[:kept]
    chain = chained.parse(b"".join(lines[n] for n in chosen), FIELDS)
    assert bool(chain.problems) is (chosen != list(range(kept)))


@pytest.mark.parametrize(
    "line", [b"{}", b'{"who": 1, "number": "x"}', b"nan", b"\x00", b"[" * 9999]
)
def test_what_is_no_entry_is_a_problem(line: bytes) -> None:
    chain = chained.parse(line + b"\n", FIELDS)
    assert (len(chain.entries), len(chain.problems), chain.sound) == (0, 1, 0)


def test_who_waits_while_a_log_is_begun_anew_adds_to_the_new_one(tmp_path: Path) -> None:
    path = tmp_path / "log"
    filled(path, 3)
    waiting = threading.Thread(target=filled, args=(path, 1))

    def keep(content: bytes) -> Sequence[chained.Entry]:
        waiting.start()
        time.sleep(0.05)  # until it waits for the lock
        return [entry for _, _, entry in chained.rows(content, FIELDS) if entry][1:]

    chained.renew(path, tmp_path / "aside", keep)
    waiting.join()
    chain = chained.read(path, FIELDS)
    assert [entry["number"] for entry in chain.entries] == [1, 2, 0]
    assert chain.problems == ()
    assert len(chained.read(tmp_path / "aside", FIELDS).entries) == 3


def test_a_log_is_not_begun_anew_over_what_was_set_aside_before(tmp_path: Path) -> None:
    before = filled(tmp_path / "log", 2)
    (tmp_path / "aside").write_bytes(b"precious")
    with pytest.raises(OutputError, match="in the way"):
        chained.renew(tmp_path / "log", tmp_path / "aside", lambda _: [])
    assert (tmp_path / "log").read_bytes() == b"".join(before)
    assert (tmp_path / "aside").read_bytes() == b"precious"
