"""Who has the bass while two songs sound."""

from collections.abc import Iterator

import numpy as np
import pytest

from dj.mix.lows import Reel, dips, shaped
from dj.model.audio import Samples
from dj.model.timeline import Event, EventKind, GainPoint
from tests.mix import material
from tests.mix.material import RATE_HZ

SOUND = material.noise(6)


def event(*corners: tuple[float, float], at_s: float = 10.0) -> Event:
    at_frame = round(at_s * RATE_HZ)
    return Event(
        id="m00",
        kind=EventKind.MUSIC,
        source_id="a",
        at_frame=at_frame,
        source_in_frame=0,
        source_out_frame=len(SOUND),
        lows=tuple(
            GainPoint(at_frame=at_frame + round(s * RATE_HZ), gain_db=db) for s, db in corners
        ),
    )


def pieces(size: int) -> Iterator[Samples]:
    return (SOUND[at : at + size] for at in range(0, len(SOUND), size))


@pytest.mark.parametrize("size", [1000, 44_100, len(SOUND)])
def test_the_sizes_of_the_pieces_change_nothing(size: int) -> None:
    low = event((0, -30), (2, -30), (2.5, 0), (4, 0), (4.5, -30), (6, -30))
    heard = np.concatenate(list(shaped(pieces(size), low, RATE_HZ)))
    whole = np.concatenate(list(shaped(pieces(len(SOUND)), low, RATE_HZ)))
    np.testing.assert_array_equal(heard, whole)
    assert len(heard) == len(SOUND)


def test_outside_its_dips_a_song_is_untouched() -> None:
    low = event((0, -30), (1, -30), (1.5, 0))
    heard = np.concatenate(list(shaped(pieces(44_100), low, RATE_HZ)))
    after = round(1.5 * RATE_HZ) + 1
    np.testing.assert_array_equal(heard[after:], SOUND[after:])
    assert np.abs(heard - SOUND)[:RATE_HZ].max() > 0.01


def test_dips_that_touch_are_one_and_stay_inside_the_song() -> None:
    settling = round(0.05 * RATE_HZ)
    assert dips(event((0, -30), (1, -30), (2, 0)), RATE_HZ) == [(0, 2 * RATE_HZ + settling)]
    apart = dips(event((0, -30), (1, 0), (5, 0), (5.5, -30), (6, -30)), RATE_HZ)
    assert apart == [(0, RATE_HZ + settling), (5 * RATE_HZ - settling, len(SOUND))]
    assert dips(event(), RATE_HZ) == []
    assert dips(event((1, 0), (2, 0)), RATE_HZ) == []


def test_a_reel_gives_what_is_left_and_then_nothing() -> None:
    reel = Reel(pieces(100_000))
    assert len(reel.take(150_000)) == 150_000
    assert len(reel.take(10**6)) == len(SOUND) - 150_000
    assert reel.take(5).shape == (0, 2)
