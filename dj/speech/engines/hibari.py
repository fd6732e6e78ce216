"""hibari: a small neural voice, Apache-2.0, offline; one American female voice in its wheel.

Text comes as plain words, so the inline phonemes it understands cannot occur. Its voices are never
downloaded from here: one that is not on this machine already is replaced by the bundled one.
"""

import re
from collections.abc import Iterator
from functools import cached_property
from typing import ClassVar

import numpy as np
from hibari import SAMPLE_RATE, Hibari
from hibari.voices import DEFAULT, VOICES, voice_path
from numpy.typing import NDArray

from dj.errors import SpeechError
from dj.interfaces import Utterance
from dj.model.audio import Audio
from dj.model.names import primary_language
from dj.model.persona import VoiceSettings
from dj.model.take import Sentence

_LONGEST_CHUNK = 300
"""Characters: memory grows with the square of what the model sees at once."""
_SEED = 0
_CLAUSE = re.compile(r"(?<=[,;:])\s+")
_SPEEDS = (0.5, 2.0)


class HibariEngine:
    """Keeps one loaded model per voice."""

    one_shot: ClassVar[bool] = False
    libraries: ClassVar[tuple[str, ...]] = ("hibari-tts", "onnxruntime", "numpy")

    @cached_property
    def _models(self) -> dict[str, Hibari]:
        return {}

    def speak(self, text: str, voice: VoiceSettings, /) -> Utterance:
        """Speak English, a line at a time, at 24 kHz.

        Raises:
            SpeechError: if the language is not English.
        """
        if primary_language(voice.language) != "en":
            raise SpeechError(
                f"hibari speaks English only, not {voice.language!r}.",
                where="hibari",
                hint="Use the engine pyttsx3 for this persona.",
            )
        name = _at_hand(voice.voice)
        speed = float(np.clip(voice.rate, *_SPEEDS))
        lines = [line for line in text.splitlines() if line.strip()]
        spoken = [self._line(line, name, speed) for line in lines]
        return _joined(lines, spoken, name)

    def _line(self, line: str, name: str, speed: float) -> NDArray[np.float32]:
        model = self._models.get(name) or Hibari(voice=name, threads=1)
        self._models[name] = model
        parts = [model(chunk, speed=speed, seed=_SEED) for chunk in chunks(line)]
        return np.concatenate([np.zeros(0, np.float32), *parts])


def chunks(line: str) -> Iterator[str]:
    """Cut a line into pieces of at most 300 characters, at clauses, then words, then anywhere."""
    held = ""
    for part in _small_parts(line):
        if held and len(held) + 1 + len(part) > _LONGEST_CHUNK:
            yield held
            held = part
        else:
            held = f"{held} {part}" if held else part
    if held:
        yield held


def _small_parts(line: str) -> Iterator[str]:
    for clause in _CLAUSE.split(line.strip()):
        if len(clause) <= _LONGEST_CHUNK:
            yield clause
            continue
        for word in clause.split():
            yield from (
                word[at : at + _LONGEST_CHUNK] for at in range(0, len(word), _LONGEST_CHUNK)
            )


def _at_hand(name: str) -> str:
    if name not in VOICES:
        return str(DEFAULT)
    try:
        voice_path(name, download_missing=False)
    except FileNotFoundError:
        return str(DEFAULT)
    return name


def _joined(lines: list[str], spoken: list[NDArray[np.float32]], name: str) -> Utterance:
    ends = np.cumsum([len(samples) for samples in spoken]) / SAMPLE_RATE
    starts = [0.0, *ends[:-1]]
    sentences = tuple(
        Sentence(text=line, start_s=float(a), end_s=float(b))
        for line, a, b in zip(lines, starts, ends, strict=bool(lines))
    )
    samples = np.concatenate([np.zeros(0, np.float32), *spoken])[:, None]
    audio = Audio(samples=samples, sample_rate_hz=SAMPLE_RATE)
    return Utterance(audio=audio, sentences=sentences, voice=name)
