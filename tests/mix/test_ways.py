"""The plain ways from one song to the next."""

import pytest

from dj.mix import ways
from dj.mix.excerpt import excerpt
from dj.model.analysis import Ending, Song
from dj.model.show import Mixing
from dj.model.timeline import JoinKind
from tests.mix import material
from tests.mix.material import RATE_HZ


def cut_at(one: Song, room_s: float) -> float:
    pair = excerpt(one, RATE_HZ), excerpt(material.song("b"), RATE_HZ)
    return ways.cut(*pair, round(room_s * RATE_HZ)).out_at / RATE_HZ


def test_a_cut_falls_on_the_last_bar_line_at_full_level() -> None:
    fading = material.song("a", bpm=120.0, ending=Ending.FADE, fade_s=20)
    assert cut_at(fading, 60) % 2.0 == pytest.approx(0.0, abs=0.001)
    assert 160 <= cut_at(fading, 60) <= 172


def test_a_cut_without_bars_falls_where_the_song_leaves_its_level() -> None:
    fading = material.song("a", bpm=None, ending=Ending.FADE, fade_s=20)
    assert 160 < cut_at(fading, 60) < 175


def test_a_cut_goes_no_further_back_than_it_may() -> None:
    fading = material.song("a", bpm=120.0, ending=Ending.FADE, fade_s=20)
    end = excerpt(fading, RATE_HZ).end / RATE_HZ
    assert cut_at(fading, 0) == end
    assert cut_at(fading, 2.5) == pytest.approx(end - 2.5)


def test_the_pause_between_movements_counts_the_ring_of_the_first() -> None:
    pair = excerpt(material.song("a"), RATE_HZ), excerpt(material.song("b"), RATE_HZ)
    ringing = excerpt(material.song("c", silence_s=(0, 3)), RATE_HZ)
    full = ways.movements(*pair, Mixing())
    short = ways.movements(ringing, pair[1], Mixing())
    assert full.kind is JoinKind.GAP
    assert full.overlap < short.overlap <= 0
    assert -ways.movements(*pair, Mixing(max_dead_air_s=0.5)).overlap <= 0.5 * RATE_HZ


def test_nothing_soft_has_nothing_to_lie_under() -> None:
    pair = excerpt(material.song("a"), RATE_HZ), excerpt(material.song("b"), RATE_HZ)
    assert list(ways.softly(*pair, Mixing(), 60 * RATE_HZ)) == []
