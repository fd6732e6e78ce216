"""Who is in a credit? `A feat. B; C` becomes (A, B, C).

Splitting wrongly is worse than not splitting: `AC/DC`, `Earth, Wind & Fire` and `Tyler, The
Creator` are one artist each. So only marks that never stand inside a name split by default; commas,
`&`, `and`, `x` and `+` split only where every part is known as an artist on its own.
"""

import re
from collections.abc import Collection, Iterable

from dj.model.names import fold

_FEATURE = r"(?:feat\b\.?|ft\b\.?|featuring\b)"
_BRACKETED = re.compile(rf"\s*[(\[]\s*{_FEATURE}\s*([^)\]]*)[)\]]", re.IGNORECASE)
_WITH = re.compile(r"\s*[(\[]\s*with\s+([^)\]]*)[)\]]", re.IGNORECASE)
_TRAILING = re.compile(rf"\s+{_FEATURE}\s*(?!{_FEATURE})(?<=[\s.])(\S.*)$", re.IGNORECASE)
"""Little Feat, and Little Feat feat. a guest, keep their name."""

_SURE = re.compile(r"\s*[;\0]\s*|\s+/\s+|\s+vs\.?\s+", re.IGNORECASE)
_UNSURE = re.compile(r"\s*,\s*|\s+(?:&|\+|and|x|×)\s+", re.IGNORECASE)
_LONGEST = 1024
"""Code points looked at: the patterns stay quick on hostile credits."""


def split_artists(
    credit: str, known: Collection[str] = (), *, album_artist: str = ""
) -> tuple[str, ...]:
    """Split a credit into artists, main artist first, each once.

    Args:
        credit: as tagged, such as ``A feat. B & C``.
        known: folded names (`fold`) of artists that stand alone elsewhere in the library.
        album_artist: a name that stays whole: the album's artist is one act.

    Example:
        >>> split_artists("Ana Lee feat. Bo; Cy")
        ('Ana Lee', 'Bo', 'Cy')
        >>> split_artists("Earth, Wind & Fire")
        ('Earth, Wind & Fire',)
    """
    main, guests = _take_guests(credit[:_LONGEST], (_BRACKETED, _WITH, _TRAILING))
    parts = (name for text in (main, *guests) for name in _split_surely(text, known))
    keep = fold(album_artist)
    return _once(
        name
        for part in parts
        for name in ([part] if fold(part) == keep else _split_known(part, known))
    )


def featured_in_title(title: str, known: Collection[str] = ()) -> tuple[str, ...]:
    """Return the artists that a title names as guests, such as ``Song (feat. B)``.

    ``(with B)`` counts only if B is known: `Dancing (With Myself)` has no guest.
    """
    rest, guests = _take_guests(title[:_LONGEST], (_BRACKETED, _TRAILING))
    _, company = _take_guests(rest, (_WITH,))
    names = [name for text in guests for name in _split_surely(text, known)]
    split = [name for part in names for name in _split_known(part, known)]
    with_known = [name for text in company for name in _split_known(text, known)]
    return _once((*split, *(name for name in with_known if fold(name) in known)))


def artists_of(
    *, artist: str, album_artist: str, title: str, known: Collection[str] = ()
) -> tuple[str, ...]:
    """Return everybody credited on a track, main artist first; empty if the artist is unknown."""
    if not artist:
        return ()
    names = split_artists(artist, known, album_artist=album_artist)
    return _once((*names, *featured_in_title(title, known)))


def stands_alone(credit: str) -> bool:
    """Tell whether a credit names one artist for certain: nothing in it could split."""
    return bool(credit) and split_artists(credit) == (credit,) and not _UNSURE.search(credit)


def _take_guests(text: str, patterns: Iterable[re.Pattern[str]]) -> tuple[str, list[str]]:
    guests: list[str] = []
    for pattern in patterns:
        guests += (found.strip() for found in pattern.findall(text))
        text = pattern.sub("", text)
    return text, guests


def _split_surely(text: str, known: Collection[str]) -> list[str]:
    if ";" not in text and fold(text) in known:
        return [text.strip()]
    return [part for part in (part.strip(" ,") for part in _SURE.split(text)) if part]


def _split_known(name: str, known: Collection[str]) -> list[str]:
    if fold(name) in known:
        return [name]
    parts = [part.strip() for part in _UNSURE.split(name)]
    if len(parts) > 1 and all(fold(part) in known for part in parts):
        return parts
    return [name]


def _once(names: Iterable[str]) -> tuple[str, ...]:
    unique: dict[str, str] = {}
    for name in names:
        unique.setdefault(fold(name), name)
    return tuple(unique.values())
