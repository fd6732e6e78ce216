"""What listeners decide, and their rights over what is kept of them.

Every decision is one function that changes the store, and every one can be taken back.
"""

from dj.steering.correcting import correct, played_as, the_play
from dj.steering.deciding import (
    DIALS,
    SWITCHES,
    allow,
    ban,
    dislike,
    forgive,
    like,
    not_now,
    pick,
    set_dial,
    set_name_level,
    set_switch,
    track_ban,
    unrest,
)
from dj.steering.deleting import Holding, Which, delete, holdings, proof
from dj.steering.exporting import export
from dj.steering.profile import (
    exclude,
    include,
    leaves_out,
    pause,
    reset,
    resume,
    set_family,
    set_private,
    set_profiling,
    unreset,
)
from dj.steering.reporting import report, reported, unreport
from dj.steering.restoring import restore
from dj.steering.talking import AMOUNTS, set_talk

__all__ = [
    "AMOUNTS",
    "DIALS",
    "SWITCHES",
    "Holding",
    "Which",
    "allow",
    "ban",
    "correct",
    "delete",
    "dislike",
    "exclude",
    "export",
    "forgive",
    "holdings",
    "include",
    "leaves_out",
    "like",
    "not_now",
    "pause",
    "pick",
    "played_as",
    "proof",
    "report",
    "reported",
    "reset",
    "restore",
    "resume",
    "set_dial",
    "set_family",
    "set_name_level",
    "set_private",
    "set_profiling",
    "set_switch",
    "set_talk",
    "the_play",
    "track_ban",
    "unreport",
    "unreset",
    "unrest",
]
