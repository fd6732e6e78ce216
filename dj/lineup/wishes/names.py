"""Names that this library has: artists, genres and sounds, for finding and for nearly finding."""

import re
from collections.abc import Iterator
from functools import cached_property, lru_cache
from itertools import product

import numpy as np
from numpy.typing import NDArray

from dj.lineup.catalogue import Catalogue
from dj.lineup.filters import words_of
from dj.lineup.wishes.lexicon import Kind, Phrase, Sense
from dj.lineup.wishes.tokens import words
from dj.model.names import fold
from dj.model.romanise import script_of, skeleton
from dj.model.slips import slips, slips_allowed

MOST_NEAREST = 3
_LEAST_NAME = 8
"""Letters of an artist's name below which a slip of the pen may be another artist."""
_LEAST_ROMANISED = 4
"""Letters of a name that is looked for in another script."""
_CLEAR = 2
"""Slips by which the next name must be further away than the one that is meant."""
_THE = "the"
_EDITION = re.compile(r"\s+(?:[(\[][^()\[\]]*[)\]]|-\s[^-]*)\s*$")
"""What stands behind a title: ``(Remastered 2011)``, ``- Live``."""


class Names:
    """Phrases of a library; made once for each catalogue."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self._artists: dict[Phrase, str] = {}
        self._longest: dict[str, int] = {}
        for name in catalogue.artists.names:
            self._add(_words(name), name)
        self._tags: dict[Phrase, Sense] = {}
        for name in catalogue.genres.names:
            self._tag(words(name), Sense(Kind.GENRE, name))
        for name in catalogue.tags.names:
            self._tag(words(name), Sense(Kind.SOUND, name))
        for name in catalogue.genres.names:
            for word in words_of(name):
                self._tag((word,), Sense(Kind.GENRE, word))

    def _add(self, key: Phrase, name: str) -> None:
        for own in (key, key[1:] if key[:1] == (_THE,) else ()):
            if own and own not in self._artists:
                self._artists[own] = name
                self._longest[own[0]] = max(self._longest.get(own[0], 0), len(own))

    def _tag(self, key: Phrase, sense: Sense) -> None:
        if key and (len(key) > 1 or len(key[0]) > 2) and key not in self._tags:
            self._tags[key] = sense
            self._longest[key[0]] = max(self._longest.get(key[0], 0), len(key))

    def longest(self, word: str) -> int:
        """Return the number of words in the longest name that begins with a word."""
        return self._longest.get(word, 0)

    def artist(self, phrase: Phrase) -> str:
        """Return the folded name of an artist; empty if nobody here is called so."""
        return self._artists.get(phrase, "")

    def tag(self, phrase: Phrase) -> Sense | None:
        """Return the genre that is called so here."""
        return self._tags.get(phrase)

    def single_tags(self) -> Iterator[tuple[str, Sense]]:
        """Yield genres, and words of genres, that are one word."""
        return ((key[0], sense) for key, sense in self._tags.items() if len(key) == 1)

    def written(self, artist: str) -> str:
        """Return an artist's name as the library writes it."""
        track = self.catalogue.songs[int(self.rows(artist)[0])].track
        names = track.artists or (track.artist,)
        return next((name for name in names if fold(name) == artist), artist)

    def titled(self, phrase: Phrase, artist: str) -> tuple[int, ...]:
        """Return the catalogue rows of the songs that are called so, by an artist or by anybody."""
        if not artist:
            return tuple(self._titles.get(phrase, ()))
        songs = self.catalogue.songs
        return tuple(
            r for r in self.rows(artist).tolist() if phrase in _titles(songs[r].track.title)
        )

    @cached_property
    def _titles(self) -> dict[Phrase, list[int]]:
        """Words of each title → rows; read through only when a title is asked for by itself."""
        rows: dict[Phrase, list[int]] = {}
        for row, song in enumerate(self.catalogue.songs):
            for title in _titles(song.track.title):
                rows.setdefault(title, []).append(row)
        return rows

    def labelled(self, phrase: Phrase) -> tuple[int, ...]:
        """Return the catalogue rows of the song that is listed so: artist and title."""
        return tuple(dict.fromkeys(self._labels.get(phrase, ())))

    @cached_property
    def _labels(self) -> dict[Phrase, list[int]]:
        """Words of artist and title, either first → rows; read through only for a dash."""
        rows: dict[Phrase, list[int]] = {}
        for row, song in enumerate(self.catalogue.songs):
            track = song.track
            credited = dict.fromkeys(map(fold, filter(None, (track.artist, *track.artists))))
            for name, title in product(map(_words, credited), _titles(track.title)):
                for own in (name, name[1:] if name[:1] == (_THE,) else ()):
                    if own:
                        for label in ((*own, *title), (*title, *own)):
                            rows.setdefault(label, []).append(row)
        return rows

    def rows(self, artist: str) -> NDArray[np.int64]:
        """Return the catalogue rows that credit an artist."""
        return self.catalogue.artists.holding(artist)

    def meant(self, phrase: Phrase) -> str:
        """Return the artist that a name can only mean, misspelt or in another script, or nobody."""
        name = " ".join(phrase)
        if other := self._romanised(name):
            return other
        if len(name) < _LEAST_NAME:
            return ""
        near = self._near(name, slips_allowed(len(name)) + _CLEAR)
        if not near or near[0][0] > slips_allowed(len(name)):
            return ""
        alone = len(near) == 1 or near[1][0] >= near[0][0] + _CLEAR
        return near[0][1] if alone else ""

    def _romanised(self, name: str) -> str:
        """Return the one artist whose name in another script is spelt like this, or sounds so."""
        script = script_of(name)
        found: set[str] = set()
        if script and len(name) >= _LEAST_ROMANISED:
            own = skeleton(name, script)
            found = {
                a for a in self._artists.values() if a.isascii() and skeleton(a, script) == own
            }
        elif name.isascii() and len(name) >= _LEAST_ROMANISED:
            found = {a for (s, own), a in self._other_scripts if skeleton(name, s) == own}
        return found.pop() if len(found) == 1 else ""

    @cached_property
    def _other_scripts(self) -> list[tuple[tuple[str, str], str]]:
        """Script and skeleton of each artist's name that is not in Latin letters, and the name."""
        named = ((script_of(artist), artist) for artist in dict.fromkeys(self._artists.values()))
        return [((script, skeleton(artist, script)), artist) for script, artist in named if script]

    def nearest(self, phrase: Phrase) -> tuple[str, ...]:
        """Return artists whose names look like one that is not here, as written, nearest first."""
        if not phrase:
            return ()
        near = [name for _, name in self._near(" ".join(phrase), 2)]
        wanted = set(phrase) - {_THE, "&"}
        holding = [name for key, name in self._artists.items() if wanted and wanted <= set(key)]
        found = dict.fromkeys([*near, *sorted(holding)])
        return tuple(map(self.written, list(found)[:MOST_NEAREST]))

    def nearest_titles(self, phrase: Phrase, artist: str) -> tuple[str, ...]:
        """Return titles of an artist that look like one they have not, as written."""
        if not artist:
            return ()
        wanted, songs = set(phrase), self.catalogue.songs
        titles = dict.fromkeys(songs[row].track.title for row in self.rows(artist).tolist())
        name = " ".join(phrase)
        near = [title for title in titles if slips(fold(title), name) <= 2]
        shared = [title for title in titles if wanted & set(words(title)) and len(wanted) > 1]
        return tuple(dict.fromkeys([*near, *sorted(shared)]))[:MOST_NEAREST]

    def _near(self, name: str, within: int) -> list[tuple[int, str]]:
        """Artists within so many slips whose name begins alike, nearest first."""
        size, first = len(name), name[:1]
        found: dict[str, int] = {}
        for key, artist in self._artists.items():
            if key[0][0] == first:
                other = " ".join(key)
                if abs(len(other) - size) <= within and (away := slips(name, other)) <= within:
                    found[artist] = min(away, found.get(artist, away))
        return sorted((away, artist) for artist, away in found.items())


@lru_cache(maxsize=2)
def names_of(catalogue: Catalogue) -> Names:
    """Lay out the names of a library; the last ones are kept."""
    return Names(catalogue)


def _titles(title: str) -> tuple[Phrase, ...]:
    """Words of a title, and of the same without what is said of the recording behind it."""
    whole = _words(fold(title))
    if not title.rstrip().endswith((")", "]")) and " - " not in title:
        return (whole,) if whole else ()
    return tuple(dict.fromkeys(filter(None, (whole, words(_EDITION.sub("", title))))))


def _words(name: str) -> Phrase:
    """Words of a folded name; most are plain letters and need no cutting."""
    parts = name.split()
    if all(map(_plain, parts)):
        return tuple(parts)
    return words(name)


def _plain(word: str) -> bool:
    """Tell whether a word is compared as it is written."""
    return word.isascii() and ((word.isalpha() and word not in ("n", "and")) or word.isdecimal())
