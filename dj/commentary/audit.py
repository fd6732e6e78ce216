"""Judge the words of a finished session by the session alone: does each rest on something?

It shares nothing with what chose and checked the words but the word lists of their language.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from functools import lru_cache

from dj.commentary.choosing.masks import Frames
from dj.commentary.disclosure import discloses
from dj.commentary.language.vocabulary import Vocabulary, vocabulary
from dj.errors import ConfigError, TemplateError
from dj.model.lineup import Slot
from dj.model.script import MASK, BreakKind, Script, TalkBreak, VoicedFact, Wording
from dj.resources import find

GREATEST_TIER = 2
"""Facts of a higher tier are never voiced."""
_TOKEN = re.compile(rf"[^\W_]+(?:['’-][^\W_]+)*|[.!?…:]|{MASK}")
_ENDS = frozenset(".!?…:")
_LETTERS = re.compile(r"[^\W_]")


def unproven(script: Script, slots: Sequence[Slot] = (), *, voice: bool = True) -> tuple[str, ...]:
    """List what the words of a session say without proof, one plain sentence each.

    Args:
        script: All words, with what they rest on. One that tells of no facts, as those of older
            sessions, is judged without them.
        slots: The songs with the reasons for each; empty judges no reason.
        voice: Whether they are spoken, and must say so.
    """
    return (
        *(problem for talk in script.breaks for problem in _judged(talk, script, slots)),
        *_alike(script),
        *(_undisclosed(script) if voice else ()),
    )


def uncovered(wording: Wording, language: str) -> list[str]:
    """List digits, number words and names in a text that no slot accounts for."""
    words = _words(wording.pack, language)
    found: list[str] = []
    at_start = True
    for token in _TOKEN.findall(_without_slots(wording)):
        if any(char.isdigit() for char in token) or (words and _is_claim(token, words, at_start)):
            found.append(token)
        at_start = token in _ENDS
    return found


def _is_claim(token: str, words: Vocabulary, at_start: bool) -> bool:  # noqa: FBT001 - its place
    """Tell whether a word is a number, or is written like a name and is none of those known."""
    lower = token.lower().replace("’", "'")
    known = lower in words.capitals or lower in words.nouns or (at_start and lower in words.openers)
    return lower in words.numbers or (token[0].isupper() and not known)


def _judged(talk: TalkBreak, script: Script, slots: Sequence[Slot]) -> Iterator[str]:
    for wording in talk.wordings:
        where = f"{talk.id} ({wording.line}, variant {wording.variant + 1})"
        for token in uncovered(wording, script.language):
            yield f"{where} says {token!r}, which comes from no slot."
        yield from (f"{where} {problem}" for problem in _traced(wording))
        if script.facts:
            yield from (f"{where} {problem}" for problem in _grounded(wording, script.facts))
        if wording.reason and wording.reason not in _reasons(talk, slots):
            yield f"{where} gives the reason {wording.reason!r}, which is none of the first three."


def _reasons(talk: TalkBreak, slots: Sequence[Slot]) -> tuple[str, ...]:
    if not slots:
        return tuple(wording.reason for wording in talk.wordings)
    ahead = talk.after_position + 1
    return slots[ahead].decision.top_reasons() if ahead < len(slots) else ()


def _traced(wording: Wording) -> Iterator[str]:
    """Traces lie where they say, one after another."""
    end = 0
    for trace in wording.traces:
        said = wording.text[trace.start : trace.start + len(trace.text)]
        if said != trace.text or trace.start < end:
            yield f"says {said!r} where {trace.text!r} should stand."
        if not trace.source:
            yield f"does not tell where {trace.word} comes from."
        end = trace.start + len(trace.text)


def _grounded(wording: Wording, facts: Mapping[str, VoicedFact]) -> Iterator[str]:
    """Each slot and each sentence rests on facts that are listed, none of them sensitive."""
    for trace in wording.traces:
        if not trace.facts:
            yield f"names no fact for {trace.word}."
    for name in sorted(set(wording.facts)):
        if name not in facts:
            yield f"rests on {name}, which is not listed."
        elif facts[name].tier > GREATEST_TIER or not facts[name].source:
            yield f"rests on {name}, which may not be voiced."
    if _LETTERS.search(_outside_clauses(wording)):
        yield "has words that belong to no sentence."


def _outside_clauses(wording: Wording) -> str:
    rest = list(wording.text)
    for clause in wording.clauses:
        rest[clause.start : clause.end] = " " * (clause.end - clause.start)
    return "".join(rest)


def _alike(script: Script) -> Iterator[str]:
    """No two sentences of different breaks are nearly the same."""
    before = Frames()
    for talk in script.breaks:
        frames = [wording.frame for wording in talk.wordings]
        for frame in frames:
            if before.like(frame):
                yield f"{talk.id} repeats a sentence of an earlier break: {frame!r}."
        for frame in frames:
            before.add(frame)


def _undisclosed(script: Script) -> Iterator[str]:
    opening = next((talk for talk in script.breaks if talk.kind is BreakKind.OPENING), None)
    if script.breaks and (opening is None or opening is not script.breaks[0]):
        yield "the first break is no opening, so nothing says that the voice is synthetic."
    for wording in opening.wordings if opening else ():
        if not discloses(wording.text):
            yield f"{wording.line} greets without saying that the voice is synthetic."


def _without_slots(wording: Wording) -> str:
    """Put a mask where a slot spoke; what ended a sentence there still ends one."""
    out, at = "", 0
    for trace in wording.traces:
        ends = trace.text[-1:] if trace.text[-1:] in _ENDS else ""
        out += wording.text[at : trace.start] + MASK + ends
        at = trace.start + len(trace.text)
    return out + wording.text[at:]


@lru_cache(maxsize=16)
def _words(pack: str, language: str) -> Vocabulary | None:
    """Read the lists of a pack, or the house's where it is not here any more; None without any."""
    for name in (pack or "house", "house"):
        with suppress(ConfigError, TemplateError):
            return vocabulary(find("prompts", name), language)
    return None
