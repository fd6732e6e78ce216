"""What of an answer may become a draft: texts with slots that pass the checker."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from dj.commentary.context import WORDS
from dj.commentary.drafts.request import MAX_VARIANTS, Order, always
from dj.commentary.language.checking import check
from dj.commentary.language.interpreter import slots_of
from dj.commentary.language.vocabulary import Phrases, Vocabulary, lowered, tokens
from dj.model.names import primary_language

_MAX_TEXT = 400
"""Characters of one variant."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dropped:
    """A part of an answer that is no draft, and why."""

    text: str
    """As it came, cut off."""
    reason: str


def sifted(answer: str, order: Order, words: Vocabulary) -> tuple[list[str], list[Dropped]]:
    """Divide an answer into variants that pass and parts that do not."""
    listed = _listed(answer)
    if listed is None:
        return [], [Dropped(text=answer[:_MAX_TEXT], reason="it is no JSON list of texts")]
    kept: list[str] = []
    dropped: list[Dropped] = []
    for item in listed[:MAX_VARIANTS]:
        text = item if isinstance(item, str) else json.dumps(item)
        against = next(_against(item, order, words), "")
        if against or text in kept:
            reason = against or "it came twice"
            dropped.append(Dropped(text=text[:_MAX_TEXT], reason=reason))
        else:
            kept.append(text)
    if len(listed) > MAX_VARIANTS:
        dropped.append(Dropped(text="…", reason=f"more than {MAX_VARIANTS} came"))
    return kept, dropped


def _listed(answer: str) -> list[Any] | None:
    """Find the list, be it in a fence or between polite words."""
    begin, end = answer.find("["), answer.rfind("]")
    try:
        found = json.loads(answer[begin : end + 1]) if 0 <= begin < end else None
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, list) and found else None


def _against(item: Any, order: Order, words: Vocabulary) -> Iterator[str]:
    """Yield what keeps a part of an answer from being a draft, gravest first."""
    if not isinstance(item, str) or not item.strip():
        yield "it is no text"
        return
    if len(item) > _MAX_TEXT or not item.isprintable():
        yield f"it is longer than {_MAX_TEXT} characters, or holds lines or signs that do not print"
        return
    slots = slots_of(item)
    if slots is None:
        yield "it holds more than text and slots"
        return
    strange = sorted(set(slots.words) - order.facts.keys())
    if strange or not slots.words:
        yield f"it says {', '.join(strange)}, which was not given" if strange else "it says no fact"
        return
    proven = frozenset({*slots.words, *always(order.kind)})
    for fault in check(item, order.kind, proven, words, primary_language(order.locale)).faults:
        yield f"{fault.code} {fault.message}"
    yield from _leaked(slots.fixed, order)


def _leaked(fixed: str, order: Order) -> Iterator[str]:
    """What a slot would say may not stand in the text: there it would be said of any song."""
    names = {str(value) for word, value in order.facts.items() if _is_telling(word, str(value))}
    found = Phrases({"names": sorted(names)}).found(lowered(tokens(fixed)))
    for phrase in found.get("names", ()):
        yield f"{phrase[:60]!r} is written out; only a slot may say it"


_SHORT = re.compile(r"\w{1,4}")


def _is_telling(word: str, value: str) -> bool:
    """A short word, such as a song called ``Now``, is no leak."""
    return WORDS[word].is_sayable and not _SHORT.fullmatch(value)
