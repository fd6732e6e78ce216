from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from dj import resources
from dj.interfaces import Utterance
from dj.model.audio import Audio
from dj.model.persona import VoiceSettings
from dj.speech import check_engine, load_persona
from dj.speech.supervisor import Supervisor, engine_order, flaw, wall_s
from dj.speech.text.estimate import speaking_s

TEXT = "That was Paper Lanterns."
VOICE = VoiceSettings()


def _utterance(seconds: float, gain: float = 0.3) -> Utterance:
    samples = np.full((round(seconds * 8000), 1), gain, np.float32)
    return Utterance(audio=Audio(samples=samples, sample_rate_hz=8000), sentences=())


def test_auto_asks_real_voices_and_never_silence() -> None:
    persona = load_persona(resources.find("voices", "ava.yaml"))
    auto = replace(persona, engine="auto", fallbacks=())
    assert engine_order(auto) == ("hibari", "pyttsx3")


def test_a_named_engine_goes_first_and_none_twice() -> None:
    persona = load_persona(resources.find("voices", "ava.yaml"))
    named = replace(persona, engine="pyttsx3", fallbacks=("hibari", "pyttsx3"))
    assert engine_order(named) == ("pyttsx3", "hibari")


def test_time_grows_with_the_text() -> None:
    assert wall_s("") == 15.0
    assert wall_s("x" * 500) == 25.0


def test_a_plausible_clip_has_no_flaw() -> None:
    assert flaw(_utterance(speaking_s(TEXT)), TEXT, "hibari") is None


@pytest.mark.parametrize(
    ("utterance", "says"),
    [
        (_utterance(0.0), "no sound"),
        (_utterance(2.0, gain=0.0), "silence"),
        (_utterance(2.0, gain=float("nan")), "broken"),
        (_utterance(2.0, gain=float("inf")), "broken"),
        (_utterance(30.0), "spoke 30.0 s where about"),
        (_utterance(0.1), "spoke 0.1 s where about"),
    ],
)
def test_an_implausible_clip_is_named_for_its_flaw(utterance: Utterance, says: str) -> None:
    assert says in (flaw(utterance, TEXT, "hibari") or "")


def test_two_channels_are_a_flaw() -> None:
    pair = np.full((16_000, 2), 0.3, np.float32)
    utterance = Utterance(audio=Audio(samples=pair, sample_rate_hz=8000), sentences=())
    assert flaw(utterance, TEXT, "hibari") == "it gave broken samples"


def test_silence_is_no_flaw_of_the_silent_engine() -> None:
    quiet = _utterance(speaking_s(TEXT), gain=0.0)
    assert flaw(quiet, TEXT, "silent") is None


def test_a_missing_library_is_named_with_what_to_install(faulty: Path) -> None:
    with Supervisor(("needy",), VOICE) as supervisor:
        assert supervisor.engines == ()
    assert "a_library_that_is_not_there" in supervisor.notes[0]
    assert "pip install" in supervisor.notes[0]


def test_an_unknown_engine_is_named_with_those_there_are() -> None:
    with Supervisor(("nobody",), VOICE) as supervisor:
        assert supervisor.engines == ()
    assert "nobody" in supervisor.notes[0]
    assert "hibari" in supervisor.notes[0]


def test_the_version_names_library_and_plug_in(faulty: Path) -> None:
    with Supervisor(("good",), VOICE) as supervisor:
        version = supervisor.version("good")
    assert version == f"pytest {pytest.__version__}, faulty-voices 1.0"


@pytest.mark.slow
def test_a_refusal_ends_an_engine_at_once(faulty: Path, capfd: pytest.CaptureFixture[str]) -> None:
    with Supervisor(("good", "refuses"), VOICE) as supervisor:
        assert supervisor.speak("refuses", TEXT) is None
        assert supervisor.engines == ("good",)
        assert supervisor.speak("good", TEXT) is not None
    assert "Install one." in supervisor.notes[0]
    assert capfd.readouterr().out == ""


@pytest.mark.slow
def test_a_crash_is_tried_three_times_and_two_bad_clips_end_an_engine(faulty: Path) -> None:
    with Supervisor(("crashes",), VOICE) as supervisor:
        assert supervisor.speak("crashes", TEXT) is None
        assert list(supervisor.engines) == ["crashes"]
        assert supervisor.speak("crashes", TEXT) is None
        assert list(supervisor.engines) == []
    assert "3 times" in supervisor.notes[0]
    assert "exit code 11" in supervisor.notes[0]


@pytest.mark.slow
def test_a_second_try_in_a_fresh_process_may_succeed(faulty: Path) -> None:
    with Supervisor(("recovers",), VOICE) as supervisor:
        assert supervisor.speak("recovers", TEXT) is not None
    assert supervisor.notes == []


@pytest.mark.slow
@pytest.mark.parametrize(("engine", "says"), [("mute", "silence"), ("endless", "expected")])
def test_bad_sound_is_not_taken(faulty: Path, engine: str, says: str) -> None:
    with Supervisor((engine,), VOICE) as supervisor:
        assert supervisor.speak(engine, TEXT) is None
        assert supervisor.speak(engine, TEXT) is None
        assert supervisor.engines == (engine,)
    assert says in supervisor.notes[0]


@pytest.mark.slow
def test_an_engine_is_checked_by_letting_it_speak(faulty: Path) -> None:
    assert check_engine("good") == ""
    assert "no voice here" in check_engine("refuses")
    assert "nobody" in check_engine("nobody")
