import numpy as np
import pytest
from numpy.typing import NDArray

from dj.analysis.edges import EdgeAnalyser
from dj.model.analysis import Edge
from dj.testing import signals
from dj.testing.analyser_contract import recorded
from dj.testing.signals import RATE_HZ


def edges(samples: NDArray[np.float32]) -> tuple[Edge, Edge]:
    found = EdgeAnalyser().analyse(recorded(samples), {})["edges"]
    assert isinstance(found, tuple)
    return found


def test_each_end_keeps_its_own_sound() -> None:
    low, high = (signals.sine(hz, -12.0, 3.0).samples for hz in (220.0, 1174.66))
    first, last = edges(np.concatenate([low, high]))
    assert (int(np.argmax(first.pitches)), int(np.argmax(last.pitches))) == (9, 2)
    assert np.argmax(first.bands_db) < np.argmax(last.bands_db)


def test_rest_before_and_after_is_measured_and_not_heard() -> None:
    music = signals.noise(-14.0, 4.0, np.random.default_rng(1)).samples
    before, after = (np.zeros((round(s * RATE_HZ), 2), np.float32) for s in (0.7, 1.4))
    first, last = edges(np.concatenate([before, music, after]))
    assert (first.rest_s, last.rest_s) == pytest.approx((0.7, 1.4), abs=0.01)
    assert (first.level_lufs, last.level_lufs) == pytest.approx((-14.0, -14.0), abs=1.5)


def test_silence_has_no_edges() -> None:
    found = EdgeAnalyser().analyse(recorded(np.zeros((RATE_HZ, 2), np.float32)), {})
    assert found == {"edges": None}
