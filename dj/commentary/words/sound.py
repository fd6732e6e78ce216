"""The words that rest on what was measured in a song."""

from dj.commentary.bench import Raw
from dj.commentary.tongues import Tongue
from dj.commentary.words.heard import has_voice
from dj.model.analysis import Ending, Song

STEADY = 0.5
"""Least confidence in a tempo or key before a host speaks of it, 0 to 1."""
LONG_INTRO_S = 15.0


def sound_words(song: Song, tongue: Tongue) -> dict[str, Raw]:
    """Build the words of one song that its sound tells."""
    sound = song.analysis
    steady = sound.tempo_bpm is not None and sound.tempo_confidence >= STEADY
    clear = sound.key is not None and sound.key_confidence >= STEADY
    ramp = sound.cues.ramp_s
    return {
        "tempo_bpm": round(sound.tempo_bpm) if steady and sound.tempo_bpm else None,
        "tempo_word": _tempo_word(sound.tempo_bpm, sound.energy) if steady else None,
        "key": tongue.key(sound.key) if sound.key and clear else None,
        "is_instrumental": ramp is None and not has_voice(song),
        "is_long_intro": ramp is not None and ramp >= LONG_INTRO_S,
        "ends_cold": sound.cues.ending is Ending.COLD,
    }


def _tempo_word(tempo_bpm: float | None, energy: float) -> str | None:
    """Half and double tempo are easily confused, so the energy must agree."""
    if tempo_bpm is None:
        return None
    if tempo_bpm < 85 and energy < 0.45:
        return "slow"
    return "fast" if tempo_bpm >= 125 and energy > 0.55 else None
