"""What did they ask for? Wishes in plain words, read with editable vocabularies."""

from dj.lineup.wishes.understand import understand

__all__ = ["understand"]
