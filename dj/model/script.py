"""What is said, where, and on whose authority."""

from dataclasses import dataclass
from enum import StrEnum


class BreakKind(StrEnum):
    """What a talk break does."""

    OPENING = "opening"
    FRONT_ANNOUNCE = "front_announce"
    BACK_ANNOUNCE = "back_announce"
    MOOD_TURN = "mood_turn"
    TIME_CHECK = "time_check"
    DISCOVERY = "discovery"
    SIGN_OFF = "sign_off"


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """One slot of a line that carried a fact into the text."""

    word: str
    """The editors' word, such as ``next.title``."""
    text: str
    """What was said for it."""
    start: int
    """Where it begins in the text, in characters."""
    source: str
    """Where the value comes from: ``tags``, ``history``, ``analysis``, ``clock`` or a fact's id."""
    is_name: bool = False
    """True for a title or name: marked for the lexicon, left alone by number rules."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """One way to say a talk break. The text is final: speech never edits its meaning."""

    line: str
    """Line set: file name without ending, such as ``front_announce/tempo``."""
    variant: int
    """Index of the variant in its file, from 0."""
    text: str
    """As captions show it."""
    traces: tuple[Trace, ...] = ()
    reason: str = ""
    """Signal the line claims as the reason for the choice; empty if it claims none."""
    estimated_s: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class TalkBreak:
    """One spoken piece, with its wordings in order of preference."""

    id: str
    """Stable within the session: ``b00``, ``b01`` …"""
    after_position: int
    """Slot it follows; −1 is before the first song."""
    kind: BreakKind
    about: tuple[int, ...]
    """Slots it speaks of; always neighbours of the join it stands at."""
    wordings: tuple[Wording, ...]
    """Best first; a shorter one is used when the measured take of a longer one does not fit."""
    limit_s: float | None = None
    """Seconds it may last: room without a voice, and a little in the clear; None: no limit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Script:
    """All talk breaks in order."""

    breaks: tuple[TalkBreak, ...] = ()
    persona: str = ""
    language: str = "en"
