"""Numbers in English words, as a host says them: American, without "and"."""

# fmt: off
_SMALL = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)
_TENS = (
    "zero", "ten", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
)
# fmt: on
_GROUPS = ((10**9, "billion"), (10**6, "million"), (1000, "thousand"), (100, "hundred"))
_IRREGULAR = {
    "one": "first",
    "two": "second",
    "three": "third",
    "five": "fifth",
    "eight": "eighth",
    "nine": "ninth",
    "twelve": "twelfth",
}
LARGEST = 10**12 - 1
"""Beyond it a number is read digit by digit: nobody hears a trillion."""


def cardinal(number: int) -> str:
    """Spell a whole number >= 0: 116 is "one hundred sixteen".

    Above `LARGEST` the digits are read one by one.
    """
    if number > LARGEST:
        return digits(str(number))
    if number < 20:
        return _SMALL[number]
    if number < 100:
        tens, rest = divmod(number, 10)
        return _TENS[tens] + (f"-{_SMALL[rest]}" if rest else "")
    size, word = next(group for group in _GROUPS if number >= group[0])
    many, rest = divmod(number, size)
    return f"{cardinal(many)} {word}" + (f" {cardinal(rest)}" if rest else "")


def ordinal(number: int) -> str:
    """Spell a rank: 21 is "twenty-first"."""
    words = cardinal(number)
    cut = max(words.rfind(" "), words.rfind("-")) + 1
    head, last = words[:cut], words[cut:]
    if last in _IRREGULAR:
        return head + _IRREGULAR[last]
    return head + (f"{last[:-1]}ieth" if last.endswith("y") else f"{last}th")


def digits(text: str) -> str:
    """Read ASCII digits one by one: "007" is "zero zero seven"."""
    return " ".join(_SMALL[int(digit)] for digit in text)


def decimal(text: str) -> str:
    """Spell "3.05" as "three point zero five"; the text is digits, one point, digits."""
    whole, _, fraction = text.partition(".")
    return f"{cardinal(int(whole))} point {digits(fraction)}"


def year(number: int) -> str:
    """Spell a year 1000 to 2099 in pairs: 1987 is "nineteen eighty-seven"."""
    century, rest = divmod(number, 100)
    if century % 10 == 0 and rest < 10:
        return cardinal(number)
    if rest == 0:
        return f"{cardinal(century)} hundred"
    return f"{cardinal(century)} {'oh ' if rest < 10 else ''}{cardinal(rest)}"


def decade(number: int) -> str:
    """Spell a decade by its first year: 1990 is "nineteen nineties", 2000 "two thousands"."""
    century, rest = divmod(number, 100)
    if rest == 0:
        return f"{cardinal(number)}s" if century % 10 == 0 else f"{cardinal(century)} hundreds"
    return f"{cardinal(century)} {short_decade(rest)}"


def short_decade(tens: int) -> str:
    """Spell a decade without its century: 90 is "nineties", 0 is "two thousands"."""
    if tens == 0:
        return "two thousands"
    words = cardinal(tens)
    return f"{words[:-1]}ies" if words.endswith("y") else f"{words}s"


def pair(number: int) -> str:
    """Spell minutes or seconds after an hour or minute: 5 is "oh five", 30 is "thirty"."""
    return f"oh {cardinal(number)}" if number < 10 else cardinal(number)


_ROMAN = {"i": 1, "v": 5, "x": 10}


def roman(text: str) -> int:
    """Value of a Roman numeral of I, V and X in any case: "XIV" is 14."""
    values = [_ROMAN[letter] for letter in text.lower()]
    following = [*values[1:], 0]
    return sum(-own if own < later else own for own, later in zip(values, following, strict=True))
