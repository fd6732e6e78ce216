"""Layouts of samples."""

import numpy as np
import pytest

from dj.audio.planes import planes, unlaid

FRAMES = np.array([[0.5, -0.5], [1.5, -1.5], [0.25, 0.0]], np.float32)


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("fltp", [[0.5, 1.5, 0.25], [-0.5, -1.5, 0.0]]),
        ("flt", [[0.5, -0.5, 1.5, -1.5, 0.25, 0.0]]),
        ("s16", [[16384, -16384, 32767, -32767, 8192, 0]]),
        ("s32", [[2**30, -(2**30), (2**23 - 1) << 8, -(2**31), 2**29, 0]]),
    ],
)
def test_each_codec_gets_its_layout(name: str, wanted: list[list[float]]) -> None:
    laid = planes(FRAMES, name)
    assert laid.tolist() == wanted
    assert laid.flags.c_contiguous


@pytest.mark.parametrize("sample_format", ["s16", "s32"])
def test_whole_numbers_come_back_as_a_decoder_gives_them(sample_format: str) -> None:
    sound = np.random.default_rng(3).uniform(-1.1, 1.1, (500, 2)).astype(np.float32)
    back = unlaid(planes(sound, sample_format))
    step = 2.0**-15 if sample_format == "s16" else 2.0**-23
    assert np.abs(back - np.clip(sound, -1.0, 1.0)).max() <= 1.6 * step
