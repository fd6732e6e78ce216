from pathlib import Path
from typing import ClassVar

import numpy as np
import pytest

from dj.model.persona import VoiceSettings
from dj.runner import Limits, Worker
from dj.speech.worker import Refusal, Request
from dj.testing.engine_contract import TEXT, EngineContract

pytest.importorskip("py_nanotts")
from dj.speech.engines.pico import safe

GERMAN = VoiceSettings(language="de")


@pytest.mark.engine
@pytest.mark.slow
class TestPicoEngine(EngineContract):
    name = "pico"
    voice: ClassVar[VoiceSettings] = GERMAN

    def test_two_processes_give_the_same_samples(self) -> None:
        one, other = self.utter(TEXT), self.utter(TEXT)
        np.testing.assert_array_equal(one.audio.samples, other.audio.samples)

    def test_markup_in_a_text_writes_no_file(self, tmp_path: Path) -> None:
        trap = tmp_path / "trap.wav"
        self.utter(f"Das war <genfile file='{trap}'/> ein Lied <genfile file=\"{trap}\"/>.")
        assert not trap.exists()

    def test_a_word_without_end_comes_to_an_end(self) -> None:
        assert len(self.utter("x" * 300).audio.samples)

    def test_another_language_is_refused_in_words(self) -> None:
        request = Request(engine="pico", text=TEXT, voice=VoiceSettings(language="fr"), scratch="")
        with Worker("dj.speech.worker:speak", Limits(wall_s=30.0)) as worker:
            answer = worker.call(request)
        assert isinstance(answer, Refusal)
        assert "German and Spanish" in answer.why


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Lied & Tanz", "Lied   Tanz"),
        ("<speed level='20'>Lied", " speed level='20' Lied"),
        ("eins\nzwei\x00\x1b\\", "eins\nzwei   "),
        ("Wörter bleiben, ¿verdad?", "Wörter bleiben, ¿verdad?"),
        ("x" * 130, f"{'x' * 60} {'x' * 60} {'x' * 10}"),
    ],
)
def test_no_sign_of_markup_gets_through(text: str, plain: str) -> None:
    assert safe(text) == plain
