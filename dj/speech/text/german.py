"""German spoken-text rules, in order: each a pattern and what is said instead.

They see prose only: names arrive as single private-use characters, which no pattern matches, so an
English title inside a German sentence stays as it is. Patterns are linear-time; the text is short.
"""

import re
from collections.abc import Callable

from dj.speech.text import german_numbers as numbers
from dj.speech.text.rules import Rule

# fmt: off
MONTHS = (
    "Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober",
    "November", "Dezember",
)
# fmt: on
_MONTH = "(?:" + "|".join(MONTHS) + ")"
_FEMININE = (
    r"Minute|Sekunde|Stunde|Woche|Nacht|Platte|Aufnahme|Stimme|Seite|Playlist|Person|Million"
)
_OTHERS = r"Jahr|Monat|Tag|Lied|Stück|Album|Titel|Mal|Song|Abend|Morgen|Künstlername"
_DATIVE = r"(?:(?<=\bvor )|(?<=\bseit )|(?<=\bnach )|(?<=\bmit )|(?<=\bvon )|(?<=\bin ))"
_UNITS = {
    "min": "Minuten",
    "Min": "Minuten",
    "Std": "Stunden",
    "Sek": "Sekunden",
    "kbit/s": "Kilobit pro Sekunde",
    "kHz": "Kilohertz",
    "Hz": "Hertz",
    "dB": "Dezibel",
    "km": "Kilometer",
}
_SHORT = {
    r"\bz\.\s?B\.": "zum Beispiel",
    r"\bd\.\s?h\.": "das heißt",
    r"\bu\.\s?a\.": "unter anderem",
    r"\busw\b\.?": "und so weiter",
    r"\bbzw\b\.?": "beziehungsweise",
    r"\bca\.": "circa",
    r"\bevtl\.": "eventuell",
    r"\b(?:feat|ft)\b\.?": "mit",
    r"\bvs\b\.?": "gegen",
    r"\bDr\.(?=\s)": "Doktor",
    r"\bSt\.(?=\s[A-Z\ue000-\uf8ff])": "Sankt",
    r"\bDJs?\b": "Didschäi",
    r"\b[Rr]\s?(?:&|and|und|'n')\s?[Bb]\b": "Ar en Bi",
    r"\bEP\b": "E P",
}


def _rule(name: str, pattern: str, say: str | Callable[[re.Match[str]], str]) -> Rule:
    return Rule(name=name, pattern=re.compile(pattern), say=say)


def _int(match: re.Match[str], group: int | str = 1) -> int:
    return int(match[group].replace(".", ""))


def _clock(match: re.Match[str]) -> str:
    hour, minute = int(match["hour"]), int(match["minute"] or 0)
    said = "ein" if hour == 1 else numbers.cardinal(hour)
    return f"{said} Uhr" + (f" {numbers.cardinal(minute)}" if minute else "")


def _length(match: re.Match[str]) -> str:
    minutes, seconds = int(match[1]), int(match[2])
    parts = (_counted(minutes, "Minute"), _counted(seconds, "Sekunde"))
    return " ".join(filter(None, parts)) or "null Sekunden"


def _counted(number: int, noun: str) -> str:
    if not number:
        return ""
    return f"eine {noun}" if number == 1 else f"{numbers.cardinal(number)} {noun}n"


def _date(match: re.Match[str]) -> str:
    ending = "e" if (match["article"] or "").strip().lower() in {"der", "die", "das"} else "en"
    year = f" {numbers.year(int(match['year']))}" if match["year"] else ""
    article = match["article"] or ""
    return f"{article}{numbers.ordinal(int(match['day']), ending)} {match['month']}{year}"


def _iso_date(match: re.Match[str]) -> str:
    month = MONTHS[int(match[2]) - 1]
    return f"{numbers.ordinal(int(match[3]), 'en')} {month} {numbers.year(int(match[1]))}"


def _ranked(match: re.Match[str]) -> str:
    ending = "e" if match[1].lower() in {"der", "die", "das"} else "en"
    return f"{match[1]} {numbers.ordinal(int(match[2]), ending)} "


def _number(match: re.Match[str]) -> str:
    text = match[0].replace(".", "")
    if "," in text:
        return numbers.decimal(text)
    zero_led = len(text) > 1 and text.startswith("0")
    return numbers.digits(text) if zero_led else numbers.cardinal(int(text))


