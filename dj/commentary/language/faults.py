"""What is wrong with a variant, where it stands, and which word was meant."""

import re
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache

from dj.commentary.context import WORDS


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One thing that is wrong with a variant."""

    line: int
    """Within the variant, from 1."""
    column: int
    """From 1; 1 where nothing on the line shows it."""
    code: str
    message: str
    remedy: str


@lru_cache(maxsize=256)
def hint(path: str) -> str:
    """Name the word that was probably meant."""
    close = get_close_matches(path, WORDS, n=1)
    return f"Did you mean {close[0]}?" if close else "See the dictionary in the README."


def placed(rows: list[str], first: int, last: int, shown: str) -> tuple[int, int]:
    """Find line and column, from 1, of what is shown between two lines of a variant."""
    whole = re.compile(rf"(?<!\w){re.escape(shown)}(?!\w)", re.IGNORECASE)
    for pattern in (whole, re.compile(re.escape(shown))) if shown else ():
        for line in range(first, min(last, len(rows)) + 1):
            found = pattern.search(rows[line - 1])
            if found:
                return line, found.start() + 1
    return first, 1
