"""Voices over music, by chance.

A clip is a stretch of music, perhaps a soloist, perhaps a singer. Which files may be used is told
by `material.txt`; what the network is measured on is not among them.
"""

import json
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from pathlib import Path

import numpy as np
import soundfile
from numpy.typing import NDArray
from scipy.ndimage import uniform_filter1d
from scipy.signal import oaconvolve, resample_poly

from benchmarks.train_vocals import RATE_HZ, bending, lossy

CLIP_S = 24.0
_LENGTH = round(CLIP_S * RATE_HZ)
_KINDS = {"voice": 0.52, "lead": 0.17, "both": 0.13, "music": 0.13, "alone": 0.05}
_HARD_KINDS = {"voice": 0.50, "lead": 0.20, "both": 0.17, "music": 0.11, "alone": 0.02}
_SHELVES = ("sung", "leads", "music")
Sound = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Shelf:
    """Files to choose from; music by collection, so that a big one does not crowd out others."""

    voices: tuple[Path, ...]
    leads: tuple[Path, ...]
    music: tuple[tuple[Path, ...], ...]
    hard: bool = False
    """Quieter voices with other throats, denser bands, soloists that bend more."""


@lru_cache
def shelf(folder: Path, *, hard: bool = False) -> Shelf:
    """Collect what `material.txt` names, in its order; for hard clips also what its twin names."""
    lists = ("material.txt", "material_hard.txt") if hard else ("material.txt",)
    names = [n for kept in lists for n in Path(__file__).with_name(kept).read_text("utf-8").split()]
    kept = {kind: [folder / name for name in names if name.startswith(kind)] for kind in _SHELVES}
    groups = groupby(kept["music"], key=lambda path: path.parent)
    return Shelf(
        tuple(kept["sung"]), tuple(kept["leads"]), tuple(tuple(group) for _, group in groups), hard
    )


@dataclass(frozen=True, slots=True)
class Clip:
    """A mixed clip with its truth."""

    samples: Sound
    """Stereo, 22.05 kHz."""
    voiced: Sound
    """1 where somebody sings, one value for each sample."""
    kind: str


def clip(
    rng: np.random.Generator, from_: Shelf, kind: str = "", level_db: float | None = None
) -> Clip:
    """Mix one clip."""
    kinds = _HARD_KINDS if from_.hard else _KINDS
    kind = kind or str(rng.choice(list(kinds), p=list(kinds.values())))
    mixed = _with_music(rng, from_)
    if kind == "alone":
        mixed = np.zeros_like(mixed)
    if kind in {"lead", "both"}:
        mixed = _with_lead(rng, mixed, from_)
    voiced = np.zeros(_LENGTH, np.float32)
    if kind in {"voice", "both", "alone"}:
        level = _voice_db(rng, from_) if level_db is None else level_db
        mixed, voiced = _with_voice(rng, mixed, from_, level)
        if rng.random() < 0.12:
            mixed, more = _with_voice(rng, mixed, from_, level - 6.0)
            voiced = np.maximum(voiced, more)
    return Clip(_mastered(rng, mixed), voiced, kind)


def _voice_db(rng: np.random.Generator, from_: Shelf) -> float:
    if from_.hard and rng.random() < 0.75:
        return float(rng.uniform(-11.0, -1.0))
    return float(rng.uniform(-10.0, 8.0))


def _with_music(rng: np.random.Generator, from_: Shelf) -> Sound:
    """Play a piece, or sometimes two pieces of a hard clip at once."""
    group = from_.music[int(rng.integers(len(from_.music)))]
    music = _fitted(rng, _stereo(_read(group[int(rng.integers(len(group)))])))
    music = music / (_level(music) + 1e-6)
    if not from_.hard or rng.random() > 0.15:
        return music
    more = _fitted(rng, _stereo(_read(group[int(rng.integers(len(group)))])))
    return music + more / (_level(more) + 1e-6) * float(rng.uniform(0.2, 0.8))


def _with_lead(rng: np.random.Generator, mixed: Sound, from_: Shelf) -> Sound:
    alone = _read(from_.leads[int(rng.integers(len(from_.leads)))])
    if from_.hard and rng.random() < 0.5:
        alone = alone if alone.ndim == 1 else alone.mean(axis=1)
        alone = bending.read(alone, bending.places(rng, len(alone), trembling=0.6))
    lead = _fitted(rng, _stereo(alone))
    if rng.random() < 0.3:
        lead = np.tanh(lead / (_level(lead) + 1e-6) * float(rng.uniform(1.0, 8.0)))
    lead = _roomy(rng, lead)
    return mixed + lead / (_level(lead) + 1e-6) * 10.0 ** (float(rng.uniform(-9, 7)) / 20.0)


