"""Whether the clips sound where their truth says, judged by spectra and levels only."""

import numpy as np
import pytest

from dj.model.tonality import Key
from dj.testing import truth
from dj.testing.truth.grooves import GROOVES
from dj.testing.truth.known import Clip, Mono, Times

_DRUMLESS, _ROCK = 10, 17


@pytest.fixture(scope="module")
def drumless() -> Clip:
    return truth.clip(3, _DRUMLESS)


@pytest.fixture(scope="module")
def rock() -> Clip:
    return truth.clip(3, _ROCK)


@pytest.mark.slow
def test_the_same_seed_makes_the_same_samples_and_another_makes_others(rock: Clip) -> None:
    assert np.array_equal(truth.clip(3, _ROCK).audio.samples, rock.audio.samples)
    other = truth.clip(4, _ROCK)
    assert other.key != rock.key or other.tempo_bpm != rock.tempo_bpm


def test_every_row_of_every_groove_divides_its_bar_into_halves_or_thirds_of_a_beat() -> None:
    for groove in GROOVES.values():
        rows = [row for bar in groove.drums for row in bar.values()]
        for row in (*rows, *groove.bass, *groove.comp, *groove.fill.values()):
            assert len(row) / groove.beats_per_bar in {2.0, 3.0, 4.0}


def test_sound_grows_at_the_beats_and_not_between_them(rock: Clip) -> None:
    mono, rate_hz = rock.audio.samples.mean(axis=1), rock.audio.sample_rate_hz
    third_s = 20.0 / rock.tempo_bpm
    at_beats = _growth(mono, rate_hz, rock.beats_s)
    assert np.median(at_beats) > 3 * np.median(_growth(mono, rate_hz, rock.beats_s + third_s))


def test_beats_are_as_far_apart_as_the_tempo_says_and_downbeats_a_bar(rock: Clip) -> None:
    assert np.diff(rock.beats_s) == pytest.approx(60.0 / rock.tempo_bpm)
    assert np.diff(rock.downbeats_s) == pytest.approx(rock.beats_per_bar * 60.0 / rock.tempo_bpm)
    assert np.isin(rock.downbeats_s, rock.beats_s).all()


def test_the_last_bar_begins_on_the_tonic_at_the_tuning_of_the_clip(drumless: Clip) -> None:
    rate_hz = drumless.audio.sample_rate_hz
    start, end = (drumless.beats_s[[-4, -2]] * rate_hz).astype(int)
    bass_hz = _strongest_hz(drumless.audio.samples[start:end].mean(axis=1), rate_hz, 38.0, 83.0)
    semitones = 69 + 12 * np.log2(bass_hz / 440.0) - drumless.tuning_cents / 100
    assert (semitones - drumless.key.tonic + 6) % 12 - 6 == pytest.approx(0.0, abs=0.25)


@pytest.mark.slow
def test_clips_cover_all_keys_the_tempo_range_and_the_ways_music_differs() -> None:
    keys: set[Key] = set()
    clips = []
    for clip in truth.each_clip(2):
        peak = float(np.abs(clip.audio.samples).max())
        assert 0.2 < peak < 1.0, clip.name
        assert 47.0 < clip.audio.duration_s < 49.0
        keys.add(clip.key)
        clips.append((clip.tempo_bpm, clip.human_ms, clip.tuning_cents, clip.downbeats_s[0]))
    tempi, human, tuning, first = np.array(clips).T
    assert len(keys) == len(clips) == 24
    assert tempi.min() < 65
    assert tempi.max() > 172
    assert np.diff(np.sort(tempi)).max() < 11
    assert 0 < np.count_nonzero(human) < 24
    assert human.max() <= 10
    assert 0 < np.count_nonzero(tuning) < 24
    assert np.abs(tuning).max() <= 30
    assert first.min() > 0.1


def _growth(mono: Mono, rate_hz: int, times: Times) -> Mono:
    power = np.square(mono)
    width = round(0.03 * rate_hz)
    grown = []
    for at in (times[2:-2] * rate_hz).astype(int):
        before, after = power[at - width : at - 60].mean(), power[at : at + width].mean()
        grown.append(max(0.0, float(after - before)))
    return np.array(grown)


def _strongest_hz(mono: Mono, rate_hz: int, low_hz: float, high_hz: float) -> float:
    spectrum = np.abs(np.fft.rfft(mono * np.hanning(len(mono)), 8 * len(mono)))
    hz = np.fft.rfftfreq(8 * len(mono), 1 / rate_hz)
    inside = (hz > low_hz) & (hz < high_hz)
    return float(hz[inside][np.argmax(spectrum[inside])])
