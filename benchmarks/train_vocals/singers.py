"""Step 2: spoken lines become sung ones, through the WORLD vocoder.

    python -m benchmarks.train_vocals.singers FOLDER

Each take strings lines of one speaker into phrases: every syllable gets a note of a scale and its
vowel is stretched to the note's length, while consonants keep theirs; the pitch glides, scoops,
drifts and has vibrato; the formants and the tilt move to make other singers. Some takes stay speech
(rap), keep an even pitch (tuned), hum, or are a choir. Writes ``FOLDER/sung/SPEAKER-TAKE.flac`` at
22.05 kHz and beside it ``.json`` with the spans that are voiced by construction, in seconds.

WORLD: M. Morise, F. Yokomori & K. Ozawa, IEICE Transactions E99-D (2016).
"""

import argparse
import json
import zlib
from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
import pyworld
import soundfile
import soxr
from numpy.typing import NDArray
from scipy.ndimage import gaussian_filter1d, uniform_filter1d
from scipy.signal import argrelmax, butter, sosfilt

from benchmarks.train_vocals import RATE_HZ

STEP_S = 0.005
_SCALES = ((0, 2, 4, 5, 7, 9, 11), (0, 2, 3, 5, 7, 8, 10), (0, 2, 4, 7, 9), (0, 3, 5, 7, 10))
_MANNERS = {"sung": 0.62, "spoken": 0.14, "tuned": 0.08, "choir": 0.1, "hummed": 0.06}
Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class World:
    """A spoken line in WORLD's terms, one row every 5 ms."""

    pitch_hz: Array
    spectrum: Array
    noise: Array
    level_db: Array


@dataclass(frozen=True, slots=True, kw_only=True)
class Singer:
    """What stays the same through a take."""

    manner: str
    centre_hz: float
    scale: tuple[int, ...]
    beat_s: float
    tract: float
    tilt: float
    ring_db: float
    vibrato_hz: float
    vibrato_cents: float
    glide_s: float
    breath: float


def describe(samples: Array) -> World:
    """Take a line apart."""
    pitch, at = pyworld.dio(samples, RATE_HZ, f0_floor=60.0, frame_period=STEP_S * 1000)
    pitch = pyworld.stonemask(samples, pitch, at, RATE_HZ)
    spectrum = pyworld.cheaptrick(samples, pitch, at, RATE_HZ, fft_size=1024)
    noise = pyworld.d4c(samples, pitch, at, RATE_HZ, fft_size=1024)
    level = 10.0 * np.log10(spectrum.sum(axis=1) + 1e-12)
    return World(pitch, spectrum, noise, level - level.max())


def invent(rng: np.random.Generator, spoken_hz: float) -> Singer:
    """Choose who sings, and how."""
    manner = str(rng.choice(list(_MANNERS), p=list(_MANNERS.values())))
    straight = manner == "tuned" or rng.random() < 0.15
    return Singer(
        manner=manner,
        centre_hz=float(np.clip(spoken_hz * 2.0 ** rng.uniform(-0.1, 0.85), 85.0, 520.0)),
        scale=_SCALES[int(rng.integers(len(_SCALES)))],
        beat_s=60.0 / float(rng.uniform(66.0, 170.0)),
        tract=float(rng.uniform(0.87, 1.17)),
        tilt=float(rng.normal(0.0, 2.5)),
        ring_db=float(rng.uniform(0.0, 8.0)) * float(rng.random() < 0.5),
        vibrato_hz=float(rng.uniform(4.3, 7.0)),
        vibrato_cents=0.0 if straight else float(rng.gamma(3.0, 11.0)),
        glide_s=0.008 if manner == "tuned" else float(rng.uniform(0.03, 0.14)),
        breath=float(rng.beta(1.2, 6.0)),
    )


def take(
    rng: np.random.Generator, lines: list[World]
) -> tuple[NDArray[np.float32], list[list[float]]]:
    """Sing lines with rests between them; return the samples and the voiced spans."""
    voiced = np.concatenate([line.pitch_hz[line.pitch_hz > 0] for line in lines])
    singer = invent(rng, float(np.median(voiced)))
    voices = int(rng.integers(2, 5)) if singer.manner == "choir" else 1
    sound, spans, at = [], [], 0.0
    for line in lines:
        rest_s = float(rng.choice([0.15, 0.5, 1.0, 2.5, 5.0], p=[0.25, 0.25, 0.2, 0.2, 0.1]))
        sung = phrase(rng, line, singer)
        for _ in range(voices - 1):
            sung = _beside(
                rng, sung, phrase(np.random.default_rng(rng.integers(2**31)), line, singer)
            )
        gap = np.zeros(round(rest_s * RATE_HZ))
        if rest_s >= 0.5 and rng.random() < 0.3:
            gap = _breath_in(rng, gap)
        sound += [gap, sung]
        spans += [[at + rest_s + a, at + rest_s + b] for a, b in _voiced_spans(sung)]
        at += rest_s + len(sung) / RATE_HZ
    whole = np.concatenate(sound)
    return (whole / (np.abs(whole).max() + 1e-9) * 0.8).astype(np.float32), spans


