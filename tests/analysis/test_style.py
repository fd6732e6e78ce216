import numpy as np
import pytest

from dj.analysis.recording import Recording
from dj.analysis.style import DIMENSIONS, StyleAnalyser, measure
from dj.analysis.style_scale import CENTRE, SPREAD
from dj.model.tonality import Key, Mode
from dj.testing import signals
from dj.testing.analyser_contract import recorded
from dj.testing.signals import KnownSong


def vector(samples: np.ndarray) -> np.ndarray:
    return np.asarray(StyleAnalyser().analyse(recorded(samples), {})["vector"])


def test_the_vector_has_84_dimensions_and_unit_length(
    sung: tuple[KnownSong, Recording],
) -> None:
    found = np.asarray(StyleAnalyser().analyse(sung[1], {})["vector"])
    assert DIMENSIONS == 84
    assert found.shape == (DIMENSIONS,) == CENTRE.shape == SPREAD.shape
    assert found.dtype == np.float32
    assert np.linalg.norm(found) == pytest.approx(1.0, abs=1e-5)


@pytest.mark.parametrize("kind", ["silence", "one sample", "full scale"])
def test_odd_sounds_have_a_finite_vector(kind: str) -> None:
    frames = 1 if kind == "one sample" else 20_000
    level = 0.0 if kind == "silence" else 1.0
    found = vector(np.full((frames, 2), level, np.float32))
    assert np.isfinite(found).all()
    assert np.linalg.norm(found) == pytest.approx(1.0, abs=1e-5)


def test_gain_changes_nothing_much() -> None:
    rng = np.random.default_rng(2)
    samples = signals.song(Key(tonic=0, mode=Mode.MAJOR), rng, duration_s=10.0).audio.samples
    assert vector(samples) @ vector(samples * np.float32(0.25)) > 0.97


@pytest.mark.slow
def test_the_same_band_in_another_key_is_nearer_than_another_band() -> None:
    rng = np.random.default_rng(3)
    one, same = (
        vector(signals.song(Key(tonic=tonic, mode=Mode.MAJOR), rng, duration_s=12.0).audio.samples)
        for tonic in (0, 5)
    )
    other = vector(signals.noise(-20.0, 12.0, rng).samples)
    assert one @ same > one @ other + 0.3


def test_measurements_are_plain_numbers(sung: tuple[KnownSong, Recording]) -> None:
    assert np.isfinite(measure(sung[1])).all()
    assert (SPREAD > 0).all()
