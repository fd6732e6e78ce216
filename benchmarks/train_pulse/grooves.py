"""Common grooves as musicians count them, played at random by a General MIDI band.

A row has a digit for each step of a bar: how likely a stroke is, in tenths. Bars are drawn once and
repeated as bands do, with other tempi, instruments, harmony and levels for each piece.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import mido
import numpy as np
import yaml

_DRUMS = {
    "kick": (36,), "snare": (38, 40), "rim": (37,), "clap": (39,), "hat": (42,), "open": (46,),
    "ride": (51, 59), "tom": (45, 47, 50), "shaker": (70, 82), "conga": (62, 63), "bell": (56,),
    "brush": (38,), "crash": (49,),
}  # fmt: skip
_BASSES = (32, 33, 34, 35, 38, 39)
_CHORDS = (0, 1, 4, 5, 16, 18, 24, 25, 26, 27, 29, 30, 48, 50, 88, 90)
_TUNES = (11, 22, 40, 56, 61, 65, 66, 71, 73, 80, 81)
_TICKS = 480
_STEPS_UP = (0, 5, 7, 9, 2, 4, -2, 3)
"""Roots that follow the tonic."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Groove:
    """A style at the tempi where it is played."""

    tempi_bpm: tuple[float, float]
    rows: dict[str, str]
    """Drum → chances; ``bass`` and ``comp`` are not drums."""
    beats: int = 4
    swing: tuple[float, float] = (0.5, 0.5)
    """Where the second of two steps falls, as a share of both; 0.5 is even."""
    broken: float = 0.2
    """How often chords are played one note after the other."""
    bars_per_chord: tuple[float, ...] = (0.5, 1.0, 1.0, 2.0)


GROOVES = {
    name: Groove(**fields)
    for name, fields in yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text()).items()
}


def tune(style: str, length_s: float, rng: np.random.Generator) -> tuple[bytes, float, float]:
    """Return a MIDI file, its tempo in beats per minute, and where its first beat falls."""
    groove = GROOVES[style]
    low, high = groove.tempi_bpm
    tempo_bpm = float(np.exp(rng.uniform(np.log(low), np.log(high))))
    first = float(rng.uniform(0.0, 3.0))
    file = mido.MidiFile(ticks_per_beat=_TICKS)
    track = mido.MidiTrack()
    file.tracks.append(track)
    track.append(mido.MetaMessage("set_tempo", tempo=round(60e6 / tempo_bpm)))
    events = sorted(_events(groove, first, length_s * tempo_bpm / 60.0, rng), key=lambda e: e[0])
    now = 0
    for tick, message in events:
        track.append(message.copy(time=max(0, tick - now)))
        now = max(now, tick)
    written = BytesIO()
    file.save(file=written)
    return written.getvalue(), tempo_bpm, first * 60.0 / tempo_bpm


def _events(
    groove: Groove, first: float, beats: float, rng: np.random.Generator
) -> Iterator[tuple[int, mido.Message]]:
    """Yield (tick, message) of all that is played."""
    yield from _instruments(rng)
    steps = len(groove.rows["comp"])
    per_step = groove.beats * (2 if groove.beats == 2 and steps == 12 else 1) / steps
    bar = steps * per_step
    swing, late = rng.uniform(*groove.swing), float(rng.choice([0.0, 0.0, 0.004, 0.009]))
    bars = [_bar(groove, rng) for _ in range(3)]
    root, key = 0, int(rng.integers(12))
    is_broken, each = rng.random() < groove.broken, float(rng.choice(groove.bars_per_chord))
    minor = bool(rng.random() < 0.5)
    for number in range(int(beats / bar)):
        played = bars[2 if number % 8 == 7 else int(rng.random() < 0.25)]
        for step in range(steps):
            at_bars = number + step / steps
            if at_bars % each < 1.0 / steps:
                root = 0 if rng.random() < 0.35 else int(rng.choice(_STEPS_UP))
            shift = (2 * swing - 1) * per_step if step % 2 else 0.0
            beat = first + number * bar + step * per_step + shift
            chord = _chord(key + root, minor=minor ^ (root in (2, 4, 9)))
            for channel, pitch, force, length in _struck(played, step, chord, is_broken, rng):
                tick = max(0, round((beat + rng.normal(0.0, late * 2)) * _TICKS))
                yield tick, mido.Message("note_on", channel=channel, note=pitch, velocity=force)
                ends = tick + max(30, round(length * per_step * _TICKS))
                yield ends, mido.Message("note_off", channel=channel, note=pitch, velocity=0)


def _instruments(rng: np.random.Generator) -> Iterator[tuple[int, mido.Message]]:
    for channel, programs in ((0, _BASSES), (1, _CHORDS), (2, _TUNES)):
        program = int(rng.choice(programs))
        yield 0, mido.Message("program_change", channel=channel, program=program)
    for channel in (0, 1, 2, 9):
        volume = int(rng.integers(60, 127))
        yield 0, mido.Message("control_change", channel=channel, control=7, value=volume)


def _bar(groove: Groove, rng: np.random.Generator) -> dict[str, list[int]]:
    """Draw which steps are played in a bar, and how hard: 0 is a rest."""
    drawn = {}
    for name, row in groove.rows.items():
        chances = np.array([int(digit) for digit in row]) / 9.0
        played = rng.random(len(row)) < chances**0.7
        force = np.clip(50 + 60 * chances + rng.normal(0, 6, len(row)), 25, 127)
        drawn[name] = [
            int(f) if is_played else 0 for f, is_played in zip(force, played, strict=True)
        ]
    return drawn


def _chord(root: int, *, minor: bool) -> tuple[int, ...]:
    third = 3 if minor else 4
    return tuple(55 + (root + step - 55) % 12 for step in (0, third, 7))


def _struck(
    played: dict[str, list[int]],
    step: int,
    chord: tuple[int, ...],
    is_broken: bool,  # noqa: FBT001
    rng: np.random.Generator,
) -> Iterator[tuple[int, int, int, float]]:
    """Yield channel, pitch, force and length in steps of all that sounds on a step."""
    for name, row in played.items():
        if not row[step]:
            continue
        if name == "bass":
            yield 0, 36 + (chord[0] - 36) % 12, row[step], 1.8
        elif name == "comp":
            chosen = (chord[step % 3],) if is_broken else chord
            for pitch in chosen:
                yield 1, pitch, row[step], 1.6
            if rng.random() < 0.25:
                yield 2, chord[int(rng.integers(3))] + 12, row[step], 1.5
        else:
            yield 9, _DRUMS[name][0], row[step], 1.0
