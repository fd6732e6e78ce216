"""What a listener has heard a host say, so that it is not said again too soon."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One wording that was spoken in an earlier session."""

    session: str
    """Id of the session."""
    at: datetime
    """The moment that session was made for, aware."""
    line: str
    variant: int
    pack: str = ""
    """Empty in sessions that do not tell."""
    content: str = ""
    """See `Wording.content`; it stays the same when a file's variants change places."""
    frame: str = ""
    """See `Wording.frame`; empty in sessions that do not tell."""
