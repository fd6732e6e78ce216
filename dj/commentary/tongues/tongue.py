"""What a language must be able to say of times, dates, keys and names.

Rounding and hedging are settled before a tongue is asked (`dj.commentary.words.spoken_time`); a
tongue only finds the words. Each form stands unchanged in every sentence that puts the documented
word before it, so a tongue writes the form that word asks for, and says so in `notes`.
"""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Protocol

from dj.model.dates import PartialDate
from dj.model.tonality import Key


class Hedge(StrEnum):
    """How a time stands to the mark that is said for it."""

    AT = "at"
    """It is the mark, to the minute: about."""
    BEFORE = "before"
    """The mark is still to come, in two minutes at most."""
    AFTER = "after"
    """The mark is past, by two minutes at most."""


class Tongue(Protocol):
    """One language of hosts."""

    @property
    def language(self) -> str:
        """Primary language tag, such as ``en``."""

    @property
    def weekdays(self) -> Sequence[str]:
        """Seven names, Monday first, as they stand in the middle of a sentence."""

    @property
    def months(self) -> Sequence[str]:
        """Twelve names, as they stand in the middle of a sentence."""

    @property
    def dayparts(self) -> Mapping[str, str]:
        """``morning``, ``afternoon``, ``evening`` and ``night`` in this language."""

    @property
    def voices(self) -> Mapping[str, str]:
        """``woman`` and ``man`` → whose voice it is: ``a woman's voice``."""

    @property
    def moods(self) -> Mapping[str, str]:
        """``mellow`` and ``ambient`` in this language."""

    @property
    def this_session(self) -> str:
        """What stands for a show without a title that can be said."""

    @property
    def your_host(self) -> str:
        """What stands for a host without a name that can be said."""

    @property
    def earlier_this_month(self) -> str:
        """When something was last heard, if that was this month."""

    @property
    def last_year(self) -> str:
        """When something was last heard, if that was in the year before this one."""

    @property
    def notes(self) -> Mapping[str, str]:
        """Word without its namespace → what an editor must know of its form in this language."""

    @property
    def examples(self) -> Mapping[str, str]:
        """Word without its namespace → a usual value; every word of kind text has one."""

    def clock(self, hour: int, minute: int, hedge: Hedge) -> str:
        """Say a mark of the clock, 0:00 to 23:55 in steps of five minutes."""

    def length(self, minutes: int | None) -> str:
        """Say about how long a session is; None is a few hours."""

    def in_month(self, month: int) -> str:
        """Say in which month of the last eleven something was: 1 to 12."""

    def when(self, date: PartialDate) -> str:
        """Say a year, a month or a day with its preposition: ``on March 21, 1994``."""

    def span(self, *, months: int = 0, years: int = 0, more: bool = False) -> str:
        """Say about how long ago something was: either months or years.

        Args:
            months: 3 to 11, or 0.
            years: 1 or more, or 0.
            more: True if it is well over a year, and not yet two.
        """

    def decade(self, year: int) -> str | None:
        """Name the decade that a year of the twentieth century belongs to; None for others."""

    def key(self, key: Key) -> str:
        """Name a key as a voice can say it: ``F sharp minor``."""

    def joined(self, names: Sequence[str]) -> str:
        """Join one or more names as in a list."""
