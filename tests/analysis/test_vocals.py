from itertools import pairwise
from pathlib import Path
from statistics import mean, median

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from dj.analysis import singing, vocals_model
from dj.analysis.recording import Ears, Recording, listen
from dj.analysis.vocals import LONGEST_GAP_S, SHORTEST_S, VocalAnalyser, log_odds, regions
from dj.audio import files, synth
from dj.interfaces import Frames
from dj.model.analysis import Region
from dj.model.audio import Audio
from dj.resources import listing
from dj.testing.analyser_contract import recorded
from dj.testing.signals import KnownSong
from dj.testing.truth import FullSong, metrics, recordings
from dj.testing.truth.plans import PLANS

RATE_HZ = 22_050 / 1024


def found(recording: Recording) -> tuple[Region, ...]:
    value = VocalAnalyser().analyse(recording, {})["vocal_regions"]
    assert isinstance(value, tuple)
    return value


def test_a_singer_is_found_from_post_to_end(sung: tuple[KnownSong, Recording]) -> None:
    song, recording = sung
    vocals = found(recording)
    assert song.post_s is not None
    assert song.voice_end_s is not None
    assert abs(vocals[0].start_s - song.post_s) < 0.5
    assert abs(vocals[-1].end_s - song.voice_end_s) < 1.0


def test_an_instrumental_keeps_its_room_to_talk(instrumental: tuple[KnownSong, Recording]) -> None:
    assert sum(region.end_s - region.start_s for region in found(instrumental[1])) < 3.0


def test_every_mel_frame_has_odds_within_bounds(sung: tuple[KnownSong, Recording]) -> None:
    odds = log_odds(sung[1])
    assert odds.shape == (len(sung[1].mel.values),)
    assert np.all(np.abs(odds) <= 4.0)


@pytest.mark.slow
def test_loudness_changes_nothing(sung: tuple[KnownSong, Recording]) -> None:
    recording = sung[1]
    quieter = Frames(values=recording.mel.values - 12.0, rate_hz=recording.mel.rate_hz)
    assert np.allclose(
        singing.joined(recording.mel, recording.voice), singing.joined(quieter, recording.voice),
        atol=1e-3,
    )  # fmt: skip


@pytest.mark.parametrize("seconds", [0.0, 0.01, 0.05, 0.4])
def test_the_shortest_sounds_have_no_singer(seconds: float) -> None:
    samples = np.full((max(1, round(seconds * 44_100)), 2), 0.1, np.float32)
    assert found(recorded(samples)) == ()


def test_silence_and_noise_have_no_singer() -> None:
    rng = np.random.default_rng(3)
    noise = 0.1 * rng.standard_normal((6 * 44_100, 2)).astype(np.float32)
    assert found(recorded(np.zeros_like(noise))) == ()
    assert found(recorded(noise)) == ()


def test_a_convolution_sees_as_far_as_its_dilation() -> None:
    network = vocals_model.network()
    reach = len(vocals_model.PLANES) + sum(vocals_model.DILATIONS)
    still = np.tile(network.centre, (4 * reach, 1))
    moved = still.copy()
    moved[2 * reach] += 3.0 * network.spread
    changed = np.flatnonzero(vocals_model.log_odds(moved) != vocals_model.log_odds(still))
    assert changed.min() >= reach
    assert changed.max() <= 3 * reach


@settings(max_examples=60, deadline=None)
@given(
    arrays(np.float32, st.integers(0, 400), elements=st.floats(-4, 4, width=32)), st.floats(0, 0.04)
)
def test_regions_are_in_order_long_enough_and_apart(odds: np.ndarray, cut_s: float) -> None:
    duration_s = max(0.0, len(odds) / RATE_HZ - cut_s)
    vocals = regions(odds, RATE_HZ, duration_s)
    for region in vocals:
        assert 0.0 <= region.start_s <= region.end_s - SHORTEST_S <= duration_s - SHORTEST_S
    for one, other in pairwise(vocals):
        assert other.start_s - one.end_s >= LONGEST_GAP_S


def test_an_edge_of_the_evidence_is_an_edge_of_the_region() -> None:
    odds = np.full(600, -4.0, np.float32)
    odds[200:400] = 4.0
    (region,) = regions(odds, RATE_HZ, 600 / RATE_HZ)
    assert region.start_s == pytest.approx(200 / RATE_HZ)
    assert region.end_s == pytest.approx(400 / RATE_HZ)


