"""Which larger work is a track a part of? From its tags, or else from a title's usual form.

Titles are read with care: a wrong work keeps strangers together. ``Symphony No. 5: II. Andante``
names work, number and movement; ``Epilogue, Pt. 2`` names work and number; ``Requiem: Kyrie`` says
nothing unless the work has a catalogue number. ``Part 1`` alone is a part of its album.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from dj.library.cleaning import clean_name
from dj.model.names import fold

_ROMAN = r"(?=[IVX])X{0,3}(?:IX|IV|V?I{0,3})"
_NUMBER = rf"(?P<number>{_ROMAN}|[1-9]\d?)(?P<part>[a-d])?"
_MOVEMENT = re.compile(
    rf"(?P<work>.{{3,}}?)\s*(?P<sign>:|;|,?\s[-–—/]|,)\s+(?:(?:No\.?|Nr\.?|(?P<said>Movement|Mvt\.?))"
    rf"\s*)?{_NUMBER}(?:\s*[.:),]\s+|\s+[-–—]\s+|\.?$)(?:Satz\b:?\s*)?(?P<movement>.*)"
)
"""``Work: II. Name``, ``Work - 2. Name``, ``Work, III: Name``, ``Work: No. 3, Name``."""
_BRACKETED = re.compile(
    rf"(?P<work>.{{3,}}?)[:;,]?\s+\((?P<number>{_ROMAN})\)(?:\.?\s+(?P<movement>.+))?",
    re.IGNORECASE,
)
"""``Work: (ii) Name``, ``Work (ii)``; digits in brackets tell copies and takes."""
_MEDIUM = re.compile(r"(?:disc|disk|cd|side|track|vol(?:ume)?)\.?\s*[\dA-D]{0,2}", re.IGNORECASE)
"""What is counted like a work and is none."""
_WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_PART = re.compile(
    rf"(?P<work>.*?[^\s,:;–—(\[-])\s*(?:[,:;–—(\[-]\s*)*\b(?P<said>(?:parts?|pts?\b\.?)\s*"
    rf"(?P<number>{_ROMAN}|\d{{1,2}}|{'|'.join(_WORDS)})\b"
    rf"(?:\s*[-–—&+]\s*(?:{_ROMAN}|\d{{1,2}})\b)?)[)\]]?(?:\s*[:–—-]\s*(?P<movement>.+))?",
    re.IGNORECASE,
)
"""``Title, Pt. 2``, ``Title (Part II)``, ``Title Part One: Name``, ``Title (Parts I–V)``."""
_PART_ALONE = re.compile(
    rf"(?:part|pt\b\.?)\s*(?P<number>{_ROMAN}|\d{{1,2}}|{'|'.join(_WORDS)})\b"
    r"(?:\s*[:–—-]\s*(?P<movement>.+))?",
    re.IGNORECASE,
)
"""``Part 1`` and no more: the album is the work."""
_CATALOGUED = re.compile(
    r"(?P<work>.+?\b(?:Op\.?|BWV|KV?\.?|D\.?|Hob\.?|RV|HWV|WoO|TWV|SWV|Wq\.?|S\.?|BuxWV|WAB|R\.)"
    r"\s?[IVX]*:?\s?\d+[a-z]?(?:\s?(?:,\s)?No\.\s?\d+)?[^:]{0,40}):\s+(?P<movement>\D.*)"
)
"""``Requiem in D minor, K. 626: Lacrimosa``: a catalogue number makes it a work for certain."""
_LONGEST = 300
_ORDERED = 40
"""A number above this is no movement's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A track's place in a larger work; empty if it belongs to none."""

    work: str = ""
    movement: str = ""
    number: int | None = None
    source: str = ""
    """Where it was read: ``tags`` or ``title``."""


def place_in_work(first: Callable[..., str], title: str) -> Place:
    """Read the place from the tags, or from the title if they name no larger work.

    Some writers name the composition of every song as its work; a song is no part of itself.

    Args:
        first: returns the first value of the fields with the names given (folded), or nothing.
        title: as tagged.
    """
    named = first("movementname")
    number, counted = _count(first("movement", "movementnumber")), first("movement")
    movement = clean_name(named or ("" if number else counted))
    # Before there was a field for it, and since, ID3 keeps a work in its grouping (TIT1).
    is_part = bool(movement or number or first("showmovement") in {"1", "True"})
    work = clean_name(first("work") or (first("grouping") if is_part else ""))
    if work and (is_part or fold(work) != fold(title)):
        return Place(work=work, movement=movement, number=number, source="tags")
    place = place_in_title(title)
    if place.work and fold(place.work) in {
        fold(clean_name(first(who))) for who in ("artist", "albumartist")
    }:
        return Place()  # "Artist - 3. Title" is a habit of untidy files
    return place if place.work else _part_of_album(clean_name(first("album")), title)


def _part_of_album(album: str, title: str) -> Place:
    part = _PART_ALONE.fullmatch(title[:_LONGEST])
    if album and part and (number := _count(part["number"])):
        return _place(album, part["movement"] or title, number)
    return Place()


def place_in_title(title: str) -> Place:
    """Read the place from a title's form.

    Example:
        >>> found = place_in_title("Symphony No. 5 in C minor, Op. 67: II. Andante con moto")
        >>> found.work, found.number, found.movement
        ('Symphony No. 5 in C minor, Op. 67', 2, 'Andante con moto')
    """
    title = title[:_LONGEST]
    for numbered in filter(None, (_MOVEMENT.fullmatch(title), _BRACKETED.fullmatch(title))):
        if _is_sure(numbered) and (number := _count(numbered["number"])):
            return _place(numbered["work"], numbered["movement"] or "", number)
    part = _PART.fullmatch(title)
    if part and (number := _count(part["number"])):
        return _place(part["work"], part["movement"] or part["said"], number)
    catalogued = _CATALOGUED.fullmatch(title)
    return _place(catalogued["work"], catalogued["movement"], None) if catalogued else Place()


def _is_sure(numbered: re.Match[str]) -> bool:
    """Tell whether a number counts movements: not those of discs, nor a mere ``Quartet, 2``."""
    found = numbered.groupdict()
    vague = found.get("sign") == "," and not (found["movement"] or found["said"])
    return not vague and _MEDIUM.fullmatch(found["work"]) is None


def _place(work: str, movement: str, number: int | None) -> Place:
    name = clean_name(work).rstrip(" ,:;-–—")
    if name.count("(") > name.count(")"):
        name += ")"
    return Place(work=name, movement=clean_name(movement), number=number, source="title")


def _count(text: str) -> int | None:
    """Read a number in digits, Roman numerals or English words; ``3/4`` is the third of four."""
    text = text.strip().partition("/")[0].strip().casefold()
    if text in _WORDS:
        return _WORDS.index(text) + 1
    value = int(text) if text.isdecimal() and len(text) < 4 else _roman(text)
    return value if 0 < value <= _ORDERED else None


def _roman(text: str) -> int:
    if not re.fullmatch(_ROMAN, text, re.IGNORECASE):
        return 0
    values = [{"i": 1, "v": 5, "x": 10}[letter] for letter in text]
    return sum(
        -value if value < later else value
        for value, later in zip(values, [*values[1:], 0], strict=True)
    )
