"""When a listener sits down to listen: days, hours and how many songs."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import numpy as np

from dj.testing.world.extent import Extent
from dj.testing.world.people import Person

ACTIVITY = (
    0.260, 0.144, 0.068, 0.022, 0.002, 0.030, 0.166, 0.363, 0.452, 0.536, 0.657, 0.733,
    0.701, 0.700, 0.755, 0.811, 0.859, 0.879, 0.861, 0.826, 0.770, 0.690, 0.572, 0.422,
)  # fmt: skip
"""Activity by local hour, Monday to Thursday, of Park et al. 2019."""
_SHARES = np.array(ACTIVITY) / sum(ACTIVITY)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sitting:
    """One time of listening without a longer pause."""

    local: datetime
    """When it begins, on the listener's own clock, aware."""
    day: float
    """Days since the history began."""
    plays: int
    """How many songs are begun."""


def sittings(person: Person, extent: Extent, rng: np.random.Generator) -> list[Sitting]:
    """Draw the whole history's sittings, in order."""
    first = extent.until - timedelta(days=extent.days)
    found: list[Sitting] = []
    for number in range(extent.days + 1):
        date = (first.astimezone(person.zone) + timedelta(days=number)).date()
        rate = person.sittings_per_day * (person.weekend_level if date.weekday() >= 5 else 1.0)
        count = int(rng.poisson(rate))
        hours = np.sort(
            (rng.choice(24, count, p=_SHARES) + rng.random(count) + person.later_h) % 24
        )
        plays = 1 + rng.lognormal(np.log(person.sitting_plays), 0.6, count).astype(int)
        for hour, songs in zip(hours.tolist(), plays.tolist(), strict=True):
            local = datetime(date.year, date.month, date.day, tzinfo=person.zone)
            local += timedelta(hours=hour)
            day = (local - first) / timedelta(days=1)
            if day >= 0.0 and local < extent.until and not _away(person, day):
                found.append(Sitting(local=local, day=day, plays=min(songs, 60)))
    return found


def _away(person: Person, day: float) -> bool:
    return any(start <= day < end for start, end in person.away)
