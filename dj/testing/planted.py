"""Facts that must never be said, in all the ways in which facts go wrong.

Whoever chooses or writes words can be tested with them: plant them, and listen for their values.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from itertools import count

from dj.model.caution import CAREER_TIER
from dj.model.editorial import PREDICATES, Fact, FactKind, Predicate, Source, Standing

ONE = Source(title="Sleeve notes", locator="page 3", publisher="Small Boat")
TWO = Source(title="Interview", locator="minute 4", publisher="Harbour Radio")
_ROUNDS = 3


def sound_fact(predicate: str, subject: Mapping[str, str], on: date) -> Fact:
    """Make a fact of a kind that may be said on a day, with the value of the handbook's example."""
    known = PREDICATES[predicate]
    return Fact(
        id=f"sound-{predicate}", subject=subject, predicate=predicate, value=known.example,
        by="Ana Lee" if known.by else "", as_of=on - timedelta(days=8), sources=(ONE, TWO),
        tier=known.tier, approvals=("Rosa Lind",),
    )  # fmt: skip


def planted_facts(subject: Mapping[str, str], on: date) -> tuple[tuple[Fact, ...], ...]:
    """Make more than 500 facts, none of which may be said on a day by an English host.

    Each comes with what makes it unsayable, where that is another fact of the same song. Every
    value is unlike all others, so that it can be looked for in a text.

    Args:
        subject: The song, named well enough for facts of all kinds.
        on: The listener's day.
    """
    numbers = count(1)
    return tuple(
        tuple(_numbered(fact, next(numbers)) for fact in facts)
        for predicate in PREDICATES.values()
        for facts in _of(predicate, sound_fact(predicate.name, subject, on), on)
    )


def _of(predicate: Predicate, sound: Fact, on: date) -> Iterator[tuple[Fact, ...]]:
    for number in range(1, _ROUNDS + 1):
        for changed in _dated(sound, on, number):
            yield (changed,)
        for changed in _doubtful(sound, number):
            yield (changed,)
    if not predicate.said:
        yield (sound,)
        return
    death = sound_fact("died_on", sound.subject, on)
    yield sound, replace(death, value=f"{on}")
    if predicate.tier >= CAREER_TIER:
        yield sound, replace(sound_fact("born_on", sound.subject, on), value=f"{on.year - 17}")
    if predicate.fresh_days is not None:
        for days in range(1, 31):
            stale = timedelta(days=predicate.fresh_days + days)
            yield (replace(sound, as_of=on - stale),)
    yield from ((changed,) for changed in _of_its_kind(predicate, sound, on))


def _dated(sound: Fact, on: date, number: int) -> Iterator[Fact]:
    """Facts that hold on other days."""
    step = timedelta(days=number)
    yield replace(sound, as_of=on + step)
    yield replace(sound, valid_to=on - step)
    yield replace(sound, valid_from=on + step)


def _doubtful(sound: Fact, number: int) -> Iterator[Fact]:
    """Facts that nobody stands for, or should."""
    same = ("Small Boat", "small boat", "SMALL  BOAT")[number % 3]
    yield replace(sound, standing=Standing.WITHDRAWN)
    yield replace(sound, standing=Standing.DRAFT)
    yield replace(sound, tier=3)
    yield replace(sound, sources=())
    yield replace(sound, tier=2, approvals=())
    yield replace(sound, tier=2, sources=(ONE,))
    yield replace(sound, tier=2, sources=(ONE, replace(TWO, publisher=same)))


def _of_its_kind(predicate: Predicate, sound: Fact, on: date) -> Iterator[Fact]:
    if predicate.kind in (FactKind.TEXT, FactKind.STATEMENT):
        yield replace(sound, language="de")
    if predicate.by:
        yield replace(sound, by="")
    if predicate.kind is FactKind.DATE:
        yield replace(sound, value=f"{on.year + 1}")
        yield replace(sound, value="not a date")


def _numbered(fact: Fact, number: int) -> Fact:
    """Give a fact an id, and a value of its own where it is not a date."""
    is_date = PREDICATES[fact.predicate].kind is FactKind.DATE
    value = fact.value if is_date else f"Planted Word{_letters(number)}"
    return replace(fact, id=f"planted-{number}", value=value)


def _letters(number: int) -> str:
    """Write a number in letters: digits are said as words and could not be looked for."""
    return "".join(chr(ord("a") + int(digit)) for digit in f"{number:04d}")
