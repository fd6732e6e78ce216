"""May this be said here and now? One rule for the host and for the editors' check.

Each function gives the reason why not, in plain words, and nothing where there is none. A fact is
judged alone by `unusable`, and beside all that is known of the same song by `judged`: a death, an
earlier date and a contradiction only show there.
"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from dj.model.caution import caution
from dj.model.dates import PartialDate, first_day, known_date, last_day
from dj.model.editions import is_later_edition
from dj.model.editorial import PREDICATES, Fact, FactKind, Predicate, Source, Standing
from dj.model.names import fold, primary_language
from dj.model.track import Track

MAX_TIER = 2
"""Sensitive facts are never said by lines."""
TWO_SOURCES_FROM = 2
"""Tier from which a fact needs two independent sources and an editor's name."""

_IN_A_LANGUAGE = (FactKind.TEXT, FactKind.STATEMENT)


def unusable(fact: Fact, on: date, language: str) -> str:
    """Say why a fact may not be voiced on a day, in a language; empty if it may.

    Args:
        fact: As loaded.
        on: The listener's day.
        language: BCP 47 tag of the host's language; regions do not matter.
    """
    predicate = PREDICATES.get(fact.predicate)
    if predicate is None:
        return f"nothing is known of a predicate {fact.predicate!r}"
    return (
        _by_standing(fact, predicate)
        or fact.objection
        or _by_day(fact, predicate, on)
        or _by_value(fact, predicate, on, language)
        or _by_authority(fact)
    )


def judged(
    facts: Sequence[Fact], on: date, language: str, track: Track | None = None
) -> tuple[tuple[Fact, str], ...]:
    """Judge all facts of one song together; each with the reason why it may not be voiced.

    Args:
        facts: All that are attached to the song, unsayable ones included: they count as warnings.
        on: The listener's day.
        language: BCP 47 tag of the host's language.
        track: The song as tagged, whose own dates may contradict; None leaves them out.
    """
    alone = [unusable(fact, on, language) for fact in facts]
    careful = caution(facts, on)
    standing = [fact for fact, why in zip(facts, alone, strict=True) if not why]
    return tuple(
        (
            fact,
            why
            or careful.against(fact)
            or _by_others(fact, standing)
            or (_by_tags(fact, track) if track else ""),
        )
        for fact, why in zip(facts, alone, strict=True)
    )


def independent(sources: Iterable[Source]) -> int:
    """Count the publishers among sources; of those that name none, one title counts once."""
    return len({fold(source.publisher or source.title) for source in sources} - {""})


def _by_standing(fact: Fact, predicate: Predicate) -> str:
    if fact.standing is not Standing.APPROVED:
        return {Standing.DRAFT: "it is a draft", Standing.WITHDRAWN: "it was withdrawn"}[
            fact.standing
        ]
    if not predicate.said:
        return "no line says such a thing; it keeps other facts from being said"
    if fact.tier > MAX_TIER:
        return "sensitive facts (tier 3) are never said by lines"
    if fact.tier < predicate.tier:
        return f"its tier is {fact.tier}, and {predicate.name} is at least {predicate.tier}"
    return ""


def _by_day(fact: Fact, predicate: Predicate, on: date) -> str:
    if fact.as_of > on:
        return f"it was found out on {fact.as_of}, after this day"
    if fact.valid_from is not None and on < fact.valid_from:
        return f"it holds from {fact.valid_from} on"
    if fact.valid_to is not None and on > fact.valid_to:
        return f"it held until {fact.valid_to}"
    # Counted back from the day: what is fresh for very long may end in no calendar.
    if predicate.fresh_days is not None and on - timedelta(predicate.fresh_days) > fact.as_of:
        return f"it is of {fact.as_of}, and goes stale after {predicate.fresh_days} days"
    return ""


def _by_value(fact: Fact, predicate: Predicate, on: date, language: str) -> str:
    if predicate.kind in _IN_A_LANGUAGE and primary_language(fact.language) != primary_language(
        language
    ):
        return f"it is written in {fact.language!r}, and the host speaks {language!r}"
    if predicate.by and not fact.by.strip():
        return f"it does not tell which {predicate.by}"
    if predicate.kind is not FactKind.DATE:
        return ""
    value = known_date(fact.value)
    if value is None:
        return "its value is no date"
    return f"{fact.value} is still to come" if first_day(value) > on else ""


def _by_authority(fact: Fact) -> str:
    if not fact.sources:
        return "it has no source"
    if fact.tier < TWO_SOURCES_FROM:
        return ""
    if independent(fact.sources) < 2:
        return f"tier {fact.tier} needs two sources of different publishers"
    if not any(name.strip() for name in fact.approvals):
        return f"no editor stands for it by name, as tier {fact.tier} needs"
    return ""


def _by_others(fact: Fact, standing: Sequence[Fact]) -> str:
    """Two dates that cannot both be right are both unsaid, and so are two originals."""
    for other in standing:
        if other.predicate == fact.predicate and _contradict(fact, other):
            return f"the fact {other.id!r} says {other.value!r} instead"
    return ""


def _by_tags(fact: Fact, track: Track) -> str:
    """A song is no younger than its tags, and a credit tells nothing new of its own artist."""
    artists = {fold(name) for name in (track.artist, *track.artists)}
    if fact.predicate in _CREDITS and fold(fact.value) in artists:
        return "the song names them as its artist already"
    value = known_date(fact.value) if fact.predicate in _BEGINNINGS else None
    if value is None:
        return ""
    dates = [track.released] if track.released else []
    dates += [PartialDate(year=track.year)] if track.year else []
    earlier = next((day for day in dates if last_day(str(day)) < first_day(value)), None)
    if earlier is not None:
        return f"the tags say {earlier}, which is earlier"
    if _is_of_reissue(fact, value, track):
        return f"{value.year} is the year of a later edition; name the recording by mbid or isrc"
    return ""


def _is_of_reissue(fact: Fact, value: PartialDate, track: Track) -> bool:
    """The classic trap: names alone point to a reissue, and the date is just that of the reissue.

    An identifier points to the recording itself, and an original date in the tags settles it.
    """
    by_names = not {"mbid", "isrc"} & set(fact.subject)
    settled = track.first_released is not None
    return by_names and not settled and value.year == track.year and is_later_edition(track)


_BEGINNINGS = ("released_on", "recorded_in")
_CREDITS = ("producer", "composer", "lyricist", "arranger", "engineer")
_ONLY_ONE = ("cover_of", "debut", "origin", "label")
"""Of these a song or artist has one; two values mean that one of them is wrong."""


def _contradict(fact: Fact, other: Fact) -> bool:
    if PREDICATES[fact.predicate].kind is FactKind.DATE:
        return not (fact.value.startswith(other.value) or other.value.startswith(fact.value))
    return fact.predicate in _ONLY_ONE and fold(fact.value) != fold(other.value)
