"""All steps in their order, and what became of a title at each."""

import re
import time
from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache
from typing import NewType

from dj import tables
from dj.commentary.titles import signs
from dj.commentary.titles.aliases import Aliases, aliases
from dj.commentary.titles.judge import Doubt, judge
from dj.commentary.titles.lexicon import Lexicon, lexicon
from dj.commentary.titles.plain import PlainText, Untrusted, plain
from dj.commentary.titles.tails import without_tails
from dj.model.names import fold
from dj.model.spoken import Manner

Speakable = NewType("Speakable", str)
"""Fit for a voice: at most `MAX_SPOKEN` characters, no markup of any engine."""

MAX_SPOKEN = 200
"""Characters a host may be asked to say for one name."""
LOOK_AGAIN_S = 2.0
"""How soon an edit of the editors' tables is seen by a program that runs."""
USUAL = Manner()

_TOKEN = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_NUMBERED = re.compile(r"(?:audio ?)?(?:track|titel|piste|pista) ?\d{1,4}", re.IGNORECASE)


@dataclass(frozen=True, slots=True, eq=False)
class _Shelf:
    """The editors' tables as they are now."""

    forms: Aliases
    known: Lexicon
    nobody: frozenset[str]
    """Folded names that are nobody's."""


def _shelf() -> _Shelf:
    """The tables are looked at again only now and then: a session has hundreds of names."""
    return _shelf_at(int(time.monotonic() / LOOK_AGAIN_S))


@lru_cache(maxsize=1)
def _shelf_at(_look: int) -> _Shelf:
    return _Shelf(aliases(), lexicon(), tables.words(tables.NOBODY, "name"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What became of a title."""

    steps: tuple[tuple[str, str], ...]
    """What was done and the text after it, in order."""
    spoken: Speakable | None = None
    why: str = ""
    """Why it is not said, in plain words; empty if it is."""
    doubt: Doubt | None = None
    """The word that keeps it unsaid, if one does."""


def speakable(
    text: PlainText | None, *, unspoken: Collection[str] = frozenset(), manner: Manner = USUAL
) -> Speakable | None:
    """Make a title or name that a host can say.

    Args:
        text: From `plain`.
        unspoken: Folded words that keep a name from being said; whole words only.
        manner: The listener's level, the host's language and the song's.

    Returns:
        The name, or None if it is better not to speak it.
    """
    return None if text is None else _read(text, manner, frozenset(unspoken), _shelf()).spoken


def read(
    tag: Untrusted | str, manner: Manner = USUAL, unspoken: Collection[str] = frozenset()
) -> Reading:
    """Tell what becomes of a tag at each step, for those who ask why."""
    text = plain(tag)
    if text is None:
        why = "it holds characters that no text has." if tag.strip() else "there is no text."
        return Reading(steps=(), why=why)
    found = _read(text, manner, frozenset(unspoken), _shelf())
    return Reading(steps=(("bounded", text), *found.steps), spoken=found.spoken, why=found.why,
                   doubt=found.doubt)  # fmt: skip


@lru_cache(maxsize=8192)
def _read(text: PlainText, manner: Manner, unspoken: frozenset[str], shelf: _Shelf) -> Reading:
    whole = shelf.forms.whole(text, manner.language)
    bare = without_tails(text) if whole is None else text
    given = (
        " ".join(shelf.forms.apply(bare.strip(), manner.language).split())
        if whole is None
        else whole
    )
    said = signs.read_signs(given, manner.declared or manner.language)
    steps = (("without remarks", " ".join(bare.split())), ("editors' forms", given),
             ("signs read", said))  # fmt: skip
    why = _no_name(text, said, shelf.nobody) or _listed(said, unspoken)
    doubt = None if why else _doubted(given, said, manner, shelf.known)
    if doubt:
        why = f"{doubt.severity.name.lower()} word of the list {doubt.language!r}, {doubt.how}."
    return Reading(steps=steps, spoken=None if why else Speakable(said), why=why, doubt=doubt)


def _doubted(given: str, said: str, manner: Manner, known: Lexicon) -> Doubt | None:
    return judge(given, manner, known) or (judge(said, manner, known) if said != given else None)


def _no_name(text: str, said: str, nobody: frozenset[str]) -> str:
    if signs.holds_phonemes(text):
        return "it is written in an engine's phonemes."
    if not any(c.isalnum() for c in said):
        return "it has no letters; editors can give it a spoken form."
    if len(said) > MAX_SPOKEN:
        return f"it has more than {MAX_SPOKEN} characters."
    is_nobody = fold(said) in nobody or _NUMBERED.fullmatch(said)
    return "it stands for a name that is not known." if is_nobody else ""


def _listed(said: str, unspoken: frozenset[str]) -> str:
    found = unspoken and any(t.casefold() in unspoken for t in _TOKEN.findall(said))
    return "the pack of lines leaves a word of it unsaid." if found else ""
