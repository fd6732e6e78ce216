"""Musical keys: a tonic and a mode, with the spellings people use for them."""

from dataclasses import dataclass
from enum import StrEnum

_NAMES = ("C", "D♭", "D", "E♭", "E", "F", "F♯", "G", "A♭", "A", "B♭", "B")
_SPOKEN = (
    "C", "D flat", "D", "E flat", "E", "F", "F sharp", "G", "A flat", "A", "B flat", "B",
)  # fmt: skip


class Mode(StrEnum):
    """Major or minor."""

    MAJOR = "major"
    MINOR = "minor"


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """A tonic and a mode; `fifths` places it on the circle of fifths."""

    tonic: int
    """Pitch class of the tonic: 0 = C, 1 = C sharp … 11 = B."""
    mode: Mode

    def __post_init__(self) -> None:
        """Refuse a pitch class outside 0–11."""
        if not 0 <= self.tonic <= 11:
            msg = f"tonic must be 0 to 11, not {self.tonic}"
            raise ValueError(msg)

    def __str__(self) -> str:
        """Write it for people, such as ``A minor``."""
        return f"{_NAMES[self.tonic]} {self.mode.value}"

    @property
    def spoken(self) -> str:
        """The name a voice can say, such as ``F sharp minor``."""
        return f"{_SPOKEN[self.tonic]} {self.mode.value}"

    @property
    def fifths(self) -> int:
        """Steps from C major (or A minor) round the circle of fifths, 0–11.

        Relative major and minor share the number.
        """
        major_tonic = self.tonic if self.mode is Mode.MAJOR else (self.tonic + 3) % 12
        return (major_tonic * 7) % 12

    @property
    def open_key(self) -> str:
        """Open Key notation: ``1d`` is C major, ``1m`` is A minor."""
        return f"{self.fifths + 1}{'d' if self.mode is Mode.MAJOR else 'm'}"

    def distance(self, other: "Key") -> int:
        """Steps between two keys: circular fifths plus one if the modes differ (0–7)."""
        around = abs(self.fifths - other.fifths)
        return min(around, 12 - around) + (self.mode is not other.mode)

    def transposed(self, semitones: int) -> "Key":
        """Return the key moved up by a number of semitones."""
        return Key(tonic=(self.tonic + semitones) % 12, mode=self.mode)

    @classmethod
    def parse(cls, text: str) -> "Key":
        """Read ``A minor``, ``Am``, ``F#``, ``Bb major``, Open Key ``1m`` or Camelot ``8A``.

        Raises:
            ValueError: if the text is none of these.
        """
        spelling = text.strip().replace("♭", "b").replace("♯", "#")
        key = _parse_wheel(spelling) or _parse_name(spelling)
        if key is None:
            msg = f"key must look like 'A minor', 'F#m', '1m' or '8A', not {text!r}"
            raise ValueError(msg)
        return key


def _parse_wheel(text: str) -> Key | None:
    number, letter = text[:-1], text[-1:].lower()
    if not (number.isdecimal() and 1 <= int(number) <= 12 and letter in "dmab" and letter):
        return None
    # Camelot counts from 8B = C major; Open Key from 1d = C major.
    fifths = (int(number) - (8 if letter in "ab" else 1)) % 12
    tonic = (fifths * 7) % 12
    if letter in "bd":
        return Key(tonic=tonic, mode=Mode.MAJOR)
    return Key(tonic=(tonic + 9) % 12, mode=Mode.MINOR)


def _parse_name(text: str) -> Key | None:
    naturals = {"C": 0, "D": 2, "E": 4, "F": 5, "G": 7, "A": 9, "B": 11}
    head = text[:1].upper()
    if head not in naturals:
        return None
    rest = text[1:]
    shift = {"#": 1, "b": -1}.get(rest[:1], 0)
    word = rest[1:] if shift else rest
    suffix = word.strip()
    modes = {"": Mode.MAJOR, "maj": Mode.MAJOR, "major": Mode.MAJOR, "M": Mode.MAJOR}
    modes |= {"m": Mode.MINOR, "min": Mode.MINOR, "minor": Mode.MINOR}
    mode = modes.get(suffix) or modes.get(suffix.lower())
    if mode is None:
        return None
    return Key(tonic=(naturals[head] + shift) % 12, mode=mode)
