"""Step 3b: soloists that bend, for music that is harder to tell from singing.

    python -m benchmarks.train_vocals.soloists FOLDER SOUNDFONT [SOUNDFONT …] [--takes 16]

Writes ``FOLDER/leads/bent-FONT-NUMBER.flac``, instruments of soundfonts that slide and tremble in
most notes, and ``FOLDER/leads/made-NUMBER.flac``, invented ones: strings, pipes, plucked and
distorted strings and oscillators whose partials glide as a voice's do while their resonances stand
still, since nothing in them is a mouth. All 22.05 kHz.
"""

import argparse
import zlib
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import soundfile
from numpy.typing import NDArray
from scipy.ndimage import gaussian_filter1d
from scipy.signal import butter, sosfilt

from benchmarks.train_vocals import RATE_HZ
from benchmarks.train_vocals.bands import Sheet, invent, render, solo

BENT = (*range(40, 43), 56, 57, 64, 65, 66, 67, 68, 69, 71, 73, 74, 75, 77, 79, 22, 26, 27, 29, 30,
        29, 30, 40, 64, 65, 66, 80, 81, 87, 110, 111)  # fmt: skip
_KINDS = ("bowed", "blown", "plucked", "distorted", "synth")
_LENGTH_S, _STEP = 30.0, 64
_PARTIALS = 36
_SCALES = ((0, 2, 4, 5, 7, 9, 11), (0, 2, 3, 5, 7, 8, 10), (0, 3, 5, 7, 10))
Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Tune:
    """Pitch and force, one value every `_STEP` samples."""

    semitones: Array
    force: Array


@dataclass(frozen=True, slots=True)
class Player:
    """What stays the same through a tune."""

    scale: tuple[int, ...]
    beat_s: float
    low: float
    """Lowest pitch, as a MIDI number."""
    bends: float
    """Share of notes that slide into their pitch."""
    vibrato_hz: float
    vibrato_after_s: float
    vibrato_semitones: float
    attack_s: float
    fall_s: float | None
    """In which time a note falls by 8.7 dB; None if it is held."""


def tune(rng: np.random.Generator, *, plucked: bool) -> Tune:
    """Choose phrases with slides, vibrato and rests."""
    count = round(_LENGTH_S * RATE_HZ / _STEP)
    notes, force = np.full(count, np.nan), np.zeros(count)
    player, degree, at_s = _invent(rng, plucked=plucked)
    while at_s < _LENGTH_S - 3.0:
        for _ in range(int(rng.integers(3, 12))):
            beats = float(rng.choice([0.25, 0.5, 1.0, 2.0], p=[0.15, 0.4, 0.3, 0.15]))
            degree = int(np.clip(degree + rng.choice([-3, -2, -1, -1, 0, 1, 1, 2, 3]), -2, 10))
            until_s = at_s + player.beat_s * beats
            first, last = (round(s * RATE_HZ / _STEP) for s in (at_s, until_s))
            pitch, shape = _note(rng, player, degree, last - first)
            left = len(notes[first:last])
            notes[first:last], force[first:last] = pitch[:left], shape[:left]
            at_s = until_s
        at_s += float(rng.choice([0.3, 0.6, 1.2, 2.5, 5.0]))
    return Tune(_joined(rng, notes), gaussian_filter1d(force, float(rng.uniform(1.0, 12.0))))


def _invent(rng: np.random.Generator, *, plucked: bool) -> tuple[Player, int, float]:
    """Choose a player, the first step of the scale and when it comes, in seconds."""
    scale, beat_s = _SCALES[int(rng.integers(len(_SCALES)))], 60.0 / float(rng.uniform(66, 170))
    low, degree, at_s = (
        float(rng.uniform(48, 72)),
        int(rng.integers(0, 5)),
        float(rng.uniform(0, 3)),
    )
    bends = float(rng.uniform(0.2, 1.0))
    vibrato_hz, after_s = float(rng.uniform(4.3, 7.2)), float(rng.uniform(0.0, 0.4))
    depth = float(rng.gamma(2.5, 0.14))
    attack_s, fall_s = float(rng.uniform(0.004, 0.12)), float(rng.uniform(0.3, 2.5))
    player = Player(
        scale, beat_s, low, bends, vibrato_hz, after_s, depth, attack_s, fall_s if plucked else None
    )
    return player, degree, at_s


def _note(
    rng: np.random.Generator, player: Player, degree: int, count: int
) -> tuple[Array, Array]:  # fmt: skip
    """Semitones and force of one note."""
    octave, step = divmod(degree, len(player.scale))
    late_s = np.arange(count) * _STEP / RATE_HZ
    swell = player.vibrato_semitones * np.clip((late_s - player.vibrato_after_s) / 0.25, 0, 1)
    pitch = player.low + 12 * octave + player.scale[step]
    pitch = pitch + swell * np.sin(2 * np.pi * player.vibrato_hz * late_s)
    if rng.random() < player.bends:
        scoop = float(rng.uniform(-2.5, 1.0))
        pitch += scoop * np.exp(-late_s / float(rng.uniform(0.03, 0.15)))
    force = np.minimum(late_s / player.attack_s, 1.0) * float(rng.uniform(0.5, 1.0))
    return pitch, force if player.fall_s is None else force * np.exp(-late_s / player.fall_s)


