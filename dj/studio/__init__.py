"""The conservatory: a session in the browser, on this machine only."""

from dj.studio.app import player
from dj.studio.serve import serve

__all__ = ["player", "serve"]
