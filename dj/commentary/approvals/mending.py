"""A broken log is set aside, and begun anew with what can be trusted in it.

Two editors approve on two branches, and the merge leaves marks between their entries; a disk fills
up in the middle of one. An entry bears the hash of its own words, so that whether it is as it was
written can be told without the chain. A withdrawal is kept also where it was changed: doubt is
against a line, never for it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from dj import chained
from dj.commentary.approvals.log import FIELDS, approval
from dj.commentary.approvals.standing import order
from dj.model.approval import Approval

_SHOWN = 60
"""Bytes of a line that was no entry, to know it by."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mended:
    """What became of a broken log."""

    path: Path
    aside: Path
    """The log as it was."""
    problems: tuple[str, ...]
    """What broke its chain."""
    kept: tuple[Approval, ...]
    """In order of time."""
    left: tuple[str, ...]
    """What was not kept and why, one for each line of the old log that is not in the new one."""


def mend(path: Path) -> Mended | None:
    """Set a broken log aside and begin it anew; None if its chain holds, which changes nothing.

    Raises:
        OutputError: if it cannot be written.
    """
    aside = _beside(path)
    mended: list[Mended] = []

    def keep(content: bytes) -> list[chained.Entry] | None:
        problems = chained.parse(content, FIELDS).problems
        if not problems:
            return None
        entries, left = _sorted(content)
        mended.append(Mended(path=path, aside=aside, problems=problems, left=left,
                             kept=tuple(map(approval, entries))))  # fmt: skip
        return entries

    chained.renew(path, aside, keep)
    return mended[0] if mended else None


def _sorted(content: bytes) -> tuple[list[chained.Entry], tuple[str, ...]]:
    """Divide a log into the entries to keep, in order of time, and words on the rest."""
    kept: dict[str, chained.Entry] = {}
    left = []
    for number, line, entry in chained.rows(content, FIELDS):
        reasons = list(_against(line, entry))
        if entry is None or reasons:
            left += [f"line {number} {reason}" for reason in reasons]
        else:
            kept.setdefault(str(entry[chained.HASH]), entry)
    return sorted(kept.values(), key=lambda entry: order(approval(entry))), tuple(left)


def _against(line: bytes, entry: chained.Entry | None) -> Iterator[str]:
    if entry is None:
        yield f"is not an entry: {line[:_SHOWN].decode('utf-8', 'replace')}"
    elif entry["action"] != "withdraw" and not chained.is_intact(entry):
        yield (f"was changed after it was written: {entry['action']} {entry['line']}"
               f"#{entry['variant']} by {entry['by']}")  # fmt: skip


def _beside(path: Path) -> Path:
    """Name a file that is not there yet; no pack's log is ever called so."""
    names = (path.with_name(f"{path.name}.broken-{number}") for number in count(1))
    return next(name for name in names if not name.exists())
