"""Engines with faults, installed as a real plug-in for the time of a test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from dj import plugins

CODE = '''
import os, time
from pathlib import Path
import numpy as np
from dj.errors import SpeechError
from dj.interfaces import Utterance
from dj.model.audio import Audio
from dj.speech.text.estimate import speaking_s


class Engine:
    one_shot = False
    libraries = ("pytest", "no-such-distribution")
    calls = 0

    def speak(self, text, voice):
        Engine.calls += 1
        seconds = speaking_s(text, rate=voice.rate) * self.stretch
        t = np.arange(round(seconds * 16000)) / 16000
        samples = (self.gain * np.sin(2 * np.pi * 220 * t)).astype(np.float32)[:, None]
        print("this must not reach the parent")
        return Utterance(audio=Audio(samples=samples, sample_rate_hz=16000), sentences=())

    stretch = 1.0
    gain = 0.2


class Good(Engine):
    """Speaks a tone."""


class Mute(Engine):
    gain = 0.0


class Endless(Engine):
    stretch = 9.0


class Refuses(Engine):
    def speak(self, text, voice):
        raise SpeechError("there is no voice here.", where="refuses", hint="Install one.")


class Crashes(Engine):
    def speak(self, text, voice):
        os._exit(11)


class Shy(Engine):
    def speak(self, text, voice):
        if len(text) > 50:
            raise RuntimeError("too much")
        return super().speak(text, voice)


class Recovers(Engine):
    one_shot = True

    def speak(self, text, voice):
        mark = Path(__file__).parent / "tried"
        if not mark.exists():
            mark.touch()
            os._exit(11)
        return super().speak(text, voice)
'''
NAMES = ("good", "mute", "endless", "refuses", "crashes", "recovers", "shy")


@pytest.fixture
def faulty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Install the engines above; returns the folder they live in."""
    folder = tmp_path / "site"
    info = folder / "faulty_voices-1.0.dist-info"
    info.mkdir(parents=True)
    (folder / "faulty_voices.py").write_text(CODE)
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: faulty-voices\nVersion: 1.0\n")
    rows = "".join(f"{name} = faulty_voices:{name.capitalize()}\n" for name in NAMES)
    missing = "absent = faulty_voices_absent:Engine\nneedy = faulty_needy:Engine\n"
    (folder / "faulty_needy.py").write_text("import a_library_that_is_not_there\n")
    (info / "entry_points.txt").write_text(f"[dj.engines]\n{rows}{missing}")
    monkeypatch.syspath_prepend(folder)
    plugins._entries.cache_clear()
    yield folder
    plugins._entries.cache_clear()
