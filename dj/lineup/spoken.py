"""What of a library is spoken and no music, as its genres tell: audiobooks, podcasts, lectures.

``assets/names/spoken.tsv`` lists the genres. A song of which one genre says so in any case, or all
say so that say anything, is speech: it plays where somebody asked for it, not between songs.
"""

import re
from collections.abc import Callable, Iterable

import numpy as np
from numpy.typing import NDArray

from dj import tables
from dj.lineup.labels import Labels, Numbers
from dj.model.names import fold

_WORD = re.compile(r"[^\W_]+")


def names_speech(genres: Iterable[str]) -> bool:
    """Tell whether one of some genres is one of speech, as a filter or a wish writes it."""
    always, alone = _tests()
    return any(always(name) or alone(name) for name in map(fold, genres))


def spoken_rows(genres: Labels) -> Numbers:
    """Find the songs that are speech by their genres, rising."""
    always, alone = _tests()
    surely, perhaps = _those(genres, always), _those(genres, alone)
    speech = _carrying(genres, surely)
    if perhaps.any():
        nothing = _those(genres, tables.words(tables.NOBODY, "genre").__contains__)
        music = _carrying(genres, ~(surely | perhaps | nothing))
        speech |= _carrying(genres, perhaps) & ~music
    return np.flatnonzero(speech)


def _tests() -> tuple[Callable[[str], bool], Callable[[str], bool]]:
    """What tells a genre of speech by words in it, and as a whole."""
    always = tuple(map(_spaced, sorted(tables.words(tables.SPOKEN, "always"))))
    alone = frozenset(map(_spaced, tables.words(tables.SPOKEN, "alone")))

    def holds(name: str) -> bool:
        spaced = _spaced(name)
        return any(one in spaced for one in always)

    return holds, lambda name: _spaced(name) in alone


def _spaced(name: str) -> str:
    """Words with a space around each: one name then holds another only by whole words."""
    return f" {' '.join(_WORD.findall(name))} "


def _those(genres: Labels, tells: Callable[[str], bool]) -> NDArray[np.bool_]:
    return np.fromiter(map(tells, genres.names), np.bool_, count=len(genres.names))


def _carrying(genres: Labels, names: NDArray[np.bool_]) -> NDArray[np.bool_]:
    marks = np.zeros(genres.size, np.bool_)
    marks[genres.song[names[genres.name]]] = True
    return marks
