"""What stands: for each content the last word about it, and why a variant may not be spoken."""

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from dj.commentary.approvals.log import ApprovalLog, read_approvals
from dj.model.approval import Approval

if TYPE_CHECKING:
    from dj.commentary.lines.line import Line

__all__ = ["Objection", "Standing", "is_own_word", "latest", "moment", "order", "standing"]

MODEL = "model:"
"""What the author of a draft by a model begins with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Objection:
    """Why a variant is not spoken although its file says that it is approved."""

    code: str
    """Of the finding it makes; empty if it was withdrawn, which is nobody's mistake."""
    message: str
    remedy: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Who stands for the lines of a pack."""

    logs: tuple[ApprovalLog, ...]
    latest: Mapping[str, Approval]
    """Content → the last entry about it that counts."""

    def objection(self, line: "Line", on: date) -> Objection | None:
        """Say why a variant is not spoken on a day; None if somebody stands for it."""
        entry = self.latest.get(line.content)
        if entry is None or entry.author != line.front.author:
            return _NOBODY
        if entry.action != "approve":
            return Objection(code="", message=f"withdrawn by {entry.by}: {entry.note or 'no note'}")
        if entry.until and entry.until < on.isoformat():
            return Objection(code="TPL061", message=f"its approval ended on {entry.until}.",
                             remedy="Read it again, and approve it anew.")  # fmt: skip
        if is_own_word(line.front.author, entry.by, line.front.tier):
            return _OWN_WORD
        return None


_FIRST, _LAST = datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)
_NOBODY = Objection(code="TPL060", message="nobody stands for it as it is written now.",
                    remedy="Have an editor read it: dj prompts approve.")  # fmt: skip
_OWN_WORD = Objection(code="TPL062", message="its author, or nobody known, stands for it.",
                      remedy="Name the author, and let another editor approve it.")  # fmt: skip


def standing(logs: tuple[Path, ...]) -> Standing:
    """Read logs; which of them says something does not matter, only when.

    Raises:
        ConfigError: if one cannot be read.
    """
    read = tuple(map(read_approvals, logs))
    return Standing(logs=read, latest=latest(entry for log in read for entry in log.counted))


def latest(entries: Iterable[Approval]) -> dict[str, Approval]:
    """Map each content to the last entry about it, to a withdrawal if two are of one moment."""
    return {entry.content: entry for entry in sorted(entries, key=order)}


def order(entry: Approval) -> tuple[datetime, bool]:
    """Sort entries by time, withdrawals after approvals of the same moment."""
    return moment(entry), entry.action != "approve"


def moment(entry: Approval) -> datetime:
    """Return when an entry was made; where that cannot be read, doubt is against the line."""
    try:
        at = datetime.fromisoformat(entry.at)
        return (at if at.tzinfo else at.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        return _FIRST if entry.action == "approve" else _LAST


def is_own_word(author: str, by: str, tier: int) -> bool:
    """Tell whether an approval is no second opinion where one is needed.

    It is needed from tier 2 on and for whatever a model wrote; and a model approves nothing.
    """
    writer, reader = _person(author), _person(by)
    if not reader or reader.startswith(MODEL):
        return True
    needed = tier >= 2 or writer.startswith(MODEL)
    return needed and writer in {"", reader}


def _person(name: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())
