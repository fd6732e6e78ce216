"""Harmony: scales, roman numerals, and voices that move as little as they can.

Degrees are counted from the key's own scale: in A minor, ``III`` is C and ``VI`` is F. A numeral's
case gives the third (``ii`` minor, ``II`` major), the suffix the rest.
"""

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise
from types import MappingProxyType
from typing import Final

from dj.audio.synth.sheet.nouns import Chord
from dj.model.tonality import Key, Mode

SCALES: Final[Mapping[str, tuple[int, ...]]] = MappingProxyType(
    {
        "major": (0, 2, 4, 5, 7, 9, 11),
        "minor": (0, 2, 3, 5, 7, 8, 10),
        "dorian": (0, 2, 3, 5, 7, 9, 10),
        "mixolydian": (0, 2, 4, 5, 7, 9, 10),
        "harmonic minor": (0, 2, 3, 5, 7, 8, 11),
        "lydian": (0, 2, 4, 6, 7, 9, 11),
    }
)
LETTERS: Final[Mapping[str, int]] = MappingProxyType(
    {"C": 0, "D": 2, "E": 4, "F": 5, "G": 7, "A": 9, "B": 11}
)
NUMERALS: Final = ("I", "II", "III", "IV", "V", "VI", "VII")
SUFFIXES: Final[Mapping[str, tuple[int, ...]]] = MappingProxyType(
    {
        "": (0, 4, 7), "m": (0, 3, 7), "o": (0, 3, 6), "+": (0, 4, 8), "5": (0, 7),
        "sus2": (0, 2, 7), "sus4": (0, 5, 7), "6": (0, 4, 7, 9), "m6": (0, 3, 7, 9),
        "7": (0, 4, 7, 10), "maj7": (0, 4, 7, 11), "m7": (0, 3, 7, 10), "o7": (0, 3, 6, 9),
        "m7b5": (0, 3, 6, 10), "7sus4": (0, 5, 7, 10), "add9": (0, 4, 7, 14),
        "madd9": (0, 3, 7, 14),
        "9": (0, 4, 7, 10, 14), "maj9": (0, 4, 7, 11, 14), "m9": (0, 3, 7, 10, 14),
        "69": (0, 4, 7, 9, 14), "m11": (0, 3, 7, 10, 14, 17), "13": (0, 4, 10, 14, 21),
        "7b9": (0, 4, 7, 10, 13), "9sus4": (0, 5, 7, 10, 14), "maj7#11": (0, 4, 7, 11, 18),
        "m69": (0, 3, 7, 9, 14),
    }
)  # fmt: skip
"""Chord suffix → semitones above the root."""

_NUMERAL: Final = re.compile(
    r"^([b#]?)(VII|VI|IV|V|III|II|I|vii|vi|iv|v|iii|ii|i)([^/]*)(?:/(.+))?$"
)
_KEY: Final = re.compile(r"^([A-G])([b#♭♯]?) (major|minor)$")
_BEND: Final = MappingProxyType({"": 0, "b": -1, "♭": -1, "#": 1, "♯": 1})


def read_key(text: str) -> Key | None:
    """Return the key of a text such as ``F# minor``, or None."""
    found = _KEY.match(text)
    if found is None:
        return None
    tonic = (LETTERS[found[1]] + _BEND[found[2]]) % 12
    return Key(tonic=tonic, mode=Mode(found[3]))


def read_chord(symbol: str, key: Key) -> Chord | None:
    """Return the chord of a roman numeral such as ``ii7``, ``bVII``, ``V7/3``, or None.

    After the slash stands the bass: a chord tone by its number (3, 5, 7) or a scale degree as a
    numeral.
    """
    found = _NUMERAL.match(symbol)
    if found is None:
        return None
    root = _degree(found[1], found[2], key)
    minor = found[2].islower() and not found[3].startswith(("o", "m", "sus"))
    suffix = ("m" if minor else "") + found[3]
    if suffix not in SUFFIXES:
        return None
    tones = tuple((root + step) % 12 for step in SUFFIXES[suffix])
    bass = _bass(found[4], root, tones, key)
    return None if bass is None else Chord(root, tones, bass, symbol)


def _degree(bend: str, numeral: str, key: Key) -> int:
    scale = SCALES[key.mode.value]
    return (key.tonic + scale[NUMERALS.index(numeral.upper())] + _BEND[bend]) % 12


def _bass(text: str | None, root: int, tones: tuple[int, ...], key: Key) -> int | None:
    if text is None:
        return root
    if text in {"3", "5", "7"}:
        place = int(text) // 2
        return tones[place] if place < len(tones) else None
    found = _NUMERAL.match(text)
    return None if found is None else _degree(found[1], found[2], key)


def scale_note(degree: int, bend: int, tonic_note: int, scale: Sequence[int]) -> int:
    """Return the MIDI note of a scale degree (1 is the tonic, 8 the octave, 0 the leading note)."""
    octave, step = divmod(degree - 1, len(scale))
    return tonic_note + 12 * octave + scale[step] + bend


def nearest(pitch_class: int, around: float) -> int:
    """Return the note of a pitch class that is nearest to `around`."""
    low = int(around) - 6
    return low + (pitch_class - low) % 12


def voicing(chord: Chord, before: Sequence[int], around: int, tones: int) -> tuple[int, ...]:
    """Spell a chord near the last one.

    Args:
        chord: what to spell.
        before: the last voicing, empty at the start.
        around: MIDI note in the middle of the range.
        tones: how many notes; with four or more tones to choose from the root is left to the bass.

    Returns:
        MIDI notes, low to high.
    """
    wanted = _chosen(chord.tones, tones)
    options = [
        _stacked(wanted[turn:] + wanted[:turn], base)
        for turn in range(len(wanted))
        for base in range(around - 12, around + 6)
        if base % 12 == wanted[turn]
    ]
    return min(options, key=lambda notes: _cost(notes, before, around))


def _chosen(tones: tuple[int, ...], count: int) -> tuple[int, ...]:
    if len(tones) > count:
        without_fifth = tones[:2] + tones[3:]
        spare = without_fifth if len(without_fifth) >= count else tones
        return spare[1 : count + 1] if len(spare) > count else spare
    return tones


def _stacked(classes: tuple[int, ...], base: int) -> tuple[int, ...]:
    notes = [base]
    for pitch_class in classes[1:]:
        step = (pitch_class - notes[-1]) % 12
        notes.append(notes[-1] + (step or 12))
    return tuple(notes)


def _cost(notes: tuple[int, ...], before: Sequence[int], around: int) -> float:
    middle = sum(notes) / len(notes)
    cost = 0.35 * abs(middle - around)
    if before:
        cost += sum(min(abs(note - old) for old in before) for note in notes) / len(notes)
    cost += 3.0 * sum(high - low == 1 for low, high in pairwise(notes))
    return cost
