"""Is what sounds almost the same another version: without the voice, live, remixed?

A version that shares the backing of a recording differs from it in no more bits than a poor copy
does. What tells them apart is the voice, and what the titles say.
"""

import re

from dj.model.analysis import Analysis, Song
from dj.model.names import fold

SURE_ERRORS = 0.12
"""Below this share of wrong bits, two recordings are copies whatever else is said of them."""
_SUNG, _UNSUNG = 0.25, 0.05
"""Share of a song in which somebody sings."""
_VERSION = re.compile(
    r"\b(?:live|re-?mix|mix|instrumental|karaoke|acoustic|unplugged|demo|dub|a ?cappella|cover"
    r"|rehearsal|outtake)\b"
)


def differ(one: Song, other: Song) -> bool:
    """Tell whether two songs alike in sound are different versions all the same."""
    shares = sorted((_sung(one.analysis), _sung(other.analysis)))
    if shares[0] <= _UNSUNG and shares[1] >= _SUNG:
        return True
    named = not {one.track.provenance.get("title"), other.track.provenance.get("title")} - {None}
    return named and _versions(one) != _versions(other)


def _sung(analysis: Analysis) -> float:
    spans = (region.end_s - region.start_s for region in analysis.vocal_regions)
    return sum(spans) / analysis.duration_s


def _versions(song: Song) -> frozenset[str]:
    return frozenset(_VERSION.findall(fold(song.track.title)))
