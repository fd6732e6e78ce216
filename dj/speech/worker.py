"""What runs in the limited child process: one engine, one text at a time.

Nothing an engine prints reaches the parent's output, and its temporary files lie in a folder that
the parent made and removes, so that a killed child leaves nothing behind.
"""

import os
import tempfile
from contextlib import redirect_stdout
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from dj import plugins
from dj.errors import PluginError, SpeechError
from dj.interfaces import ENGINES, SpeechEngine, Utterance
from dj.model.persona import VoiceSettings


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One clip to make."""

    engine: str
    text: str
    voice: VoiceSettings
    scratch: str
    """Folder for the engine's temporary files; empty means the system's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """The engine cannot speak at all, now or later; in words, with what to do."""

    why: str


def speak(request: Request) -> Utterance | Refusal:
    """Speak one text; any exception but a refusal is worth another try."""
    tempfile.tempdir = request.scratch or None
    try:
        with Path(os.devnull).open("w") as nowhere, redirect_stdout(nowhere):
            return _engine(request.engine).speak(request.text, request.voice)
    except (SpeechError, PluginError, ModuleNotFoundError) as error:
        return Refusal(why=str(error))


@cache
def _engine(name: str) -> SpeechEngine:
    made: SpeechEngine = plugins.load(ENGINES, name)()  # type: ignore[operator]
    return made
