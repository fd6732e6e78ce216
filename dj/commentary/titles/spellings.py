"""The words a text may be read as, however they are disguised; for comparing only.

Whole words after segmentation, never parts of words: "Scunthorpe" holds nothing.
"""

import re
from collections.abc import Iterator
from enum import StrEnum

from dj.commentary.titles.lookalikes import bare, cyrillic, skeleton

_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_SIGNS = "0134567890@$!|+€£¢&"
_SIGN = re.compile(rf"[{re.escape(_SIGNS)}]")
_ODD = re.compile(rf"[a-z][A-Z]|[vV{re.escape(_SIGNS)}]")
_READ_AS = tuple(
    str.maketrans(dict(zip(_SIGNS, letters, strict=True)))
    for letters in ("oieasgtbgoasiiteyca", "oleasgtbgoasilteeca")
)
_VEE = str.maketrans("v", "u")
_MASKS = "*#%•●✱∗×"
_MASKED = re.compile(rf"[^\W\d_]+[{_MASKS}_@$!]+[^\W\d_]*|[{_MASKS}]+[^\W\d_]{{2,}}")
_MASK = re.compile(rf"[{_MASKS}_]")
_SHORT = 3
"""Letters of a piece that may be part of a word that was taken apart."""
_MOST_PIECES = 24
_VOWELS = frozenset("aeiouyаеёиоуыэюя")


class How(StrEnum):
    """How a word was found."""

    WRITTEN = "as written"
    SIGNS = "with signs for letters"
    APART = "taken apart"
    MASKED = "with letters masked"
    DISGUISED = "backwards or drawn out"
    SOUND = "by its sound"


def words(text: str) -> list[str]:
    """List the words of a bare text, apostrophes inside them gone."""
    found = _WORD.findall(text)
    return [word.replace("'", "") for word in found] if "'" in text else found


def forms(text: str) -> Iterator[tuple[str, How]]:
    """Yield what the text may be read as: its bare form first, then disguises seen through."""
    low = bare(text)
    yield low, How.WRITTEN
    if text.isascii() and not _ODD.search(text):
        return
    seen = {low}
    for form, how in _others(text, low):
        if form not in seen:
            seen.add(form)
            yield form, how


def _others(text: str, low: str) -> Iterator[tuple[str, How]]:
    if _CAMEL.search(text):
        yield bare(_CAMEL.sub(" ", text)), How.WRITTEN
    looks = low if text.isascii() else skeleton(text)
    yield looks, How.SIGNS
    yield from ((form, How.SIGNS) for form in cyrillic(text))
    signed = [looks]
    if _SIGN.search(looks) and any(c.isalpha() for c in looks):
        signed += [looks.translate(table) for table in _READ_AS]
        yield from ((form, How.SIGNS) for form in signed[1:])
    yield from ((form.translate(_VEE), How.SIGNS) for form in signed if "v" in form)


def apart(found: list[str]) -> Iterator[str]:
    """Yield the words that neighbouring short pieces make together: ``f u c k``, ``fu ck``."""
    run: list[str] = []
    for word in (*found, ""):
        if word and len(word) <= _SHORT:
            run.append(word)
        else:
            if len(run) > 1:
                yield from _joined(run[:_MOST_PIECES])
            run = []


def _joined(run: list[str]) -> Iterator[str]:
    for start in range(len(run) - 1):
        for end in range(start + 2, len(run) + 1):
            pieces = run[start:end]
            if _is_odd(pieces, is_whole=len(pieces) == len(run)):
                yield "".join(pieces)


def _is_odd(pieces: list[str], *, is_whole: bool) -> bool:
    """Tell pieces of a word from short words: letters alone, or pieces that nobody can say."""
    if all(len(piece) == 1 for piece in pieces):
        return len(pieces) >= _SHORT
    unsaid = [piece for piece in pieces if _VOWELS.isdisjoint(piece)]
    return any(len(piece) > 1 for piece in unsaid) or (is_whole and pieces[0] in unsaid)


def masked(text: str) -> Iterator[re.Pattern[str]]:
    """Yield what words with hidden letters match: ``f**k`` is any four letters from f to k."""
    if not _MASK.search(text):
        return
    for chunk in _MASKED.findall(text):
        if _MASK.search(chunk):
            yield re.compile("".join("." if not c.isalpha() else re.escape(c) for c in chunk))
