"""Does a text say what is speaking? In plain words, in the languages that hosts speak."""

_SYNTHETIC = ("synthetic", "synthetisch", "künstlich", "sintétic")
_EDITORS = ("editor", "redak", "redac")
"""Beginnings of words."""


def names_voice(text: str) -> bool:
    """Tell whether a text speaks of a synthetic voice: untrue where nobody speaks."""
    return any(word in text.casefold() for word in _SYNTHETIC)


def names_editors(text: str) -> bool:
    """Tell whether a text says that editors wrote it."""
    return any(word in text.casefold() for word in _EDITORS)


def discloses(text: str) -> bool:
    """Tell whether a text says that the voice is synthetic and that editors wrote the words."""
    return names_voice(text) and names_editors(text)
