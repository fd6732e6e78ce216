"""English spoken-text rules, in order: each a pattern and what is said instead.

They see prose only. Names arrive as single private-use characters, which no pattern matches, and
are put back afterwards. Patterns are linear-time; the text is short.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from dj.speech.text import numbers

_Say = str | Callable[[re.Match[str]], str]
# fmt: off
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)
# fmt: on
_MONTH = "(" + "|".join(f"{m}|{m[:3]}\\.?" if len(m) > 4 else m for m in _MONTHS) + "|Sept\\.?)"
_COUNTED = (
    r"times|plays|songs|tracks|tunes|people|listeners|fans|artists|albums|records|minutes|hours"
    r"|seconds|days|weeks|months|miles|copies|streams|listens|beats|dollars|words|points|others"
)
_NOT_YEAR = r"(?:over|nearly|almost|about|than|exactly|least|most)"
_UNITS = {
    "min": "minutes",
    "mins": "minutes",
    "sec": "seconds",
    "secs": "seconds",
    "hr": "hours",
    "hrs": "hours",
    "kbps": "kilobits per second",
    "kHz": "kilohertz",
    "Hz": "hertz",
    "dB": "decibels",
    "km": "kilometers",
}
_MONEY = {"$": "dollar", "€": "euro", "£": "pound"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One row of the table."""

    name: str
    pattern: re.Pattern[str]
    say: _Say


def apply(text: str) -> str:
    """Read prose aloud in words: all rules, in order."""
    for rule in RULES:
        text = rule.pattern.sub(rule.say, text)
    return text


def _rule(name: str, pattern: str, say: _Say, flags: int = 0) -> Rule:
    return Rule(name=name, pattern=re.compile(pattern, flags), say=say)


def _int(match: re.Match[str], group: int | str = 1) -> int:
    return int(match[group].replace(",", ""))


def _half(match: re.Match[str]) -> str:
    return "AM" if match["half"].lower() == "a" else "PM"


def _clock_12(match: re.Match[str]) -> str:
    minute = int(match["minute"] or 0)
    tail = f" {numbers.pair(minute)}" if minute else ""
    return f"{numbers.cardinal(int(match['hour']))}{tail} {_half(match)}"


def _clock_24(match: re.Match[str]) -> str:
    hour, minute = int(match["hour"]), int(match["minute"])
    if hour == 0:
        return f"twelve {numbers.pair(minute)} AM" if minute else "midnight"
    if minute == 0:
        return f"{numbers.cardinal(hour)} o'clock" if hour <= 12 else f"{_count(hour, 'hundred')}"
    return f"{numbers.cardinal(hour)} {numbers.pair(minute)}"


def _length(match: re.Match[str]) -> str:
    parts = [int(part) for part in match[0].split(":")]
    names = ("hour", "minute", "second")[-len(parts) :]
    said = [_count(n, f"{name}{'' if n == 1 else 's'}") for n, name in zip(parts, names, strict=True) if n]  # fmt: skip  # noqa: E501
    if len(parts) == 2 and all(parts):
        return f"{said[0]} {numbers.cardinal(parts[1])}"
    return " ".join(said) or "no time at all"


def _count(number: int, noun: str) -> str:
    return f"{numbers.cardinal(number)} {noun}"


def _month(text: str) -> str:
    return next(month for month in _MONTHS if month[:3] == text[:3])


def _date(match: re.Match[str]) -> str:
    year = f", {numbers.year(int(match['year']))}" if match["year"] else ""
    return f"{_month(match['month'])} {numbers.ordinal(int(match['day']))}{year}"


def _iso_date(match: re.Match[str]) -> str:
    month = _MONTHS[int(match[2]) - 1]
    return f"{month} {numbers.ordinal(int(match[3]))}, {numbers.year(int(match[1]))}"


def _decade(match: re.Match[str]) -> str:
    return numbers.decade(int(match[1]))


def _short_decade(match: re.Match[str]) -> str:
    tens = int(match[1])
    return "twenty tens" if tens == 10 else numbers.short_decade(tens)


def _number(match: re.Match[str]) -> str:
    text = match[0].replace(",", "")
    if "." in text:
        return numbers.decimal(text)
    zero_led = len(text) > 1 and text.startswith("0")
    return numbers.digits(text) if zero_led else numbers.cardinal(int(text))


def _money(match: re.Match[str]) -> str:
    name = _MONEY[match[1]]
    return f"{match[2]} {name}{'' if match[2] == '1' else 's'}"


