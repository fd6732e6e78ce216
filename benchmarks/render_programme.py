"""The programme that every renderer makes: twelve songs and twelve clips, fades of 8 s, ducking."""

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import soundfile

from dj.audio.files import open_source
from dj.audio.levels import LoudnessMeter
from dj.mix import SourceFile, mix
from dj.model.timeline import Event, EventKind, GainPoint, Timeline
from dj.units import PROGRAMME_RATE_HZ as RATE_HZ

SONG_S, OVERLAP_S, VOICE_S = 100, 8, 6
SONGS = 12
STEP = (SONG_S - OVERLAP_S) * RATE_HZ + 617
"""Frames from song to song: no whole number of milliseconds."""
SONG = STEP + OVERLAP_S * RATE_HZ
DUCK_DB = -6.0
TARGET_LUFS = -16.0


def prepare(folder: Path, music: Sequence[Path] = ()) -> dict[str, float]:
    """Write songs of different loudness, chords with drums, and one voice-like clip.

    Args:
        folder: Where they go.
        music: Real recordings instead, taken in turn from their twentieth second on.

    Returns:
        File name → gain in dB that brings it to the programme's loudness.
    """
    gains = {}
    for number in range(SONGS):
        sound = _excerpt(music[number % len(music)]) if music else _song(number)
        gains[f"song{number:02d}.flac"] = _gain_db(sound)
        soundfile.write(folder / f"song{number:02d}.flac", sound, RATE_HZ)
    time_s = np.arange(VOICE_S * RATE_HZ) / RATE_HZ
    buzz = np.sin(2 * np.pi * 140 * time_s + 2 * np.sin(2 * np.pi * 280 * time_s))
    words = (0.25 * buzz * (0.6 + 0.4 * np.sin(2 * np.pi * 4 * time_s)))[:, None] * np.ones(2)
    gains["voice.wav"] = _gain_db(words) + 3.0
    soundfile.write(folder / "voice.wav", words, RATE_HZ)
    gains = _leveled(gains, folder)
    (folder / "gains.json").write_text(json.dumps(gains))
    return gains


def _leveled(gains: dict[str, float], folder: Path) -> dict[str, float]:
    """Bring a part of the programme to its loudness, as `arrange` does from the analysis."""
    meter = LoudnessMeter(RATE_HZ)
    for block in mix(programme(5, gains), sources(folder)):
        meter.feed(block)
    more_db = TARGET_LUFS - meter.integrated_lufs()
    return {name: round(gain_db + more_db, 2) for name, gain_db in gains.items()}


def _song(number: int) -> np.ndarray:
    rng = np.random.default_rng(number)
    time_s = np.arange(SONG) / RATE_HZ
    root = 110 * 2 ** (number / 12)
    chord = np.sum([np.sin(2 * np.pi * root * r * time_s) for r in (1, 1.26, 1.5, 2.01)], axis=0)
    bass = np.sin(2 * np.pi * root / 2 * time_s) * np.exp(-((time_s * 1.9) % 1) * 4)
    noise = rng.standard_normal(SONG + 1, np.float32)
    drums = (noise[1:] + noise[:-1]) * np.exp(-((time_s * (1.7 + number / 20)) % 1) * 15)
    level = 10 ** (-number / 24)
    sides = [0.05 * chord + 0.2 * bass + 0.1 * drums, 0.05 * chord[::-1] + 0.2 * bass + 0.1 * drums]
    return np.asarray(level * np.stack(sides, axis=1), np.float32)


def _excerpt(path: Path) -> np.ndarray:
    with open_source(path, rate_hz=RATE_HZ) as source:
        source.seek(20 * RATE_HZ)
        sound = source.read(SONG)
    return np.resize(sound, (SONG, 2))


def _gain_db(sound: np.ndarray) -> float:
    meter = LoudnessMeter(RATE_HZ)
    meter.feed(sound.astype(np.float32))
    return round(TARGET_LUFS - meter.integrated_lufs(), 2)


def programme(minutes: float, gains: dict[str, float]) -> Timeline:
    """Lay out songs and words over the time wanted."""
    count = max(2, round(minutes * 60 * RATE_HZ / STEP))
    events = [e for n in range(count) for e in (_music(n, count), _words(n))]
    events = [replace(event, gain_db=gains[event.source_id]) for event in events]
    events.sort(key=lambda e: (e.at_frame, e.kind, e.id))
    end = max(event.end_frame for event in events)
    return Timeline(
        sample_rate_hz=RATE_HZ, length_frames=end, events=tuple(events), target_lufs=TARGET_LUFS
    )


def _music(number: int, count: int) -> Event:
    at, fade = number * STEP, OVERLAP_S * RATE_HZ
    seconds = [(-0.3, 0.0), (0, DUCK_DB), (VOICE_S, DUCK_DB), (VOICE_S + 0.6, 0.0)]
    duck = tuple(
        GainPoint(at_frame=at + fade + round(s * RATE_HZ), gain_db=db) for s, db in seconds
    )
    return Event(
        id=f"m{number:03d}", kind=EventKind.MUSIC, source_id=f"song{number % SONGS:02d}.flac",
        at_frame=at, source_in_frame=0, source_out_frame=SONG,
        fade_in_frames=fade if number else 0, fade_out_frames=fade if number < count - 1 else 0,
        duck=duck,
    )  # fmt: skip


def _words(number: int) -> Event:
    return Event(
        id=f"v{number:03d}", kind=EventKind.SPEECH, source_id="voice.wav",
        at_frame=number * STEP + OVERLAP_S * RATE_HZ, source_in_frame=0,
        source_out_frame=VOICE_S * RATE_HZ,
    )  # fmt: skip


def songs(timeline: Timeline) -> list[Event]:
    """The songs in order."""
    return [event for event in timeline.events if event.kind is EventKind.MUSIC]


def sources(folder: Path) -> dict[str, SourceFile]:
    """All files of the programme by name."""
    paths = [*sorted(folder.glob("song*.flac")), folder / "voice.wav"]
    return {path.name: SourceFile(path=path, decoder="soundfile") for path in paths}
