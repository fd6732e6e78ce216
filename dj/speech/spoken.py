"""What a voice is given for a wording: plain words, one line per sentence, names by the lexicon.

The text of a wording is final: captions show it as it is. Here numbers, signs and names are only
spelled so that every engine says the same. Engines keep the lines apart, so that each sentence of
the caption gets the time of its line.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dj.model.script import Trace, Wording
from dj.speech.text import sentences
from dj.speech.text.characters import flatten, inert, shorten
from dj.speech.text.lexicon import Lexicon
from dj.speech.text.names import SpokenName, say_name
from dj.speech.text.prose import in_words
from dj.speech.text.sentences import Span

LONGEST_TEXT = 2_000
"""Characters of a wording; more is not a talk break but a mistake or an attack."""
_FIRST_PLACE = 0xE000
_PLACE = re.compile(r"([\ue000-\uf8ff])")
_MOST_NAMES = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One sentence."""

    caption: str
    """As written."""
    spoken: str
    """As said: one line without markup, ended by a full stop, question or exclamation mark."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A wording ready for any engine."""

    lines: tuple[Line, ...]
    lost_names: tuple[str, ...] = ()
    """Names this voice cannot say; a stand-in such as "a title in another script" is said."""

    @property
    def text(self) -> str:
        """All lines, as an engine gets them."""
        return "\n".join(line.spoken for line in self.lines)


def read_aloud(wording: Wording, lexicon: Lexicon, language: str = "en") -> Reading:
    """Turn one wording into lines for a voice; an overlong or empty text has no lines."""
    text = wording.text
    if len(text) > LONGEST_TEXT:
        return Reading(lines=())
    names = _marked(text, wording.traces)
    said = {span: say_name(t.text, t.word, lexicon, language) for span, t in names.items()}
    lines = [
        Line(caption=text[a:b], spoken=spoken)
        for a, b in sentences.split(text, list(names))
        if (spoken := _sentence(text, (a, b), said, language))
    ]
    lost = tuple(t.text for span, t in names.items() if said[span].is_lost)
    return Reading(lines=tuple(lines), lost_names=lost)


def _marked(text: str, traces: Sequence[Trace]) -> dict[Span, Trace]:
    spans: dict[Span, Trace] = {}
    end = 0
    for trace in sorted(traces, key=lambda t: (t.start, -len(t.text)))[:_MOST_NAMES]:
        span = (trace.start, trace.start + len(trace.text))
        is_there = trace.text and text[span[0] : span[1]] == trace.text
        if trace.is_name and is_there and span[0] >= end:
            spans[span] = trace
            end = span[1]
    return spans


def _sentence(text: str, span: Span, names: dict[Span, SpokenName], language: str) -> str:
    inside = [key for key in names if span[0] <= key[0] and key[1] <= span[1]]
    prose = _with_places(text, span, inside)
    pieces = _PLACE.split(in_words(prose, language))
    said = [
        names[inside[ord(piece) - _FIRST_PLACE]].text if _PLACE.fullmatch(piece) else piece
        for piece in pieces
    ]
    return _ended(inert("".join(said), language))


def _with_places(text: str, span: Span, names: Sequence[Span]) -> str:
    parts: list[str] = []
    at = span[0]
    for number, (start, end) in enumerate(names):
        parts += [flatten(shorten(text[at:start])), chr(_FIRST_PLACE + number)]
        at = end
    return "".join((*parts, flatten(shorten(text[at : span[1]]))))


def _ended(line: str) -> str:
    if not any(char.isalnum() for char in line):
        return ""
    return line if line[-1] in ".!?" else f"{line}."
