from threading import Timer

import numpy as np
import pytest
import pyttsx3

from dj.interfaces import Utterance
from dj.model.persona import VoiceSettings
from dj.runner import Limits, Worker
from dj.speech.engines.pyttsx3 import Pyttsx3Engine
from dj.speech.worker import Refusal, Request
from dj.testing.engine_contract import TEXT, EngineContract

LIMITS = Limits(wall_s=60.0)
pytestmark = [pytest.mark.engine, pytest.mark.slow]


class TestPyttsx3Engine(EngineContract):
    name = "pyttsx3"

    def test_two_processes_give_the_same_samples(self) -> None:
        one, other = self.utter(TEXT), self.utter(TEXT)
        np.testing.assert_array_equal(one.audio.samples, other.audio.samples)

    def test_a_rate_that_the_library_takes_late_still_holds(self) -> None:
        request = Request(engine=self.name, text=TEXT, voice=self.voice, scratch="")
        with Worker(
            "tests.speech.engines.test_pyttsx3:speak_when_settings_come_late", LIMITS
        ) as worker:
            answer = worker.call(request)
        np.testing.assert_array_equal(answer.audio.samples, self.utter(TEXT).audio.samples)

    def test_a_long_first_clip_of_a_process_is_whole(self) -> None:
        text = "\n".join(["Paper lanterns sway above the harbor while the ferry goes home."] * 55)
        assert self.utter(text).audio.duration_s > 120


def speak_when_settings_come_late(request: Request) -> Utterance:
    """Speak with a library that takes a rate 50 ms after it was told; runs in a worker."""
    start = pyttsx3.init

    def started(*names: str | None) -> pyttsx3.Engine:
        engine = start(*names)
        driver, espeak = engine.proxy._driver, engine.proxy._module._espeak
        at_once, is_playing = driver.setProperty, espeak.IsPlaying
        pending: list[Timer] = []

        def late(name: str, value: object) -> None:
            if name != "rate":
                at_once(name, value)
                return
            pending.append(Timer(0.05, at_once, (name, value)))
            pending[-1].start()

        driver.setProperty = late
        espeak.IsPlaying = lambda: is_playing() or any(one.is_alive() for one in pending)
        return engine

    pyttsx3.init = started
    return Pyttsx3Engine().speak(request.text, request.voice)


def test_a_language_without_a_voice_is_refused_in_words() -> None:
    voice = VoiceSettings(language="xx-none")
    request = Request(engine="pyttsx3", text="Hello.", voice=voice, scratch="")
    with Worker("dj.speech.worker:speak", LIMITS) as worker:
        answer = worker.call(request)
    assert isinstance(answer, Refusal)
    assert "xx-none" in answer.why


@pytest.mark.parametrize(
    ("language", "name"),
    [("es", "roa/es"), ("es-ES", "roa/es"), ("es-419", "roa/es-419"), ("es-MX", "roa/es-419"),
     ("de", "gmw/de"), ("de-AT", "gmw/de")],
)  # fmt: skip
def test_a_language_is_spoken_by_a_voice_of_its_own(language: str, name: str) -> None:
    voice = VoiceSettings(language=language)
    request = Request(engine="pyttsx3", text="Radio.", voice=voice, scratch="")
    with Worker("dj.speech.worker:speak", LIMITS) as worker:
        answer = worker.call(request)
    assert answer.voice == name
