"""The bars that analysis holds on music whose truth is known, of a blind seed."""

from statistics import mean, median

import pytest
import soundfile

from dj.analysis import analyse_file
from dj.model.analysis import Analysis
from dj.testing import truth
from dj.testing.truth import Clip, metrics
from dj.units import TrackId

pytestmark = pytest.mark.slow
SEED = 100


@pytest.fixture(scope="module")
def heard(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[Clip, Analysis]]:
    path = tmp_path_factory.mktemp("clips") / "clip.flac"
    pairs = []
    for clip in truth.each_clip(SEED):
        soundfile.write(path, clip.audio.samples, clip.audio.sample_rate_hz)
        pairs.append((clip, analyse_file((TrackId("0" * 32), path))))
    return pairs


def test_tempi_are_right(heard: list[tuple[Clip, Analysis]]) -> None:
    pairs = [(sound.tempo_bpm, clip.tempo_bpm) for clip, sound in heard]
    errors = [metrics.tempo_error_bpm(found, true) for found, true in pairs]
    right = [error for error in errors if error is not None]
    assert len(right) >= 21
    assert mean(right) <= 0.02
    assert sum(metrics.tempo_accuracy2(found, true) for found, true in pairs) == 24


def test_beats_and_downbeats_are_right(heard: list[tuple[Clip, Analysis]]) -> None:
    beats = [metrics.beats(sound.beats_s, clip.beats_s).f1 for clip, sound in heard]
    downbeats = [metrics.beats(sound.downbeats_s, clip.downbeats_s).f1 for clip, sound in heard]
    biases = [metrics.phase_bias_s(sound.beats_s, clip.beats_s) for clip, sound in heard]
    assert mean(beats) >= 0.85
    assert mean(downbeats) >= 0.75
    assert abs(median(bias for bias in biases if bias is not None)) <= 0.005


def test_keys_are_right(heard: list[tuple[Clip, Analysis]]) -> None:
    assert sum(metrics.key_exact(sound.key, clip.key) for clip, sound in heard) >= 17
