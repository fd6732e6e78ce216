"""What every speech engine must do; inherit it and give it the engine's entry-point name.

    class TestMyEngine(EngineContract):
        name = "mine"

Engines that need a process per clip get one; the others are asked in this process.
"""

from typing import ClassVar

import numpy as np

from dj import plugins
from dj.interfaces import ENGINES, SpeechEngine, Utterance
from dj.model.persona import VoiceSettings
from dj.runner import Limits, Worker
from dj.speech.worker import Request, speak

TEXT = "Good evening.\nThis is Paper Lanterns, with Harbor Lights."
_LIMITS = Limits(wall_s=60.0)
_MOST_DIFFERENCE_S = 0.05


class EngineContract:
    """Inherit in a test module; the class name must begin with ``Test``."""

    name: ClassVar[str]
    """Entry-point name in ``dj.engines``."""
    voice: ClassVar[VoiceSettings] = VoiceSettings(language="en-US")

    def utter(self, text: str, rate: float = 1.0) -> Utterance:
        """Speak in the way the engine asks for."""
        voice = VoiceSettings(voice=self.voice.voice, rate=rate, language=self.voice.language)
        request = Request(engine=self.name, text=text, voice=voice, scratch="")
        kind: SpeechEngine = plugins.load(ENGINES, self.name)  # type: ignore[assignment]
        if not kind.one_shot:
            return _utterance(speak(request))
        with Worker("dj.speech.worker:speak", _LIMITS) as worker:
            return _utterance(worker.call(request))

    def test_the_same_text_gives_the_same_length(self) -> None:
        """Plans made from one take hold for the next."""
        one, other = self.utter(TEXT), self.utter(TEXT)
        assert abs(one.audio.duration_s - other.audio.duration_s) < _MOST_DIFFERENCE_S

    def test_sound_is_mono_and_finite(self) -> None:
        """One channel, no NaN and no infinity."""
        samples = self.utter(TEXT).audio.samples
        assert samples.shape[1] == 1
        assert samples.dtype == np.float32
        assert np.isfinite(samples).all()

    def test_nothing_to_say_gives_no_sound(self) -> None:
        """Empty text and blank lines are not an error."""
        assert not len(self.utter("").audio.samples)
        assert not len(self.utter(" \n ").audio.samples)

    def test_a_higher_rate_is_shorter(self) -> None:
        """The rate is a ratio of speed, not of length."""
        slow, fast = self.utter(TEXT, rate=0.8), self.utter(TEXT, rate=1.5)
        assert fast.audio.duration_s < slow.audio.duration_s

    def test_sentences_follow_one_another_within_the_sound(self) -> None:
        """Captions rest on these times."""
        spoken = self.utter(TEXT)
        edges = [edge for one in spoken.sentences for edge in (one.start_s, one.end_s)]
        assert edges == sorted(edges)
        assert edges[-1] <= spoken.audio.duration_s + _MOST_DIFFERENCE_S


def _utterance(answer: object) -> Utterance:
    assert isinstance(answer, Utterance), answer
    return answer
