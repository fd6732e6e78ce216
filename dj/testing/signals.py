"""Sound whose truth is known because it was made so: tempo, key, loudness, post, ending.

Everything is stereo at 44.1 kHz unless a rate is given, deterministic, and cheap enough for a fast
test. Attacks begin exactly on the beat.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.signal import lfilter

from dj.audio.weighting import k_weighting
from dj.model.audio import Audio
from dj.model.tonality import Key, Mode

RATE_HZ = 44_100
Mono = NDArray[np.float64]

_BARS: dict[str, dict[str, Sequence[float]]] = {
    "rock": {"kick": (0, 2), "snare": (1, 3), "hat": tuple(np.arange(0, 4, 0.5))},
    "house": {"kick": (0, 1, 2, 3), "snare": (1, 3), "hat": (0.5, 1.5, 2.5, 3.5)},
    "drum and bass": {"kick": (0, 2.5), "snare": (1, 3), "hat": tuple(np.arange(0, 4, 0.5))},
    "hip hop": {"kick": (0, 0.75, 2.5), "snare": (1, 3), "hat": tuple(np.arange(0, 4, 0.5))},
    "ballad": {"kick": (0,), "snare": (2,), "hat": (0, 1, 2, 3)},
    "four": {"kick": (0, 1, 2, 3), "snare": (), "hat": (0, 1, 2, 3)},
    "waltz": {"kick": (0,), "snare": (1, 2), "hat": (0, 1, 2)},
}
"""Drum style → drum → beats of the bar; a waltz has three."""
STYLES = tuple(_BARS)
_PROGRESSIONS = {Mode.MAJOR: (0, 5, 7, 0, 9, 5, 7, 0), Mode.MINOR: (0, 8, 5, 7, 0, 5, 7, 0)}
"""Roots of chords above the tonic, one for each bar."""
_VIBRATO_HZ, _VIBRATO_CENTS = 5.5, 45.0
_FORMANTS = ((700, 1150, 2600), (400, 1900, 2500), (350, 800, 2400), (550, 1700, 2500))


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownSong:
    """A song with all that is true of it."""

    audio: Audio
    tempo_bpm: float
    beats_per_bar: int
    key: Key
    beats_s: NDArray[np.float64]
    cue_in_s: float
    post_s: float | None
    """Where the voice enters; None without one."""
    voice_end_s: float | None
    fade_s: float
    """Length of the fade at the end; 0 is a cold end."""


def sine(hz: float, level_dbfs: float, duration_s: float, *, rate_hz: int = RATE_HZ) -> Audio:
    """Make a sine in both channels; its amplitude is `level_dbfs` below full scale."""
    phase = 2.0 * np.pi * hz * np.arange(round(duration_s * rate_hz)) / rate_hz
    return _stereo(10.0 ** (level_dbfs / 20.0) * np.sin(phase), rate_hz)


def noise(lufs: float, duration_s: float, rng: np.random.Generator) -> Audio:
    """Make white noise of a loudness, independent in both channels.

    Its K-weighted power follows from the filter's response, so nothing is measured.
    """
    response = np.ones(4097)
    turns = np.exp(-1j * np.linspace(0.0, np.pi, len(response)))
    for b0, b1, b2, _, a1, a2 in k_weighting(RATE_HZ):
        response *= np.abs((b0 + b1 * turns + b2 * turns**2) / (1 + a1 * turns + a2 * turns**2))
    power = 10.0 ** ((lufs + 0.691) / 10.0) / (2.0 * float(np.mean(response**2)))
    samples = rng.normal(0.0, np.sqrt(power), (round(duration_s * RATE_HZ), 2))
    return Audio(samples=samples.astype(np.float32), sample_rate_hz=RATE_HZ)


def clicks(tempo_bpm: float, duration_s: float, *, first_s: float = 0.0) -> Audio:
    """Make clicks of 5 ms, each beginning exactly on a beat."""
    click = np.sin(2 * np.pi * 1500 * _time(0.005)) * np.exp(-_time(0.005) * 600)
    times = np.arange(first_s, duration_s - 0.01, 60.0 / tempo_bpm)
    return _stereo(0.7 * _placed(times, lambda _: click, duration_s))


def drums(style: str, tempo_bpm: float, duration_s: float, rng: np.random.Generator) -> Audio:
    """Play one of `STYLES`, its first bar at 0 s."""
    return _stereo(_drums(style, tempo_bpm, duration_s, rng))


def chords(key: Key, tempo_bpm: float, duration_s: float, *, tuning_cents: float = 0.0) -> Audio:
    """Play triads with a bass, one chord a bar, beginning and ending a phrase on the tonic."""
    return _stereo(_chords(key, 4 * 60.0 / tempo_bpm, duration_s, tuning_cents))


def song(  # noqa: PLR0913 - the knobs of a song, all by keyword
    key: Key,
    rng: np.random.Generator,
    *,
    style: str = "rock",
    tempo_bpm: float = 120.0,
    duration_s: float = 40.0,
    voice_s: tuple[float, float] | None = None,
    fade_s: float = 0.0,
) -> KnownSong:
    """Play drums, chords and perhaps a voice after a quarter of a second of silence."""
    lead_s, end_s = 0.25, duration_s - 0.5
    per_bar = 3 if style == "waltz" else 4
    length_s = end_s - lead_s
    mixed = 0.5 * _drums(style, tempo_bpm, length_s, rng)
    mixed += 0.35 * _chords(key, per_bar * 60.0 / tempo_bpm, length_s, 0.0)
    if voice_s is not None:
        mixed += 0.5 * _voice(key, voice_s[0] - lead_s, voice_s[1] - lead_s, length_s, rng)
    if fade_s:
        mixed *= np.clip((length_s - _time(length_s)) / fade_s, 0.0, 1.0) ** 2
    silence = np.zeros(round(lead_s * RATE_HZ)), np.zeros(round(0.5 * RATE_HZ))
    whole = np.concatenate([silence[0], mixed, silence[1]])
    return KnownSong(
        audio=_stereo(0.8 * whole / np.abs(whole).max()), tempo_bpm=tempo_bpm,
        beats_per_bar=per_bar, key=key, beats_s=np.arange(lead_s, end_s, 60.0 / tempo_bpm),
        cue_in_s=lead_s, post_s=voice_s[0] if voice_s else None,
        voice_end_s=voice_s[1] if voice_s else None, fade_s=fade_s,
    )  # fmt: skip


def _drums(style: str, tempo_bpm: float, duration_s: float, rng: np.random.Generator) -> Mono:
    beat_s, per_bar = 60.0 / tempo_bpm, 3 if style == "waltz" else 4
    hits = {
        "kick": lambda _: np.sin(2 * np.pi * 52 * _time(0.2) - 6 * np.expm1(-_time(0.2) * 60))
        * np.exp(-_time(0.2) * 18),
        "snare": lambda _: 0.6 * rng.normal(size=len(_time(0.15))) * np.exp(-_time(0.15) * 28),
        "hat": lambda _: 0.25 * np.diff(rng.normal(size=len(_time(0.05)) + 1))
        * np.exp(-_time(0.05) * 90),
    }  # fmt: skip
    mixed = np.zeros(round(duration_s * RATE_HZ))
    for drum, places in _BARS[style].items():
        bars = np.arange(0.0, duration_s, per_bar * beat_s)
        times = (bars[:, None] + beat_s * np.asarray(places, float)[None, :]).ravel()
        mixed += _placed(times, hits[drum], duration_s)
    return mixed


def _chords(key: Key, bar_s: float, duration_s: float, tuning_cents: float) -> Mono:
    roots = _PROGRESSIONS[key.mode]

    def chord(number: int) -> Mono:
        root = roots[number % len(roots)]
        notes = [_note_hz(key, root + step, 4) for step in _triad(key.mode, root)]
        tones = [_tone(hz, bar_s, tuning_cents) for hz in (_note_hz(key, root, 2), *notes)]
        return np.asarray(np.mean(tones, axis=0), np.float64)

    return _placed(np.arange(0.0, duration_s, bar_s), chord, duration_s)


def _triad(mode: Mode, root: int) -> tuple[int, int, int]:
    minor = {Mode.MAJOR: (2, 4, 9), Mode.MINOR: (0, 5)}[mode]
    return (0, 3 if root in minor else 4, 7)


def _note_hz(key: Key, semitones: int, octave: int) -> float:
    pitch = 12 * (octave + 1) + (key.tonic + semitones) % 12
    return float(440.0 * 2.0 ** ((pitch - 69) / 12.0))


def _tone(hz: float, duration_s: float, tuning_cents: float) -> Mono:
    t = _time(duration_s)
    exact = hz * 2.0 ** (tuning_cents / 1200.0)
    partials = [np.sin(2 * np.pi * exact * k * t) / k**1.5 for k in range(1, 5)]
    attack = np.minimum(t / 0.01, 1.0) * np.minimum((duration_s - t) / 0.03, 1.0)
    return np.asarray(np.sum(partials, axis=0) * attack * np.exp(-t * 0.6), np.float64)


def _voice(
    key: Key, start_s: float, end_s: float, duration_s: float, rng: np.random.Generator
) -> Mono:
    """Sing syllables of the scale: pulses with vibrato through moving formants."""
    scale = (0, 2, 4, 7, 9) if key.mode is Mode.MAJOR else (0, 3, 5, 7, 10)

    def syllable(_: int) -> Mono:
        length = rng.uniform(0.35, 0.7)
        t = _time(length)
        hz = _note_hz(key, int(rng.choice(scale)), 4) * 2.0 ** (-1.5 / 12 * np.exp(-t * 25))
        wobble = _VIBRATO_CENTS / 1200 * np.sin(2 * np.pi * _VIBRATO_HZ * t)
        phase = np.cumsum(hz * 2.0**wobble) / RATE_HZ
        pulses = np.diff(np.floor(phase), prepend=0.0)
        for formant in _FORMANTS[int(rng.integers(len(_FORMANTS)))]:
            pole = 0.985 * np.exp(2j * np.pi * formant / RATE_HZ)
            pulses = pulses + lfilter([1.0], [1.0, -2 * pole.real, abs(pole) ** 2], pulses) * 0.1
        shape = np.minimum(t / 0.04, 1.0) * np.minimum((length - t) / 0.05, 1.0)
        return np.asarray(0.25 * pulses * shape, np.float64)

    times = np.arange(start_s, end_s - 0.7, 0.62)
    return _placed(times, syllable, duration_s)


def _placed(times: NDArray[np.float64], sound: Callable[[int], Mono], duration_s: float) -> Mono:
    mixed = np.zeros(round(duration_s * RATE_HZ))
    for number, at_s in enumerate(times):
        start = round(at_s * RATE_HZ)
        part = sound(number)[: max(0, len(mixed) - start)]
        mixed[start : start + len(part)] += part
    return mixed


def _time(duration_s: float) -> Mono:
    return np.asarray(np.arange(round(duration_s * RATE_HZ)) / RATE_HZ, np.float64)


def _stereo(mono: Mono, rate_hz: int = RATE_HZ) -> Audio:
    both = np.column_stack([mono, mono]).astype(np.float32)
    return Audio(samples=both, sample_rate_hz=rate_hz)