RULES: tuple[Rule, ...] = (
    *(_rule(f"short form {number}", *row) for number, row in enumerate(_SHORT.items())),
    # times and lengths, before anything takes their digits
    _rule("clock", r"\b(?P<hour>[01]?\d|2[0-4])(?:[:.](?P<minute>[0-5]\d))? Uhr\b", _clock),
    _rule("length", r"\b(\d{1,3}):([0-5]\d)\b", _length),
    # dates, decades and years
    _rule("ISO date", r"\b(1\d{3}|20\d\d)-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])\b", _iso_date),
    _rule(
        "day and month",
        r"(?P<article>\b(?:der|die|das|Der) )?\b(?P<day>[12]\d|3[01]|0?[1-9])\. "
        rf"(?P<month>{_MONTH})\b(?: (?P<year>1[1-9]\d\d|20\d\d)\b)?",
        _date,
    ),
    _rule("decade", r"\b(1[1-9]\d0|20\d0|[1-9]0)er\b", lambda m: numbers.decade(_int(m))),
    _rule(
        "years from–to",
        r"\b(1[1-9]\d\d|20\d\d)\s?[-–—]\s?(1[1-9]\d\d|20\d\d)\b",
        lambda m: f"{numbers.year(_int(m))} bis {numbers.year(_int(m, 2))}",
    ),
    _rule(
        "year",
        r"(?<![\d.,:/#-])(1[1-9]\d\d|20\d\d)\b(?![.,:]\d|[%-])",
        lambda m: numbers.year(_int(m)),
    ),
    # the words of music
    _rule("BPM", r"(?<=\d)\s?-?(?:BPM|bpm)\b", " Schläge pro Minute"),
    _rule("number", r"\b(?:Nr|No)\.\s?(?=\d)|(?<!\w)#\s?(?=\d)", "Nummer "),
    _rule("volume", r"\bVol\.\s?(?=\d)", "Volume "),
    _rule("sharp", r"\b([A-Ha-h])[#♯](?!\w)", r"\1is"),
    _rule("flat", r"\b([CDFGcdfg])♭", r"\1es"),
    _rule("flat before a vowel", r"\b([AEae])♭", r"\1s"),
    # signs
    _rule("euros", r"€\s?(\d[\d.,]*)|(\d[\d.,]*)\s?€", lambda m: f"{m[1] or m[2]} Euro"),
    _rule("percent", r"\s?%", " Prozent"),
    _rule("and", r"\s*&\s*", " und "),
    _rule("plus", r"\s*\+\s*", " plus "),
    _rule("slash", r"(?<=\w)/(?=[^\W\d])", " oder "),
    # what is left of the numbers
    _rule("times", r"\b(\d{1,6})-mal\b", lambda m: f"{_stem(_int(m))}mal"),
    _rule(
        "units",
        rf"(?<=\d)\s?({'|'.join(map(re.escape, _UNITS))})\b\.?(?!\w)",
        lambda m: f" {_UNITS[m[1]]}",
    ),
    _rule(
        "rank after its article",
        r"\b([Dd]er|[Dd]ie|[Dd]as|[Dd]en|[Dd]em|[Zz]um|[Zz]ur|[Aa]m|[Ii]m|[Bb]eim|[Vv]om) "
        r"(\d{1,4})\. (?=\w)",
        _ranked,
    ),
    _rule("one, dative", rf"{_DATIVE}1 (?=(?:{_OTHERS})\b)", "einem "),
    _rule("one, dative feminine", rf"{_DATIVE}1 (?=(?:{_FEMININE})\b)", "einer "),
    _rule("one, feminine", rf"(?<![\d.,])1 (?=(?:{_FEMININE})\b)", "eine "),
    _rule("one", rf"(?<![\d.,])1 (?=(?:{_OTHERS})\b)", "ein "),
    _rule("range", r"(?<=\d)\s?[-–—]\s?(?=\d)", " bis "),
    _rule("thousands", r"\b\d{1,3}(?:\.\d{3})+\b(?!,\d)", _number),
    _rule("decimal", r"(?<![\d.,])\d{1,12},\d{1,6}(?![\d,])", _number),
    _rule(
        "version",
        r"(?<![\d.,])(\d{1,4})\.(\d{1,4})(?![\d.])",
        lambda m: numbers.decimal(m[0]),
    ),
    _rule("number in a word", r"(?<=\d)(?=[^\W\d_])|(?<=[^\W\d_])(?=\d)", " "),
    _rule("number in figures", r"\d+", _number),
)


def _stem(number: int) -> str:
    return "ein" if number == 1 else numbers.cardinal(number)
