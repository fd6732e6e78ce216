"""The words around the titles of YouTube's history, in whatever language the account has."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from dj import tables
from dj.model.names import fold

_TOPIC = " - Topic"
_NOBODY = frozenset(("", "Release"))
"""Channels for songs whose artist YouTube does not know, beside those of `tables.NOBODY`."""
_KNOWN = (
    ("Watched ", ""), ("", " angesehen"), ("Vous avez regardé ", ""), ("Has visto ", ""),
    ("Hai guardato ", ""), ("Você assistiu a ", ""), ("", " bekeken"), ("Har tittat på ", ""),
    ("Obejrzano: ", ""), ("", " を視聴しました"), ("观看了 ", ""), ("已觀看 ", ""),
    ("Просмотрено: ", ""), ("", " izlendi"), ("Menonton ", ""), ("", " adlı videoyu izlediniz"),
)  # fmt: skip
"""Before and after the title, in languages we have seen; others are learned from the file."""
_ENOUGH = 20
"""Titles from which a phrase is learned."""
_MOST = 0.9
"""Share of titles that must agree."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """What stands before and after every title."""

    before: str = ""
    after: str = ""

    @classmethod
    def learned(cls, titles: Sequence[str]) -> "Phrase":
        """Find the phrase of a file from some of its titles."""
        known = Counter[tuple[str, str]]()
        for title in titles:
            known.update(pair for pair in _KNOWN if _is_around(pair, title))
        if known and known.most_common(1)[0][1] >= len(titles) / 2:
            return cls(*known.most_common(1)[0][0])
        # A removed video shows its address alone: that is no phrase of a language.
        distinct = sorted({title for title in titles if not title.startswith("http")})
        if len(distinct) < _ENOUGH:
            return cls()
        return cls(_shared_start(distinct), _shared_start([t[::-1] for t in distinct])[::-1])

    def without(self, title: str) -> str:
        """Return the title alone."""
        if not _is_around((self.before, self.after), title):
            return title
        return title[len(self.before) : len(title) - len(self.after)].strip(' "„“”«»')


def artist_of(channel: str) -> str | None:
    """Read the artist from a channel of songs; "" if it names none, None for other channels."""
    if not channel.endswith(_TOPIC):
        return None
    artist = channel.removesuffix(_TOPIC)
    nobody = artist in _NOBODY or fold(artist) in tables.words(tables.NOBODY, "name")
    return "" if nobody else artist


def _is_around(pair: tuple[str, str], title: str) -> bool:
    before, after = pair
    return title.startswith(before) and title.endswith(after)


def _shared_start(texts: Sequence[str]) -> str:
    """Find the words that most of the sorted or unsorted texts begin with; "" if there are none."""
    words = Counter(text.partition(" ")[0] for text in texts)
    word, count = words.most_common(1)[0]
    if count < _MOST * len(texts):
        return ""
    same = [text for text in texts if text.startswith(word + " ")]
    first, last = (text.split(" ") for text in (min(same), max(same)))
    shared = takewhile(lambda pair: pair[0] == pair[1], zip(first, last, strict=False))
    return "".join(f"{word} " for word, _ in shared)
