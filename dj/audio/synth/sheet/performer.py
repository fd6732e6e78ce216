"""From written patterns to notes in time: who plays what, when, how hard.

The grid is exact: kick, snare and singers start on its frames. Everybody else strays by a few
milliseconds, drawn from the song's own seed.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import cycle, pairwise

import numpy as np

from dj.audio.synth.samples import SAMPLE_RATE_HZ, gain
from dj.audio.synth.sheet import pitches
from dj.audio.synth.sheet.nouns import Chord, Part, Pattern, Play, Player, Score, Section, Step
from dj.audio.synth.sheet.theory import voicing
from dj.audio.synth.singing import SungNote, Syllable, read_syllable

EARLIEST_BAR_LENGTH = 1e-6
"""Positions closer than this are the same position."""


@dataclass(frozen=True, slots=True)
class Note:
    """One sound to make. For drums `line` is the drum; for others it is empty."""

    start: int
    frames: int
    note: float
    velocity: float
    level: float
    line: str = ""


@dataclass(frozen=True, slots=True)
class Placed:
    """A step where it falls: in which section, and at which bar of it."""

    section: Section
    first_bar: int
    """The section's first bar in the song."""
    step: Step
    line: str
    level: float


def placed_steps(score: Score, part: Part) -> Iterator[Placed]:
    """Yield every step that a part plays, section by section."""
    first_bar = 0
    for section in score.arrangement:
        play = section.plays.get(part.name)
        if play is not None:
            for line, step in _steps(part, play, section.bars):
                yield Placed(section, first_bar, step, line, gain(play.level_db))
        first_bar += section.bars


def _steps(part: Part, play: Play, bars: int) -> Iterator[tuple[str, Step]]:
    end = bars - 1 if play.fill else bars
    start = 0
    for name in cycle(play.patterns):
        if start >= end:
            break
        yield from _laid(part.patterns[name], start, end)
        start += part.patterns[name].bars
    if play.fill:
        yield from _laid(part.patterns[play.fill], bars - 1, bars)


def _laid(pattern: Pattern, start: int, end: int) -> Iterator[tuple[str, Step]]:
    for line, steps in pattern.lines.items():
        for step in steps:
            at = start + step.at
            if at < end - EARLIEST_BAR_LENGTH:
                yield line, Step(at, min(step.length, end - at), step.sign, step.accent)


def swung(beat: float, swing: float, unit: int) -> float:
    """Move an off-beat later; whole beats stay. `unit` 8 swings eighths, 16 sixteenths."""
    pair = 1.0 if unit == 8 else 0.5
    whole = np.floor(beat / pair + EARLIEST_BAR_LENGTH)
    part = beat / pair - whole
    moved = part * 2 * swing if part < 0.5 else swing + (part - 0.5) * 2 * (1.0 - swing)
    return float((whole + max(0.0, moved)) * pair)


def frame_at(score: Score, first_bar: int, bar: float) -> int:
    """Return the swung frame of a bar position inside a section."""
    beat = (first_bar + bar) * score.beats_per_bar
    return score.frame(swung(beat, score.swing, score.swing_unit))


def strength(placed: Placed, accents: dict[str, float], beats_per_bar: int) -> float:
    """Return how hard a step is played, 0 to 1: section, sign, and place in the bar."""
    step, section = placed.step, placed.section
    base = section.strength * (1.0 + section.swell * step.at / section.bars)
    beat = (step.at * beats_per_bar) % beats_per_bar
    metric = 0.05 if beat < EARLIEST_BAR_LENGTH else (0.0 if beat == int(beat) else -0.05)
    return float(np.clip(base * accents.get(step.sign, 0.8) + metric + step.accent, 0.05, 1.0))


STROKES = {"X": 1.15, "x": 0.9, "o": 0.6, "g": 0.32}
"""How hard each sign is meant."""


def drum_notes(score: Score, part: Part, loose: frozenset[str], seed: int) -> list[Note]:
    """Return a drummer's strokes; drums named in `loose` stray from the grid."""
    rng = np.random.default_rng(seed)
    notes = []
    for placed in placed_steps(score, part):
        at = frame_at(score, placed.first_bar, placed.step.at)
        velocity = strength(placed, STROKES, score.beats_per_bar)
        if placed.line in loose:
            at += _stray(score, part, rng)
            velocity *= float(rng.uniform(0.85, 1.05))
        notes.append(Note(max(0, at), 0, 0.0, velocity, placed.level, placed.line))
    return sorted(notes, key=lambda note: (note.start, note.line))


