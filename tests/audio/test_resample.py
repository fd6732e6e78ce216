import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dj.audio.resample import Resampler, resample

RATES = (8000, 22_050, 32_000, 44_100, 48_000, 96_000)


def noise(frames: int) -> np.ndarray:
    return np.random.default_rng(5).normal(0, 0.1, (frames, 2)).astype(np.float32)


def test_the_same_rate_changes_nothing() -> None:
    samples = noise(100)
    assert resample(samples, 44_100, 44_100) is samples


@pytest.mark.parametrize("rate_hz", RATES)
def test_length_scales_with_the_rate(rate_hz: int) -> None:
    assert abs(len(resample(noise(44_100), 44_100, rate_hz)) - rate_hz) <= 1


def test_a_tone_keeps_its_phase() -> None:
    hz = 997.0
    tone = np.sin(2 * np.pi * hz * np.arange(44_100) / 44_100)[:, None].astype(np.float32)
    moved = resample(tone, 44_100, 48_000)[2000:-2000, 0]
    expected = np.sin(2 * np.pi * hz * np.arange(2000, 2000 + len(moved)) / 48_000)
    assert np.abs(moved - expected).max() < 1e-3


@settings(max_examples=20, deadline=None)
@given(
    sizes=st.lists(st.integers(0, 9000), min_size=1, max_size=6),
    rates=st.tuples(st.sampled_from(RATES), st.sampled_from(RATES)).filter(lambda r: r[0] != r[1]),
)
def test_a_stream_equals_the_whole(sizes: list[int], rates: tuple[int, int]) -> None:
    samples = noise(sum(sizes) + 1)
    stream = Resampler(*rates, 2)
    parts, at = [], 0
    for size in sizes:
        parts.append(stream.feed(samples[at : at + size]))
        at += size
    parts.append(stream.feed(samples[at:], last=True))
    joined, whole = np.concatenate(parts), resample(samples, *rates)
    assert abs(len(joined) - len(whole)) <= 1
    shorter = min(len(joined), len(whole))
    assert np.abs(joined[:shorter] - whole[:shorter]).max(initial=0.0) < 1e-5


@settings(max_examples=40, deadline=None)
@given(frame=st.integers(0, 10**7), rates=st.tuples(st.sampled_from(RATES), st.sampled_from(RATES)))
def test_a_restart_is_aligned_and_never_late(frame: int, rates: tuple[int, int]) -> None:
    from_hz, to_hz = rates
    start, surplus = Resampler(from_hz, to_hz, 2).restart_for(frame)
    assert start >= 0
    assert surplus >= 0
    assert start * to_hz == (frame - surplus) * from_hz
