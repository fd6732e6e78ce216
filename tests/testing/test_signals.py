"""The truth itself is checked against something else than the meters it serves."""

import numpy as np
import pyebur128
import pytest

from dj.model.tonality import Key, Mode
from dj.testing import signals
from dj.testing.signals import RATE_HZ


@pytest.mark.parametrize("lufs", [-30.0, -16.0])
def test_noise_has_the_loudness_it_was_asked_for(lufs: float) -> None:
    samples = signals.noise(lufs, 10.0, np.random.default_rng(1)).samples
    state = pyebur128.R128State(2, RATE_HZ, pyebur128.MeasurementMode.MODE_I)
    state.add_frames(samples.ravel(), len(samples))
    assert pyebur128.get_loudness_global(state) == pytest.approx(lufs, abs=0.05)


def test_clicks_begin_on_their_beats() -> None:
    samples = signals.clicks(100.0, 3.0, first_s=0.2).samples[:, 0]
    starts = np.flatnonzero((samples[1:] != 0) & (samples[:-1] == 0) & (samples[:-1] == 0))
    for beat_s in np.arange(0.2, 2.9, 0.6):
        assert np.abs(starts - beat_s * RATE_HZ).min() <= 2


@pytest.mark.parametrize("style", signals.STYLES)
def test_drums_sound_from_the_first_sample_and_do_not_clip_wildly(style: str) -> None:
    samples = signals.drums(style, 120.0, 4.0, np.random.default_rng(2)).samples
    assert np.abs(samples[:500]).max() > 0.1
    assert np.abs(samples).max() < 4.0


@pytest.mark.slow
def test_a_song_is_silent_before_its_cue_and_the_voice_waits_for_its_post() -> None:
    key, style = Key(tonic=0, mode=Mode.MAJOR), "rock"
    plain = signals.song(key, np.random.default_rng(3), style=style, duration_s=12.0)
    sung = signals.song(
        key, np.random.default_rng(3), style=style, duration_s=12.0, voice_s=(5.0, 10.0)
    )
    assert not plain.audio.samples[: int(0.25 * RATE_HZ)].any()
    one, other = (song.audio.samples[:, 0] for song in (plain, sung))
    before = slice(int(0.3 * RATE_HZ), int(4.99 * RATE_HZ))
    ratio = float(np.dot(one[before], other[before]) / np.dot(one[before], one[before]))
    assert np.allclose(other[before], ratio * one[before], atol=1e-4)
    after = slice(int(5.1 * RATE_HZ), int(6.0 * RATE_HZ))
    assert np.abs(other[after] - ratio * one[after]).max() > 0.02


def test_a_fade_ends_in_nothing() -> None:
    faded = signals.song(
        Key(tonic=5, mode=Mode.MINOR), np.random.default_rng(4), duration_s=12.0, fade_s=5.0
    )
    samples = np.abs(faded.audio.samples[:, 0])
    assert samples[int(11.3 * RATE_HZ) : int(11.5 * RATE_HZ)].max() < 0.02
    assert samples[int(5.0 * RATE_HZ) : int(6.0 * RATE_HZ)].max() > 0.2


def test_the_same_seed_gives_the_same_song() -> None:
    one, other = (
        signals.song(Key(tonic=1, mode=Mode.MAJOR), np.random.default_rng(5), duration_s=3.0)
        for _ in range(2)
    )
    assert np.array_equal(one.audio.samples, other.audio.samples)
