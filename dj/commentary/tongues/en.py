"""English: times, dates, keys and names as an American host says them."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from dj.commentary.tongues.tongue import Hedge
from dj.model.dates import PartialDate
from dj.model.tonality import Key

_HOURS = ("twelve", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
          "eleven")  # fmt: skip
_PAST = {5: "five past", 10: "ten past", 15: "quarter past", 45: "quarter to", 50: "ten to",
         55: "five to"}  # fmt: skip
"""Minutes that are said before the hour; the others follow it."""
_MINUTES = {20: "twenty", 25: "twenty-five", 30: "thirty", 35: "thirty-five", 40: "forty"}
_HEDGES = {Hedge.AT: "about", Hedge.BEFORE: "coming up on", Hedge.AFTER: "just after"}
_LENGTHS = {1: "about a minute", 30: "about half an hour", 60: "about an hour",
            90: "about an hour and a half", 120: "about two hours",
            180: "about three hours"}  # fmt: skip
_DECADES = {1920: "twenties", 1930: "thirties", 1940: "forties", 1950: "fifties", 1960: "sixties",
            1970: "seventies", 1980: "eighties", 1990: "nineties"}  # fmt: skip


class English:
    """The words of English hosts."""

    language = "en"
    weekdays: Sequence[str] = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday",
                               "Sunday")  # fmt: skip
    months: Sequence[str] = ("January", "February", "March", "April", "May", "June", "July",
                             "August", "September", "October", "November",
                             "December")  # fmt: skip
    dayparts: Mapping[str, str] = MappingProxyType(
        {part: part for part in ("morning", "afternoon", "evening", "night")}
    )
    voices: Mapping[str, str] = MappingProxyType(
        {"woman": "a woman's voice", "man": "a man's voice"}
    )
    moods: Mapping[str, str] = MappingProxyType({"mellow": "mellow", "ambient": "ambient"})
    this_session = "this session"
    your_host = "your host"
    earlier_this_month = "earlier this month"
    last_year = "last year"
    notes: Mapping[str, str] = MappingProxyType({})
    examples: Mapping[str, str] = MappingProxyType({})

    def clock(self, hour: int, minute: int, hedge: Hedge) -> str:
        """Say ``coming up on seven thirty``."""
        return f"{_HEDGES[hedge]} {_mark(hour, minute)}"

    def length(self, minutes: int | None) -> str:
        """Say ``about an hour``."""
        if minutes is None:
            return "a few hours"
        return _LENGTHS.get(minutes, f"about {minutes} minutes")

    def in_month(self, month: int) -> str:
        """Say ``in March``."""
        return f"in {self.months[month - 1]}"

    def when(self, date: PartialDate) -> str:
        """Say ``in 1994``, ``in March 1994`` or ``on March 21, 1994``."""
        if not date.month:
            return f"in {date.year}"
        month = self.months[date.month - 1]
        return f"on {month} {date.day}, {date.year}" if date.day else f"in {month} {date.year}"

    def span(self, *, months: int = 0, years: int = 0, more: bool = False) -> str:
        """Say ``about 5 months``, ``about a year``, ``more than a year`` or ``about 2 years``."""
        if months:
            return f"about {months} months"
        if more:
            return "more than a year"
        return "about a year" if years == 1 else f"about {years} years"

    def decade(self, year: int) -> str | None:
        """Name ``nineties``, to stand after "the"; nothing before 1920 and after 1999."""
        return _DECADES.get(year // 10 * 10)

    def key(self, key: Key) -> str:
        """Name ``F sharp minor``."""
        return key.spoken

    def joined(self, names: Sequence[str]) -> str:
        """Join ``Tom``, ``Tom and Ines`` or ``Tom, Ines and Ray``."""
        *others, last = names
        return f"{', '.join(others)} and {last}" if others else last


def _mark(hour: int, minute: int) -> str:
    if minute == 0:
        return {0: "midnight", 12: "noon"}.get(hour, f"{_HOURS[hour % 12]} o'clock")
    if minute in _MINUTES:
        return f"{_HOURS[hour % 12]} {_MINUTES[minute]}"
    return f"{_PAST[minute]} {_HOURS[(hour + (minute > 30)) % 12]}"
