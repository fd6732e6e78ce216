"""A porch to the player: what listeners say while music plays, and what comes of it."""

from dj.feedback.events import read_events
from dj.feedback.going import begun_at, replan
from dj.feedback.keeping import Ready
from dj.feedback.naming import about, named
from dj.feedback.saying import Said, say
from dj.feedback.scrobbles import began, heard, scored

__all__ = [
    "Ready",
    "Said",
    "about",
    "began",
    "begun_at",
    "heard",
    "named",
    "read_events",
    "replan",
    "say",
    "scored",
]
