"""Does each greeting say what is speaking, and whose words they are, whatever else is true?"""

from collections.abc import Iterable, Iterator, Sequence

from dj.commentary.checks.tried import Preview
from dj.commentary.disclosure import discloses, names_editors, names_voice
from dj.commentary.findings import Finding
from dj.commentary.lines import Line
from dj.model.script import BreakKind


def disclosing(rows: Iterable[Preview], lines: Sequence[Line]) -> Iterator[Finding]:
    """Yield a finding for each greeting that leaves open what speaks, in some situation at least.

    One that speaks of no voice is for captions, and owes only that editors wrote it.

    Args:
        rows: The lines as they are said.
        lines: Of a pack.
    """
    greetings = {line.key: line for line in lines if line.front.situation is BreakKind.OPENING}
    seen: set[tuple[str, int]] = set()
    for row in rows:
        line = greetings.get((row.line, row.variant))
        if line is None or line.key in seen or not row.text:
            continue
        if not _tells(row.text, aloud=names_voice(line.source)):
            seen.add(line.key)
            yield Finding(code="TPL033", where=line.where, column=1,
                          message=f"in {row.situation!r} it leaves open what speaks.",
                          remedy="Say that the voice is synthetic, and that editors wrote the"
                          " words.")  # fmt: skip
    yield from _unspoken(list(greetings.values()))


def _tells(text: str, *, aloud: bool) -> bool:
    return discloses(text) if aloud else names_editors(text)


def _unspoken(greetings: Sequence[Line]) -> Iterator[Finding]:
    """A language whose greetings are all for captions leaves a voice without one."""
    for language in sorted({line.front.language for line in greetings}):
        own = [line for line in greetings if line.front.language == language]
        if not any(line.needs_nothing and discloses(line.source) for line in own):
            yield Finding(code="TPL033", where="opening/",
                          message=f"no greeting in {language!r} without needs is for a voice.",
                          remedy="Add one that says what speaks.")  # fmt: skip
