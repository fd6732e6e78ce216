"""A language nobody has written a tongue for: digits alone, and nothing that needs words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from dj.commentary.tongues.tongue import Hedge
from dj.model.dates import PartialDate
from dj.model.tonality import Key

_NO_WORDS: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Digits:
    """Says figures; an empty text stands for a word that stays missing."""

    language: str

    @property
    def weekdays(self) -> Sequence[str]:
        """No names."""
        return ("",) * 7

    @property
    def months(self) -> Sequence[str]:
        """No names."""
        return ("",) * 12

    @property
    def dayparts(self) -> Mapping[str, str]:
        """No names."""
        return _NO_WORDS

    voices = moods = notes = examples = dayparts

    @property
    def this_session(self) -> str:
        """Nothing stands for a show without a title."""
        return ""

    your_host = earlier_this_month = last_year = this_session

    def clock(self, hour: int, minute: int, hedge: Hedge) -> str:  # noqa: ARG002 - needs words
        """Say ``19:30``."""
        return f"{hour}:{minute:02d}"

    def length(self, minutes: int | None) -> str:  # noqa: ARG002 - needs words
        """Say nothing."""
        return ""

    def in_month(self, month: int) -> str:  # noqa: ARG002 - needs words
        """Say nothing."""
        return ""

    def when(self, date: PartialDate) -> str:  # noqa: ARG002 - needs words
        """Say nothing: even a bare year may need a preposition."""
        return ""

    def span(self, *, months: int = 0, years: int = 0, more: bool = False) -> str:  # noqa: ARG002
        """Say nothing."""
        return ""

    def decade(self, year: int) -> str | None:  # noqa: ARG002 - needs words
        """Name none."""
        return None

    def key(self, key: Key) -> str:  # noqa: ARG002 - needs words
        """Name none."""
        return ""

    def joined(self, names: Sequence[str]) -> str:
        """Join with commas."""
        return ", ".join(names)
