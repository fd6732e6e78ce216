"""A listener as a picture: directions of taste, hours, artists over time, what was new."""

from dj.listeners.picture.page import draw

__all__ = ["draw"]
