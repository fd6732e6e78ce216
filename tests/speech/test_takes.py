import hashlib
import math
import wave
from dataclasses import replace
from pathlib import Path

import pytest

from dj import resources
from dj.model.persona import Persona
from dj.model.script import BreakKind, Script, TalkBreak, Trace, Wording
from dj.speech import Spoken, load_persona, paper_takes, speak
from dj.speech.loudness import TARGET_LUFS

LONG = "That was Harbor Lights by Paper Lanterns, a song from 1994 that you saved last spring."
SHORT = "That was Harbor Lights."


@pytest.fixture
def quiet() -> Persona:
    return load_persona(resources.find("voices", "quiet.yaml"))


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One cache for tests that do not look into it: each text starts a worker once."""
    return tmp_path_factory.mktemp("cache")


def _talk(*texts: str, id: str = "b00", limit_s: float | None = None) -> TalkBreak:  # noqa: A002
    return TalkBreak(
        id=id,
        after_position=0,
        kind=BreakKind.BACK_ANNOUNCE,
        about=(0,),
        wordings=tuple(_wording(text) for text in texts),
        limit_s=limit_s,
    )


def _wording(text: str) -> Wording:
    traces = tuple(
        Trace(word="prev.title", text=name, start=text.index(name), source="tags", is_name=True)
        for name in ("Harbor Lights", "花火")
        if name in text
    )
    return Wording(line="check/line", variant=0, text=text, traces=traces)


def _spoken(
    script: Script, persona: Persona, place: Path, kept: Path | None = None, **limits: float
) -> Spoken:
    return speak(
        script,
        persona,
        folder=place / "clips",
        cache=kept or place / "cache",
        rate_hz=44_100,
        limits=limits,
    )


def test_a_take_describes_the_file_it_names(quiet: Persona, tmp_path: Path, kept: Path) -> None:
    (take,) = _spoken(Script(breaks=(_talk(LONG),)), quiet, tmp_path, kept).takes
    assert take.path == tmp_path / "clips" / "00-back_announce-b00.wav"
    assert take.sha256 == hashlib.sha256(take.path.read_bytes()).hexdigest()
    with wave.open(str(take.path)) as file:
        assert file.getnframes() == take.frames
        assert file.getframerate() == 44_100
    assert take.duration_s == pytest.approx(take.frames / 44_100)
    assert "nineteen ninety-four" in take.spoken_text
    assert [one.text for one in take.sentences] == [LONG]
    assert take.sentences[-1].end_s == pytest.approx(take.duration_s)


def test_the_first_wording_that_fits_by_its_measured_length_is_spoken(
    quiet: Persona, tmp_path: Path, kept: Path
) -> None:
    script = Script(breaks=(_talk(LONG, SHORT, "Hm."),))
    assert _spoken(script, quiet, tmp_path, kept).takes[0].wording == 0
    assert _spoken(script, quiet, tmp_path, kept, b00=3.0).takes[0].wording == 1


def test_a_break_brings_its_own_limit(quiet: Persona, tmp_path: Path, kept: Path) -> None:
    script = Script(breaks=(_talk(LONG, SHORT, limit_s=3.0),))
    assert _spoken(script, quiet, tmp_path, kept).takes[0].wording == 1
    assert _spoken(script, quiet, tmp_path, kept, b00=60.0).takes[0].wording == 0


def test_if_none_fits_the_shortest_is_spoken_and_told(
    quiet: Persona, tmp_path: Path, kept: Path
) -> None:
    spoken = _spoken(Script(breaks=(_talk(LONG, SHORT),)), quiet, tmp_path, kept, b00=0.1)
    assert spoken.takes[0].wording == 1
    assert "no wording fits 0.1 s" in spoken.notes[0]


def test_a_wording_that_keeps_its_names_goes_before_one_that_loses_one(
    quiet: Persona, tmp_path: Path, kept: Path
) -> None:
    script = Script(breaks=(_talk("That was 花火.", "The name is on your screen."),))
    spoken = _spoken(script, quiet, tmp_path, kept)
    assert spoken.takes[0].wording == 1
    assert spoken.notes == ()


def test_a_lost_name_is_told_where_no_wording_can_do_without_it(
    quiet: Persona, tmp_path: Path, kept: Path
) -> None:
    spoken = _spoken(Script(breaks=(_talk("That was 花火."),)), quiet, tmp_path, kept)
    assert "a title written in another script" in spoken.takes[0].spoken_text
    assert spoken.takes[0].sentences[0].text == "That was 花火."
    assert "花火" in spoken.notes[0]


def test_a_break_without_words_is_left_out_and_told(
    quiet: Persona, tmp_path: Path, kept: Path
) -> None:
    script = Script(breaks=(_talk("...", id="b00"), _talk(SHORT, id="b01"), _talk(id="b02")))
    spoken = _spoken(script, quiet, tmp_path, kept)
    assert [take.break_id for take in spoken.takes] == ["b01"]
    assert "2 of 3 talk breaks are left out." in spoken.notes


def test_an_empty_script_is_spoken_in_silence(quiet: Persona, tmp_path: Path, kept: Path) -> None:
    assert _spoken(Script(), quiet, tmp_path, kept) == Spoken(takes=())


def test_without_any_engine_the_session_goes_on_and_says_so(quiet: Persona, tmp_path: Path) -> None:
    mute = replace(quiet, engine="nobody", fallbacks=("no-one",))
    spoken = _spoken(Script(breaks=(_talk(SHORT),)), mute, tmp_path)
    assert spoken.takes == ()
    assert "without a voice" in spoken.notes[-1]
    assert "nobody" in spoken.notes[0]


def test_an_id_cannot_lead_out_of_the_folder(quiet: Persona, tmp_path: Path, kept: Path) -> None:
    script = Script(breaks=(_talk(SHORT, id="../../b"),))
    (take,) = _spoken(script, quiet, tmp_path, kept).takes
    assert take.path.parent == tmp_path / "clips"


@pytest.mark.slow
def test_the_next_engine_takes_over_with_a_real_voice(
    faulty: Path, quiet: Persona, tmp_path: Path
) -> None:
    persona = replace(quiet, engine="refuses", fallbacks=("good",))
    script = Script(breaks=(_talk(LONG, id="b00"), _talk(SHORT, id="b01")))
    spoken = _spoken(script, persona, tmp_path)
    assert {take.engine for take in spoken.takes} == {"good"}
    assert spoken.takes[0].loudness_lufs == pytest.approx(TARGET_LUFS, abs=0.2)
    assert sum("refuses" in note for note in spoken.notes) == 1


@pytest.mark.slow
def test_the_cache_speaks_for_an_engine_that_has_spoken(
    faulty: Path, quiet: Persona, tmp_path: Path
) -> None:
    persona = replace(quiet, engine="silent")
    script = Script(breaks=(_talk(LONG),))
    first = _spoken(script, persona, tmp_path).takes[0]
    cached = next((tmp_path / "cache").glob("*/*.wav"))
    before = cached.stat().st_mtime_ns
    again = _spoken(script, persona, tmp_path).takes[0]
    assert again == first
    assert cached.stat().st_mtime_ns == before
    cached.write_bytes(b"RIFF")
    assert _spoken(script, persona, tmp_path).takes[0] == first


@pytest.mark.slow
def test_one_voice_tries_all_wordings_before_another_engine_is_asked(
    faulty: Path, quiet: Persona, tmp_path: Path
) -> None:
    persona = replace(quiet, engine="shy", fallbacks=("good",))
    spoken = _spoken(Script(breaks=(_talk(LONG, SHORT),)), persona, tmp_path)
    assert (spoken.takes[0].engine, spoken.takes[0].wording) == ("shy", 1)


def test_progress_is_told_after_each_break(quiet: Persona, tmp_path: Path, kept: Path) -> None:
    heard: list[tuple[int, int, str]] = []
    speak(
        Script(breaks=(_talk(SHORT, id="b00"), _talk(SHORT, id="b01"))),
        quiet,
        folder=tmp_path / "clips",
        cache=kept,
        rate_hz=44_100,
        progress=lambda *args: heard.append(args),
    )
    assert heard == [(1, 2, "speaking: b00"), (2, 2, "speaking: b01")]


def test_paper_takes_have_length_and_captions_but_no_file(quiet: Persona) -> None:
    script = Script(breaks=(_talk(LONG, SHORT), _talk(LONG, SHORT, id="b01", limit_s=3.0)))
    one, other = paper_takes(script, quiet, 44_100)
    assert (one.wording, other.wording) == (0, 1)
    assert (one.engine, one.path, one.sha256) == ("estimate", Path(), "")
    assert 4.0 < one.duration_s < 8.0
    assert math.isclose(one.frames / 44_100, one.duration_s)
    assert one.sentences[-1].end_s == pytest.approx(one.duration_s)


@pytest.mark.engine
@pytest.mark.slow
@pytest.mark.parametrize("name", ["ava", "robin"])
def test_two_runs_with_fresh_caches_give_the_same_bytes(name: str, tmp_path: Path) -> None:
    persona = load_persona(resources.find("voices", f"{name}.yaml"))
    script = Script(breaks=(_talk(LONG), _talk(SHORT, id="b01")))
    runs = [_spoken(script, persona, tmp_path / run).takes for run in ("one", "other")]
    assert [take.sha256 for take in runs[0]] == [take.sha256 for take in runs[1]]
    assert {take.engine for take in runs[0]} == {persona.engine}


@pytest.mark.engine
@pytest.mark.slow
@pytest.mark.parametrize("name", ["ava", "robin"])
def test_the_estimate_is_within_a_third_of_the_measured_length(name: str, tmp_path: Path) -> None:
    persona = load_persona(resources.find("voices", f"{name}.yaml"))
    script = Script(breaks=(_talk(LONG), _talk("Stay with me. " + SHORT, id="b01")))
    real = _spoken(script, persona, tmp_path).takes
    for guess, take in zip(paper_takes(script, persona, 44_100), real, strict=True):
        assert guess.duration_s == pytest.approx(take.duration_s, rel=1 / 3)
