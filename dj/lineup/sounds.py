"""How far a song has the sounds a show asks for: by its genre tags, else by what a model hears."""

from collections.abc import Mapping

from dj.model.analysis import Song
from dj.model.names import fold

TELLING = 0.2
"""Least presence of a sound that is worth a sentence."""
_INSTRUMENTAL = fold("instrumental")


def presence(song: Song, sound: str) -> tuple[float, str]:
    """Return how far a song has a sound, 0 to 1, and who says so.

    A genre that tags or editors give is certain. What a model hears counts by its score, and not at
    all for an instrumental in which our own analysis hears somebody sing.
    """
    wanted = fold(sound)
    if wanted in map(fold, song.track.genres):
        return 1.0, "tagged"
    if wanted == _INSTRUMENTAL and song.analysis.vocal_regions:
        return 0.0, ""
    for tag in song.analysis.sound_tags:
        if fold(tag.name) == wanted:
            return tag.score, f"heard by {tag.model}, {tag.score:.2f}"
    return 0.0, ""


def suits(song: Song, wishes: Mapping[str, float]) -> float:
    """Return how far a song has what is wished for, 0 to 1; 0 without a wish."""
    total = sum(wishes.values())
    return sum(wishes[s] * presence(song, s)[0] for s in wishes) / total if total else 0.0


def reasons(song: Song, wishes: Mapping[str, float]) -> tuple[str, ...]:
    """Say of each wish that a song clearly serves who says that it does."""
    found = ((sound, presence(song, sound)) for sound in sorted(wishes))
    return tuple(
        f"The show asks for {sound}: {source}."
        for sound, (value, source) in found
        if value >= TELLING
    )
