"""A file that could not be used: why, since when, and what can be done about it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class IssueKind(StrEnum):
    """When a file is tried again."""

    REFUSED = "refused"
    """It was read and is of no use as it is."""
    PASSING = "passing"
    """What is in the way may go without the file changing."""
    QUARANTINED = "quarantined"
    """It crashed or hung what reads it, or its sound cannot be analysed."""


_REMEDIES = {
    IssueKind.REFUSED: "repair or replace it; it is read again when it changes",
    IssueKind.PASSING: "put it right; it is looked at again at every scan",
    IssueKind.QUARANTINED: (
        "replace it; it is tried again when it or the decoders change, or after `dj library retry`"
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """One file that could not be used."""

    where: str
    """Absolute path."""
    reason: str
    """One plain sentence."""
    since: datetime | None
    """When it was first met so, UTC; None if an older version of dj met it."""
    kind: IssueKind

    @property
    def remedy(self) -> str:
        """What to do, without a full stop."""
        return _REMEDIES[self.kind]
