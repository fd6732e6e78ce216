"""Spanish spoken-text rules, in order: each a pattern and what is said instead.

They see prose only: names arrive as single private-use characters, which no pattern matches, so an
English title inside a Spanish sentence stays as it is. Patterns are linear-time; the text is short.
"""

import re
from collections.abc import Callable

from dj.speech.text import spanish_numbers as numbers
from dj.speech.text.rules import Rule
from dj.speech.text.spanish_numbers import Counts

# fmt: off
_MONTHS = (
    "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre",
    "octubre", "noviembre", "diciembre",
)
# fmt: on
_MONTH = "(?:" + "|".join(_MONTHS) + "|setiembre)"
_SHE = (
    r"canci[oó]n(?:es)?|vez|veces|pistas?|escuchas?|horas?|semanas?|personas?|palabras?|copias?"
    r"|listas?|noches?|grabaciones|grabación|piezas?|voces|reproducciones"
)
_HE = (
    r"años?|meses|mes|minutos?|segundos?|días?|temas?|discos?|álbum(?:es)?|pulsos?|artistas?"
    r"|grupos?|kilómetros?|mil|millones|compases|golpes?|euros?|pesos?"
)
_UNITS = {
    "min": "minutos",
    "seg": "segundos",
    "kbps": "kilobits por segundo",
    "kHz": "kilohercios",
    "Hz": "hercios",
    "dB": "decibeles",
    "km": "kilómetros",
}
_SHORT = {
    r"\bp\.\s?ej\.": "por ejemplo",
    r"\betc\b\.?": "etcétera",
    r"\baprox\.": "aproximadamente",
    r"\b(?:feat|ft)\b\.?": "con",
    r"\bvs\b\.?": "contra",
    r"\bSr\.(?=\s)": "señor",
    r"\bSra\.(?=\s)": "señora",
    r"\bDr\.(?=\s)": "doctor",
    r"\bDra\.(?=\s)": "doctora",
    r"\bDJs?\b": "diyéi",
    r"\b[Rr]\s?(?:&|and|y|'n')\s?[Bb]\b": "ar an bi",
    r"\bEP\b": "e pe",
}


def _rule(name: str, pattern: str, say: str | Callable[[re.Match[str]], str]) -> Rule:
    return Rule(name=name, pattern=re.compile(pattern), say=say)


def _int(match: re.Match[str], group: int | str = 1) -> int:
    return int(match[group].replace(".", "").replace(",", ""))


def _clock(match: re.Match[str]) -> str:
    hour, minute = int(match["hour"]), int(match["minute"])
    said = numbers.cardinal(hour, Counts.SHE)
    return said + (f" y {numbers.cardinal(minute)}" if minute else "")


def _length(match: re.Match[str]) -> str:
    parts = [
        f"{numbers.cardinal(n, Counts.HE)} {noun}{'' if n == 1 else 's'}"
        for n, noun in ((int(match[1]), "minuto"), (int(match[2]), "segundo"))
        if n
    ]
    return " y ".join(parts) or "cero segundos"


def _iso_date(match: re.Match[str]) -> str:
    day = "primero" if match[3] == "01" else numbers.cardinal(int(match[3]))
    month = _MONTHS[int(match[2]) - 1]
    return f"{day} de {month} de {numbers.cardinal(int(match[1]))}"


def _rank(match: re.Match[str]) -> str:
    return numbers.ordinal(
        int(match[1]), feminine=match[2] in {"ª", "a", "ra", "da"}, short=match[2] in {"er", "ᵉʳ"}
    )


def _counted(counts: Counts) -> Callable[[re.Match[str]], str]:
    return lambda match: numbers.cardinal(_int(match), counts)


def _plain(match: re.Match[str]) -> str:
    return numbers.cardinal(_int(match, 0))


def _number(match: re.Match[str]) -> str:
    zero_led = len(match[0]) > 1 and match[0].startswith("0")
    return numbers.digits(match[0]) if zero_led else numbers.cardinal(int(match[0]))


_FIGURE = r"(?<![\d.,])(\d{1,3}(?:[.,]\d{3})+|\d{1,12})"

RULES: tuple[Rule, ...] = (
    *(_rule(f"short form {number}", *row) for number, row in enumerate(_SHORT.items())),
    # times and lengths, before anything takes their digits
    _rule(
        "clock",
        r"(?:(?<=\bla )|(?<=\blas ))(?P<hour>[01]?\d|2[0-3]):(?P<minute>[0-5]\d)(?: h(?:oras)?\b)?",
        _clock,
    ),
    _rule("length", r"\b(\d{1,3}):([0-5]\d)\b", _length),
    # dates, decades and years
    _rule("ISO date", r"\b(1\d{3}|20\d\d)-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])\b", _iso_date),
    _rule("first of a month", rf"\b1 (?=de {_MONTH}\b)", "primero "),
    _rule(
        "years from–to",
        r"\b(1[1-9]\d\d|20\d\d)\s?[-–—]\s?(1[1-9]\d\d|20\d\d)\b",
        lambda m: f"{numbers.cardinal(_int(m))} a {numbers.cardinal(_int(m, 2))}",
    ),
    # the words of music
    _rule("BPM", r"(?<=\d)\s?-?(?:BPM|bpm)\b", " pulsos por minuto"),
    _rule(
        "number",
        r"\b(?:[Nn]úm|No|[Nn]ro)\.\s?(?=\d)|\b[Nn]\.?º\s?(?=\d)|(?<!\w)#\s?(?=\d)",
        "número ",
    ),
    _rule("volume", r"\b[Vv]ol\.\s?(?=\d)", "volumen "),
    _rule("sharp", r"(?<=\w)[#♯](?!\w)", " sostenido"),
    _rule("flat", r"(?<=\w)♭", " bemol"),
    # signs
    _rule("euros", r"€\s?(\d[\d.,]*)|(\d[\d.,]*)\s?€", lambda m: f"{m[1] or m[2]} euros"),
    _rule("percent", r"\s?%", " por ciento"),
    _rule("and before an i", r"\s*&\s*(?=[iIíÍ](?![aeouAEOU]))", " e "),
    _rule("and", r"\s*&\s*", " y "),
    _rule("plus", r"\s*\+\s*", " más "),
    _rule("slash", r"(?<=\w)/(?=[^\W\d])", " o "),
    # what is left of the numbers
    _rule(
        "units",
        rf"(?<=\d)\s?({'|'.join(_UNITS)})\b\.?(?!\w)",
        lambda m: f" {_UNITS[m[1]]}",
    ),
    _rule("rank", r"\b(\d{1,4})\.?(º|ª|ᵉʳ|er|ra|da|do|ro|to|ta)\b", _rank),
    _rule("rank with a sign", r"\b(\d{1,4})\.?(º|ª|°)", _rank),
    _rule("counted, feminine", rf"{_FIGURE}(?= (?:{_SHE})\b)", _counted(Counts.SHE)),
    _rule("counted, masculine", rf"{_FIGURE}(?= (?:{_HE})\b)", _counted(Counts.HE)),
    _rule("range", r"(?<=\d)\s?[-–—]\s?(?=\d)", " a "),
    _rule("thousands", r"\b\d{1,3}(?:[.,]\d{3})+\b(?![.,]\d)", _plain),
    _rule(
        "decimal", r"(?<![\d.,])\d{1,12}[.,]\d{1,6}(?![\d.,]\d)", lambda m: numbers.decimal(m[0])
    ),
    _rule("number in a word", r"(?<=\d)(?=[^\W\d_])|(?<=[^\W\d_])(?=\d)", " "),
    _rule("number in figures", r"\d+", _number),
)
