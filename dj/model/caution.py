"""What is known of an artist and never said: it keeps other facts about them from being said.

A draft warns as well: silence by mistake harms nobody. A date of which only a part is known, or
that is none, is read as the day that keeps most unsaid.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from dj.model.dates import first_day, known_date, last_day
from dj.model.editorial import PREDICATES, Fact, FactKind, Standing

OF_AGE = 18
"""Years from which on an artist's career is spoken of, not the music alone."""
CAREER_TIER = 2
"""Least tier of what tells of a person rather than of a recording."""

_WARM = (FactKind.TEXT, FactKind.STATEMENT)
_ALSO_WARM = ("award",)
"""Names and dates tell who, where and when; these praise all the same."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Caution:
    """What the facts of one song warn of, on a day."""

    on: date
    died: date | None = None
    """Last day on which the artist, or one of the band, can have died."""
    of_age: date | None = None
    """First day on which the youngest of them is surely of age."""
    unpraised: bool = False
    """Editors let them be named, and nothing more."""

    def against(self, fact: Fact) -> str:
        """Say why a fact rests; empty if it does not."""
        return self._by_death(fact) or self._by_age(fact) or self._by_editors(fact)

    def _by_death(self, fact: Fact) -> str:
        """All words about the dead rest until an editor has read them again."""
        if self.died is None or fact.tier < 1:
            return ""
        read_again = bool(fact.approvals) and (fact.reviewed or fact.as_of) > self.died
        told = f"the artist died on or before {self.died}, and nobody read it since"
        return "" if read_again else told

    def _by_age(self, fact: Fact) -> str:
        if self.of_age is None or self.on >= self.of_age or fact.tier < CAREER_TIER:
            return ""
        return f"the artist may be under {OF_AGE}: only the music is spoken of"

    def _by_editors(self, fact: Fact) -> str:
        known = PREDICATES[fact.predicate]
        warm = known.kind in _WARM or known.name in _ALSO_WARM
        return "editors let this artist be named and not praised" if self.unpraised and warm else ""


def caution(facts: Iterable[Fact], on: date) -> Caution:
    """Gather what the facts of one song warn of."""
    told = [fact for fact in facts if fact.standing is not Standing.WITHDRAWN]
    died = [last_day(fact.value) for fact in told if fact.predicate == "died_on"]
    ages = [of_age(fact.value) for fact in told if fact.predicate == "born_on"]
    return Caution(
        on=on,
        died=max(died, default=None),
        of_age=max(ages, default=None),
        unpraised=any(_has_begun(fact, on) for fact in told if fact.predicate == "no_praise"),
    )


def of_age(born: str) -> date:
    """Return the first day on which somebody is surely of age; the end of time if not known."""
    last = last_day(born)
    if last.year + OF_AGE > date.max.year:
        return date.max
    if (last.month, last.day) == (2, 29):  # of age on the day after, as the year has no such day
        return date(last.year + OF_AGE, 3, 1)
    return last.replace(year=last.year + OF_AGE)


def _has_begun(fact: Fact, on: date) -> bool:
    value = known_date(fact.value)
    ended = fact.valid_to is not None and on > fact.valid_to
    return not ended and (value is None or first_day(value) <= on)
