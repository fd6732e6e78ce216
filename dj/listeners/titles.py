"""What recording does a written artist and title mean, apart from spelling?

A title is its words plus its *version*. Remasters, mono and stereo mixes, radio edits and credits
of guests are still the same song; live takes, remixes, demos, covers and the like are others, so
their descriptions are part of the key. Based on `dj.model.names.fold`.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from dj.model.names import fold

_SAME = re.compile(
    r"\b(?:re-?master(?:ed|ing)?|mono|stereo|album version|single version|single edit|radio edit"
    r"|radio version|original (?:mix|version)|explicit|clean|deluxe|anniversary|bonus(?: track)?"
    r"|official(?: (?:music )?video| audio)?|lyrics?(?: video)?|hd|hq|from [\"'].*)\b"
)
_GUESTS = re.compile(r"^(?:feat|ft|featuring|with|prod|produced)\b")
_GUESTS_TAIL = re.compile(r"\s+(?:feat|ft|featuring)\b\.?\s.*$")
_OTHER = re.compile(
    r"\b(?:live|re-?mix|rmx|mix|dub|bootleg|mash-?up|rework|re-?edit|acoustic|unplugged|demo"
    r"|instrumental|karaoke|a ?cappella|orchestral|session|sped up|speed up|slowed|nightcore"
    r"|reprise|cover|rehearsal|outtake|alternat(?:e|ive)|take \d+|extended|club|re-?recorded"
    r"|version|edit)\b"
)
_BRACKET = re.compile(r"\s*[(\[{]([^()\[\]{}]*)[)\]}]\s*")
_DASH = re.compile(r"\s+[-~|]\s+")
_WORD = re.compile(r"[^\W_]+")
_NUMBER = re.compile(r"^(?:\d+|[ivx]+)$")
_LIVE_ALBUM = re.compile(r"\blive (?:at|in|from|on)\b|[(\[]live\b|\bunplugged\b|\bin concert\b")
_BRACKETS_LIMIT = 8


@dataclass(frozen=True, slots=True)
class TitleKey:
    """A title without its spelling."""

    words: str
    """Letters and digits only."""
    version: str
    """Letters and digits of what makes it another recording; "" for the plain song."""
    numbers: tuple[str, ...]
    """Digits and roman numerals in the title: No. 5 is not No. 6, whatever the rest."""


@lru_cache(maxsize=65_536)
def title_key(title: str) -> TitleKey:
    """Read the song and its version from a title.

    Example:
        >>> title_key("Heroes (2017 Remaster)") == title_key("“Heroes” - Remastered 2017")
        True
        >>> title_key("Heroes (Live)").version
        'live'
    """
    text, versions = fold(title), list[str]()
    for _ in range(_BRACKETS_LIMIT):
        found = _BRACKET.search(text)
        if found is None:
            break
        inner = found[1].strip()
        kept = _classify(inner, versions)
        text = f"{text[: found.start()]} {kept} {text[found.end() :]}".strip() or inner
    head, *tails = _DASH.split(text)
    kept_tails = [_classify(tail, versions) for tail in tails]
    plain = " ".join((_GUESTS_TAIL.sub("", head), *kept_tails))
    words = _WORD.findall(plain.replace("'", ""))
    key = "".join(words) or plain.strip() or fold(title)
    numbers = tuple(word for word in words if _NUMBER.match(word))
    return TitleKey(key, "|".join(sorted(versions)), numbers)


def _classify(part: str, versions: list[str]) -> str:
    """Sort a bracket or tail: dropped, noted as a version, or kept as words of the title."""
    if _GUESTS.match(part):
        return ""
    if _SAME.search(part) and not _OTHER.search(_SAME.sub("", part)):
        return ""
    if _OTHER.search(part):
        versions.append("".join(_WORD.findall(part.replace("'", ""))))
        return ""
    return part


@lru_cache(maxsize=65_536)
def artist_key(artist: str) -> str:
    """Read an artist's name without article, guests, "and" and punctuation.

    Example:
        >>> artist_key("The Mamas & The Papas") == artist_key("Mamas and the Papas")
        True
    """
    text = _GUESTS_TAIL.sub("", fold(artist).replace("(", " ").replace(")", " "))
    words = _WORD.findall(text.replace("'", "").removesuffix(", the"))
    kept = [word for word in words if word not in ("the", "and")]
    return "".join(kept or words) or text


@lru_cache(maxsize=65_536)
def guests(artist: str) -> tuple[str, ...]:
    """List the folded names in an artist credit, main artist first; ``feat.`` and ``;`` divide."""
    parts = re.split(r"\s+\(?(?:feat|ft|featuring)\b\.?\s+|\s*;\s*", fold(artist))
    names = (part.strip(" ()[]") for part in parts)
    return tuple(dict.fromkeys(name for name in names if name))


@lru_cache(maxsize=65_536)
def is_live_album(album: str) -> bool:
    """Tell whether an album's name says that it is a concert."""
    return _LIVE_ALBUM.search(fold(album)) is not None
