"""How loud a finished clip is from moment to moment."""

from pathlib import Path

import numpy as np
import pytest
import soundfile

from dj.errors import AudioError
from dj.speech import heard_levels_lufs

RATE_HZ = 44_100


def test_a_mono_clip_is_measured_as_both_channels_play_it(tmp_path: Path) -> None:
    tone = 0.5 * np.sin(2 * np.pi * 997 * np.arange(RATE_HZ) / RATE_HZ)
    tone[RATE_HZ // 2 :] = 0
    soundfile.write(tmp_path / "t.wav", tone, RATE_HZ, subtype="PCM_16")
    levels = heard_levels_lufs(tmp_path / "t.wav")
    assert len(levels) == 10
    assert levels[2] == pytest.approx(20 * np.log10(0.5), abs=0.1)
    assert levels[-1] < -60


def test_a_clip_that_is_lost_is_named(tmp_path: Path) -> None:
    with pytest.raises(AudioError, match=r"lost\.wav"):
        heard_levels_lufs(tmp_path / "lost.wav")
