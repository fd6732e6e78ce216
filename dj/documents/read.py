"""Read one file as a dataclass: the value if it is sound, and everything that is wrong."""

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from dj.documents.finding import Finding, Kind, Report
from dj.documents.limits import Limits
from dj.documents.nodes import nodes
from dj.documents.shape import Builder, needed

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Document(Generic[T]):
    """A file as read."""

    value: T | None
    """None if something is wrong with it."""
    digest: str
    """SHA-256 of the file's bytes, in hex; empty if there are none."""
    report: Report
    """What is wrong; checks of the value may add to it."""

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All findings so far, by line."""
        return tuple(sorted(self.report.findings, key=lambda one: (one.line, one.column)))


def read(path: Path, kind: type[T], limits: Limits, prefix: str) -> Document[T]:
    """Read a file by the shape of a dataclass; nothing is raised, all is told.

    Args:
        path: The file.
        kind: Its fields are the file's fields; a trailing underscore of a field's name is not
            written in the file, as in ``from_``.
        limits: What values may be, by place.
        prefix: Three letters with which the codes of its findings begin.
    """
    report = Report(path=path, prefix=prefix)
    root, content = nodes(path, report)
    digest = hashlib.sha256(content).hexdigest() if content else ""
    if root is None:
        if not report.findings:
            report.add(Kind.FILE, "", "holds no fields.", f"It needs {', '.join(needed(kind))}.")
        return Document(value=None, digest=digest, report=report)
    value = Builder(report, limits).build(root, kind)
    sound = not report.findings and isinstance(value, kind)
    return Document(value=value if sound else None, digest=digest, report=report)
