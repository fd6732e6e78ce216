"""A library in other letters: which track has this name, written in another script?"""

from collections import defaultdict
from collections.abc import Iterator

from dj.listeners.catalogue import LENGTH_S, Catalogue, Wanted, lengths_agree, pick
from dj.listeners.titles import TitleKey, artist_key, title_key
from dj.model.romanise import SCRIPTS, script_of, skeleton
from dj.model.track import Track

_SHORTEST = 3
"""Letters an artist's skeleton must have: shorter ones are too often somebody else's."""


class Scripts:
    """The artists of a library by skeleton, listed when they are first needed."""

    def __init__(self, catalogue: Catalogue) -> None:
        """Take the library; nothing is done yet."""
        self._catalogue = catalogue
        self._artists: dict[str, dict[str, list[str]]] = {}

    def find(self, wanted: Wanted) -> Track | None:
        """Find the one track whose names are these in other letters, if lengths allow it."""
        artist, title = artist_key(wanted.artist), title_key(wanted.title)
        own = script_of(artist, title.words)
        latin = artist.isascii() and title.words.isascii()
        found = [
            (known, track)
            for script in ((own,) if own else SCRIPTS if latin else ())
            for known, track in self._alike(artist, title, script)
        ]
        if len({known for known, _ in found}) != 1:
            return None
        picked = pick([track for _, track in found], wanted)
        return picked if picked and lengths_agree(picked, wanted, LENGTH_S, unknown=True) else None

    def _alike(self, artist: str, title: TitleKey, script: str) -> Iterator[tuple[TitleKey, Track]]:
        words = _key(title, script)
        for name in self._names(script).get(skeleton(artist, script), ()) if all(words) else ():
            latin = (artist + title.words + name).isascii()
            for known, track in self._catalogue.by_artist[name]:
                # Two Latin names that sound alike are two names.
                if not (latin and known.words.isascii()) and _key(known, script) == words:
                    yield known, track

    def _names(self, script: str) -> dict[str, list[str]]:
        if script not in self._artists:
            table = self._artists[script] = defaultdict(list)
            for name in self._catalogue.by_artist:
                bones = skeleton(name, script)
                if len(bones) >= _SHORTEST:
                    table[bones].append(name)
        return self._artists[script]


def _key(title: TitleKey, script: str) -> tuple[str, str]:
    """Give the skeletons of a title and its version; empty if there is none."""
    version = skeleton(title.version or "plain", script)
    return skeleton(title.words, script), version
