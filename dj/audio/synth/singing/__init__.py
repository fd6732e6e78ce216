"""A synthetic singer: syllables and notes in, a sung line out."""

from dj.audio.synth.singing.singer import SINGERS, Singer, SungNote, sing
from dj.audio.synth.singing.syllables import Syllable, read_syllable

__all__ = ["SINGERS", "Singer", "SungNote", "Syllable", "read_syllable", "sing"]
