"""A singer: glottal pulses through five moving formants, with consonants and breath.

Source and filter as in G. Fant, Acoustic Theory of Speech Production (1960); the pulse is
A. E. Rosenberg's (1971, type C) differentiated, held in tables without partials above Nyquist.
Vowels are the averages of Peterson and Barney (1952), scaled by the length of the vocal tract.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from scipy.signal import butter, sosfilt

from dj.model.analysis import Region
from dj.testing.truth import contour
from dj.testing.truth.contour import FRAME_HZ, Bend
from dj.testing.truth.known import Mono, Note

_VOWELS = {
    "a": (730, 1090, 2440), "e": (530, 1840, 2480), "i": (270, 2290, 3010), "o": (570, 840, 2410),
    "u": (300, 870, 2240), "ae": (660, 1720, 2410), "uh": (640, 1190, 2390),
    "er": (490, 1350, 1690), "m": (260, 1100, 2200), "l": (360, 1000, 2600),
}  # fmt: skip
"""First three formants in hertz of an adult man; the last two are voiced consonants."""
SUNG_VOWELS = tuple(name for name in _VOWELS if name not in {"m", "l"})
_CONSONANTS = {
    "": 0.0,
    "m": 0.075,
    "l": 0.05,
    "t": 0.075,
    "k": 0.085,
    "s": 0.13,
    "f": 0.1,
    "h": 0.07,
}
"""Consonant → how long it lasts before its vowel, in seconds; none is a slur."""
CONSONANTS = tuple(_CONSONANTS)
_NOISES = {
    "t": (2800, 7500),
    "k": (1400, 3500),
    "s": (4800, 9800),
    "f": (2000, 9000),
    "h": (600, 5000),
}
_STOPS = {"t", "k"}
_TABLE = 2048
_OPENING_S, _RELEASE_S = 0.025, 0.09


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """The knobs of a singer."""

    low: int
    """Lowest comfortable pitch (MIDI); the highest is seventeen semitones above."""
    tract: float
    """Formants relative to an adult man's: 0.9 a bass, 1.2 a child."""
    tilt: float
    """Extra fall of the source's partials: 0 pressed and bright, 1 soft and dark."""
    breath: float
    """Share of aspiration in the source."""
    bend: Bend
    shimmer: float = 0.04
    """Deviation of the force from pulse to pulse, linear."""
    spoken: bool = False
    """Rhythm and speech melody in place of a tune."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Syllable:
    """A note with the vowel it is sung on and the consonant before it."""

    note: Note
    vowel: str
    consonant: str

    @property
    def from_s(self) -> float:
        """Where the consonant begins."""
        return self.note.at_s - _CONSONANTS[self.consonant]

    @property
    def to_s(self) -> float:
        """Where the voice has died away."""
        return self.note.at_s + self.note.length_s + _RELEASE_S


def sing(
    voice: Voice, phrases: Sequence[Sequence[Syllable]], duration_s: float, rate_hz: int,
    rng: np.random.Generator,
) -> tuple[Mono, tuple[Region, ...]]:  # fmt: skip
    """Sing the phrases, with a breath before each; return the sound and where there is voice."""
    track, regions = np.zeros(round(duration_s * rate_hz)), []
    for phrase in phrases:
        from_s, to_s = phrase[0].from_s, phrase[-1].to_s
        start = round(from_s * rate_hz)
        sound = _phrase(voice, phrase, rate_hz, rng)[: len(track) - start]
        track[start : start + len(sound)] += sound
        _inhale(track, start, rate_hz, rng)
        regions.append(Region(start_s=from_s, end_s=to_s))
    return track, tuple(regions)


def _phrase(
    voice: Voice, phrase: Sequence[Syllable], rate_hz: int, rng: np.random.Generator
) -> Mono:
    from_s, to_s = phrase[0].from_s, phrase[-1].to_s
    samples, notes = round((to_s - from_s) * rate_hz), [syllable.note for syllable in phrase]
    semitones = contour.pitch(notes, from_s, to_s, voice.bend, rng)
    force, articulated = _articulation(voice, phrase, len(semitones))
    cycles = contour.phase(semitones, samples, rate_hz)
    shimmer = 1.0 + voice.shimmer * rng.normal(size=int(cycles[-1]) + 2)
    pulses = _pulses(voice, cycles, contour.spread(semitones, samples, rate_hz), rate_hz)
    open_glottis = 0.4 + 0.6 * (cycles % 1.0 < 0.6)
    source = pulses * shimmer[cycles.astype(int)]
    source += 0.5 * voice.breath * open_glottis * rng.normal(size=samples)
    voiced = _formants(source * contour.spread(force, samples, rate_hz), articulated, rate_hz)
    voiced /= float(np.sqrt(np.mean(np.square(voiced)))) or 1.0
    return voiced + _consonants(phrase, samples, rate_hz, rng)


def _articulation(
    voice: Voice, phrase: Sequence[Syllable], count: int
) -> tuple[Mono, NDArray[np.float64]]:
    """Return the force of the voice and its formants (Hz, shape (frames, 5)) for each frame."""
    force, shapes = np.zeros(count), np.zeros((count, 5))
    shapes[:] = _shape(voice, phrase[0].vowel)
    for syllable, after in zip(phrase, [*phrase[1:], None], strict=True):
        first = _frame(syllable.from_s, phrase)
        vowel = _frame(syllable.note.at_s, phrase)
        held = syllable.note.at_s + syllable.note.length_s
        end = _frame(min(held, after.from_s) if after else held, phrase)
        voiced_consonant = syllable.consonant in {"m", "l"}
        force[first:vowel] = 0.3 if voiced_consonant else 0.0
        force[vowel:end] = syllable.note.velocity
        shapes[vowel:] = _shape(voice, syllable.vowel)
        if voiced_consonant:
            shapes[first:vowel] = _shape(voice, syllable.consonant)
    moved = np.column_stack([contour.smooth(shapes[:, n], 0.022) for n in range(5)])
    return contour.smooth(force, _OPENING_S / 2, start=0.0), moved


def _frame(at_s: float, phrase: Sequence[Syllable]) -> int:
    return max(0, round((at_s - phrase[0].from_s) * FRAME_HZ))


def _shape(voice: Voice, vowel: str) -> Mono:
    """Return five formants; the upper three of a bright voice stand closer together."""
    first, second, third = _VOWELS[vowel]
    close = 0.93 + 0.07 * voice.tilt
    return voice.tract * np.array([first, second, third, 3400 * close, 4300 * close], np.float64)


def _pulses(voice: Voice, cycles: Mono, semitones: Mono, rate_hz: int) -> Mono:
    """Read the glottal pulse from the table that fits the pitch, three semitones apart."""
    lowest = float(np.floor(semitones.min()))
    rows = ((semitones - lowest) / 3).astype(int)
    highest_hz = 440.0 * 2.0 ** ((lowest + 3 * np.arange(1, rows.max() + 2) - 69) / 12)
    tables = np.stack([_pulse(int(0.47 * rate_hz / hz), voice.tilt) for hz in highest_hz])
    return np.asarray(tables[rows, (cycles % 1.0 * _TABLE).astype(int)], np.float64)


@lru_cache(maxsize=256)
def _pulse(partials: int, tilt: float) -> Mono:
    """Return one period of the differentiated flow with this many partials, RMS 1."""
    t, rise, close = np.arange(_TABLE) / _TABLE, 0.40, 0.16
    flow = np.where(t < rise, 0.5 * (1 - np.cos(np.pi * t / rise)), 0.0)
    falling = np.cos(np.pi / 2 * (t - rise) / close)
    flow = np.where((t >= rise) & (t < rise + close), falling, flow)
    spectrum = np.fft.rfft(np.diff(flow, append=flow[0]))
    numbers = np.maximum(1.0, np.arange(len(spectrum)))
    spectrum = np.where(numbers <= max(1, partials), spectrum * numbers ** (-0.8 * tilt), 0.0)
    spectrum[0] = 0.0
    wave = np.fft.irfft(spectrum, _TABLE)
    return np.asarray(wave / np.sqrt(np.mean(np.square(wave))), np.float64)


def _formants(source: Mono, shapes: NDArray[np.float64], rate_hz: int) -> Mono:
    """Filter 5 ms at a time through the resonances of their frame, in cascade."""
    bandwidths = np.array([70.0, 95.0, 130.0, 190.0, 260.0])
    radius = np.exp(-np.pi * bandwidths / rate_hz)[None, :]
    a1 = -2.0 * radius * np.cos(2 * np.pi * np.minimum(shapes, 0.45 * rate_hz) / rate_hz)
    sections = np.zeros((*shapes.shape, 6))
    sections[..., 3], sections[..., 4], sections[..., 5] = 1.0, a1, radius**2
    sections[..., 0] = 1.0 + a1 + radius**2
    edges = (np.arange(len(shapes) + 1) * rate_hz / FRAME_HZ).round().astype(int)
    edges[-1] = max(edges[-1], len(source))
    state, made = np.zeros((5, 2)), []
    for section, start, end in zip(sections, edges[:-1], edges[1:], strict=True):
        block, state = sosfilt(section, source[start:end], zi=state)
        made.append(block)
    return np.asarray(np.concatenate(made), np.float64)


def _consonants(
    phrase: Sequence[Syllable], samples: int, rate_hz: int, rng: np.random.Generator
) -> Mono:
    """Add hisses, and the bursts of stops just before their vowel."""
    track = np.zeros(samples)
    for syllable in phrase:
        if syllable.consonant not in _NOISES:
            continue
        stop = syllable.consonant in _STOPS
        length_s = 0.03 if stop else _CONSONANTS[syllable.consonant]
        start = max(0, round((syllable.note.at_s - length_s - phrase[0].from_s) * rate_hz))
        noise = _noise(syllable.consonant, round(length_s * rate_hz), rate_hz, rng)
        noise *= rng.uniform(0.25, 0.6) * (1.3 if stop else 1.0)
        part = noise[: max(0, samples - start)]
        track[start : start + len(part)] += part
    return track


def _noise(consonant: str, samples: int, rate_hz: int, rng: np.random.Generator) -> Mono:
    low, high = _NOISES[consonant]
    bands = butter(2, (low, min(high, 0.47 * rate_hz)), "bandpass", fs=rate_hz, output="sos")
    at = np.linspace(0.0, 1.0, samples)
    shape = np.exp(-4 * at) if consonant in _STOPS else np.sin(np.pi * at) ** 0.7
    noise = sosfilt(bands, rng.normal(size=samples)) * shape
    return np.asarray(noise / (np.sqrt(np.mean(np.square(noise))) + 1e-12), np.float64)


def _inhale(track: Mono, start: int, rate_hz: int, rng: np.random.Generator) -> None:
    """Draw a breath in the last third of a second before a phrase, some 30 dB below the voice."""
    length = round(rng.uniform(0.2, 0.35) * rate_hz)
    begin = start - length - round(0.05 * rate_hz)
    if begin > 0:
        track[begin : begin + length] += 0.03 * _noise("h", length, rate_hz, rng)
