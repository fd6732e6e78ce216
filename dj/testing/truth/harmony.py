"""Which chords establish a key, and which notes a tune may take from them.

A progression is eight bars ending in a cadence on the tonic; a minor key takes its leading note in
the dominant, or the flat seventh where the music is modal. Pitches are MIDI numbers.
"""

from dataclasses import dataclass

import numpy as np

from dj.model.tonality import Key, Mode

_CHORDS: dict[Mode, dict[str, tuple[int, tuple[int, ...]]]] = {
    Mode.MAJOR: {
        "I": (0, (0, 4, 7)), "I7": (0, (0, 4, 7, 11)), "ii": (2, (0, 3, 7)),
        "ii7": (2, (0, 3, 7, 10)), "II7": (2, (0, 4, 7, 10)), "iii": (4, (0, 3, 7)),
        "IV": (5, (0, 4, 7)), "iv": (5, (0, 3, 7)), "V": (7, (0, 4, 7)),
        "V7": (7, (0, 4, 7, 10)), "Vs": (7, (0, 5, 7)), "vi": (9, (0, 3, 7)),
        "vi7": (9, (0, 3, 7, 10)), "bVII": (10, (0, 4, 7)),
    },
    Mode.MINOR: {
        "i": (0, (0, 3, 7)), "i7": (0, (0, 3, 7, 10)), "iio": (2, (0, 3, 6)),
        "ii7": (2, (0, 3, 6, 10)), "III": (3, (0, 4, 7)), "iv": (5, (0, 3, 7)),
        "iv7": (5, (0, 3, 7, 10)), "v": (7, (0, 3, 7)), "V": (7, (0, 4, 7)),
        "V7": (7, (0, 4, 7, 10)), "VI": (8, (0, 4, 7)), "VII": (10, (0, 4, 7)),
    },
}  # fmt: skip
_PROGRESSIONS: dict[Mode, tuple[str, ...]] = {
    Mode.MAJOR: (
        "I V vi IV I IV V7 I", "I vi IV V I vi V7 I", "I IV I V IV I V7 I",
        "vi IV I V ii IV V7 I", "I iii IV V vi II7 V7 I", "I bVII IV I ii Vs V7 I",
    ),
    Mode.MINOR: (
        "i VI III VII i iv V7 i", "i iv VII III VI iio V7 i", "i VII VI VII i VI VII i",
        "i i iv i VI iv V i", "i v VI III iv VI V7 i",
    ),
}  # fmt: skip
_JAZZ = {
    Mode.MAJOR: ("I7 vi7 ii7 V7 I7 II7 V7 I7", "I7 I7 ii7 V7 ii7 V7 I7 V7"),
    Mode.MINOR: ("i7 iv7 ii7 V7 i7 VI V7 i7", "i7 i7 iv7 V7 iv7 ii7 V7 i7"),
}
_SCALES = {Mode.MAJOR: (0, 2, 4, 5, 7, 9, 11), Mode.MINOR: (0, 2, 3, 5, 7, 8, 10)}
STATIC = {Mode.MAJOR: "IV IV vi vi IV IV V V", Mode.MINOR: "VI VI iv iv VI VI VII VII"}
"""A bridge that leaves the tonic and leads back to it."""


@dataclass(frozen=True, slots=True)
class Chord:
    """A chord as pitch classes: its root and all its members."""

    root: int
    """0 = C … 11 = B."""
    members: tuple[int, ...]
    """Pitch classes, the root first."""


def spell(key: Key, names: str) -> tuple[Chord, ...]:
    """Turn Roman numerals into the chords of a key."""
    return tuple(_chord(key, name) for name in names.split())


def progression(key: Key, rng: np.random.Generator, *, jazz: bool = False) -> tuple[Chord, ...]:
    """Choose eight bars that cadence on the tonic."""
    choices = (_JAZZ if jazz else _PROGRESSIONS)[key.mode]
    return spell(key, choices[int(rng.integers(len(choices)))])


def tonic(key: Key) -> Chord:
    """Return the chord at home."""
    return _chord(key, "I" if key.mode is Mode.MAJOR else "i")


def voicing(chord: Chord, around: int) -> tuple[int, ...]:
    """Place each member at its pitch nearest to a MIDI number, as a pianist leads voices."""
    return tuple(sorted(around + (member - around + 6) % 12 - 6 for member in chord.members))


def scale(key: Key, low: int, high: int) -> tuple[int, ...]:
    """Return the pitches of the key from `low` to `high`."""
    steps = {(key.tonic + step) % 12 for step in _SCALES[key.mode]}
    return tuple(pitch for pitch in range(low, high + 1) if pitch % 12 in steps)


def tune_note(
    chord: Chord, ladder: tuple[int, ...], last: int, rng: np.random.Generator, *, strong: bool
) -> int:
    """Choose the next pitch of a tune: a step most often, a chord tone on a strong beat."""
    near = [pitch for pitch in ladder if abs(pitch - last) <= 5] or list(ladder)
    if strong:
        near = [pitch for pitch in near if pitch % 12 in chord.members] or near
    weights = np.array([1.0 / (1.0 + abs(abs(pitch - last) - 1.5)) for pitch in near])
    return int(rng.choice(near, p=weights / weights.sum()))


def _chord(key: Key, name: str) -> Chord:
    root, intervals = _CHORDS[key.mode][name]
    at = (key.tonic + root) % 12
    return Chord(at, tuple((at + step) % 12 for step in intervals))
