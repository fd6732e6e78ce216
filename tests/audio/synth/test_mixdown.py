from dataclasses import replace
from pathlib import Path

import numpy as np
import pyebur128
import pytest

from dj.audio.synth import SAMPLE_RATE_HZ, excerpt, load_score, render_score

SCORES = Path(__file__).parents[3] / "assets" / "demo" / "scores"


def loudness(samples: np.ndarray) -> float:
    meter = pyebur128.R128State(2, SAMPLE_RATE_HZ, pyebur128.MeasurementMode.MODE_I)
    meter.add_frames(np.ascontiguousarray(samples).reshape(-1), samples.shape[0])
    return float(pyebur128.get_loudness_global(meter))


def test_an_excerpt_is_clean_and_as_loud_as_written() -> None:
    score = load_score(SCORES / "hundred_bicycles.yaml")
    samples = render_score(excerpt(score, 0, 1))
    assert samples.dtype == np.float32
    assert np.isfinite(samples).all()
    assert np.abs(samples).max() <= 10 ** (-0.5 / 20)
    assert loudness(samples) == pytest.approx(score.loudness_lufs, abs=1.0)


def test_a_part_that_is_turned_up_gets_louder_in_the_mix() -> None:
    score = excerpt(load_score(SCORES / "hundred_bicycles.yaml"), 0, 1)
    bells = next(part for part in score.parts if part.name == "bells")
    louder = replace(
        score, parts=tuple(replace(p, level_db=12.0) if p is bells else p for p in score.parts)
    )
    assert high_share(render_score(louder)) > 1.5 * high_share(render_score(score))


def high_share(samples: np.ndarray) -> float:
    power = np.abs(np.fft.rfft(samples.mean(axis=1))) ** 2
    hertz = np.fft.rfftfreq(samples.shape[0], 1 / SAMPLE_RATE_HZ)
    return float(power[(hertz > 800) & (hertz < 2500)].sum() / power.sum())


@pytest.mark.slow
@pytest.mark.parametrize("path", sorted(SCORES.glob("*.yaml")), ids=lambda path: path.stem)
def test_a_whole_song_is_clean_balanced_and_as_loud_as_written(path: Path) -> None:
    score = load_score(path)
    samples = render_score(score)
    assert np.isfinite(samples).all()
    assert np.abs(samples).max() <= 10 ** (-0.5 / 20)
    assert loudness(samples) == pytest.approx(score.loudness_lufs, abs=0.6)
    assert np.abs(samples[-50:]).max() < 2e-3
    power = np.abs(np.fft.rfft(samples.mean(axis=1))) ** 2
    hertz = np.fft.rfftfreq(samples.shape[0], 1 / SAMPLE_RATE_HZ)
    share = 10 * np.log10(power[(hertz >= 60) & (hertz < 4000)].sum() / power.sum())
    assert share > -3.0, "neither rumble nor hiss may rule a song"
