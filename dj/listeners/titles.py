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
    r"\b(?:re-?master(?:ed|ing)?(?: version)?|mono|stereo|album version|single version"
    r"|single edit|radio edit|radio version|original (?:mix|version)|explicit|clean|deluxe"
    r"|anniversary|bonus(?: track)?|official(?: (?:music )?video| audio)?|lyrics?(?: video)?|hd|hq"
    r"|from [\"'].*)\b"
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
_PLAIN = re.compile(r"[\w ,.!?']*")
_WORD = re.compile(r"[^\W_]+")
_NUMBER = re.compile(r"^(?:\d+|[ivx]+)$")
_LIVE_ALBUM = re.compile(r"\blive (?:at|in|from|on)\b|[(\[]live\b|\bunplugged\b|\bin concert\b")
_JOINTS = re.compile(
    r"\s*;\s*|\s*,\s+|\s+(?:[/+×&]|x|vs\.?|and|with|meets|feat\.?|ft\.?|featuring)\s+"
)
_NUMBERED = re.compile(r"^\d{1,2}\s*[.\-]\s+(?=\S)")
_MEANT = {"n": "and", "pt": "part", "pts": "parts", "vol": "volume", "nr": "no"}
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
    if _PLAIN.fullmatch(text) and not _GUESTS_TAIL.search(text):
        return _key(text, versions)
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
    return _key(plain if _WORD.search(plain) else plain.strip() or fold(title), versions)


def _key(plain: str, versions: list[str]) -> TitleKey:
    words = _words(plain)
    numbers = tuple(word for word in words if _NUMBER.match(word))
    return TitleKey("".join(words) or plain, "|".join(sorted(versions)), numbers)


def _classify(part: str, versions: list[str]) -> str:
    """Sort a bracket or tail: dropped, noted as a version, or kept as words of the title."""
    if _GUESTS.match(part):
        return ""
    if _SAME.search(part) and not _OTHER.search(_SAME.sub("", part)):
        return ""
    if _OTHER.search(part):
        versions.append("".join(_words(part)))
        return ""
    return part


def _words(text: str) -> list[str]:
    """List the words as they are meant: & and 'n' are "and", Pt. is "part"."""
    found = _WORD.findall(text.replace("'", "").replace("&", " and "))
    return [_MEANT.get(word, word) for word in found]


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
def leading(artist: str) -> tuple[str, ...]:
    """List the names with which a joint credit may begin, longest first.

    Example:
        >>> leading("Ana, Bo & Cy")
        ('ana, bo', 'ana')
    """
    text = fold(artist)
    heads = (text[: joint.start()].strip() for joint in _JOINTS.finditer(text))
    return tuple(dict.fromkeys(head for head in heads if head))[::-1]


def undressed(artist: str, title: str) -> str:
    """Return a folded title without a track number or its artist before it, as file names have it.

    Example:
        >>> undressed("Ana Lee", "03 - Ana Lee - Salt")
        'salt'
    """
    text = _NUMBERED.sub("", fold(title))
    before, dash, after = text.partition(" - ")
    return after if dash and after and artist_key(before) == artist_key(artist) else text


@lru_cache(maxsize=65_536)
def is_live_album(album: str) -> bool:
    """Tell whether an album's name says that it is a concert."""
    return _LIVE_ALBUM.search(fold(album)) is not None
