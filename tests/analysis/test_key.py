from functools import cache

import numpy as np
import pytest

from dj.analysis.key import KeyAnalyser
from dj.model.tonality import Key, Mode
from dj.testing import signals
from dj.testing.analyser_contract import recorded

KEYS = [Key(tonic=tonic, mode=mode) for mode in Mode for tonic in range(12)]


def key(samples: np.ndarray) -> dict[str, object]:
    return dict(KeyAnalyser().analyse(recorded(samples), {}))


@pytest.mark.parametrize("true", KEYS[::7], ids=str)
def test_plain_chords_show_their_key(true: Key) -> None:
    found = key(signals.chords(true, 480.0, 8.0).samples)
    assert found["key"] == true
    assert float(str(found["key_confidence"])) > 0.3


@pytest.mark.parametrize("cents", [-40.0, 35.0])
def test_a_detuned_recording_keeps_its_key(cents: float) -> None:
    true = Key(tonic=4, mode=Mode.MINOR)
    assert key(signals.chords(true, 480.0, 8.0, tuning_cents=cents).samples)["key"] == true


def test_noise_has_no_key_to_trust() -> None:
    found = key(signals.noise(-20.0, 8.0, np.random.default_rng(1)).samples)
    assert float(str(found["key_confidence"])) < 0.5


def test_silence_has_no_key() -> None:
    assert key(np.zeros((44_100, 2), np.float32)) == {
        "key": None, "key_confidence": 0.0, "key_candidates": (), "tuning_cents": 0.0,
    }  # fmt: skip


@cache
def at_home() -> object:
    return key(signals.chords(KEYS[0], 480.0, 8.0).samples)["key"]


@pytest.mark.parametrize("semitones", [1, 5, 8, *(
    pytest.param(more, marks=pytest.mark.slow) for more in (2, 3, 4, 6, 7, 9, 10, 11)
)])  # fmt: skip
def test_transposition_moves_the_key_by_as_much(semitones: int) -> None:
    moved = key(signals.chords(KEYS[0].transposed(semitones), 480.0, 8.0).samples)["key"]
    home = at_home()
    assert isinstance(home, Key)
    assert moved == home.transposed(semitones)


@pytest.mark.slow
def test_two_of_three_keys_are_right_under_drums_and_a_voice() -> None:
    rng = np.random.default_rng(4)
    right = 0
    for number, true in enumerate(KEYS):
        voice_s = (6.0, 22.0) if number % 2 else None
        style = signals.STYLES[number % 7]
        song = signals.song(true, rng, style=style, duration_s=28.0, voice_s=voice_s)
        right += key(song.audio.samples)["key"] == true
    assert right >= 16
