"""What a killed rendering finds again, and what it must not believe."""

import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from dj.errors import AudioError
from dj.mix.work import PART_S, Stopped, Work

RATE_HZ = 100
"""So that a part is small."""
PARTS = 3
LENGTH = PARTS * PART_S * RATE_HZ - 50
KEY = "0123456789abcdef"
PROGRAMME = np.random.default_rng(1).standard_normal((LENGTH, 2)).astype(np.float32)


class Mixer:
    """Gives the programme; remembers where it was asked to begin; may die on its way."""

    def __init__(self, *, dies_at: int = LENGTH + 1) -> None:
        self.starts: list[int] = []
        self._dies_at = dies_at

    def __call__(self, start: int, notes: list[str]) -> Iterator[NDArray[np.float32]]:
        self.starts.append(start)
        for at in range(start, LENGTH, RATE_HZ):
            if at >= self._dies_at:
                raise KeyboardInterrupt
            if at == RATE_HZ:
                notes.append("the second second is odd")
            yield PROGRAMME[at : at + RATE_HZ]


def opened(folder: Path, key: str = KEY) -> Work:
    return Work(folder / "mix.flac", key, LENGTH, RATE_HZ)


def heard(work: Work, mixer: Mixer) -> tuple[NDArray[np.float32], list[str]]:
    notes = list[str]()
    return np.concatenate(list(work.blocks(mixer, notes))), notes


def killed(folder: Path, at: int) -> Path:
    """Break off without a goodbye, as a killed process does."""
    work = opened(folder)
    with pytest.raises(KeyboardInterrupt):
        heard(work, Mixer(dies_at=at))
    return work.folder


@pytest.mark.parametrize("parts", [0, 1, 2])
def test_finished_parts_are_not_mixed_again(tmp_path: Path, parts: int) -> None:
    killed(tmp_path, parts * PART_S * RATE_HZ + 40 * RATE_HZ)
    mixer = Mixer()
    with opened(tmp_path) as work:
        sound, notes = heard(work, mixer)
    np.testing.assert_array_equal(sound, PROGRAMME)
    assert mixer.starts == [parts * PART_S * RATE_HZ]
    assert notes == ["the second second is odd"]
    assert list(tmp_path.iterdir()) == []


def test_a_second_pass_mixes_nothing(tmp_path: Path) -> None:
    mixer = Mixer()
    with opened(tmp_path) as work:
        heard(work, mixer)
        again, notes = heard(work, mixer)
    np.testing.assert_array_equal(again, PROGRAMME)
    assert mixer.starts == [0]
    assert notes == ["the second second is odd"]


@pytest.mark.parametrize("damage", ["zeroed page", "cut short", "no notes", "broken notes"])
def test_a_damaged_part_is_mixed_again(tmp_path: Path, damage: str) -> None:
    folder = killed(tmp_path, 2 * PART_S * RATE_HZ)
    part, told = folder / "0000.f32", folder / "0000.json"
    data = bytearray(part.read_bytes())
    data[8192:12288] = bytes(4096)
    if damage == "no notes":
        told.unlink()
    elif damage == "broken notes":
        told.write_text('{"notes": ')
    else:
        part.write_bytes(data if damage == "zeroed page" else data[:-8])
    mixer = Mixer()
    with opened(tmp_path) as work:
        sound, _ = heard(work, mixer)
    np.testing.assert_array_equal(sound, PROGRAMME)
    assert mixer.starts == [0]


def test_parts_of_another_programme_are_removed(tmp_path: Path) -> None:
    old = killed(tmp_path, 2 * PART_S * RATE_HZ)
    with opened(tmp_path, KEY[::-1]) as work:
        assert not old.exists()
        assert work.folder.exists()


def test_somebody_elses_hidden_folder_stays(tmp_path: Path) -> None:
    other = tmp_path / ".mix-of-mine"
    other.mkdir()
    with opened(tmp_path):
        assert other.exists()


@pytest.mark.parametrize(
    ("error", "stays"),
    [(KeyboardInterrupt(), True), (Stopped("x"), True), (AudioError("x"), False)],
)
def test_only_what_was_stopped_waits_for_next_time(
    tmp_path: Path, error: BaseException, stays: bool
) -> None:
    folder = killed(tmp_path, PART_S * RATE_HZ + RATE_HZ)
    with pytest.raises(type(error)), opened(tmp_path):
        raise error
    assert folder.exists() is stays


def test_a_finished_encoding_is_not_made_again(tmp_path: Path) -> None:
    made: list[Path] = []

    def make(path: Path, notes: list[str]) -> None:
        made.append(path)
        path.write_bytes(b"sound")
        notes.append("a note")

    for _ in range(2):
        path, notes = opened(tmp_path).encoded("abc.flac", make)
        assert path.read_bytes() == b"sound"
        assert notes == ["a note"]
    assert len(made) == 1
    assert made[0] != path


def test_a_short_programme_keeps_nothing(tmp_path: Path) -> None:
    work = Work(tmp_path / "mix.flac", KEY, PART_S * RATE_HZ, RATE_HZ)
    blocks = iter(np.zeros((PART_S, RATE_HZ, 2), np.float32))
    assert sum(1 for _ in work.blocks(lambda *_: blocks, [])) == PART_S
    assert list(work.folder.iterdir()) == []


def test_notes_are_kept_with_the_part(tmp_path: Path) -> None:
    folder = killed(tmp_path, PART_S * RATE_HZ)
    assert json.loads((folder / "0000.json").read_text())["notes"] == ["the second second is odd"]
