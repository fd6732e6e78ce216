from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from dj.analysis.recording import Recording, listen
from dj.analysis.singing import HOP_S
from dj.analysis.vocals import VocalAnalyser, probabilities, regions
from dj.audio import files, synth
from dj.model.analysis import Region
from dj.model.audio import Audio
from dj.resources import listing
from dj.testing.signals import KnownSong


def found(recording: Recording) -> tuple[Region, ...]:
    value = VocalAnalyser().analyse(recording, {})["vocal_regions"]
    assert isinstance(value, tuple)
    return value


def test_a_singer_is_found_from_post_to_end(sung: tuple[KnownSong, Recording]) -> None:
    song, recording = sung
    vocals = found(recording)
    assert song.post_s is not None
    assert song.voice_end_s is not None
    assert song.post_s - 2.5 <= vocals[0].start_s <= song.post_s + 0.25
    assert abs(vocals[-1].end_s - song.voice_end_s) < 2.0


def test_an_instrumental_keeps_its_room_to_talk(instrumental: tuple[KnownSong, Recording]) -> None:
    assert sum(region.end_s - region.start_s for region in found(instrumental[1])) < 3.0


def test_probabilities_are_one_for_each_half_second(sung: tuple[KnownSong, Recording]) -> None:
    likely = probabilities(sung[1])
    assert len(likely) == np.ceil(sung[1].duration_s / HOP_S)
    assert np.all((likely >= 0.0) & (likely <= 1.0))


@settings(max_examples=60, deadline=None)
@given(arrays(np.float64, st.integers(1, 80), elements=st.floats(0.0, 1.0)), st.floats(0.0, 0.49))
def test_regions_are_in_order_long_enough_and_apart(likely: np.ndarray, cut_s: float) -> None:
    duration_s = len(likely) * HOP_S - cut_s
    vocals = regions(likely, duration_s)
    for region in vocals:
        assert 0.0 <= region.start_s <= region.end_s - 1.0 <= duration_s - 1.0
    for one, other in pairwise(vocals):
        assert other.start_s - one.end_s >= 1.5


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
