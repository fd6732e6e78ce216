"""Beds and imaging made ready, and put into a session's folder."""

import hashlib
from pathlib import Path

import numpy as np
import pytest
import soundfile

from dj.audio.files import read
from dj.audio.levels import integrated_lufs
from dj.audio.synth import SYNTH_VERSION
from dj.mix.shelf import FOLDER, MADE_BY, put, shelf
from dj.model.sound import BUMPER, IDENT, SWEEPER, Sound
from dj.model.timeline import Event, EventKind, Timeline
from tests.mix import material
from tests.mix.material import RATE_HZ

RECIPE = """
{title: Tick, artist: x, album: x, year: 2020, track: 1, genre: x, credit: x, tempo: 120,
 key: C major, loudness_lufs: -16, ending: {kind: cold, tail_s: 0.5},
 parts: {bell: {player: tune, voice: marimba, patterns: {one: "1 - 5 -"}}},
 sections: {all: {chords: "I", bell: one}}, arrangement: [all]}
"""


@pytest.fixture(autouse=True)
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with a recipe for each sound, so that the packaged ones stay out of it."""
    folder = tmp_path / FOLDER
    folder.mkdir(parents=True)
    for name in ("ident", "bumper", "sweeper", "bed-calm", "bed-bright"):
        (folder / f"{name}.yaml").write_text(RECIPE)
    monkeypatch.chdir(tmp_path)
    return folder


def by_id(sounds: tuple[Sound, ...]) -> dict[str, Sound]:
    return {sound.id: sound for sound in sounds}


def test_a_recipe_becomes_a_file_that_is_as_loud_as_it_says(tmp_path: Path) -> None:
    made = shelf(tmp_path / "cache", RATE_HZ)
    sound = by_id(made.sounds)[IDENT]
    audio = read(sound.path)
    assert made.notes == ()
    assert len(audio.samples) == sound.frames == round(2.5 * RATE_HZ)
    assert integrated_lufs(audio) == pytest.approx(sound.loudness_lufs, abs=0.05)
    assert len(sound.levels_lufs) == 25


def test_what_was_made_once_is_not_made_again_and_a_damaged_file_is(tmp_path: Path) -> None:
    first = by_id(shelf(tmp_path / "cache", RATE_HZ).sounds)[IDENT]
    content, made_at = first.path.read_bytes(), first.path.stat().st_mtime_ns
    again = by_id(shelf(tmp_path / "cache", RATE_HZ).sounds)[IDENT]
    assert again == first
    assert again.path.stat().st_mtime_ns == made_at
    first.path.write_bytes(content[:-100])
    assert by_id(shelf(tmp_path / "cache", RATE_HZ).sounds)[IDENT] == first
    assert first.path.read_bytes() == content


@pytest.mark.parametrize("kind", ["wav", "flac"])
def test_a_recording_of_an_editor_wins_over_a_recipe(
    kind: str, project: Path, tmp_path: Path
) -> None:
    soundfile.write(project / f"bumper.{kind}", material.noise(1.5), RATE_HZ)
    made = by_id(shelf(tmp_path / "cache", RATE_HZ).sounds)
    assert made[BUMPER].frames == round(1.5 * RATE_HZ)
    assert made[SWEEPER].frames == round(2.5 * RATE_HZ)


def test_a_recording_of_another_rate_plays_at_the_programmes(project: Path, tmp_path: Path) -> None:
    soundfile.write(project / "bumper.wav", material.noise(1.0)[:24_000], 24_000)
    made = by_id(shelf(tmp_path / "cache", RATE_HZ).sounds)[BUMPER]
    assert made.frames == pytest.approx(RATE_HZ, abs=2)
    assert soundfile.info(made.path).samplerate == RATE_HZ


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("bumper.wav", b"not a sound"),
        ("bumper.wav", b""),
        ("bumper.yaml", b"tempo: [no"),
        ("bumper.yaml", b"\xff\xfe\x00"),
        ("bumper.yaml", b"title: x"),
    ],
)
def test_a_file_that_cannot_be_used_is_told_and_left_out(
    name: str, content: bytes, project: Path, tmp_path: Path
) -> None:
    (project / name).write_bytes(content)
    made = shelf(tmp_path / "cache", RATE_HZ)
    assert set(by_id(made.sounds)) >= {IDENT, SWEEPER}
    assert BUMPER not in by_id(made.sounds)
    (note,) = made.notes
    assert name in note


def test_silence_is_not_a_sound(project: Path, tmp_path: Path) -> None:
    soundfile.write(project / "bumper.wav", np.zeros((RATE_HZ, 2)), RATE_HZ)
    assert "silent" in shelf(tmp_path / "cache", RATE_HZ).notes[0]


def test_an_endless_recording_is_cut(project: Path, tmp_path: Path) -> None:
    soundfile.write(project / "sweeper.wav", material.noise(16.0), RATE_HZ)
    assert by_id(shelf(tmp_path / "cache", RATE_HZ).sounds)[SWEEPER].frames == 15 * RATE_HZ


def test_only_what_is_played_is_put_into_the_session(tmp_path: Path) -> None:
    sounds = shelf(tmp_path / "cache", RATE_HZ).sounds
    played = Event(
        id="ident", kind=EventKind.IMAGING, source_id=IDENT, at_frame=0, source_in_frame=0,
        source_out_frame=100,
    )  # fmt: skip
    timeline = Timeline(sample_rate_hz=RATE_HZ, length_frames=100, events=(played,))
    (one,) = put(sounds, timeline, tmp_path / "session" / "clips")
    assert one.path == tmp_path / "session" / "clips" / "imaging-ident.wav"
    assert one.sha256 == hashlib.sha256(one.path.read_bytes()).hexdigest()


def test_a_change_of_the_synthesiser_makes_all_recipes_again() -> None:
    assert f"synth {SYNTH_VERSION}," in MADE_BY


@pytest.mark.slow
def test_the_packaged_recipes_are_tasteful_in_length_and_loudness(
    project: Path, tmp_path: Path
) -> None:
    for path in project.iterdir():
        path.unlink()
    made = shelf(tmp_path / "cache", RATE_HZ)
    assert made.notes == ()
    lengths = {sound.id: sound.frames / RATE_HZ for sound in made.sounds}
    assert len(lengths) == 5
    assert all(2 <= lengths[name] <= 6 for name in (IDENT, BUMPER, SWEEPER))
    assert all(seconds >= 35 for name, seconds in lengths.items() if "bed" in name)
    assert all(-19 <= sound.loudness_lufs <= -15 for sound in made.sounds)
