"""German: times, dates, keys and names, in forms that need no case from the sentence around."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from dj.commentary.tongues.tongue import Hedge
from dj.model.dates import PartialDate
from dj.model.tonality import Key, Mode

_HOURS = ("zwölf", "eins", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun",
          "zehn", "elf")  # fmt: skip
_MINUTES = {5: "fünf", 10: "zehn", 15: "Viertel", 20: "zwanzig"}
_LENGTHS = {1: "etwa eine Minute", 30: "etwa eine halbe Stunde",
            45: "etwa eine Dreiviertelstunde", 60: "etwa eine Stunde",
            90: "etwa anderthalb Stunden", 120: "etwa zwei Stunden",
            180: "etwa drei Stunden"}  # fmt: skip
_DECADES = {1920: "Zwanzigern", 1930: "Dreißigern", 1940: "Vierzigern", 1950: "Fünfzigern",
            1960: "Sechzigern", 1970: "Siebzigern", 1980: "Achtzigern",
            1990: "Neunzigern"}  # fmt: skip
_MAJOR = ("C", "Des", "D", "Es", "E", "F", "Fis", "G", "As", "A", "B", "H")
_MINOR = ("c", "cis", "d", "es", "e", "f", "fis", "g", "gis", "a", "b", "h")
_NOTES = {
    "spoken_time": "after »Es ist«",
    "length": "after »dauert« or alone; its number is open, so no verb agrees with it",
    "weekday": "after »am«, or alone",
    "away": "dative: after »vor«, »seit«, »nach«",
    "decade": "dative: after »aus den«, »in den«",
    "last_heard": "whole, without a preposition before it",
    "first_heard": "whole, without a preposition before it",
    "released_on": "whole, without a preposition before it",
    "recorded_in": "whole, without a preposition before it",
    "formed_in": "whole, without a preposition before it",
    "since": "after »seit«",
    "voice": "nominative or accusative",
    "genre": "as tagged: begin it with `| sentence`, or put »Stichwort« before it",
    "recorded_with": "dative, after »mit«",
    "written_for": "accusative, after »für«",
    "inspired_by": "dative, after »von«",
    "instrument": "nominative, after a colon or »ist«",
    "studio_note": "a sentence after a colon",
    "editors_note": "a sentence after a colon",
    "artist_says": "a sentence after a colon",
    "heard_live": "a sentence after a colon",
    "active": "after »ist zurzeit«",
}
_EXAMPLES = {
    "title": "Alte Bekannte", "decade": "Neunzigern", "genre": "soul", "last_heard": "im März",
    "away": "ungefähr 2 Jahren", "first_heard": "im Jahr 2019", "key": "a-Moll",
    "voice": "eine Frauenstimme", "mood": "sanft", "released_on": "im März 1994",
    "recorded_in": "im Jahr 1993", "formed_in": "im Jahr 1987", "since": "2019",
    "daypart": "Abend", "spoken_time": "kurz vor halb acht", "length": "etwa eine Stunde",
    "active": "mit einem Streichquartett unterwegs",
    "artist_says": "wir haben es auf der Nachtfähre geschrieben",
    "heard_live": "das Lied kam ganz allein am Klavier",
    "recorded_with": "einem geliehenen Klavier", "written_for": "einen Kurzfilm",
    "inspired_by": "einer Nachtfähre", "instrument": "ein Harmonium",
    "studio_note": "alle spielten zusammen in einem Raum",
    "editors_note": "die Bassklarinette kommt spät dazu",
}  # fmt: skip


class German:
    """The words of German hosts."""

    language = "de"
    weekdays: Sequence[str] = ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag",
                               "Samstag", "Sonntag")  # fmt: skip
    months: Sequence[str] = ("Januar", "Februar", "März", "April", "Mai", "Juni", "Juli",
                             "August", "September", "Oktober", "November",
                             "Dezember")  # fmt: skip
    dayparts: Mapping[str, str] = MappingProxyType(
        {"morning": "Morgen", "afternoon": "Nachmittag", "evening": "Abend", "night": "Nacht"}
    )
    voices: Mapping[str, str] = MappingProxyType(
        {"woman": "eine Frauenstimme", "man": "eine Männerstimme"}
    )
    moods: Mapping[str, str] = MappingProxyType({"mellow": "sanft", "ambient": "sphärisch"})
    this_session = "Musik für dich"
    your_host = "deine Moderation"
    earlier_this_month = "in diesem Monat"
    last_year = "im vergangenen Jahr"
    notes: Mapping[str, str] = MappingProxyType(_NOTES)
    examples: Mapping[str, str] = MappingProxyType(_EXAMPLES)

    def clock(self, hour: int, minute: int, hedge: Hedge) -> str:
        """Say ``kurz vor halb acht``, ``gleich zehn nach sieben`` or ``ungefähr sieben Uhr``."""
        return f"{_hedge(minute, hedge)} {_mark(hour, minute)}"

    def length(self, minutes: int | None) -> str:
        """Say ``etwa eine Stunde``."""
        if minutes is None:
            return "ein paar Stunden"
        return _LENGTHS.get(minutes, f"etwa {minutes} Minuten")

    def in_month(self, month: int) -> str:
        """Say ``im März``."""
        return f"im {self.months[month - 1]}"

    def when(self, date: PartialDate) -> str:
        """Say ``im Jahr 1994``, ``im März 1994`` or ``am 21. März 1994``."""
        if not date.month:
            return f"im Jahr {date.year}"
        month = f"{self.months[date.month - 1]} {date.year}"
        return f"am {date.day}. {month}" if date.day else f"im {month}"

    def span(self, *, months: int = 0, years: int = 0, more: bool = False) -> str:
        """Say ``ungefähr 5 Monaten``, ``mehr als einem Jahr`` or ``ungefähr 2 Jahren``."""
        if months:
            return f"ungefähr {months} Monaten"
        if more:
            return "mehr als einem Jahr"
        return "ungefähr einem Jahr" if years == 1 else f"ungefähr {years} Jahren"

    def decade(self, year: int) -> str | None:
        """Name ``Neunzigern``; nothing before 1920 and after 1999."""
        return _DECADES.get(year // 10 * 10)

    def key(self, key: Key) -> str:
        """Name ``fis-Moll`` or ``B-Dur``."""
        return f"{_MAJOR[key.tonic]}-Dur" if key.mode is Mode.MAJOR else f"{_MINOR[key.tonic]}-Moll"

    def joined(self, names: Sequence[str]) -> str:
        """Join ``Tom``, ``Tom und Ines`` or ``Tom, Ines und Ray``."""
        *others, last = names
        return f"{', '.join(others)} und {last}" if others else last


def _hedge(minute: int, hedge: Hedge) -> str:
    """``kurz vor zehn nach sieben`` is no German, so only full, half and quarter hours have it."""
    if hedge is Hedge.BEFORE:
        return "kurz vor" if minute % 30 == 0 else "gleich"
    return "kurz nach" if hedge is Hedge.AFTER and minute % 30 == 0 else "ungefähr"


def _mark(hour: int, minute: int) -> str:
    this, following = _HOURS[hour % 12], _HOURS[(hour + 1) % 12]
    if minute == 0:
        name = "ein" if this == "eins" else this
        return {0: "Mitternacht", 12: "zwölf Uhr mittags"}.get(hour, f"{name} Uhr")
    if minute <= 20:
        return f"{_MINUTES[minute]} nach {this}"
    half = {25: "fünf vor halb", 30: "halb", 35: "fünf nach halb"}
    return f"{half[minute] if minute in half else _MINUTES[60 - minute] + ' vor'} {following}"
