"""Numbers in Spanish words, as a host says them; where a noun follows they agree with it."""

from enum import StrEnum

# fmt: off
_SMALL = (
    "cero", "uno", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve", "diez",
    "once", "doce", "trece", "catorce", "quince", "dieciséis", "diecisiete", "dieciocho",
    "diecinueve", "veinte", "veintiuno", "veintidós", "veintitrés", "veinticuatro", "veinticinco",
    "veintiséis", "veintisiete", "veintiocho", "veintinueve",
)
_TENS = (
    "", "", "", "treinta", "cuarenta", "cincuenta", "sesenta", "setenta", "ochenta", "noventa",
)
_HUNDREDS = (
    "", "ciento", "doscientos", "trescientos", "cuatrocientos", "quinientos", "seiscientos",
    "setecientos", "ochocientos", "novecientos",
)
_ORDINALS = (
    "", "primer", "segund", "tercer", "cuart", "quint", "sext", "séptim", "octav", "noven", "décim",
)
# fmt: on
LARGEST = 10**12 - 1
"""Beyond it a number is read digit by digit."""


class Counts(StrEnum):
    """What a number counts."""

    NOTHING = ""
    HE = "he"
    """A masculine noun follows: ``veintiún años``."""
    SHE = "she"
    """A feminine noun follows: ``doscientas una canciones``."""


def cardinal(number: int, counts: Counts = Counts.NOTHING) -> str:
    """Spell 0 to `LARGEST`; larger or negative ones digit by digit."""
    if not 0 <= number <= LARGEST:
        return digits(str(abs(number)))
    millions, rest = divmod(number, 10**6)
    words: list[str] = []
    if millions:
        named = "un millón" if millions == 1 else f"{_thousands(millions, Counts.HE)} millones"
        words.append(named)
    if rest or not words:
        words.append(_thousands(rest, counts))
    return " ".join(words)


def ordinal(number: int, *, feminine: bool = False, short: bool = False) -> str:
    """Spell a rank up to ten, ``tercera``; higher ones are said as plain numbers."""
    if not 1 <= number <= 10:
        return cardinal(number)
    stem = _ORDINALS[number]
    if short and stem in {"primer", "tercer"}:
        return stem
    return f"{stem}{'a' if feminine else 'o'}"


def digits(text: str) -> str:
    """Read ASCII digits one by one: "007" is "cero cero siete"."""
    return " ".join(_SMALL[int(digit)] for digit in text)


def decimal(text: str) -> str:
    """Spell "3,05" as "tres coma cero cinco"; the text is digits, one comma or point, digits."""
    sign = "coma" if "," in text else "punto"
    whole, _, fraction = text.replace(",", ".").partition(".")
    return f"{cardinal(int(whole))} {sign} {digits(fraction)}"


def _thousands(number: int, counts: Counts) -> str:
    many, rest = divmod(number, 1000)
    if not many:
        return _below_thousand(rest, counts)
    before = Counts.SHE if counts is Counts.SHE else Counts.HE
    head = "mil" if many == 1 else f"{_below_thousand(many, before)} mil"
    return f"{head} {_below_thousand(rest, counts)}" if rest else head


def _below_thousand(number: int, counts: Counts) -> str:
    many, rest = divmod(number, 100)
    if number == 100:
        return "cien"
    hundreds = _HUNDREDS[many]
    if counts is Counts.SHE and many > 1:
        hundreds = f"{hundreds[:-2]}as"
    parts = (hundreds, _below_hundred(rest, counts) if rest or not many else "")
    return " ".join(filter(None, parts))


def _below_hundred(number: int, counts: Counts) -> str:
    tens, one = divmod(number, 10)
    if number < 30:
        word = _SMALL[number]
    else:
        word = f"{_TENS[tens]} y {_SMALL[one]}" if one else _TENS[tens]
    return _agreeing(word, counts) if one == 1 and number != 11 else word


def _agreeing(word: str, counts: Counts) -> str:
    if counts is Counts.SHE:
        return f"{word[:-1]}a"
    if counts is Counts.HE:
        return f"{word[:-3]}ún" if word == "veintiuno" else word[:-1]
    return word
