"""A singer: a glottal pulse train shaped by a moving mouth.

Harmonics are summed one by one, so nothing aliases and the resonances really move. The source
falls 6 dB per octave after radiation (12 at the glottis); the mouth is five resonances in cascade,
the upper three clustered as in trained singers. Pitch has glides between tied notes, a scoop into
phrases, a slow drift, and a vibrato that grows. Input is in frames of the programme's rate.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import uniform_filter1d
from scipy.signal import resample_poly

from dj.audio.synth.samples import SAMPLE_RATE_HZ, Mono, note_hz, stretched, turning
from dj.audio.synth.singing.mouth import mouth_gain, mouth_track
from dj.audio.synth.singing.syllables import HISSES, Syllable
from dj.audio.synth.tone.filters import high_pass

VOICE_RATE_HZ: Final = SAMPLE_RATE_HZ // 2
"""A voice has little above 10 kHz; half the rate is twice the speed."""
STEP_FRAMES: Final = 110
"""Mouth and effort move every 5 ms."""
PHRASE_GAP_S: Final = 0.06
"""A longer silence means a new breath."""
RELEASE_S: Final = 0.09
TOP_HZ: Final = 9_000.0
TOP_EDGE_HZ: Final = 1_500.0
"""Harmonics fade out below the top, so that none is cut off while it glides."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Singer:
    """Whose voice it is."""

    tract: float = 1.0
    """Resonances relative to an adult man's; a woman's tract is shorter: 1.15."""
    vibrato_hz: float = 5.4
    vibrato_cents: float = 32.0
    breath: float = 0.05
    tilt: float = 0.75
    """Steepness of the source; 0.6 is bright, 1.0 is hushed."""
    ring: float = 0.16
    """Strength of the carrying band near 3 kHz that trained voices have."""
    glide_s: float = 0.075


@dataclass(frozen=True, slots=True)
class SungNote:
    """One syllable on one pitch."""

    start: int
    """First frame of sound."""
    frames: int
    note: float
    """MIDI number."""
    velocity: float
    syllable: Syllable


SINGERS: Final[Mapping[str, Singer]] = MappingProxyType(
    {
        "soprano": Singer(tract=1.2, vibrato_hz=5.7, vibrato_cents=36.0),
        "alto": Singer(tract=1.14),
        "breathy_alto": Singer(tract=1.15, breath=0.16, tilt=0.95, vibrato_cents=20.0, ring=0.10),
        "tenor": Singer(tract=1.03, vibrato_cents=34.0),
        "bright_tenor": Singer(tract=1.06, tilt=0.6, vibrato_cents=24.0, ring=0.2),
        "baritone": Singer(tract=0.96, vibrato_hz=5.0, vibrato_cents=28.0),
        "choir": Singer(
            tract=1.1, vibrato_cents=18.0, breath=0.08, tilt=0.95, ring=0.06, glide_s=0.11
        ),
    }
)
"""Name in a score → singer."""


def sing(notes: Sequence[SungNote], singer: Singer, frames: int, rng: np.random.Generator) -> Mono:
    """Sing a line.

    Args:
        notes: sorted, not overlapping, in frames at 44 100 Hz.
        singer: whose voice.
        frames: length of the answer.
        rng: drift, breath and shimmer.

    Returns:
        float32, shape (frames,). Silent until the first note's first frame.
    """
    line = np.zeros(frames, dtype=np.float32)
    for phrase in _phrases(notes):
        first = phrase[0].start
        sound = resample_poly(_sing_phrase(phrase, singer, rng), 2, 1)[: max(0, frames - first)]
        line[first : first + sound.size] += sound
    return line


def _phrases(notes: Sequence[SungNote]) -> list[list[SungNote]]:
    phrases: list[list[SungNote]] = []
    for note in notes:
        if phrases:
            last = phrases[-1][-1]
            if note.start - (last.start + last.frames) < PHRASE_GAP_S * SAMPLE_RATE_HZ:
                phrases[-1].append(note)
                continue
        phrases.append([note])
    return phrases


def _sing_phrase(phrase: list[SungNote], singer: Singer, rng: np.random.Generator) -> Mono:
    start = phrase[0].start
    length = phrase[-1].start + phrase[-1].frames - start
    steps = int(length / 2 / STEP_FRAMES + RELEASE_S * VOICE_RATE_HZ / STEP_FRAMES) + 2
    at = np.array([(note.start - start) / 2 / STEP_FRAMES for note in phrase] + [float(steps)])
    pitch_hz = _pitch_track(phrase, at, steps, singer, rng)
    effort = _effort_track(phrase, at, steps, length / 2 / STEP_FRAMES, rng)
    formants = mouth_track([note.syllable for note in phrase], at, steps)
    voiced = _voice(pitch_hz, effort, formants, singer)
    return voiced + _air(phrase, voiced.size, effort, singer, rng)


