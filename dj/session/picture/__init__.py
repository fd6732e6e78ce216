"""A plan as a picture: what was asked for and what came of it, song by song and join by join."""

from dj.session.picture.page import draw

__all__ = ["draw"]
