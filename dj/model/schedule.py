"""What is on when: the grid of a week."""

from dataclasses import dataclass

DAY_MINUTES = 24 * 60
WEEK_MINUTES = 7 * DAY_MINUTES


@dataclass(frozen=True, slots=True, kw_only=True)
class Airing:
    """One show at its time of the week, on the listener's clock."""

    day: int
    """Weekday on which it begins, Monday 0 to Sunday 6."""
    start: int
    """Minute of that day, 0 to 1439."""
    minutes: int
    """Length of its place in the grid as clocks show it, 1 to 1440; it may pass midnight."""
    show: str
    length: str = ""
    """As for ``--length``; ``rest`` lasts to the end of its place, empty is as the show says."""
    voice: str = ""
    """Empty is as the settings say."""
    talk: str = ""
    """Empty is as settings or show say."""
    pool: str = ""
    """Editors' pool, where the show leaves it open."""

    @property
    def at(self) -> int:
        """Minute of the week at which it begins."""
        return self.day * DAY_MINUTES + self.start

    def holds(self, minute: int) -> bool:
        """Tell whether a minute of the week is within it."""
        return (minute - self.at) % WEEK_MINUTES < self.minutes


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """A week; what nothing is written for is a gap."""

    airings: tuple[Airing, ...] = ()
    """By beginning; no two overlap."""
    gaps: str = ""
    """Show that fills the gaps; empty leaves them silent."""
