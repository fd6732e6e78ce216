import numpy as np
import pytest

from dj.analysis.energy import EnergyAnalyser
from dj.analysis.recording import Recording
from dj.model.tonality import Key, Mode
from dj.testing import signals
from dj.testing.analyser_contract import recorded
from dj.testing.signals import KnownSong


def energy(recording: Recording, tempo_bpm: float | None = None) -> float:
    value = EnergyAnalyser().analyse(recording, {"tempo_bpm": tempo_bpm})["energy"]
    assert isinstance(value, float)
    return value


@pytest.mark.slow
def test_a_pad_is_calmer_than_a_ballad_and_that_than_house() -> None:
    rng = np.random.default_rng(1)
    key = Key(tonic=0, mode=Mode.MAJOR)
    pad = signals.chords(key, 30.0, 12.0).samples * np.float32(0.1)
    ballad = signals.song(key, rng, style="ballad", tempo_bpm=66.0, duration_s=12.0)
    house = signals.song(key, rng, style="house", tempo_bpm=128.0, duration_s=12.0)
    heard = [energy(recorded(pad)), energy(recorded(ballad.audio.samples), 66.0),
             energy(recorded(house.audio.samples), 128.0)]  # fmt: skip
    assert heard == sorted(heard)
    assert heard[0] < 0.2
    assert heard[2] > heard[0] + 0.15


def test_loudness_alone_moves_it_little(instrumental: tuple[KnownSong, Recording]) -> None:
    song, recording = instrumental
    quiet = recorded(song.audio.samples * np.float32(0.5))
    assert abs(energy(recording, 124.0) - energy(quiet, 124.0)) < 0.15


def test_there_is_a_value_for_each_second(faded: tuple[KnownSong, Recording]) -> None:
    curve = np.asarray(EnergyAnalyser().analyse(faded[1], {"tempo_bpm": None})["energy_curve"])
    assert len(curve) == 26
    assert curve[-3:].mean() < curve[5:20].mean()


@pytest.mark.parametrize("frames", [1, 4410])
def test_a_very_short_sound_has_an_energy(frames: int) -> None:
    assert 0.0 <= energy(recorded(np.full((frames, 2), 0.5, np.float32))) <= 1.0