def _joined(rng: np.random.Generator, notes: Array) -> Array:
    """Fill the rests, let notes glide into each other and the pitch drift."""
    known = np.flatnonzero(~np.isnan(notes))
    filled = np.interp(np.arange(len(notes)), known, notes[known])
    glided = gaussian_filter1d(filled, float(rng.uniform(0.004, 0.06)) * RATE_HZ / _STEP)
    drift = gaussian_filter1d(rng.normal(size=len(notes)), 60.0)
    return np.asarray(glided + 2.0 * drift, np.float64)


def played(rng: np.random.Generator, kind: str) -> NDArray[np.float32]:
    """Play a tune on an invented instrument of a kind."""
    line = tune(rng, plucked=kind in {"plucked", "distorted"} and rng.random() < 0.8)
    sound = _sounded(rng, line, dull=kind == "blown")
    force = np.interp(np.arange(len(sound)) / _STEP, np.arange(len(line.force)), line.force)
    if kind in {"blown", "bowed"}:
        sound += _hiss(rng, len(sound)) * force * float(rng.uniform(0.0, 0.06))
    if kind == "distorted":
        sound = _amplified(rng, sound)
    return np.asarray(0.7 * sound / (np.abs(sound).max() + 1e-9), np.float32)


def _sounded(rng: np.random.Generator, line: Tune, *, dull: bool) -> Array:
    """Add partials; the softer a note, the duller."""
    pitch_hz = 440.0 * 2.0 ** ((line.semitones - 69.0) / 12.0)
    places = np.arange(len(pitch_hz))
    at = np.arange(len(pitch_hz) * _STEP) / _STEP
    cycles = np.cumsum(np.interp(at, places, pitch_hz)) / RATE_HZ
    peaks, slope = _body(rng), float(rng.uniform(-14.0, -3.0) - (6.0 if dull else 0.0))
    even = float(rng.choice([0.05, 1.0, 1.0]))
    sound = np.zeros(len(at))
    for partial in range(1, _PARTIALS + 1):
        hz = pitch_hz * partial
        gain_db = _resonance_db(peaks, hz) + slope * np.log2(partial)
        gain_db += (partial > 1) * slope * (1 - line.force)
        gain = 10.0 ** (gain_db / 20.0) * line.force * (hz < 0.45 * RATE_HZ)
        gain = gain * (even if partial % 2 == 0 else 1.0)
        sound += np.interp(at, places, gain) * np.sin(2 * np.pi * cycles * partial)
    return sound / (np.abs(sound).max() + 1e-9)


def _body(rng: np.random.Generator) -> list[tuple[float, float, float]]:
    """Choose resonances: octaves above 1 Hz, width in octaves, decibels."""
    return [
        (float(rng.uniform(7.6, 12.3)), float(rng.uniform(0.1, 0.7)), float(rng.uniform(-8, 14)))
        for _ in range(int(rng.integers(2, 8)))
    ]


def _resonance_db(peaks: list[tuple[float, float, float]], hz: Array) -> Array:
    octaves = np.log2(hz)
    bumps = [gain * np.exp(-(((octaves - at) / width) ** 2)) for at, width, gain in peaks]
    return np.asarray(np.sum(bumps, axis=0), np.float64)


def _hiss(rng: np.random.Generator, count: int) -> Array:
    low = float(rng.uniform(500, 3000))
    band = butter(1, [low, min(low * 3, 10_000)], "band", fs=RATE_HZ, output="sos")
    return np.asarray(sosfilt(band, rng.normal(size=count)))


def _amplified(rng: np.random.Generator, sound: Array) -> Array:
    loud = np.tanh(sound * float(np.exp(rng.uniform(0.7, 4.0))))
    edges_hz = [float(rng.uniform(70, 200)), float(rng.uniform(2500, 7000))]
    return np.asarray(sosfilt(butter(2, edges_hz, "band", fs=RATE_HZ, output="sos"), loud))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("fonts", type=Path, nargs="+")
    parser.add_argument("--takes", type=int, default=16)
    given = parser.parse_args()
    target = given.folder / "leads"
    target.mkdir(parents=True, exist_ok=True)
    for number in range(6 * given.takes):
        rng = np.random.default_rng((21, number))
        sound = played(rng, _KINDS[number % len(_KINDS)])
        soundfile.write(target / f"made-{number:03d}.flac", sound, RATE_HZ)
    for font in given.fonts:
        for number in range(given.takes):
            rng = np.random.default_rng((zlib.crc32(font.stem.encode()), number))
            song, sheet = invent(rng), Sheet()
            solo(rng, song, sheet, 5, BENT, (0.7, 1.0))
            render(sheet, song.bpm, font, target / f"bent-{font.stem}-{number:03d}.flac")


if __name__ == "__main__":
    main()
