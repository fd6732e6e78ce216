"""What is wrong with lines as they are said: too long, empty, never, or with slips of the pen."""

import re
from collections.abc import Iterable, Iterator

from dj.commentary.checks.tried import Preview
from dj.commentary.findings import Finding, silenced
from dj.commentary.lines import Line

FALLS_BACK = frozenset({"very long title", "hostile title"})
"""Situations left out of the length check: there the runtime falls back to shorter lines."""
_SLIP = re.compile(r"[,;:][,;:.!?]|(?<!\.)\.\.(?!\.)|[!?]{2,}")
"""What rendering leaves as it is; doubled space and space before a mark it puts right itself."""
_SMALL = re.compile(r"(?:^|(?<=\w{2}[.!?]\s))[^\W\d_]")
"""The first letter of a sentence."""


def said(rows: Iterable[Preview], lines: Iterable[Line]) -> Iterator[Finding]:
    """Yield a finding for each variant and fault, with the first situation that shows it."""
    by_key = {line.key: line for line in lines}
    seen: set[tuple[tuple[str, int], str]] = set()
    reached: set[tuple[str, int]] = set()
    texts: set[tuple[object, ...]] = set()
    for row in rows:
        key = (row.line, row.variant)
        line = by_key[key]
        reached.add(key)
        text = (row.line, row.variant, row.text, row.situation in FALLS_BACK)
        if text in texts:
            continue
        texts.add(text)
        for code, message, remedy in _faults(row, line.front.max_s):
            if (key, code) not in seen and code not in silenced(line.source):
                seen.add((key, code))
                yield _finding(line, code, f"in {row.situation!r} {message}.", remedy)
    for key, line in by_key.items():
        if key not in reached:
            yield _finding(line, "TPL022", "no situation of the matrix satisfies what it needs.",
                           "Check needs for a combination that cannot happen.")  # fmt: skip


def _faults(row: Preview, max_s: float) -> Iterator[tuple[str, str, str]]:
    if row.error or not row.text:
        yield ("TPL021", f"it gives nothing: {row.error or 'empty'}",
               "Add an else, or a condition to needs.")  # fmt: skip
    elif row.seconds > max_s and row.situation not in FALLS_BACK:
        yield ("TPL020", f"it takes {row.seconds:.1f} s, more than max_s {max_s:g}",
               "Shorten it, or raise max_s.")  # fmt: skip
    fixed = _fixed(row)
    slip = _SLIP.search(fixed)
    if slip:
        yield ("TPL026", f"{slip.group()!r} is said: doubled space or punctuation",
               "Look at what stands around the slots.")  # fmt: skip
    for first in _SMALL.finditer(fixed):
        if first.group().islower():
            yield ("TPL032", f"a sentence begins small: {row.text[:40]!r}",
                   "Write |sentence after the slot.")  # fmt: skip


def _fixed(row: Preview) -> str:
    """Return the text with a word for each name, which is written as its owner likes."""
    out, at = "", 0
    for trace in row.traces:
        out += row.text[at : trace.start] + ("Xx" if trace.is_name else trace.text)
        at = trace.start + len(trace.text)
    return out + row.text[at:]


def _finding(line: Line, code: str, message: str, remedy: str) -> Finding:
    return Finding(code=code, where=line.where, column=1, message=message, remedy=remedy)
