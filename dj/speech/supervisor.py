"""Keeps engines at work: limits their time and memory, checks what they give, tries again.

Every engine runs in a worker process: a lasting one where loading is slow, a fresh one per clip
where the library needs it. An engine that is missing, refuses, or dies on two clips in a row is not
asked again in this run; one that only gives bad sound for a text is, because the text may be odd.
"""

import tempfile
from collections import Counter
from collections.abc import Sequence
from types import TracebackType
from typing import Self

import numpy as np

from dj import plugins
from dj.errors import MissingExtraError, PluginError, WorkerError
from dj.interfaces import ENGINES, SpeechEngine, Utterance
from dj.model.persona import Persona, VoiceSettings
from dj.runner import Limits, Worker
from dj.speech.text.estimate import speaking_s
from dj.speech.worker import Refusal, Request

AUTO = ("hibari", "pyttsx3")
"""Order of ``engine: auto``. Silence is never chosen by itself: it is not a voice."""
SILENT = "silent"
_PACKAGES = {"hibari": "hibari-tts", "pyttsx3": "pyttsx3 espeakng-loader", "pico": "py-nanotts"}
"""What to install for our own engines, should it be missing."""
_USUAL = VoiceSettings()
_TRIES = 3
_DEATHS = 2 * _TRIES
"""In a row, and an engine is given up."""
_MEMORY_MB = 4096
"""Address space. Measured peaks: hibari 470 MB, espeak 170 MB; onnxruntime reserves per core."""
_QUIET = 1e-4
"""Peak below which a clip is called silent: −80 dBFS."""
_SHORTEST, _LONGEST = 0.5, 3.0
"""Accepted length as a ratio of the estimate."""
_SLACK_S = 0.6
"""For very short texts, where a pause weighs more than the words; half of it below."""


def engine_order(persona: Persona) -> tuple[str, ...]:
    """Engines to try, first to last, by entry-point name."""
    first = AUTO if persona.engine == "auto" else (persona.engine,)
    return tuple(dict.fromkeys((*first, *persona.fallbacks)))


def wall_s(text: str) -> float:
    """Seconds that an engine may take for a text, its loading not counted."""
    return 15.0 + len(text) / 50.0


class Supervisor:
    """A context manager around the engines of one run."""

    def __init__(self, engines: Sequence[str], voice: VoiceSettings) -> None:
        """Find out which of the engines are installed; none is started yet."""
        self.voice = voice
        self.notes: list[str] = []
        """What went wrong, in words, in order."""
        self._kinds: dict[str, type[SpeechEngine]] = {}
        self._failures: Counter[str] = Counter()
        self._workers: dict[str, Worker] = {}
        self._scratch = tempfile.TemporaryDirectory(prefix="dj-speech-", ignore_cleanup_errors=True)
        for name in engines:
            self._find(name)

    @property
    def engines(self) -> tuple[str, ...]:
        """Engines still worth asking, in order of preference."""
        return tuple(self._kinds)

    def version(self, engine: str) -> str:
        """Versions of everything that decides how an engine sounds."""
        own = plugins.distribution(ENGINES, engine)
        versions = ((name, plugins.version_of(name)) for name in self._kinds[engine].libraries)
        return ", ".join((*(f"{name} {found}" for name, found in versions if found), own))

    def speak(self, engine: str, text: str) -> Utterance | None:
        """Speak a text with one engine, trying up to three times; None if it could not."""
        problem = ""
        for _ in range(_TRIES):
            try:
                answer = self._call(engine, text)
            except WorkerError as error:
                problem = error.message
                self._failures[engine] += 1
                continue
            if isinstance(answer, Refusal):
                self._retire(engine, answer.why)
                return None
            self._failures[engine] = 0
            problem = flaw(answer, text, engine, self.voice) or ""
            if not problem:
                return answer
            self._workers[engine].kill()
        self._failed(engine, problem)
        return None

    def close(self) -> None:
        """End all workers and remove what they left."""
        for worker in self._workers.values():
            worker.kill()
        self._workers.clear()
        self._scratch.cleanup()

    def __enter__(self) -> Self:
        """Use as a context so that no worker outlives it."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End all workers."""
        self.close()

    def _find(self, name: str) -> None:
        try:
            kind: type[SpeechEngine] = plugins.load(ENGINES, name)  # type: ignore[assignment]
        except MissingExtraError as error:
            packages = _PACKAGES.get(name)
            hint = f"Install it with: pip install {packages}" if packages else error.hint
            self.notes.append(f"The voice engine {error.message} {hint}")
        except (PluginError, ImportError) as error:
            self.notes.append(f"The voice engine {name!r} cannot be used: {error}")
        else:
            self._kinds[name] = kind

    def _call(self, engine: str, text: str) -> Utterance | Refusal:
        limits = Limits(wall_s=wall_s(text), memory_mb=_MEMORY_MB)
        request = Request(engine=engine, text=text, voice=self.voice, scratch=self._scratch.name)
        worker = self._workers.setdefault(engine, Worker("dj.speech.worker:speak", limits))
        worker.limits = limits
        try:
            answer: Utterance | Refusal = worker.call(request)
        finally:
            if self._kinds[engine].one_shot:
                worker.kill()
        return answer

    def _failed(self, engine: str, problem: str) -> None:
        self.notes.append(f"{engine} failed {_TRIES} times on one clip: {problem}.")
        if self._failures[engine] >= _DEATHS:
            self._retire(engine, "it died on two clips in a row.")

    def _retire(self, engine: str, why: str) -> None:
        del self._kinds[engine]
        self.notes.append(f"{engine} is not asked again in this session: {why}")


def check_engine(engine: str) -> str:
    """Let an engine say two words; returns what is wrong, or nothing if it speaks."""
    with Supervisor((engine,), VoiceSettings()) as supervisor:
        if supervisor.engines and supervisor.speak(engine, "Good evening.") is not None:
            return ""
        return " ".join(supervisor.notes)


def flaw(utterance: Utterance, text: str, engine: str, voice: VoiceSettings = _USUAL) -> str | None:
    """Say what is wrong with a clip, or None: finite, there, of plausible length, to be heard."""
    audio = utterance.audio
    expected = speaking_s(text, engine, voice.rate, voice.language)
    if not len(audio.samples):
        return "it gave no sound"
    if audio.samples.shape[1] != 1 or not np.isfinite(audio.samples).all():
        return "it gave broken samples"
    least_s, most_s = expected * _SHORTEST - _SLACK_S / 2, expected * _LONGEST + _SLACK_S
    if not least_s <= audio.duration_s <= most_s:
        return f"it spoke {audio.duration_s:.1f} s where about {expected:.1f} s were expected"
    if engine != SILENT and float(np.abs(audio.samples).max()) < _QUIET:
        return "it gave silence"
    return None
