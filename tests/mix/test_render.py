"""What comes out of the file: positions, levels, peaks, bytes."""

import hashlib
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pyebur128
import pytest
import soundfile
from numpy.typing import NDArray

from dj.audio.encode import Encoding, Format
from dj.audio.files import read
from dj.audio.levels import integrated_lufs
from dj.errors import AudioError, OutputError
from dj.mix import SourceFile, arrange, mix, render
from dj.model.analysis import Ending
from dj.model.audio import Audio
from dj.model.script import BreakKind
from dj.model.timeline import Event, EventKind, GainPoint, Stretch, Timeline
from dj.units import gain_from_db
from tests.mix import material
from tests.mix.material import RATE_HZ

FLAC = Encoding(format="flac")


def event(source: str, at_s: float, length_s: float, **facts: object) -> Event:
    fields: dict[str, object] = {
        "id": source,
        "kind": EventKind.MUSIC,
        "source_id": source,
        "at_frame": round(at_s * RATE_HZ),
        "source_in_frame": 0,
        "source_out_frame": round(length_s * RATE_HZ),
        **facts,
    }
    return Event(**fields)  # type: ignore[arg-type]


def programme(events: Sequence[Event], **facts: object) -> Timeline:
    return Timeline(
        sample_rate_hz=RATE_HZ,
        length_frames=max(e.end_frame for e in events),
        events=tuple(events),
        **facts,  # type: ignore[arg-type]
    )


def stored(name: str, samples: NDArray[np.float32], folder: Path) -> SourceFile:
    path = folder / f"{name}.wav"
    soundfile.write(path, samples, RATE_HZ, subtype="FLOAT")
    return SourceFile(path=path, decoder="soundfile")


def sound(timeline: Timeline, sources: dict[str, SourceFile]) -> NDArray[np.float32]:
    return np.concatenate(list(mix(timeline, sources)))


def judged(path: Path) -> tuple[float, float]:
    """Loudness and true peak of a file by libebur128."""
    audio = read(path)
    mode = pyebur128.MeasurementMode
    state = pyebur128.R128State(2, audio.sample_rate_hz, mode.MODE_I | mode.MODE_TRUE_PEAK)
    flat = np.ascontiguousarray(audio.samples, np.float64).reshape(-1)
    state.add_frames(flat, len(audio.samples))
    peaks = [pyebur128.get_true_peak(state, channel) for channel in (0, 1)]
    return pyebur128.get_loudness_global(state), 20 * np.log10(max(peaks))


@pytest.mark.parametrize("frame", [0, 1, 44_099, 44_100, 60_001])
@pytest.mark.parametrize("cut", [0, 777])
def test_an_impulse_lands_on_the_predicted_frame(tmp_path: Path, frame: int, cut: int) -> None:
    impulse = np.zeros((3 * RATE_HZ, 2), np.float32)
    impulse[frame + cut] = 0.5
    sources = {"a": stored("a", impulse, tmp_path)}
    placed = event("a", 1.2345, 3, source_in_frame=cut)
    heard = sound(programme([placed]), sources)
    assert int(np.argmax(np.abs(heard[:, 0]))) == placed.at_frame + frame


def test_a_source_at_another_rate_lands_on_its_frame_too(tmp_path: Path) -> None:
    path = tmp_path / "a.wav"
    impulse = np.zeros((96_000, 2), np.float32)
    impulse[48_000] = 0.5
    soundfile.write(path, impulse, 48_000, subtype="FLOAT")
    placed = event("a", 0.5, 1.5, source_in_frame=1000)
    heard = sound(programme([placed]), {"a": SourceFile(path=path)})
    assert int(np.argmax(np.abs(heard[:, 0]))) == placed.at_frame + RATE_HZ - 1000


