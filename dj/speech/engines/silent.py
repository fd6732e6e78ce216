"""No voice: silence as long as the words would take. For tests and text-only sessions."""

from typing import ClassVar

import numpy as np

from dj.interfaces import Utterance
from dj.model.audio import Audio
from dj.model.persona import VoiceSettings
from dj.model.take import Sentence
from dj.speech.text.estimate import speaking_s

_RATE_HZ = 24_000


class SilentEngine:
    """Deterministic, instant, without any library."""

    one_shot: ClassVar[bool] = False
    libraries: ClassVar[tuple[str, ...]] = ()

    def speak(self, text: str, voice: VoiceSettings, /) -> Utterance:
        """Be silent for the estimated length of each line, at 24 kHz."""
        at = 0.0
        sentences: list[Sentence] = []
        lines = list(filter(str.strip, text.splitlines()))
        for number, line in enumerate(lines, 1):
            end = speaking_s("\n".join(lines[:number]), rate=voice.rate)
            sentences.append(Sentence(text=line, start_s=at, end_s=end))
            at = end
        samples = np.zeros((round(at * _RATE_HZ), 1), np.float32)
        audio = Audio(samples=samples, sample_rate_hz=_RATE_HZ)
        return Utterance(audio=audio, sentences=tuple(sentences))
