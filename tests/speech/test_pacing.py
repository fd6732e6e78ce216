from pathlib import Path

import pytest

from dj.errors import SpeechError
from dj.model.persona import LicenceCard, Persona, VoiceSettings
from dj.model.script import Wording
from dj.speech.pacing import FEWEST, measure_pace

PROSE = "quiet songs from the north, and a long record; it was made. By the water: at last!"
WORDS = PROSE.split()


def host(engine: str, language: str = "en", rate: float = 1.0) -> Persona:
    return Persona(
        name="echo", title="Echo", engine=engine, language=language,
        voice=VoiceSettings(rate=rate, language=language),
        licence=LicenceCard(kind="synthetic", voice_source="x", licence="x", consent="x"),
    )  # fmt: skip


def lines(count: int) -> list[Wording]:
    texts = (" ".join(WORDS[n % 5 : n % 5 + 3 + n % 9]) for n in range(count))
    return [Wording(line="x/y", variant=n, text=f"{text}.") for n, text in enumerate(texts)]


@pytest.mark.slow
def test_a_voice_that_keeps_the_pace_is_measured_to_keep_it(faulty: Path) -> None:
    assert faulty.exists()
    found = measure_pace(host("good", rate=0.8), lines(30))
    assert found.error.median < 2
    assert found.new.engine == "good"
    assert found.new.settings.rate == 0.8


@pytest.mark.slow
def test_a_voice_that_does_not_speak_is_not_measured(faulty: Path) -> None:
    assert faulty.exists()
    with pytest.raises(SpeechError, match=f"spoke 0 of 30 clips; {FEWEST} are needed"):
        measure_pace(host("refuses"), lines(30))


@pytest.mark.engine
@pytest.mark.slow
def test_the_systems_own_voice_is_measured(tmp_path: Path) -> None:
    pytest.importorskip("pyttsx3")
    found = measure_pace(host("pyttsx3"), lines(24), cache=tmp_path)
    assert found.new.clips == 24
    assert found.new.voice
    assert found.error.median < 25
