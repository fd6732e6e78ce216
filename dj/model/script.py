"""What is said, where, and on whose authority."""

from collections.abc import Mapping
from dataclasses import dataclass, field
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
    BOTH = "both"
    """Says what was and what comes."""
    FIRST_EVER = "first_ever"
    """The listener has never heard the next artist."""
    LONG_UNHEARD = "long_unheard"
    """They know the next song, and have not played it for months or years."""
    ANNIVERSARY = "anniversary"
    """The next song came out on this day, some years ago."""
    EDITORS_NOTE = "editors_note"
    ARTIST_STATEMENT = "artist_statement"
    """What the artist says of the next song, as theirs."""
    PRIORITY_NOTICE = "priority_notice"
    """That the next song is one its artist asked to be considered."""
    WISH = "wish"
    """The listener asked for what comes."""
    MID_SESSION = "mid_session"
    NOTHING_TO_SAY = "nothing_to_say"
    """A word to stay in touch, where nothing is known or nothing may be named."""


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
    facts: tuple[str, ...] = ()
    """Ids of what it rests on, as in `Script.facts`; never empty in new sessions."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """One sentence of a wording, with what it rests on."""

    start: int
    end: int
    """Where it begins and ends in the text, in characters."""
    facts: tuple[str, ...] = ()
    """Ids, as in `Script.facts`: of its slots, and of the conditions that let it be said."""
    reason: str = ""
    """Signal it gives as the reason for the next song."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VoicedFact:
    """One thing that the words of a session rest on, as it was when it was said."""

    says: str
    """What it says of whom, such as ``producer of Low Tide Lantern``."""
    value: str
    source: str
    """Where it can be checked: title and locator of a source, or ``tags``, ``history`` …"""
    as_of: str = ""
    """Date, ``YYYY-MM-DD``; empty where the session's own moment counts."""
    tier: int = 0


MASK = "□"
"""Stands in a frame for what a slot said."""


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
    pack: str = ""
    """Pack of the line, such as ``house``."""
    content: str = ""
    """What was approved: see `dj.model.approval.Approval.content`."""
    clauses: tuple[Clause, ...] = ()

    @property
    def facts(self) -> tuple[str, ...]:
        """Ids of all it rests on, in order and each once."""
        said = [name for trace in self.traces for name in trace.facts]
        return tuple(dict.fromkeys([*said, *(n for clause in self.clauses for n in clause.facts)]))

    @property
    def frame(self) -> str:
        """The sentences without what their slots said: two that differ only in names are one."""
        out, at = "", 0
        for trace in sorted(self.traces, key=lambda trace: trace.start):
            out += self.text[at : trace.start] + MASK
            at = max(at, trace.start + len(trace.text))
        return (out + self.text[at:]).casefold()


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
    facts: Mapping[str, VoicedFact] = field(default_factory=dict)
    """Id → what the words rest on; each id of a trace or clause is here."""
