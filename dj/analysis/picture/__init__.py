"""What was measured in a song, as one picture that a person can judge by eye."""

from dj.analysis.picture.page import draw

__all__ = ["draw"]
