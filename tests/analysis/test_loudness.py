from pathlib import Path

import numpy as np
import pyebur128
import pytest
import soundfile

from dj.analysis.loudness import LoudnessAnalyser
from dj.analysis.recording import listen


def loudness(path: Path, samples: np.ndarray, rate_hz: int) -> float:
    soundfile.write(path, samples, rate_hz, subtype="FLOAT")
    return float(str(LoudnessAnalyser().analyse(listen(path), {})["loudness_lufs"]))


def judged(left: np.ndarray, right: np.ndarray, rate_hz: int) -> float:
    state = pyebur128.R128State(2, rate_hz, pyebur128.MeasurementMode.MODE_I)
    state.add_frames(np.column_stack([left, right]).ravel(), len(left))
    return float(pyebur128.get_loudness_global(state))


def noise(channels: int, rate_hz: int) -> np.ndarray:
    rng = np.random.default_rng(channels)
    return (rng.normal(0.0, 0.02, (2 * rate_hz, channels))).astype(np.float32)


@pytest.mark.parametrize("rate_hz", [44_100, 48_000, 96_000])
def test_a_mono_file_is_as_loud_as_from_two_speakers(tmp_path: Path, rate_hz: int) -> None:
    mono = noise(1, rate_hz)
    found = loudness(tmp_path / "mono.wav", mono, rate_hz)
    assert found == pytest.approx(judged(mono[:, 0], mono[:, 0], rate_hz), abs=0.05)


def test_a_surround_file_is_as_loud_as_the_stereo_that_plays(tmp_path: Path) -> None:
    fl, fr, fc, lfe, bl, br = surround = noise(6, 48_000).T
    found = loudness(tmp_path / "surround.wav", surround.T, 48_000)
    # BS.775: centre and surrounds 3 dB down, no low-frequency effects; scaled so as not to clip.
    scale = 1.0 / (1.0 + 2.0 * 0.5**0.5)
    left, right = (scale * (front + 0.5**0.5 * (fc + back)) for front, back in ((fl, bl), (fr, br)))
    assert found == pytest.approx(judged(left, right, 48_000), abs=0.05)
    assert lfe.any()
