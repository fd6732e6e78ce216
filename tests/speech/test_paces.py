from dataclasses import replace
from pathlib import Path

import pytest

from dj.model.pace import Pace, pace
from dj.model.persona import LicenceCard, Persona, VoiceSettings
from dj.model.script import BreakKind, Script, TalkBreak, Wording
from dj.speech import estimator, paper_takes
from dj.speech.paces import (
    MeasuredPace,
    forget,
    installed,
    keep,
    kept,
    measured_pace,
    path_of,
    why_unused,
)

HOST = Persona(
    name="echo", title="Echo", engine="silent", voice=VoiceSettings(rate=0.8),
    licence=LicenceCard(kind="synthetic", voice_source="x", licence="x", consent="x"),
)  # fmt: skip
SLOW = Pace(letter=0.2, syllable=0.1, word=0.1, pause=0.3, sentence=1.0)
LINE = Wording(line="x/y", variant=0, text="That was a song.")


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dj.resources.user_folder", lambda: tmp_path)


def measured(**changes: object) -> MeasuredPace:
    one = MeasuredPace(
        engine="silent", libraries=installed(("numpy",)), settings=HOST.voice, voice="",
        clips=40, median_percent=3.0, of_95_percent=9.0, pace=SLOW,
    )  # fmt: skip
    return replace(one, **changes)  # type: ignore[arg-type]


def test_a_kept_pace_is_what_words_are_planned_with() -> None:
    before = estimator(HOST)(LINE)
    keep("echo", measured())
    assert estimator(HOST)(LINE) == pytest.approx(SLOW.seconds(LINE.text) / 0.8, abs=0.01)
    assert estimator(HOST)(LINE) > before
    talk = TalkBreak(id="b", after_position=0, kind=BreakKind.BOTH, about=(), wordings=(LINE,))
    paper = paper_takes(Script(breaks=(talk,)), HOST, 44_100)
    assert paper[0].duration_s == pytest.approx(estimator(HOST)(LINE), abs=0.01)


def test_a_pace_that_is_forgotten_leaves_the_general_one() -> None:
    keep("echo", measured())
    assert forget("echo")
    assert not forget("echo")
    assert measured_pace(HOST) is None
    general = pace("silent", "en").seconds(LINE.text) / 0.8
    assert estimator(HOST)(LINE) == pytest.approx(general, abs=0.01)


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"engine": "pyttsx3"}, "measured with pyttsx3, and silent speaks now"),
        ({"settings": VoiceSettings(rate=1.0)}, "voice, rate, pitch or dialect were changed"),
        ({"libraries": {"numpy": "0.1"}}, "measured with numpy 0.1, now it is"),
        ({"libraries": {"no-such-library": "1"}}, "now it is missing"),
        ({"pace": replace(SLOW, word=99.0)}, "its file is damaged"),
    ],
)
def test_a_pace_of_another_voice_is_not_used_and_says_so(
    changes: dict[str, object], why: str
) -> None:
    keep("echo", measured(**changes))
    assert measured_pace(HOST) is None
    assert why in why_unused(HOST)
    assert "dj voices pace echo" in why_unused(HOST)


def test_a_pace_in_use_and_no_pace_say_nothing() -> None:
    assert why_unused(HOST) == ""
    keep("echo", measured())
    assert why_unused(HOST) == ""
    assert kept("echo") == measured()


@pytest.mark.parametrize("data", [b"", b"{", b"\xff\xfe", b"[]", b"x" * 30_000])
def test_a_damaged_file_is_told_and_never_in_the_way(data: bytes) -> None:
    path_of("echo").parent.mkdir()
    path_of("echo").write_bytes(data)
    assert kept("echo") is None
    assert measured_pace(HOST) is None
    assert "damaged" in why_unused(HOST)
