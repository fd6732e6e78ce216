"""pico: the voices of SVOX Pico, from the wheel py-nanotts, Apache-2.0; German and Spanish.

What it says depends a little on what the process said before, so each clip has a process of its
own. Its markup can play and write files and cannot be switched off: no sign of it gets through.
"""

import re
from typing import ClassVar

import numpy as np
from py_nanotts import NanoTTS

from dj.errors import SpeechError
from dj.interfaces import Utterance
from dj.model.audio import Audio
from dj.model.names import primary_language
from dj.model.persona import VoiceSettings
from dj.model.take import Sentence

_RATE_HZ = 16_000
_VOICES = {"de": "de-DE", "es": "es-ES"}
_SPEEDS = (0.5, 2.0)
_MARKUP = re.compile(r"[<>&\\\x00-\x08\x0b-\x1f\x7f]")
_LONGEST_WORD = 60
"""Letters: without an end in sight it never comes back."""
_FULL_SCALE = 32_768


class PicoEngine:
    """Speaks one clip; needs a process that has not spoken before."""

    one_shot: ClassVar[bool] = True
    libraries: ClassVar[tuple[str, ...]] = ("py-nanotts",)

    def speak(self, text: str, voice: VoiceSettings, /) -> Utterance:
        """Speak German or Spanish at 16 kHz.

        Raises:
            SpeechError: if the language is another one.
        """
        name = _VOICES.get(primary_language(voice.language))
        if name is None:
            raise SpeechError(
                f"pico speaks German and Spanish here, not {voice.language!r}.",
                where="pico",
                hint="Use the engine pyttsx3 for this persona.",
            )
        plain = safe(text)
        speed = float(np.clip(voice.rate, *_SPEEDS))
        data = NanoTTS().speak(plain, voice=name, speed=speed) if plain.strip() else b""
        return _utterance(data, text, name)


def safe(text: str) -> str:
    """Take out the signs of markup and control, and cut what has no end."""
    plain = _MARKUP.sub(" ", text)
    return re.sub(rf"(\S{{{_LONGEST_WORD}}})(?=\S)", r"\1 ", plain)


def _utterance(data: bytes, text: str, voice: str) -> Utterance:
    samples = np.frombuffer(data, "<i2").astype(np.float32)[:, None] / np.float32(_FULL_SCALE)
    audio = Audio(samples=samples, sample_rate_hz=_RATE_HZ)
    whole = (Sentence(text=text, start_s=0.0, end_s=audio.duration_s),) if data else ()
    return Utterance(audio=audio, sentences=whole, voice=voice)
