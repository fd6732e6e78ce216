from dataclasses import replace
from pathlib import Path

import pytest

from dj import session
from dj.errors import ConfigError
from dj.session import versions
from dj.testing.examples import manifest

RECORD = manifest()
BAD_NAMES = ("", ".", "..", "../x", "a/b", "a\\b", " a", "a\n", "\x00", "x" * 61, "undo/1", "-x")


def test_a_version_comes_back_as_it_was_kept(tmp_path: Path) -> None:
    versions.save(RECORD, tmp_path, "Sunday no talk")
    assert versions.load(tmp_path, "Sunday no talk") == RECORD
    assert [name for name, _ in versions.listing(tmp_path)] == ["Sunday no talk"]


def test_a_version_is_never_written_over(tmp_path: Path) -> None:
    versions.save(RECORD, tmp_path, "one")
    versions.save(RECORD, tmp_path, "one")
    with pytest.raises(ConfigError, match="version 'one' already"):
        versions.save(replace(RECORD, seed=2), tmp_path, "one")
    assert versions.load(tmp_path, "one") == RECORD


@pytest.mark.parametrize("name", BAD_NAMES)
def test_a_name_that_is_no_file_name_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(ConfigError, match="cannot be a version's name"):
        versions.save(RECORD, tmp_path, name)
    assert list(tmp_path.iterdir()) == []


def test_a_missing_version_is_told_with_those_that_are_there(tmp_path: Path) -> None:
    versions.save(RECORD, tmp_path, "one")
    with pytest.raises(ConfigError, match=r"no version 'two'.*'one'"):
        versions.load(tmp_path, "two")


def test_a_damaged_version_is_listed_as_such(tmp_path: Path) -> None:
    versions.save(RECORD, tmp_path, "one").write_bytes(b"{")
    assert list(versions.listing(tmp_path)) == [("one", None)]


def test_the_latest_step_comes_first_and_the_oldest_fall_off(tmp_path: Path) -> None:
    for seed in range(versions.MOST_STEPS + 5):
        versions.step(tmp_path, "undo", replace(RECORD, seed=seed))
    seen = []
    while found := versions.latest(tmp_path, "undo"):
        seen.append(found[1].seed)
        found[0].unlink()
    assert seen == list(range(versions.MOST_STEPS + 4, 4, -1))


def test_forgetting_one_pile_leaves_the_other(tmp_path: Path) -> None:
    versions.step(tmp_path, "undo", RECORD)
    versions.step(tmp_path, "redo", RECORD)
    versions.forget(tmp_path, "redo")
    assert versions.latest(tmp_path, "redo") is None
    assert versions.latest(tmp_path, "undo") is not None


def test_an_earlier_state_has_its_mix_only_if_that_is_still_there(tmp_path: Path) -> None:
    (tmp_path / "mix.flac").write_bytes(b"sound")
    files = (session.output_file(tmp_path / "mix.flac", tmp_path),)
    finished = replace(RECORD, files=files)
    now = replace(RECORD, mix="", files=files)
    assert versions.as_found(finished, tmp_path, now) == finished
    (tmp_path / "mix.flac").write_bytes(b"another sound")
    without = versions.as_found(finished, tmp_path, now)
    assert (without.mix, without.measured) == ("", None)
    assert without.files == files
