import numpy as np

from dj.model.persona import VoiceSettings
from dj.speech.engines.silent import SilentEngine
from dj.speech.text.estimate import speaking_s
from dj.testing.engine_contract import TEXT, EngineContract


class TestSilentEngine(EngineContract):
    name = "silent"


def test_it_is_silent_for_as_long_as_the_words_would_take() -> None:
    spoken = SilentEngine().speak(TEXT, VoiceSettings())
    assert not np.any(spoken.audio.samples)
    assert abs(spoken.audio.duration_s - speaking_s(TEXT)) < 0.001


def test_each_line_is_a_sentence() -> None:
    spoken = SilentEngine().speak("One.\n\nTwo.", VoiceSettings())
    assert [sentence.text for sentence in spoken.sentences] == ["One.", "Two."]
