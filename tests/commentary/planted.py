"""False, stale and forbidden facts: none of them may ever be heard."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from dj.model.editorial import Fact, Source, Standing
from dj.units import TrackId

PLANTED = "zyxplant"
"""Holds in the value of each planted fact that has words."""
_ONE = Source(title="Notes", locator="p. 1", publisher="One")
_SAME = Source(title="More notes", locator="p. 2", publisher="One")
_OTHER = Source(title="Interview", locator="min. 3", publisher="Two")


def planted(key: TrackId, on: date) -> tuple[Fact, ...]:
    """Invent facts that nobody may voice of a track on a day."""
    return tuple(_all(key, on))


def _all(key: TrackId, on: date) -> Iterator[Fact]:
    track = _fact(key, "producer", on)
    yield replace(track, id=f"{key}-future", as_of=on + timedelta(days=40))
    yield replace(track, id=f"{key}-over", valid_to=on - timedelta(days=1))
    yield replace(track, id=f"{key}-early", valid_from=on + timedelta(days=40))
    yield replace(track, id=f"{key}-withdrawn", standing=Standing.WITHDRAWN)
    yield replace(track, id=f"{key}-draft", standing=Standing.DRAFT)
    yield replace(track, id=f"{key}-sensitive", tier=3)
    yield replace(track, id=f"{key}-unknown", predicate="arrested_for")
    yield replace(_fact(key, "instrument", on), id=f"{key}-tongue", language="de")
    career = _fact(key, "award", on)
    yield replace(career, id=f"{key}-one", sources=(_ONE,))
    yield replace(career, id=f"{key}-same", sources=(_ONE, _SAME))
    yield replace(career, id=f"{key}-alone", approvals=())
    yield replace(_fact(key, "active", on), id=f"{key}-stale", as_of=on - timedelta(days=61))


def _fact(key: TrackId, predicate: str, on: date) -> Fact:
    tier = 2 if predicate in {"award", "active"} else 1
    return Fact(id=f"{key}-{predicate}-planted", subject={"title": key}, predicate=predicate,
                value=f"Zyxplant {predicate}", as_of=on, sources=(_ONE, _OTHER), tier=tier,
                approvals=("Rosa Lind",))  # fmt: skip
