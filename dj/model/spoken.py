"""How plainly titles and names may be spoken, and of which song they are."""

from dataclasses import dataclass
from enum import IntEnum, StrEnum


class NameLevel(StrEnum):
    """Which words a host may say where a title or a band's name holds them."""

    FAMILY = "family"
    """None of any severity, and no doubt is resolved in a name's favour."""
    STANDARD = "standard"
    """Mild ones; a name with a strong word or a slur stays unsaid, or is said as editors wrote."""
    OPEN = "open"
    """Strong ones too; a name with a slur stays unsaid, or is said as editors wrote."""


class Severity(IntEnum):
    """How hard a word is on those who hear it."""

    MILD = 1
    STRONG = 2
    SLUR = 3


SPOKEN_UP_TO = {NameLevel.FAMILY: 0, NameLevel.STANDARD: 1, NameLevel.OPEN: 2}
"""Level → the hardest severity that is still said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Manner:
    """How a name is to be read."""

    level: NameLevel = NameLevel.STANDARD
    language: str = "en"
    """The host's, a language tag: for the spoken forms of editors."""
    declared: str = ""
    """What is sung, as the song's tags say: a language tag; empty if unknown."""
    explicit: bool | None = None
    """The song's mark; unknown counts as explicit at the level `FAMILY`."""
