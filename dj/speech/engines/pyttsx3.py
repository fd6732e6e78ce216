"""pyttsx3: the system's own voices; espeak-ng on Linux, from a wheel, without any system package.

One process per clip, always: on Linux the first `runAndWait` of a process returns before the sound
exists, later ones lose settings, threads hang. So a fresh worker sets voice and rate, saves one
clip, and waits for the driver to fall silent. espeak-ng is GPL: it is loaded here, in that worker,
and nowhere else. The text never is an argument, and its markup flags stay off.
"""

import ctypes
import os
import sys
import tempfile
import time
from pathlib import Path
from typing import Any, ClassVar

import numpy as np
import pyttsx3
import soundfile

if sys.platform == "linux":
    import espeakng_loader

from dj.errors import SpeechError
from dj.interfaces import Utterance
from dj.model.audio import Audio
from dj.model.persona import VoiceSettings
from dj.model.take import Sentence

_WORDS_PER_MINUTE = 165
"""At rate 1: the driver's own 200 is hurried for a host."""
_SPEEDS = (80, 450)
"""What espeak-ng speaks distinctly; it clips beyond."""
_PATIENCE_S = 120.0
"""The supervisor ends a clip long before; this ends a worker that nobody supervises."""
_SETTLE_S = 5.0
"""What settings may take; they take a tenth of a second at the worst."""


class Pyttsx3Engine:
    """Speaks one clip; needs a process that has not spoken before."""

    one_shot: ClassVar[bool] = True
    libraries: ClassVar[tuple[str, ...]] = ("pyttsx3", "espeakng-loader")

    def speak(self, text: str, voice: VoiceSettings, /) -> Utterance:
        """Speak plain text with a voice of the language, at the driver's rate (22,050 Hz).

        Raises:
            SpeechError: if the driver does not start.
        """
        if not text.strip():
            return _utterance(np.zeros((0, 1), np.float32), 22_050, "", "")
        engine = _started()
        name = _voice_for(engine, voice)
        _set(engine, name, int(np.clip(_WORDS_PER_MINUTE * voice.rate, *_SPEEDS)))
        with tempfile.TemporaryDirectory(prefix="dj-speech-") as folder:
            path = Path(folder) / "clip.wav"
            engine.save_to_file(text, str(path))
            engine.runAndWait()
            _wait(engine)
            samples, rate_hz = _read(path)
        return _utterance(samples, rate_hz, text, name)


def _started() -> Any:
    if sys.platform == "linux":
        # The wheel's library carries the very name the driver loads, so it is found in memory.
        os.environ["ESPEAK_DATA_PATH"] = espeakng_loader.get_data_path()
        ctypes.CDLL(espeakng_loader.get_library_path(), mode=ctypes.RTLD_GLOBAL)
    try:
        return pyttsx3.init("espeak" if sys.platform == "linux" else None)
    except (ImportError, OSError, RuntimeError) as error:
        raise SpeechError(
            f"the system's speech did not start ({type(error).__name__}: {error}).",
            where="pyttsx3",
            hint="Reinstall pyttsx3, and on Linux espeakng-loader.",
        ) from error


def _voice_for(engine: Any, voice: VoiceSettings) -> str:
    known = {str(one.id): _languages(one) for one in engine.getProperty("voices")}
    wanted = [voice.voice, voice.language.lower(), *_dialects(voice.language)]
    for want in filter(None, wanted):
        for name, languages in known.items():
            if want in (name, name.rpartition("/")[2]) or want in languages:
                return name
    raise SpeechError(
        f"no voice on this system speaks {voice.language!r}.",
        where="pyttsx3",
        hint="Install a voice for it in the system's settings, or choose another persona.",
    )


def _languages(one: Any) -> tuple[str, ...]:
    raw = getattr(one, "languages", None) or ()
    texts = (item.decode(errors="ignore") if isinstance(item, bytes) else str(item) for item in raw)
    return tuple(text.strip("\x05").lower().replace("_", "-") for text in texts)


def _dialects(language: str) -> tuple[str, ...]:
    base, _, region = language.lower().partition("-")
    if base == "es" and region not in {"", "es"}:
        return ("es-419", "es")
    return ("en-us", "en") if base == "en" else (base,)


def _set(engine: Any, voice: str, rate: int) -> None:
    """Set the voice and the rate in words a minute; on Linux, return when both are in force."""
    if sys.platform != "linux":
        engine.setProperty("voice", voice)
        engine.setProperty("rate", rate)
        return
    engine.proxy.setBusy(False)  # else everything is kept until the loop runs
    _set_rate(engine, rate + 1)  # the driver's own first settings are done: a voice may be loaded
    engine.setProperty("voice", voice)
    _set_rate(engine, rate)
    engine.proxy.setBusy(True)


def _set_rate(engine: Any, rate: int) -> None:
    """Set a rate, and return when espeak-ng has done this and all it was told before.

    It sets a voice at once, but a rate on a thread of its own, in order. Loading a voice meanwhile
    spoils both; and `runAndWait` begins with a stop, which cancels what that thread is doing and
    puts every setting back, so that a clip came out at the driver's own speed.
    """
    espeak = engine.proxy._module._espeak  # noqa: SLF001  # importable only when it is loaded
    engine.setProperty("rate", rate)
    start = time.monotonic()
    while espeak.IsPlaying() or espeak.dll.espeak_GetParameter(espeak.RATE, 1) != rate:
        if time.monotonic() - start > _SETTLE_S:
            raise RuntimeError("espeak-ng did not take its settings")
        time.sleep(0.001)


def _wait(engine: Any) -> None:
    driver = getattr(engine.proxy, "_driver", None)
    start = time.monotonic()
    while getattr(driver, "_speaking", False) and time.monotonic() - start < _PATIENCE_S:
        time.sleep(0.005)


def _read(path: Path) -> tuple[np.ndarray[Any, np.dtype[np.float32]], int]:
    try:
        samples, rate_hz = soundfile.read(path, dtype="float32", always_2d=True)
    except (OSError, soundfile.LibsndfileError) as error:
        raise RuntimeError("the driver left no readable clip") from error
    return np.ascontiguousarray(samples[:, :1]), int(rate_hz)


def _utterance(
    samples: np.ndarray[Any, np.dtype[np.float32]], rate_hz: int, text: str, voice: str
) -> Utterance:
    audio = Audio(samples=samples, sample_rate_hz=rate_hz)
    whole = (Sentence(text=text, start_s=0.0, end_s=audio.duration_s),) if text else ()
    return Utterance(audio=audio, sentences=whole, voice=voice)
