"""How many slips of the pen are between two words?

The measure is the optimal string alignment distance (Damerau–Levenshtein with each pair swapped at
most once): letters added, lost, changed or swapped with the next.
"""


def slips_allowed(length: int) -> int:
    """How many slips a name of so many letters may hold: none below 5, two from 10."""
    return 0 if length < 5 else 1 if length < 10 else 2


def slips(one: str, other: str) -> int:
    """Count the slips between two names.

    Example:
        >>> slips("beatles", "baetles")
        1
    """
    one, other = _unlike(one, other)
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        before, last, row = row, before, [i]
        for j, b in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
    return row[-1]


def _unlike(one: str, other: str) -> tuple[str, str]:
    """Cut off what both have at the beginning and the end: it costs no slip."""
    start = _shared(one, other)
    one, other = one[start:], other[start:]
    end = _shared(one[::-1], other[::-1])
    return one[: len(one) - end], other[: len(other) - end]


def _shared(one: str, other: str) -> int:
    pairs = enumerate(zip(one, other, strict=False))
    return next((n for n, (a, b) in pairs if a != b), min(len(one), len(other)))
