"""The conservatory: a session in the browser, on this machine only."""

from dj.studio.app import player
from dj.studio.booth import Booth
from dj.studio.hook import Hook
from dj.studio.hook_serve import listening
from dj.studio.joint import joint
from dj.studio.live import Bench, Live
from dj.studio.nearby import Nearby, around, join_of, write
from dj.studio.serve import serve

__all__ = [
    "Bench",
    "Booth",
    "Hook",
    "Live",
    "Nearby",
    "around",
    "join_of",
    "joint",
    "listening",
    "player",
    "serve",
    "write",
]