def phrase(rng: np.random.Generator, line: World, singer: Singer) -> Array:
    """Sing one line."""
    if singer.manner == "spoken":
        steps = np.arange(0, len(line.pitch_hz) - 1, float(rng.uniform(0.85, 1.25)))
        pitch = _at(line.pitch_hz, np.round(steps)) * singer.centre_hz**0.2 / 150.0**0.2
    else:
        steps, notes = _score(rng, line, singer)
        pitch = _sung_pitch(rng, notes, singer) * (_at(line.pitch_hz, np.round(steps)) > 0)
    spectrum = np.exp(_rows(np.log(line.spectrum + 1e-16), steps))
    if singer.manner == "hummed":
        loud = line.spectrum[np.argsort(line.level_db)[-20:]].mean(axis=0)
        spectrum = np.outer(spectrum.sum(axis=1) / loud.sum(), loud)
    noise = np.clip(_rows(line.noise, steps) + singer.breath * 0.6, 0.0, 1.0)
    spectrum = _other_mouth(spectrum, singer)
    sung = pyworld.synthesize(
        np.ascontiguousarray(pitch), np.ascontiguousarray(spectrum), np.ascontiguousarray(noise),
        RATE_HZ, STEP_S * 1000,
    )  # fmt: skip
    return _trimmed(sung)


def _score(rng: np.random.Generator, line: World, singer: Singer) -> tuple[Array, Array]:
    """Give each syllable a length and a note: (places, semitones), one of each a step."""
    places, notes = [], []
    degree = int(rng.integers(-2, 5))
    for first, middle, last in syllables(line):
        beats = float(rng.choice([0.25, 0.5, 1.0, 2.0], p=[0.2, 0.42, 0.28, 0.1]))
        if last >= len(line.level_db) - 1:
            beats = max(beats, float(rng.choice([1.0, 2.0, 3.0])))
        length = max(last - first, round(beats * singer.beat_s / STEP_S))
        places.append(_stretched(first, middle, last, min(length, 600)))
        parts = int(rng.integers(2, 4)) if beats >= 1.0 and rng.random() < 0.25 else 1
        for part in np.array_split(np.arange(len(places[-1])), parts):
            degree = int(np.clip(degree + rng.choice([-3, -2, -1, -1, 0, 0, 1, 1, 2, 3]), -5, 8))
            octave, step = divmod(degree, len(singer.scale))
            notes.append(np.full(len(part), 12.0 * octave + singer.scale[step]))
    return np.concatenate(places), np.concatenate(notes)