def _stray(score: Score, part: Part, rng: np.random.Generator) -> int:
    milliseconds = float(np.clip(rng.normal(0.0, score.loose_ms), -12.0, 15.0)) + part.late_ms
    return round(milliseconds * SAMPLE_RATE_HZ / 1000.0)


def pitched_notes(score: Score, part: Part, seed: int) -> list[Note]:
    """Return the notes of a chord, arpeggio, bass or tune player."""
    rng = np.random.default_rng(seed)
    notes: list[Note] = []
    before: tuple[int, ...] = ()
    for placed in _split_at_chords(placed_steps(score, part), part):
        chord = _chord_at(placed.section, placed.step.at)
        if part.player in {Player.CHORDS, Player.ARPEGGIO}:
            before = voicing(chord, before, part.around, part.tones)
        following = _chord_at(placed.section, placed.step.at + placed.step.length)
        sounding = pitches.sounding(placed.step.sign, score, part, (chord, following), before)
        notes.extend(_struck(score, part, placed, sounding, rng))
    return notes


def _struck(
    score: Score,
    part: Part,
    placed: Placed,
    sounding: tuple[float, ...],
    rng: np.random.Generator,
) -> Iterator[Note]:
    start = frame_at(score, placed.first_bar, placed.step.at)
    end = frame_at(score, placed.first_bar, placed.step.at + placed.step.length)
    velocity = strength(placed, STROKES, score.beats_per_bar)
    stray = _stray(score, part, rng)
    for index, note in enumerate(sounding):
        late = round(index * part.strum_ms * SAMPLE_RATE_HZ / 1000.0)
        human = float(np.clip(velocity * rng.uniform(0.9, 1.06), 0.05, 1.0))
        at = max(0, start + stray + late)
        yield Note(at, max(1, end - start - late), note, human, placed.level)


def _split_at_chords(steps: Iterator[Placed], part: Part) -> Iterator[Placed]:
    """Let held chords follow the harmony: cut them where the chord changes."""
    for placed in steps:
        step = placed.step
        end = step.at + step.length
        cuts = [at for at, _ in placed.section.chords if step.at < at < end - EARLIEST_BAR_LENGTH]
        if part.player is not Player.CHORDS or not cuts:
            yield placed
            continue
        for start, stop in pairwise([step.at, *cuts, end]):
            piece = Step(start, stop - start, step.sign, step.accent)
            yield Placed(placed.section, placed.first_bar, piece, placed.line, placed.level)


def _chord_at(section: Section, bar: float) -> Chord:
    """Return the chord that sounds at a bar position; past the end, the first one again."""
    bar = bar % section.bars
    found = section.chords[0][1]
    for at, chord in section.chords:
        if at <= bar + EARLIEST_BAR_LENGTH:
            found = chord
    return found


def sung_notes(score: Score, part: Part) -> list[SungNote]:
    """Return a singer's notes, on the grid (plus the part's own lateness), never overlapping."""
    late = round(part.late_ms * SAMPLE_RATE_HZ / 1000.0)
    spelled = [read_syllable(word) or Syllable() for word in part.syllables]
    notes: list[SungNote] = []
    section_at, count = -1, 0
    for placed in placed_steps(score, part):
        if placed.first_bar != section_at:
            section_at, count = placed.first_bar, 0
        start = frame_at(score, placed.first_bar, placed.step.at) + late
        end = frame_at(score, placed.first_bar, placed.step.at + placed.step.length) + late
        (note,) = pitches.sounding(placed.step.sign, score, part, (), ())
        velocity = strength(placed, {}, score.beats_per_bar) * placed.level
        syllable = spelled[count % len(spelled)]
        notes.append(SungNote(start, end - start, note, velocity, syllable))
        count += 1
    return [
        SungNote(n.start, min(n.frames, after.start - n.start), n.note, n.velocity, n.syllable)
        for n, after in pairwise([*notes, SungNote(1 << 60, 0, 0.0, 0.0, Syllable())])
    ]
