"""A session changed by hand: joins, songs, their order; kept, undone, planned again."""

from dj.editing.changes import Changes
from dj.editing.comparing import Difference, differences
from dj.editing.desk import Edited, back, edit, find_track, load_version, save_version

__all__ = [
    "Changes",
    "Difference",
    "Edited",
    "back",
    "differences",
    "edit",
    "find_track",
    "load_version",
    "save_version",
]
