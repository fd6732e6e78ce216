"""Drums, bass and chords on a known grid, each song with a hat of a pitch of its own.

The hats strike on every beat in a narrow band that nothing else reaches, so an onset detector that
shares nothing with the analysis tells two songs apart in their mix, to a fraction of a millisecond.
"""

import numpy as np
from numpy.typing import NDArray
from scipy.signal import butter, sosfilt, sosfiltfilt

RATE_HZ = 44_100
HATS_HZ = (7_000.0, 12_000.0)
"""Hat of the song that ends, and of the song that begins."""
_CHORDS = ((0, 4, 7), (9, 12, 16), (5, 9, 12), (7, 11, 14))
_CEILING_HZ = 3_500.0
"""Everything but the hats lies below."""


def play(
    bpm: float,
    *,
    seconds: float,
    first_s: float,
    hat_hz: float,
    beats_per_bar: int = 4,
    seed: int = 0,
) -> NDArray[np.float32]:
    """Play a song whose first bar line is at `first_s`, stereo, ending on its last beat's ring."""
    rng = np.random.default_rng(seed)
    band = np.zeros(round(seconds * RATE_HZ))
    hats = np.zeros_like(band)
    beats = np.arange(first_s, seconds - 0.4, 60 / bpm)
    for number, at_s in enumerate(beats):
        in_bar, bar = number % beats_per_bar, number // beats_per_bar
        chord = _CHORDS[bar % len(_CHORDS)]
        if in_bar in (0, beats_per_bar // 2):
            _add(band, at_s, 0.8 * _kick())
        if in_bar % 2:
            _add(band, at_s, 0.3 * _snare(rng))
        _add(band, at_s, 0.25 * _tone(55 * 2 ** (chord[0] / 12), 50 / bpm))
        if in_bar == 0:
            length_s = 60 * beats_per_bar / bpm
            for step in chord:
                _add(band, at_s, 0.08 * _tone(220 * 2 ** (step / 12), length_s))
        _add(hats, at_s, (0.2 if in_bar else 0.3) * _hat(hat_hz))
    low = sosfilt(butter(8, _CEILING_HZ, fs=RATE_HZ, output="sos"), band)
    return np.repeat((0.6 * low + 0.6 * hats)[:, None], 2, axis=1).astype(np.float32)


def strokes_s(sound: NDArray[np.float32], hat_hz: float) -> NDArray[np.float64]:
    """Find the strokes of a hat in a mix: where its band jumps up, seconds."""
    sections = butter(4, (hat_hz - 1200, hat_hz + 1200), "bandpass", fs=RATE_HZ, output="sos")
    heard = sosfiltfilt(sections, sound[:, 0].astype(np.float64))
    width = round(0.001 * RATE_HZ)
    envelope = np.convolve(heard**2, np.full(width, 1 / width), mode="same")
    rise = envelope - np.roll(envelope, 2 * width)
    rise[: 2 * width] = 0.0
    apart = round(0.12 * RATE_HZ)
    found: list[int] = []
    for at in np.argsort(rise)[::-1]:
        if rise[at] < 0.02 * rise.max():
            break
        if all(abs(at - other) > apart for other in found):
            found.append(int(at))
    return np.sort(np.asarray(found, np.float64)) / RATE_HZ


def _add(track: NDArray[np.float64], at_s: float, sound: NDArray[np.float64]) -> None:
    first = round(at_s * RATE_HZ)
    part = sound[: max(0, len(track) - first)]
    track[first : first + len(part)] += part


def _time(seconds: float) -> NDArray[np.float64]:
    return np.arange(round(seconds * RATE_HZ)) / RATE_HZ


def _kick() -> NDArray[np.float64]:
    time = _time(0.18)
    swing = np.sin(2 * np.pi * (50 * time + 12 * (1 - np.exp(-time * 40))))
    return np.asarray(swing * np.exp(-time * 18), np.float64)


def _snare(rng: np.random.Generator) -> NDArray[np.float64]:
    time = _time(0.12)
    return rng.standard_normal(len(time)) * np.exp(-time * 35)


def _tone(hz: float, seconds: float) -> NDArray[np.float64]:
    time = _time(seconds)
    wave = sum(np.sin(2 * np.pi * hz * n * time) / n for n in (1, 2, 3))
    return np.asarray(wave * np.minimum(1, time * 200) * np.exp(-time * 2.5), np.float64)


def _hat(hz: float) -> NDArray[np.float64]:
    time = _time(0.03)
    return np.sin(2 * np.pi * hz * time) * np.exp(-time * 150)
