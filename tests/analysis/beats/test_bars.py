import numpy as np
import pytest

from dj.analysis.beats.bars import bars
from dj.interfaces import Frames

RATE_HZ = 86.13


def accented(meter: int, phase: int, count: int = 64) -> tuple[np.ndarray, Frames, Frames]:
    """Beats every half second whose bars start with a low onset and a new chord."""
    beats = 0.5 * np.arange(count) + 0.2
    onsets = np.full((int(beats[-1] * RATE_HZ) + 90, 6), 0.05, np.float32)
    onsets[np.rint(beats * RATE_HZ).astype(int)] = 0.5
    onsets[np.rint(beats[phase::meter] * RATE_HZ).astype(int), 0] = 2.0
    chroma = np.zeros((int(beats[-1] * 10.77) + 20, 36), np.float32)
    bar = np.searchsorted(beats[phase::meter], np.arange(len(chroma)) / 10.77)
    chroma[np.arange(len(chroma)), bar * 15 % 36] = 1.0
    return beats, Frames(values=onsets, rate_hz=RATE_HZ), Frames(values=chroma, rate_hz=10.77)


@pytest.mark.parametrize(("meter", "phase"), [(4, 0), (4, 3), (3, 1), (3, 2)])
def test_meter_and_phase_follow_the_accents(meter: int, phase: int) -> None:
    beats, onsets, chroma = accented(meter, phase)
    beats_per_bar, downbeats = bars(beats, onsets, chroma)
    assert beats_per_bar == meter
    assert np.array_equal(downbeats, beats[phase::meter])


def test_a_few_beats_are_one_bar_of_four() -> None:
    beats, onsets, chroma = accented(4, 0, count=6)
    assert bars(beats, onsets, chroma)[0] == 4
