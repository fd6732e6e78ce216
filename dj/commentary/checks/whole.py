"""What is wrong with a pack as a whole: lines too alike, hosts and reasons that are not there.

And lines whose words are of a higher tier than their file allows: those are never said.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence

from dj import resources
from dj.commentary.choosing.masks import Frames
from dj.commentary.context import WORDS
from dj.commentary.findings import Finding, silenced
from dj.commentary.lines import Line
from dj.commentary.lines.front import DAYPARTS
from dj.model.script import MASK, BreakKind

_ALWAYS = (BreakKind.OPENING, BreakKind.FRONT_ANNOUNCE, BreakKind.BACK_ANNOUNCE,
           BreakKind.MOOD_TURN, BreakKind.TIME_CHECK, BreakKind.DISCOVERY,
           BreakKind.SIGN_OFF)  # fmt: skip
"""Situations that may come up where nothing else is known."""
_ASKED = ("priority", "wish")
"""Reasons that are no signal of a listener's or an editor's: somebody asked for the song."""
_HIGHEST = 2
"""Tier that the dictionary names where a word is of it; all others are of lower ones."""
_OF_HIGHEST = frozenset(path for path, word in WORDS.items() if f"tier {_HIGHEST}" in word.meaning)
_TAG = re.compile(r"\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_SLOT = re.compile(r"\{\{.*?\}\}", re.DOTALL)


def whole(lines: Sequence[Line], reasons: Collection[str] | None = None) -> Iterator[Finding]:
    """Yield what is wrong with lines beside each other and beside the rest of the house.

    Args:
        lines: Of a pack.
        reasons: What can be the reason for a song; None lets every name pass.
    """
    yield from _silent(lines)
    yield from _alike(lines)
    yield from _strangers(lines, reasons)
    yield from _above(lines)


def _silent(lines: Sequence[Line]) -> Iterator[Finding]:
    bare = Counter((line.front.situation, line.front.language) for line in lines
                   if line.needs_nothing)  # fmt: skip
    for language in sorted({line.front.language for line in lines}) or [""]:
        for kind in _ALWAYS:
            if not bare[kind, language]:
                yield Finding(code="TPL023", where=f"{kind}/", remedy="Add a line without needs.",
                              message="where nothing is known, the host would be silent"
                              f"{f' in {language!r}' if language else ''}.")  # fmt: skip


def _alike(lines: Sequence[Line]) -> Iterator[Finding]:
    """Compare fixed wording among lines that may follow each other: one situation, one language."""
    known: dict[tuple[BreakKind, str], Frames] = {}
    # A draft that repeats a line is the one to mend, wherever its file stands.
    for line in sorted(lines, key=lambda line: line.front.status == "draft"):
        frame = " ".join(_SLOT.sub(MASK, _TAG.sub(" ", line.source)).casefold().split())
        frames = known.setdefault((line.front.situation, line.front.language), Frames())
        if frames.like(frame) and "TPL025" not in silenced(line.source):
            yield _finding(line, "TPL025", "it is nearly another line of its situation.",
                           "Say it in another way, or leave one out.")  # fmt: skip
        frames.add(frame)


def _strangers(lines: Sequence[Line], reasons: Collection[str] | None) -> Iterator[Finding]:
    hosts = {name.removesuffix(".yaml") for name in resources.listing("voices", "*.yaml")}
    seen: set[tuple[str, str]] = set()
    for line in lines:
        front = line.front
        strange = [f"host {front.persona!r}"] if front.persona not in {*hosts, ""} else []
        strange += [f"part of the day {part!r}" for part in front.daypart if part not in DAYPARTS]
        if reasons is not None and front.reason not in {*reasons, *_ASKED, ""}:
            strange.append(f"reason {front.reason!r}")
        for what in strange:
            if (line.name, what) not in seen:
                seen.add((line.name, what))
                yield _finding(line, "TPL031", f"there is no {what}.", "Check the spelling.")


def _above(lines: Sequence[Line]) -> Iterator[Finding]:
    for line in lines:
        words = sorted(line.words & _OF_HIGHEST) if line.front.tier < _HIGHEST else []
        if words and "TPL039" not in silenced(line.source):
            yield _finding(line, "TPL039", f"{', '.join(words)} is of tier {_HIGHEST}, its file of "
                           f"tier {line.front.tier}: it is never said.",
                           f"Set tier: {_HIGHEST}, and name its author.")  # fmt: skip


def _finding(line: Line, code: str, message: str, remedy: str) -> Finding:
    return Finding(code=code, where=line.where, column=1, message=message, remedy=remedy)
