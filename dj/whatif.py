"""What would play if something were not known, or not looked at? Two plans, side by side.

Both are made with the same seed of the same library and history. Beside them stands what another
seed alone would change: a part of a plan that does no more than that does nothing.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from statistics import fmean

from dj import library, lineup
from dj.model.brief import NO_BRIEF
from dj.model.lineup import Lineup
from dj.model.manifest import Manifest
from dj.model.request import Request
from dj.model.whatif import Alternative, Difference, Played
from dj.planning import Given, plan
from dj.session import Planned

SEEDS = 3
"""Other seeds that are tried for the share that is chance."""


def alternative(
    store: library.Store,
    request: Request,
    *,
    without: Sequence[str] = (),
    seed: int | None = None,
    seeds: int = SEEDS,
    made: Manifest | None = None,
) -> Alternative:
    """Plan a session as it is and otherwise.

    Args:
        store: The library.
        request: The session.
        without: What is taken away, by the names of `lineup.removable`.
        seed: Seed of the other plan; None for the same.
        seeds: Other seeds tried, to tell what is chance.
        made: The session as it was made, if it was.

    Raises:
        ConfigError: if there is nothing of some name to take away.
        NotEnoughTracks: if not one song may play.
    """
    less = frozenset(without)
    lineup.narrowed(request.show, NO_BRIEF, less)
    other = replace(request, seed=request.seed if seed is None else seed)
    before, after = plan(store, request), plan(store, other, Given(less=less))
    chances = [plan(store, replace(request, seed=one)) for one in _others(request.seed, seeds)]
    return Alternative(
        without=tuple(sorted(less)), seed=request.seed, other_seed=other.seed,
        before=tuple(_played(before)), after=tuple(_played(after)),
        differs=difference(before.lineup, after.lineup),
        by_chance=_mean([difference(before.lineup, one.lineup) for one in chances]),
        seeds_tried=len(chances), notes=tuple(_notes(before, after, made)),
    )  # fmt: skip


def difference(before: Lineup, after: Lineup) -> Difference:
    """Measure how far two programmes differ."""
    one, two = ([slot.track_id for slot in each.slots] for each in (before, after))
    same = sum(a == b for a, b in zip(one, two, strict=False))
    longer = max(len(one), len(two), 1)
    return Difference(places=1.0 - same / longer,
                      songs=1.0 - len(set(one) & set(two)) / longer)  # fmt: skip


def _others(seed: int, count: int) -> range:
    return range(seed + 1, seed + 1 + count)


def _mean(found: Sequence[Difference]) -> Difference | None:
    if not found:
        return None
    return Difference(places=round(fmean(one.places for one in found), 6),
                      songs=round(fmean(one.songs for one in found), 6))  # fmt: skip


def _played(made: Planned) -> Iterator[Played]:
    for slot in made.lineup.slots:
        decision, song = slot.decision, made.songs[slot.track_id]
        yield Played(position=slot.position, track_id=slot.track_id, label=song.track.label,
                     score=decision.score, signals=decision.signals,
                     sources=decision.sources)  # fmt: skip


def _notes(before: Planned, after: Planned, made: Manifest | None) -> Iterator[str]:
    if made is not None:
        yield from _since(made, before)
    for note in after.lineup.relaxed:
        if note not in before.lineup.relaxed:
            yield f"Only then: {note}"


def _since(made: Manifest, now: Planned) -> Iterator[str]:
    """Say if the session would not be what it is, were it planned now."""
    away = difference(made.lineup, now.lineup)
    if away.places:
        places = round(away.places * max(len(made.lineup.slots), len(now.lineup.slots)))
        yield (f"Planned again now, the session itself would have other songs in {places} places; "
               "`dj why --replay` says why. Both columns are planned now.")  # fmt: skip
