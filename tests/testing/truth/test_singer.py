"""Whether the singer sings: the right pitch, the right vowel, silence between phrases."""

from dataclasses import replace

import numpy as np
import pytest

from dj.model.analysis import Region
from dj.testing.truth import leads, singer
from dj.testing.truth.contour import Bend
from dj.testing.truth.known import Mono, Note
from dj.testing.truth.lyrics import VOICES
from dj.testing.truth.singer import Syllable

_RATE_HZ = 22_050
_STEADY = Bend(glide_s=0.03)


def _sing(vowel: str, midi: float, name: str = "voice low bright") -> tuple[Mono, Region]:
    voice = replace(VOICES[name], bend=_STEADY, breath=0.0, shimmer=0.0)
    note = Note(at_s=1.0, midi=midi, length_s=1.5)
    phrase = [Syllable(note=note, vowel=vowel, consonant="s")]
    track, regions = singer.sing(voice, [phrase], 4.0, _RATE_HZ, np.random.default_rng(1))
    return track, regions[0]


def _centroid_hz(mono: Mono, low_hz: float, high_hz: float) -> float:
    power = np.abs(np.fft.rfft(mono * np.hanning(len(mono)))) ** 2
    hz = np.fft.rfftfreq(len(mono), 1 / _RATE_HZ)
    inside = (hz > low_hz) & (hz < high_hz)
    return float(np.sum(hz[inside] * power[inside]) / np.sum(power[inside]))


def test_a_note_has_its_pitch() -> None:
    track, _ = _sing("uh", 57)
    held = track[int(1.3 * _RATE_HZ) : int(2.3 * _RATE_HZ)]
    lags = np.correlate(held, held[: len(held) // 2], "valid")
    lag = 60 + int(np.argmax(lags[60:200]))
    assert pytest.approx(220.0, rel=0.015) == _RATE_HZ / lag


def test_vowels_differ_by_their_formants() -> None:
    part = slice(int(1.3 * _RATE_HZ), int(2.3 * _RATE_HZ))
    ah, ee, oo = (_sing(vowel, 45)[0][part] for vowel in ("a", "i", "u"))
    assert _centroid_hz(ah, 80, 1000) > _centroid_hz(ee, 80, 1000) + 200
    assert _centroid_hz(ee, 600, 4000) > _centroid_hz(oo, 600, 4000) + 500


def test_a_region_holds_all_of_the_voice_and_the_breath_before_it_is_faint() -> None:
    track, region = _sing("a", 50)
    inside = track[int(region.start_s * _RATE_HZ) : int(region.end_s * _RATE_HZ)]
    before, after = track[: int(region.start_s * _RATE_HZ)], track[int(region.end_s * _RATE_HZ) :]
    assert region.start_s == pytest.approx(0.87)
    assert before.any()
    assert np.abs(before).max() < 0.15 * np.abs(inside).max()
    assert not after[20:].any()


@pytest.mark.parametrize("name", sorted(leads.LEADS))
def test_a_solo_instrument_plays_its_note_and_stops(name: str) -> None:
    lead = replace(leads.LEADS[name], bend=_STEADY)
    note = Note(at_s=0.5, midi=69, length_s=1.0)
    track = leads.play(lead, [[note]], 3.0, _RATE_HZ, np.random.default_rng(1))
    held = track[int(0.7 * _RATE_HZ) : int(1.4 * _RATE_HZ)]
    hz = np.fft.rfftfreq(len(held), 1 / _RATE_HZ)
    power = np.abs(np.fft.rfft(held * np.hanning(len(held)))) ** 2
    assert hz[np.argmax(power[: len(hz) // 4])] % 440 == pytest.approx(0, abs=6) or (
        -hz[np.argmax(power[: len(hz) // 4])] % 440 == pytest.approx(0, abs=6)
    )
    assert not track[: int(0.49 * _RATE_HZ)].any()
    assert np.abs(track[int(1.8 * _RATE_HZ) :]).max(initial=0.0) < 0.02 * np.abs(held).max()
