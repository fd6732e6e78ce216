"""How well does a song fit the words? The words and the song decide, and nothing else.

There is no boost for anybody: not for what is popular, new, or promoted. The classes, best first:
the whole title, title and artist together, the whole artist, the whole album, the title but for a
slip, the artist but for a slip, a title that begins so, and words here and there.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from dj.library.letters import LEAST_SLIP, digits
from dj.library.search.meaning import Meaning, likeness
from dj.library.search.query import Query
from dj.library.store.search import FIELDS, Row
from dj.model.slips import slips

WEIGHTS = {"title": 1.0, "artist": 0.9, "album": 0.7, "work": 0.7, "genre": 0.6, "year": 0.5,
           "language": 0.5, "note": 0.4, "pieces": 0.7}  # fmt: skip
"""How much a word counts by where it is."""
_SMALL = frozenset(("the", "and", "feat", "ft", "featuring", "a"))
"""Words of an artist's name that nobody needs to write."""

_LONG = 96
"""Letters beyond which names are not compared letter by letter."""
_KNOWN = 0.15
"""What is lost where a word is read as another although songs have it as it was written."""


class Whole(StrEnum):
    """Which whole name the words are."""

    TITLE = "the title"
    ARTIST = "the artist"
    ALBUM = "the album"
    NEAR = "nearly the title"
    BEGINS = "the title begins so"


_Best = tuple[float, str, str]
"""How well a term is said, weighted, in which field, and by which word."""
_EXACT = {Whole.TITLE: 1.0, Whole.ARTIST: 0.9, Whole.ALBUM: 0.86}
_NEAR = 0.85
"""A title with all words in their order, but for one letter."""


@dataclass(frozen=True, slots=True)
class _Sight:
    """One field of a song as the terms see it."""

    size: int
    """Words that matter."""
    seen: int
    """How many of them a term means."""
    likes: tuple[float, ...]
    """By term: how well it is said here, 0 to 1."""
    read: tuple[str, ...]
    """By term: the word that says it; empty if none does."""


@dataclass(frozen=True, slots=True)
class Fit:
    """How well a song fits."""

    score: float
    because: str
    read: tuple[str, ...]
    """By term: the word of the song that was taken for it; empty if none was."""


class Judge:
    """Judges songs by one query; equal words of different songs are looked at once."""

    def __init__(self, query: Query, meanings: Sequence[Meaning], songs: int) -> None:
        """Take what is asked for, what may be meant, and how many songs there are."""
        self._query = query
        self._meanings = meanings
        self._rare = [math.log1p(songs / (1 + meaning.songs)) for meaning in meanings]
        self._seen: dict[str, _Sight] = {}

    def fit(self, row: Row, whole: Whole | None) -> Fit:
        """Judge a song; `whole` is what the index found its name to be."""
        sights = dict(zip(FIELDS, map(self._sight, row.said), strict=True))
        best = [_best(n, meaning, sights) for n, meaning in enumerate(self._meanings)]
        read = tuple(word for _, _, word in best)
        fits = [(self._scattered(best, sights), _places(best)), self._whole(row, whole)]
        if self._query.plain:
            fits.extend(_names(sights, self._doubt(read)))
        score, because = max(fits, key=lambda one: one[0])
        return Fit(score, because, read)

    def _sight(self, text: str) -> _Sight:
        sight = self._seen.get(text)
        if sight is None:
            sight = self._seen[text] = _sight(text, self._meanings)
        return sight

    def _scattered(self, best: Sequence[_Best], sights: Mapping[str, _Sight]) -> float:
        said = sum(w * like for w, (like, _, _) in zip(self._rare, best, strict=True))
        shares = (sights[name].seen / max(1, sights[name].size) for name in ("title", "artist"))
        return 0.6 * said / (sum(self._rare) or 1.0) + 0.12 * max(shares)

    def _whole(self, row: Row, whole: Whole | None) -> tuple[float, str]:
        """Judge the words as one name, of which letters are compared and not words."""
        if whole in _EXACT:
            return _EXACT[whole], whole.value
        title, wanted = row.title.replace(" ", ""), self._query.whole
        if not self._query.plain or not wanted or not title:
            return 0.0, ""
        if _is_near(title, wanted):
            return _NEAR, Whole.NEAR.value
        share = min(1.0, len(wanted) / len(title))
        return (0.5 + 0.3 * share if whole is Whole.BEGINS else 0.0), Whole.BEGINS.value

    def _doubt(self, read: Sequence[str]) -> float:
        other = (
            meaning.songs > 0 and word not in meaning.term.words
            for meaning, word in zip(self._meanings, read, strict=True)
        )  # fmt: skip
        return _KNOWN if any(other) else 0.0


def _is_near(title: str, wanted: str) -> bool:
    alike = abs(len(title) - len(wanted)) <= 1 and LEAST_SLIP <= len(wanted) <= _LONG
    return alike and slips(title, wanted) == 1 and digits(title) == digits(wanted)


def _names(sights: Mapping[str, _Sight], doubt: float) -> list[tuple[float, str]]:
    """Judge the words as a title, an artist, or both together, with slips."""
    title, artist = sights["title"], sights["artist"]
    fits = []
    if _is_all(title):
        fits.append((0.74 + 0.1 * _mean(title.likes) - doubt, "nearly the title"))
    if _is_all(artist):
        fits.append((0.7 + 0.1 * _mean(artist.likes) - doubt, "nearly the artist"))
    either = [max(pair) for pair in zip(title.likes, artist.likes, strict=True)]
    elsewhere = any(a > t for t, a in zip(title.likes, artist.likes, strict=True))
    if title.size and title.seen == title.size and elsewhere and all(either):
        share = artist.seen / max(1, artist.size)
        fits.append((0.86 + 0.06 * _mean(either) + 0.04 * min(1.0, share), "title and artist"))
    return fits


def _is_all(sight: _Sight) -> bool:
    """Tell whether each term is a word of the field, and each word of the field is a term."""
    return bool(sight.likes) and all(sight.likes) and sight.seen == sight.size == len(sight.likes)


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)


def _sight(text: str, meanings: Sequence[Meaning]) -> _Sight:
    said = frozenset(text.split())
    found = [_said(text, said, meaning) for meaning in meanings]
    read = tuple(word for _, word in found)
    matter = said - _SMALL or said
    return _Sight(len(matter), len(matter & set(read)), tuple(like for like, _ in found), read)


def _said(text: str, said: frozenset[str], meaning: Meaning) -> tuple[float, str]:
    if not text:
        return 0.0, ""
    term = meaning.term
    if term.exact and len(term.words) > 1:
        phrase = " ".join(term.words)
        return (1.0, phrase) if f" {phrase} " in f" {text} " else (0.0, "")
    if term.pieces and " ".join(term.pieces) in text:
        return 0.9, "".join(term.words)
    return likeness(meaning, said)


def _best(number: int, meaning: Meaning, sights: Mapping[str, _Sight]) -> _Best:
    """Find where a term is said best: how well, weighted, in which field, by which word."""
    fields = (meaning.term.field,) if meaning.term.field else FIELDS
    found = [(WEIGHTS[f] * sights[f].likes[number], f, sights[f].read[number]) for f in fields]
    best = max(found, key=lambda one: one[0])
    return best if best[0] else (0.0, "", "")


def _places(best: Sequence[_Best]) -> str:
    places = dict.fromkeys("title" if f == "pieces" else f for _, f, _ in best if f)
    return f"in the {' and the '.join(places)}"
