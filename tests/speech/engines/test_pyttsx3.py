import numpy as np
import pytest

from dj.model.persona import VoiceSettings
from dj.runner import Limits, Worker
from dj.speech.worker import Refusal, Request
from dj.testing.engine_contract import TEXT, EngineContract

pytestmark = [pytest.mark.engine, pytest.mark.slow]


class TestPyttsx3Engine(EngineContract):
    name = "pyttsx3"

    def test_two_processes_give_the_same_samples(self) -> None:
        one, other = self.utter(TEXT), self.utter(TEXT)
        np.testing.assert_array_equal(one.audio.samples, other.audio.samples)

    def test_a_long_first_clip_of_a_process_is_whole(self) -> None:
        text = "\n".join(["Paper lanterns sway above the harbor while the ferry goes home."] * 55)
        assert self.utter(text).audio.duration_s > 120


def test_a_language_without_a_voice_is_refused_in_words() -> None:
    voice = VoiceSettings(language="xx-none")
    request = Request(engine="pyttsx3", text="Hello.", voice=voice, scratch="")
    with Worker("dj.speech.worker:speak", Limits(wall_s=60.0)) as worker:
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
    with Worker("dj.speech.worker:speak", Limits(wall_s=60.0)) as worker:
        answer = worker.call(request)
    assert answer.voice == name
