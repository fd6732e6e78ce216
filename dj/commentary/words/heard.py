"""The words that rest on a tagging model alone: said only where it is sure and nothing disagrees.

From a half up the model itself finds a tag more likely than not; few songs have any such tag. The
words are of the highest tier a line may carry, so an editor must allow them by name.
"""

from collections.abc import Mapping

from dj.commentary.bench import Value
from dj.commentary.tongues import Tongue
from dj.model.analysis import Song, SoundTag
from dj.model.script import VoicedFact

SURE = 0.5
"""Least score of a tag a host may speak of."""
TIER = 2
CALM = 0.5
"""Energy from which on a song is not called mellow, whatever a model says."""

_VOICES: Mapping[str, str] = {
    "female vocalists": "woman",
    "female vocalist": "woman",
    "male vocalists": "man",
}
_MOODS: Mapping[str, str] = {"mellow": "mellow", "chillout": "mellow", "ambient": "ambient"}


def heard_words(song: Song, tongue: Tongue) -> dict[str, Value]:
    """Build the words of one song, without ``prev.`` or ``next.`` before them."""
    found = {}
    if song.analysis.cues.post_s is not None:
        found["voice"] = _only(song, "voice", _VOICES, tongue.voices)
    if song.analysis.energy < CALM:
        found["mood"] = _only(song, "mood", _MOODS, tongue.moods)
    return {name: value for name, value in found.items() if value is not None}


def has_voice(song: Song) -> bool:
    """Tell whether a model is sure that somebody sings."""
    return any(tag.name in _VOICES for tag in _sure(song))


def _only(
    song: Song, word: str, kinds: Mapping[str, str], names: Mapping[str, str]
) -> Value | None:
    """Name the one kind that sure tags stand for; None if there is none, or they disagree."""
    tags = [tag for tag in _sure(song) if tag.name in kinds]
    if len({kinds[tag.name] for tag in tags}) != 1 or kinds[tags[0].name] not in names:
        return None
    best = tags[0]
    source = f"{best.model}: {best.name} {best.score:.2f}"
    basis = VoicedFact(says=f"{word} of {song.id[:8]}, as a model tags it", value=best.name,
                        source=source, tier=TIER)  # fmt: skip
    return Value(value=names[kinds[best.name]], source=source, tier=TIER,
                 facts={f"model:{song.id}:{word}": basis})  # fmt: skip


def _sure(song: Song) -> list[SoundTag]:
    return [tag for tag in song.analysis.sound_tags if tag.score >= SURE]
