"""Filters in editors' files: what their fields may be, and which of them cannot both hold."""

from collections.abc import Iterator, Mapping

from dj.documents.limits import Band, Count, Limit, Pattern, Range
from dj.model.filter import Filter, Heard
from dj.model.names import fold

_NAMES = Count(least=1, most=1024, of="characters")
_LANGUAGE = Pattern(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*", "a language tag such as pt-BR")
FILTER_LIMITS: Mapping[str, Limit] = {
    **{f"filter.{name}[]": _NAMES
       for name in ("genres", "not_genres", "artists", "not_artists", "albums", "sounds")},
    "filter.languages[]": _LANGUAGE,
    "filter.years": Band(least=1000, most=2999, unit="years"),
    "filter.played_in": Band(least=1971, most=2999, unit="years"),
    "filter.released_days": Range(least=1, most=36_500, unit="days"),
    "filter.rested_days": Range(least=0, most=36_500, unit="days"),
    "filter.tempo_bpm": Band(least=0, most=1000, unit="tempi"),
    "filter.energy": Band(least=0, most=1, unit="energies"),
    "filter.song_s": Band(least=0, most=86_400, unit="lengths in seconds"),
}  # fmt: skip
"""For the limits of a file that has a field ``filter``."""


def filter_contradictions(wanted: Filter) -> Iterator[tuple[str, str]]:
    """Yield fields that let no song pass together with another one, and why."""
    for what in ("genres", "artists"):
        asked, forbidden = (
            {fold(name): name for name in names}
            for names in (getattr(wanted, what), getattr(wanted, f"not_{what}"))
        )
        if asked and set(asked) <= set(forbidden):
            yield f"not_{what}", f"forbids all that `{what}` asks for"
    if wanted.heard in (Heard.NEVER, Heard.ARTIST_NEVER):
        told = f"`heard: {wanted.heard.value}`"
        if wanted.played_in is not None:
            yield "played_in", f"asks for what was played, and {told} for what was not"
        if wanted.rested_days is not None:
            yield "rested_days", f"asks for what was heard before, and {told} for what was not"
