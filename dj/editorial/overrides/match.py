"""Which entries is a track about? Every field an entry gives must agree with the scanned tags.

Entries are compared with what the scan found, never with each other's corrections, so their order
decides nothing but which of two wins. Names are compared folded (`dj.model.names.fold`).
"""

import fnmatch
import os
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path

from dj.editorial.overrides.nouns import Match
from dj.model.names import fold
from dj.model.track import Track

_ID_HEAD = 8
"""An entry may give the head of an identity; this much of it at least."""


class Finder:
    """Finds, for a track, the numbers of the matches that agree with it."""

    def __init__(self, matches: Sequence[Match]) -> None:
        """File each match under its most telling field, so that a track meets few of them."""
        self._matches = matches
        self._filed: dict[tuple[str, str], list[int]] = defaultdict(list)
        for number, match in enumerate(matches):
            self._filed[_drawer(match)].append(number)

    def of(self, track: Track) -> Iterator[int]:
        """Yield the numbers of the matches that agree, in order."""
        if not self._matches:
            return
        drawers = (("id", track.id[:_ID_HEAD]), ("title", fold(track.title)),
                   ("album", fold(track.album)), ("", ""))  # fmt: skip
        filed = sorted({number for drawer in drawers for number in self._filed.get(drawer, ())})
        yield from (number for number in filed if agrees(self._matches[number], track))


def agrees(match: Match, track: Track) -> bool:
    """Tell whether every field of a match agrees with a track."""
    return (
        track.id.startswith(match.id)
        and (not match.title or fold(match.title) == fold(track.title))
        and (not match.album or fold(match.album) == fold(track.album))
        and (not match.artist or fold(match.artist) in _credited(track))
        and (not match.path or _pattern(match.path)(os.fspath(track.path)) is not None)
    )


def _drawer(match: Match) -> tuple[str, str]:
    if match.id:
        return "id", match.id[:_ID_HEAD]
    if match.title:
        return "title", fold(match.title)
    return ("album", fold(match.album)) if match.album else ("", "")


def _credited(track: Track) -> set[str]:
    return {fold(name) for name in (track.artist, track.album_artist, *track.artists) if name}


@lru_cache(maxsize=4096)
def _pattern(pattern: str) -> Callable[[str], object]:
    """Compile a pattern; one that does not begin at the root may begin at any folder."""
    pattern = os.fspath(Path(pattern).expanduser()) if pattern.startswith("~") else pattern
    rooted = pattern if pattern.startswith(("/", "*")) else f"*/{pattern}"
    return re.compile(fnmatch.translate(rooted)).match
