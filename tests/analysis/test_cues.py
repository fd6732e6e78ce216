import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dj.analysis.cues import CueAnalyser
from dj.analysis.recording import Recording
from dj.model.analysis import CuePoints, Ending, Region
from dj.testing import signals
from dj.testing.analyser_contract import recorded
from dj.testing.signals import RATE_HZ, KnownSong


def cues(recording: Recording, *vocals: tuple[float, float]) -> CuePoints:
    regions = tuple(Region(start_s=start, end_s=end) for start, end in vocals)
    value = CueAnalyser().analyse(recording, {"vocal_regions": regions})["cues"]
    assert isinstance(value, CuePoints)
    return value


@pytest.mark.parametrize("lead_s", [0.0, 0.333, 2.0])
def test_play_begins_with_the_first_sound(lead_s: float) -> None:
    music = signals.drums("rock", 120.0, 8.0, np.random.default_rng(1)).samples
    silence = np.zeros((round(lead_s * RATE_HZ), 2), np.float32)
    hiss = np.random.default_rng(2).normal(0, 1e-5, (len(silence) + len(music), 2))
    samples = np.concatenate([silence, music]) + hiss.astype(np.float32)
    assert cues(recorded(samples)).cue_in_s == pytest.approx(lead_s, abs=0.01)


def test_a_ramp_ends_where_the_voice_enters(sung: tuple[KnownSong, Recording]) -> None:
    found = cues(sung[1], (9.0, 15.0), (17.0, 20.0))
    assert found.post_s == 9.0
    assert found.outro_s == 20.0
    assert found.ramp_s == pytest.approx(9.0 - sung[0].cue_in_s, abs=0.01)


def test_without_a_voice_there_is_no_post(instrumental: tuple[KnownSong, Recording]) -> None:
    found = cues(instrumental[1])
    assert found.post_s is None
    assert found.cue_out_s - 10.0 < found.outro_s < found.cue_out_s - 2.0


def test_a_fade_is_left_while_it_is_heard(faded: tuple[KnownSong, Recording]) -> None:
    song, recording = faded
    found = cues(recording)
    assert found.ending is Ending.FADE
    assert recording.duration_s - song.fade_s < found.cue_out_s < recording.duration_s - 1.5


def test_a_cold_end_is_played_out() -> None:
    drums = signals.drums("rock", 120.0, 16.0, np.random.default_rng(3)).samples
    samples = np.concatenate([drums, np.zeros((3 * RATE_HZ, 2), np.float32)])
    found = cues(recorded(samples))
    assert found.ending is Ending.COLD
    assert found.cue_out_s == pytest.approx(16.0, abs=0.3)


def test_a_voice_at_a_cold_end_is_not_cut(instrumental: tuple[KnownSong, Recording]) -> None:
    found = cues(instrumental[1], (4.0, 23.4))
    assert found.cue_out_s >= min(23.4, found.outro_s)
    assert found.outro_s == pytest.approx(23.4, abs=0.3)


def test_silence_is_one_whole_without_a_post() -> None:
    found = cues(recorded(np.zeros((RATE_HZ, 2), np.float32)), (0.2, 0.8))
    assert (found.cue_in_s, found.post_s, found.cue_out_s) == (0.0, None, 1.0)


@settings(max_examples=12, deadline=None)
@given(
    gains=st.lists(st.sampled_from([0.0, 1e-4, 0.01, 0.3, 1.0]), min_size=1, max_size=12),
    voice=st.none() | st.tuples(st.floats(0.0, 4.0), st.floats(1.0, 4.0)),
)
def test_cues_hold_for_any_shape(gains: list[float], voice: tuple[float, float] | None) -> None:
    noise = np.random.default_rng(7).normal(0, 0.2, (len(gains) * 8000, 2))
    samples = (noise * np.repeat(gains, 8000)[:, None]).astype(np.float32)
    spans = [] if voice is None else [(voice[0], voice[0] + voice[1])]
    recording = recorded(samples)
    found = cues(recording, *spans)
    assert 0.0 <= found.cue_in_s <= found.outro_s <= found.cue_out_s
    assert found.cue_out_s <= recording.duration_s + 1e-9


def test_a_hidden_song_behind_a_long_silence_is_left_out() -> None:
    music = signals.drums("rock", 120.0, 20.0, np.random.default_rng(1)).samples
    silence = np.zeros((9 * RATE_HZ, 2), np.float32)
    hidden = signals.drums("rock", 120.0, 5.0, np.random.default_rng(3)).samples
    found = cues(recorded(np.concatenate([music, silence, hidden])), (30.0, 33.0))
    assert found.cue_out_s <= 20.5
    assert found.post_s is None


@pytest.mark.parametrize(("gap_s", "longest"), [(0.0, 0.0), (2.0, 2.0)])
def test_a_silence_in_the_middle_is_measured(gap_s: float, longest: float) -> None:
    music = signals.drums("rock", 120.0, 8.0, np.random.default_rng(1)).samples
    music = music + np.random.default_rng(2).normal(0, 0.01, music.shape).astype(np.float32)
    silence = np.zeros((round(gap_s * RATE_HZ), 2), np.float32)
    found = CueAnalyser().analyse(
        recorded(np.concatenate([music, silence, music])), {"vocal_regions": ()}
    )
    assert found["pause_s"] == pytest.approx(longest, abs=0.2)
