"""What editors have taken back: ``withdrawn-facts.yaml``, a list that only grows.

It lies beside the user's own facts and names facts of any file, packaged ones and tags included::

    - {id: salt-room, by: Rosa Lind, at: 2026-11-24, note: it was another boat house}
"""

import fcntl
import json
import os
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from dj import resources
from dj.documents import Limits, Pattern, Report, nodes, refuse
from dj.documents.shape import WRONG, Builder
from dj.editorial.facts.words import Words
from dj.editorial.overrides.load import find_overrides
from dj.model.names import one_line
from dj.writing import output_error

FILE_NAME = "withdrawn-facts.yaml"
_HEAD = "# Facts that were taken back: no session says them. See `dj facts withdraw`.\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenBack:
    """One fact that is not said any more."""

    id: str
    by: str
    """Who took it back."""
    at: date
    note: str
    """Why."""


_LIMITS: Limits = {
    "[].id": Pattern(r"[a-z0-9][a-z0-9._:-]{0,159}", "the id of a fact"),
    "[].by": Words(most=200),
    "[].note": Words(markup=True),
}


def find_taken_back() -> Path | None:
    """Find the file: the project's, else the user's; None if nothing was taken back."""
    return resources.listing(".", FILE_NAME).get(FILE_NAME)


def editors_folder() -> Path:
    """Return the folder to which editors' words are written: that of the corrections, if any."""
    overrides = find_overrides()
    return resources.user_folder() if overrides is None else overrides.parent


def load_taken_back(path: Path | None) -> tuple[TakenBack, ...]:
    """Read the list; without a file it is empty.

    Raises:
        ConfigError: if it is not sound: file, line and what to do.
    """
    if path is None:
        return ()
    report = Report(path=path, prefix="FCT")
    root, _ = nodes(path, report)
    found = () if root is None else Builder(report, _LIMITS).build(root, tuple[TakenBack, ...])
    refuse(report.findings)
    return () if found is WRONG else found


def take_back(fact_id: str, by: str, at: date, note: str) -> Path:
    """Write one more entry; of two who write at once, both are kept.

    Raises:
        OutputError: if the place cannot be written.
    """
    path = find_taken_back() or editors_folder() / FILE_NAME
    row = {"id": fact_id, "by": one_line(by), "at": at.isoformat(), "note": one_line(note)}
    # JSON is YAML: every word is quoted, whatever an editor writes.
    entry = f"- {json.dumps(row, ensure_ascii=False)}\n".encode()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a+b") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            file.seek(0)
            content = file.read()
            gap = b"" if not content or content.endswith(b"\n") else b"\n"
            file.write((gap if content else _HEAD.encode()) + entry)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise output_error(path, error) from error
    return path