def test_equal_power_fades_keep_the_level_of_unlike_songs(tmp_path: Path) -> None:
    sources = {n: stored(n, material.noise(6, 0.1, seed), tmp_path) for seed, n in enumerate("ab")}
    fade = 4 * RATE_HZ
    events = [event("a", 0, 6, fade_out_frames=fade), event("b", 2, 6, fade_in_frames=fade)]
    heard = sound(programme(events), sources)
    steps = heard[: 8 * RATE_HZ].reshape(8, -1).astype(np.float64)
    levels = 10 * np.log10((steps**2).mean(axis=1))
    assert np.ptp(levels) < 0.3


def test_music_under_words_is_lower_by_the_duck(tmp_path: Path) -> None:
    sources = {"a": stored("a", material.noise(9), tmp_path)}
    corners = [(2, 0.0), (3, -12.0), (6, -12.0), (7, 0.0)]
    duck = tuple(GainPoint(at_frame=s * RATE_HZ, gain_db=db) for s, db in corners)
    plain = sound(programme([event("a", 0, 9)]), sources)
    ducked = sound(programme([event("a", 0, 9, duck=duck)]), sources)
    under, clear = slice(3 * RATE_HZ, 6 * RATE_HZ), slice(7 * RATE_HZ + 1, None)
    np.testing.assert_allclose(ducked[under], plain[under] * gain_from_db(-12), atol=1e-6)
    np.testing.assert_array_equal(ducked[clear], plain[clear])


def test_sound_outside_stretched_spans_is_untouched(tmp_path: Path) -> None:
    tone = np.sin(np.arange(8 * RATE_HZ) * 0.05).astype(np.float32)[:, None] * np.ones(
        2, np.float32
    )
    sources = {"a": stored("a", tone * 0.3, tmp_path)}
    span = {"source_in_frame": 2 * RATE_HZ, "source_out_frame": 4 * RATE_HZ}
    longer = round(2.08 * RATE_HZ)
    stretched = event("a", 0, 8, stretches=(Stretch(length_frames=longer, **span),))
    heard = sound(programme([stretched]), sources)
    assert len(heard) == 6 * RATE_HZ + longer
    np.testing.assert_array_equal(heard[: 2 * RATE_HZ], tone[: 2 * RATE_HZ] * np.float32(0.3))
    after = 2 * RATE_HZ + longer + 882
    np.testing.assert_array_equal(heard[after:], tone[4 * RATE_HZ + 882 :] * np.float32(0.3))
    assert np.abs(np.diff(heard[:, 0])).max() < 0.3 * 0.05 * 1.5


def small_show(folder: Path) -> tuple[Timeline, dict[str, SourceFile]]:
    songs, sources = [], {}
    for seed, name in enumerate("abc"):
        samples = material.noise(12, 0.05 * (seed + 1), seed)
        if name == "b":
            samples *= np.clip((12 - np.arange(len(samples)) / RATE_HZ) / 5, 0, 1)[:, None]
        ending = Ending.FADE if name == "b" else Ending.COLD
        facts = {"sung": ((5.0, 8.0),), "ending": ending, "bpm": None}
        song, source = material.measured(name, samples.astype(np.float32), folder, **facts)
        songs.append(song)
        sources[str(song.id)] = source
    path = folder / "take.wav"
    soundfile.write(path, material.noise(4, 0.12, 9)[:, 0], RATE_HZ)
    spoken = read(path)
    takes = [
        replace(material.take(n, 4, path=path), loudness_lufs=integrated_lufs(spoken))
        for n in range(3)
    ]
    sources |= {take.break_id: SourceFile(path=path) for take in takes}
    places = [(-1, BreakKind.OPENING), (0, BreakKind.FRONT_ANNOUNCE), (2, BreakKind.SIGN_OFF)]
    by_id = {song.id: song for song in songs}
    show = material.show()
    timeline = arrange(material.lineup(songs), by_id, material.script(places), takes, show)
    return timeline, sources


@pytest.mark.slow
def test_a_planned_programme_meets_its_loudness_in_one_pass(tmp_path: Path) -> None:
    timeline, sources = small_show(tmp_path)
    rendered = render(timeline, sources, tmp_path / "mix.flac", encoding=FLAC)
    lufs, peak_dbtp = judged(tmp_path / "mix.flac")
    assert rendered.passes == 1
    assert rendered.notes == ()
    assert rendered.frames == timeline.length_frames
    assert lufs == pytest.approx(-16, abs=0.3)
    assert peak_dbtp <= -1
    assert rendered.measured.loudness_lufs == pytest.approx(lufs, abs=0.1)


