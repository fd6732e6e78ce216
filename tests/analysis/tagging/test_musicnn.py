from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dj.analysis import installed, models
from dj.analysis.chain import analysers, measured_by, model_analysers
from dj.analysis.tagging.mel import BANDS
from dj.analysis.tagging.musicnn import FRAMES, PATCHES, patch, starts
from dj.analysis.tagging.weights import CARD
from dj.errors import ModelError
from dj.model.audio import Audio

PATCH_S = 187 * 256 / 16_000


@dataclass(frozen=True)
class Tone:
    """Sound made where it is asked for, as `Excerpts`."""

    duration_s: float
    wave: Callable[[np.ndarray], np.ndarray] = lambda time_s: np.sin(2 * np.pi * 440.0 * time_s)
    rate_hz: int = 44_100

    def excerpt(self, start_s: float, end_s: float) -> Audio:
        first, last = (round(min(at, self.duration_s) * self.rate_hz) for at in (start_s, end_s))
        mono = self.wave(np.arange(first, max(first, last)) / self.rate_hz)
        stereo = np.column_stack([mono, mono]).astype(np.float32)
        return Audio(samples=stereo, sample_rate_hz=self.rate_hz)


@given(st.floats(0.0, 100.0), st.floats(0.0, 8_000.0))
def test_patches_lie_inside_the_song_and_do_not_overlap(cue_in_s: float, length_s: float) -> None:
    found = starts(cue_in_s, cue_in_s + length_s)
    assert 1 <= len(found) <= PATCHES
    assert found[0] == cue_in_s
    assert all(after - before >= PATCH_S - 1e-6 for before, after in pairwise(found))
    if length_s >= PATCH_S:
        assert found[-1] + PATCH_S <= cue_in_s + length_s + 1e-6


@pytest.mark.parametrize("rate_hz", [8_000, 16_000, 44_100, 96_000])
def test_a_patch_is_the_same_wherever_it_is_cut_and_at_any_rate(rate_hz: int) -> None:
    sound = Tone(duration_s=60.0, rate_hz=rate_hz)
    expected = patch(Tone(duration_s=60.0), 10.0)
    found = patch(sound, 20.0)  # 440 Hz repeats, so another place sounds the same
    assert found.shape == (FRAMES, BANDS)
    assert np.abs(found.mean(axis=0) - expected.mean(axis=0)).max() < 0.02


def test_a_sound_shorter_than_a_patch_is_repeated() -> None:
    found = patch(Tone(duration_s=0.5), 0.0)
    assert found.shape == (FRAMES, BANDS)
    assert found[-1].max() == pytest.approx(float(found[5].max()), rel=0.2)


@pytest.mark.parametrize("duration_s", [0.0, 0.001])
def test_next_to_nothing_is_silence(duration_s: float) -> None:
    assert not patch(Tone(duration_s=duration_s), 0.0).any()


def test_a_model_of_that_name_with_other_weights_is_refused_before_any_song(tmp_path: Path) -> None:
    models.save(tmp_path, CARD, {"dense/bias": np.zeros(200, np.float32)})
    with pytest.raises(ModelError, match="not the model we know"):
        installed(tmp_path)
    assert installed(tmp_path / "empty") == {}


def test_without_a_model_no_analyser_of_the_chain_is_another() -> None:
    assert "musicnn" in model_analysers()
    assert "musicnn" not in analysers()
    assert measured_by()["sound_tags"] == measured_by()["embedding"] == "musicnn"