def syllables(line: World) -> list[tuple[int, int, int]]:
    """Return (first, middle, last) steps of each: between valleys of the voiced level."""
    level = gaussian_filter1d(np.where(line.pitch_hz > 0, line.level_db, -50.0), 5.0)
    peaks = [p for p in argrelmax(level, order=16)[0] if level[p] > -26.0]
    if not peaks:
        return [(0, len(level) // 2, len(level))]
    valleys = [int(a + level[a:b].argmin()) for a, b in pairwise(peaks)]
    edges = [0, *valleys, len(level)]
    return [(a, int(p), b) for a, p, b in zip(edges[:-1], peaks, edges[1:], strict=True)]


def _stretched(first: int, middle: int, last: int, length: int) -> Array:
    """Places in the line for a syllable: its edges at their own speed, its middle slowly."""
    extra = length - (last - first)
    keep = min(6, middle - first, max(0, last - 1 - middle))
    head = np.arange(first, middle - keep, dtype=float)
    tail = np.arange(middle + keep, last, dtype=float)
    count = length - len(head) - len(tail)
    body = np.linspace(middle - keep, middle + keep, max(1, count)) if extra > 0 else np.arange(
        middle - keep, middle + keep, dtype=float)  # fmt: skip
    return np.concatenate([head, body, tail])


def _sung_pitch(rng: np.random.Generator, notes: Array, singer: Singer) -> Array:
    width = max(1.0, singer.glide_s / STEP_S / 2.5)
    glided = gaussian_filter1d(notes, width, mode="nearest")
    time = np.arange(len(notes)) * STEP_S
    began = np.maximum.accumulate(np.where(np.diff(notes, prepend=np.nan) != 0, time, 0.0))
    depth = np.clip((time - began - 0.15) / 0.4, 0.0, 1.0) * singer.vibrato_cents / 100.0
    rate = singer.vibrato_hz * (1.0 + 0.05 * gaussian_filter1d(rng.normal(size=len(time)), 40) * 8)
    vibrato = depth * np.sin(2.0 * np.pi * np.cumsum(rate) * STEP_S + rng.uniform(0, 6.28))
    steady = 0.0 if singer.manner == "tuned" else 1.0
    drift = gaussian_filter1d(rng.normal(size=len(time)), 30.0) * 1.6 * steady
    jitter = gaussian_filter1d(rng.normal(size=len(time)), 2.0) * 0.12 * steady
    scoop = -rng.uniform(0.0, 3.0) * np.exp(-time / 0.06) * steady
    return np.asarray(
        np.clip(singer.centre_hz * 2.0 ** ((glided - 4 + vibrato + drift + jitter + scoop) / 12.0),
                62.0, 1000.0), np.float64)  # fmt: skip


def _other_mouth(spectrum: Array, singer: Singer) -> Array:
    """Scale the formants, tilt, and add the carrying band of trained voices."""
    hz = np.linspace(0.0, RATE_HZ / 2, spectrum.shape[1])
    source = np.clip(hz / singer.tract, 0.0, hz[-1])
    place = source / hz[1]
    low = place.astype(np.int64).clip(0, len(hz) - 2)
    part = place - low
    moved = spectrum[:, low] * (1.0 - part) + spectrum[:, low + 1] * part
    gain_db = singer.tilt * np.log2((hz + 300.0) / 1300.0)
    gain_db += singer.ring_db * np.exp(-(((hz - 3000.0) / 600.0) ** 2))
    return np.asarray(moved * 10.0 ** (gain_db / 10.0), np.float64)


def _at(values: Array, places: Array) -> Array:
    return np.asarray(values[np.clip(places.astype(np.int64), 0, len(values) - 1)], np.float64)


def _rows(values: Array, places: Array) -> Array:
    low = np.clip(places.astype(np.int64), 0, len(values) - 2)
    part = np.clip(places - low, 0.0, 1.0)[:, None]
    return np.asarray(values[low] * (1.0 - part) + values[low + 1] * part, np.float64)


def _beside(rng: np.random.Generator, one: Array, other: Array) -> Array:
    late = int(rng.uniform(0.0, 0.05) * RATE_HZ)
    mixed = np.zeros(max(len(one), len(other) + late))
    mixed[: len(one)] += one
    mixed[late : late + len(other)] += 0.8 * other
    return mixed


def _breath_in(rng: np.random.Generator, gap: Array) -> Array:
    length = min(len(gap), round(rng.uniform(0.2, 0.4) * RATE_HZ))
    sos = butter(2, [1500.0, 6000.0], "band", fs=RATE_HZ, output="sos")
    breath = sosfilt(sos, rng.normal(size=length)) * np.hanning(length)
    gap[len(gap) - length :] += breath * 0.01
    return gap


def _trimmed(sung: Array) -> Array:
    loud = np.flatnonzero(_smooth(sung) > 0.02 * _smooth(sung).max())
    return sung[loud[0] : loud[-1] + 1] if len(loud) else sung


def _voiced_spans(sung: Array) -> list[tuple[float, float]]:
    """Spans louder than −36 dB of the loudest; pauses under 0.25 s are closed."""
    active = _smooth(sung) > 0.016 * _smooth(sung).max()
    edges = np.flatnonzero(np.diff(np.concatenate([[0], active.astype(np.int8), [0]])))
    spans: list[list[float]] = []
    for start, stop in edges.reshape(-1, 2) / RATE_HZ:
        if spans and start - spans[-1][1] < 0.25:
            spans[-1][1] = float(stop)
        else:
            spans.append([float(start), float(stop)])
    return [(a, b) for a, b in spans if b - a > 0.05]


def _smooth(sung: Array) -> Array:
    return np.sqrt(np.maximum(uniform_filter1d(sung**2, round(0.03 * RATE_HZ)), 0.0))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--takes", type=int, default=4)
    given = parser.parse_args()
    target = given.folder / "sung"
    target.mkdir(parents=True, exist_ok=True)
    speakers: dict[str, list[Path]] = defaultdict(list)
    for path in sorted((given.folder / "speech").glob("*.flac")):
        speakers[path.stem.rsplit("-", 1)[0]].append(path)
    for speaker, paths in speakers.items():
        if not (target / f"{speaker}-{given.takes - 1}.json").exists():
            _write(target, speaker, paths, given.takes)


def _write(target: Path, speaker: str, paths: list[Path], takes: int) -> None:
    worlds = [describe(_load(path)) for path in paths]
    worlds = [world for world in worlds if (world.pitch_hz > 0).sum() > 20]
    rng = np.random.default_rng(zlib.crc32(speaker.encode()))
    many = max(takes, takes * len(worlds) // 10)
    for number in range(many):
        chosen = rng.choice(len(worlds), size=min(7, len(worlds)), replace=False)
        samples, spans = take(rng, [worlds[index] for index in chosen])
        soundfile.write(target / f"{speaker}-{number}.flac", samples, RATE_HZ)
        (target / f"{speaker}-{number}.json").write_text(json.dumps(spans), encoding="utf-8")


def _load(path: Path) -> Array:
    samples, rate_hz = soundfile.read(path, dtype="float64")
    return np.ascontiguousarray(soxr.resample(samples, rate_hz, RATE_HZ))


if __name__ == "__main__":
    main()