def test_speech_stands_three_to_six_lu_above_the_music(tmp_path: Path) -> None:
    timeline, sources = small_show(tmp_path)
    said = [e for e in timeline.events if e.kind is EventKind.SPEECH]
    only_music = [e for e in timeline.events if e.kind is EventKind.MUSIC]
    music = sound(replace(timeline, events=tuple(only_music)), sources)
    speech = sound(replace(timeline, events=tuple(said)), sources)
    for one in said[:2]:
        span = slice(one.at_frame, one.end_frame)
        levels = [
            integrated_lufs(Audio(samples=s[span], sample_rate_hz=RATE_HZ))
            for s in (speech, music[: timeline.length_frames])
        ]
        assert 3 <= levels[0] - levels[1] <= 6.3


def test_there_is_no_dead_air_in_the_sound(tmp_path: Path) -> None:
    timeline, sources = small_show(tmp_path)
    heard = sound(timeline, sources)
    tenths = heard[: len(heard) // 4410 * 4410].reshape(-1, 8820).astype(np.float64)
    quiet = 10 * np.log10((tenths**2).mean(axis=1) + 1e-12) < -50
    longest = max(
        (len(run) for run in "".join("q" if q else " " for q in quiet).split()), default=0
    )
    assert longest / 10 <= 1.5


@pytest.mark.slow
@pytest.mark.parametrize("form", ["m4a", "m4b", "opus", "mp3", "wav", "flac"])
def test_every_format_meets_loudness_length_and_peak(tmp_path: Path, form: Format) -> None:
    timeline, sources = small_show(tmp_path)
    output = tmp_path / f"mix.{form}"
    rendered = render(timeline, sources, output, encoding=Encoding(format=form))
    lufs, peak_dbtp = judged(output)
    assert lufs == pytest.approx(-16, abs=0.3)
    assert peak_dbtp <= -0.9
    assert rendered.measured.true_peak_dbtp <= -1
    assert rendered.measured.length_ms == pytest.approx(timeline.duration_s * 1000, abs=50)


@pytest.mark.parametrize("form", ["flac", "wav"])
def test_loud_clashing_music_stays_under_the_peak(tmp_path: Path, form: Format) -> None:
    sources = {"a": stored("a", material.noise(2, 0.9), tmp_path)}
    loud = programme([event("a", 0, 2)], target_lufs=-6.0)
    output = tmp_path / f"loud.{form}"
    rendered = render(loud, sources, output, encoding=Encoding(format=form))
    assert judged(output)[1] <= -0.95
    assert rendered.measured.true_peak_dbtp <= -1


def test_a_wrong_plan_is_corrected_and_an_impossible_one_reported(tmp_path: Path) -> None:
    sources = {"a": stored("a", material.noise(5, 0.01), tmp_path)}
    quiet = programme([event("a", 0, 5)])
    rendered = render(quiet, sources, tmp_path / "a.flac", encoding=FLAC)
    assert rendered.passes == 2
    assert rendered.measured.loudness_lufs == pytest.approx(-16, abs=0.5)
    clicks = {"a": stored("b", material.clicks(5, 60, 0.5), tmp_path)}
    impossible = programme([event("a", 0, 5)], target_lufs=-6.0)
    rendered = render(impossible, clicks, tmp_path / "b.flac", encoding=FLAC)
    assert rendered.passes == 3
    assert "no more room" in rendered.notes[0]


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


_AGAIN = """
import sys
from pathlib import Path
from tests.mix.test_render import FLAC, render, small_show
folder = Path(sys.argv[1])
timeline, sources = small_show(folder)
render(timeline, sources, folder / "again.flac", encoding=FLAC, tags={"title": "T"})
"""


@pytest.mark.slow
def test_two_runs_and_two_processes_give_the_same_bytes(tmp_path: Path) -> None:
    timeline, sources = small_show(tmp_path)
    for name in ("one.flac", "two.flac"):
        render(timeline, sources, tmp_path / name, encoding=FLAC, tags={"title": "T"})
    subprocess.run([sys.executable, "-c", _AGAIN, str(tmp_path)], check=True)
    digests = {digest(tmp_path / name) for name in ("one.flac", "two.flac", "again.flac")}
    assert len(digests) == 1


def test_an_unreadable_source_is_an_error_that_names_the_file(tmp_path: Path) -> None:
    bad = tmp_path / "bad.mp3"
    bad.write_bytes(b"no sound in here" * 50)
    with pytest.raises(AudioError, match=r"bad\.mp3"):
        render(
            programme([event("a", 0, 2)]),
            {"a": SourceFile(path=bad)},
            tmp_path / "mix.flac",
            encoding=FLAC,
        )
    assert not (tmp_path / "mix.flac").exists()


def test_an_empty_programme_is_an_error(tmp_path: Path) -> None:
    empty = Timeline(sample_rate_hz=RATE_HZ, length_frames=0, events=())
    with pytest.raises(AudioError, match="empty"):
        render(empty, {}, tmp_path / "mix.flac", encoding=FLAC)


def test_a_source_nobody_named_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(AudioError, match="no file is known for a"):
        render(programme([event("a", 0, 2)]), {}, tmp_path / "mix.flac", encoding=FLAC)


def test_a_file_that_breaks_off_is_silent_from_there_and_noted(tmp_path: Path) -> None:
    sources = {"a": stored("a", material.noise(3), tmp_path)}
    timeline = programme([event("a", 0, 5)])
    rendered = render(timeline, sources, tmp_path / "mix.flac", encoding=FLAC)
    assert rendered.frames == 5 * RATE_HZ
    assert "breaks off, so 2.0 s of it are silent" in rendered.notes[0]
    assert not read(tmp_path / "mix.flac").samples[3 * RATE_HZ + 1 :].any()


@pytest.mark.parametrize("way", ["cancelled", "interrupted"])
def test_stopping_leaves_nothing_behind(tmp_path: Path, way: str) -> None:
    sources = {"a": stored("a", material.noise(3), tmp_path)}
    before = set(tmp_path.iterdir())

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    with pytest.raises(OutputError if way == "cancelled" else KeyboardInterrupt):
        render(
            programme([event("a", 0, 3)]),
            sources,
            tmp_path / "mix.m4a",
            encoding=Encoding(format="m4a"),
            progress=interrupt if way == "interrupted" else None,
            cancelled=lambda: way == "cancelled",
        )
    assert set(tmp_path.iterdir()) == before


def test_an_older_mix_survives_a_failed_one(tmp_path: Path) -> None:
    sources = {"a": stored("a", material.noise(3), tmp_path)}
    output = tmp_path / "mix.flac"
    output.write_bytes(b"old")
    with pytest.raises(OutputError):
        render(
            programme([event("a", 0, 3)]), sources, output, encoding=FLAC, cancelled=lambda: True
        )
    assert output.read_bytes() == b"old"


def test_a_missing_folder_is_said_plainly(tmp_path: Path) -> None:
    sources = {"a": stored("a", material.noise(1), tmp_path)}
    with pytest.raises(OutputError, match="folder does not exist"):
        render(programme([event("a", 0, 1)]), sources, tmp_path / "no" / "mix.flac", encoding=FLAC)


def test_progress_reaches_the_end(tmp_path: Path) -> None:
    sources = {"a": stored("a", material.noise(2.5), tmp_path)}
    told: list[tuple[int, int]] = []
    timeline = programme([event("a", 0, 2.5)])
    render(
        timeline,
        sources,
        tmp_path / "mix.wav",
        encoding=Encoding(format="wav"),
        progress=lambda done, total, _: told.append((done, total)),
    )
    assert told[-1] == (timeline.length_frames, timeline.length_frames)
