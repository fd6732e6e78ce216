"""Fades and gain curves at every frame."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dj.audio.curves import fade_in, fade_out, gain_at, is_flat
from dj.model.timeline import Curve, GainPoint
from dj.units import gain_from_db

DIP = tuple(
    GainPoint(at_frame=at, gain_db=db)
    for at, db in [(100, 0.0), (200, -12.0), (300, -12.0), (500, 0.0)]
)


@given(st.integers(1, 5000))
def test_powers_of_an_equal_power_pair_add_up_to_one(length: int) -> None:
    rise = fade_in(Curve.EQUAL_POWER, length, 0, length)
    fall = fade_out(Curve.EQUAL_POWER, length, 0, length)
    np.testing.assert_allclose(rise**2 + fall**2, 1, atol=1e-6)


@given(st.integers(1, 5000))
def test_a_linear_pair_adds_up_to_one(length: int) -> None:
    pair = fade_in(Curve.LINEAR, length, 0, length) + fade_out(Curve.LINEAR, length, 0, length)
    np.testing.assert_allclose(pair, 1, atol=1e-6)


@given(st.sampled_from(Curve), st.integers(1, 300), st.integers(0, 299))
def test_a_fade_in_blocks_is_the_fade_in_one_piece(curve: Curve, length: int, cut: int) -> None:
    cut = min(cut, length)
    for fade in (fade_in, fade_out):
        parts = [fade(curve, length, 0, cut), fade(curve, length, cut, length - cut)]
        np.testing.assert_array_equal(np.concatenate(parts), fade(curve, length, 0, length))


def test_beyond_its_ends_a_fade_is_nothing_or_all() -> None:
    assert not fade_in(Curve.EQUAL_POWER, 10, -5, 5).any()
    assert (fade_in(Curve.EQUAL_POWER, 10, 10, 5) == 1).all()
    assert not fade_out(Curve.EQUAL_POWER, 10, 10, 5).any()
    assert (fade_out(Curve.EQUAL_POWER, 10, -5, 5) == 1).all()
    assert (fade_in(Curve.LINEAR, 0, 0, 3) == 1).all()


def test_a_gain_curve_runs_straight_in_decibels_between_corners() -> None:
    gains = gain_at(DIP, 0, 600)
    assert gains[150] == pytest.approx(gain_from_db(-6), rel=1e-5)
    assert gains[250] == pytest.approx(gain_from_db(-12), rel=1e-5)
    assert gains[400] == pytest.approx(gain_from_db(-6), rel=1e-5)
    assert (gains[:101] == 1).all()
    assert (gains[500:] == 1).all()


def test_without_corners_there_is_no_gain() -> None:
    assert (gain_at((), 7, 9) == 1).all()


@given(st.integers(0, 700), st.integers(1, 100))
def test_a_flat_block_needs_no_curve(first: int, count: int) -> None:
    if is_flat(DIP, first, count):
        assert (gain_at(DIP, first, count) == 1).all()
