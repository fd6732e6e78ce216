import numpy as np
import pytest

from dj.errors import SpeechError
from dj.model.persona import VoiceSettings
from dj.runner import Limits, Worker
from dj.speech.engines.hibari import HibariEngine, chunks
from dj.speech.worker import Request
from dj.testing.engine_contract import TEXT, EngineContract


@pytest.mark.engine
@pytest.mark.slow
class TestHibariEngine(EngineContract):
    name = "hibari"


def test_chunks_are_short_and_lose_no_word() -> None:
    line = ("a clause of several words, " * 40) + "x" * 700
    pieces = list(chunks(line))
    assert max(map(len, pieces)) <= 300
    assert "".join("".join(pieces).split()) == "".join(line.split())


def test_a_short_line_is_one_chunk() -> None:
    assert list(chunks("Up next, Paper Lanterns.")) == ["Up next, Paper Lanterns."]


def test_another_language_is_refused_in_words() -> None:
    with pytest.raises(SpeechError, match="English only"):
        HibariEngine().speak("Hola.", VoiceSettings(language="es"))


@pytest.mark.engine
@pytest.mark.slow
def test_two_processes_give_the_same_samples() -> None:
    voice = VoiceSettings(language="en-US")
    request = Request(engine="hibari", text=TEXT, voice=voice, scratch="")
    spoken = []
    for _ in range(2):
        with Worker("dj.speech.worker:speak", Limits(wall_s=60.0)) as worker:
            spoken.append(worker.call(request).audio.samples)
    assert len(spoken[0])
    np.testing.assert_array_equal(*spoken)


@pytest.mark.engine
@pytest.mark.slow
def test_a_voice_that_is_not_on_this_machine_is_not_downloaded() -> None:
    spoken = HibariEngine().speak("Hello.", VoiceSettings(voice="no such voice"))
    assert spoken.voice == "heart"


@pytest.mark.engine
@pytest.mark.slow
def test_a_long_line_without_punctuation_is_spoken_whole() -> None:
    spoken = HibariEngine().speak("paper lanterns " * 60, VoiceSettings())
    assert spoken.audio.duration_s > 30
