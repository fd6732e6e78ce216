from functools import cache

import numpy as np
import pytest
from numpy.typing import NDArray

from dj.analysis.cues import CueAnalyser
from dj.model.analysis import CuePoints, Ending
from dj.model.tonality import Key, Mode
from dj.testing import signals
from dj.testing.analyser_contract import recorded
from dj.testing.signals import RATE_HZ

Sound = NDArray[np.float32]


@cache
def band(seconds: float, style: str = "rock", tempo_bpm: float = 112.0) -> Sound:
    key, rng = Key(tonic=4, mode=Mode.MAJOR), np.random.default_rng(5)
    made = signals.song(key, rng, style=style, tempo_bpm=tempo_bpm, duration_s=seconds + 0.75)
    return made.audio.samples[round(0.25 * RATE_HZ) : -round(0.5 * RATE_HZ)]


def chord(seconds: float, decay_s: float) -> Sound:
    tones = [signals.sine(hz, -14.0, seconds).samples for hz in (165.0, 208.0, 247.0, 330.0)]
    shape = np.exp(-np.arange(round(seconds * RATE_HZ)) / (decay_s * RATE_HZ))
    return np.asarray(np.sum(tones, axis=0) * shape[:, None], np.float32)


def ramp(samples: Sound, seconds: float, *, at_end: bool) -> Sound:
    shape = np.clip(np.arange(len(samples)) / (seconds * RATE_HZ), 0.0, 1.0) ** 2
    return samples * (shape[::-1] if at_end else shape)[:, None].astype(np.float32)


def cues(samples: Sound) -> CuePoints:
    found = CueAnalyser().analyse(recorded(samples), {"vocal_regions": ()})["cues"]
    assert isinstance(found, CuePoints)
    return found


@pytest.mark.parametrize(("fade_s", "style", "bpm"), [
    (4.0, "house", 124.0),
    pytest.param(9.0, "ballad", 70.0, marks=pytest.mark.slow),
    pytest.param(14.0, "rock", 112.0, marks=pytest.mark.slow),
])  # fmt: skip
def test_music_that_plays_on_while_it_falls_is_a_fade(
    fade_s: float, style: str, bpm: float
) -> None:
    found = cues(ramp(band(20.0, style, bpm), fade_s, at_end=True))
    assert found.ending is Ending.FADE
    assert found.loud_until_s is not None
    assert 20.0 - fade_s <= found.loud_until_s < 20.0 - 0.3 * fade_s


@pytest.mark.parametrize("decay_s", [0.15, 1.5])
def test_a_last_chord_is_cold_however_long_it_rings(decay_s: float) -> None:
    found = cues(np.concatenate([band(8.0), chord(6.0, decay_s)]))
    assert found.ending is Ending.COLD
    assert found.cue_out_s > 8.0 + decay_s


@pytest.mark.slow
@pytest.mark.parametrize("softer_db", [6.0])
def test_a_soft_outro_is_no_fade(softer_db: float) -> None:
    outro = band(12.0, "ballad", 112.0) * np.float32(10.0 ** (-softer_db / 20.0))
    found = cues(np.concatenate([band(12.0), outro]))
    assert found.ending is Ending.COLD
    assert found.cue_out_s == pytest.approx(24.0, abs=0.4)


def test_music_cut_off_at_full_level_is_cold() -> None:
    assert cues(band(8.0)[: -RATE_HZ // 3]).ending is Ending.COLD


def test_a_fade_in_is_loud_late() -> None:
    found = cues(ramp(band(14.0), 10.0, at_end=False))
    assert found.loud_from_s is not None
    assert found.cue_in_s < 2.0
    assert 4.0 < found.loud_from_s < 10.0


def test_a_song_that_begins_and_ends_at_once_is_loud_all_the_way() -> None:
    found = cues(band(8.0))
    assert (found.loud_from_s, found.loud_until_s) == pytest.approx((0.0, 8.0), abs=0.6)
