import json
import multiprocessing
from pathlib import Path

import pytest

from dj import editorial
from dj.editorial.record.chain import Change, extend
from dj.editorial.record.changes import LOG_NAME


def filled(folder: Path, count: int) -> Path:
    path = folder / LOG_NAME
    for number in range(count):
        change = Change(at="t", kind="pool", name=str(number), path="/p", before="", after="x")
        extend(path, lambda _, change=change: [change])  # type: ignore[misc]
    return path


@pytest.mark.parametrize("line", range(5))
def test_a_line_that_was_changed_is_found_out(tmp_path: Path, line: int) -> None:
    path = filled(tmp_path, 5)
    lines = path.read_bytes().splitlines()
    lines[line] = lines[line].replace(b'"after": "x"', b'"after": "y"')
    path.write_bytes(b"\n".join(lines) + b"\n")
    assert editorial.log_of(tmp_path).problems


@pytest.mark.parametrize("line", range(4))
def test_a_line_that_was_taken_out_is_found_out(tmp_path: Path, line: int) -> None:
    path = filled(tmp_path, 5)
    lines = path.read_bytes().splitlines()
    path.write_bytes(b"\n".join(lines[:line] + lines[line + 1 :]) + b"\n")
    assert editorial.log_of(tmp_path).problems


def test_lines_in_another_order_are_found_out(tmp_path: Path) -> None:
    path = filled(tmp_path, 3)
    path.write_bytes(b"\n".join(reversed(path.read_bytes().splitlines())) + b"\n")
    assert editorial.log_of(tmp_path).problems


def test_a_line_cut_by_a_crash_is_told_and_the_log_goes_on(tmp_path: Path) -> None:
    path = filled(tmp_path, 2)
    path.write_bytes(path.read_bytes() + b'{"at": "t", "kind')
    filled(tmp_path, 1)
    log = editorial.log_of(tmp_path)
    assert len(log.changes) == 3
    assert log.problems == ("line 3 is not an entry: it was cut or changed.",)


@pytest.mark.parametrize("line", [b"[1]", b"null", b'{"at": 1}', b"[" * 5000, b"\xff"])
def test_a_hostile_line_is_a_problem_and_no_crash(tmp_path: Path, line: bytes) -> None:
    path = filled(tmp_path, 1)
    path.write_bytes(path.read_bytes() + line + b"\n")
    assert len(editorial.log_of(tmp_path).problems) == 1


def _writer(folder: str, name: str) -> None:
    for number in range(10):
        change = Change(at="t", kind="pool", name=f"{name}{number}", path="/p", before="",
                        after="x")  # fmt: skip
        extend(Path(folder) / LOG_NAME, lambda _, change=change: [change])  # type: ignore[misc]


@pytest.mark.slow
def test_two_writers_make_one_chain(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    writers = [context.Process(target=_writer, args=(str(tmp_path), name)) for name in "ab"]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    log = editorial.log_of(tmp_path)
    assert (len(log.changes), log.problems) == (20, ())


def test_each_line_is_json_on_its_own(tmp_path: Path) -> None:
    lines = filled(tmp_path, 2).read_text("utf-8").splitlines()
    assert [json.loads(line)["name"] for line in lines] == ["0", "1"]
