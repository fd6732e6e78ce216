"""What becomes of rows: each is something heard, or `Skipped` with where it stands and why."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TypeVar

from dj.model.listening import Listen, Save
from dj.model.track import Skipped

R = TypeVar("R")
H = TypeVar("H", bound=Listen | Save)


def outcomes(
    source: Path, rows: Iterable[tuple[int, R | str]], understand: Callable[[R], H | str]
) -> Iterator[H | Skipped]:
    """Yield what each row says.

    Args:
        source: The file, for `Skipped`.
        rows: Numbered rows; text in place of a row says why it cannot be read.
        understand: Makes something heard of a row, or says why it cannot.
    """
    for number, row in rows:
        found = row if isinstance(row, str) else understand(row)
        if isinstance(found, str):
            yield Skipped(where=f"{source}:{number}", reason=found)
        else:
            yield found


def lacking(artist: str, title: str) -> str:
    """Say which name a row lacks; "" if it has both."""
    if artist and title:
        return ""
    return "has no title." if artist else "has no artist."