def _pitch_track(
    phrase: list[SungNote],
    at: NDArray[np.float64],
    steps: int,
    singer: Singer,
    rng: np.random.Generator,
) -> NDArray[np.float64]:
    """Return the pitch in hertz at each 5 ms step, shape (steps + 1,)."""
    time = np.arange(steps + 1)
    which = np.clip(np.searchsorted(at, time, side="right") - 1, 0, len(phrase) - 1)
    notes = np.array([note.note for note in phrase])
    raw = notes[which].astype(np.float64)
    raw[: min(14, steps)] -= 0.9 * np.linspace(1.0, 0.0, min(14, steps)) ** 2
    glide = max(1, round(singer.glide_s * VOICE_RATE_HZ / STEP_FRAMES))
    smooth = uniform_filter1d(uniform_filter1d(raw, glide, mode="nearest"), 5, mode="nearest")
    since_s = (time - at[which]) * STEP_FRAMES / VOICE_RATE_HZ
    depth = singer.vibrato_cents / 100.0 * np.clip((since_s - 0.18) / 0.35, 0.0, 1.0)
    phase = 2 * np.pi * (singer.vibrato_hz * time * STEP_FRAMES / VOICE_RATE_HZ + rng.uniform())
    drift = uniform_filter1d(rng.standard_normal(steps + 1), 40, mode="nearest") * 0.35
    semitones: NDArray[np.float64] = smooth + depth * np.sin(phase) + drift * 0.3
    return np.asarray(note_hz(0.0) * np.exp2(semitones / 12.0), np.float64)


def _effort_track(
    phrase: list[SungNote],
    at: NDArray[np.float64],
    steps: int,
    end: float,
    rng: np.random.Generator,
) -> NDArray[np.float64]:
    """Return the loudness of the voice at each step, 0 to about 1, shape (steps + 1,)."""
    time = np.arange(steps + 1)
    which = np.clip(np.searchsorted(at, time, side="right") - 1, 0, len(phrase) - 1)
    level = np.array([note.velocity for note in phrase])[which]
    held = np.array([at[i + 1] - at[i] for i in range(len(phrase))])[which]
    level = level * (1.0 + 0.25 * np.sin(np.pi * np.clip((time - at[which]) / held, 0, 1)))
    for index, note in enumerate(phrase):
        if note.syllable.consonant:
            dip = np.clip(np.abs(time - at[index] - 3.0) / 9.0, 0.0, 1.0)
            level *= 0.35 + 0.65 * dip
    smooth = uniform_filter1d(level, 7, mode="nearest")
    smooth *= np.clip((time + 1.0) / 8.0, 0.0, 1.0)
    smooth *= np.clip((end - time) / (RELEASE_S * VOICE_RATE_HZ / STEP_FRAMES) + 1.0, 0.0, 1.0)
    return np.asarray(smooth * (1.0 + 0.03 * rng.standard_normal(steps + 1)), np.float64)


def _voice(
    pitch_hz: NDArray[np.float64],
    effort: NDArray[np.float64],
    formants: NDArray[np.float64],
    singer: Singer,
) -> Mono:
    """Sum the harmonics, shape ((steps) * STEP_FRAMES,)."""
    count = max(1, int(TOP_HZ / float(np.min(pitch_hz))))
    number = np.arange(1, count + 1)
    partial_hz = pitch_hz[:, None] * number
    steep = singer.tilt * (1.35 - 0.35 * np.clip(effort, 0.0, 1.0))
    source = number[None, :] ** -steep[:, None]
    level = source * mouth_gain(partial_hz, formants, singer.tract, singer.ring)
    level *= effort[:, None] * np.clip((TOP_HZ - partial_hz) / TOP_EDGE_HZ, 0.0, 1.0)
    harmonics: Mono = np.asarray(level, dtype=np.float32)
    smooth_hz = stretched(np.asarray(pitch_hz, dtype=np.float32), STEP_FRAMES)
    angle = turning(np.cumsum(smooth_hz, dtype=np.float64) / VOICE_RATE_HZ)
    turn = (np.cos(angle) + 1j * np.sin(angle)).astype(np.complex64)
    wave = turn.copy()
    total = np.zeros(smooth_hz.size, dtype=np.float32)
    for index in range(count):
        total += stretched(harmonics[:, index], STEP_FRAMES) * wave.imag
        wave *= turn
    return total


def _air(
    phrase: list[SungNote],
    frames: int,
    effort: NDArray[np.float64],
    singer: Singer,
    rng: np.random.Generator,
) -> Mono:
    """Return breath under the tone and the hiss of consonants, shape (frames,)."""
    hiss = rng.standard_normal(frames, dtype=np.float32)
    level = np.repeat(effort[:-1], STEP_FRAMES).astype(np.float32)
    air = high_pass(hiss, 2 * 1500.0) * level * np.float32(singer.breath * 0.35)
    for note in phrase:
        if note.syllable.consonant in HISSES:
            length_s, low_hz, loud = HISSES[note.syllable.consonant]
            first = (note.start - phrase[0].start) // 2
            burst = hiss[first : first + int(length_s * VOICE_RATE_HZ)]
            shape = np.sin(np.linspace(0.0, np.pi, burst.size)).astype(np.float32)
            shaped = high_pass(burst, 2 * low_hz, order=3) * shape
            air[first : first + burst.size] += shaped * np.float32(loud * note.velocity)
    return air
