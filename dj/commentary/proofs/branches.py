"""Which way a line took: a mark at the start of every branch, carried through the one worker.

Marks are private-use characters in the fixed wording. Values never hold any, since `speakable`
takes them out; so what comes back tells the branches that were taken, and nothing is called.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

FIRST_MARK = 0xE100
"""Mark of the first branch; slots use the characters below it."""
LAST_MARK = 0xF8FF

_TAG = re.compile(
    r"\{#.*?#\}|\{%[-+]?\s*(?P<tag>if|elif|else|endif)\b"
    r"(?P<test>(?:\"[^\"]*\"|'[^']*'|[^\"'%]|%(?!\}))*?)[-+]?%\}",
    re.DOTALL,
)
_MARKS = re.compile(f"[{chr(FIRST_MARK)}-{chr(LAST_MARK)}]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Branch:
    """One way an ``if`` may go."""

    line: int
    """Line within the variant, from 1."""
    says: str
    """As written, such as ``if next.album``; ``not if next.album`` where there is no else."""


def marked(source: str) -> tuple[str, tuple[Branch, ...]]:
    """Put a mark into every branch of a variant; branch n has the character FIRST_MARK + n.

    An ``if`` without ``else`` gets one, so that leaving it out counts as a way of its own.
    """
    pen, at = _Pen(), 0
    for found in _TAG.finditer(source):
        pen.out.append(source[at : found.start()])
        pen.tag(found, source.count("\n", 0, found.start()) + 1)
        at = found.end()
    return "".join((*pen.out, source[at:])), tuple(pen.branches)


def taken(text: str) -> frozenset[int]:
    """List the branches whose marks a rendered text holds."""
    return frozenset(ord(mark) - FIRST_MARK for mark in _MARKS.findall(text))


@dataclass(slots=True)
class _Pen:
    """Writes the marked source, and remembers which ``if`` is open and whether it has an else."""

    out: list[str] = field(default_factory=list)
    branches: list[Branch] = field(default_factory=list)
    unended: list[tuple[int, str] | None] = field(default_factory=list)

    def tag(self, found: re.Match[str], line: int) -> None:
        name, test = found["tag"], " ".join((found["test"] or "").split())
        if name == "endif":
            self.out.extend(self._close())
        self.out.append(found.group())
        if name in {"if", "elif", "else"}:
            says = f"{name} {test}".strip()
            self._open(name, line, says)
            self.out.append(self._mark(line, says))

    def _open(self, name: str, line: int, says: str) -> None:
        if name == "if":
            self.unended.append((line, says))
        elif name == "else" and self.unended:
            self.unended[-1] = None

    def _close(self) -> Iterator[str]:
        unended = self.unended.pop() if self.unended else None
        if unended is not None:
            line, says = unended
            yield "{% else %}" + self._mark(line, f"not {says}")

    def _mark(self, line: int, says: str) -> str:
        self.branches.append(Branch(line=line, says=says))
        return chr(FIRST_MARK + len(self.branches) - 1)
