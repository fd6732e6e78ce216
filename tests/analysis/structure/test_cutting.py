import numpy as np
import pytest
from numpy.typing import NDArray

from dj.analysis.structure.cutting import cut, likeness


def texture(*lengths: int, apart: float = 1.0) -> NDArray[np.float32]:
    """Alternating textures that differ by `apart`, with noise that does not matter."""
    kinds = np.repeat(np.arange(len(lengths)) % 2, lengths)
    noise = np.random.default_rng(1).normal(0.0, 0.02, (len(kinds), 6))
    return np.asarray(apart * kinds[:, None] * np.eye(6)[0] + noise, np.float32)


def test_it_is_cut_where_the_texture_changes() -> None:
    assert cut(likeness(texture(30, 50, 20)), 8, None) == (0, 30, 80, 100)


def test_differences_that_nobody_hears_are_not_cut() -> None:
    assert cut(likeness(texture(40, 40, apart=0.1)), 8, None) == (0, 80)


def test_no_part_is_shorter_than_allowed() -> None:
    found = cut(likeness(texture(20, 3, 40, 3, 20)), 8, None)
    assert min(np.diff(found)) >= 8


def test_whole_phrases_are_preferred() -> None:
    slow = texture(60, 68)
    slow[53:67] += np.linspace(0.0, 1.0, 14)[:, None] * np.eye(6)[0] - slow[53:67]
    assert cut(likeness(slow), 8, None)[1] == pytest.approx(60, abs=1)
    assert cut(likeness(slow), 8, 4.0)[1] == pytest.approx(64, abs=1)


@pytest.mark.parametrize("steps", [1, 2, 7])
def test_what_is_too_short_is_one_part(steps: int) -> None:
    assert cut(likeness(texture(steps)), 8, None) == (0, steps)
