"""Which words of the library may be meant by a word that a person wrote?"""

from collections.abc import Mapping
from dataclasses import dataclass

from dj.library.letters import nearness
from dj.library.search.query import Term
from dj.library.store.search import FIELDS, Index

_MOST = 24
"""Other words that one word may be read as."""
_GOING_ON = 40
"""Words, the most common ones, as which one that is not typed to its end is read."""
_LEAST_BEGINNING = 2
_BEGINNING = 0.9
"""Likeness of a word that goes on where the one asked for ends."""
_PART = 0.5
"""Likeness of a word that holds the one asked for."""
_LEAST_PART = 3
NOTHING = ""
"""Expression of a term that no song can have."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """A term, and the words of the library that may be meant by it."""

    term: Term
    readings: Mapping[str, float]
    """Word → how likely it is meant, 0 to 1; the word itself is 1."""
    songs: int
    """How many songs have a word that was written as it stands."""
    going_on: tuple[str, ...] = ()
    """Those that begin with the one that was written."""

    def exactly(self, columns: tuple[str, ...] = ()) -> str:
        """Write the expression of the index for the term as it stands, or goes on."""
        return self._expression((*self.term.words, *self.going_on), columns)

    def broadly(self, columns: tuple[str, ...] = ()) -> str:
        """Write the expression for all that may be meant."""
        return self._expression(tuple(self.readings), columns)

    def _expression(self, words: tuple[str, ...], columns: tuple[str, ...]) -> str:
        here = (self.term.field,) if self.term.field else columns or FIELDS
        said = [f"{{{' '.join(here)}}}: ({either})"] if (either := self._either(words)) else []
        if self.term.pieces and self.term.field in ("", "title", "artist", "album"):
            said.append(f"{{pieces}}: {_quoted(' '.join(self.term.pieces))}")
        return f"({' OR '.join(said)})" if said else NOTHING

    def _either(self, words: tuple[str, ...]) -> str:
        if self.term.exact:
            return _quoted(" ".join(self.term.words))
        return " OR ".join(map(_quoted, words))


def meanings(index: Index, terms: tuple[Term, ...]) -> tuple[Meaning, ...]:
    """Look up what may be meant by each term."""
    counts = index.songs_with([word for term in terms for word in term.words])
    return tuple(_meaning(index, term, counts) for term in terms)


def _meaning(index: Index, term: Term, counts: Mapping[str, int]) -> Meaning:
    if term.years is not None:
        years = [str(year) for year in range(term.years[0], term.years[1] + 1)]
        found = index.songs_with(years)
        there = Term(words=tuple(found), field="year", years=term.years)
        return Meaning(term=there, readings=dict.fromkeys(found, 1.0), songs=sum(found.values()))
    readings = dict.fromkeys(term.words, 1.0)
    going_on: tuple[str, ...] = ()
    if len(term.words) == 1 and not term.exact:
        going_on = _going_on(index, term)
        readings = {**_near(index, term.words[0]), **dict.fromkeys(going_on, _BEGINNING),
                    **readings}  # fmt: skip
    songs = min((counts.get(word, 0) for word in term.words), default=0)
    return Meaning(term=term, readings=readings, songs=songs, going_on=going_on)


def _going_on(index: Index, term: Term) -> tuple[str, ...]:
    begins = term.begins and len(term.words[0]) >= _LEAST_BEGINNING
    return index.going_on(term.words[0], _GOING_ON) if begins else ()


def _near(index: Index, word: str) -> Mapping[str, float]:
    sharing = index.sharing_forms(word)
    near = [(-nearness(word, other), -songs, other) for other, songs in sharing.items()]
    best = sorted(one for one in near if one[0] < 0)[:_MOST]
    return {other: -likeness for likeness, _, other in best}


def parts(index: Index, meaning: Meaning) -> Meaning:
    """Read a word as any that holds it, if nothing else is meant by it."""
    word = "".join(meaning.term.words[:1])
    if meaning.songs or meaning.term.exact or len(word) < _LEAST_PART:
        return meaning
    held = dict.fromkeys(index.holding(word, _MOST), _PART)
    return Meaning(term=meaning.term, readings={**held, **meaning.readings}, songs=0)


def likeness(meaning: Meaning, said: frozenset[str]) -> tuple[float, str]:
    """Tell how well the words of a field say what is meant, 0 to 1, and by which word."""
    return max(((value, word) for word, value in meaning.readings.items() if word in said),
               default=(0.0, ""))  # fmt: skip


def _quoted(words: str) -> str:
    """Quote words for the index; they are letters and digits alone."""
    return '"' + words.replace('"', "") + '"'
