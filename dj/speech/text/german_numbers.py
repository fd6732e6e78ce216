"""Numbers in German words, as a host says them."""

# fmt: off
_SMALL = (
    "null", "ein", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn", "elf",
    "zwölf", "dreizehn", "vierzehn", "fünfzehn", "sechzehn", "siebzehn", "achtzehn", "neunzehn",
)
_TENS = (
    "", "", "zwanzig", "dreißig", "vierzig", "fünfzig", "sechzig", "siebzig", "achtzig", "neunzig",
)
_LARGE = ((10**9, "Milliarde", "Milliarden"), (10**6, "Million", "Millionen"))
_ORDINALS = {1: "erst", 3: "dritt", 7: "siebt", 8: "acht"}
# fmt: on
LARGEST = 10**12 - 1
"""Beyond it a number is read digit by digit."""


def cardinal(number: int) -> str:
    """Spell 0 to `LARGEST`; larger or negative ones digit by digit: 1994 has no pause inside."""
    if not 0 <= number <= LARGEST:
        return digits(str(abs(number)))
    words: list[str] = []
    for size, one, many in _LARGE:
        count, number = divmod(number, size)
        if count:
            words.append(f"eine {one}" if count == 1 else f"{_thousands(count)} {many}")
    if number or not words:
        words.append(_ended(_thousands(number)))
    return " ".join(words)


def year(number: int) -> str:
    """Spell a year: 1987 is "neunzehnhundertsiebenundachtzig", 2019 "zweitausendneunzehn"."""
    if not 1100 <= number <= 1999:
        return cardinal(number)
    century, rest = divmod(number, 100)
    return f"{_below_hundred(century)}hundert{_ended(_below_hundred(rest)) if rest else ''}"


def ordinal(number: int, ending: str = "e") -> str:
    """Spell a rank with its ending: 21 is "einundzwanzigste", with "en" "einundzwanzigsten"."""
    rest = number % 100
    if 0 < rest < 20:
        head = _thousands(number - rest) if number > rest else ""
        return f"{head}{_ORDINALS.get(rest, _SMALL[rest] + 't')}{ending}"
    return f"{_thousands(number)}st{ending}"


def decade(number: int) -> str:
    """Spell a decade by its first year: 1990 is "neunzehnhundertneunziger", 90 "neunziger"."""
    return f"{year(number) if number > 99 else _below_hundred(number)}er"


def digits(text: str) -> str:
    """Read ASCII digits one by one: "007" is "null null sieben"."""
    return " ".join(_ended(_SMALL[int(digit)]) for digit in text)


def decimal(text: str) -> str:
    """Spell "3,05" as "drei Komma null fünf"; the text is digits, one comma or point, digits."""
    sign = "Komma" if "," in text else "Punkt"
    whole, _, fraction = text.replace(",", ".").partition(".")
    return f"{cardinal(int(whole))} {sign} {digits(fraction)}"


def _ended(word: str) -> str:
    """``ein`` alone, or at the end of a number, is ``eins``."""
    return f"{word}s" if word.endswith("ein") else word


def _thousands(number: int) -> str:
    many, rest = divmod(number, 1000)
    head = f"{'' if many == 1 else _below_thousand(many)}tausend" if many else ""
    return head + (_below_thousand(rest) if rest or not many else "")


def _below_thousand(number: int) -> str:
    many, rest = divmod(number, 100)
    head = f"{'' if many == 1 else _SMALL[many]}hundert" if many else ""
    return head + (_below_hundred(rest) if rest or not many else "")


def _below_hundred(number: int) -> str:
    if number < 20:
        return _SMALL[number]
    tens, one = divmod(number, 10)
    return f"{_SMALL[one]}und{_TENS[tens]}" if one else _TENS[tens]
