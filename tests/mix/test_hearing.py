"""Two songs laid over one another on paper."""

from dataclasses import replace

import pytest

from dj.mix import ways
from dj.mix.excerpt import excerpt
from dj.mix.hearing import Hearing
from dj.model.analysis import Song
from tests.mix import material
from tests.mix.material import RATE_HZ


def heard(one: Song, other: Song, overlap_s: float) -> Hearing:
    pair = excerpt(one, RATE_HZ), excerpt(other, RATE_HZ)
    return Hearing(*pair, ways.follow(*pair, round(overlap_s * RATE_HZ)))


@pytest.mark.parametrize("overlap_s", [0.0, 0.5, 4.0])
def test_both_are_heard_as_long_as_they_overlap(overlap_s: float) -> None:
    found = heard(material.song("a"), material.song("b"), overlap_s)
    assert found.overlap_s == overlap_s
    assert found.together_s == pytest.approx(overlap_s, abs=0.11)


def test_two_voices_count_where_both_sing() -> None:
    one = material.song("a", sung=((20, 178),))
    other = material.song("b", sung=((1, 160),))
    assert heard(one, other, 5).both_sing_s == pytest.approx(2.0, abs=0.11)


def test_a_step_is_that_of_the_songs_beside_their_own_loudness() -> None:
    soft = material.song("b", lufs=-20.0)
    levels = soft.analysis.levels_lufs.copy()
    levels[:80] -= 6
    soft = replace(soft, analysis=replace(soft.analysis, levels_lufs=levels))
    assert heard(material.song("a"), material.song("b", lufs=-20.0), 0).step_lu < 0.1
    assert heard(material.song("a"), soft, 0).step_lu == pytest.approx(6.0, abs=0.3)