def _key(match: re.Match[str]) -> str:
    sign = {"#": " sharp", "♯": " sharp", "b": " flat", "♭": " flat"}.get(match["sign"] or "", "")
    mode = match["mode"] or ""
    said = {"m": " minor", "min": " minor", "maj": " major"}.get(mode, f" {mode}" if mode else "")
    tonic = "eigh" if match["tonic"] == "A" else match["tonic"]
    return f"{tonic}{sign}{said}"


def _part(word: str) -> Callable[[re.Match[str]], str]:
    def say(match: re.Match[str]) -> str:
        value = match[1]
        return f"{word} {numbers.cardinal(numbers.roman(value) if value.isalpha() else int(value))}"

    return say


_PART = r"\.?\s*(\d{1,3}|[IVX]{1,5})\b"
_AT = r"(?:(?<=\bat )|(?<=\bby )|(?<=\btill )|(?<=\buntil )|(?<=\bpast )|(?<=\bbefore )|(?<=\bafter )|(?<=\bsince )|(?<=\baround )|(?<=\bjust )|(?<=\bit's )|(?<=\bis )|(?<=\bnow )|(?<=\bclock )|(?<=\bnearly )|(?<=\balmost ))"  # fmt: skip  # noqa: E501

RULES: tuple[Rule, ...] = (
    # times of day and lengths, before anything takes their digits
    _rule(
        "clock, 12 hours",
        r"\b(?P<hour>1[0-2]|0?[1-9])(?::(?P<minute>[0-5]\d))?\s?(?P<half>[ap])\.?m\b\.?",
        _clock_12,
        re.IGNORECASE,
    ),
    _rule("hour and length", r"\b\d{1,2}:[0-5]\d:[0-5]\d\b", _length),
    _rule(
        "clock, 24 hours",
        rf"(?i:{_AT})(?P<hour>[01]?\d|2[0-3]):(?P<minute>[0-5]\d)\b(?! (?:long|of|minutes|into)\b)",
        _clock_24,
    ),
    _rule("length", r"\b\d{1,3}:[0-5]\d\b", _length),
    # dates, decades and years
    _rule("ISO date", r"\b(1\d{3}|20\d\d)-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])\b", _iso_date),
    _rule(
        "month and day",
        rf"\b(?P<month>{_MONTH}) (?P<day>[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?\b"
        r"(?:,? (?P<year>1[5-9]\d\d|20\d\d)\b)?",
        _date,
    ),
    _rule(
        "day and month",
        rf"\b(?:the )?(?P<day>[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)? (?:of )?(?P<month>{_MONTH})\b"
        r"(?:,? (?P<year>1[5-9]\d\d|20\d\d)\b)?",
        _date,
    ),
    _rule("decade", r"\b(1[5-9]\d0|20[0-9]0)['’]?s\b", _decade),
    _rule("short decade", r"(?:(?<!\w)['’]|\b)([1-9]0|00)['’]?s\b", _short_decade),
    _rule("short year", r"(?<!\w)['’](\d\d)\b", lambda m: numbers.pair(_int(m))),
    _rule(
        "years from–to",
        r"\b(1[5-9]\d\d|20\d\d)\s?[-–—]\s?(1[5-9]\d\d|20\d\d)\b",
        lambda m: f"{numbers.year(_int(m))} to {numbers.year(_int(m, 2))}",
    ),
    _rule(
        "year after a preposition",
        r"(?i:\b(in|from|of|since|by|until|before|after|around|circa|year|to|and)) "
        rf"(1[0-9]\d\d|20\d\d)\b(?![.,:]?\d|-| (?:{_COUNTED})\b)",
        lambda m: f"{m[1]} {numbers.year(_int(m, 2))}",
    ),
    _rule(
        "bare year",
        rf"(?<![\d.,#$€£:/-])(?<!\bNo\. )(?<!\bNo\.)(?<!than )(?<!over )(?<!nearly )(?<!almost )"
        rf"(?<!least )(?<!exactly )(?<!about )\b(19\d\d|20\d\d)\b(?![.,:]?\d|[%/-]"
        rf"| (?i:{_COUNTED}|BPM)\b)",
        lambda m: numbers.year(_int(m)),
    ),
    # the words of music
    _rule("BPM after a number", r"(?<=\d)\s?-?BPM\b", " beats per minute", re.IGNORECASE),
    _rule("BPM", r"\bBPM\b", "beats per minute"),
    _rule(
        "number one",
        r"\b(?:No|Nr)\.?\s?(\d+)\b|(?<!\w)#\s?(\d+)\b",
        lambda m: f"number {m[1] or m[2]}",
        re.IGNORECASE,
    ),
    _rule("volume", rf"\b[Vv]ol{_PART}", _part("volume")),
    _rule("part", rf"\b[Pp]t{_PART}", _part("part")),
    _rule("opus", rf"\b[Oo]p{_PART}", _part("opus")),
    _rule(
        "part in Roman",
        r"\b(?:[Pp]art|[Vv]olume|[Cc]hapter|[Mm]ovement) ([IVX]{1,5})\b",
        lambda m: f"{m[0].split()[0]} {numbers.cardinal(numbers.roman(m[1]))}",
    ),
    _rule("featuring", r"\b(?:feat|ft)\b\.?", "featuring", re.IGNORECASE),
    _rule("versus", r"\bvs?\.|\bvs\b", "versus", re.IGNORECASE),
    _rule("without", r"(?<!\w)w/o(?=\s)", "without", re.IGNORECASE),
    _rule("with", r"(?<!\w)w/\s*", "with ", re.IGNORECASE),
    _rule(
        "key with a sign",
        r"\b(?P<tonic>[A-G])(?P<sign>[#♯♭]|b(?=m?(?:in|aj)?\b))"
        r"(?:\s?(?P<mode>minor|major|min|maj|m)\b)?(?!\w)",
        _key,
    ),
    _rule(
        "key in full",
        r"\b(?P<tonic>[A-G])(?P<sign>) (?P<mode>minor|major|flat|sharp)\b",
        _key,
    ),
    _rule("key after in", r"(?<=\bin )(?P<tonic>[A-G])(?P<sign>)(?P<mode>m|min|maj)\b", _key),
    _rule("key of", r"(?<=\bkey of )(?P<tonic>[A-G])(?P<sign>)(?P<mode>m|min|maj)?\b", _key),
    _rule("R&B", r"\bR\s?(?:&|'n'|’n’)\s?B\b", "R and B"),
    _rule("rock 'n' roll", r"(?<=\w)\s*['’][nN]['’]\s*(?=\w)", " and "),
    _rule("inches", r"\b(7|10|12)[\"″”](?=\s|$|[.,])", r"\1-inch"),
    # initialisms and short forms
    _rule("dotted letters", r"\b(?:[A-Z]\.){2,}(?!\w)", lambda m: m[0].replace(".", "")),
    _rule("aka", r"\b[aA]\.?k\.?a\b\.?", "also known as"),
    _rule("for example", r"\be\.g\.", "for example"),
    _rule("that is", r"\bi\.e\.", "that is"),
    _rule("and so on", r"\betc\b\.?", "and so on"),
    _rule("about", r"\b(?:approx|ca)\.", "about"),
    _rule("Mister", r"\bMr\b\.?", "Mister"),
    _rule("Missus", r"\bMrs\b\.?", "Missus"),
    _rule("Doctor", r"\bDr\b\.?(?=\s)", "Doctor"),
    _rule("Saint", r"\bSt\.(?=\s[A-Z\ue000-\uf8ff])", "Saint"),
    # signs
    _rule("money", r"([$€£])\s?(\d[\d,]*(?:\.\d+)?)", _money),
    _rule("percent", r"\s?%", " percent"),
    _rule("twenty-four seven", r"\b24/7\b", "twenty-four seven"),
    _rule("half", r"\b1[/⁄]2\b|½", "one half"),
    _rule("and", r"\s*&\s*", " and "),
    _rule("plus", r"\s*\+\s*", " plus "),
    _rule("at", r"(?<=\s)@(?=\s)", "at"),
    _rule("slash", r"(?<=\w)/(?=\w)", " or "),
    # what is left of the numbers
    _rule(
        "one unit",
        r"(?<![\d.,])1\s?(min|sec|hr)\b\.?(?!\w)",
        lambda m: f"one {_UNITS[m[1]][:-1]}",
    ),
    _rule(
        "units",
        rf"(?<=\d)\s?({'|'.join(_UNITS)})\b\.?(?!\w)",
        lambda m: f" {_UNITS[m[1]]}",
    ),
    _rule(
        "ordinal",
        r"\b(\d{1,6})(?:st|nd|rd|th)\b",
        lambda m: numbers.ordinal(_int(m)),
    ),
    _rule("range", r"(?<=\d)\s?[-–—]\s?(?=\d)", " to "),
    _rule("thousands", r"\b\d{1,3}(?:,\d{3})+\b(?!\.\d)", _number),
    _rule("decimal", r"(?<![\d.])\d{1,12}\.\d{1,6}(?![\d.])", _number),
    _rule("number in a word", r"(?<=\d)(?=[A-Za-z])|(?<=[A-Za-z])(?=\d)", " "),
    _rule("number", r"\d+", _number),
)
