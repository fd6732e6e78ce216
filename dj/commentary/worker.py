"""Render wordings inside a limited child process; nothing here is trusted to behave.

The parent checks every variant before it comes here. This file assumes that it did not: what the
copy language does not have is refused, the output is cut off, and one failure stops no other.
What is left, the child's limits stop.
"""

from collections.abc import Sequence

from dj.commentary.language.interpreter import (
    CLOSE,
    MAX_MARKED,
    MAX_OUTPUT,
    MIDDLE,
    OPEN,
    Words,
    parse,
    say,
)

__all__ = [
    "CLOSE",
    "MAX_MARKED",
    "MAX_OUTPUT",
    "MIDDLE",
    "OPEN",
    "Answer",
    "Batch",
    "parse",
    "render",
]

Answer = tuple[bool, str]
"""(rendered, marked text), or (failed, what went wrong)."""
Batch = tuple[Sequence[Words], Sequence[tuple[str, int]]]
"""(contexts: namespace → word → value; jobs: source, index of its context)."""


def render(batch: Batch) -> list[Answer]:
    """Render many wordings, one pass each; a wording that fails does not stop the others."""
    contexts, jobs = batch
    return [_one(source, contexts[index]) for source, index in jobs]


def _one(source: str, words: Words) -> Answer:
    try:
        return True, say(source, words)
    except Exception as error:  # noqa: BLE001 - whatever a variant does is one failed wording
        return False, f"{type(error).__name__}: {error}"[:300]
