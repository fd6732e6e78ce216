"""How a tune is divided into phrases and set with syllables."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from dj.testing.truth import band
from dj.testing.truth.band import Passage
from dj.testing.truth.contour import Bend
from dj.testing.truth.known import Note
from dj.testing.truth.singer import CONSONANTS, SUNG_VOWELS, Syllable, Voice

_SUNG_RANGE, _SPOKEN_RANGE = 17, 6
_WEIGHTS = np.array([0.14, 0.16, 0.13, 0.17, 0.12, 0.14, 0.07, 0.07])
"""How often each of `CONSONANTS` comes."""

VOICES: dict[str, Voice] = {
    "voice low dark": Voice(
        low=43, tract=0.9, tilt=0.9, breath=0.02,
        bend=Bend(glide_s=0.045, scoop_semitones=1.5, vibrato_hz=5.0, vibrato_cents=45.0,
                  drift_cents=12.0, jitter_cents=7.0),
    ),
    "voice low bright": Voice(
        low=50, tract=0.97, tilt=0.1, breath=0.015,
        bend=Bend(glide_s=0.03, scoop_semitones=2.0, vibrato_hz=5.8, vibrato_cents=40.0,
                  vibrato_after_s=0.35, drift_cents=10.0, jitter_cents=9.0), shimmer=0.07,
    ),
    "voice high dark": Voice(
        low=55, tract=1.1, tilt=0.8, breath=0.06,
        bend=Bend(glide_s=0.05, scoop_semitones=1.0, vibrato_hz=5.3, vibrato_cents=25.0,
                  vibrato_after_s=0.4, drift_cents=12.0, jitter_cents=6.0),
    ),
    "voice high bright": Voice(
        low=59, tract=1.16, tilt=0.2, breath=0.02,
        bend=Bend(glide_s=0.035, scoop_semitones=1.0, vibrato_hz=6.0, vibrato_cents=55.0,
                  drift_cents=8.0, jitter_cents=5.0),
    ),
    "voice plain": Voice(
        low=52, tract=1.04, tilt=0.5, breath=0.04,
        bend=Bend(glide_s=0.03, scoop_semitones=0.8, vibrato_cents=12.0, vibrato_after_s=0.5,
                  drift_cents=16.0, jitter_cents=7.0),
    ),
    "voice spoken": Voice(
        low=45, tract=0.96, tilt=0.3, breath=0.04, spoken=True, shimmer=0.08,
        bend=Bend(glide_s=0.05, scoop_semitones=1.0, drift_cents=70.0, jitter_cents=12.0),
    ),
}  # fmt: skip


def melody(passage: Passage, low: int, width: int, rng: np.random.Generator) -> list[list[Note]]:
    """Invent phrases of two bars; each ends on a long note and leaves room to breathe."""
    notes = band.tune(passage, low, low + width, rng)
    span_s, rest_s = 2 * passage.bar_s, max(0.55, 0.6 * passage.beat_s)
    phrases = []
    for start in np.arange(passage.from_s, passage.to_s - 0.01, span_s):
        inside = [n for n in notes if start - 0.01 <= n.at_s < start + span_s - rest_s - 0.25]
        if len(inside) < 2 or rng.random() < 0.08:
            continue
        last = inside[-1]
        longest_s = start + span_s - rest_s - last.at_s
        held = min(longest_s, max(last.length_s, 1.5 * passage.beat_s))
        phrases.append([*inside[:-1], replace(last, length_s=held)])
    return phrases


def words(
    voice: Voice, passage: Passage, tunes: np.random.Generator, rng: np.random.Generator,
    *, higher: int = 0,
) -> list[list[Syllable]]:  # fmt: skip
    """Set a tune drawn from `tunes` with words drawn from `rng`; a speaker has no tune."""
    if voice.spoken:
        phrases = _speech(voice, passage, rng)
    else:
        phrases = melody(passage, voice.low + higher, _SUNG_RANGE - 5, tunes)
    return [_set(phrase, rng) for phrase in phrases]


def _set(phrase: Sequence[Note], rng: np.random.Generator) -> list[Syllable]:
    syllables: list[Syllable] = []
    for number, note in enumerate(phrase):
        consonant = str(rng.choice(CONSONANTS, p=_WEIGHTS / _WEIGHTS.sum()))
        slur = not consonant and number > 0 and rng.random() < 0.6
        vowel = syllables[-1].vowel if slur else str(rng.choice(SUNG_VOWELS))
        syllables.append(Syllable(note=note, vowel=vowel, consonant=consonant))
    return syllables


def _speech(voice: Voice, passage: Passage, rng: np.random.Generator) -> list[list[Note]]:
    """Divide each bar into syllables on the sixteenths; the pitch falls to the end of the line."""
    step_s, phrases = passage.beat_s / 4, []
    for bar in range(len(passage.chords)):
        start = passage.from_s + bar * passage.bar_s
        steps, at = [], int(rng.integers(0, 3))
        while at < 4 * passage.groove.beats_per_bar - 4:
            length = int(rng.choice([1, 2, 2, 3])) + (step_s < 0.12)
            fall = _SPOKEN_RANGE * (0.7 - at / (4 * passage.groove.beats_per_bar))
            steps.append(Note(
                at_s=start + at * step_s, midi=voice.low + fall + rng.normal(0, 1.5),
                length_s=0.85 * length * step_s, velocity=rng.uniform(0.6, 1.0),
            ))  # fmt: skip
            at += length
        phrases.append(steps)
    return phrases
