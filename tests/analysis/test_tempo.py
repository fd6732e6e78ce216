from pathlib import Path

import numpy as np
import pytest

from dj.analysis.recording import Recording, listen
from dj.analysis.tempo import TempoAnalyser
from dj.model.tonality import Key, Mode
from dj.testing import signals
from dj.testing.analyser_contract import recorded
from dj.testing.signals import KnownSong

SECTOID = Path("/usr/share/games/fretsonfire/data/songs/sectoid")
OCTAVES = (0.5, 1.0, 2.0)


def tempo(recording: Recording) -> dict[str, object]:
    return dict(TempoAnalyser().analyse(recording, {}))


def beats(found: dict[str, object], name: str = "beats_s") -> np.ndarray:
    return np.asarray(found[name])


def bpm(found: dict[str, object]) -> float:
    value = found["tempo_bpm"]
    assert isinstance(value, float)
    return value


def errors_s(found: np.ndarray, truth: np.ndarray) -> np.ndarray:
    """Distance of each found beat to the nearest true one, with its sign."""
    apart = found[:, None] - truth[None, :]
    nearest = np.abs(apart).argmin(axis=1)
    return np.asarray(apart[np.arange(len(found)), nearest])


@pytest.mark.parametrize(("tempo_bpm", "first_s"), [(97.7, 0.3), (120.0, 0.1), (143.21, 0.0)])
def test_clicks_are_met_to_three_milliseconds(tempo_bpm: float, first_s: float) -> None:
    found = tempo(recorded(signals.clicks(tempo_bpm, 20.0, first_s=first_s).samples))
    assert bpm(found) == pytest.approx(tempo_bpm, abs=0.05)
    truth = np.arange(first_s, 20.0, 60.0 / tempo_bpm)
    assert np.abs(np.median(errors_s(beats(found), truth))) < 0.003


@pytest.mark.parametrize("fixture", ["sung", "instrumental", "faded"])
def test_a_steady_song_gets_its_grid_and_high_confidence(
    fixture: str, request: pytest.FixtureRequest
) -> None:
    song, recording = request.getfixturevalue(fixture)
    found = tempo(recording)
    assert bpm(found) == pytest.approx(song.tempo_bpm, abs=0.05)
    assert np.abs(np.median(errors_s(beats(found), song.beats_s))) < 0.010
    confidence = found["tempo_confidence"]
    assert isinstance(confidence, float)
    assert confidence > 0.7


def test_bars_begin_where_chords_change(sung: tuple[KnownSong, Recording]) -> None:
    song, recording = sung
    found = tempo(recording)
    assert found["beats_per_bar"] == 4
    downbeats = beats(found, "downbeats_s")
    before_the_end = downbeats[downbeats < song.beats_s[-1]]
    assert np.abs(errors_s(before_the_end, song.beats_s[::4])).max() < 0.03


@pytest.mark.slow
def test_a_waltz_has_three_beats() -> None:
    rng = np.random.default_rng(5)
    song = signals.song(
        Key(tonic=0, mode=Mode.MAJOR), rng, style="waltz", tempo_bpm=130.0, duration_s=30.0
    )
    assert tempo(recorded(song.audio.samples))["beats_per_bar"] == 3


def test_downbeats_are_beats(sung: tuple[KnownSong, Recording]) -> None:
    found = tempo(sung[1])
    assert set(beats(found, "downbeats_s")) <= set(beats(found))


def test_noise_is_not_trusted() -> None:
    found = tempo(recorded(signals.noise(-20.0, 12.0, np.random.default_rng(6)).samples))
    confidence = found["tempo_confidence"]
    assert isinstance(confidence, float)
    assert confidence < 0.4


def test_a_tempo_that_drifts_is_not_trusted() -> None:
    at_s = np.cumsum(60.0 / np.linspace(90.0, 130.0, 60))
    samples = np.zeros((round((at_s[-1] + 1) * signals.RATE_HZ), 2), np.float32)
    click = signals.clicks(60.0, 0.1).samples[:400]
    for time_s in at_s:
        start = round(time_s * signals.RATE_HZ)
        samples[start : start + len(click)] += click
    confidence = tempo(recorded(samples))["tempo_confidence"]
    assert isinstance(confidence, float)
    assert confidence < 0.5


def test_silence_has_no_tempo() -> None:
    found = tempo(recorded(np.zeros((10 * signals.RATE_HZ, 2), np.float32)))
    assert found["tempo_bpm"] is None
    assert not len(beats(found))


@pytest.mark.slow
def test_twenty_of_twenty_four_tempos_are_right_and_all_up_to_the_octave() -> None:
    rng = np.random.default_rng(3)
    right = folded = 0
    for number, tempo_bpm in enumerate(np.linspace(60.0, 178.0, 24)):
        mode = Mode.MAJOR if number < 12 else Mode.MINOR
        song = signals.song(
            Key(tonic=number * 7 % 12, mode=mode), rng, style=signals.STYLES[number % 7],
            tempo_bpm=float(tempo_bpm), duration_s=40.0,
            voice_s=(8.0, 30.0) if number % 2 else None,
        )  # fmt: skip
        ratio = bpm(tempo(recorded(song.audio.samples))) / tempo_bpm
        right += abs(ratio - 1.0) < 0.04
        folded += any(abs(ratio / octave - 1.0) < 0.04 for octave in OCTAVES)
    assert right >= 20
    assert folded == 24


@pytest.mark.real
@pytest.mark.slow
@pytest.mark.parametrize(
    ("title", "tempo_bpm"),
    [("Escape from chaosland", 135), ("Feelings", 95), ("Metal madness", 150),
     ("War of freedom", 140)],
)  # fmt: skip
def test_recorded_rock_has_the_tempo_of_its_score(title: str, tempo_bpm: float) -> None:
    path = SECTOID / title / "song.ogg"
    if not path.exists():
        pytest.skip("the Debian package fretsonfire-songs-sectoid is not installed")
    found = bpm(tempo(listen(path)))
    assert min(abs(found / octave / tempo_bpm - 1.0) for octave in OCTAVES) < 0.01