def _with_voice(
    rng: np.random.Generator, mixed: Sound, from_: Shelf, level_db: float
) -> tuple[Sound, Sound]:
    sung, sings = _take(rng, from_)
    dry, voiced = np.zeros(_LENGTH, np.float32), np.zeros(_LENGTH, np.float32)
    at = 0 if rng.random() < 0.3 else int(rng.integers(_LENGTH // 2))
    skip = int(rng.integers(max(1, len(sung) - 5 * RATE_HZ)))
    part = sung[skip : skip + _LENGTH - at]
    dry[at : at + len(part)] = part
    voiced[at : at + len(part)] = sings[skip : skip + len(part)]
    if not voiced.any():
        return mixed, voiced
    dry = dry / (np.sqrt(np.mean(dry[voiced > 0] ** 2)) + 1e-6)
    wet = _roomy(rng, _placed(rng, _squeezed(rng, _coloured(rng, dry))))
    loud = np.sqrt(np.mean(wet[voiced > 0] ** 2)) + 1e-6
    floor = np.sqrt(np.mean(mixed[voiced > 0] ** 2)) if mixed.any() else 1.0
    return mixed + wet / loud * max(floor, 0.05) * 10.0 ** (level_db / 20.0), voiced


def _take(rng: np.random.Generator, from_: Shelf) -> tuple[Sound, Sound]:
    """Choose a take: its samples, and 1 where it sings; in hard clips most have other throats."""
    path = from_.voices[int(rng.integers(len(from_.voices)))]
    sung, sings = _read(path), np.zeros(len(_read(path)), np.float32)
    for start, end in json.loads(path.with_suffix(".json").read_text("utf-8")):
        sings[round(start * RATE_HZ) : round(end * RATE_HZ)] = 1.0
    if not from_.hard or rng.random() > 0.7:
        return sung, sings
    at = bending.places(rng, len(sung), trembling=0.35)
    return bending.read(sung, at), sings[at.astype(np.int64)]


def _squeezed(rng: np.random.Generator, dry: Sound) -> Sound:
    """Compress: the level's swing shrinks by up to 70 %."""
    level = np.sqrt(np.maximum(uniform_filter1d(dry**2, 2205), 0.0)) + 0.05
    return dry * level ** -float(rng.uniform(0.0, 0.7))


def _coloured(rng: np.random.Generator, sound: Sound) -> Sound:
    """Equalise with a random smooth curve."""
    points = np.log2(np.array([60.0, 150.0, 400.0, 1000.0, 2500.0, 6000.0, 11025.0]))
    gains_db = rng.normal(0.0, 3.0, len(points))
    if rng.random() < 0.15:
        gains_db[:2] -= 18.0
    if rng.random() < 0.15:
        gains_db[-1:] -= 18.0
    hz = np.fft.rfftfreq(512, 1.0 / RATE_HZ)
    curve = 10.0 ** (np.interp(np.log2(np.maximum(hz, 30.0)), points, gains_db) / 20.0)
    taps = np.roll(np.fft.irfft(curve), 256) * np.hanning(512)
    shape = (slice(None), None) if sound.ndim == 2 else (slice(None),)
    return oaconvolve(sound, taps[shape], mode="same", axes=0).astype(np.float32)


def _placed(rng: np.random.Generator, mono: Sound) -> Sound:
    """Put a voice in the middle, a little beside it, or double it left and right."""
    chance = rng.random()
    if chance < 0.75:
        return np.column_stack([mono, mono])
    if chance < 0.9:
        pan = float(rng.uniform(0.2, 0.8))
        return np.column_stack([mono * np.cos(pan * np.pi / 2), mono * np.sin(pan * np.pi / 2)])
    late = int(rng.uniform(0.008, 0.03) * RATE_HZ)
    return np.column_stack([mono, np.concatenate([np.zeros(late, np.float32), mono[:-late]])])


def _roomy(rng: np.random.Generator, sound: Sound) -> Sound:
    """Add a room, and now and then an echo."""
    time = np.arange(round(float(rng.uniform(0.2, 1.6)) * RATE_HZ)) / RATE_HZ
    decay = np.exp(-6.9 * time / (time[-1] + 1e-3))
    wet_db, tail = float(rng.uniform(-26.0, -7.0)), rng.normal(size=(len(time), 2)) * decay[:, None]
    tail = uniform_filter1d(tail, 3, axis=0)
    tail *= 10.0 ** (wet_db / 20.0) / (np.sqrt((tail**2).sum(axis=0).mean()) + 1e-9)
    wet = sound + oaconvolve(sound, tail, axes=0)[: len(sound)]
    if rng.random() < 0.15:
        late = int(rng.uniform(0.12, 0.5) * RATE_HZ)
        wet[late:] += 0.3 * sound[:-late]
    return wet.astype(np.float32)


def _mastered(rng: np.random.Generator, mixed: Sound) -> Sound:
    """Colour, squash, set a level, compress with loss; four in ten are mono."""
    out = _coloured(rng, mixed) if rng.random() < 0.7 else mixed
    out = out / (_level(out) + 1e-6)
    drive = float(rng.uniform(0.1, 0.9))
    out = np.tanh(out * drive) / drive if rng.random() < 0.6 else out
    if rng.random() < 0.4:
        out = np.repeat(out.mean(axis=1, keepdims=True), 2, axis=1)
    out *= 10.0 ** (float(rng.uniform(-30.0, -9.0)) / 20.0) / (_level(out) + 1e-6)
    out = np.clip(out, -1.0, 1.0).astype(np.float32)
    return lossy.recoded(rng, out) if rng.random() < 0.2 else out


def _fitted(rng: np.random.Generator, sound: Sound) -> Sound:
    """Play faster or slower by up to a tenth, from a random place, over and over to the end."""
    up = int(rng.integers(18, 23))
    sound = sound if up == 20 else resample_poly(sound, 20, up, axis=0).astype(np.float32)
    sound = np.roll(sound, -int(rng.integers(len(sound))), axis=0)
    return np.resize(sound, (_LENGTH, 2)) if len(sound) >= _LENGTH else np.tile(
        sound, (_LENGTH // len(sound) + 1, 1))[:_LENGTH]  # fmt: skip


def _stereo(sound: Sound) -> Sound:
    return sound if sound.ndim == 2 else np.column_stack([sound, sound])


def _level(sound: Sound) -> float:
    """Root mean square of the louder half."""
    blocks = (sound[: len(sound) // 2205 * 2205].reshape(-1, 2205, 2) ** 2).mean(axis=(1, 2))
    return float(np.sqrt(np.sort(blocks)[len(blocks) // 2 :].mean()))


@lru_cache(maxsize=400)
def _read(path: Path) -> Sound:
    return soundfile.read(path, dtype="float32")[0]
