from dataclasses import replace

import numpy as np

from dj.analysis.beats.grid import Grid
from dj.analysis.beats.pulse import MEASUREMENTS, PLACES, coordinate, readings
from dj.interfaces import Frames

RATE_HZ = 86.1328125
BEAT_S = 0.5


def drums(beat_s: float = BEAT_S, duration_s: float = 60.0) -> Frames:
    """Bass drum on the first and third of four beats, snare on the others, hats on halves."""
    onsets = np.full((int(duration_s * RATE_HZ), 6), 0.01, np.float32)
    halves = np.arange(0.0, duration_s - 1.0, beat_s / 2)
    for number, at_s in enumerate(halves):
        at = round(at_s * RATE_HZ)
        onsets[at, 5] = 1.0
        if number % 2 == 0:
            onsets[at, 0 if number % 4 == 0 else 3] = 2.0
    return Frames(values=onsets, rate_hz=RATE_HZ)


CHROMA = Frames(values=np.ones((600, 36), np.float32), rate_hz=10.0)
PULSE = Grid(beats_s=np.arange(0.0, 60.0, BEAT_S), period_s=BEAT_S, steadiness=1.0, is_steady=True)


def test_each_tempo_of_music_is_read_once_in_twelve_phases() -> None:
    read = readings(PULSE, drums(), CHROMA, lambda lag_s: 0.0)
    assert [round(r.tempo_bpm) for r in read] == [120, 60, 180, 80, 90, 160]
    assert {r.measured.shape for r in read} == {(PLACES, MEASUREMENTS)}


def test_drums_strike_on_the_beat_and_bass_drum_and_snare_take_turns() -> None:
    measured = readings(PULSE, drums(), CHROMA, lambda lag_s: 0.0)[0].measured
    on_beat, between = measured[0], measured[6]
    assert on_beat[0] > between[0] + 1.0  # bass drum
    assert on_beat[3] > between[3] + 1.0  # snare
    turns = measured[:, 33:36]
    assert turns[0, 0] > 1.0
    assert turns[0, 1] > 1.0
    assert turns[0, 2] < 0.5  # one is strong where the other is weak


def test_a_pulse_that_drifts_is_folded_along_its_own_strokes() -> None:
    strokes = np.cumsum(np.linspace(0.45, 0.55, 100))
    drifting = Grid(beats_s=strokes, period_s=0.5, steadiness=0.3, is_steady=False)
    places = coordinate(drifting, strokes)
    assert np.allclose(places, np.arange(100))
    beyond = coordinate(drifting, np.array([strokes[0] - 0.5, strokes[-1] + 1.0]))
    assert np.allclose(beyond, [-1.0, 101.0])


def test_silence_and_very_short_sounds_are_measured_too() -> None:
    silent = Frames(values=np.zeros((20, 6), np.float32), rate_hz=RATE_HZ)
    chroma = Frames(values=np.zeros((3, 36), np.float32), rate_hz=10.0)
    for pulse in (PULSE, replace(PULSE, is_steady=False)):
        for reading in readings(pulse, silent, chroma, lambda lag_s: 0.0):
            assert np.isfinite(reading.measured).all()
