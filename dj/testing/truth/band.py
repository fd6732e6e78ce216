"""What each member of a band plays in a passage: notes and strokes on a known grid."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

import numpy as np

from dj.model.tonality import Key
from dj.testing.truth.grooves import VELOCITY, Groove, strokes
from dj.testing.truth.harmony import Chord, scale, tune_note, voicing
from dj.testing.truth.known import Hit, Note

_LIGHT = {"kick", "hat", "rim", "shaker", "brush", "ride"}
"""What is left of the kit when a passage is held back."""
_Event = TypeVar("_Event", Note, Hit)


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """Some bars in one feel."""

    groove: Groove
    chords: tuple[Chord, ...]
    """One for each bar."""
    key: Key
    from_s: float
    beat_s: float
    drums: str = "full"
    """``full``, ``light`` or ``none``."""
    level: float = 1.0
    """How hard all play, 0 to 1."""
    fill: bool = True
    """Whether the drummer leads into what follows."""

    @property
    def bar_s(self) -> float:
        """Length of a bar in seconds."""
        return self.beat_s * self.groove.beats_per_bar

    @property
    def to_s(self) -> float:
        """Where the passage ends."""
        return self.from_s + self.bar_s * len(self.chords)


@dataclass(slots=True)
class Sheet:
    """All that is to be played, by part."""

    hits: list[Hit] = field(default_factory=list)
    notes: dict[str, list[Note]] = field(default_factory=dict)
    """Part → its notes: ``bass``, ``comp``, ``pad``, ``tune``."""

    def add(self, part: str, notes: Sequence[Note]) -> None:
        """Write notes into a part."""
        self.notes.setdefault(part, []).extend(notes)


def play(passage: Passage, sheet: Sheet) -> None:
    """Write drums, bass and chords of a passage into the sheet."""
    sheet.hits.extend(_drums(passage))
    sheet.add("bass", list(_bass(passage)))
    sheet.add("comp", list(_comp(passage)))
    sheet.add("pad", list(_pad(passage)))


def tune(passage: Passage, low: int, high: int, rng: np.random.Generator) -> list[Note]:
    """Invent a tune from two motifs; each phrase of four bars comes to rest."""
    ladder = scale(passage.key, low, high)
    motifs = [_motif(passage.groove, rng) for _ in range(2)]
    last = ladder[len(ladder) // 2]
    onsets: list[tuple[float, int]] = []
    for bar, chord in enumerate(passage.chords):
        beats = (0.0,) if bar % 4 == 3 else motifs[(bar % 4) // 2]
        for beat in beats:
            last = tune_note(chord, ladder, last, rng, strong=beat == int(beat))
            onsets.append((passage.from_s + bar * passage.bar_s + beat * passage.beat_s, last))
    ends = [at for at, _ in onsets[1:]] + [passage.to_s]
    return [
        Note(at_s=at, midi=pitch, length_s=min(0.92 * (end - at), 2.5 * passage.beat_s),
             velocity=passage.level * rng.uniform(0.75, 1.0))
        for (at, pitch), end in zip(onsets, ends, strict=True)
    ]  # fmt: skip


def humanised(events: Sequence[_Event], sigma_s: float, rng: np.random.Generator) -> list[_Event]:
    """Move each event by a normal error cut off at two and a half sigma; none before 0 s."""
    if sigma_s <= 0.0:
        return list(events)
    errors = np.clip(rng.normal(0.0, sigma_s, len(events)), -2.5 * sigma_s, 2.5 * sigma_s)
    return [
        replace(event, at_s=max(0.0, event.at_s + float(error)))
        for event, error in zip(events, errors, strict=True)
    ]


def _bars(passage: Passage) -> Iterator[tuple[int, float, Chord]]:
    for bar, chord in enumerate(passage.chords):
        yield bar, passage.from_s + bar * passage.bar_s, chord


def _drums(passage: Passage) -> Iterator[Hit]:
    if passage.drums == "none" or not passage.groove.drums[0]:
        return
    bars, last = passage.groove.drums, len(passage.chords) - 1
    for bar, at_s, _ in _bars(passage):
        rows = passage.groove.fill if passage.fill and bar == last else bars[bar % len(bars)]
        if bar == 0 and passage.drums == "full":
            yield Hit(drum="crash", at_s=at_s, velocity=0.5 * passage.level)
        for drum, row in rows.items():
            if passage.drums == "full" or drum in _LIGHT:
                for beat, sign in strokes(row, passage.groove.beats_per_bar):
                    hard = passage.level * VELOCITY[sign] * (1.0 if beat % 1 == 0 else 0.9)
                    yield Hit(drum=drum, at_s=at_s + beat * passage.beat_s, velocity=hard)


def _bass(passage: Passage) -> Iterator[Note]:
    rows, groove = passage.groove.bass, passage.groove
    following = [*passage.chords[1:], passage.chords[0]]
    for (bar, at_s, chord), after in zip(_bars(passage), following, strict=True):
        row = list(strokes(rows[bar % len(rows)], groove.beats_per_bar))
        ends = [beat for beat, _ in row[1:]] + [float(groove.beats_per_bar)]
        for (beat, sign), end in zip(row, ends, strict=True):
            yield Note(
                at_s=at_s + beat * passage.beat_s, midi=_bass_pitch(sign, chord, after),
                length_s=0.9 * (end - beat) * passage.beat_s, velocity=passage.level,
            )  # fmt: skip


def _bass_pitch(sign: str, chord: Chord, after: Chord) -> int:
    root = 28 + (chord.root - 28) % 12
    if sign == "a":
        return 28 + (after.root - 28) % 12 - 1
    steps = {"r": root % 12, "o": root % 12, "t": chord.members[1], "f": chord.members[2]}
    pitch = root + (steps[sign] - root) % 12
    return pitch + 12 if sign == "o" else pitch


def _comp(passage: Passage) -> Iterator[Note]:
    rows = passage.groove.comp
    for bar, at_s, chord in _bars(passage):
        row = list(strokes(rows[bar % len(rows)], passage.groove.beats_per_bar))
        ends = [beat for beat, _ in row[1:]] + [float(passage.groove.beats_per_bar)]
        pitches = voicing(chord, 60)
        for number, ((beat, sign), end) in enumerate(zip(row, ends, strict=True)):
            chosen = (pitches[number % len(pitches)],) if passage.groove.broken else pitches
            for pitch in chosen:
                yield Note(
                    at_s=at_s + beat * passage.beat_s, midi=pitch,
                    length_s=0.9 * (end - beat) * passage.beat_s,
                    velocity=passage.level * VELOCITY[sign],
                )  # fmt: skip


def _pad(passage: Passage) -> Iterator[Note]:
    for _, at_s, chord in _bars(passage):
        for pitch in voicing(chord, 66):
            yield Note(at_s=at_s, midi=pitch, length_s=passage.bar_s, velocity=passage.level)


def _motif(groove: Groove, rng: np.random.Generator) -> tuple[float, ...]:
    """Choose the beats of a bar on which the tune moves; thirds of a beat where music swings."""
    off = 2 / 3 if len(groove.bass[0]) % 3 == 0 and groove.beats_per_bar == 4 else 0.5
    places = [beat + part for beat in range(groove.beats_per_bar) for part in (0.0, off)]
    chances = [0.75 if place % 1 == 0 else 0.4 for place in places]
    chosen = [place for place, chance in zip(places, chances, strict=True) if rng.random() < chance]
    return tuple(chosen) or (0.0,)
