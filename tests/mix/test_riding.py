"""Faders at joins without words."""

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dj.audio.curves import corners_db
from dj.mix.excerpt import excerpt
from dj.mix.meeting import Placed, song_event
from dj.mix.riding import MOST_DB, added, ride
from dj.model.timeline import GainPoint
from tests.mix import material
from tests.mix.material import RATE_HZ


def placed(name: str, at_s: float, **edges: float) -> Placed:
    """A song at −16 LUFS whose first and last 20 s may be of another level."""
    song = material.song(name, lufs=-16.0, sung=())
    levels = song.analysis.levels_lufs.copy()
    levels[:200] = edges.get("begins", -16.0)
    levels[-200:] = edges.get("ends", -16.0)
    song = replace(song, analysis=replace(song.analysis, levels_lufs=levels))
    part = excerpt(song, RATE_HZ)
    return Placed(excerpt=part, event=song_event(0, part, round(at_s * RATE_HZ)))


def gain_db(song: Placed, at_s: float) -> float:
    return float(corners_db(song.event.duck, np.array([at_s * RATE_HZ]))[0])


def test_a_soft_beginning_is_lifted_and_let_go_again() -> None:
    one, other = ride(placed("a", 0), placed("b", 180, begins=-20))
    assert one.event.duck == ()
    assert 3.0 <= gain_db(other, 182.5) <= 4.0
    curve = [gain_db(other, 180 + s) for s in range(40)]
    assert curve == sorted(curve, reverse=True)
    assert curve[-1] == 0.0
    assert max(a - b for a, b in pairwise(curve)) <= 1.0


def test_a_soft_ending_is_lifted_in_time() -> None:
    one, other = ride(placed("a", 0, ends=-19), placed("b", 180))
    assert other.event.duck == ()
    assert 2.0 <= gain_db(one, 177.5) <= 3.0
    assert gain_db(one, 140) == 0.0
    assert gain_db(one, 179.9) > 2.0


def test_the_louder_song_gives_way_only_where_lifting_is_not_enough() -> None:
    one, other = ride(placed("a", 0), placed("b", 180, begins=-30))
    assert gain_db(other, 182.5) == pytest.approx(6.0, abs=0.1)
    assert gain_db(one, 177.5) == pytest.approx(-4.0, abs=0.1)
    assert gain_db(other, 182.5) - gain_db(one, 177.5) <= MOST_DB + 0.1


def test_a_song_that_grows_loud_soon_is_not_lifted_any_more_by_then() -> None:
    late = placed("b", 180, begins=-20)
    levels = late.excerpt.song.analysis.levels_lufs.copy()
    levels[80:] = -15.0
    song = replace(
        late.excerpt.song, analysis=replace(late.excerpt.song.analysis, levels_lufs=levels)
    )
    other = ride(placed("a", 0), replace(late, excerpt=replace(late.excerpt, song=song)))[1]
    assert gain_db(other, 182) > 1.0
    assert gain_db(other, 189.5) == 0.0


@pytest.mark.parametrize("begins", [-16.2, -80.0])
def test_an_even_join_and_silence_are_left_alone(begins: float) -> None:
    pair = placed("a", 0), placed("b", 180, begins=begins)
    assert ride(*pair) == pair


def test_songs_of_a_few_seconds_are_left_alone() -> None:
    short = excerpt(material.song("b", duration_s=6.0, sung=(), lufs=-25.0), RATE_HZ)
    pair = placed("a", 0), Placed(excerpt=short, event=song_event(1, short, 180 * RATE_HZ))
    assert ride(*pair) == pair


CURVES = st.lists(
    st.tuples(st.integers(0, 1000), st.floats(-12, 6)), max_size=5, unique_by=lambda c: c[0]
).map(lambda c: tuple(GainPoint(at_frame=f, gain_db=g) for f, g in sorted(c)))


@given(CURVES, CURVES)
def test_added_curves_are_the_sum_at_every_corner(
    one: tuple[GainPoint, ...], other: tuple[GainPoint, ...]
) -> None:
    both = added(one, other)
    frames = np.array([corner.at_frame for corner in both], np.float64)
    wanted = corners_db(one, frames) + corners_db(other, frames)
    np.testing.assert_allclose([corner.gain_db for corner in both], wanted, atol=0.006)
