import numpy as np
import pytest

from dj.lineup.directory import Directory, Hashed, Listed, hashed

NAMES = tuple(f"name {number}" for number in range(200))


def mapped(names: tuple[str, ...]) -> Directory[str]:
    return Hashed(names, *hashed(names))


@pytest.mark.parametrize("made", [Listed(NAMES), mapped(NAMES)])
def test_names_are_found_by_number_one_or_many(made: Directory[str]) -> None:
    assert made.find(["name 7", "nobody", "name 0", "name 7"]).tolist() == [7, 200, 0, 7]
    assert made["name 199"] == 199
    assert "nobody" not in made
    assert list(made) == list(NAMES)
    assert made.find([]).dtype == np.int64
    with pytest.raises(KeyError):
        made["nobody"]


@pytest.mark.parametrize("made", [Listed(()), mapped(())])
def test_nobody_is_found_in_an_empty_directory(made: Directory[str]) -> None:
    assert made.find(["a"]).tolist() == [0]
    assert not len(made)


def test_names_in_any_script_are_told_apart() -> None:
    made = mapped(("a", "á", "\ud800", "日本", "🎵", ""))
    assert made.find(["", "🎵", "\ud800"]).tolist() == [5, 4, 2]


def test_a_name_that_stands_twice_has_no_number() -> None:
    with pytest.raises(ValueError, match="same hash"):
        hashed(("a", "b", "a"))