def test_a_doubtful_moment_does_not_end_a_phrase() -> None:
    odds = np.full(600, 4.0, np.float32)
    odds[300:302] = -4.0
    assert len(regions(odds, RATE_HZ, 600 / RATE_HZ)) == 1


def _phrases(high: float, low: float) -> np.ndarray:
    """Log odds of ten phrases of four seconds, two seconds apart, of which a fifth is clear."""
    sung = np.full(86, low, np.float32)
    sung[30:47] = high
    return np.tile(np.concatenate([np.full(43, -4.0, np.float32), sung]), 10)


def test_a_singer_covered_by_the_band_is_followed_through_phrases_with_clear_moments() -> None:
    odds = _phrases(1.0, -1.0)
    assert len(regions(odds, RATE_HZ, len(odds) / RATE_HZ)) == 10
    assert regions(np.minimum(odds, 0.2), RATE_HZ, len(odds) / RATE_HZ) == ()


def test_a_song_sung_only_in_part_stays_open_where_nobody_sings() -> None:
    odds = np.concatenate([_phrases(1.0, -1.0), np.full(1200, -1.0, np.float32)])
    vocals = regions(odds, RATE_HZ, len(odds) / RATE_HZ)
    assert sum(region.end_s - region.start_s for region in vocals) > 36.0
    assert vocals[-1].end_s < 60.0 + 15.0


@pytest.mark.slow
def test_the_demo_librarys_singers_are_found_and_its_instrumentals_are_left_alone(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    folder = tmp_path_factory.mktemp("demo")
    heard = sung_s = claimed = quiet_s = 0.0
    for name, path in listing("assets/demo", "scores/*.yaml").items():
        score = synth.load_score(path)
        file = folder / name.replace("/", "-")
        audio = Audio(samples=synth.render_score(score), sample_rate_hz=synth.SAMPLE_RATE_HZ)
        files.write_wav(file, audio)
        truth, recording = synth.truth(score), listen(file)
        tenths = np.arange(int(truth.duration_s * 10)) / 10
        voice = _inside(tenths, truth.vocal_regions_s)
        claim = _inside(tenths, [(r.start_s, r.end_s) for r in found(recording)])
        heard += (voice & claim).sum()
        sung_s += voice.sum()
        if not voice.any():
            claimed += claim.sum()
            quiet_s += len(claim)
    assert heard > 0.9 * sung_s
    assert claimed < 0.1 * quiet_s


def _inside(times: np.ndarray, spans: object) -> np.ndarray:
    inside = np.zeros(len(times), bool)
    for start, end in spans:  # type: ignore[attr-defined]
        inside |= (times >= start) & (times < end)
    return inside


@pytest.mark.slow
@pytest.mark.parametrize(("lead_db", "f1"), [(0.0, 0.85), (-6.0, 0.8)])
def test_singers_of_unheard_songs_are_found(lead_db: float, f1: float) -> None:
    sung = [number for number, plan in enumerate(PLANS) if plan.lead.startswith("voice")]
    pairs = [_heard(recordings.song(1, number, lead_db=lead_db)) for number in sung]
    scores = [metrics.vocals(found_, s.vocals, s.audio.duration_s) for s, found_ in pairs]
    posts = [(regions[0].start_s if regions else np.inf, song.post_s) for song, regions in pairs]
    assert mean(score.f1 for score in scores) >= f1
    assert median(abs(claimed - truth) for claimed, truth in posts if truth is not None) <= 0.5


@pytest.mark.slow
def test_instruments_that_bend_like_a_voice_are_mostly_left_alone() -> None:
    led = [number for number, plan in enumerate(PLANS) if not plan.lead.startswith("voice")]
    pairs = [_heard(recordings.song(1, number)) for number in led]
    assert mean(metrics.vocal_share(regions, s.audio.duration_s) for s, regions in pairs) <= 0.08


def _heard(song: FullSong) -> tuple[FullSong, tuple[Region, ...]]:
    ears = Ears(song.audio.sample_rate_hz)
    ears.feed(song.audio.samples)
    return song, found(ears.finish(Path(song.name), "truth"))
